# SPDX-License-Identifier: MIT
"""From the list into the case file and back, from one household to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.cursor import at
from tests.ui.households.looking import cell
from villagedesk.models.catalogue.household import Household
from villagedesk.models.completeness import Section
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
ALT = Qt.KeyboardModifier.AltModifier


def test_resting_on_a_line_opens_its_case_file(page: HouseholdsPage, three: list[str], qtbot: QtBot) -> None:
    page.list.setFocus()
    page.list.go_to_row(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.open_id() == ""
    qtbot.waitUntil(lambda: page.open_id() == three[0], timeout=1_000)
    assert page.list.hasFocus()


def test_enter_goes_from_the_list_into_the_case_file(page: HouseholdsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    page.list.go_to_row(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.case.isAncestorOf(at(page))


def test_a_double_click_goes_into_the_case_file(page: HouseholdsPage, three: list[str], qtbot: QtBot) -> None:
    place = page.list.visualRect(page.model.index(1, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.open_id() == three[0]
    assert page.case.panel(Section.BASIC).isAncestorOf(at(page))


def test_escape_and_f6_lead_back_to_the_list_and_f6_to_the_field_again(page: HouseholdsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    page.list.go_to_row(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    form = page.case.panel(Section.BASIC).forms[0]
    form.focus_field("phone")
    field = at(page)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_F6)
    assert at(page) is field
    qtbot.keyClick(field, Qt.Key.Key_F6)
    assert page.list.hasFocus()


def test_escape_in_an_open_cell_only_closes_the_cell(page: HouseholdsPage, three: list[str], qtbot: QtBot) -> None:
    page.open_household(three[0])
    grid = page.case.go_to(Section.MEMBERS).grid
    page.case.focus_first()
    qtbot.keyClick(at(page), Qt.Key.Key_X)
    cell_editor = at(page)
    assert grid.view.isAncestorOf(cell_editor)
    qtbot.keyClick(cell_editor, Qt.Key.Key_Escape)
    assert grid.view.hasFocus()
    qtbot.keyClick(grid.view, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_new_member_is_typed_from_the_first_field_of_the_empty_line(
    page: HouseholdsPage, three: list[str], qtbot: QtBot, commit_text: Callable[[QWidget, str], None]
) -> None:
    page.open_household(three[1])
    grid = page.case.go_to(Section.MEMBERS).grid
    page.case.focus_first()
    qtbot.keyClick(at(page), Qt.Key.Key_Return)  # down, past the only member
    assert grid.view.currentIndex().row() == 1
    assert grid.model.columns[grid.view.currentIndex().column()].key == "name"
    commit_text(at(page), "王小五")
    qtbot.keyClick(at(page), Qt.Key.Key_Tab)
    assert grid.view.hasFocus()
    assert grid.view.currentIndex().row() == 1
    page.save()
    assert grid.view.hasFocus()
    assert grid.view.currentIndex().row() == 1


def test_alt_down_goes_to_the_next_household_in_the_same_section(
    page: HouseholdsPage, three: list[str], qtbot: QtBot
) -> None:
    page.open_household(three[2])
    page.case.go_to(Section.MEMBERS)
    page.case.focus_first()
    qtbot.keyClick(page, Qt.Key.Key_Down, ALT)
    assert page.open_id() == three[0]
    assert page.case.stack.currentWidget() is page.case.panel(Section.MEMBERS)
    assert page.case.isAncestorOf(at(page))
    qtbot.keyClick(page, Qt.Key.Key_Up, ALT)
    assert page.open_id() == three[2]


def test_going_on_saves_what_was_typed(page: HouseholdsPage, three: list[str], session: Session, qtbot: QtBot) -> None:
    page.open_household(three[2])
    page.case.editing.household.write("address", "老屋")
    qtbot.keyClick(page, Qt.Key.Key_Down, ALT)
    assert reads.get(session.store, Household, three[2]).address == "老屋"


def test_when_saving_fails_the_list_goes_back_to_the_open_household(
    page: HouseholdsPage, three: list[str], session: Session, said: Said, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from villagedesk.errors import EnvironmentProblem

    def fail(*_arguments: object) -> None:
        raise EnvironmentProblem("磁盘已满。")

    page.open_household(three[2])
    page.case.editing.household.write("address", "老屋")
    monkeypatch.setattr(session, "save", fail)
    qtbot.keyClick(page, Qt.Key.Key_Down, ALT)
    assert page.open_id() == three[2]
    assert cell(page, page.list.currentIndex().row(), "head") == "赵六"
    assert said.warnings == ["磁盘已满。"]


def test_a_household_hidden_by_the_search_is_shown_when_it_is_asked_for(page: HouseholdsPage, three: list[str]) -> None:
    page.search.setText("张三")
    page._ask()
    page.open_household(three[1])
    assert page.open_id() == three[1]
    assert cell(page, page.list.currentIndex().row(), "head") == "王五"


def test_selected_households_stand_in_the_order_of_the_list(page: HouseholdsPage, three: list[str]) -> None:
    assert page.selected_households() == []
    page.open_household(three[1])
    page.list.selectAll()
    assert page.selected_households() == [three[2], three[0], three[1]]
    assert "选中3户" in page.count.text()


def test_a_question_about_unsaved_typing_keeps_the_page(page: HouseholdsPage, three: list[str], said: Said) -> None:
    page.open_household(three[0])
    page.case.editing.household.write("address", "老屋")
    said.answers.append(2)
    assert not page.can_leave()
