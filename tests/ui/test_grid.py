# SPDX-License-Identifier: MIT
"""The grid that is typed down like a spreadsheet, driven by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.forms.row_set import Row, RowSet
from villagedesk.ui.tables.grid_model import GridModel
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

NAME, RELATION, ID, SEX, BIRTH, MEDICAL, HEALTH, NOTE = range(8)
COLUMNS = [
    field_spec(path)
    for path in (
        "member.name", "member_year.relation", "member.id_no", "member.sex", "member.birth", "member_year.medical",
        "member_year.health", "member.note",
    )
]  # fmt: skip
GOOD_ID = "510199197003050011"
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def rows(session: Session) -> RowSet:
    made = RowSet([entity_spec("member"), entity_spec("member_year")], RefSource(session).today, 2025)
    people = [("m1", "张三", "head"), ("m2", "李四", "spouse")]
    made.load(
        [
            {"member": Member(id=m, name=name), "member_year": MemberYear(id=f"y{m}", member=m, relation=r)}
            for m, name, r in people
        ],
        2025,
    )
    return made


def name_of(row: Row) -> str:
    return str(row.main.value("name") or "")


@pytest.fixture
def view(rows: RowSet, session: Session, icons: Icons, qtbot: QtBot) -> Iterator[GridView]:
    window = QWidget()
    qtbot.addWidget(window)
    made = GridView(GridModel(rows, COLUMNS, name_of, RefSource(session), icons), window)
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    layout.addWidget(QLineEdit(window))  # another stop of the Tab key
    window.resize(900, 300)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    made.go_to(0, NAME)
    yield made
    window.close()


def cell(view: GridView, row: int, column: int) -> str:
    return str(view.model().index(row, column).data() or "")


def at(view: GridView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def focused(view: GridView) -> QWidget:
    found = view.window().focusWidget()
    assert found is not None
    return found


def type_in(view: GridView, qtbot: QtBot, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """As a user does: the first sign opens the cell, the rest goes into it, a key ends it."""
    qtbot.keyClick(view, text[0])
    if len(text) > 1:
        qtbot.keyClicks(focused(view), text[1:])
    qtbot.keyClick(focused(view), key)


def test_the_model_passes_qts_own_tester(view: GridView, rows: RowSet) -> None:
    tester = QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    rows.add().main.write("name", "丙")
    rows.drop(rows.rows[2])
    rows.refresh([])
    assert tester.model() is view.model()


def test_typing_begins_a_cell_and_enter_goes_down(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, BIRTH)
    type_in(view, qtbot, "1970.3.5")
    type_in(view, qtbot, "19720101")
    assert [row.main.content("birth") for row in rows.rows] == ["1970-03-05", "1972-01-01"]
    assert at(view) == (2, BIRTH)


def test_a_cell_is_replaced_by_what_is_typed_and_not_added_to(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    rows.rows[0].main.put("birth", "1960-01-01")
    view.go_to(0, BIRTH)
    type_in(view, qtbot, "1970-03-05")
    assert rows.rows[0].main.content("birth") == "1970-03-05"


def test_tab_goes_right_and_enter_returns_to_where_the_run_began(view: GridView, qtbot: QtBot) -> None:
    view.go_to(0, RELATION)
    type_in(view, qtbot, "2", Qt.Key.Key_Tab)
    assert at(view) == (0, ID)
    type_in(view, qtbot, GOOD_ID[:-1], Qt.Key.Key_Tab)
    assert at(view) == (0, SEX)
    type_in(view, qtbot, "1", Qt.Key.Key_Return)
    assert at(view) == (1, RELATION)


def test_a_full_identity_number_ends_its_cell_and_fills_sex_and_birth(
    view: GridView, rows: RowSet, qtbot: QtBot
) -> None:
    view.go_to(0, ID)
    for sign in GOOD_ID:
        qtbot.keyClick(focused(view), sign)
    assert at(view) == (1, ID)
    assert [cell(view, 0, column) for column in (ID, SEX, BIRTH)] == [GOOD_ID, "男", "1970-03-05"]


def test_along_a_line_a_full_cell_leads_to_the_next_empty_one(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, RELATION)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    for sign in GOOD_ID:
        qtbot.keyClick(focused(view), sign)
    assert at(view) == (0, MEDICAL)  # past sex and birth, which the number has told
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert at(view) == (1, RELATION)


def test_digits_and_initials_choose_codes_in_cells(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, SEX)
    type_in(view, qtbot, "2")
    view.go_to(0, MEDICAL)
    type_in(view, qtbot, "1")
    view.go_to(1, RELATION)
    type_in(view, qtbot, "zz")
    facts = [row.entries["member_year"] for row in rows.rows]
    assert rows.rows[0].main.value("sex") == "2"
    assert facts[0].value("medical") is True
    assert cell(view, 1, RELATION) == "之子"


def test_the_input_method_begins_a_list_of_choices_too(
    view: GridView, commit_text: Callable[..., None], qtbot: QtBot
) -> None:
    view.go_to(1, RELATION)
    QApplication.sendEvent(view, QInputMethodEvent("zinv", []))
    commit_text(view, "之女")
    qtbot.keyClick(focused(view), Qt.Key.Key_Return)
    assert cell(view, 1, RELATION) == "之女"


def test_names_of_a_set_are_typed_with_any_sign_between(
    view: GridView, rows: RowSet, commit_text: Callable[..., None], qtbot: QtBot
) -> None:
    view.go_to(0, HEALTH)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    commit_text(focused(view), "残疾，慢病")
    qtbot.keyClick(focused(view), Qt.Key.Key_Return)
    assert rows.rows[0].entries["member_year"].value("health") == ("2", "4")
    assert cell(view, 0, HEALTH) == "长期慢性病、残疾"


def test_the_input_method_begins_a_cell_too(
    view: GridView, rows: RowSet, commit_text: Callable[..., None], qtbot: QtBot
) -> None:
    view.go_to(2, NAME)
    QApplication.sendEvent(view, QInputMethodEvent("wangwu", []))  # the letters, before a word is chosen
    commit_text(view, "王五")
    qtbot.keyClick(focused(view), Qt.Key.Key_Return)
    assert [name_of(row) for row in rows.rows] == ["张三", "李四", "王五"]


def test_typing_into_the_empty_line_makes_a_record_of_it_where_it_stands(
    view: GridView, rows: RowSet, qtbot: QtBot
) -> None:
    view.go_to(2, RELATION)
    type_in(view, qtbot, "3", Qt.Key.Key_Tab)
    assert len(rows) == 3
    assert at(view) == (2, ID)
    assert view.model().rowCount() == 4


def test_passing_through_the_empty_line_makes_no_record(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(2, NAME)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClick(focused(view), Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert len(rows) == 2


def test_escape_gives_the_cell_its_former_content_back(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, NAME)
    qtbot.keyClick(view, "x")
    qtbot.keyClicks(focused(view), "yz")
    assert rows.rows[0].main.content("name") == "xyz"  # a draft made now would hold it
    qtbot.keyClick(focused(view), Qt.Key.Key_Escape)
    assert rows.rows[0].main.content("name") == "张三"
    assert not rows.dirty


def test_what_cannot_be_kept_stays_in_its_cell_with_the_reason(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    told: list[str] = []
    view.told.connect(told.append)
    view.go_to(0, BIRTH)
    type_in(view, qtbot, "1970-02-30")
    assert cell(view, 0, BIRTH) == "1970-02-30"
    assert "没有这一天" in str(view.model().index(0, BIRTH).data(Qt.ItemDataRole.ToolTipRole))
    view.go_to(0, BIRTH)
    assert "没有这一天" in told[-1]
    assert rows.edits("h1") == []


def test_cells_are_pasted_from_a_spreadsheet_and_lines_are_added(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("甲\t户主\t" + GOOD_ID + "\r\n乙\t妻子\t\r\n丙\t长子\t\r\n丁\t不知道\t\r\n")
    view.go_to(0, NAME)
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [name_of(row) for row in rows.rows] == ["甲", "乙", "丙", "丁"]
    assert [cell(view, row, RELATION) for row in range(4)] == ["户主", "配偶", "之子", "不知道"]
    assert cell(view, 0, SEX) == "男"
    assert rows.rows[3].entries["member_year"].kept_out() == ["relation"]


def test_an_enormous_paste_is_left_alone(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("\n".join(["x"] * 20_001))
    assert view.paste() == 0
    assert [name_of(row) for row in rows.rows] == ["张三", "李四"]


def test_copied_cells_come_back_by_pasting(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    model = view.model()
    view.selectionModel().select(model.index(0, NAME), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.selectionModel().select(model.index(0, RELATION), QItemSelectionModel.SelectionFlag.Select)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "张三\t户主"
    view.go_to(2, NAME)
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [cell(view, 2, NAME), cell(view, 2, RELATION)] == ["张三", "户主"]


def test_ctrl_d_takes_over_what_stands_above(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    rows.rows[0].main.put("birth", "1970-03-05")
    view.go_to(1, BIRTH)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert rows.rows[1].main.value("birth") == "1970-03-05"


def test_ctrl_d_over_several_lines_fills_them_from_the_first(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    rows.rows[0].main.put("sex", "1")
    rows.add().main.write("name", "丙")
    model = view.model()
    for row in range(3):
        view.selectionModel().select(model.index(row, SEX), QItemSelectionModel.SelectionFlag.Select)
    view.selectionModel().select(model.index(0, NAME), QItemSelectionModel.SelectionFlag.Deselect)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [row.main.value("sex") for row in rows.rows] == ["1", "1", "1"]


def test_delete_empties_the_selected_cells(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, RELATION)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert rows.rows[0].entries["member_year"].changes() == {"relation": None}


def test_ctrl_delete_asks_to_remove_the_line(view: GridView, qtbot: QtBot) -> None:
    wanted: list[int] = []
    view.row_wanted_gone.connect(wanted.append)
    view.go_to(1, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [1]


def test_the_line_heading_names_the_person_and_follows_the_typing(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    type_in(view, qtbot, "abc")
    assert view.model().headerData(0, Qt.Orientation.Vertical) == "1 abc"


def test_a_note_takes_several_lines_with_alt_enter(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, NOTE)
    qtbot.keyClick(view, "a")
    qtbot.keyClick(focused(view), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(focused(view), "b")
    qtbot.keyClick(focused(view), Qt.Key.Key_Return)
    assert rows.rows[0].main.content("note") == "a\nb"
    assert at(view) == (1, NOTE)


def test_finishing_takes_over_what_stands_in_an_open_cell(view: GridView, rows: RowSet, qtbot: QtBot) -> None:
    view.go_to(0, BIRTH)
    qtbot.keyClick(view, "1")
    qtbot.keyClicks(focused(view), "970年3月5日".encode("ascii", "ignore").decode())
    view.finish_editing()
    assert view.state() != GridView.State.EditingState
    assert rows.rows[0].main.content("birth") == "197035"


def test_tab_leaves_the_grid_from_its_last_cell(view: GridView, qtbot: QtBot) -> None:
    view.go_to(1, NOTE)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert at(view) == (2, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert at(view) == (1, NOTE)
    assert view.hasFocus()
    view.go_to(2, NOTE)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_a_hidden_column_is_passed_by_and_shown_when_something_leads_to_it(view: GridView, qtbot: QtBot) -> None:
    view.remember_columns("grid-test", [spec.key for spec in COLUMNS], [5] * 8, [False, True, *[False] * 6])
    view.go_to(0, NAME)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert at(view) == (0, ID)
    view.go_to(0, RELATION)
    assert not view.isColumnHidden(RELATION)


def test_a_file_opened_for_reading_has_no_empty_line_and_takes_nothing(
    rows: RowSet, session: Session, icons: Icons
) -> None:
    session.store.read_only = True
    model = GridModel(rows, COLUMNS, name_of, RefSource(session), icons)
    assert model.rowCount() == 2
    assert not model.write(model.index(0, NAME), "x")
    assert not model.flags(model.index(0, NAME)) & Qt.ItemFlag.ItemIsEditable


def test_a_copy_of_many_lines_is_masked_and_still_pastes_whole_into_the_same_grid(
    view: GridView, rows: RowSet, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("\n".join([f"人{number}\t户主\t{GOOD_ID}" for number in range(11)]))
    view.go_to(0, NAME)
    view.paste()
    model = view.model()
    id_no = NAME + 2
    chosen = QItemSelection(model.index(0, NAME), model.index(10, id_no))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.copy()
    copied = QGuiApplication.clipboard().text()
    assert GOOD_ID not in copied
    assert f"{GOOD_ID[:6]}********{GOOD_ID[-4:]}" in copied
    view.go_to(11, NAME)
    view.paste()
    assert cell(view, 21, id_no) == GOOD_ID
    chosen = QItemSelection(model.index(0, NAME), model.index(9, id_no))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.copy()
    assert QGuiApplication.clipboard().text().count(GOOD_ID) == 10
