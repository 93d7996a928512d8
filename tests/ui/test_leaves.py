# SPDX-License-Identifier: MIT
"""Leaves that are made when somebody looks at them, and forms that follow what is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from villagedesk.models.completeness import Section
from villagedesk.services.keeping.records import NEW, Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.leaves import Leaves

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from villagedesk.store.store import Store
    from villagedesk.ui.casefile.view import CaseFileView


@pytest.fixture
def made() -> list[str]:
    """The leaves that were made, in this order."""
    return []


@pytest.fixture
def leaves(qtbot: QtBot, made: list[str]) -> Leaves:
    """Three leaves, of which the first is there from the beginning."""
    window = QWidget()
    qtbot.addWidget(window)
    found = Leaves(window)
    QVBoxLayout(window).addWidget(found)
    found.addTab(QLineEdit(found.ground), "甲")
    for name in "乙丙":

        def make(place: QWidget, name: str = name) -> QWidget:
            made.append(name)
            return QLineEdit(name, place)

        found.add_later(name, make)
    window.show()
    return found


def test_a_leaf_is_made_when_it_is_first_looked_at_and_once(leaves, made):
    assert made == []
    leaves.setCurrentIndex(2)
    assert made == ["丙"]
    leaves.setCurrentIndex(0)
    leaves.setCurrentIndex(2)
    assert made == ["丙"]
    assert not leaves.is_made(1)


def test_a_leaf_that_was_just_made_can_be_typed_into_in_the_same_turn(leaves):
    leaves.setCurrentIndex(1)
    assert leaves.currentWidget().text() == "乙"
    assert leaves.currentWidget().isVisible()


def test_a_leaf_is_found_by_what_stands_on_it(leaves):
    wanted = leaves.leaf(2)
    leaves.setCurrentWidget(wanted)
    assert leaves.currentIndex() == 2
    assert leaves.currentWidget() is wanted
    assert leaves.leaf(9) is None


@pytest.fixture
def household(store: Store) -> str:
    """A family of one."""
    edits = [
        Edit("household", NEW, {"village": village_id("510199100201"), "group": "1组"}, "h"),
        Edit("member", NEW, {"household": "@h", "name": "张三", "birth": "1980-01-01"}, "m"),
        Edit("member_year", NEW, {"member": "@m", "year": 2025, "relation": "head"}),
        Edit("household_year", NEW, {"household": "@h", "year": 2025, "house_area": 80}),
    ]
    return save_records(store, "登记", edits).ids["h"]


def _forms(view: CaseFileView, section: str) -> list[str]:
    return [form.spec.key for form in view.panel(section).findChildren(RecordForm)]


def test_a_case_file_shows_its_first_form_and_the_rest_follows_in_the_next_turn(view, qtbot):
    view.show_year(2024)  # its sections are made anew
    assert _forms(view, Section.BASIC) == ["household"]
    view.focus_first()
    assert _forms(view, Section.BASIC) == ["household"], "the cursor needs the first form only"
    qtbot.waitUntil(lambda: _forms(view, Section.BASIC) == ["household", "household_year"])
    assert len(view.panel(Section.BASIC).forms) == 2, "and it is made once"


def test_what_is_sought_before_it_is_there_is_made_for_it(view):
    view.show_year(2024)
    assert _forms(view, Section.BASIC) == ["household"]
    assert view.panel(Section.BASIC).reveal("household_year", view.editing.facts.row, "attribute")
    assert _forms(view, Section.BASIC) == ["household", "household_year"]


def test_the_roster_is_there_before_the_forms_below_it(view, qtbot):
    panel = view.go_to(Section.MEMBERS)
    assert panel.grid.view.model().rowCount() > 0
    assert _forms(view, Section.MEMBERS) == []
    qtbot.waitUntil(lambda: _forms(view, Section.MEMBERS) == ["member", "member_year"])
    assert panel.grid.forms[0].entry is panel.grid.rows.rows[0].entries["member"], "they show the line under the cursor"
    assert not panel.leaves.is_made(1)


def test_a_plan_opens_without_the_leaves_behind_it_and_counts_them_all_the_same(view):
    panel = view.go_to(Section.PLAN)
    view.finish_editing()
    assert [panel.leaves.is_made(place) for place in range(3)] == [True, False, False]
    assert panel.leaves.tabText(1) == "帮扶措施（0）(&M)"
