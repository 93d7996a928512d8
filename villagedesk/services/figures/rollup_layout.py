# SPDX-License-Identifier: MIT
"""A roll-up as it is laid out: on the screen, as a spreadsheet, as a paper and in the command line alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.i18n import _, listed
from villagedesk.models.checks.others import place_of
from villagedesk.models.rollups import tally
from villagedesk.models.rollups.spec import Among, Cell, Unit
from villagedesk.services.figures import asof
from villagedesk.services.figures.rollups import read_beside, read_rollup, words
from villagedesk.services.figures.tallies.entries import ALONE
from villagedesk.store.asof import Moment
from villagedesk.store.rollups import Where, cadres_called, called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.rollups.spec import Detail, Each, Table
    from villagedesk.models.rollups.tally import Entry
    from villagedesk.services.figures.rollups import Rollup
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store


class Counted(NamedTuple):
    """A cell with its value, and the table it was counted in: that of a village where several stand side by side.

    `text` is what stands there where it is no number: in the list of households.
    """

    cell: Cell
    value: int | None
    rollup: Rollup
    text: str | None = None

    @property
    def words(self) -> str:
        """As it is printed."""
        return words(self.cell, self.value) if self.text is None else self.text


class LaidLine(NamedTuple):
    """A line: what stands above it (empty above most), its name, and its cells."""

    heading: str
    label: str
    cells: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that is ready to be shown.

    Attributes:
        place: the name of the township, village or group.
        day: of which day it is, in words.
        units: what is counted, in words.
        columns: the headings of the cells.
    """

    table: Table
    title: str
    place: str
    year: int
    day: str
    units: str
    columns: tuple[str, ...]
    lines: tuple[LaidLine, ...]

    @property
    def subtitle(self) -> str:
        """Where, of which year and day."""
        return _("{place}　{year}年度　{day}").format(place=self.place, year=self.year, day=self.day)

    @property
    def counted_in(self) -> str:
        """Of which units its numbers are; empty for a table without lines."""
        return _("单位：{units}").format(units=self.units) if self.units else ""

    @property
    def note(self) -> str:
        """口径: who is counted, and whether the lines add up."""
        return _("口径：{note}").format(note=self.table.note)

    def part(self, first: int, last: int, title: str) -> Layout:
        """Some of the columns, for paper that does not hold them all."""
        lines = tuple(line._replace(cells=line.cells[first:last]) for line in self.lines)
        return replace(self, title=title, columns=self.columns[first:last], lines=lines)


class Wish(NamedTuple):
    """Which table is wanted.

    Attributes:
        place: of which village and group.
        beside: whether all villages stand side by side, or of a village all groups.
        moment: as of which day the store is read, for the heading only.
        listed: whether the lists of its households and cadres (明细) follow, where the table has one.
    """

    key: str
    year: int
    place: Where = Where()
    beside: bool = False
    moment: Moment = Moment()
    listed: bool = False


def lay_out(store: Store, wish: Wish, place: str, watching: Watching = ALONE) -> list[Layout]:
    """The table as it is shown; side by side there is one for each of its columns, since 户 and 人 are never mixed.

    Args:
        store: the file, or the copy as of a day.
        wish: which table.
        place: the name of the place.
        watching: see `read_rollup`.

    Raises:
        KeyError: there is no table of that key.
        Cancelled: from `watching.check`.
    """
    day = asof.words(wish.moment) or _("统计日{day}").format(day=store.clock().date().isoformat())
    if not wish.beside:
        rollup = read_rollup(store, wish.key, wish.year, wish.place, watching)
        made = [_alone(rollup, place, day)]
        if wish.listed and rollup.table.details:
            made.append(_household_by_household(store, rollup, made[0]))
        if wish.listed and rollup.table.each:
            made.append(_cadre_by_cadre(store, rollup, rollup.table.each, made[0]))
        return made
    found = read_beside(store, wish.key, wish.year, wish.place.village, watching)
    return [_beside(found, column, place, day) for column in range(len(found[0][1].table.columns))]


