# SPDX-License-Identifier: MIT
"""New households and removed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.cursor import at
from tests.ui.households.looking import cell, heads, shown
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.completeness import Section
from villagedesk.services.keeping import records
from villagedesk.store import history, reads
from villagedesk.ui.casefile import new_household
from villagedesk.ui.casefile.new_household import NewHouseholdDialog, Wanted, register_household
from villagedesk.ui.forms import reason

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_an_empty_file_says_what_to_do_first(session: Session, icons: Icons, qtbot: QtBot) -> None:
    page = shown(session, icons, qtbot)
    assert "导入" in page.start.hint.text()
    assert page.start.import_button.isVisible()
    assert page.start.new_button.isVisible()


def test_a_new_household_is_one_action_and_opens_at_its_members(
    page: HouseholdsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    village = page.session.store.value("SELECT id FROM village")
    monkeypatch.setattr(new_household, "ask_new_household", lambda *_arguments: Wanted(village, "3组", "孙·八"))
    before = len(history.batches(session.store))
    page.new_household()
    assert history.batches(session.store)[0].label == "新增户：孙·八"
    assert len(history.batches(session.store)) == before + 1
    opened = reads.get(session.store, Household, page.open_id())
    assert opened.group == "3组"
    assert page.case.editing.case.head_name == "孙·八"
    assert page.case.stack.currentWidget() is page.case.panel(Section.MEMBERS)
    assert cell(page, page.list.currentIndex().row(), "head") == "孙·八"
    assert page.case.panel(Section.MEMBERS).isAncestorOf(at(page))


def test_thinking_better_of_a_new_household_changes_nothing(
    page: HouseholdsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_household, "ask_new_household", lambda *_arguments: None)
    before = history.batches(session.store)
    page.new_household()
    assert history.batches(session.store) == before


def test_the_box_for_a_new_household_asks_for_a_name_and_remembers_the_group(
    session: Session, three: list[str], qtbot: QtBot
) -> None:
    box = NewHouseholdDialog(session.store, Wanted("", "2组", "张三"))
    qtbot.addWidget(box)
    assert box.group.currentText() == "2组"
    box.accept()
    assert "户主姓名" in box.problem.text()
    assert box.result() == 0
    box.head.setText("名" * 60)
    box.accept()
    assert "最多50个字" in box.problem.text()
    box.head.setText("钱七")
    box.accept()
    assert box.result() == 1


def test_names_of_new_heads_are_cleaned_like_typed_ones(session: Session) -> None:
    village = session.store.value("SELECT id FROM village")
    register_household(session, Wanted(village, "１组", "阿依 努尔．买买提"))
    (member,) = reads.where(session.store, Member)
    assert member.name == "阿依努尔·买买提"


def test_selected_households_are_removed_with_a_reason_as_one_action(
    page: HouseholdsPage, three: list[str], session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(reason, "ask_reason", lambda *_arguments: "重复登记")
    page.open_household(three[0])
    page.list.selectAll()
    before = len(history.batches(session.store))
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 0
    assert len(history.batches(session.store)) == before + 1
    assert page.open_id() == ""
    records.undo_last(session.store)
    assert heads(page) == ["赵六", "张三", "王五"]


def test_no_reason_no_removal(page: HouseholdsPage, three: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reason, "ask_reason", lambda *_arguments: None)
    page.open_household(three[0])
    page.remove_households()
    assert page.model.rowCount() == 3


def test_in_a_file_opened_for_reading_nothing_can_be_made_or_removed(
    session: Session, icons: Icons, three: list[str], qtbot: QtBot
) -> None:
    session.store.read_only = True
    page = shown(session, icons, qtbot)
    enabled = {action.text(): action.isEnabled() for action in page.list.actions()}
    assert not enabled["新增户…"]
    assert not enabled["删除所选户…"]
    page.open_household(three[0])
    assert page.can_leave()
