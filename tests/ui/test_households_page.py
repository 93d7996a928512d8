# SPDX-License-Identifier: MIT
"""The main page: finding a household, going from one to the next, new ones, removed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.cursor import at
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.completeness import Section
from villagedesk.models.completing import seal
from villagedesk.services import records
from villagedesk.services.casefiles import load_casefile
from villagedesk.store import history, reads
from villagedesk.ui.casefile import new_household
from villagedesk.ui.casefile.new_household import NewHouseholdDialog, Wanted, register_household
from villagedesk.ui.forms import reason
from villagedesk.ui.pages.households import HouseholdsPage
from villagedesk.ui.session import Session
from villagedesk.ui.tables.household_list import PhoneMask

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.completion_filter import CompletionFilter

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def three(a_household: Callable[..., str]) -> list[str]:
    return [
        a_household("张三", "李四", group="2组", local_no="2001", phone="13800001234"),
        a_household("王五", group="10组", local_no="10001"),
        a_household("赵六", group="1组", local_no="1001", phone="13900004321"),
    ]


@pytest.fixture
def page(session: Session, icons: Icons, three: list[str], qtbot: QtBot) -> HouseholdsPage:
    return shown(session, icons, qtbot)


def shown(session: Session, icons: Icons, qtbot: QtBot) -> HouseholdsPage:
    made = HouseholdsPage(session, icons)
    qtbot.addWidget(made)
    made.resize(1200, 650)
    with qtbot.waitActive(made):
        made.show()
    made.shown_first_time()
    return made


def heads(page: HouseholdsPage) -> list[str]:
    column = next(n for n, one in enumerate(page.model.columns) if one.key == "head")
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def cell(page: HouseholdsPage, row: int, key: str) -> str:
    column = next(n for n, one in enumerate(page.model.columns) if one.key == key)
    return str(page.model.index(row, column).data())


# -- the list ---------------------------------------------------------------------------------------------------------


def test_households_stand_by_group_as_people_count(page: HouseholdsPage) -> None:
    assert heads(page) == ["赵六", "张三", "王五"]
    assert page.count.text() == "共3户"


@pytest.mark.parametrize("typed", ["zs", "zhang", "4", "2001", "1234"])
def test_the_search_box_waits_for_a_pause_and_finds(page: HouseholdsPage, qtbot: QtBot, typed: str) -> None:
    page.find()
    qtbot.keyClicks(page.search, typed)
    assert len(heads(page)) == 3
    qtbot.waitUntil(lambda: page.query().text == typed, timeout=1_000)
    assert "张三" in heads(page) or typed == "4"


def test_enter_in_the_search_box_goes_into_the_only_household_found(
    page: HouseholdsPage, three: list[str], qtbot: QtBot
) -> None:
    page.find()
    qtbot.keyClicks(page.search, "ww")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.open_id() == three[1]
    assert page.case.panel(Section.BASIC).isAncestorOf(at(page))


def test_enter_in_the_search_box_lets_one_choose_where_several_are_found(
    page: HouseholdsPage, three: list[str], qtbot: QtBot
) -> None:
    page.find()
    qtbot.keyClicks(page.search, "00")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.open_id() == three[0]
    assert page.case.isAncestorOf(at(page))


def test_down_leads_from_the_search_box_into_the_list(page: HouseholdsPage, qtbot: QtBot) -> None:
    page.find()
    qtbot.keyClicks(page.search, "ww")
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert heads(page) == ["王五"]


def test_escape_in_the_search_box_shows_all_households_again(page: HouseholdsPage, qtbot: QtBot) -> None:
    page.find()
    qtbot.keyClicks(page.search, "ww")
    qtbot.waitUntil(lambda: len(heads(page)) == 1)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(heads(page)) == 3)
    assert page.search.hasFocus()


def test_nothing_found_says_so_and_offers_the_way_back(page: HouseholdsPage, qtbot: QtBot) -> None:
    page.search.setText("没有这个人")
    page._ask()
    assert "没有找到" in page.nothing.text()
    qtbot.mouseClick(page.clear_button, Qt.MouseButton.LeftButton)
    assert len(heads(page)) == 3
    assert page.count.text() == "共3户"


def test_filters_narrow_the_list_and_count_their_values(page: HouseholdsPage) -> None:
    page.filter_button.setChecked(True)
    box = page.filters.boxes["grp"]
    box.fill()
    assert [box.itemText(n) for n in range(box.count())] == ["组", "1组（1）", "2组（1）", "10组（1）"]
    page.filters.choose("grp", "2组")
    assert heads(page) == ["张三"]
    assert page.query().filters == (("grp", "2组"),)
    assert page.count.text() == "找到1户"


def test_households_without_an_attribute_can_be_asked_for(
    page: HouseholdsPage, three: list[str], session: Session
) -> None:
    with session.store.change("属性") as change:
        change.put("household_year", "y", {"household": three[0], "year": 2025, "attribute": "low_income"})
    page.filters.choose("attribute", None)
    assert heads(page) == ["赵六", "王五"]
    page.filters.choose("attribute", "low_income")
    assert heads(page) == ["张三"]
    assert cell(page, 0, "attribute") == "低保脱贫户"


def test_the_heading_sorts_and_the_query_remembers_it(page: HouseholdsPage) -> None:
    section = next(n for n, one in enumerate(page.model.columns) if one.key == "head")
    page.list.horizontalHeader().sectionClicked.emit(section)
    assert heads(page) == ["王五", "张三", "赵六"]
    assert (page.query().sort, page.query().descending) == ("head_key", False)


def test_telephones_are_masked_until_they_are_wanted(page: HouseholdsPage) -> None:
    assert cell(page, 1, "phone") == "138****1234"
    page.phones.setChecked(True)
    assert cell(page, 1, "phone") == "13800001234"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13800001234", "138****1234"), ("028-85551234", "028*****1234"), ("123456", "123456"), (None, "")],
)
def test_the_mask_keeps_both_ends(phone: str | None, masked: str) -> None:
    assert PhoneMask().shown(phone) == masked


def test_the_list_follows_changes_and_keeps_its_place(
    page: HouseholdsPage, three: list[str], session: Session, a_household: Callable[..., str]
) -> None:
    page.open_household(three[1])
    a_household("钱七", group="3组")
    assert heads(page) == ["赵六", "张三", "钱七", "王五"]
    assert cell(page, page.list.currentIndex().row(), "head") == "王五"
    assert page.open_id() == three[1]


def test_a_township_lists_the_village_too(new_store: Callable[..., Store], icons: Icons, qtbot: QtBot) -> None:
    from villagedesk.services.files import NewFile
    from villagedesk.settings import Settings
    from villagedesk.ui.tasks import InlineTasks

    store = new_store("town", wanted=NewFile("township", "示范镇", "510199100", 2025))
    session = Session(store, Settings(), InlineTasks(lambda: store))
    page = shown(session, icons, qtbot)
    assert page.model.columns[0].key == "village"
    assert "village" in page.filters.boxes


# -- going about ------------------------------------------------------------------------------------------------------


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


# -- new and removed --------------------------------------------------------------------------------------------------


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


def test_the_list_shows_the_masked_telephone_beside_the_name(page: HouseholdsPage) -> None:
    """On 1366 pixels, with the list of pages beside it."""
    page.resize(1236, 600)
    last = [column.key for column in page.model.columns].index("phone")
    right = page.list.columnViewportPosition(last) + page.list.columnWidth(last)
    wanted = page.fontMetrics().horizontalAdvance("138****1234")
    assert page.list.columnWidth(last) >= wanted
    assert right <= page.list.viewport().width() + 4


def test_what_can_be_searched_is_told_also_where_the_box_is_narrow(page: HouseholdsPage) -> None:
    assert page.search.toolTip() == page.search.placeholderText()


def test_household_numbers_which_differ_at_their_end_are_cut_in_the_middle(page: HouseholdsPage) -> None:
    assert page.list.textElideMode() is Qt.TextElideMode.ElideMiddle


# -- what waits -------------------------------------------------------------------------------------------------------


def test_the_list_is_narrowed_to_late_visits_or_to_households_without_a_helper(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    with session.store.change("结对") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("pairing", "p1", {"household": three[0], "cadre": "c1", "start": "2025-01-01"})
        change.put("pairing", "p2", {"household": three[1], "cadre": "c1", "start": "2026-02-20"})
    box = page.filters.work
    box.fill()
    assert [box.itemText(place) for place in range(box.count())] == ["待办", "走访逾期（1）", "没有现任责任人（1）"]
    for place, names in ((1, ["张三"]), (2, ["赵六"]), (0, ["赵六", "张三", "王五"])):
        box.setCurrentIndex(place)
        box.activated.emit(place)
        assert heads(page) == names


def test_a_household_stays_in_the_list_while_it_is_worked_at_and_leaves_when_the_box_is_opened_again(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    box = page.filters.work
    box.fill()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert len(heads(page)) == 3
    with session.store.change("结对") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("pairing", "p1", {"household": three[0], "cadre": "c1", "start": "2026-03-01"})
    assert len(heads(page)) == 3
    box.fill()
    assert (box.currentIndex(), box.itemText(1)) == (1, "没有现任责任人（2）")
    page.filters.changed.emit()
    assert heads(page) == ["赵六", "王五"]


# -- completed files --------------------------------------------------------------------------------------------------


def test_the_list_is_narrowed_to_files_that_are_complete_or_not_yet(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    with session.store.change("完成") as change:
        change.put("completion", "c1", {"household": three[0], "year": session.year})
        change.put("completion", "c2", {"household": three[1], "year": session.year - 1})
    box = page.filters.completion
    box.fill()
    assert [box.itemText(place) for place in range(box.count())] == [
        "档案完成",
        "未完成（2）",
        "已完成（1）",
        "完成后又改动",
    ]
    everyone = heads(page)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    (done,) = heads(page)
    assert page.filters.narrowed
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert sorted([*heads(page), done]) == sorted(everyone)
    page.filters.clear()
    assert not page.filters.narrowed


def test_the_list_is_narrowed_to_files_that_were_changed_after_they_were_called_complete(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    for household in three[:2]:
        called_complete(session.store, household, session.year)
    box = page.filters.completion
    choose_changed(box)
    assert heads(page) == []
    assert page.filters.narrowed
    with session.store.change("地址") as change:
        change.put("household", three[0], {"address": "新屋场18号"})
        change.put("household", three[2], {"address": "新屋场19号"})
    assert heads(page) == []  # what was found stays until it is chosen again
    choose_changed(box)
    assert heads(page) == ["张三"]
    assert box.currentText() == "完成后又改动（1）"
    assert page.query().only == (three[0],)
    page.filters.show_only("走访逾期", three[1:])
    assert heads(page) == []
    page.filters.clear()
    page.filters.changed.emit()
    assert len(heads(page)) == 3
    session.set_year(session.year - 1)
    choose_changed(box)
    assert heads(page) == []


def called_complete(store: Store, household: str, year: int) -> None:
    case = load_casefile(store, household, year)
    assert case is not None
    with store.change("完成") as change:
        change.put("completion", f"c{household}", {"household": household, "year": year, "seal": seal(case)})


def choose_changed(box: CompletionFilter) -> None:
    box.fill()
    box.setCurrentIndex(3)
    box.activated.emit(3)
