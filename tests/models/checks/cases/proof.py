# SPDX-License-Identifier: MIT
"""What proves a rule: cases, and whether two of them lie next to each other."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.models.checks.a_household import around
from villagedesk.models.catalogue.spec import Record

if TYPE_CHECKING:
    from villagedesk.models.checks.rules import Surroundings

PRESENT = "asks only whether something is there"
EQUAL = "asks only whether two facts are the same"
CODES = "asks for codes of a list; the two cases are one of them and one that is none"


class Setting(NamedTuple):
    """A case file or village file with what lies around it."""

    file: Any
    around: Surroundings


class Edge(NamedTuple):
    """Both sides of a boundary, one step apart.

    Attributes:
        inside: the last case of which the rule says nothing.
        outside: the first of which it says something.
        lines: the lines that set this boundary; none where the number is the rule's own.
        step: why the two are neighbours although no single figure of them differs by one.
    """

    inside: Setting
    outside: Setting
    lines: tuple[str, ...] = ()
    step: str = ""


class Proof(NamedTuple):
    """What proves a rule; `why` says why it has no boundary."""

    fires: Setting
    quiet: Setting
    edges: tuple[Edge, ...] = ()
    why: str = ""


def setting(case: Any) -> Setting:
    """A case, or a case with its surroundings."""
    return Setting(*case) if isinstance(case, tuple) else Setting(case, around())


def edge(inside: Any, outside: Any, *lines: str, step: str = "") -> Edge:
    """Both sides of a boundary: the last case that is right, the first that is not, and the lines that set it."""
    return Edge(setting(inside), setting(outside), lines, step)


def at(*edges: Edge) -> Proof:
    """A rule with boundaries; the sides of the first are the cases that fire and do not."""
    return Proof(edges[0].outside, edges[0].inside, edges)


def plain(fires: Any, quiet: Any, why: str) -> Proof:
    """A rule without a boundary."""
    return Proof(setting(fires), setting(quiet), (), why)


def shifted(surroundings: Surroundings, line: str, by: int) -> Surroundings:
    """The same with a line, in all places and years, a step higher or lower."""
    lines = {key: _next(line, value, by) if key[0] == line else value for key, value in surroundings.lines.items()}
    return replace(surroundings, lines=lines)


def _next(line: str, value: int, by: int) -> int:
    if line != "school_day":
        return value + by
    day = dt.date(2025, value // 100, value % 100) + dt.timedelta(days=by)
    return day.month * 100 + day.day


def differing(one: Any, other: Any) -> list[tuple[Any, Any]]:
    """The facts that differ between two settings; None stands for one that only the other has."""
    left, right = {}, {}
    _facts(one, (), left)
    _facts(other, (), right)
    return [(left.get(key), right.get(key)) for key in {**left, **right} if left.get(key) != right.get(key)]


def _facts(value: Any, path: tuple[Any, ...], found: dict[Any, Any]) -> None:
    if isinstance(value, Record):
        for key, fact in value.facts().items():
            found[type(value).__name__, value.id, key] = fact
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if one.init and one.name != "template":
                _facts(getattr(value, one.name), (*path, one.name), found)
    elif isinstance(value, dict):
        for key, fact in value.items():
            _facts(fact, (*path, key), found)
    elif isinstance(value, tuple) and value:
        for place, fact in enumerate(value):
            _facts(fact, (*path, place), found)
    else:
        found[path] = value


def neighbours(one: Any, other: Any) -> bool:
    """Whether two values have nothing between them: numbers, days, months, or there and not there."""
    if one is None or other is None:
        return True
    if isinstance(one, int) and isinstance(other, int):
        return abs(one - other) == 1
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    days = _day(one), _day(other)
    if all(days):
        return abs((days[0] - days[1]).days) == 1
    if len(one) == len(other) == len("2025-01") and one[4] == other[4] == "-":
        return abs(int(one[:4]) * 12 + int(one[5:]) - int(other[:4]) * 12 - int(other[5:])) == 1
    if abs(len(one) - len(other)) == 1:
        return one.startswith(other) or other.startswith(one)
    unlike = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(unlike) == 1 and abs(ord(unlike[0][0]) - ord(unlike[0][1])) == 1


def _day(text: str) -> dt.date | None:
    """A day as such, or that of birth in an identity number."""
    digits = text[6:14] if len(text) == 18 else text
    try:
        return dt.date.fromisoformat(digits) if len(digits) in {8, 10} else None
    except ValueError:
        return None
