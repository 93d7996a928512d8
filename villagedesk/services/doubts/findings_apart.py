# SPDX-License-Identifier: MIT
"""The doubts of very many households, found by several processes, each with its own connection for reading.

As with printing (`documents.volumes.press`), the start method is always "spawn" and only plain values come in and go out.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.apart import begin
from villagedesk.clock import FixedClock
from villagedesk.i18n import current_language
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts.judging import of_households
from villagedesk.store.file import open_beside

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.services.doubts.judging import Finding, Wanted
    from villagedesk.store.keys import Key
    from villagedesk.store.store import FileInfo, Store

SEVERAL: Final = 6_000  # households from which starting other processes pays
_MOST: Final = 4
_PART: Final = 1_500  # households that a process is given at a time

_Part = tuple["Future[list[Finding]] | None", tuple[str, ...]]


class Beside(NamedTuple):
    """How another process opens the file that this one has open."""

    path: Path
    key: Key | None
    info: FileInfo
    now: dt.datetime


def processes_for(households: int) -> int:
    """How many processes to look with."""
    if households < SEVERAL:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST, cores)


def find_apart(
    store: Store,
    wanted: Wanted,
    households: Sequence[str],
    check: Callable[[], None],
    report: Callable[[int, int, str], None],
) -> Iterator[Finding]:
    """The doubts of these households in their order; see `services.doubts.findings.find`."""
    where = Beside(store.path, store.key, store.info, store.clock())
    parts = iter([tuple(households[at : at + _PART]) for at in range(0, len(households), _PART)])
    processes = processes_for(len(households))
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, begin, (current_language(),))
    waiting: deque[_Part] = deque()
    done = 0
    try:
        while True:
            while len(waiting) < processes + 1 and (part := next(parts, None)):
                waiting.append((_begun(pool, where, wanted, part), part))
            if not waiting:
                break
            check()
            report(done, len(households), "")
            future, part = waiting.popleft()
            yield from _result(future, where, wanted, part)
            done += len(part)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begun(
    pool: ProcessPoolExecutor, where: Beside, wanted: Wanted, part: tuple[str, ...]
) -> Future[list[Finding]] | None:
    """A part given to a process; None where there is none any more, since one that was killed takes the others with it."""
    try:
        return pool.submit(look, where, wanted, part)
    except BrokenProcessPool:
        return None


def _result(
    future: Future[list[Finding]] | None, where: Beside, wanted: Wanted, part: tuple[str, ...]
) -> list[Finding]:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:  # a process was killed, e.g. for lack of memory; its part is looked at here
            pass
    return look(where, wanted, part)


def look(where: Beside, wanted: Wanted, part: tuple[str, ...]) -> list[Finding]:
    """The doubts of some households; what another process runs."""
    store, around = _opened(where)
    return list(of_households(store, wanted, part, around))


@lru_cache(maxsize=1)
def _opened(where: Beside) -> tuple[Store, Surroundings]:
    """Opened once for all parts that a process is given; it ends with the process."""
    store = open_beside(where.path, where.key, where.info, FixedClock(where.now))
    return store, surroundings(store)
