# SPDX-License-Identifier: MIT
"""Showing finished papers: inside the program where they can be laid out, with the system's own program otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, whole_sentences
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from villagedesk.documents.preview import Preview
    from villagedesk.documents.word.office import Typesetter
    from villagedesk.documents.word.warm import WarmOffice
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job


def show_document(parent: QWidget, session: Session, path: Path, title: str, papers: Sequence[Path] = ()) -> str:
    """Show a paper until its window is closed, or open it with the system's program where nothing can lay it out.

    Args:
        parent: the window that waits.
        session: the open file; when it is locked or closed the paper goes with it.
        path: a .docx or .pdf file, or the folder of a household's papers, which are shown one behind the other.
        title: what it is, without the name of anybody who is not in the file's name.
        papers: which files of the folder are meant, where not all.

    Returns:
        What is to be said of it, one sentence; empty where it was shown.
    """
    from villagedesk.documents.preview import needs_office, papers_at
    from villagedesk.documents.word.office import find_typesetter
    from villagedesk.documents.word.typesetting import NotLaidOut
    from villagedesk.ui.dialogs import progress

    papers, program = papers or papers_at(path), find_typesetter()
    if program is None and needs_office(papers):
        return _opened_because(_("本机没有找到LibreOffice、Word或WPS，不能在村档里预览。"), path)
    if needs_office(papers):
        session.office.warm_up()  # this paper may have to wait for it, the next one will not
    try:
        preview: Preview = progress.run(
            parent, session.tasks, _("排版预览"), partial(_made, papers, program, session.office)
        )
    except NotLaidOut:
        return _opened_because(
            _("{program}没有排好版，不能在村档里预览。").format(program=program.name if program else ""), path
        )
    except Cancelled:
        return _("已取消预览，文书还在原处。")
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return ""
    if session.store.connection is not None:  # closed from behind the lock meanwhile
        _show(parent, session, preview, path, title)
    preview.close()
    return ""


def _show(parent: QWidget, session: Session, preview: Preview, path: Path, title: str) -> None:
    from villagedesk.ui.preview.window import PreviewWindow

    window = PreviewWindow(session, preview, path, title, parent)
    window.exec()
    window.deleteLater()


def _made(papers: Sequence[Path], program: Typesetter | None, office: WarmOffice, _store: Store, job: Job) -> Preview:
    """Called on the worker thread."""
    from villagedesk.documents.preview import preview_of

    return preview_of(papers, program, job.check, office)


def open_outside(path: Path) -> str:
    """Open a file or folder with the system's program for it; what is to be said of it, one sentence."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return _("已用系统的程序打开“{name}”。").format(name=path.name)
    return _("系统没有能打开“{name}”的程序，请安装WPS、Word或LibreOffice；文件在 {folder}。").format(
        name=path.name, folder=path.parent
    )


def _opened_because(why: str, path: Path) -> str:
    return whole_sentences([why, open_outside(path)])
