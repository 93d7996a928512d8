# SPDX-License-Identifier: MIT
"""打印 on the page 台账: papers of the record that is shown, of all in the list, blank ones; what has to be known before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.registers import posted
from tests.documents.registers.conftest import VILLAGE, claim, paper_with, project
from villagedesk.documents.registers.declared import papers_of
from villagedesk.models.catalogue.exporting import ExportEntry
from villagedesk.models.registers import register_of
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.ui.pages.registers import RegistersPage
from villagedesk.ui.registers import panel as panels
from villagedesk.ui.registers.printing import RegisterPrintDialog, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

__all__ = ["paper_with"]
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def make(session: Session, icons: Icons, qtbot: QtBot, tmp_path: Path) -> Callable[..., RegisterPrintDialog]:
    def of(book: str, record: str, *others: str) -> RegisterPrintDialog:
        register = register_of(book)
        assert register is not None
        records = tuple(filter(None, (record, *others)))
        dialog = RegisterPrintDialog(session, icons, register, Wanted(VILLAGE, record, "记录", records, 2025))
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "文书"))
        dialog.show()
        return dialog

    return of


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "文书").iterdir()}


def only(dialog: RegisterPrintDialog, key: str) -> None:
    for one, box in dialog.papers.items():
        box.setChecked(one == key)


def test_one_press_prints_the_papers_of_the_record_and_the_dialog_says_how_they_stand(
    make: Callable[..., RegisterPrintDialog], session: Session, tmp_path: Path
) -> None:
    row = project(session.store)
    dialog = make("project", row)
    assert list(dialog.papers) == [one.key for one in papers_of("project")]
    dialog.print_button.click()
    assert names(tmp_path) == {
        f"清溪村-{one.title}-三组至五组入户路硬化.docx" for one in papers_of("project") if not one.whole
    }
    assert dialog.states["project_card"].text() == "2026-03-02打印，内容没有变"
    save_records(session.store, "改", [Edit("project", row, {"place": "四组"})])
    assert "已过期：内容已变：项目：建设地点" in make("project", row).states["project_card"].text()
    assert make("project", project(session.store)).states["project_card"].text() == ""


def test_what_is_kept_off_a_public_paper_is_seen_before_anything_is_written(
    make: Callable[..., RegisterPrintDialog], session: Session, tmp_path: Path
) -> None:
    dialog = make("project", project(session.store, scale="2公里，电13800000021"))
    dialog.print_button.click()
    assert not (tmp_path / "文书").exists()
    assert "建设规模" in dialog.notes.item(0).text()
    dialog.print_button.click()
    assert len(names(tmp_path)) == 5


def test_all_records_of_the_list_are_printed_at_once(
    make: Callable[..., RegisterPrintDialog], session: Session, tmp_path: Path
) -> None:
    one, two = claim(session.store), claim(session.store, title="修房")
    dialog = make("claim", one, two)
    assert not dialog.all.isChecked()
    dialog.all.setChecked(True)
    dialog.print_button.click()
    assert names(tmp_path) == {"清溪村-帮扶项目认领书-助学一名高中生.docx", "清溪村-帮扶项目认领书-修房.docx"}
    unchosen = make("claim", "", one, two)
    assert unchosen.all.isChecked()
    assert not unchosen.all.isEnabled()
    assert [key for key, box in unchosen.papers.items() if box.isChecked()] == ["claim_book"]
    unchosen.print_button.click()
    assert "清溪村-2025年帮扶认领情况一览表.docx" in names(tmp_path)
    assert unchosen.states["claim_book"].text() == "2026-03-02打印，内容没有变"


def test_of_a_whole_book_the_printing_of_the_year_that_is_shown_counts(
    make: Callable[..., RegisterPrintDialog], session: Session, icons: Icons, qtbot: QtBot
) -> None:
    row = claim(session.store)
    make("claim", "", row).print_button.click()
    register = register_of("claim")
    assert register is not None
    for year, text in ((2025, "2026-03-02打印，内容没有变"), (2024, "")):
        dialog = RegisterPrintDialog(session, icons, register, Wanted(VILLAGE, row, "记录", (row,), year))
        qtbot.addWidget(dialog)
        assert dialog.states["claim_book"].text() == text


def test_where_the_book_is_empty_there_are_blank_forms(
    make: Callable[..., RegisterPrintDialog], tmp_path: Path
) -> None:
    dialog = make("claim", "")
    assert dialog.blank.isChecked()
    assert not dialog.blank.isEnabled()
    dialog.print_button.click()
    assert names(tmp_path) == {"帮扶项目认领书（空白表）.docx", "帮扶认领情况一览表（空白表）.docx"}


def test_what_is_sensitive_is_printed_only_after_it_was_said_for_whom_and_why(
    make: Callable[..., RegisterPrintDialog],
    session: Session,
    a_household: Callable[..., str],
    paper_with: Callable[..., RegisterPaper],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    paper = paper_with("secret_3", "{{ 帮扶对象户.联系电话 }}")
    monkeypatch.setattr("villagedesk.documents.registers.declared.REGISTER_PAPERS", (paper,))
    row = claim(session.store, household=a_household("张三", phone="13900000011"))
    dialog = make("claim", row)
    assert not dialog.fields.recipient.isVisible()
    dialog.print_button.click()
    assert dialog.fields.recipient.isVisible()
    dialog.print_button.click()
    assert "提供给" in dialog.problem.text()
    assert not (tmp_path / "文书").exists()
    dialog.fields.recipient.setText("镇民政办")
    dialog.fields.reason.setText("核对认领名单")
    dialog.print_button.click()
    assert names(tmp_path) == {"清溪村-样张-助学一名高中生.docx"}
    (entry,) = reads.where(session.store, ExportEntry)
    assert entry.recipient == "镇民政办"


@pytest.fixture
def sensitive(
    session: Session,
    a_household: Callable[..., str],
    paper_with: Callable[..., RegisterPaper],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A record whose only paper shows a telephone."""
    paper = paper_with("secret_3", "{{ 帮扶对象户.联系电话 }}")
    monkeypatch.setattr("villagedesk.documents.registers.declared.REGISTER_PAPERS", (paper,))
    return claim(session.store, household=a_household("张三", phone="13900000011"))


