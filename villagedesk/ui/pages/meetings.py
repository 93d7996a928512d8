# SPDX-License-Identifier: MIT
"""The page of meetings and public notices of a village, and of how the county carries out the procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name
from villagedesk.services.opening.files import villages
from villagedesk.ui import labels
from villagedesk.ui.choosers import offer_villages
from villagedesk.ui.forms.owning_panel import village_of_draft
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.leaves import Leaves
from villagedesk.ui.meetings.editions import EditionsPanel
from villagedesk.ui.meetings.gathering import GatheringPanel
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

_ENTITIES: Final = ("meeting", "notice", "procedure_edition")  # of the leaves
_MEETINGS, _NOTICES, _EDITIONS = 0, 1, 2


class MeetingsPage(Page):
    """Three leaves; a township chooses the village above them."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        refs = RefSource(session)
        self._village = ""
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("村"))
        self.chooser.currentIndexChanged.connect(self._picked)
        self._refs = refs
        self.leaves = Leaves(self)
        makers = (self._make_meetings, self._make_notices, self._make_editions)
        for entity, letter, make in zip(_ENTITIES, "TUI", makers, strict=True):
            self.leaves.add_later(labels.lettered(entity_name(entity_spec(entity)), letter), make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chooser)
        layout.addWidget(self.leaves)

    def _make_meetings(self, place: QWidget) -> QWidget:
        return self._of_village(MeetingsPanel(self._refs, self.icons, place))

    def _make_notices(self, place: QWidget) -> QWidget:
        return self._of_village(NoticesPanel(self._refs, self.icons, place))

    def _of_village(self, panel: GatheringPanel) -> QWidget:
        panel.said.connect(self.said)
        if self._village:
            panel.show_village(self._village)
        return panel

    def _make_editions(self, place: QWidget) -> QWidget:
        made = EditionsPanel(self._refs, self.icons, place)
        made.said.connect(self.said)
        made.wanted_household.connect(self.wanted_household)
        made.reload()
        return made

    @property
    def meetings(self) -> MeetingsPanel:
        """The leaf that is shown first; each is made when it is first wanted."""
        return cast("MeetingsPanel", self.leaves.leaf(_MEETINGS))

    @property
    def notices(self) -> NoticesPanel:
        """The second leaf."""
        return cast("NoticesPanel", self.leaves.leaf(_NOTICES))

    @property
    def editions(self) -> EditionsPanel:
        """The third leaf."""
        return cast("EditionsPanel", self.leaves.leaf(_EDITIONS))

    @property
    def panels(self) -> tuple[RecordsPanel, ...]:
        """What stands on the leaves, all of them."""
        return self.meetings, self.notices, self.editions

    def _made(self) -> list[RecordsPanel]:
        return cast("list[RecordsPanel]", self.leaves.made())

    def shown_first_time(self) -> None:
        """Read the lists."""
        self._list_villages()
        for panel in self._made():
            panel.reload()

    def refresh(self, changed: Changed) -> None:
        """Read again what these changes touch."""
        if "village" in changed.tables:
            self._list_villages()
        if changed.tables & _MATTERS:
            for panel in self._made():
                panel.refresh()

    def _list_villages(self) -> None:
        self._show_village(offer_villages(self.chooser, villages(self.session.store), self._village))

    def _show_village(self, village: str) -> None:
        if village == self._village:
            return
        self._village = village
        for panel in self._made():
            if isinstance(panel, GatheringPanel):
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
        return all(panel.can_leave() for panel in self._made())

    def open_draft(self, entity: str, row: str) -> None:
        """On the leaf of its sort, in its village."""
        village = village_of_draft(self.session.store, entity, row)
        if village and village != self._village and self.can_leave():
            self.chooser.setCurrentIndex(self.chooser.findData(village))
        self.leaves.setCurrentIndex(_ENTITIES.index(entity))
        self._shown().open_draft(row)

    def _shown(self) -> RecordsPanel:
        return cast("RecordsPanel", self.leaves.currentWidget())

    def save(self) -> None:
        """Save the form that is shown."""
        self._shown().save()

    def find(self) -> None:  # type: ignore[override]  # as in Page
        """Put the cursor into the search box."""
        self._shown().search.setFocus()
