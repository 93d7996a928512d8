# SPDX-License-Identifier: MIT
"""Poverty lines, notice days, visit intervals and limits: what the program ships, overlaid by what the office confirmed.

None of them is a constant: each is a row with year, region, source and whether somebody checked it (domain.md §3.4).
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Line
from villagedesk.paths import resources
from villagedesk.services.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from villagedesk.store.store import Changed, Store


def shipped_lines() -> list[Line]:
    """The lines the program comes with; unconfirmed ones are proposals (请核对)."""
    return list(_shipped())


@cache
def _shipped() -> tuple[Line, ...]:
    """Read once: every case file that is opened asks for the income period."""
    with (resources() / "lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Line:
    year = int(row["year"]) if row["year"] else None
    value = int(row["value"]) if row["value"] else None
    return Line(
        id=derived_id("line", row["name"], year, row["region"]),
        name=row["name"],
        year=year,
        region=row["region"],
        value=value,
        unit=row["unit"],
        source=row["source"],
        confirmed=row["confirmed"] == "1",
    )


def all_lines(store: Store) -> list[Line]:
    """Every line as it holds in this file: the office's own rows in place of shipped ones, by item, region, year."""
    lines = {line.id: line for line in shipped_lines()}
    lines.update({line.id: line for line in reads.where(store, Line)})
    return sorted(lines.values(), key=lambda line: (line.name or "", line.region or "", line.year or 0))


def line_value(store: Store, name: str, year: int | None, regions: tuple[str, ...]) -> Line | None:
    """The line of that item and year for the first region that has a value; None if none has."""
    lines = {(line.name, line.year, line.region): line for line in all_lines(store)}
    found = (lines.get((name, year, region)) for region in (*regions, "全国"))
    return next((line for line in found if line is not None and line.value is not None), None)


def save_line(store: Store, line: Line) -> Changed:
    """Set or confirm a line in this file."""
    values = {key: getattr(line, key) for key in ("name", "year", "region", "value", "unit", "source", "confirmed")}
    label = _("修改标准：{region}").format(region=line.region)
    return save_records(store, label, [Edit("line", line.id, values)]).changed