def printed_for(dialog: RegisterPrintDialog, recipient: str = "镇民政办", reason: str = "核对认领名单") -> None:
    dialog.print_button.click()
    dialog.fields.recipient.setText(recipient)
    dialog.fields.reason.setText(reason)
    dialog.print_button.click()


def test_the_same_record_is_printed_again_without_asking_and_entered_each_time(
    make: Callable[..., RegisterPrintDialog], session: Session, sensitive: str
) -> None:
    printed_for(make("claim", sensitive))
    again = make("claim", sensitive)
    assert (again.fields.recipient.isVisible(), again.fields.recipient.text()) == (True, "镇民政办")
    again.print_button.click()
    again.print_button.click()  # and once more from the same box
    entries = reads.where(session.store, ExportEntry)
    assert [(one.recipient, one.reason) for one in entries] == [("镇民政办", "核对认领名单")] * 3


def test_another_purpose_may_be_said_for_the_same_record(
    make: Callable[..., RegisterPrintDialog], session: Session, sensitive: str
) -> None:
    printed_for(make("claim", sensitive))
    again = make("claim", sensitive)
    again.fields.recipient.setText("县农业农村局")
    again.print_button.click()
    assert {one.recipient for one in reads.where(session.store, ExportEntry)} == {"镇民政办", "县农业农村局"}
    assert make("claim", sensitive).fields.recipient.text() == "县农业农村局"


def test_a_purpose_that_was_emptied_is_asked_for_again(
    make: Callable[..., RegisterPrintDialog], session: Session, sensitive: str
) -> None:
    printed_for(make("claim", sensitive))
    again = make("claim", sensitive)
    again.fields.reason.setText("")
    again.print_button.click()
    assert "导出原因" in again.problem.text()
    assert len(reads.where(session.store, ExportEntry)) == 1


