# SPDX-License-Identifier: MIT
"""Folders for what may lie on the disk only while it is worked on: readable by this user alone, gone afterwards.

Each has a lock beside it that ends with its process, whatever the end was; a folder without one was left behind by a
program that was killed, and goes at the next occasion.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.store.faults import machine_reason
from villagedesk.store.oslock import OsLock, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PREFIX: Final = "in-"


@contextmanager
def private_folder(home: Path) -> Iterator[Path]:
    """A new folder in `home` that only this user can read, gone with everything in it afterwards.

    Raises:
        EnvironmentProblem: it cannot be made.
    """
    sweep(home)
    folder = home / f"{_PREFIX}{secrets.token_hex(8)}"
    lock = OsLock(_lock_of(folder))
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.take()  # before the folder is there: another window sweeps what has no lock
        folder.mkdir(mode=0o700)
    except OSError as fault:
        lock.give_back()
        _remove(folder)
        text = _("无法在“{folder}”存放临时副本：{detail}。请检查磁盘空间和权限。")
        raise EnvironmentProblem(text.format(folder=home, detail=machine_reason(fault))) from fault
    try:
        yield folder
    finally:
        lock.give_back()
        _remove(folder)


def sweep(home: Path) -> None:
    """Take away what a killed program left in `home`.

    A folder that another window works in has its lock and stays; so does a file that another program holds open on
    Windows, until the next time.
    """
    for folder in home.glob(f"{_PREFIX}*") if home.is_dir() else ():
        if folder.is_dir():
            with suppress(Taken, OSError), OsLock(_lock_of(folder)):
                shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                _remove(folder)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        _lock_of(folder).unlink(missing_ok=True)
