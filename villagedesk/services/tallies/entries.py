# SPDX-License-Identifier: MIT
"""Entries of a whole file, of which a village or group counts its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from villagedesk.models.rollups.tally import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from villagedesk.store.rollups import Where
    from villagedesk.store.tallies import Listed


class Gathered(Protocol):
    """What was worked out once, and is counted for one place after the other."""

    def of(self, place: Where) -> Iterable[Entry]:
        """The entries of a place; of an empty one, all."""
        ...


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries that each belong to one place."""

    all: Sequence[Entry]

    def of(self, place: Where) -> Iterator[Entry]:
        """Those of a village, or of a group in it."""
        for one in self.all:
            if place.village in {"", one.village} and place.group in {"", one.group}:
                yield one


@dataclass(frozen=True, slots=True)
class Watching:
    """Who waits for the work: `check` may raise `Cancelled`, `report` is told how far it is."""

    check: Callable[[], None] = lambda: None
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None


ALONE: Final = Watching()


def entry(household: Listed, facts: Mapping[str, Any], person: str = "") -> Entry:
    """An entry about a household, or about a person in it."""
    return Entry(household.id, person, household.village, household.group, facts)
