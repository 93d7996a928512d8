# SPDX-License-Identifier: MIT
"""Counts cells over entries that were worked out, not read: one entry is a household, a person, a visit or whatever is counted.

Entries with equal facts are looked at once, so that the cost grows with the entries and not with entries times cells.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.rollups.spec import Among, NotApplicable, Unit, Unknown, Within
from villagedesk.models.values.numbers import half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.rollups.spec import Cell, Condition

CALLED: Final = "entry.called"
"""What a thing of a book is called where the cell that counts it is opened; of a complaint it tells nobody's name."""
PERSONS: Final = "entry.persons"
"""The ids of the persons of a household, of an entry about the household as a whole: each is counted and opened once."""


class Entry(NamedTuple):
    """One thing that is counted.

    Attributes:
        household, village: ids; empty where there is none (a cadre without households).
        group: the name of the group.
        person: id, where it is about one.
        facts: what is known of it, by the names that the conditions use; what is missing is unknown.
    """

    household: str
    person: str
    village: str
    group: str
    facts: Mapping[str, Any]


def holds(condition: Condition, value: Any) -> bool:
    """Whether a value meets a condition; a set of codes does as soon as one of them does."""
    several = value if isinstance(value, tuple) else (value,)
    match condition:
        case Among(codes=codes):
            return any(one in codes for one in several)
        case Within(low=low, high=high):
            known = isinstance(value, int)
            return known and (low is None or value >= low) and (high is None or value <= high)
        case NotApplicable():
            return value is NA
        case Unknown(codes=codes):
            if value is None or value == ():
                return True
            return bool(codes) and value is not NA and not any(one in codes for one in several)


def count(cells: Sequence[Cell], entries: Iterable[Entry]) -> list[int | None]:
    """The value of each cell, in their order; None for a percentage of nothing."""
    alike = _Alike(cells, entries)
    return [_value(cell, alike.of(cell)) for cell in cells]


def behind(cell: Cell, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that a cell counts, or whose figures it adds up."""
    found = _Alike([cell], entries).of(cell)
    if not cell.total:
        return found
    wanted = cell.of or cell.total
    return [one for one in found if one.facts.get(wanted)]


class _Alike:
    """Entries put together by the facts that the cells ask for."""

    def __init__(self, cells: Sequence[Cell], entries: Iterable[Entry]) -> None:
        facts = dict.fromkeys(one.fact for cell in cells for one in cell.where)
        self._place = {fact: number for number, fact in enumerate(facts)}
        self._groups: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
        same: dict[int, list[Entry]] = {}  # of entries that share their facts; what is alive has a number of its own
        for entry in entries:
            known = entry.facts
            group = same.get(id(known))
            if group is None:
                group = same[id(known)] = self._groups[tuple([known.get(fact) for fact in facts])]
            group.append(entry)
        self._found: dict[tuple[Condition, ...], list[Entry]] = {}

    def of(self, cell: Cell) -> list[Entry]:
        """The entries that meet all conditions of a cell; most lines count the same ones as households and as persons."""
        found = self._found.get(cell.where)
        if found is None:
            groups = list(self._groups.items())
            for one in cell.where:
                place = self._place[one.fact]
                groups = [group for group in groups if holds(one, group[0][place])]
            found = self._found[cell.where] = [entry for _values, some in groups for entry in some]
        return found


def _value(cell: Cell, found: Sequence[Entry]) -> int | None:
    if cell.of:
        parts = 10_000 if cell.unit is Unit.PERCENT else 100
        return share(_sum(found, cell.total), _sum(found, cell.of), parts)
    if cell.unit in {Unit.HOUSEHOLDS_EACH, Unit.VISITS_EACH}:
        had = [(known, one.household) for one in found if (known := one.facts.get(cell.total))]
        whole = set(had) if cell.unit is Unit.HOUSEHOLDS_EACH else had
        return share(len(whole), len({known for known, _household in had}), 100)
    if cell.unit.of_others:
        return len({known for one in found if (known := one.facts.get(cell.total))})
    if cell.total:
        return _sum(found, cell.total)
    if cell.unit is Unit.HOUSEHOLDS:
        return len({one.household for one in found if one.household})
    if cell.unit is Unit.PEOPLE:
        return len({person for one in found for person in persons_of(one)})
    return len(found)


def _sum(found: Iterable[Entry], fact: str) -> int:
    return sum(value for one in found if isinstance(value := one.facts.get(fact), int))


def persons_of(one: Entry) -> tuple[str, ...]:
    """Whom an entry is about: one person, or those of a household."""
    told: tuple[str, ...] = one.facts.get(PERSONS, ())
    return (one.person,) if one.person else told


def share(part: int, whole: int, parts: int) -> int | None:
    """A part of a whole in so many parts (hundredths of a percent, or of a day on average), half up; None of nothing."""
    return half_up(part * parts, whole) if whole > 0 else None
