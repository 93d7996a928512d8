# SPDX-License-Identifier: MIT
"""The operating system's lock on a small file: at most one process has it, and it ends with its process.

The package filelock does the same and was used first; loading it took a twentieth of the start (ADR 9).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as fault:
            raise Taken from fault

else:
    import fcntl

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Taken from fault


class Taken(Exception):
    """Somebody else has the lock."""


class OsLock:
    """A lock, taken at once or not at all; closing its file gives it back.

    The file stays where it is: if it were removed, one process could lock the removed file and another a new one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether it was taken here and not given back."""
        return self._handle is not None

    def take(self) -> Self:
        """Take it.

        Raises:
            Taken: another process has it, or another object of this one.
            OSError: the file cannot be made, or the file system knows no locks.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
            if not self._is_there(handle):
                raise Taken  # by one who has just removed it
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        return self

    def _is_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self._path))
        except FileNotFoundError:
            return False

    def give_back(self) -> None:
        """Give it back; calling it again does nothing."""
        if self._handle is not None:
            os.close(self._handle)  # which unlocks, on Windows too
            self._handle = None

    def __enter__(self) -> Self:
        return self.take()

    def __exit__(self, *_failure: object) -> None:
        self.give_back()
