# SPDX-License-Identifier: MIT
"""Life events from the list of households: a submenu that is made when it is first opened, so that the start is quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from villagedesk.i18n import _

if TYPE_CHECKING:
    from villagedesk.ui.pages.households import HouseholdsPage


class EventsAction(QAction):
    """家庭变动, for the first of the selected households."""

    def __init__(self, page: HouseholdsPage) -> None:
        super().__init__(_("家庭变动"), page)
        self._page = page
        self.events = QMenu(page)
        self.events.aboutToShow.connect(self.fill)
        self.setMenu(self.events)
        self.setEnabled(not page.session.store.read_only)

    def fill(self) -> None:
        """Put the events into the menu."""
        from villagedesk.ui.casefile.events.menu import fill_menu

        if self.events.isEmpty():
            fill_menu(self.events, self.record)

    def record(self, kind: str) -> None:
        """Record an event of the household, once what was typed into the case file is dealt with."""
        from villagedesk.ui.casefile.events.menu import record_event

        page = self._page
        household = next(iter(page.selected_households()), "")
        if household and page.can_leave():
            record_event(page, page.session, page.icons, kind, household)
