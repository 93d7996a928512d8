# SPDX-License-Identifier: MIT
"""The page 汇总表: cells of the chosen year, exactly the households behind one, and the table as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog

from villagedesk.models.rollups.tables import TABLES
from villagedesk.sheets.reading import read_workbook
from villagedesk.store.asof import Moment
from villagedesk.ui.dialogs.rollup_export import RollupExportDialog
from villagedesk.ui.dialogs.rollup_people import RollupPeopleDialog
from villagedesk.ui.pages import rollups
from villagedesk.ui.pages.rollups import RollupsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.documents.word.warm import WarmOffice
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
    labels = ("合计", "一般脱贫户", "低保脱贫户", "不详（没有填写“户类型”）")
    assert [page.grid.item(*cell(page, label)).text() for label in labels] == ["3", "1", "1", "1"]
    assert page.note.text().startswith("单位：户、人。口径：")


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
    layout = page.layout_shown()
    assert layout is not None
    assert layout.year == 2024
    assert page.grid.item(*cell(page, "不详（没有填写“户类型”）")).text() == "3"


def test_every_table_can_be_chosen(page: RollupsPage) -> None:
    for number in range(page.tables.count()):
        page.tables.setCurrentIndex(number)
        layout = page.layout_shown()
        assert layout is not None
        assert layout.table.key == page.tables.currentData()


def test_a_table_without_lines_tells_no_unit(page: RollupsPage) -> None:
    """It said “单位：。”."""
    for place in range(page.tables.count()):
        page.tables.setCurrentIndex(place)
        layout = page.layout_shown()
        assert layout is not None
        assert page.note.text().startswith("单位：" if layout.lines else "口径："), layout.title
        assert "。。" not in page.note.text()


def test_the_spreadsheet_holds_numbers_the_note_and_empty_places_to_sign(page: RollupsPage, tmp_path: Path) -> None:
    page.write(tmp_path / "t.xlsx")
    rows = [tuple(row) for row in read_workbook(tmp_path / "t.xlsx")[0].rows]
    assert rows[0][0] == "基本情况"
    assert rows[3][:2] == ("合计", 3)
    assert [row[0] for row in rows[-4:]] == ["填表单位（盖章）：", "填表人：", "审核人：", "填表日期："]
    assert rows[-5][0].startswith("口径：")


def test_the_cursor_stands_on_a_cell_whatever_table_is_chosen(page: RollupsPage) -> None:
    for number in range(page.tables.count()):
        page.tables.setCurrentIndex(number)
        layout = page.layout_shown()
        assert layout is not None
        assert page.show_button.isEnabled() is bool(layout.lines), page.tables.currentText()


def test_groups_of_a_village_stand_side_by_side_one_count_at_a_time(page: RollupsPage) -> None:
    page.village.setCurrentIndex(page.village.count() - 1)
    page.beside.setChecked(True)
    header = [page.grid.horizontalHeaderItem(number).text() for number in range(page.grid.columnCount())]
    assert header == ["项目", "1组", "2组", "合计"]
    assert [page.grid.item(cell(page, "合计")[0], place).text() for place in (1, 2, 3)] == ["1", "2", "3"]
    page.column.setCurrentIndex(1)
    layout = page.layout_shown()
    assert layout is not None
    assert layout.title == "基本情况（人数）"


def test_a_cell_of_a_group_opens_the_households_of_that_group(page: RollupsPage, qtbot: QtBot) -> None:
    page.village.setCurrentIndex(page.village.count() - 1)
    page.beside.setChecked(True)
    page.grid.setCurrentCell(*cell(page, "合计", 2))
    with qtbot.waitSignal(page.wanted_list) as asked:
        page.show_button.click()
    assert len(asked.args[1]) == 2


def test_a_table_as_of_a_day_says_so_and_goes_back_to_now(page: RollupsPage) -> None:
    page.show_as_of(Moment(known="2020-01-01"))
    assert "2020-01-01" in page.banner.text()
    assert page.grid.item(*cell(page, "合计")).text() == "0"
    page.day_button.click()
    assert page.banner.isHidden()
    assert page.grid.item(*cell(page, "合计")).text() == "3"


def test_several_tables_go_into_one_paper(page: RollupsPage, tmp_path: Path) -> None:
    page.write(tmp_path / "t.docx", ["basic", "changes", "land"])
    paper = docx.Document(str(tmp_path / "t.docx"))
    text = "".join(one.text or "" for one in paper.element.body.iter(qn("w:t")))
    for title in ("基本情况", "年度变动", "土地"):
        assert title in [one.text for one in paper.paragraphs]
    assert text.count("填表单位（盖章）") == 3
    assert "{{" not in text
    assert len(paper.tables) == 3


def test_persons_of_a_cell_are_listed_and_lead_to_their_household(page: RollupsPage, qtbot: QtBot) -> None:
    page.tables.setCurrentIndex(page.tables.findData("people"))
    shown = []

    def look() -> None:
        dialog = page.findChild(RollupPeopleDialog)
        shown.extend(one.name for one in dialog.model.lines)
        dialog.reject()

    QTimer.singleShot(0, look)
    page.grid.setCurrentCell(*cell(page, "合计"))
    page.people_button.click()
    assert sorted(shown) == sorted(["张三", "李四", "王五"])


def test_the_export_offers_every_table_and_needs_one(page: RollupsPage, qtbot: QtBot) -> None:
    dialog = RollupExportDialog("basic", 2025, "清溪村")
    qtbot.addWidget(dialog)
    assert list(dialog.chosen()) == ["basic"]
    dialog._tick_none()
    assert not dialog.go.isEnabled()
    dialog._tick_all()
    assert list(dialog.chosen()) == list(TABLES)
    dialog.word.setChecked(True)
    assert dialog.suffix() == ".docx"


def test_tables_as_word_are_shown_when_they_are_written_and_spreadsheets_are_not(
    page: RollupsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warmed: list[WarmOffice]
) -> None:
    shown: list[tuple[Path, str]] = []
    monkeypatch.setattr(rollups, "show_document", lambda _parent, _session, *told: shown.append(told) or "")
    monkeypatch.setattr(RollupExportDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    for suffix in (".docx", ".xlsx"):
        target = tmp_path / f"表{suffix}"
        monkeypatch.setattr(RollupExportDialog, "suffix", lambda _dialog, suffix=suffix: suffix)
        monkeypatch.setattr(rollups.QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        page.save_button.click()
        assert target.is_file()
    assert shown == [(tmp_path / "表.docx", "表")]
    assert warmed == [page.session.office] * 2
