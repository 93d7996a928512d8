# SPDX-License-Identifier: MIT
"""The list: order, search, masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.cursor import at
from tests.ui.households.looking import cell, heads, shown
from villagedesk.models.completeness import Section
from villagedesk.ui.session import Session
from villagedesk.ui.tables.household_list import PhoneMask

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.pages.households import HouseholdsPage

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_households_stand_by_group_as_people_count(page: HouseholdsPage) -> None:
    assert heads(page) == ["赵六", "张三", "王五"]
    assert page.count.text() == "共3户"


@pytest.mark.parametrize("typed", ["zs", "zhang", "2001", "1234"])
def test_the_search_box_waits_for_a_pause_and_finds(page: HouseholdsPage, qtbot: QtBot, typed: str) -> None:
    page.find()
    qtbot.keyClicks(page.search, typed)
    assert len(heads(page)) == 3
    qtbot.waitUntil(lambda: page.query().text == typed, timeout=1_000)
    assert heads(page) == ["张三"]


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
    from villagedesk.services.opening.files import NewFile
    from villagedesk.settings import Settings
    from villagedesk.ui.tasks import InlineTasks

    store = new_store("town", wanted=NewFile("township", "示范镇", "510199100", 2025))
    session = Session(store, Settings(), InlineTasks(lambda: store))
    page = shown(session, icons, qtbot)
    assert page.model.columns[0].key == "village"
    assert "village" in page.filters.boxes


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
