# SPDX-License-Identifier: MIT
"""What the tables of lines say about income where a household lives: the period, the lines of a year, the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.income_period import Edition
from villagedesk.models.lines import COUNTRY
from villagedesk.services.lines import all_lines, regions_of

if TYPE_CHECKING:
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.catalogue.place import Village
    from villagedesk.store.store import Store

PERIOD: Final = "income_period"
CHANGE: Final = "income_change"


class Editions:
    """Which income period holds from which year on, read once for many households."""

    def __init__(self, store: Store) -> None:
        self._lines = [line for line in all_lines(store) if line.name == PERIOD]
        self._known: dict[str | None, tuple[Edition, ...]] = {}

    def of(self, village: Village | None) -> tuple[Edition, ...]:
        """The editions of a village; of a year that several regions settle, the nearest region's. Ascending by year."""
        key = village.id if village else None
        if key not in self._known:
            self._known[key] = self._of(village)
        return self._known[key]

    def _of(self, village: Village | None) -> tuple[Edition, ...]:
        found: dict[int, Edition] = {}
        for region in reversed((*regions_of(village), COUNTRY)):
            for line in self._lines:
                if line.region == region and isinstance(line.value, int) and 1 <= line.value <= 12:
                    since = line.year if isinstance(line.year, int) else 0
                    found[since] = Edition(since, line.value, line.source or "", bool(line.confirmed))
        return tuple(found[since] for since in sorted(found))


class YearLines:
    """The lines that hold in a year for a village, read once for many questions."""

    def __init__(self, store: Store, village: Village | None) -> None:
        self._lines = {(line.name, line.year, line.region): line for line in all_lines(store)}
        self._regions = (*regions_of(village), COUNTRY)

    def line(self, name: str, year: int) -> Line | None:
        """The line of a year, of the nearest region that has a value; one without a year where no year is settled."""
        wanted = ((name, when, region) for when in (year, None) for region in self._regions)
        known = (self._lines.get(key) for key in wanted)
        return next((line for line in known if line is not None and line.value is not None), None)

    def value(self, name: str, year: int) -> int | None:
        """Its value; None where there is none."""
        line = self.line(name, year)
        return line.value if line is not None and isinstance(line.value, int) else None