def _alone(rollup: Rollup, place: str, day: str) -> Layout:
    table = rollup.table
    lines = tuple(
        LaidLine(line.heading, line.row.label, tuple(Counted(cell, value, rollup) for cell, value in line.cells()))
        for line in rollup.lines()
    )
    return Layout(table, table.title, place, rollup.year, day, _units(lines), table.columns, lines)


def _household_by_household(store: Store, rollup: Rollup, above: Layout) -> Layout:
    """The list of a table: each household with its facts, in the order of the list."""
    wanted = rollup.table.details
    known: dict[str, Mapping[str, Any]] = {}
    for one in rollup.gathered.of(rollup.place) if rollup.gathered else ():
        if one.household and any(column.fact in one.facts for column in wanted):
            known[one.household] = one.facts
    columns = [column for column in wanted if any(column.fact in facts for facts in known.values())]
    lines = []
    for row, village, group, head in called(store, known):
        cells = tuple(_detail(column, known[row].get(column.fact), rollup) for column in columns)
        lines.append(LaidLine("", place_of(village, group, head), cells))
    title = _("{title}（逐户明细）").format(title=above.title)
    names = tuple(column.label for column in columns)
    return replace(above, title=title, units=_("逐户"), columns=names, lines=tuple(lines))


def _cadre_by_cadre(store: Store, rollup: Rollup, each: Each, above: Layout) -> Layout:
    """The list of a table: what each cadre has, by unit and name."""
    own: dict[str, list[Entry]] = defaultdict(list)
    for one in rollup.gathered.of(rollup.place) if rollup.gathered else ():
        told = one.facts.get(each.fact) or ()
        for cadre in told if isinstance(told, tuple) else (told,):
            own[cadre].append(one)
    cells = [cell for _name, cell in each.columns]
    lines = []
    for cadre, name, unit in cadres_called(store, own):
        counted = zip(cells, tally.count(cells, own[cadre]), strict=True)
        whose = Among(each.fact, (cadre,))
        shown = tuple(Counted(replace(cell, where=(whose, *cell.where)), value, rollup) for cell, value in counted)
        lines.append(LaidLine("", _("{name}（{unit}）").format(name=name, unit=unit) if unit else name, shown))
    title = _("{title}（逐人明细）").format(title=above.title)
    names = tuple(name for name, _cell in each.columns)
    return replace(above, title=title, units=_units(lines), columns=names, lines=tuple(lines))


def _detail(column: Detail, value: object, rollup: Rollup) -> Counted:
    cell = Cell(column.unit or Unit.HOUSEHOLDS)
    if column.unit is not None and isinstance(value, int):
        return Counted(cell, value, rollup)
    return Counted(cell, None, rollup, dict(column.codes).get(str(value), "") if column.codes else str(value or ""))


def _beside(found: Sequence[tuple[str, Rollup]], column: int, place: str, day: str) -> Layout:
    """One column of the table, of every place and of all together."""
    table, year = found[0][1].table, found[0][1].year
    lines = []
    headed = None
    for number, (section, row) in enumerate(table.rows()):
        values = [rollup.values[number][column] for _name, rollup in found]
        if table.left_out(row, values):
            continue
        heading = section.label if section is not headed and table.headed(section) else ""
        headed = section
        cells = (Counted(row.cells[column], value, one) for value, (_n, one) in zip(values, found, strict=True))
        lines.append(LaidLine(heading, row.label, tuple(cells)))
    title = _("{title}（{column}）").format(title=table.title, column=table.columns[column])
    names = tuple(name for name, _rollup in found)
    return Layout(table, title, place, year, day, _units(lines), names, tuple(lines))


def _units(lines: Sequence[LaidLine]) -> str:
    return listed(dict.fromkeys(one.cell.unit.words for line in lines for one in line.cells))
