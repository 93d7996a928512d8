# SPDX-License-Identifier: MIT
"""The volumes of 600 households with one process and with two: both cores must have something to do."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

from benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch

HOUSEHOLDS = 600
GOAL = 0.7  # of the time with one process; 0.5 would be perfect


def lines(scratch: Scratch) -> Iterator[Line]:
    """The same order with two processes and with one, in turns."""
    from villagedesk.documents.batch import Order, print_volumes
    from villagedesk.services.files import open_village_file
    from villagedesk.store.counts import live_households

    with open_village_file(scratch.village(HOUSEHOLDS), "") as store:
        households = tuple(live_households(store))

        def printed(processes: int) -> float:
            target = scratch.folder / f"volumes-{processes}"
            shutil.rmtree(target, ignore_errors=True)
            order = Order(households, 2025, target, (), draft=True, document_date=dt.date(2025, 11, 28))
            time = timed(lambda: print_volumes(store, order, processes=processes))
            shutil.rmtree(target)
            return time

        both = [(printed(2), printed(1)) for _round in range(2)]
    two, one = min(times[0] for times in both), min(times[1] for times in both)
    yield Line(f"volumes: {len(households)} households, 2 processes / 1 process", two, one, GOAL)
    yield Line("volumes: per household with 2 processes", two / len(households))
