# SPDX-License-Identifier: MIT
"""Timing in turns, and the lines that come of it."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True)
class Line:
    """One measured promise.

    Attributes:
        ours: milliseconds (or megabytes) of our way.
        baseline: the same of the barest way; None where the goal is absolute.
        goal: the ratio that must not be exceeded; for absolute lines the value itself; None for information only.
        unit: ms or MB.
    """

    name: str
    ours: float
    baseline: float | None = None
    goal: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline."""
        return None if self.baseline is None else self.ours / max(self.baseline, 1e-9)

    @property
    def met(self) -> bool:
        """Whether the goal is reached; lines without one are."""
        if self.goal is None:
            return True
        return (self.ours if self.ratio is None else self.ratio) <= self.goal

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}

    def text(self, width: int) -> str:
        """For people."""
        baseline = "" if self.baseline is None else f"{self.baseline:10.2f}"
        ratio = "" if self.ratio is None else f"{self.ratio:6.2f}"
        goal = (
            ""
            if self.goal is None
            else (f"≤ {self.goal:g}" if self.ratio is not None else f"≤ {self.goal:g} {self.unit}")
        )
        mark = "" if self.goal is None else ("ok" if self.met else "MISSED")
        return f"{self.name:<{width}} {self.ours:10.2f} {baseline:>10} {self.unit:>3} {ratio:>6}  {goal:<9} {mark}"


def heading(width: int) -> str:
    """The line above the table."""
    return f"{'name':<{width}} {'ours':>10} {'baseline':>10} {'':>3} {'ratio':>6}  {'goal':<9}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def busy(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of one call, which other programs on the machine disturb less than the clock."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def in_turns(ours: Callable[[], object], baseline: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of both in milliseconds, each called once to warm up and then in turns."""
    ours()
    baseline()
    first, second = [], []
    for _round in range(rounds):
        gc.collect()
        first.append(timed(ours))
        second.append(timed(baseline))
    return statistics.median(first), statistics.median(second)


def median_of(work: Callable[[], object], rounds: int) -> float:
    """The median of some calls in milliseconds, after one to warm up."""
    work()
    return statistics.median(timed(work) for _round in range(rounds))


def resident_megabytes() -> float:
    """The memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


class Memory:
    """The most memory that this process, and any of its children, held while a block ran; looked at every 50 ms."""

    def __init__(self) -> None:
        self.own = 0.0
        self.child = 0.0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._watcher.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        """Look no more."""
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.own = max(self.own, resident_megabytes())
            for child in _children():
                with suppress(OSError, ValueError, IndexError):
                    pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
                    self.child = max(self.child, pages * 4096 / 1e6)


def _children() -> list[str]:
    own = os.getpid()
    with suppress(OSError):
        return Path(f"/proc/{own}/task/{own}/children").read_text().split()
    return []


def own_time() -> float:
    """Processor time of this process so far, in milliseconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


def children_time() -> float:
    """Processor time of all child processes that have ended, in milliseconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def table(lines: Iterable[Line]) -> list[str]:
    """The lines as text."""
    found = list(lines)
    width = max((len(line.name) for line in found), default=10)
    return [heading(width), *(line.text(width) for line in found)]


def told_by(arguments: Sequence[str], cache: str, seconds: float, **more: str) -> str:
    """The last line that a Python of its own says.

    Args:
        arguments: behind its name.
        cache: the folder of its bytecode; an installed program has its bytecode, so the child has it too.
        seconds: how long it may take.
        more: what else its environment says.

    Raises:
        RuntimeError: it failed or said nothing.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache, **more}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=seconds, check=False
    )
    if told.returncode or not told.stdout.strip():
        raise RuntimeError(f"the child told nothing: {told.stderr[-2000:]}")
    return told.stdout.splitlines()[-1]
