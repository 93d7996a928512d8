# SPDX-License-Identifier: MIT
"""Poverty lines, notice days, visit intervals and limits: what the program ships, overlaid by what the office confirmed.

None of them is a constant: each is a row with year, region, source and whether somebody checked it (domain.md §3.4).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Line
from villagedesk.models.lines import LineBook, here, in_force, line_fault, shipped
from villagedesk.services.records import Edit, save_records
from villagedesk.store import places, reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.lines import LineKey
    from villagedesk.models.readiness import FindLine
    from villagedesk.store.store import Changed, Store


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


def save_line(store: Store, line: Line) -> Changed:
    """Set or confirm a line in this file.

    Raises:
        Refused: no verdict could go by its value; the sentence says why.
    """
    fault = line_fault(line)
    if fault:
        raise Refused(fault)
    values = {key: getattr(line, key) for key in ("name", "year", "region", "value", "unit", "source", "confirmed")}
    label = _("修改标准：{region}").format(region=line.region)
    return save_records(store, label, [Edit("line", line.id, values)]).changed


def values_in_force(store: Store) -> dict[LineKey, int]:
    """What holds in this file, for the checks: lines of its own township, county, city and province before those of the country."""
    return in_force(all_lines(store), places.regions(store))
