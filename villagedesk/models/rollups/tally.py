# SPDX-License-Identifier: MIT
"""Counts cells over entries that were worked out, not read: one entry is a household, a person, a visit or whatever is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.rollups.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.rollups.spec import Cell

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


def count(cells: Sequence[Cell], entries: Iterable[Entry]) -> list[int | None]:
    """The value of each cell, in their order; None for a percentage of nothing."""
    return _columns(list(entries)).count(cells)


def behind(cell: Cell, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that a cell counts, or whose figures it adds up."""
    some = list(entries)
    return [some[place] for place in _columns(some).behind(cell)]


def _columns(entries: Sequence[Entry]) -> Columns:
    facts = [one.facts for one in entries]
    homes = [one.household for one in entries]
    return Columns(homes, map(persons_of, entries), lambda fact: [known.get(fact) for known in facts])


def persons_of(one: Entry) -> tuple[str, ...]:
    """Whom an entry is about: one person, or those of a household."""
    told: tuple[str, ...] = one.facts.get(PERSONS, ())
    return (one.person,) if one.person else told
