# SPDX-License-Identifier: MIT
"""Verified copies of a village file, and the way back from one.

A copy is made by VACUUM INTO under a temporary name, opened and checked page by page, brought to the disk, and only then
given its name (safety.md G6, G17). A plain file copy during a save would be torn.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.errors import Cancelled
from villagedesk.i18n import _
from villagedesk.store import engine, migrations
from villagedesk.store.faults import (
    CannotWrite,
    FileDamaged,
    FileNewer,
    NotAVillageFile,
    WrongPassphrase,
    as_fault,
    machine_reason,
)
from villagedesk.store.file import known_info, look_at, publish, sync_folder
from villagedesk.store.holder import Holder
from villagedesk.store.keys import Key, derive
from villagedesk.store.sniff import Look, key_fits_somewhere
from villagedesk.store.store import FileInfo, read_info

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

_STEPS: Final = 20_000  # virtual-machine steps between two looks at the cancel button


class Contents(NamedTuple):
    """What a file holds, for choosing among backups.

    Attributes:
        last_batch: id of the last action in it, with its label and time; empty if there is none.
        batches: ids of all actions.
    """

    info: FileInfo
    version: int
    households: int
    members: int
    last_batch: str
    last_label: str
    last_at: str
    batches: frozenset[str]


def copy_to(connection: Any, target: Path, key: Key | None, check: Callable[[], None] = lambda: None) -> Contents:
    """Write a verified copy of the open file under `target`, which must not exist yet.

    The copy is encrypted with the same key.

    Raises:
        CannotWrite: no space, no right; nothing is left behind.
        FileDamaged: the copy did not verify; it is taken away again.
        Cancelled: from `check`; nothing is left behind.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _forget(part)
        with engine.unlocked(connection), stoppable(connection, check):
            connection.execute("VACUUM INTO ?", (str(part),))
        contents = examine(part, key, check)
        publish(part, target)
    except engine.DatabaseError as fault:
        raise as_fault(target, fault) from fault
    except OSError as fault:
        raise CannotWrite(target, machine_reason(fault)) from fault
    finally:
        _forget(part)
    return contents


def examine(path: Path, key: Key | None, check: Callable[[], None] = lambda: None) -> Contents:
    """Check every page of a file that no one has open, and tell what it holds.

    Raises:
        WrongPassphrase, FileDamaged, FileNewer, NotAVillageFile: see there.
    """
    connection = None
    try:
        connection = engine.connect(path, key, read_only=True)
        if connection.execute("PRAGMA application_id").fetchone()[0] != engine.APPLICATION_ID:
            raise NotAVillageFile(path, _("是其他程序的数据库"))
        version = migrations.version_of(connection)
        if version > migrations.LATEST:
            raise FileNewer(path, version, migrations.LATEST)
        known_info(connection, path)
        with stoppable(connection, check):
            for pragma in ("cipher_integrity_check", "integrity_check") if key else ("integrity_check",):
                for row in connection.execute(f"PRAGMA {pragma}").fetchall():
                    if row and row[0] != "ok":
                        raise FileDamaged(path, _("数据页校验不符"))
        return _contents(connection)
    except engine.DatabaseError as fault:
        said = as_fault(path, fault, reading=True)
        if key is not None and isinstance(said, FileDamaged) and not key_fits_somewhere(path, key):
            raise WrongPassphrase(path) from fault
        raise said from fault
    finally:
        if connection is not None:
            connection.close()


def key_for(path: Path, passphrase: str) -> Key | None:
    """The key with which a file that no one has open is to be read; None for a plain one.

    Raises:
        FileMissing, NotAVillageFile, FileDamaged: by its bytes it cannot be read at all.
    """
    sight = look_at(path)
    return derive(passphrase, sight.salt) if sight.look is Look.SEALED else None


def _contents(connection: Any) -> Contents:
    last = connection.execute("SELECT id, label, at FROM batch ORDER BY seq DESC LIMIT 1").fetchone() or ("", "", "")
    return Contents(
        info=read_info(connection),
        version=migrations.version_of(connection),
        households=connection.execute("SELECT count(*) FROM household WHERE removed IS NULL").fetchone()[0],
        members=connection.execute("SELECT count(*) FROM member WHERE removed IS NULL").fetchone()[0],
        last_batch=last[0],
        last_label=last[1],
        last_at=last[2],
        batches=frozenset(row[0] for row in connection.execute("SELECT id FROM batch")),
    )


def put_back(copy: Path, path: Path, key: Key | None, aside: Path, now: dt.datetime) -> None:
    """Put a verified copy in the place of a village file that nobody has open.

    The replaced file, damaged or not, goes to `aside` together with its journal: an old hot journal beside the new file
    would be rolled into it and destroy it (sqlite.org "How To Corrupt" §1.4).

    Raises:
        FileHeld: somebody works on the file.
        CannotWrite: no space or right; the file is as it was.
    """
    holder = Holder.take(path, "", now)
    part = path.with_name(f".{path.name}.part")
    try:
        shutil.copyfile(copy, part)
        examine(part, key)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        aside.parent.mkdir(parents=True, exist_ok=True)
        for old, kept in ((path, aside), (_journal(path), _journal(aside))):
            if old.exists():
                shutil.copyfile(old, kept)
        _journal(path).unlink(missing_ok=True)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as fault:
        raise CannotWrite(path, machine_reason(fault)) from fault
    finally:
        _forget(part)
        holder.release()


@contextmanager
def stoppable(connection: Any, check: Callable[[], None]) -> Iterator[None]:
    """Look at a cancel button while SQLite works; the statement in hand is rolled back when it was pressed."""
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            check()
        except Cancelled as pressed:
            stopped.append(pressed)
            return 1
        return 0

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except engine.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _forget(part: Path) -> None:
    """Take away an unfinished copy; a failed VACUUM INTO also leaves a journal (safety.md B3)."""
    for leftover in (part, _journal(part)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)
