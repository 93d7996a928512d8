# SPDX-License-Identifier: MIT
"""Processes that work for this program end when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from villagedesk import apart

_PROGRAM = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from villagedesk import apart

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), apart.begin, ("zh_CN",))
    print(*{pool.submit(os.getpid).result() for _turn in range(20)}, flush=True)
    time.sleep(60)
"""


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="asks /proc which processes live")
def test_a_worker_does_not_outlive_the_program_that_was_killed(tmp_path):
    script = tmp_path / "program.py"
    script.write_text(_PROGRAM, encoding="utf-8")
    known = os.environ | {"PYTHONPATH": str(Path(apart.__file__).parents[1])}
    program = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=known)
    assert program.stdout is not None
    with program.stdout as told:
        workers = [int(one) for one in told.readline().split()]
    assert workers
    assert all(map(_lives, workers))
    program.send_signal(signal.SIGKILL)
    program.wait(10)
    deadline = time.monotonic() + 20
    while any(map(_lives, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_lives, workers))
