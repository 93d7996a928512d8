# SPDX-License-Identifier: MIT
"""Pages as they open: what they read, and filling and painting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import median_of

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def conflict_page(store: Store, rounds: int) -> float:
    """Milliseconds from reading the conflicts to the painted page."""
    from PySide6.QtWidgets import QApplication

    from villagedesk.services.merging.conflicts import disputes_of
    from villagedesk.settings import Settings
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.pages.conflicts import ConflictsPage
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import InlineTasks

    application = QApplication.instance() or QApplication([])
    session = Session(store, Settings(author="李书记", device="镇办电脑"), InlineTasks(lambda: store))
    page = ConflictsPage(session, Icons())
    page.resize(1200, 800)
    page.show()
    application.processEvents()

    def opened() -> None:
        page.take(disputes_of(store))
        page.repaint()
        application.processEvents()

    took = median_of(opened, rounds)
    page.close()
    return took
