# SPDX-License-Identifier: MIT
"""The section 历史: everything ever written about the household and its people, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.happenings import Happening, happening
from villagedesk.services.events.timeline import timeline
from villagedesk.services.keeping import records
from villagedesk.store import history, reads
from villagedesk.ui import messages
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.tables.happenings import columns_of_household
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.casefile import CaseFile
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons

LIMIT = 1_000


class HistoryPanel(SectionPanel):
    """The newest first; read when the section is looked at."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.model: RowsModel[Happening] = RowsModel(columns_of_household(), icons, self)
        self.view = PagedView(self.model, "case-history", self)
        self.view.setAccessibleName(_("历史"))
        self.count = QLabel(self)
        self.revert_button = QPushButton(_("改回原值(&B)"), self)
        self.revert_button.setToolTip(_("把所选一项改回这次修改之前的值；改回本身也记入历史，可以撤销"))
        self.revert_button.clicked.connect(self.revert)
        icons.later(self.revert_button, "revert")
        self.view.current_changed.connect(self._choose)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.revert_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.view)
        self._choose(None)

    def show_case(self) -> None:
        """Read the history, if somebody looks."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        case = self.editing.case
        if case is None:
            self.model.show([])
            return
        names = self._names(case)
        store = self.editing.session.store
        found = history.of_rows(store, list(names), LIMIT + 1)
        self.model.show(happening(store, entry, names) for entry in found[:LIMIT])
        text = _("最近{count}条修改，更早的没有列出") if len(found) > LIMIT else _("共{count}条修改")
        self.count.setText(text.format(count=min(len(found), LIMIT)))

    def _names(self, case: CaseFile) -> dict[str, str]:
        """Every row of the household, in every year, with whom or what it is about."""
        store, household = self.editing.session.store, case.household.id
        years = {*reads.years_of(store, household), case.year}
        names: dict[str, str] = {}
        for happened in timeline(store, household):
            names |= {happened.id: happened.whose} if happened.id else {}
        for year in sorted(years):
            one = case if year == case.year else load_casefile(store, household, year)
            for entity, record in one.records() if one else ():
                if entity not in {"member", "member_year"}:
                    names.setdefault(record.id, self._title(entity, getattr(record, "year", None)))
            for person in (*one.people, *one.departed) if one else ():
                names[person.member.id] = person.name
                if person.facts.id:
                    names[person.facts.id] = f"{person.name} {year}"
        return names

    def _title(self, entity: str, year: object) -> str:
        label = entity_name(entity_spec(entity))
        return f"{label} {year}" if isinstance(year, int) else label

    def _choose(self, _key: object) -> None:
        chosen = self._chosen()
        possible = chosen is not None and chosen.entry.field is not None and bool(chosen.entry.old)
        self.revert_button.setEnabled(possible and not self.editing.refs.read_only)

    def _chosen(self) -> Happening | None:
        return self.model.line(self.view.currentIndex().row())

    def revert(self) -> None:
        """Give the field the value it had before the chosen change."""
        chosen = self._chosen()
        if chosen is None or not chosen.entry.old:
            return
        self.editing.session.about_to_save.emit()
        try:
            records.revert_field(self.editing.session.store, chosen.entry, chosen.entry.old[0])
        except VillageDeskError as error:
            messages.problem(self, error)

    def focus_first(self) -> None:
        """Put the cursor into the list."""
        self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Now somebody looks."""
        super().showEvent(event)
        self._load()
