# SPDX-License-Identifier: MIT
"""年度变动: where every household and person stood at both ends of a year, and what was recorded of them between."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.rollups.tally import Entry
from villagedesk.models.rollups.turning import (
    POOR,
    SCOPES,
    STAY,
    Course,
    History,
    Stand,
    household_gain,
    household_loss,
    line_of,
    person_gain,
    person_loss,
    within,
)
from villagedesk.store import tallies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.rollups import Where
    from villagedesk.store.store import Store

_STAYING: Final = {
    (what, poor): {f"turning_{what}.{scope}": STAY for scope in SCOPES if poor or scope != "poor"}
    for what in ("person", "household")
    for poor in (True, False)
}
_Ends = tuple["Stand | None", "Stand | None"]


class _Moved(NamedTuple):
    """Somebody at both ends of the year, and per scope why it counts now, or does not any more."""

    household: str
    person: str
    ends: _Ends
    reasons: Mapping[str, tuple[str, str]]


class Turning:
    """The moves of a year in the whole file; `of` tells them as one place sees them."""

    def __init__(self, store: Store, year: int) -> None:
        self._year = year
        befores, nows = _stands(store, year - 1), _stands(store, year)
        histories = _histories(store, year)
        self._wholes: dict[str, dict[str, tuple[str, str]]] = {}
        self._ended = {row: told.ended for row, told in histories.items() if told.ended}
        self._moved = []
        for row in {**befores, **nows}:
            ends = befores.get(row), nows.get(row)
            reasons = _of_household(histories.get(row, History()), ends)
            self._wholes[row] = reasons
            self._moved.append(_Moved(row, "", ends, reasons))
        self._moved += self._people(store, befores, nows)

    def of(self, place: Where) -> Iterator[Entry]:
        """The entries as a village or group sees them, or the whole file."""
        for one in self._moved:
            what = "person" if one.person else "household"
            before, now = one.ends
            if before is not None and before == now:  # nearly everybody
                if _here(now, place):
                    yield Entry(before.household, one.person, "", "", _STAYING[what, before.status in POOR])
                continue
            facts = {}
            for scope in SCOPES:
                before, now = (within(scope, end) for end in one.ends)
                gain, loss = one.reasons[scope]
                code = line_of((before, _here(before, place)), (now, _here(now, place)), gain, loss)
                if code:
                    facts[f"turning_{what}.{scope}"] = code
            if facts:
                stand = one.ends[1] or one.ends[0]
                household = stand.household if stand else one.household
                yield Entry(household, one.person, "", "", facts)

    def _people(self, store: Store, befores: Mapping[str, Stand], nows: Mapping[str, Stand]) -> Iterator[_Moved]:
        then = dict(tallies.people(store, self._year - 1, befores))
        today = dict(tallies.people(store, self._year, nows))
        homes = {row: (befores.get(then.get(row, "")), nows.get(today.get(row, ""))) for row in {**then, **today}}
        unlike = [row for row, ends in homes.items() if not _alike(ends)]
        courses = _courses(store, unlike, self._year)
        nothing = dict.fromkeys(SCOPES, ("", ""))
        for row, ends in homes.items():
            told = courses.get(row)
            reasons = nothing if told is None else {scope: self._of_person(scope, told, ends) for scope in SCOPES}
            yield _Moved("", row, ends, reasons)

    def _of_person(self, scope: str, told: Course, ends: _Ends) -> tuple[str, str]:
        before, now = ends
        counted = within(scope, before), within(scope, now)
        gain = loss = ""
        if counted[0] is None and now is not None:
            whole = self._whole(scope, now.household, 0) if counted[1] is not None else ""
            gain = person_gain(told, whole, before, now, self._year)
        if counted[1] is None and before is not None:
            whole = self._whole(scope, before.household, 1)
            loss = person_loss(told, whole, self._ended.get(before.household, ""), now, self._year)
        return gain, loss

    def _whole(self, scope: str, household: str, side: int) -> str:
        return self._wholes[household][scope][side] if household in self._wholes else ""


def gather(store: Store, year: int, _watching: Watching) -> Turning:
    """The moves of a year."""
    return Turning(store, year)


def _here(stand: Stand | None, place: Where) -> bool:
    if stand is None:
        return False
    return place.village in {"", stand.village} and place.group in {"", stand.group}


def _alike(ends: _Ends) -> bool:
    """Whether nothing has to be explained of somebody: the same household, with the same standing."""
    before, now = ends
    return before is not None and now is not None and all(
        (within(scope, before) is None) == (within(scope, now) is None) for scope in SCOPES
    )  # fmt: skip


def _of_household(told: History, ends: _Ends) -> dict[str, tuple[str, str]]:
    before, now = ends
    found = {}
    for scope in SCOPES:
        was, is_now = within(scope, before), within(scope, now)
        gain = household_gain(told, before, now) if was is None and is_now is not None and now is not None else ""
        loss = household_loss(told, now) if was is not None and is_now is None else ""
        found[scope] = gain, loss
    return found


def _stands(store: Store, year: int) -> dict[str, Stand]:
    return {one.id: Stand(one.id, one.village, one.group, one.status) for one in tallies.households(store, year)}


def _histories(store: Store, year: int) -> dict[str, History]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for household, kind in tallies.changes_of_households(store, year):
        kinds[household].add(kind)
    found = {household: History(frozenset(some)) for household, some in kinds.items()}
    for household, ended, reason, identified in tallies.ends_and_beginnings(store, year):
        told = found.get(household, History())
        found[household] = told._replace(ended=ended, reason=reason, identified=bool(identified))
    return found


def _courses(store: Store, persons: list[str], year: int) -> dict[str, Course]:
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, day, kind in tallies.changes_of_people(store, year):
        kinds[person].append((day, kind))
    return {row: Course(tuple(kinds.get(row, ())), *told) for row, *told in tallies.courses(store, persons)}
