# SPDX-License-Identifier: MIT
"""The doubts that count, household by household, kept in the file so that only what was changed is judged anew.

Judging a township takes seconds, and nearly all of it finds what was found before. What was found is kept with the place in
the log, the day, the working year and the program that found it; on another day, or with another program, everything is judged
anew, since terms run by days. It is this office's own note: no fact, no history, and it never travels.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk import __version__
from villagedesk.models.problem import Problem
from villagedesk.services.casefile.surroundings import surroundings, whole_surroundings_of
from villagedesk.services.doubts import findings, judging
from villagedesk.services.doubts.newdoubts import owner
from villagedesk.services.doubts.villagefiles import paid_to
from villagedesk.store import drafts, joins, since, tallies

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from villagedesk.services.doubts.judging import Finding
    from villagedesk.store.store import Store

    Check = Callable[[], None]
    Report = Callable[[int, int, str], None]

_TOPIC: Final = "doubts-kept-{year}"  # every year has doubts of its own
_STATE: Final = ""  # nobody's id: under it stands when this was found
_FEW: Final = 500  # households of which each is asked what it is compared with; of more, the whole file is


class Doubt(NamedTuple):
    """A doubt that counts.

    Attributes:
        code: number of the rule.
        level: `Level`, as text.
        person: id of the member it is about; empty where it names none, or a name that two of the household have.
    """

    code: str
    level: str
    person: str = ""


class Said(NamedTuple):
    """The same as it is found: with the name of the member."""

    code: str
    level: str
    name: str

    @classmethod
    def of(cls, problem: Problem) -> Said:
        """What is kept of a problem."""
        return cls(problem.code, problem.level.value, problem.person)


class State(NamedTuple):
    """When something was found.

    Attributes:
        made: the program, the day as of which it judged, and the year.
        place: where the log stood (`store.since`).
    """

    made: str
    place: str


def standing(
    store: Store,
    check: Check = lambda: None,
    report: Report = lambda _done, _total, _text: None,
) -> dict[str, list[Doubt]]:
    """Every doubt that counts, as judging the whole file now would find it: by household, or by the village it is about.

    Args:
        store: the file; of one that can only be read nothing is kept.
        check: called every few households; may raise `Cancelled`, and then nothing was kept.
        report: told how far it is.
    """
    at = state(store)
    kept = drafts.remembered(store, _topic(store))
    before = State(*kept.pop(_STATE, "\n").split("\n"))
    anew = since.judged_anew_since(store, before.place) if before.made == at.made else None
    if anew is None:
        fresh = dict.fromkeys(kept, "") | _noted(store, said(findings.find(store, check=check, report=report)))
    else:
        fresh = _of_these(store, *anew, check, report) if any(anew) else {}
    if before != at:
        _remember(store, kept, fresh, at)
    doubt = cache(_doubt)  # most lines of a township are alike
    return {row: list(map(doubt, text.split("\n"))) for row, text in {**kept, **fresh}.items() if text}


def state(store: Store) -> State:
    """Where the file stands now."""
    return State(f"{__version__} {store.clock().date()} {store.info.year}", since.place(store))


def keep(store: Store, at: State, found: Mapping[str, Iterable[Said]]) -> None:
    """Keep what somebody else found who judged the whole file.

    Args:
        store: the file.
        at: its state before the first was judged; what was written since is judged anew by `standing`.
        found: the doubts that count, by household, or by the village they are about.
    """
    kept = drafts.remembered(store, _topic(store))
    kept.pop(_STATE, None)
    _remember(store, kept, dict.fromkeys(kept, "") | _noted(store, found), at)


def _remember(store: Store, kept: Mapping[str, str], fresh: Mapping[str, str], at: State) -> None:
    if not store.read_only:
        changed = {row: text for row, text in fresh.items() if kept.get(row, "") != text}
        drafts.remember(store, _topic(store), {**changed, _STATE: "\n".join(at)})


def _topic(store: Store) -> str:
    return _TOPIC.format(year=store.info.year)


def _doubt(line: str) -> Doubt:
    return Doubt(*line.split(" "))


def _of_these(
    store: Store, written: Collection[str], villages: frozenset[str] | None, check: Check, report: Report
) -> dict[str, str]:
    """Of the households that were written, and of all whose doubts rest on them; and of their villages."""
    households = findings.concerned(store, {*written, *joins.households_of_joined(store)})
    around = whole_surroundings_of(store, households) if len(households) <= _FEW else surroundings(store)
    looking = frozenset() if villages is None else villages | paid_to(store, households)
    found = [
        *(judging.of_villages(store, judging.Wanted(villages=looking), around) if looking else ()),
        *judging.of_households(store, judging.Wanted(), households, around, check, report),
    ]
    return dict.fromkeys((*households, *looking), "") | _noted(store, said(found))


def said(found: Iterable[Finding]) -> dict[str, list[Said]]:
    """The doubts that count of what the rules found, by household or village."""
    counted: dict[str, list[Said]] = {}
    for one in found:
        if one.counts and isinstance(one.said, Problem):
            counted.setdefault(owner(one), []).append(Said.of(one.said))
    return counted


def _noted(store: Store, found: Mapping[str, Iterable[Said]]) -> dict[str, str]:
    persons = _named(store, found)
    return {
        row: "\n".join(f"{one.code} {one.level} {persons.get((row, one.name), '')}" for one in some)
        for row, some in found.items()
    }


def _named(store: Store, households: Iterable[str]) -> Mapping[tuple[str, str], str]:
    """(household, name) → person; names that two of a household have are left out, since a doubt says the name only."""
    found: dict[tuple[str, str], str] = {}
    theirs = "merged_into IS NULL AND household IN (SELECT value FROM json_each(?))"
    asked = (json.dumps(list(households)),)
    for row, household, name in tallies.columns(store, "member", ("id", "household", "name"), theirs, asked):
        found[household, name] = "" if (household, name) in found else row
    return found
