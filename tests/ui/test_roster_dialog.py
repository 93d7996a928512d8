# SPDX-License-Identifier: MIT
"""The roster wizard on real rosters: file, columns, check, import, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem
from xlsxwriter import Workbook

from villagedesk import paths
from villagedesk.services.keeping.exportlog import purpose
from villagedesk.services.opening import backups
from villagedesk.sheets.plans import RowState
from villagedesk.store import counts, history
from villagedesk.store.dump import dump
from villagedesk.ui.dialogs import roster
from villagedesk.ui.dialogs.roster import CHECK, COLUMNS, FILE, RESULT, RosterDialog, import_roster
from villagedesk.ui.dialogs.roster_columns import letter_of, meanings
from villagedesk.ui.forms.choice import ChoiceEditor

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
ROSTERS = paths.resources() / "demo" / "rosters"
ROSTER = ROSTERS / "脱贫户及监测对象信息_清溪村_20250902.xlsx"
GOOD_ID = "510199197003050011"


@pytest.fixture
def dialog(session: Session, icons: Icons, qtbot: QtBot) -> RosterDialog:
    made = RosterDialog(session, icons)
    qtbot.addWidget(made)
    made.show()
    return made


def write(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook(path)
    sheet = book.add_worksheet("名单")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def press(qtbot: QtBot, dialog: RosterDialog) -> None:
    qtbot.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)


def people(store: Store) -> int:
    return counts.statistics(store)["members"]


def test_the_countys_roster_goes_in_by_four_clicks(dialog: RosterDialog, session: Session, qtbot: QtBot) -> None:
    assert not dialog.next_button.isEnabled()
    dialog.file.line.setText(str(ROSTER))
    press(qtbot, dialog)
    assert dialog.step == COLUMNS
    assert dialog.columns.year.value() == 2025
    assert dialog.columns.header.value() == 3
    press(qtbot, dialog)
    assert dialog.step == CHECK
    new = dialog.check.plan.counts[RowState.NEW]
    assert new > 0
    assert dialog.check.buttons[RowState.NEW].text() == f"新增 {new}"
    press(qtbot, dialog)
    assert dialog.step == RESULT
    assert people(session.store) > 0
    assert f"新增 {new}行" in dialog.outcome.text.text()
    doubtful = dialog.check.plan.counts[RowState.DOUBTFUL]
    assert f"存疑的行中有{doubtful}行已按说明中的值导入" in dialog.outcome.text.text()
    assert dialog.changed
    assert history.batches(session.store)[0].kind == "import"


def test_the_file_is_backed_up_before_anything_is_written(dialog: RosterDialog, session: Session) -> None:
    dialog.file.show_path(ROSTER)
    for _step in range(3):
        dialog.go_on()
    (made,) = backups.list_backups(session.store.info)
    assert (made.reason, made.members) == ("import", 0)


def test_undoing_the_import_restores_the_file_as_it_was(dialog: RosterDialog, session: Session, qtbot: QtBot) -> None:
    before = list(dump(session.store))
    dialog.file.show_path(ROSTER)
    for _step in range(3):
        dialog.go_on()
    qtbot.mouseClick(dialog.outcome.undo_button, Qt.MouseButton.LeftButton)
    assert people(session.store) == 0
    assert list(dump(session.store)) == before
    assert dialog.changed is None
    assert not dialog.outcome.undo_button.isEnabled()


def test_the_same_roster_again_has_nothing_to_import(session: Session, icons: Icons, qtbot: QtBot) -> None:
    for time in range(2):
        dialog = RosterDialog(session, icons)
        qtbot.addWidget(dialog)
        dialog.file.show_path(ROSTER)
        dialog.go_on()
        dialog.go_on()
        if time == 0:
            dialog.go_on()
    assert dialog.step == CHECK
    assert not dialog.next_button.isEnabled()
    assert "相同的123行不需要导入；存疑的10行请按说明改正后再导入。" in dialog.check.summary.text()


def test_a_roster_of_another_village_is_not_called_the_same(dialog: RosterDialog, tmp_path: Path) -> None:
    rows = (("村", "姓名", "证件号码", "户编号"), ("别的村", "张三", GOOD_ID, "H1"))
    dialog.file.show_path(write(tmp_path / "名单.xlsx", *rows))
    dialog.go_on()
    dialog.go_on()
    assert not dialog.next_button.isEnabled()
    assert "没有可以导入的行：存疑的1行请按说明改正后再导入。" in dialog.check.summary.text()
    assert "一致" not in dialog.check.summary.text()


def test_a_failing_backup_stops_the_import(
    dialog: RosterDialog, session: Session, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from villagedesk.errors import EnvironmentProblem

    def fail(*_arguments: object) -> None:
        raise EnvironmentProblem("备份盘已满。")

    monkeypatch.setattr(roster.backups, "make_backup", fail)
    dialog.file.show_path(ROSTER)
    for _step in range(3):
        dialog.go_on()
    assert dialog.step == CHECK
    assert said.warnings == ["备份盘已满。"]
    assert people(session.store) == 0


@pytest.mark.parametrize("name", ["没有.xlsx", "空.xlsx", "说明.docx"])
def test_a_wrong_file_is_told_and_the_wizard_stays(dialog: RosterDialog, tmp_path: Path, said: Said, name: str) -> None:
    path = tmp_path / name
    if name != "没有.xlsx":
        path.write_bytes(b"" if name == "空.xlsx" else b"PK\x03\x04 not a workbook")
    dialog.file.show_path(path)
    dialog.go_on()
    assert dialog.step == FILE
    assert len(said.warnings) == 1


# -- columns ----------------------------------------------------------------------------------------------------------


def test_a_sheet_without_headings_can_still_be_mapped_by_hand(
    dialog: RosterDialog, session: Session, tmp_path: Path
) -> None:
    dialog.file.show_path(
        write(tmp_path / "无表头.xlsx", ("甲列", "乙列", "丙列", "丁列"), ("张三", GOOD_ID, "户主", "H1"))
    )
    dialog.go_on()
    assert dialog.step == COLUMNS
    assert "表头" in dialog.columns.problem.text()
    assert not dialog.next_button.isEnabled()
    model = dialog.columns.model
    wanted = ("member.name", "member.id_no", "member_year.relation", "household.hh_no")
    for row, path in enumerate(wanted):
        model.setData(model.index(row, 3), path)
    assert dialog.next_button.isEnabled()
    dialog.go_on()
    dialog.go_on()
    assert people(session.store) == 1


def test_answers_are_remembered_for_the_next_file_with_the_same_headings(
    dialog: RosterDialog, session: Session, icons: Icons, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(tmp_path / "名单.xlsx", ("姓名", "证件号码", "住的地方"), ("张三", GOOD_ID, "山脚下"))
    dialog.file.show_path(path)
    dialog.go_on()
    model = dialog.columns.model
    assert model.index(2, 3).data() == "（不导入）"
    model.setData(model.index(2, 3), "household.address")
    dialog.go_on()

    again = RosterDialog(session, icons)
    qtbot.addWidget(again)
    again.file.show_path(path)
    again.go_on()
    assert again.columns.model.index(2, 3).data().startswith("住址")


def test_a_field_given_to_another_column_leaves_the_first(dialog: RosterDialog, tmp_path: Path) -> None:
    dialog.file.show_path(write(tmp_path / "名单.xlsx", ("姓名", "证件号码", "曾用名"), ("张三", GOOD_ID, "张三丰")))
    dialog.go_on()
    model = dialog.columns.model
    model.setData(model.index(2, 3), "member.name")
    assert [model.index(row, 3).data()[:2] for row in (0, 2)] == ["（不", "姓名"]


def test_a_column_is_mapped_by_typing_part_of_a_name(dialog: RosterDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.file.show_path(write(tmp_path / "名单.xlsx", ("姓名", "证件号码", "x"), ("张三", GOOD_ID, "山脚下")))
    dialog.go_on()
    table, model = dialog.columns.table, dialog.columns.model
    delegate = table.itemDelegateForColumn(3)
    index = model.index(2, 3)
    editor = delegate.createEditor(table.viewport(), QStyleOptionViewItem(), index)
    assert isinstance(editor, ChoiceEditor)
    delegate.setEditorData(editor, index)
    assert editor.currentText() == "（不导入）"
    editor.lineEdit().clear()
    qtbot.keyClicks(editor, "zhuzhi")
    editor.decide()
    delegate.setModelData(editor, model, index)
    editor.deleteLater()
    assert model.index(2, 3).data().startswith("住址")


def test_samples_and_letters_show_what_stands_in_each_column(dialog: RosterDialog) -> None:
    dialog.file.show_path(ROSTER)
    dialog.go_on()
    first = dialog.columns.model.line(0)
    assert first.letter == "A"
    assert any(line.samples for line in dialog.columns.model.lines)


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(index: int, letter: str) -> None:
    assert letter_of(index) == letter


def test_every_field_that_can_be_imported_can_be_chosen() -> None:
    contents = [choice.content for choice in meanings()]
    assert len(contents) == len(set(contents))
    assert {"member.name", "household.phone", "household_year.dangerous", "cause.main"} <= set(contents)


def test_another_heading_row_is_read_anew(dialog: RosterDialog, tmp_path: Path) -> None:
    rows = (("姓名", "证件号码"), ("张三", GOOD_ID), ("姓名", "证件号码", "民族"), ("李四", "", "汉族"))
    dialog.file.show_path(write(tmp_path / "两段.xlsx", *rows))
    dialog.go_on()
    dialog.columns.header.setValue(1)
    assert [line.heading for line in dialog.columns.model.lines][:2] == ["姓名", "证件号码"]
    dialog.columns.header.setValue(2)
    assert dialog.columns.model.line(0).heading == "张三"
    assert not dialog.next_button.isEnabled()


# -- check ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def doubtful(dialog: RosterDialog, tmp_path: Path) -> RosterDialog:
    path = tmp_path / "名单.xlsx"
    rows = (
        ("姓名", "证件号码", "与户主关系", "性别", "户编号"),
        ("张三", GOOD_ID, "户主", "男", "H1"),
        ("李四", 510199197203050000, "配偶", "女", "H1"),
        ("王五", "", "不知道", "男", "H2"),
    )
    dialog.file.show_path(write(path, *rows))
    dialog.go_on()
    dialog.go_on()
    return dialog


def test_doubtful_rows_come_first_with_row_column_and_remedy(doubtful: RosterDialog) -> None:
    check = doubtful.check
    assert check.buttons[RowState.DOUBTFUL].isChecked()
    lines = {row.line: row for row in check.model.lines}
    assert 3 in lines
    notes = check.model.index(0, 4).data()
    assert "第 3 行" in notes
    assert "文本" in notes  # the remedy for an identity number that Excel has rounded
    check.list.go_to_row(0)
    assert "第 3 行" in check.details.toPlainText()


def test_states_filter_the_rows(doubtful: RosterDialog, qtbot: QtBot) -> None:
    check = doubtful.check
    qtbot.mouseClick(check.buttons["all"], Qt.MouseButton.LeftButton)
    assert check.model.rowCount() == 3
    for state in RowState:
        check.show_state(state)
        assert all(row.state is state for row in check.model.lines)


def test_doubtful_rows_are_saved_as_a_workbook_that_imports_again(
    doubtful: RosterDialog, tmp_path: Path, said: Said
) -> None:
    from villagedesk.sheets.reading import read_workbook

    target = tmp_path / "存疑.xlsx"
    doubtful.check.write_doubts(target, purpose("石桥村委会", "退回更正"))
    assert "存疑.xlsx" in said.notes[0]
    cells = [str(cell) for sheet in read_workbook(target) for row in sheet.rows for cell in row]
    assert "李四" in cells


def test_what_an_update_would_change_is_shown_old_and_new(
    session: Session, icons: Icons, tmp_path: Path, qtbot: QtBot
) -> None:
    for phone in ("13800001234", "13900004321"):
        dialog = RosterDialog(session, icons)
        qtbot.addWidget(dialog)
        rows = (("姓名", "证件号码", "与户主关系", "户编号", "联系电话"), ("张三", GOOD_ID, "户主", "H1", phone))
        dialog.file.show_path(write(tmp_path / f"{phone}.xlsx", *rows))
        dialog.go_on()
        dialog.go_on()
        if phone == "13800001234":
            dialog.go_on()
    check = dialog.check
    assert check.plan.counts[RowState.CHANGED] == 1
    assert "13800001234→13900004321" in check.model.index(0, 5).data()


def test_whoever_is_missing_from_the_roster_is_listed_and_kept(
    session: Session, icons: Icons, tmp_path: Path, qtbot: QtBot
) -> None:
    heading = ("姓名", "证件号码", "与户主关系", "户编号")
    for rows in ([("张三", GOOD_ID, "户主", "H1"), ("李四", "", "配偶", "H1")], [("张三", GOOD_ID, "户主", "H1")]):
        dialog = RosterDialog(session, icons)
        qtbot.addWidget(dialog)
        dialog.file.show_path(write(tmp_path / f"{len(rows)}.xlsx", heading, *rows))
        dialog.go_on()
        dialog.go_on()
        if len(rows) == 2:
            dialog.go_on()
    assert "李四" in dialog.check.gone.toPlainText()
    assert people(session.store) == 2


def test_going_back_keeps_what_was_chosen(doubtful: RosterDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(doubtful.back_button, Qt.MouseButton.LeftButton)
    assert doubtful.step == COLUMNS
    doubtful.columns.year.setValue(2019)
    doubtful.go_on()
    assert doubtful.check.plan.year == 2019


# -- how it is opened -------------------------------------------------------------------------------------------------


def test_a_dropped_file_begins_at_the_columns(
    session: Session, icons: Icons, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(RosterDialog, "exec", lambda self: seen.append(self.step))
    assert import_roster(None, session, icons, ROSTER) is None
    assert seen == [COLUMNS]


def test_a_file_opened_for_reading_takes_no_roster(session: Session, icons: Icons, said: Said) -> None:
    session.store.read_only = True
    assert import_roster(None, session, icons) is None
    assert "只读" in said.notes[0]


def test_cancelling_while_the_roster_is_checked_changes_nothing(
    dialog: RosterDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from villagedesk.errors import Cancelled

    def stop(*_arguments: object, **_more: object) -> None:
        raise Cancelled("已取消")

    dialog.file.show_path(ROSTER)
    dialog.go_on()
    monkeypatch.setattr(roster.roster, "plan_roster", stop)
    dialog.go_on()
    assert dialog.step == COLUMNS
    assert people(session.store) == 0


def test_what_is_derived_is_marked_and_can_be_refused(dialog: RosterDialog, tmp_path: Path, qtbot: QtBot) -> None:
    cells = ("1", "11", "张三", GOOD_ID, "户主", "脱贫户")
    path = write(tmp_path / "花名册2025.xlsx", ("户编号", "人编号", "姓名", "证件号码", "与户主关系", "户类型"), cells)
    dialog.file.show_path(path)
    press(qtbot, dialog)
    press(qtbot, dialog)
    assert "脱贫状态：（空） → 已脱贫（由户类型得出）" in dialog.check.details.toPlainText()
    dialog.check.derive.click()
    assert "由户类型得出" not in dialog.check.details.toPlainText() + dialog.check.summary.text()
    press(qtbot, dialog)
    assert dialog.session.store.value("SELECT count(*) FROM household_year WHERE exit_status IS NOT NULL") == 0
