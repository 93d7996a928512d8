# SPDX-License-Identifier: MIT
"""From the click on 预览 to the first page painted: LibreOffice started for it, and started when the dialog was opened.

Both lay out the same cover and cause sheets in the same window. What is told as the baseline is the start for each paper.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, cast

from benchmarks.measure import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QDialog

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session

ROUNDS = 3
PAPERS = ("cover", "causes")


def lines(scratch: Scratch) -> Iterator[Line]:
    """The click, with and without a LibreOffice that waits; what stands in the way of it, and its memory."""
    from PySide6.QtWidgets import QApplication

    from villagedesk.documents.word.office import find_typesetter
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.settings import Settings
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Tasks

    if find_typesetter() is None:
        return
    application = QApplication.instance() or QApplication([])
    store = open_village_file(scratch.copy(scratch.village(60), "preview.village"), "")
    folder = _printed(store, scratch.folder / "preview")
    session = Session(store, Settings(author="李书记", device="村办电脑"), Tasks())
    cold, warm, watch = [], [], _Watch()
    for round_ in range(ROUNDS + 1):
        taken = [watch.click(session, folder, beforehand=beforehand) for beforehand in (False, True)]
        if round_:
            cold.append(taken[0])
            warm.append(taken[1])
    yield Line(
        "preview: click to the first page, warm / started for it", statistics.median(warm), statistics.median(cold), 0.5
    )
    session.office.close()
    begun = time.perf_counter()
    session.office.warm_up()
    yield Line("preview: what opening a dialog waits for it", (time.perf_counter() - begun) * 1000, None, 20)
    session.close()
    application.processEvents()


def _printed(store: Store, folder: Path) -> Path:
    """The papers of one household in a folder."""
    from villagedesk.documents.facts.context import office_of
    from villagedesk.documents.volumes.volume import papers_of
    from villagedesk.services.casefile.casefiles import load_casefiles

    folder.mkdir(exist_ok=True)
    household = store.value("SELECT id FROM household ORDER BY id LIMIT 1")
    case = next(iter(load_casefiles(store, [str(household)])))
    for name, content in papers_of(case, office_of(case.village), store.clock().date(), PAPERS):
        (folder / name).write_bytes(content)
    return folder


class _Watch:
    """Closes each preview when its first page is painted, and knows when that was."""

    def __init__(self) -> None:
        from villagedesk.ui.preview.pages import PagesView

        self.painted = 0.0
        take = PagesView.take

        def taken(view: PagesView, page: int, scale: float, picture: QImage) -> None:
            take(view, page, scale, picture)
            if not self.painted and view.isVisible():  # a picture of the window before may still come
                view.viewport().repaint()
                self.painted = time.perf_counter()
                QTimer.singleShot(0, view, lambda: cast("QDialog", view.window()).reject())

        from PySide6.QtCore import QTimer

        PagesView.take = taken  # type: ignore[method-assign]

    def click(self, session: Session, folder: Path, *, beforehand: bool) -> float:
        """Milliseconds from the click to the painted page."""
        from villagedesk.documents.word.office import find_typesetter
        from villagedesk.documents.word.warm import WarmOffice
        from villagedesk.ui.preview.opening import show_document

        session.office.close()
        session._office = WarmOffice(find_typesetter if beforehand else lambda: None)
        if beforehand:
            session.office.warm_up()
            session.office.profile(lambda: None)  # somebody chooses papers meanwhile
        self.painted = 0.0
        begun = time.perf_counter()
        told = show_document(None, session, folder, "preview")  # type: ignore[arg-type]
        if not self.painted:
            raise RuntimeError(f"nothing was shown: {told}")
        return (self.painted - begun) * 1000
