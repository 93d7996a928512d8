# SPDX-License-Identifier: MIT
"""What the tables of lines say about income where a household lives: the period, the lines of a year, the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.income_period import Edition
from villagedesk.models.lines import LineBook, here, is_number, regions_of
from villagedesk.services.standards.lines import all_lines, line_finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.catalogue.place import Village
    from villagedesk.store.store import Store

PERIOD: Final = "income_period"
CHANGE: Final = "income_change"


class Editions:
    """Which income period holds from which year on, read once for many households."""

    def __init__(self, store: Store, lines: Iterable[Line] | None = None) -> None:
        everything = all_lines(store) if lines is None else lines
        self._book = LineBook(line for line in everything if line.name == PERIOD)
        self._known: dict[str | None, tuple[Edition, ...]] = {}

    def of(self, village: Village | None) -> tuple[Edition, ...]:
        """The editions of a village, ascending by the year from which on they hold."""
        key = village.id if village else None
        if key not in self._known:
            self._known[key] = tuple(self._of(here(regions_of(village))))
        return self._known[key]

    def _of(self, regions: tuple[str, ...]) -> Iterator[Edition]:
        before = None
        for since in self._book.years_of(PERIOD):
            line = self._book.line(PERIOD, since or None, regions)
            if line is not None and line is not before and is_number(line.value):
                yield Edition(since, line.value, line.source or "", bool(line.confirmed))
                before = line


class YearLines:
    """The lines that hold in a year for a village, read once for many questions."""

    def __init__(self, store: Store, village: Village | None) -> None:
        self._find = line_finder(store, regions_of(village))

    def line(self, name: str, year: int) -> Line | None:
        """The line that holds in a year, see `LineBook.line`."""
        return self._find(name, year)

    def value(self, name: str, year: int) -> int | None:
        """Its value; None where there is none."""
        line = self.line(name, year)
        return line.value if line is not None and is_number(line.value) else None
