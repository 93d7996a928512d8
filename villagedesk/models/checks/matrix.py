# SPDX-License-Identifier: MIT
"""Which measures answer which cause or risk, and whom some measures need: data of `resources/checks` (domain.md §4.2, I01, I02)."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.help import Measure


class Need(NamedTuple):
    """Measures that need somebody.

    Attributes:
        need: who must be in the household: disabled, low_income, destitute, worker, outside.
        classes: classes of measures that need them.
        words: words in a measure's subclass or content that need them.
        without: words that tell that something else is meant.
        source: where the rule comes from.
    """

    need: str
    classes: frozenset[str]
    words: tuple[str, ...]
    without: tuple[str, ...]
    source: str

    def concerns(self, measure: Measure) -> bool:
        """Whether a measure is one of these."""
        if measure.category in self.classes:
            return True
        text = f"{measure.subcategory or ''} {measure.content or ''}"
        for word in self.without:
            text = text.replace(word, "")
        return any(word in text for word in self.words)


def _rows(name: str) -> list[dict[str, str]]:
    with (resources() / "checks" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@cache
def answering() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """("cause" or "risk", its code) → the classes of measures that answer it. What is missing may be answered by any."""
    return {(row["kind"], row["code"]): _parts(row["measures"]) for row in _rows("cause_measures.csv")}


@cache
def needs() -> tuple[Need, ...]:
    """The measures that need somebody."""
    return tuple(
        Need(
            row["need"], frozenset(_parts(row["classes"])), _parts(row["words"]), _parts(row["without"]), row["source"]
        )
        for row in _rows("measure_needs.csv")
    )
