# SPDX-License-Identifier: MIT
"""Each roll-up of a township of 20,000 persons, all villages side by side, and the households behind a cell.

Processor time, the median of five: they are computed by one process that waits for nothing.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from benchmarks.measure import Line, busy, timed
from benchmarks.scratch import MEMBERS_PER_HOUSEHOLD, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

PERSONS = 20_000
ROUNDS = 5


def lines(scratch: Scratch) -> Iterator[Line]:
    """Every table within a second."""
    from villagedesk.clock import FixedClock
    from villagedesk.demo import NOW
    from villagedesk.models.rollups.tables import TABLES
    from villagedesk.services.figures.rollups import households_behind, read_beside, read_rollup
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.store.file import Opening

    path = scratch.township(round(PERSONS / MEMBERS_PER_HOUSEHOLD), rich=True)  # empty tables would cost nothing
    # On a day of its year, so that the visits that are late are looked for.
    with open_village_file(path, PASSPHRASE, Opening(clock=FixedClock(NOW))) as store:
        for key, make in TABLES.items():
            if make(store.info.year).slow:  # the first time it shows how far it is, and can be stopped
                yield from _kept(store, key)
            else:
                yield Line(f"roll-up {key}", _median(lambda key=key: read_rollup(store, key), ROUNDS), goal=1_000)
        yield Line("roll-up basic, all villages side by side", _median(lambda: read_beside(store, "basic"), ROUNDS))
        found = read_rollup(store, "people")
        cell = next(found.table.rows())[1].cells[0]
        behind = _median(lambda: households_behind(store, found, cell), ROUNDS)
        yield Line("roll-up: the households behind a cell of everybody", behind, goal=1_000)


def _kept(store: Store, key: str) -> Iterator[Line]:
    """A table of what is kept: the first look of a day by the clock, since several processes look; then processor time."""
    from villagedesk.services.figures.rollups import read_rollup
    from villagedesk.store import drafts

    households = [row for (row,) in store.query("SELECT id FROM household ORDER BY id LIMIT ?", (ROUNDS,))]
    drafts.remember(store, f"doubts-kept-{store.info.year}", {"": "\n"})  # as after a night: nothing is known of today
    yield Line(f"roll-up {key}, first look of a day, by the clock", timed(lambda: read_rollup(store, key)))
    again = _median(lambda: read_rollup(store, key), ROUNDS)
    yield Line(f"roll-up {key}, nothing changed since", again, goal=1_000)
    taken = []
    for row in households:
        with store.change("改") as change:
            change.put("household", row, {"phone": f"138{time.time_ns() % 10**8:08}"})  # another one in each run
        taken.append(busy(lambda: read_rollup(store, key)))
    yield Line(f"roll-up {key}, a household changed since", statistics.median(taken), goal=1_000)


def _median(work: Callable[[], object], rounds: int) -> float:
    work()
    return statistics.median(busy(work) for _round in range(rounds))
