# SPDX-License-Identifier: MIT
"""Poverty lines, notice days, visit intervals and limits: what the program ships, overlaid by what the office confirmed.

None of them is a constant: each is a row with year, region, source and whether somebody checked it (domain.md §3.4).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.place import Village
from villagedesk.models.codes import code_list
from villagedesk.models.lines import (
    LAST_YEAR,
    LineBook,
    here,
    in_force,
    is_number,
    line_fault,
    regions_of,
    shipped,
    subject_fault,
    value_in,
)
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.store import places, reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from villagedesk.models.lines import LineKey
    from villagedesk.models.readiness import FindLine
    from villagedesk.store.store import Changed, Store

_FIRST_YEAR: Final = 2010


def shipped_lines() -> list[Line]:
    """The lines the program comes with; unconfirmed ones are proposals (请核对)."""
    return list(_shipped())


@cache
def _shipped() -> tuple[Line, ...]:
    """With their ids, which are made once: every case file that is opened asks for the income period."""
    return tuple(line.having(id=derived_id("line", line.name, line.year, line.region)) for line in shipped())


def all_lines(store: Store) -> list[Line]:
    """Every line as it holds in this file: the office's own rows in place of shipped ones, by item, region, year."""
    lines = {line.id: line for line in shipped_lines()}
    lines.update({line.id: line for line in reads.where(store, Line)})
    return sorted(lines.values(), key=lambda line: (line.name or "", line.region or "", line.year or 0))


def line_book(store: Store) -> LineBook:
    """Every line as it holds in this file, read once for many questions."""
    return LineBook(all_lines(store))


def line_finder(store: Store, regions: Iterable[str]) -> FindLine:
    """Finds the line of an item and year in these regions, from near to far, and the country; read once for many."""
    book, order = line_book(store), here(regions)
    return lambda name, year: book.line(name, year, order)


def values_near(store: Store) -> Callable[[str, str, str], int | None]:
    """What a line (its name) says in a village (id) on a day (ISO); None where it says nothing. Read once for many questions."""
    book = line_book(store)
    regions = {one.id: here(regions_of(one)) for one in reads.where(store, Village)}

    def value(name: str, village: str, day: str) -> int | None:
        year = int(day[:4]) if day[:4].isdecimal() else None
        line = book.line(name, year, regions.get(village, here()))
        return line.value if line is not None and is_number(line.value) else None

    return value


def save_line(store: Store, line: Line) -> Changed:
    """Set or confirm a line in this file.

    Raises:
        Refused: no verdict could go by its value, or by its subject; the sentence says why.
    """
    fault = line_fault(line) or subject_fault(line)
    if fault:
        raise Refused(fault)
    values = {key: getattr(line, key) for key in ("name", "year", "region", "value", "unit", "source", "confirmed")}
    label = _("修改标准：{region}").format(region=line.region)
    return save_records(store, label, [Edit("line", line.id, values)]).changed


def remove_line(store: Store, line: Line, reason: str) -> Changed:
    """Take a line of this file's own away; where the program ships one of that item, region and year, it holds again.

    Raises:
        Refused: the file has no such line of its own.
    """
    require_own(store, line)
    label = _("删除标准：{item}").format(item=title_words(line))
    return save_records(store, label, [Removal("line", line.id, reason)]).changed


def is_own(store: Store, line: Line) -> bool:
    """Whether a line is this file's own and not only shipped."""
    return reads.get(store, Line, line.id) is not None


def require_own(store: Store, line: Line) -> None:
    """Refuse to remove what only the program ships.

    Raises:
        Refused: the file has no such line of its own.
    """
    if not is_own(store, line):
        raise Refused(_("“{item}”是随程序提供的，本文件没有改过，不能删除。").format(item=title_words(line)))


def with_line(lines: Iterable[Line], line: Line) -> list[Line]:
    """The lines as they would be if this one were saved."""
    return [*(one for one in lines if one.id != line.id), line]


def without_line(lines: Iterable[Line], line: Line) -> list[Line]:
    """The lines as they would be if this one of the file's own were removed."""
    shipped_one = [one for one in _shipped() if one.id == line.id]
    return [*(one for one in lines if one.id != line.id), *shipped_one]


class Tables(NamedTuple):
    """What holds in a file, for the checks.

    Attributes:
        file: for the file as a whole: lines of its townships, counties, cities and provinces before those of the country.
        regional: regions of a village → what holds there; where that is what holds for the file, it is `file` itself.
    """

    file: Mapping[LineKey, int]
    regional: Mapping[tuple[str, ...], Mapping[LineKey, int]]

    def values_of(self, name: str, year: int) -> list[int]:
        """The values of a line in a year, wherever in the file it has one."""
        found = (value_in(table, name, year) for table in (self.file, *self.regional.values()))
        return [value for value in found if value is not None]


def tables_in_force(store: Store) -> Tables:
    """What holds in this file and in each of its villages."""
    return tables_of(store, all_lines(store))


def tables_of(store: Store, lines: Iterable[Line]) -> Tables:
    """As `tables_in_force`, if these were the lines. Made once for villages in whose regions the same offices have lines."""
    book = LineBook(lines)
    known = book.regions()
    made: dict[tuple[str, ...], dict[LineKey, int]] = {}

    def table(regions: Iterable[str]) -> dict[LineKey, int]:
        deciding = tuple(region for region in regions if region in known)
        if deciding not in made:
            made[deciding] = in_force(book, deciding)
        return made[deciding]

    return Tables(table(places.regions(store)), {one: table(one) for one in ((), *places.region_sets(store))})


# -- entering -------------------------------------------------------------------------------------------------------


def entry_fault(line: Line) -> str:
    """Why a line cannot be entered as it is, as a complete sentence; empty where it can."""
    year = line.year
    if not (line.region or "").strip():
        return _("请填写适用地区，如“全国”或省名。")
    if isinstance(year, int) and not _FIRST_YEAR <= year <= LAST_YEAR:
        return _("适用年度“{year}”应在2010到{last}之间；不分年度的填0。").format(year=year, last=LAST_YEAR)
    if line.confirmed and (line.value is None or not (line.source or "").strip()):
        return _("勾选“已核对”之前，请填写标准值和依据（文件名、文号）。")
    return subject_fault(line) or line_fault(line)


def item_words(one: Line) -> str:
    """What the line is about."""
    return code_list("line_name").shown(one.name or "")


def year_words(one: Line) -> str:
    """Its year; empty where it holds for any."""
    return str(one.year) if one.year else ""


def title_words(one: Line) -> str:
    """Item, region and year together."""
    return " · ".join(part for part in (item_words(one), one.region or "", year_words(one)) if part)
