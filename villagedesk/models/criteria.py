# SPDX-License-Identifier: MIT
"""What a household or village must reach, rule by rule, as the offices wrote it: 一超六有, 一低五有 and others (domain.md §3.3).

The sets are data, `resources/criteria.csv`; how a rule is judged is `readiness`'s. Standards are of years and regions.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import english
from villagedesk.models.eras import FIRST_EXIT, LAST_EXIT
from villagedesk.models.lines import COUNTRY
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

MONITORING: Final = "monitoring"
"""The set that monitoring goes by; all others of households are standards of exit."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule.

    Attributes:
        key: which facts decide it, see `readiness`.
        standard: what must be reached, in the words of the office.
        proof: which paper shows it.
        source: where the rule stands.
    """

    key: str
    title: str
    title_en: str
    standard: str
    proof: str
    source: str
    first: int | None
    last: int | None

    @property
    def name(self) -> str:
        """Its title in the interface language."""
        return self.title_en if english() else self.title

    def valid_in(self, year: int) -> bool:
        """Whether it held in that year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The rules that stand together.

    Attributes:
        key: names the set.
        subject: "household" or "village".
        region: where it holds.
    """

    key: str
    subject: str
    label: str
    label_en: str
    region: str
    rules: tuple[Criterion, ...]

    @property
    def name(self) -> str:
        """What it is called in the interface language."""
        return self.label_en if english() else self.label

    def of_year(self, year: int) -> tuple[Criterion, ...]:
        """Its rules in that year."""
        return tuple(rule for rule in self.rules if rule.valid_in(year))


@cache
def all_sets() -> tuple[CriteriaSet, ...]:
    """Every set, in the order of the file."""
    rows: dict[str, list[dict[str, str]]] = {}
    with (resources() / "criteria.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["set"], []).append(row)
    return tuple(_set(key, found) for key, found in rows.items())


def _set(key: str, rows: list[dict[str, str]]) -> CriteriaSet:
    first = rows[0]
    rules = tuple(
        Criterion(
            row["key"],
            row["title"],
            row["title_en"],
            row["standard"],
            row["proof"],
            row["source"],
            int(row["first"]) if row["first"] else None,
            int(row["last"]) if row["last"] else None,
        )
        for row in rows
    )
    return CriteriaSet(key, first["subject"], first["set_label"], first["set_en"], first["region"], rules)


def sets_for(subject: str, year: int, regions: Iterable[str]) -> tuple[CriteriaSet, ...]:
    """The sets that hold for a subject in a year, those of the nearer regions first; `regions` go from near to far."""
    order = [*regions, COUNTRY]
    found = [one for one in all_sets() if one.subject == subject and one.region in order and one.of_year(year)]
    return tuple(sorted(found, key=lambda one: order.index(one.region)))


def year_of_exit(year: int) -> int:
    """The year whose standard of exit is asked in a year: there was none before the first exits or after the last."""
    return min(max(year, FIRST_EXIT), LAST_EXIT)


@cache
def exit_set_of(year: int, regions: tuple[str, ...]) -> CriteriaSet | None:
    """The standard of exit of a year, that of the nearest region (`regions` from near to far); None if there is none."""
    found = sets_for("household", year_of_exit(year), regions)
    return next((one for one in found if one.key != MONITORING), None)


def exit_criteria(year: int, regions: tuple[str, ...]) -> tuple[Criterion, ...]:
    """What that standard asks for in the year."""
    rules = exit_set_of(year, regions)
    return rules.of_year(year_of_exit(year)) if rules else ()
