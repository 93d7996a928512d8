# SPDX-License-Identifier: MIT
"""一键成档 of 600 households: memory that does not grow with them, a cancel that is heard, and a second run for next to nothing.

Page numbers need LibreOffice and take seconds a household, so that a dozen households tell the time of one.
"""

from __future__ import annotations

import datetime as dt
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.measure import Line, Memory, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch
    from villagedesk.documents.binder.orders import BindOrder
    from villagedesk.store.store import Store

HOUSEHOLDS = 600
LAID_OUT = 12
MOST_MEMORY = 300  # MB, of any one process
AGAIN = 0.5  # of the time of the first run: facts are read and compared, nothing is printed
HEARD = 3_000  # ms from cancel to the end
SETTINGS = {"fonds_no": "Z099", "archive_class_no": "02", "archive_village_no": "201"}


def lines(scratch: Scratch) -> Iterator[Line]:
    """The order whole, again, and cancelled; then a few households with page numbers."""
    from villagedesk.documents.binder.binding import bind_volumes
    from villagedesk.documents.binder.orders import BindOrder
    from villagedesk.errors import Cancelled
    from villagedesk.services.keeping.records import Edit, save_records
    from villagedesk.services.opening.files import open_village_file, villages
    from villagedesk.services.papers.archiving import number_volumes
    from villagedesk.store.counts import live_households

    path = scratch.copy(scratch.village(HOUSEHOLDS), "binders.village")
    target = scratch.folder / "binders"
    shutil.rmtree(target, ignore_errors=True)
    with open_village_file(path, "") as store:
        save_records(store, "档案", [Edit("village", row, SETTINGS) for row in villages(store)])
        households = tuple(live_households(store))
        number_volumes(store, households)  # drafts get none: some households of the demo have errors
        order = BindOrder(households, 2025, target, draft=True, document_date=dt.date(2025, 11, 28))
        outcomes = []
        with Memory() as memory:
            first = timed(lambda: outcomes.append(bind_volumes(store, order)))
        if outcomes[0].refused:
            raise RuntimeError(f"{len(outcomes[0].refused)} households were refused")
        second = timed(lambda: bind_volumes(store, order))
        yield Line(
            f"binders: {len(households)} households, the most memory of the program",
            memory.own,
            None,
            MOST_MEMORY,
            "MB",
        )
        yield Line("binders: the most memory of a process that prints", memory.child, None, MOST_MEMORY, "MB")
        yield Line("binders: the same order again, nothing has changed", second, first, AGAIN)
        yield Line("binders: per household", first / len(households))
        heard: list[float] = []

        def check() -> None:
            if heard:
                raise Cancelled("")

        def report(done: int, _total: int, _text: str) -> None:
            if done >= len(households) // 4 and not heard:
                heard.append(time.perf_counter())

        try:
            bind_volumes(store, replace(order, again=True), check=check, report=report)
        except Cancelled:
            yield Line("binders: from cancel to the end", (time.perf_counter() - heard[0]) * 1000, None, HEARD)
        yield from _laid_out(store, order)
    shutil.rmtree(target)


def _laid_out(store: Store, order: BindOrder) -> Iterator[Line]:
    """A few households with page numbers, where there is a LibreOffice."""
    from villagedesk.documents.binder.binding import bind_volumes
    from villagedesk.documents.volumes.paging import Layout
    from villagedesk.documents.word.office import find_typesetter

    program = find_typesetter()
    if program is not None:
        few = replace(order, households=order.households[:LAID_OUT], layout=Layout(program), again=True)
        with Memory() as memory:
            laid = timed(lambda: bind_volumes(store, few))
        yield Line(f"binders: {LAID_OUT} households with page numbers, each", laid / LAID_OUT)
        yield Line("binders: the most memory of the program while it waits", memory.own, None, MOST_MEMORY, "MB")
