# SPDX-License-Identifier: MIT
"""The page 汇总表: cells of the chosen year, exactly the households behind one, and the table as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from villagedesk.sheets.reading import read_workbook
from villagedesk.ui.pages.rollups import RollupsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


@pytest.fixture
def page(session: Session, icons: Icons, a_household: Callable[..., str], qtbot: QtBot) -> RollupsPage:
    for name, group, attribute in (("张三", "1组", "general"), ("李四", "2组", "low_income"), ("王五", "2组", None)):
        row = a_household(name, group=group)
        with session.store.change("年度") as change:
            year = session.store.value("SELECT id FROM household_year WHERE household = ?", (row,))
            change.put("household_year", year or f"y{row}", {"household": row, "year": 2025, "attribute": attribute})
    made = RollupsPage(session, icons)
    qtbot.addWidget(made)
    made.resize(1100, 650)
    made.shown_first_time()
    made.show()
    return made


def cell(page: RollupsPage, label: str, column: int = 1) -> tuple[int, int]:
    rows = range(page.grid.rowCount())
    return next(row for row in rows if page.grid.item(row, 0).text().strip() == label), column


def test_the_table_shows_households_and_what_is_not_known(page: RollupsPage) -> None:
    shown = {label: page.grid.item(*cell(page, label)).text() for label in ("合计", "一般脱贫户", "低保脱贫户", "不详")}
    assert shown == {"合计": "3", "一般脱贫户": "1", "低保脱贫户": "1", "不详": "1"}
    assert page.note.text().startswith("口径：")


@pytest.mark.parametrize("way", ["enter", "button"])
def test_a_cell_opens_exactly_its_households(page: RollupsPage, qtbot: QtBot, way: str) -> None:
    page.grid.setCurrentCell(*cell(page, "低保脱贫户"))
    with qtbot.waitSignal(page.wanted_list) as asked:
        if way == "enter":
            qtbot.keyClick(page.grid, Qt.Key.Key_Return)
        else:
            page.show_button.click()
    title, households = asked.args
    assert title == "基本情况·低保脱贫户"
    assert len(households) == 1


def test_an_empty_cell_opens_nothing_and_says_so(page: RollupsPage, qtbot: QtBot) -> None:
    page.grid.setCurrentCell(*cell(page, "返贫"))
    with qtbot.assertNotEmitted(page.wanted_list), qtbot.waitSignal(page.said):
        page.show_button.click()


def test_a_group_narrows_the_table(page: RollupsPage) -> None:
    page.group.setCurrentIndex(page.group.findData("2组"))
    assert page.grid.item(*cell(page, "合计")).text() == "2"


def test_another_year_is_counted_anew(page: RollupsPage) -> None:
    page.year.setValue(2024)
    assert page.rollup is not None
    assert page.rollup.year == 2024
    assert page.grid.item(*cell(page, "不详")).text() == "3"


def test_every_table_can_be_chosen(page: RollupsPage) -> None:
    for number in range(page.tables.count()):
        page.tables.setCurrentIndex(number)
        assert page.rollup is not None
        assert page.rollup.table.key == page.tables.currentData()


def test_the_spreadsheet_holds_numbers_the_note_and_empty_places_to_sign(page: RollupsPage, tmp_path: Path) -> None:
    page.write(tmp_path / "t.xlsx")
    rows = [tuple(row) for row in read_workbook(tmp_path / "t.xlsx")[0].rows]
    assert rows[0][0] == "基本情况"
    assert rows[3][:2] == ("合计", 3)
    assert [row[0][:3] for row in rows[-2:]] == ["口径：", "填表人"]
    assert rows[-1][:2] == ("填表人：", "审核人：")


def test_the_cursor_stands_on_a_cell_whatever_table_is_chosen(page: RollupsPage) -> None:
    for number in range(page.tables.count()):
        page.tables.setCurrentIndex(number)
        assert page.show_button.isEnabled(), page.tables.currentText()
