# SPDX-License-Identifier: MIT
"""A recount of roll-ups from the plain rows of a file: nothing here uses what the tables themselves are counted with.

Written from the 口径 under each table and domain.md §8. It knows no households that moved from one village to another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, TypeAlias

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.store.rollups import Where
    from villagedesk.store.store import Store

Raw: TypeAlias = dict[str, Any]
Told: TypeAlias = dict[tuple[str, str], tuple[int | None, ...]]

UNKNOWN = "不详"


def half_up(part: int, whole: int) -> int:
    """A quotient, half away from zero."""
    found = floor(Fraction(abs(part), whole) + Fraction(1, 2))
    return found if part >= 0 else -found


def share(part: int, whole: int, parts: int = 10_000) -> int | None:
    """Hundredths of a percent; None of nothing."""
    return half_up(part * parts, whole) if whole > 0 else None


@dataclass(frozen=True)
class World:
    """The live rows of a file, and who was there at the end of a year in a place."""

    store: Store
    year: int
    place: Where
    read: dict[str, list[Raw]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Raw]:
        """All live rows of a table."""
        if table not in self.read:
            self.read[table] = self._rows(table)
        return self.read[table]

    def _rows(self, table: str) -> list[Raw]:
        columns = [row[1] for row in self.store.query(f"PRAGMA table_info({table})")]
        found = self.store.query(f'SELECT * FROM "{table}" WHERE removed IS NULL')
        return [dict(zip(columns, row, strict=True)) for row in found]

    @property
    def last(self) -> str:
        """The last day of the year."""
        return f"{self.year}-12-31"

    @property
    def day(self) -> str:
        """The day on which the year is looked at."""
        return min(self.store.clock().date().isoformat(), self.last)

    def households(self) -> dict[str, Raw]:
        """Those that were there, with the facts of the year under `of_year`."""
        of_year = {one["household"]: one for one in self.rows("household_year") if one["year"] == self.year}
        formed = {
            one["household"]
            for one in self.rows("household_change")
            if one["kind"] == "formed" and one["date"] > self.last
        }
        found = {}
        for one in self.rows("household"):
            came = one["identify_year"] or int((one["identified"] or "0")[:4])
            there = (one["ended"] is None or one["ended"] > self.last) and came <= self.year and one["id"] not in formed
            here = self.place.village in ("", one["village"]) and self.place.group in ("", one["group"])
            if there and here:
                found[one["id"]] = one | {"of_year": of_year.get(one["id"], {})}
        return found

    def people(self) -> dict[str, Raw]:
        """Those who lived in these households and count, with the facts of the year."""
        homes = self.households()
        of_year = {one["member"]: one for one in self.rows("member_year") if one["year"] == self.year}
        found = {}
        for one in self.rows("member"):
            gone = one["left"] is not None and one["left"] <= self.last
            not_yet = any(one[key] is not None and one[key] > self.last for key in ("joined", "birth"))
            if one["household"] in homes and one["counted"] != 0 and not gone and not not_yet:
                found[one["id"]] = one | {"of_year": of_year.get(one["id"], {})}
        return found

    def sizes(self) -> Counter[str]:
        """How many lived in each household."""
        return Counter(one["household"] for one in self.people().values())

    def in_year(self, table: str) -> list[Raw]:
        """Events of the year of these households."""
        homes = self.households()
        return [
            one for one in self.rows(table) if one["household"] in homes and (one["date"] or "")[:4] == str(self.year)
        ]


def labels_of(codes: str) -> dict[str, str]:
    listed = code_list(codes)
    return {one.code: listed.shown(one.code) for one in listed.entries}


def list_of(fact: str) -> str:
    return str(field_spec(fact).codes)


def not_applicable(row: Raw, key: str) -> bool:
    return f" {key} " in (row.get("not_applicable") or "")


def grouped(
    found: Iterable[Raw], key: Callable[[Raw], Any], value: Callable[[list[Raw]], tuple[int | None, ...]]
) -> dict[Any, tuple[int | None, ...]]:
    some: dict[Any, list[Raw]] = defaultdict(list)
    for one in found:
        some[key(one)].append(one)
    return {name: value(rows) for name, rows in some.items()}
