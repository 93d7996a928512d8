# SPDX-License-Identifier: MIT
"""Jobs of the press one after the other in this process, or in several. Only plain values come in and go out.

Worker functions stand at module level and the start method is always "spawn", so that Windows and the frozen program
do the same as the tests. Each process has a desk of its own, where papers are laid out.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Final

from villagedesk import apart
from villagedesk.documents.volumes.press import Job, Printed, print_job
from villagedesk.documents.word.desk import Desk
from villagedesk.errors import Cancelled
from villagedesk.i18n import current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.synchronize import Event

SEVERAL: Final = 50  # households from which starting other processes pays
MOST_PROCESSES: Final = 4  # one process prepares, and it cannot feed more
CHUNK: Final = 4
_LOOK: Final = 0.5  # seconds between two looks at the cancel button while others print
_DESK: Final[ContextVar[Desk]] = ContextVar("desk")  # of a worker process, from one chunk to the next

_Chunk = tuple["Future[list[Printed]]", list[Job]]


def processes_for(households: int, wanted: int | None, *, slow: bool = False) -> int:
    """How many processes to print with; `wanted` decides where it is given. Slow are households that are laid out."""
    if wanted is not None:
        return max(1, wanted)
    return min(MOST_PROCESSES, _cores()) if households >= (2 if slow else SEVERAL) else 1


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def print_jobs(
    jobs: Iterable[Job],
    processes: int,
    keep: Callable[[Printed], None],
    step: Callable[[Printed], None],
    check: Callable[[], None] = lambda: None,
) -> None:
    """Print jobs as they come.

    Args:
        jobs: made while others are being printed.
        processes: 1 for this process only.
        keep: told of every job that was done, in order, even when the run is given up.
        step: called after `keep`; may raise to give the run up.
        check: looks at the cancel button, also while a household takes long.

    Raises:
        TemplateFault: a template asks for a name that no household has.
        Exception: what `jobs`, `step` or `check` raised; nothing is under way any more, and `keep` knows all that was printed.
    """
    if processes == 1:
        with Desk(check) as desk:
            for job in jobs:
                printed_job = print_job(job, desk)
                keep(printed_job)
                step(printed_job)
    else:
        _in_processes(iter(jobs), processes, keep, step, check)


def _in_processes(
    jobs: Iterator[Job],
    processes: int,
    keep: Callable[[Printed], None],
    step: Callable[[Printed], None],
    check: Callable[[], None],
) -> None:
    """At most a few chunks are under way, so memory does not grow with the number of households."""
    context = multiprocessing.get_context("spawn")
    over = context.Event()
    pool = ProcessPoolExecutor(processes, context, begin, (current_language(), over))
    waiting: deque[_Chunk] = deque()
    try:
        with Desk(check, soon=True) as desk:
            while True:
                while len(waiting) < 2 * processes + 2 and (chunk := list(islice(jobs, CHUNK))):
                    waiting.append((_submitted(pool, chunk), chunk))
                if not waiting:
                    return
                finished = _result(*waiting[0], desk)
                waiting.popleft()
                for one in finished:
                    keep(one)
                for one in finished:
                    step(one)
    finally:
        over.set()  # what is in hand is given up, or else the user would wait for it
        pool.shutdown(wait=True, cancel_futures=True)
        for future, _chunk in waiting:
            if not future.cancelled() and future.exception() is None:
                for one in future.result():
                    keep(one)


def _result(future: Future[list[Printed]], chunk: list[Job], desk: Desk) -> list[Printed]:
    while True:
        try:
            return future.result(_LOOK)
        except TimeoutError:
            if not future.done():
                desk.check()
        except BrokenProcessPool:  # a worker was killed, e.g. for lack of memory; what it had is printed again here
            return _one_by_one(chunk, desk)


def _submitted(pool: ProcessPoolExecutor, chunk: list[Job]) -> Future[list[Printed]]:
    try:
        return pool.submit(print_chunk, chunk)
    except BrokenProcessPool as broken:
        future: Future[list[Printed]] = Future()
        future.set_exception(broken)
        return future


def begin(language: str, over: Event) -> None:
    """How a worker process begins.

    Args:
        language: says what is wrong in this language; papers are Chinese in any case.
        over: set when the run is given up.
    """

    def check() -> None:
        if over.is_set():
            raise Cancelled("")

    apart.begin(language)
    desk = Desk(check, soon=True)
    atexit.register(desk.close)
    _DESK.set(desk)


def print_chunk(jobs: list[Job]) -> list[Printed]:
    """Print several volumes; what a worker process runs."""
    return _one_by_one(jobs, _DESK.get())


def _one_by_one(jobs: list[Job], desk: Desk) -> list[Printed]:
    """What became of them; of a run that is given up, of those that were done until then."""
    done: list[Printed] = []
    try:
        for job in jobs:
            desk.check()
            done.append(print_job(job, desk))
    except Cancelled:
        return done
    return done
