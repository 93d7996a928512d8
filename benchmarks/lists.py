# SPDX-License-Identifier: MIT
"""The list of 100,000 households: its first page by every column, the jump to its end, and what it takes of memory."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from benchmarks.measure import Line, busy, in_turns, resident_megabytes, timed
from benchmarks.scratch import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.scratch import Scratch
    from villagedesk.ui.tables.paged import PagedModel

HOUSEHOLDS = 100_000
ROUNDS = 7
SCREEN = 40  # lines that a large screen shows


def lines(scratch: Scratch) -> Iterator[Line]:
    """All promises about lists."""
    from PySide6.QtWidgets import QApplication

    from villagedesk.services.opening.files import open_village_file
    from villagedesk.store.schema import LIST_KEYS
    from villagedesk.ui.tables.household_list import HouseholdSource, PhoneMask, household_columns
    from villagedesk.ui.tables.paged import PagedModel
    from villagedesk.ui.tables.view import PagedView

    application = QApplication.instance() or QApplication([])
    with open_village_file(scratch.township(HOUSEHOLDS), PASSPHRASE) as store:
        source = HouseholdSource(_Session(store))  # type: ignore[arg-type]
        columns = household_columns(PhoneMask(), store.info.year, township=True)
        model = PagedModel(source, columns, "group_key")
        view = PagedView(model, "bench")
        view.resize(1200, 800)
        view.show()
        application.processEvents()
        before = resident_megabytes()  # with the window and its empty table, before a line was read
        model.reload()
        application.processEvents()

        def jump(row: int) -> None:
            view.scrollTo(model.index(row, 0))
            view.viewport().repaint()
            application.processEvents()

        last = model.rowCount() - 1
        yield Line("list: jump to the end and paint", _jumps(model, jump, last, timed), goal=50)
        yield Line("list: the same in processor time", _jumps(model, jump, last, busy), goal=50)
        for place in range(60):
            jump(last * place // 60)
        yield Line("list: memory, loaded and scrolled through", resident_megabytes() - before, goal=30, unit="MB")
        view.close()

        for column in LIST_KEYS:
            model = PagedModel(source, columns, column)
            bare = f"SELECT key FROM household_list ORDER BY {column}"
            ours, baseline = in_turns(
                lambda model=model: _first_page(model), lambda bare=bare: store.query(bare), ROUNDS
            )
            yield Line(f"list: first page by {column} / bare ids", ours, baseline, 2)


class _Session:
    """What a list's source needs of a session."""

    def __init__(self, store: object) -> None:
        self.store = store


def _first_page(model: PagedModel[object]) -> None:
    model.reload()
    for row in range(min(SCREEN, model.rowCount())):
        model.line(row)


def _jumps(
    model: PagedModel[object], jump: Callable[[int], None], last: int, measure: Callable[[Callable[[], None]], float]
) -> float:
    """The median of jumps to the end whose page is not in memory yet."""

    def once() -> None:
        model._pages.clear()
        jump(last)

    once()
    times = []
    for _round in range(ROUNDS):
        jump(0)
        times.append(measure(once))
    return statistics.median(times)
