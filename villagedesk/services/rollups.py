# SPDX-License-Identifier: MIT
"""Roll-ups (汇总表) of a file: a table of a year for a township, a village or a group, and the households behind a cell.

A table as of a day is read from the store that `services.asof` gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.models.rollups.tables import TABLES
from villagedesk.store import rollups
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.rollups.spec import Cell, Row, Section, Table
    from villagedesk.store.store import Store


class Line(NamedTuple):
    """A line with its values.

    Attributes:
        section: those that it belongs to.
        heading: what stands above it: the name of its section before the first of several; empty above all others.
    """

    section: Section
    heading: str
    row: Row
    values: tuple[int, ...]

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """Its cells and their values from left to right."""
        return zip(self.row.cells, self.values, strict=True)


@dataclass(frozen=True, slots=True)
class Rollup:
    """A table with its values.

    Attributes:
        place: of which village and group, in ids and names of the file.
        values: one per cell, row by row; areas in hundredths of a mu.
    """

    table: Table
    year: int
    place: Where
    values: tuple[tuple[int, ...], ...]

    def lines(self) -> Iterator[Line]:
        """The lines from top to bottom."""
        for (section, row), values in zip(self.table.rows(), self.values, strict=True):
            first = row is section.rows[0] and self.table.headed(section)
            yield Line(section, section.label if first else "", row, values)


def read_rollup(store: Store, key: str, year: int | None = None, place: Where = Where()) -> Rollup:  # noqa: B008
    """A table of a year (the working year if none is given).

    Raises:
        KeyError: there is no table of that key.
    """
    wanted = year or store.info.year
    table = TABLES[key](wanted)
    cells = [cell for _section, row in table.rows() for cell in row.cells]
    counted = iter(rollups.count(store, cells, wanted, place))
    values = tuple(tuple(next(counted) for _cell in row.cells) for _section, row in table.rows())
    return Rollup(table, wanted, place, values)


def households_behind(store: Store, rollup: Rollup, cell: Cell) -> list[str]:
    """Exactly the households that a cell of a table counts, in the order of the list."""
    return rollups.behind(store, cell, rollup.year, rollup.place)
