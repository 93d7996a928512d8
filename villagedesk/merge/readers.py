# SPDX-License-Identifier: MIT
"""Guarded reader processes: one for each file, two at a time, the next one started while others are still at work.

A process that has seen a file is never given another: whatever the file did to it ends with it. Starting one takes as long
as reading a small file does, therefore it begins before there is a file to give it.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused, VillageDeskError
from villagedesk.merge import child
from villagedesk.merge.reading import MOST_BYTES, Delivered, Listening, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from types import TracebackType

SECONDS: Final = 30.0  # without a word from the reader
AT_ONCE: Final = min(2, os.cpu_count() or 1)  # each may take the memory that `child.MEMORY` allows
TICK: Final = 0.05  # seconds between two looks at the cancel button


@cache
def _context() -> Any:
    """How processes come about: where the system can copy one, from a server that has loaded the program, and nothing else.

    Loading the program takes as long as half of a village's reading. The server never sees a file; a reader is still a
    process of its own, for one file. It ends with us, however we end.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([child.__name__])
    return context


class _Process:
    """A reader that waits for its only task."""

    def __init__(self) -> None:
        context = _context()
        ours, theirs = context.Pipe()
        self.pipe: Connection = ours
        self._process = context.Process(target=child.main, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self.pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._process.close()


@dataclass(slots=True, eq=False)
class _Reading:
    number: int
    process: _Process
    task: child.Task
    listening: Listening
    heard: float

    def hear(self) -> None:
        """Take in one frame; the first says that the process is there, and is answered with the task."""
        self.heard = time.monotonic()
        try:
            frame = self.process.pipe.recv_bytes(MOST_BYTES)
            if frame == child.READY:
                self.process.pipe.send(self.task)
                return
        except (EOFError, OSError) as fault:
            raise silent(self.listening.incoming) from fault
        self.listening.hear(frame)


class Readers:
    """The readers of many files; to be used as a context, which ends them all.

    Attributes:
        finished: number of the file → what it brings, or why it brings nothing.
    """

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check
        self._spare: _Process | None = None
        self._running: list[_Reading] = []
        self.finished: dict[int, Delivered | VillageDeskError] = {}

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        for process in (*(one.process for one in self._running), *filter(None, [self._spare])):
            process.stop()
        self._running.clear()
        self._spare = None

    def prepare(self) -> None:
        """Let a process begin to start, for the next file."""
        self._spare = self._spare or _Process()

    def read(self, number: int, task: child.Task, listening: Listening) -> None:
        """Have a file read; waits while as many as may be are read already."""
        while len(self._running) >= AT_ONCE:
            self.listen()
        self.prepare()
        process, self._spare = self._spare, None
        assert process is not None
        self._running.append(_Reading(number, process, task, listening, time.monotonic()))

    def finish(self) -> None:
        """Wait for all."""
        while self._running:
            self.listen()

    def wait_for(self, work: Any) -> Any:
        """The result of a future; the readers are listened to meanwhile."""
        while not work.done():
            self.listen(TICK / 5)
        return work.result()

    def listen(self, seconds: float = TICK) -> None:
        """Hear whatever is being said; returns after that time at the latest.

        Raises:
            Cancelled: from `check`.
        """
        self._check()
        if not self._running:
            time.sleep(seconds)
            return
        speaking = set(connection.wait([one.process.pipe for one in self._running], seconds))
        for one in tuple(self._running):
            try:
                if one.process.pipe in speaking:
                    one.hear()
                elif time.monotonic() - one.heard > SECONDS:
                    raise silent(one.listening.incoming)
            except Refused as fault:
                self._end(one, fault)
            else:
                if one.listening.complete and one.listening.delivered:
                    self._end(one, one.listening.delivered)

    def _end(self, one: _Reading, outcome: Delivered | VillageDeskError) -> None:
        self.finished[one.number] = outcome
        self._running.remove(one)
        with suppress(OSError):
            one.process.stop()
