# SPDX-License-Identifier: MIT
"""Entries of a whole file, of which a village or group counts its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from villagedesk.models.catalogue.household import Household
from villagedesk.models.rollups.tally import Entry
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from villagedesk.store.rollups import Where
    from villagedesk.store.store import Store
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
        if not place.village and not place.group:
            return iter(self.all)
        return (one for one in self.all if place.village in {"", one.village} and place.group in {"", one.group})


@dataclass(frozen=True, slots=True)
class Watching:
    """Who waits for the work: `check` may raise `Cancelled`, `report` is told how far it is."""

    check: Callable[[], None] = lambda: None
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None


ALONE: Final = Watching()


def entry(household: Listed, facts: Mapping[str, Any], person: str = "") -> Entry:
    """An entry about a household, or about a person in it."""
    return Entry(household.id, person, household.village, household.group, facts)


def span_of(store: Store, year: int) -> tuple[str, str]:
    """The first day of a year (ISO), and the one on which it is looked at: its last, or today if that has not come yet."""
    return f"{year}-01-01", min(store.clock().date().isoformat(), f"{year}-12-31")


def month_in(day: str | None, year: int | str) -> int | None:
    """The month of a day or month (ISO) of the year; None for one of another year, or a year alone."""
    return int(day[5:7]) if day and day.startswith(f"{year}-") else None


def groups_of(store: Store, households: Iterable[str]) -> dict[str, str]:
    """Of those of these households that are there, the group."""
    return {one.id: one.group or "" for one in reads.with_ids(store, Household, households)}
