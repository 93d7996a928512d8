# SPDX-License-Identifier: MIT
"""Roll-ups (汇总表) of a file: a table of a year for a township, a village or a group, and what is behind each cell.

A table as of a day is read from the store that `services.figures.asof` gives.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.rollups import tally
from villagedesk.models.rollups.columns import share
from villagedesk.models.rollups.spec import Unit
from villagedesk.models.rollups.tables import TABLES
from villagedesk.models.rollups.tally import CALLED
from villagedesk.models.values.numbers import from_scaled
from villagedesk.services.figures.tallies import GATHERERS
from villagedesk.services.figures.tallies.entries import ALONE, Gathered, Watching
from villagedesk.services.opening.files import villages
from villagedesk.store import counted, rollups
from villagedesk.store.engine import unsearched
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.models.rollups.spec import Cell, Row, Section, Table
    from villagedesk.store.store import Store


class Line(NamedTuple):
    """A line with its values.

    Attributes:
        section: those that it belongs to.
        heading: what stands above it: the name of its section before the first of several; empty above all others.
        values: see `Rollup.values`.
    """

    section: Section
    heading: str
    row: Row
    values: tuple[int | None, ...]

    def cells(self) -> Iterator[tuple[Cell, int | None]]:
        """Its cells and their values from left to right."""
        return zip(self.row.cells, self.values, strict=True)


@dataclass(frozen=True, slots=True)
class Rollup:
    """A table with its values.

    Attributes:
        place: of which village and group, in ids and names of the file.
        values: one per cell, row by row; areas, money and percentages in hundredths; None for a percentage of nothing.
        gathered: the entries that were counted, of a table whose facts are worked out.
    """

    table: Table
    year: int
    place: Where
    values: tuple[tuple[int | None, ...], ...]
    gathered: Gathered | None = field(default=None, repr=False, compare=False)

    def lines(self) -> Iterator[Line]:
        """The lines from top to bottom."""
        headed = None
        for (section, row), values in zip(self.table.rows(), self.values, strict=True):
            if self.table.left_out(row, values):
                continue
            first = section is not headed and self.table.headed(section)
            headed = section
            yield Line(section, section.label if first else "", row, values)


class Behind(NamedTuple):
    """What a cell counts.

    Attributes:
        households: ids in the order of the list, each once; where persons are counted, those in which they are.
        persons: ids, where the cell is about persons.
        others: names of villages, cadres or units, where these are counted; of what stands in the village's books, what
            each is called there.
    """

    households: tuple[str, ...]
    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def words(cell: Cell, value: int | None, *, grouped: bool = False) -> str:
    """A value as it is printed; a dash for a percentage of nothing."""
    return "—" if value is None else from_scaled(value, cell.unit.decimals, grouped=grouped)


def read_rollup(
    store: Store,
    key: str,
    year: int | None = None,
    place: Where = Where(),  # noqa: B008  # frozen
    watching: Watching = ALONE,
) -> Rollup:
    """A table of a year (the working year if none is given).

    Raises:
        KeyError: there is no table of that key.
        Cancelled: from `watching.check`.
    """
    return _read(store, key, year or store.info.year, [place], watching)[0]


def read_beside(
    store: Store,
    key: str,
    year: int | None = None,
    village: str = "",
    watching: Watching = ALONE,
) -> list[tuple[str, Rollup]]:
    """A table of all villages of the file side by side, or of all groups of a village; the total comes last.

    Returns:
        (name, table) of each; all tables have the same lines. Each village counts its own, so that the total counts everybody
        once: who helps in two villages stands in both of them and once in the total.

    Raises:
        KeyError: there is no table of that key.
        Cancelled: from `watching.check`.
    """
    if village:
        columns = [(name, Where(village, name)) for name in rollups.groups(store, village)]
    else:
        columns = [(name or _("（未命名）"), Where(row)) for row, name in villages(store).items()]
    columns.append((_("合计"), Where(village)))
    found = _read(store, key, year or store.info.year, [place for _name, place in columns], watching)
    return list(zip((name for name, _place in columns), found, strict=True))


def _read(store: Store, key: str, year: int, places: Sequence[Where], watching: Watching) -> list[Rollup]:
    table = TABLES[key](year)
    cells = [cell for _section, row in table.rows() for cell in row.cells]
    with unsearched():
        gathered = GATHERERS[table.gathered](store, year, watching) if table.gathered else None
        if gathered is None:
            counted: Sequence[Sequence[int | None]] = _of_facts(store, cells, year, places)
        else:
            counted = [tally.count(cells, gathered.of(place)) for place in places]
    found = []
    for place, numbers in zip(places, counted, strict=True):
        watching.check()
        rest = iter(numbers)
        values = tuple(tuple(next(rest) for _cell in row.cells) for _section, row in table.rows())
        found.append(Rollup(table, year, place, values, gathered))
    return found


def _of_facts(store: Store, cells: Sequence[Cell], year: int, places: Sequence[Where]) -> list[list[int | None]]:
    """The values of each place; of several the last is all of them together, so that one reading does for all."""
    asked = [*cells, *(one.over for one in cells if one.over is not None)]
    if len(places) == 1:
        return [_divided(cells, counted.count(store, asked, year, places[0]))]
    each = counted.count_each(store, asked, year, places[-1].village)
    nobody = [0] * len(asked)
    parts = [each.get(place.group or place.village, nobody) for place in places[:-1]]
    whole = [sum(column) for column in zip(nobody, *each.values(), strict=True)]
    return [_divided(cells, values) for values in (*parts, whole)]


def _divided(cells: Sequence[Cell], counted: Sequence[int]) -> list[int | None]:
    """The values of cells, of which those that are shares are divided by what was counted for them behind all others."""
    wholes = iter(counted[len(cells) :])
    parts = zip(cells, counted[: len(cells)], strict=True)
    return [
        value if cell.over is None else share(value, next(wholes), 10_000 if cell.unit is Unit.PERCENT else 1)
        for cell, value in parts
    ]


def behind(store: Store, rollup: Rollup, cell: Cell) -> Behind:
    """Exactly what a cell of a table counts."""
    if rollup.gathered is None:
        households = rollups.behind(store, cell, rollup.year, rollup.place)
        return Behind(tuple(households), tuple(rollups.persons_behind(store, cell, rollup.year, rollup.place)))
    entries = tally.behind(cell, rollup.gathered.of(rollup.place))
    persons = dict.fromkeys(person for one in entries for person in tally.persons_of(one))
    others: tuple[str, ...] = ()
    if cell.unit.of_others:
        others = tuple(rollups.names(store, {one.facts[cell.total] for one in entries}))
    else:
        others = tuple(one.facts[CALLED] for one in entries if CALLED in one.facts)
    households = rollups.ordered(store, {one.household for one in entries if one.household})
    return Behind(tuple(households), tuple(persons), others)


def households_behind(store: Store, rollup: Rollup, cell: Cell) -> list[str]:
    """Exactly the households that a cell of a table counts, in the order of the list."""
    return list(behind(store, rollup, cell).households)
