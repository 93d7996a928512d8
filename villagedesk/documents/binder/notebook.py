# SPDX-License-Identifier: MIT
"""Noting the papers of binders in the file, as those of volumes are: one action for each run.

A run that ended with the computer left binders without a note. Whoever goes on finds them lying there, and they are noted
then, with the day that stands on them.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, Protocol, Self

from villagedesk.documents.binder.making import prints_of
from villagedesk.errors import VillageDeskError
from villagedesk.services.papers.printing import Noted, Notes, not_noted, note_printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.documents.binder.filling import Filled
    from villagedesk.documents.binder.journal import Entry
    from villagedesk.documents.binder.signed import Signed
    from villagedesk.documents.binder.spans import Way
    from villagedesk.documents.volumes.leaves import Leaf
    from villagedesk.documents.volumes.paging import Layout
    from villagedesk.documents.volumes.press import Printed
    from villagedesk.documents.volumes.prints import Print
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)


class Bindable(Protocol):
    """What is asked of an order here."""

    @property
    def year(self) -> int:
        """Of the binders."""

    @property
    def layout(self) -> Layout | None:
        """Whether pages are numbered."""

    @property
    def document_date(self) -> dt.date:
        """The day of printing."""


class Notebook:
    """What one order has printed, by the day on the papers."""

    def __init__(self, store: Store, order: Bindable) -> None:
        self._store, self._order = store, order
        self._notes: dict[str, Notes] = {}

    def add(self, way: Way, printed: Printed, signed: Mapping[Leaf, Signed]) -> None:
        """Keep what was printed of a household; of papers that were signed before, only where they lie now."""
        new = [one for one in printed.prints if (one.paper, one.year) not in signed]
        day = self._order.document_date.isoformat()
        self._keep(day, printed.household, way, new)
        until = self._until(way)
        for one in signed.values():
            if (one.row.bound, one.row.volume_year) != (way.mode, until):
                self._of(day).stayed[one.row.id] = {"bound": way.mode, "volume_year": until}

    def _until(self, way: Way) -> int | None:
        """Up to which year a volume goes; None where it is of one."""
        return self._order.year if way.all_years else None

    def _keep(self, day: str, household: str, way: Way, prints: Iterable[Print]) -> None:
        self._of(day).add(Noted(household, *one, way.mode, self._until(way)) for one in prints)

    def _of(self, day: str) -> Notes:
        if day not in self._notes:
            self._notes[day] = Notes()
        return self._notes[day]

    def catch_up(self, way: Way, made: Filled, there: Entry) -> None:
        """Keep papers that lie there since a run that never came to its end, filled in as of their day."""
        late = [leaf for leaf in made.facts if leaf in there.unnoted]
        self._keep(there.dated, there.household, way, prints_of(made.facts, late))

    def __enter__(self) -> Self:
        """What is kept is let go with it, whether it was noted or not."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """See above."""
        for notes in self._notes.values():
            notes.close()

    def write(self) -> str:
        """Note everything; the papers are there also where that cannot be done.

        Returns:
            That it could not be noted, and why; empty where it was.
        """
        layout = self._order.layout
        numbered = layout is not None and layout.numbers
        try:
            for day, notes in self._notes.items():
                then = dt.date.fromisoformat(day)
                note_printed(self._store, notes, year=self._order.year, dated=then, numbered=numbered)
        except VillageDeskError as fault:
            log.warning("what was bound was not noted: %s", type(fault).__name__)
            return not_noted(fault)
        return ""
