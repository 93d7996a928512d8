# SPDX-License-Identifier: MIT
"""The page of meetings and public notices of a village, and of how the county carries out the procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QTabWidget, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.models.values.show import entity_name
from villagedesk.services.opening.files import villages
from villagedesk.ui import labels
from villagedesk.ui.choosers import offer_villages
from villagedesk.ui.forms.owning_panel import village_of_draft
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.meetings.editions import EditionsPanel
from villagedesk.ui.meetings.panels import MeetingsPanel, NoticesPanel
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from villagedesk.store.store import Changed
    from villagedesk.ui.forms.records_panel import RecordsPanel
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_MATTERS: Final = frozenset(
    {
        "meeting",
        "meeting_item",
        "notice",
        "notice_item",
        "procedure_edition",
        "edition_step",
        "process",
        "process_step",
        "line",
    }
    | {"household", "member", "member_year"}
)


class MeetingsPage(Page):
    """Three leaves; a township chooses the village above them."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        refs = RefSource(session)
        self._village = ""
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("村"))
        self.chooser.currentIndexChanged.connect(self._picked)
        self.meetings = MeetingsPanel(refs, icons, self)
        self.notices = NoticesPanel(refs, icons, self)
        self.editions = EditionsPanel(refs, icons, self)
        self.panels: tuple[RecordsPanel, ...] = (self.meetings, self.notices, self.editions)
        self.leaves = QTabWidget(self)
        self.leaves.setDocumentMode(True)
        for panel, letter in zip(self.panels, "TUI", strict=True):
            self.leaves.addTab(panel, labels.lettered(entity_name(panel.spec), letter))
            panel.said.connect(self.said)
        self.editions.wanted_household.connect(self.wanted_household)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chooser)
        layout.addWidget(self.leaves)

    def shown_first_time(self) -> None:
        """Read the lists."""
        self._list_villages()
        for panel in self.panels:
            panel.reload()

    def refresh(self, changed: Changed) -> None:
        """Read again what these changes touch."""
        if "village" in changed.tables:
            self._list_villages()
        if changed.tables & _MATTERS:
            for panel in self.panels:
                panel.refresh()

    def _list_villages(self) -> None:
        self._show_village(offer_villages(self.chooser, villages(self.session.store), self._village))

    def _show_village(self, village: str) -> None:
        if village == self._village:
            return
        self._village = village
        for panel in (self.meetings, self.notices):
            panel.show_village(village)

    def _picked(self) -> None:
        wanted = str(self.chooser.currentData() or "")
        if wanted != self._village:
            if self.can_leave():
                self._show_village(wanted)
            else:
                self._list_villages()

    def can_leave(self) -> bool:
        """Ask about what is not saved."""
        return all(panel.can_leave() for panel in self.panels)

    def open_draft(self, entity: str, row: str) -> None:
        """On the leaf of its sort, in its village."""
        village = village_of_draft(self.session.store, entity, row)
        if village and village != self._village and self.can_leave():
            self.chooser.setCurrentIndex(self.chooser.findData(village))
        place = next(place for place, one in enumerate(self.panels) if one.spec.key == entity)
        self.leaves.setCurrentIndex(place)
        self.panels[place].open_draft(row)

    def save(self) -> None:
        """Save the form that is shown."""
        self.panels[self.leaves.currentIndex()].save()

    def find(self) -> None:  # type: ignore[override]  # as in Page
        """Put the cursor into the search box."""
        self.panels[self.leaves.currentIndex()].search.setFocus()
