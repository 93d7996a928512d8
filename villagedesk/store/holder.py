# SPDX-License-Identifier: MIT
"""One writing process per file. An operating-system lock that dies with its process, and a note that says who holds it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from villagedesk.computer import computer_name
from villagedesk.i18n import _
from villagedesk.store.faults import CannotWrite, FileHeld, machine_reason
from villagedesk.store.oslock import OsLock, Taken

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


class Holder:
    """The right to write one file, from `Holder.take` to `release`."""

    def __init__(self, path: Path, lock: OsLock, note: Path) -> None:
        self.path = path
        self._lock = lock
        self._note = note

    @classmethod
    def take(cls, path: Path, who: str, now: dt.datetime) -> Holder:
        """Take the right to write.

        The lock lies beside the file under its real name, so that two paths to one file meet.

        Raises:
            FileHeld: another process has it; the message says who, since when and on which computer.
            CannotWrite: the folder is write-protected.
        """
        real = path.resolve()
        note = real.with_name(f".{real.name}.holder")
        lock = OsLock(real.with_name(f".{real.name}.lock"))
        try:
            lock.take()
        except Taken as taken:
            raise FileHeld(path, _described(note)) from taken
        except OSError as fault:
            raise CannotWrite(path, machine_reason(fault)) from fault
        content = {
            "who": who,
            "since": now.isoformat(" ", "minutes"),
            "computer": computer_name(),
            "process": os.getpid(),
        }
        with suppress(OSError):  # a full disk: the note only informs others
            note.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return cls(path, lock, note)

    def release(self) -> None:
        """Give the right back; calling it again does nothing."""
        if self._lock.is_held:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.give_back()


def _described(note: Path) -> str:
    try:
        content = json.loads(note.read_text(encoding="utf-8"))
        text = _("“{who}”（电脑 {computer}，自 {since} 起）")
        return text.format(who=content["who"] or _("未署名用户"), computer=content["computer"], since=content["since"])
    except (OSError, ValueError, KeyError):
        return _("另一个程序")
