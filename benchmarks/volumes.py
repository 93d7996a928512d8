# SPDX-License-Identifier: MIT
"""The volumes of 600 households with one process and with two: both cores must have something to do.

The second line says the same in processor time: what all of them use, shared evenly by two cores, against what one process
uses. It is the best that the first can be on free cores, and tells something where other programs keep the cores busy.
"""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

from benchmarks.measure import Line, children_time, own_time, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch

HOUSEHOLDS = 600
GOAL = 0.7  # of the time with one process; 0.5 would be perfect


def lines(scratch: Scratch) -> Iterator[Line]:
    """The same order with two processes and with one, in turns."""
    from villagedesk.documents.volumes.batch import Order, print_volumes
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.store.counts import live_households

    with open_village_file(scratch.village(HOUSEHOLDS), "") as store:
        households = tuple(live_households(store))

        def printed(processes: int) -> tuple[float, float]:
            target = scratch.folder / f"volumes-{processes}"
            shutil.rmtree(target, ignore_errors=True)
            order = Order(households, 2025, target, (), draft=True, document_date=dt.date(2025, 11, 28))
            before = own_time() + children_time()
            time = timed(lambda: print_volumes(store, order, processes=processes))
            used = own_time() + children_time() - before
            shutil.rmtree(target)
            return time, used / processes

        both = [(printed(2), printed(1)) for _round in range(2)]
    for place, name in enumerate(("2 processes / 1 process", "the same in processor time for each core")):
        two, one = (min(times[side][place] for times in both) for side in range(2))
        yield Line(f"volumes: {len(households)} households, {name}", two, one, GOAL)
    two = min(times[0][0] for times in both)
    yield Line("volumes: per household with 2 processes", two / len(households))
