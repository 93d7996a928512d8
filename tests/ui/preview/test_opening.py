# SPDX-License-Identifier: MIT
"""Papers are shown inside the program, or opened by another one with a sentence that says why."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import PASSPHRASE
from tests.documents.conftest import DAY, full_case
from tests.documents.word.test_leash import is_gone, number_in
from tests.ui.preview.conftest import A4, pdf_of
from villagedesk import paths
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.documents.word.office import Typesetter
from villagedesk.documents.word.warm import WarmOffice
from villagedesk.settings import Settings
from villagedesk.ui.lock import Lock
from villagedesk.ui.preview import opening
from villagedesk.ui.preview.opening import show_document
from villagedesk.ui.preview.window import PreviewWindow
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks, Tasks

really_warm_up = WarmOffice.warm_up
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch):
    """What was handed to the system, and whether it knows a program for it."""
    paths_opened: list[str] = []

    def open_url(url):
        paths_opened.append(url.toLocalFile())
        return not url.toLocalFile().endswith("unknown.docx")

    monkeypatch.setattr(opening.QDesktopServices, "openUrl", open_url)
    return paths_opened


@pytest.fixture
def office(monkeypatch):
    def found(program):
        monkeypatch.setattr(
            "villagedesk.documents.word.office.find_typesetter",
            lambda: program and Typesetter("LibreOffice", Path(program)),
        )

    return found


@pytest.fixture
def seen(monkeypatch):
    """Windows that were shown; each is closed at once."""
    windows: list[tuple[str, int]] = []

    def look(window):
        windows.append((window.windowTitle(), len(window._preview.sizes)))
        window.reject()

    monkeypatch.setattr(PreviewWindow, "exec", look)
    return windows


def test_a_pdf_is_shown_also_where_there_is_no_office_program(parent, session, paper, seen, opened, office):
    office(None)
    assert show_document(parent, session, paper, "案卷") == ""
    assert seen == [("预览：案卷", 12)]
    assert opened == []


def test_without_an_office_program_the_system_opens_the_paper_and_it_is_said(
    parent, session, tmp_path, seen, opened, office
):
    office(None)
    paper = tmp_path / "封面.docx"
    paper.write_bytes(b"PK")
    told = show_document(parent, session, paper, "封面")
    assert told == "本机没有找到LibreOffice、Word或WPS，不能在村档里预览。已用系统的程序打开“封面.docx”。"
    assert opened == [str(paper)]
    assert seen == []


def test_what_the_office_program_cannot_lay_out_is_opened_by_the_system(
    parent, session, tmp_path, seen, opened, office
):
    office(sys.executable)
    paper = tmp_path / "封面.docx"
    paper.write_bytes(b"PK")
    assert "LibreOffice没有排好版" in show_document(parent, session, paper, "封面")
    assert opened == [str(paper)]
    assert not list(paths.typeset().iterdir())


def test_where_nothing_opens_it_the_sentence_says_what_to_install_and_where_the_file_is(
    parent, session, tmp_path, opened, office
):
    office(None)
    told = show_document(parent, session, tmp_path / "unknown.docx", "封面")
    assert "请安装WPS" in told
    assert str(tmp_path) in told


def test_a_paper_that_is_gone_is_told(parent, session, tmp_path, seen, said):
    assert show_document(parent, session, tmp_path / "案卷.pdf", "案卷") == ""
    assert "案卷.pdf" in said.warnings[0]
    assert seen == []


def test_of_a_folder_only_the_files_that_are_meant_are_shown(parent, session, tmp_path, seen):
    papers = [tmp_path / "一.pdf", tmp_path / "二.pdf"]
    for paper in (*papers, tmp_path / "旧.pdf"):
        paper.write_bytes(pdf_of(A4))
    show_document(parent, session, tmp_path, "公示", papers)
    assert seen == [("预览：公示", 2)]


@pytest.mark.parametrize(
    ("name", "text"),
    [("封面.docx", "用Word或WPS打开(&O)"), ("案卷.pdf", "用别的程序打开(&O)"), ("", "打开文件夹(&O)")],
)
def test_what_it_was_made_from_is_opened_from_the_window(qtbot, session, tmp_path, opened, name, text):
    from villagedesk.documents.preview import Preview

    window = PreviewWindow(session, Preview(pdf_of(A4)), tmp_path / name, "案卷")
    qtbot.addWidget(window)
    assert window.open_button.text() == text
    window.open_button.click()
    assert opened == [str(tmp_path / name)]
    assert "已用系统的程序打开" in window.told.text()


def test_when_the_program_locks_itself_the_paper_is_gone_and_does_not_come_back(
    qtbot, new_store, parent, paper, monkeypatch
):
    """As it happens: the lock comes while the window is waited for, and is taken away with the passphrase."""
    store = new_store("sealed", passphrase=PASSPHRASE)
    session = Session(store, Settings(), InlineTasks(lambda: store))
    lock = Lock(session)
    lock.locked.connect(session.locked)
    found = []

    def look_while_locked():
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewWindow))
        found.append((window.isVisible(), window._preview.is_closed))
        lock._asking.line.setText(PASSPHRASE)
        lock._asking.accept()

    lock.locked.connect(lambda: QTimer.singleShot(0, look_while_locked))
    QTimer.singleShot(50, lock.lock)
    assert show_document(parent, session, paper, "案卷") == ""
    assert found == [(False, True)]
    session.close()


def test_a_file_that_is_closed_takes_the_paper_with_it(parent, session, paper):
    QTimer.singleShot(50, session.close)
    assert show_document(parent, session, paper, "案卷") == ""
    assert session.store.connection is None


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the office program")
def test_a_file_that_is_closed_while_papers_are_laid_out_leaves_nothing_of_them(
    parent, store, tmp_path, office, monkeypatch
):
    hanging = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(Typesetter, "command", lambda _office, _folder, _files: hanging)
    office(sys.executable)
    paper = tmp_path / "封面.docx"
    paper.write_bytes(b"PK")
    session = Session(store, Settings(), Tasks())
    found = []

    def close():
        found.extend(paths.typeset().glob("in-*/000.docx"))
        if found:
            session.close()
        else:
            QTimer.singleShot(20, close)

    QTimer.singleShot(20, close)
    assert show_document(parent, session, paper, "封面") == "已取消预览，文书还在原处。"
    assert len(found) == 1
    assert not list(paths.typeset().iterdir())


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_the_papers_of_a_household_are_laid_out_and_shown(parent, session, tmp_path, seen):
    folder = tmp_path / "2组-张三-001"
    folder.mkdir()
    for name, content in papers_of(full_case(), office_of(full_case().village), DAY, ["cover", "causes"]):
        (folder / name).write_bytes(content)
    assert show_document(parent, session, folder, folder.name) == ""
    assert seen[0][0] == "预览：2组-张三-001"
    assert seen[0][1] >= 2
    assert not list(paths.typeset().iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the office program")
@pytest.mark.parametrize("end", ["locked", "closed"])
def test_the_office_program_that_waits_goes_when_the_windows_are_covered_and_with_the_file(
    parent, store, tmp_path, office, monkeypatch, end
):
    monkeypatch.setattr(WarmOffice, "warm_up", really_warm_up)
    number = tmp_path / "number"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho $$ > {number}\nexec sleep 60\n")
    program.chmod(0o700)
    office(program)
    session = Session(store, Settings(), InlineTasks(lambda: store))
    session.office.warm_up()
    waiting = number_in(number)
    if end == "locked":
        session.locked.emit()
    else:
        session.close()
    assert is_gone(waiting)
    assert not list(paths.typeset().iterdir())
    session.close()


def test_a_paper_that_must_be_laid_out_has_the_office_program_wait_for_the_next_one(
    parent, session, tmp_path, seen, opened, office, warmed
):
    office(sys.executable)
    pdf, paper = tmp_path / "案卷.pdf", tmp_path / "封面.docx"
    pdf.write_bytes(pdf_of(A4))
    paper.write_bytes(b"PK")
    show_document(parent, session, pdf, "案卷")
    assert warmed == []
    show_document(parent, session, paper, "封面")
    assert warmed == [session.office]
