# SPDX-License-Identifier: MIT
"""Printing a meeting or notice from the page: what is kept off is seen before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.models.catalogue.procedure import Notice
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import reads
from villagedesk.ui import papers_dialog
from villagedesk.ui.meetings import gathering
from villagedesk.ui.meetings.printing import PrintDialog
from villagedesk.ui.pages.meetings import MeetingsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.documents.word.warm import WarmOffice
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def make(
    session: Session, icons: Icons, a_household: Callable[..., str], qtbot: QtBot, tmp_path: Path
) -> Callable[..., PrintDialog]:
    def of(place: str = "村公示栏", birth: str = "1960-01-01") -> PrintDialog:
        row = a_household("张三")
        member = session.store.value("SELECT id FROM member WHERE household = ?", (row,))
        days = {"start": "2025-05-01", "end": "2025-05-07", "kind": "village", "phones": "12317", "place": place}
        edits = [
            Edit("member", member, {"birth": birth}),
            Edit("notice", "", {"village": village_id(session.store.info.code), **days}, "n"),
            Edit("notice_item", "", {"notice": "@n", "household": row}),
        ]
        notice = reads.get(session.store, Notice, save_records(session.store, "公示", edits).ids["n"])
        dialog = PrintDialog(session, icons, notice, "公示")
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "公示"))
        dialog.show()
        return dialog

    return of


def test_where_nothing_is_kept_off_one_press_prints(
    make: Callable[..., PrintDialog], tmp_path: Path, warmed: list[WarmOffice]
) -> None:
    dialog = make()
    assert warmed == [dialog.session.office]
    dialog.print_button.click()
    assert len(list((tmp_path / "公示").glob("*.docx"))) == 2
    assert "已打印2个文件" in dialog.told.text()
    assert dialog.open_button.isVisible()


def test_what_is_kept_off_is_seen_before_anything_is_written(make: Callable[..., PrintDialog], tmp_path: Path) -> None:
    dialog = make(place="村口13500001111")
    dialog.print_button.click()
    assert not (tmp_path / "公示").exists()
    assert any("公示地点" in dialog.notes.item(row).text() for row in range(dialog.notes.count()))
    assert dialog.print_button.text() == "照此打印(&P)"
    dialog.papers["notice_report"].setChecked(False)  # other papers: it is said anew
    assert dialog.print_button.text() == "打印(&P)"
    dialog.print_button.click()
    dialog.print_button.click()
    assert [path.name for path in (tmp_path / "公示").iterdir()] == ["2025-05-01 清溪村 关于2025年名单的公示.docx"]


def test_without_a_paper_or_a_folder_nothing_happens_and_it_is_said(make: Callable[..., PrintDialog]) -> None:
    dialog = make()
    dialog.folder.clear()
    dialog.print_button.click()
    assert "文件夹" in dialog.problem.text()
    for box in dialog.papers.values():
        box.setChecked(False)
    dialog.print_button.click()
    assert "至少选择一种" in dialog.problem.text()


def test_blank_forms_are_printed_without_any_record(
    session: Session, icons: Icons, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PrintDialog(session, icons, None, "")
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "空白"))
    dialog.start()
    assert len(list((tmp_path / "空白").glob("*（空白表）.docx"))) == 4


def test_the_page_saves_what_was_typed_and_prints_that(
    session: Session, icons: Icons, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = MeetingsPage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    asked = []
    monkeypatch.setattr(gathering, "print_gathering", lambda _parent, _session, _icons, one, _name: asked.append(one))
    page.notices.print_papers()
    page.notices.add()
    for key, text in (("start", "2026-02-23"), ("end", "2026-02-27"), ("kind", "village")):
        page.notices.form.entry.write(key, text)
    page.notices.print_papers()
    assert asked[0] is None
    assert (asked[1].start, asked[1].id) == ("2026-02-23", page.notices.form.entry.row)


def test_what_was_just_printed_is_shown_and_nothing_else_of_the_folder(
    make: Callable[..., PrintDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Path, list[Path]]] = []
    monkeypatch.setattr(
        papers_dialog,
        "show_document",
        lambda _parent, _session, path, _title, papers: shown.append((path, papers)) or "",
    )
    dialog = make()
    assert dialog.preview_button.isHidden()
    (tmp_path / "公示").mkdir()
    (tmp_path / "公示" / "旧.docx").write_bytes(b"")
    dialog.print_button.click()
    dialog.preview_button.click()
    ((folder, papers),) = shown
    assert folder == tmp_path / "公示"
    assert len(papers) == 2
    assert all(paper.is_file() and paper.name != "旧.docx" for paper in papers)
