# SPDX-License-Identifier: MIT
"""The operating system's lock: one has it, and it ends with its process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from villagedesk.store.oslock import OsLock, Taken

HOLD = (
    "import sys, pathlib, time\nfrom villagedesk.store.oslock import OsLock\n"
    "lock = OsLock(pathlib.Path(sys.argv[1])).take()\nprint('held', flush=True)\ntime.sleep(60)"
)


def test_it_is_taken_once_and_again_after_it_was_given_back(tmp_path):
    one, other = OsLock(tmp_path / "a.lock"), OsLock(tmp_path / "a.lock")
    with one:
        assert one.is_held
        with pytest.raises(Taken):
            other.take()
        assert not other.is_held
    assert not one.is_held
    with other:
        assert other.is_held
    other.give_back()


def test_it_ends_with_the_process_that_had_it(tmp_path):
    path = tmp_path / "a.lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        with pytest.raises(Taken):
            OsLock(path).take()
        process.kill()
        process.wait()
        with OsLock(path) as lock:
            assert lock.is_held


def test_a_folder_that_is_not_there_is_told_apart_from_a_lock_that_is_taken(tmp_path):
    with pytest.raises(FileNotFoundError):
        OsLock(tmp_path / "nowhere" / "a.lock").take()


def test_a_lock_file_that_was_removed_meanwhile_is_not_held_beside_a_new_one(tmp_path, monkeypatch):
    path = tmp_path / "a.lock"
    from villagedesk.store import oslock

    lock = oslock._lock

    def removed_meanwhile(handle):
        path.unlink()
        lock(handle)

    monkeypatch.setattr(oslock, "_lock", removed_meanwhile)
    with pytest.raises(Taken):
        OsLock(path).take()
