# SPDX-License-Identifier: MIT
"""What is started on a leash ends when it is told, and when the program that holds it is killed; nothing of it stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from villagedesk.documents.word.leash import Leashed

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes by their number")

_GRANDCHILD = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
_STARTER = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[2], sys.argv[1]])"


def is_gone(number):
    """Whether a process has ended; what nobody has fetched yet is a zombie."""
    for _look in range(100):
        try:
            if Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def number_in(told):
    for _look in range(200):
        if told.exists() and told.read_text():
            return int(told.read_text())
        time.sleep(0.05)
    raise AssertionError("nothing was started")


@pytest.fixture
def pipe(tmp_path):
    made = tmp_path / "pipe"
    made.touch()
    return made


def test_it_ends_with_all_that_it_started_and_takes_its_pipe_with_it(tmp_path, pipe):
    told = tmp_path / "number"
    leashed = Leashed([sys.executable, "-c", _STARTER, str(told), _GRANDCHILD], os.environ, pipe)
    number = number_in(told)
    assert leashed.is_running
    leashed.end()
    leashed.end()
    assert is_gone(number)
    assert not leashed.is_running
    assert not pipe.exists()


def test_whoever_is_killed_takes_it_along(tmp_path, pipe):
    told = tmp_path / "number"
    code = (
        "import os, sys, time; from pathlib import Path; from villagedesk.documents.word.leash import Leashed\n"
        "Leashed([sys.executable, '-c', *sys.argv[1:4]], os.environ, Path(sys.argv[4])); time.sleep(60)"
    )
    given = [_STARTER, str(told), _GRANDCHILD, str(pipe)]
    with subprocess.Popen([sys.executable, "-c", code, *given]) as holder:
        number = number_in(told)
        holder.send_signal(signal.SIGKILL)
    assert is_gone(number)
    assert not pipe.exists()


def test_what_ends_by_itself_is_known_to_have_ended_and_nobody_keeps_watch(pipe):
    leashed = Leashed([sys.executable, "-c", ""], os.environ, pipe)
    for _look in range(100):
        if not leashed.is_running:
            break
        time.sleep(0.05)
    assert is_gone(leashed.number)
    assert not pipe.exists()
    leashed.end()


def test_what_reads_is_not_told_anything(tmp_path, pipe):
    """The pipe is the watcher's: a program that read from it would keep it from noticing the end."""
    told = tmp_path / "number"
    code = "import sys; sys.stdin.read(); open(sys.argv[1], 'w').write('1')"
    leashed = Leashed([sys.executable, "-c", code, str(told)], os.environ, pipe)
    assert number_in(told) == 1
    leashed.end()
