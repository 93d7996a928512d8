# SPDX-License-Identifier: MIT
"""Long lists: order, pages, selection over a refresh, columns, copying."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QMainWindow, QPushButton, QVBoxLayout

from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.copying import as_text, from_text
from villagedesk.ui.tables.paged import PAGE, PagedModel
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Thing:
    key: int
    name: str


class Things:
    """A source that counts what it is asked."""

    def __init__(self, count: int) -> None:
        self.lines = {key: Thing(key, f"户{key:05d}") for key in range(1, count + 1)}
        self.asked: list[int] = []

    def keys(self, sort: str, *, descending: bool) -> array[int]:
        return array("q", sorted(self.lines, reverse=descending))

    def page(self, keys: Sequence[int]) -> Mapping[int, Thing]:
        self.asked.append(len(keys))
        return {key: self.lines[key] for key in keys if key in self.lines}


COLUMNS: list[Column[Thing]] = [
    Column("name", "户主", lambda line: line.name, sort="head_key"),
    Column("key", "序号", lambda line: str(line.key), right=True),
]


@pytest.fixture
def source() -> Things:
    return Things(1_000)


@pytest.fixture
def model(source: Things, qapp: object) -> PagedModel[Thing]:
    made = PagedModel(source, COLUMNS, "head_key")
    made.reload()
    return made


@pytest.fixture
def view(model: PagedModel[Thing], qtbot: QtBot) -> PagedView:
    made = PagedView(model, "test")
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def test_the_model_passes_qts_own_tester(model: PagedModel[Thing]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.sort_by("head_key", descending=True)
    model.reload()
    assert tester.model() is model


def test_cells_ask_for_pages_and_never_for_single_lines(model: PagedModel[Thing], source: Things) -> None:
    for row in range(600):
        assert model.index(row, 0).data() == f"户{row + 1:05d}"
    assert source.asked == [PAGE, PAGE, PAGE]


def test_jumping_about_keeps_only_the_pages_looked_at_last(source: Things, qapp: object) -> None:
    big = Things(PAGE * 40)
    model = PagedModel(big, COLUMNS, "head_key")
    model.reload()
    for number in range(40):
        model.line(number * PAGE)
    model.line(39 * PAGE)
    assert len(big.asked) == 40
    model.line(0)
    assert len(big.asked) == 41


def test_a_line_that_was_removed_behind_the_list_is_drawn_blank(model: PagedModel[Thing], source: Things) -> None:
    del source.lines[3]
    assert model.index(2, 0).data() == ""
    assert model.index(3, 0).data() == "户00004"


def test_selection_and_cursor_survive_a_refresh_in_another_order(view: PagedView, model: PagedModel[Thing]) -> None:
    view.go_to(5)
    selection = view.selectionModel()
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    selection.select(model.index(7, 0), rows)
    model.sort_by("head_key", descending=True)
    assert view.selected_keys() == [8, 5]
    assert view.current_key() == 5
    assert model.key(view.currentIndex().row()) == 5


def test_a_large_selection_survives_a_refresh(view: PagedView, model: PagedModel[Thing], source: Things) -> None:
    view.selectAll()
    del source.lines[10]
    model.reload()
    assert len(view.selected_keys()) == 999


def test_the_cursor_tells_only_when_it_comes_to_another_line(
    view: PagedView, model: PagedModel[Thing], qtbot: QtBot
) -> None:
    told: list[object] = []
    view.current_changed.connect(told.append)
    view.go_to(5)
    model.reload()
    view.go_to(6)
    assert told == [5, 6]


def test_when_the_line_under_the_cursor_goes_the_list_says_so(
    view: PagedView, model: PagedModel[Thing], source: Things
) -> None:
    view.go_to(5)
    told: list[object] = []
    view.current_changed.connect(told.append)
    del source.lines[5]
    model.reload()
    assert told == [None]


def test_a_click_on_the_heading_sorts_and_a_second_click_turns_the_order(
    view: PagedView, model: PagedModel[Thing], qtbot: QtBot
) -> None:
    header = view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 8, 5)
    for expected in (True, False):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert model.descending is expected


def test_a_heading_the_store_cannot_sort_by_changes_nothing(view: PagedView, model: PagedModel[Thing]) -> None:
    view.horizontalHeader().sectionClicked.emit(1)
    assert (model.sort_key, model.descending) == ("head_key", False)
    assert view.horizontalHeader().sortIndicatorSection() == 0


def test_enter_opens_the_line_once(view: PagedView, qtbot: QtBot) -> None:
    opened: list[object] = []
    view.opened.connect(opened.append)
    view.go_to(4)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [4]


def test_selected_lines_are_copied_with_their_headings_as_a_table_of_texts(
    view: PagedView, model: PagedModel[Thing], source: Things, qtbot: QtBot
) -> None:
    source.lines[1] = Thing(1, "=1+1")
    model.reload()
    view.go_to_row(0)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.text() == "户主\t序号\n'=1+1\t1"
    assert "mso-number-format" in clipboard.html()
    assert "=1+1" in clipboard.html()


def test_hidden_columns_are_remembered_and_not_copied(model: PagedModel[Thing], qtbot: QtBot) -> None:
    first = PagedView(model, "remembered")
    qtbot.addWidget(first)
    first.shape.show_column(1, visible=False)
    first.shape.keep()
    second = PagedView(model, "remembered")
    qtbot.addWidget(second)
    assert second.shape.shown() == [0]
    second.go_to_row(0)
    second.copy()
    assert QGuiApplication.clipboard().text() == "户主\n户00001"


def test_columns_grow_and_shrink_with_the_font(model: PagedModel[Thing], qtbot: QtBot) -> None:
    first = PagedView(model, "fonts")
    qtbot.addWidget(first)
    first.show()
    font = first.font()
    font.setPixelSize(12)
    first.setFont(font)
    before = first.columnWidth(0)
    font.setPixelSize(24)
    first.setFont(font)
    assert first.columnWidth(0) == pytest.approx(2 * before, abs=2)
    assert first.verticalHeader().defaultSectionSize() >= first.fontMetrics().height()


def test_the_last_column_cannot_be_hidden(view: PagedView) -> None:
    view.shape.show_column(0, visible=False)
    view.shape.show_column(1, visible=False)
    assert view.shape.shown() == [1]


def test_the_first_shape_can_be_restored(view: PagedView) -> None:
    view.shape.show_column(0, visible=False)
    view.shape.menu().actions()[-1].trigger()
    assert view.shape.shown() == [0, 1]


@pytest.mark.parametrize("cell", ["一行\n两行", '带"引号"', "制表\t符", "", "-12.5", "1,200"])
def test_what_is_copied_can_be_pasted_back(cell: str) -> None:
    assert from_text(as_text([[cell, "后"]])) == [[cell, "后"]]


def test_tables_of_excel_with_windows_line_ends_are_read() -> None:
    assert from_text("张三\t男\r\n李四\t女\r\n") == [["张三", "男"], ["李四", "女"]]


def test_a_column_is_at_first_no_narrower_than_its_heading(qtbot: QtBot) -> None:
    columns: list[Column[Thing]] = [
        Column("size", "Members", lambda line: str(line.key), 2, "size"),
        Column("long", "A heading that goes on and on and on and on", lambda line: line.name, 2, "head_key"),
    ]
    view = PagedView(PagedModel(Things(1), columns, "size"), "headings")
    qtbot.addWidget(view)
    metrics = view.fontMetrics()
    assert view.columnWidth(0) > metrics.horizontalAdvance("Members")
    assert view.columnWidth(1) < 10 * metrics.horizontalAdvance("汉")


def test_enter_is_left_to_the_dialog_where_nothing_is_opened_by_it(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    lines = RowsModel([Column("a", "甲", lambda line: line)])
    lines.show(["一"])
    view = PagedView(lines, "test/enter")
    button = QPushButton("导入")
    button.setDefault(True)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    column = QVBoxLayout(dialog)
    column.addWidget(view)
    column.addWidget(button)
    dialog.show()
    view.go_to_row(0)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert pressed == [1]
    opened = []
    view.opened.connect(opened.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (pressed, len(opened)) == ([1], 1)


def test_of_more_than_ten_lines_numbers_are_masked_and_it_is_said(
    view: PagedView, model: PagedModel[Thing], source: Things, qtbot: QtBot
) -> None:
    for number in range(1, 13):
        source.lines[number] = Thing(number, f"13800{number:06}")
    model.reload()
    window = QMainWindow()
    qtbot.addWidget(window)
    view.setParent(window)
    bar = window.statusBar()
    view.selectAll()
    view.copy()
    copied = QGuiApplication.clipboard().text()
    assert "13800000003" not in copied
    assert "138****0003" in copied
    assert "遮去中间" in bar.currentMessage()
    view.go_to_row(2)
    view.copy()
    assert source.lines[3].name in QGuiApplication.clipboard().text()
    view.setParent(None)
