# SPDX-License-Identifier: MIT
"""All checks over 100,000 people, how that grows with the file, and the checks of one household when it is saved."""

from __future__ import annotations

import resource
import statistics
from typing import TYPE_CHECKING

from benchmarks.measure import Line, timed
from benchmarks.scratch import MEMBERS_PER_HOUSEHOLD, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

MEMBERS = 100_000
GOAL_MS = 15_000
ONE_GOAL_MS = 20
LINEAR = 1.3  # time per person in the large file over that in one a quarter as large
ROUNDS = 9
TABLES = ("household", "household_year", "member", "member_year")


def lines(scratch: Scratch) -> Iterator[Line]:
    """The whole file against one scan of its tables, the same per person in a smaller file, and one household."""
    from villagedesk.services.opening.files import open_village_file

    per_person: list[float] = []
    for households in (int(MEMBERS / 4 / MEMBERS_PER_HOUSEHOLD), int(MEMBERS / MEMBERS_PER_HOUSEHOLD)):
        with open_village_file(scratch.township(households), PASSPHRASE) as store:
            members = store.value("SELECT count(*) FROM member")
            scan = timed(lambda: _scan(store))
            before = _used()
            ours = timed(lambda: _check(store))
            used = _used() - before
            per_person.append(used / members)
            yield Line(f"all checks of {members} people, to one scan of their tables", ours, scan)
            yield Line(f"all checks of {members} people, processor time of all processes", used)
            if len(per_person) > 1:
                yield Line(f"all checks of {members} people", ours, goal=GOAL_MS * scratch.share)
                yield Line(
                    "checks per 1000 people, large file to small", per_person[1] * 1000, per_person[0] * 1000, LINEAR
                )
                yield Line("checks of one household when it is saved", _one(store), goal=ONE_GOAL_MS)


def _used() -> float:
    """Milliseconds of processor time so far, of this process and of those that it has started and outlived."""
    mine, others = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return 1000 * (mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime)


def _scan(store: Store) -> None:
    for table in TABLES:
        store.query(f"SELECT * FROM {table}")


def _check(store: Store) -> None:
    from villagedesk.services.doubts.findings import find

    for _finding in find(store):
        pass


def _one(store: Store) -> float:
    """Reading the case file and judging it, with what must be known of the whole file at hand, as the page has it."""
    from villagedesk.models.checks.registry import ALL_RULES
    from villagedesk.models.checks.rules import judge
    from villagedesk.services.casefile.casefiles import load_casefile
    from villagedesk.services.casefile.surroundings import surroundings
    from villagedesk.store.counts import live_households

    around = surroundings(store)
    wanted = live_households(store)[:: max(1, len(live_households(store)) // ROUNDS)][:ROUNDS]

    def work(household: str) -> None:
        case = load_casefile(store, household)
        if case is not None:
            judge(ALL_RULES, case, around)

    return statistics.median(timed(lambda household=household: work(household)) for household in wanted)
