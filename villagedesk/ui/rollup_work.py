# SPDX-License-Identifier: MIT
"""What the page 汇总表 does on the worker thread: reading tables, looking behind cells, writing files, now or as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.figures.rollup_layout import Counted, Layout, Wish, lay_out
from villagedesk.services.figures.rollups import Behind, behind
from villagedesk.services.figures.tallies.entries import Watching
from villagedesk.store import rollups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.store.asof import Moment
    from villagedesk.store.rollups import Named
    from villagedesk.store.store import Store
    from villagedesk.ui.tasks import Job


class Past:
    """The file as of a moment; the copy is made on the worker thread when it is first asked for, and after a change anew."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment
        self._made: Store | None = None
        self._stale = False

    def forget(self) -> None:
        """The file has changed: what was copied may be wrong."""
        self._stale = True

    def of(self, store: Store, job: Job) -> Store:
        """The store to read from: the file itself for now."""
        if not any(self.moment):
            return store
        if self._made is None or self._stale:
            if self._made is not None:
                self._made.close()
                self._made = None
            self._stale = False
            self._made = state_as_of(store, self.moment, check=job.check, report=job.report)
        return self._made


class Found(NamedTuple):
    """What is behind a cell, with its persons by name."""

    title: str
    behind: Behind
    people: Sequence[Named]


def read(wish: Wish, place: str, past: Past, store: Store, job: Job) -> tuple[Wish, list[Layout]]:
    """The table as it is shown."""
    return wish, lay_out(past.of(store, job), wish, place, Watching(job.check, job.report))


def look_behind(title: str, counted: Counted, past: Past, store: Store, job: Job) -> Found:
    """What a cell counts."""
    source = past.of(store, job)
    found = behind(source, counted.rollup, counted.cell)
    return Found(title, found, rollups.named(source, found.persons))


def write(wishes: Sequence[Wish], place: str, past: Past, target: Path, store: Store, job: Job) -> None:
    """Tables into one file, Word or Excel by its suffix."""
    source = past.of(store, job)
    layouts = []
    for number, wish in enumerate(wishes):
        job.report(number, len(wishes), "")
        layouts += lay_out(source, wish, place, Watching(job.check))
    job.check()
    if target.suffix.lower() == ".docx":
        from villagedesk.documents.lists import rollups as papers

        papers.save_rollups(layouts, target, store.info.name, store.clock().date().isoformat())
    else:
        from villagedesk.sheets.rollup import save_rollups

        save_rollups(layouts, target)