def test_another_record_is_asked_about_and_so_are_both_at_once(
    make: Callable[..., RegisterPrintDialog], session: Session, sensitive: str, a_household: Callable[..., str]
) -> None:
    printed_for(make("claim", sensitive))
    other = claim(session.store, title="修房", household=a_household("李四", phone="13900000012"))
    asked = make("claim", other)
    assert not asked.fields.recipient.isVisible()
    asked.print_button.click()
    assert len(reads.where(session.store, ExportEntry)) == 1
    both = make("claim", sensitive, other)
    both.all.setChecked(True)
    both.print_button.click()
    assert len(reads.where(session.store, ExportEntry)) == 1


def test_what_was_not_sensitive_before_is_asked_about(
    make: Callable[..., RegisterPrintDialog], session: Session, sensitive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed_for(make("claim", sensitive))
    held = session.purposes[sensitive]
    session.purposes[sensitive] = held._replace(fields=frozenset())
    again = make("claim", sensitive)
    again.print_button.click()
    assert len(reads.where(session.store, ExportEntry)) == 1
    assert "敏感内容" in again.notes.item(0).text()


def test_covered_windows_forget_for_whom_it_was_printed(
    make: Callable[..., RegisterPrintDialog], session: Session, sensitive: str
) -> None:
    printed_for(make("claim", sensitive))
    session.locked.emit()
    assert session.purposes == {}
    assert not make("claim", sensitive).fields.recipient.isVisible()


def test_the_minutes_of_a_council_are_not_offered_for_another_meeting(
    make: Callable[..., RegisterPrintDialog], session: Session, tmp_path: Path
) -> None:
    facts = {"village": VILLAGE, "date": "2025-03-18", "chair": "邓勇凯"}
    rows = [
        save_records(session.store, "会议", [Edit("meeting", "", {**facts, "kind": kind}, "m")]).ids["m"]
        for kind in ("council", "committee")
    ]
    council, committee = (make("meeting", row, *[one for one in rows if one != row]) for row in rows)
    assert council.papers["council_minutes"].isChecked()
    box = committee.papers["council_minutes"]
    assert (box.isChecked(), box.isEnabled()) == (False, False)
    assert "没有这种文书" in box.toolTip()
    committee.all.setChecked(True)
    assert box.isEnabled()
    box.setChecked(True)
    committee.print_button.click()
    assert len(names(tmp_path)) == 1  # of the council only
    committee.all.setChecked(False)
    assert (box.isChecked(), box.isEnabled()) == (False, False)
    committee.blank.setChecked(True)
    assert box.isEnabled()


def test_the_page_saves_what_was_typed_and_prints_the_record_that_is_shown(
    session: Session, icons: Icons, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = project(session.store)
    page = RegistersPage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    asked: list[Wanted] = []
    monkeypatch.setattr(panels, "print_records", lambda _parent, _session, _icons, _book, wanted: asked.append(wanted))
    assert page.panel.print_button.text() == "打印(&R)…"
    page.panel.print_button.click()
    assert (asked[-1].record, asked[-1].name, asked[-1].records) == ("", "", (row,))
    page.panel.open(row)
    page.panel.form.entry.write("place", "四组")
    page.panel.print_button.click()
    assert session.store.value("SELECT place FROM project") == "四组"
    assert asked[-1] == Wanted(VILLAGE, row, "三组至五组入户路硬化", (row,), 2025)
    assert not page.show_book("deed").print_button.isVisibleTo(page)


def test_above_the_form_stands_which_printed_papers_are_out_of_date(
    make: Callable[..., RegisterPrintDialog], session: Session, icons: Icons, qtbot: QtBot
) -> None:
    row = project(session.store)
    make("project", row).print_button.click()
    page = RegistersPage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    page.panel.open(row)
    assert "过期" not in page.panel.told.text()
    page.panel.form.entry.write("keeping", "每月清沟。")
    assert page.panel.save()
    assert "项目卡：2026-03-02打印，已过期：内容已变：项目：管护措施" in page.panel.told.text().splitlines()


def test_a_paper_that_the_record_does_not_have_is_not_ticked(
    make: Callable[..., RegisterPrintDialog], session: Session
) -> None:
    posted.team(session.store)
    dialog = make("pledge", posted.promise(session.store))
    assert {key: box.isChecked() for key, box in dialog.papers.items()} == {"responsibility": False, "promise": True}
