# SPDX-License-Identifier: MIT
"""What rules know from the tables in `resources/checks`: measures for causes, whom measures need, holidays (I01, I02, K04)."""

from __future__ import annotations

import csv
import re
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
        classes, kinds: classes and subclasses of measures that need them.
        words: words in a measure's content that need them, where it has no subclass.
        without: words that tell that something else is meant.
        source: where the rule comes from.
    """

    need: str
    classes: frozenset[str]
    kinds: frozenset[str]
    words: tuple[str, ...]
    without: tuple[str, ...]
    source: str


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
            row["need"],
            frozenset(_parts(row["classes"])),
            frozenset(_parts(row["kinds"])),
            _parts(row["words"]),
            _parts(row["without"]),
            row["source"],
        )
        for row in _rows("measure_needs.csv")
    )


@cache
def _telling() -> re.Pattern[str]:
    """Any word of any need, so that most texts are read once only."""
    return re.compile("|".join(re.escape(word) for need in needs() for word in need.words))


def needs_of(measure: Measure) -> tuple[Need, ...]:
    """Whom a measure needs, by its class and subclass; where it has no subclass, by what is written in its content."""
    text = "" if measure.subcategory else measure.content or ""
    told = bool(text) and _telling().search(text) is not None
    return tuple(
        need
        for need in needs()
        if measure.category in need.classes or measure.subcategory in need.kinds or (told and _in_words(need, text))
    )


def _in_words(need: Need, text: str) -> bool:
    for word in need.without:
        text = text.replace(word, "")
    return any(word in text for word in need.words)


@cache
def _holidays() -> Mapping[str, str]:
    """Day (MM-DD of every year, or YYYY-MM-DD) → the holiday."""
    return {row["date"]: row["name"] for row in _rows("holidays.csv")}


def holiday(day: str) -> str:
    """The public holiday on a day (ISO); empty if it is none, or of a year whose lunar days are not in the table."""
    return _holidays().get(day) or _holidays().get(day[5:], "")
