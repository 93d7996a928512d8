# SPDX-License-Identifier: MIT
"""Poverty lines, notice days, intervals and the limits of the checks: what the program ships, and which value holds where.

None of them is a constant: each is a row with year, region, source and whether somebody checked it (domain.md §3.4).
"""

from __future__ import annotations

import csv
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.help import Line
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LineKey = tuple[str, str, int | None]
"""Name of the line, subject (`ANYWHERE` for lines that are kept by region), year (None for lines without one)."""

COUNTRY: Final = "全国"
ANYWHERE: Final = ""


@cache
def shipped() -> tuple[Line, ...]:
    """The lines the program comes with, without ids; unconfirmed ones are proposals (请核对)."""
    with (resources() / "lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Line:
    return Line(
        name=row["name"],
        year=int(row["year"]) if row["year"] else None,
        region=row["region"],
        value=int(row["value"]) if row["value"] else None,
        unit=row["unit"],
        source=row["source"],
        confirmed=row["confirmed"] == "1",
    )


def in_force(lines: Iterable[Line], regions: Sequence[str] = ()) -> dict[LineKey, int]:
    """The values that hold in these regions, the nearest first: what a region has not decided, the country has.

    The region of some lines is a subject (一般户, 监测对象公示); they are found by it, wherever the file is.
    """
    rank = {region: place for place, region in enumerate((*regions, COUNTRY))}
    found: dict[LineKey, int] = {}
    ranks: dict[LineKey, int] = {}
    for line in lines:
        if not line.name or not isinstance(line.value, int):
            continue
        year = line.year if isinstance(line.year, int) else None
        region = line.region or COUNTRY
        found[line.name, region, year] = line.value
        key, place = (line.name, ANYWHERE, year), rank.get(region)
        if place is not None and place <= ranks.get(key, place):
            found[key], ranks[key] = line.value, place
    return found


@cache
def shipped_values() -> Mapping[LineKey, int]:
    """What holds in the country as the program ships it."""
    return MappingProxyType(in_force(shipped()))
