# SPDX-License-Identifier: MIT
"""How much memory a process and those it has started hold, watched by yet another process.

A thread would not do: each look takes the interpreter's lock from the work that is timed beside it.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY = 0.2  # seconds; a reader of a village lives for about one


@dataclass
class Family:
    """This process and those it has started, watched for a while.

    Attributes:
        one: megabytes that the largest of the others held.
        all: megabytes that all of them held together at one moment; what they share is counted for each.
    """

    one: float = 0.0
    all: float = 0.0


@contextmanager
def watched_family() -> Iterator[Family]:
    """Look at the memory of the whole family five times a second; only where /proc tells of it."""
    found = Family()
    if not Path("/proc/self/stat").exists():
        yield found
        return
    code = "from benchmarks.family import watch; watch()"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code, str(os.getpid())], stdin=pipe, stdout=pipe, text=True
    ) as watcher:
        yield found
        told, _errors = watcher.communicate("")
    found.one, found.all = json.loads(told)


def watch() -> None:
    """Watch the process of the command line until our input ends, and print what was found."""
    one = all_ = 0.0
    while not select.select([sys.stdin], [], [], _EVERY)[0]:
        first, *others = _held(int(sys.argv[1]))
        one, all_ = max(one, *others, 0.0), max(all_, first + sum(others))
    print(json.dumps([one, all_]))


def _held(first: int) -> list[float]:
    """Megabytes of a process, and of each below it but ourselves."""
    parents: dict[int, list[int]] = {}
    held: dict[int, float] = {}
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            with suppress(OSError):
                facts = (process / "stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(facts[1]), []).append(int(process.name))
                held[int(process.name)] = int(facts[21]) * 4096 / 1e6
    family = [first]
    for member in family:
        family += parents.get(member, ())
    return [held.get(member, 0.0) for member in family]
