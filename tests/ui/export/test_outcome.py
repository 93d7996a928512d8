# SPDX-License-Identifier: MIT
"""What became of an export: written, refused with reasons, stopped, shown, with templates of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.documents.conftest import USUAL, texts
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.batch import Outcome
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.store import drafts
from villagedesk.store.households import Query
from villagedesk.ui.dialogs import export_result, run_result
from villagedesk.ui.dialogs.export import ExportDialog, export_volumes
from villagedesk.ui.dialogs.which_households import EVERY
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


def test_a_volume_is_written_and_a_household_with_errors_is_listed_with_its_reason(
    make: Callable[..., ExportDialog], households: list[str], tmp_path: Path
) -> None:
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.start()
    assert dialog.steps.currentIndex() == 1
    first, second = dialog.report.model.lines
    assert (first.id, first.folder) == (households[1], "")
    assert "证件号码" in first.why
    assert second.id == households[0]
    assert len(list((tmp_path / "档案").rglob("*.docx"))) == len(USUAL)
    assert "已导出1户" in dialog.report.text.text()


def test_as_a_draft_the_household_with_errors_is_written_too(make: Callable[..., ExportDialog], tmp_path: Path) -> None:
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.draft.setChecked(True)
    dialog.start()
    assert all(line.folder for line in dialog.report.model.lines)
    assert len(list((tmp_path / "档案").iterdir())) == 2


def test_the_folder_is_remembered_and_can_be_opened(
    make: Callable[..., ExportDialog], session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(run_result.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = make()
    dialog.start()
    dialog.report.folder_button.click()
    assert opened == [str(tmp_path / "档案")]
    assert drafts.remembered(session.store, "export") == {"folder": str(tmp_path / "档案")}


def test_a_folder_that_cannot_be_written_is_told(make: Callable[..., ExportDialog], tmp_path: Path, said: Said) -> None:
    (tmp_path / "档案").write_text("a file stands where the folder should be")
    dialog = make()
    dialog.start()
    assert "档案" in said.warnings[0]
    assert dialog.steps.currentIndex() == 0


def test_cancelling_says_what_was_finished(make: Callable[..., ExportDialog], monkeypatch: pytest.MonkeyPatch) -> None:
    from villagedesk.documents.volumes import batch

    def stop(*_arguments: object, **_more: object) -> None:
        raise Cancelled("已取消。已完成1户")

    monkeypatch.setattr(batch, "print_volumes", stop)
    dialog = make()
    dialog.start()
    assert dialog.report.text.text() == "已取消。已完成1户"


def test_an_error_of_the_run_keeps_the_questions(
    make: Callable[..., ExportDialog], said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from villagedesk.documents.volumes import batch

    def fail(*_arguments: object, **_more: object) -> None:
        raise EnvironmentProblem("磁盘已满。")

    monkeypatch.setattr(batch, "print_volumes", fail)
    dialog = make()
    dialog.start()
    assert said.warnings == ["磁盘已满。"]
    assert dialog.steps.currentIndex() == 0


def test_a_double_click_on_a_refused_household_opens_it_in_its_page(
    session: Session, icons: Icons, households: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class HouseholdPage(Page):
        def open_household(self, household: str) -> None:
            opened.append(household)

    page = HouseholdPage(session, icons)
    qtbot.addWidget(page)

    def run(dialog: ExportDialog) -> None:
        dialog.which.button(EVERY).setChecked(True)
        dialog.start()
        dialog.report.list.opened.emit(households[1])

    monkeypatch.setattr(ExportDialog, "exec", run)
    export_volumes(page, session, icons, [], Query())
    assert opened == [households[1]]


def test_blank_forms_are_asked_for_without_households(make: Callable[..., ExportDialog], tmp_path: Path) -> None:
    dialog = make()
    dialog.blank.setChecked(True)
    assert not dialog.households.isEnabled()
    assert not dialog.official.isChecked()
    dialog.start()
    folder = tmp_path / "档案" / f"空白表-{dialog.session.year}年"
    assert len(list(folder.iterdir())) == len(PAPERS)
    assert dialog.report.text.text() == f"已导出空白表，{len(PAPERS)}份文件。"
    assert dialog.report.folder_button.isEnabled()
    assert [line.folder for line in dialog.report.model.lines] == [str(folder)]
    dialog.report.list.opened.emit(dialog.report.model.lines[0].id)
    assert dialog.wanted == ""  # nobody's
    again = make()
    again.blank.setChecked(True)
    again.official.setChecked(True)
    assert again.households.isEnabled()


def test_when_done_the_cursor_is_on_the_first_refused_household_in_sight(
    make: Callable[..., ExportDialog], households: list[str], qtbot: QtBot
) -> None:
    dialog = make(selected=[])
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.start_button.setFocus()
    dialog.start()
    result = dialog.report
    assert dialog.focusWidget() is result.list
    assert result.list.current_key() == households[1]
    row = result.list.visualRect(result.list.currentIndex())
    assert result.list.viewport().rect().contains(row.topLeft())
    assert result.list.viewport().height() >= 3 * row.height()
    qtbot.keyClick(result.list, Qt.Key.Key_Return)
    assert dialog.wanted == households[1]


def test_a_run_stopped_at_once_leaves_the_cursor_on_closing(
    make: Callable[..., ExportDialog], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_arguments: object, **_options: object) -> None:
        raise Cancelled("已停止。")

    monkeypatch.setattr("villagedesk.documents.volumes.batch.print_volumes", stopped)
    dialog = make()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.start()
    assert dialog.focusWidget() is dialog.close_button
    assert dialog.close_button.isDefault()


def test_the_papers_of_the_household_in_the_line_are_shown(
    make: Callable[..., ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Path, str]] = []
    monkeypatch.setattr(
        export_result, "show_document", lambda _parent, _session, *told: shown.append(told) or "已打开。"
    )
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.start()
    report = dialog.report
    assert [line.folder != "" for line in report.model.lines] == [False, True]
    assert not report.preview_button.isEnabled()  # the line of the household that was refused
    report.list.go_to_row(1)
    report.preview_button.click()
    folder = tmp_path / "档案" / "1组-张三-1001"
    assert shown == [(folder, folder.name)]
    assert report.text.text() == "已打开。"


def test_what_to_do_about_refused_households_is_told_only_where_there_are_some(
    make: Callable[..., ExportDialog], households: list[str]
) -> None:
    told = []
    for selected in (households[:1], households):
        dialog = make(selected=selected)
        dialog.start()
        assert bool(dialog.report.hint.text()) is any(not line.folder for line in dialog.report.model.lines)
        told.append(dialog.report.hint.text())
    assert len(set(told)) == 2


def test_blank_forms_are_shown_too(
    make: Callable[..., ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(
        export_result, "show_document", lambda _parent, _session, path, _title: shown.append(path) or ""
    )
    dialog = make()
    dialog.blank.setChecked(True)
    dialog.start()
    said = dialog.report.text.text()
    dialog.report.preview_button.click()
    assert len(shown) == 1
    assert list(shown[0].glob("*.docx"))
    assert dialog.report.text.text() == said


@pytest.mark.usefixtures("own_templates")
def test_own_templates_are_printed_with_the_papers_and_one_at_fault_is_said(
    make: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = make()
    for box in dialog.own.boxes.values():
        box.click()
    dialog.start()
    (paper,) = (tmp_path / "档案" / "入户须知").iterdir()
    assert "户主：张三" in texts(paper)
    assert not (tmp_path / "档案" / "坏表").exists()
    said = dialog.report.text.text()
    assert f"已导出1户，{len(USUAL) + 1}份文件。" in said
    assert "没有这一项" in said
    assert "坏表" in said


@pytest.mark.usefixtures("own_templates")
def test_an_own_template_alone_is_printed_for_every_household_and_refuses_as_the_papers_do(
    make: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = make()
    dialog.which.button(EVERY).setChecked(True)
    dialog.all_papers.click()
    dialog.own.boxes["入户须知"].click()
    dialog.start()
    assert [path.name for path in (tmp_path / "档案").iterdir()] == ["入户须知"]
    assert len(list((tmp_path / "档案" / "入户须知").iterdir())) == 1
    assert "有1户没有导出" in dialog.report.text.text()


def test_a_household_with_papers_in_two_folders_is_counted_once(
    session: Session, icons: Icons, tmp_path: Path, qtbot: QtBot
) -> None:
    report = export_result.ExportResult(session, icons)
    qtbot.addWidget(report)
    written = (
        ("h1", tmp_path / "案卷" / "张三"),
        ("h1", tmp_path / "成档" / "张三"),
        ("h2", tmp_path / "案卷" / "李四"),
    )
    report.show_outcome(Outcome(written, (), 7), tmp_path)
    assert report.text.text() == "已导出2户，7份文件。"
    assert [line.label for line in report.model.lines] == ["张三", "张三", "李四"]
