# SPDX-License-Identifier: MIT
"""Creating and opening village files; every way in which that can fail is told apart (`faults`)."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.clock import Clock, system_clock
from villagedesk.store import engine, migrations, rewording
from villagedesk.store.drives import Drive, drive_of
from villagedesk.store.faults import (
    CannotRead,
    CannotWrite,
    FileDamaged,
    FileExists,
    FileMissing,
    FileNewer,
    FileOlder,
    NotAVillageFile,
    PassphraseNeeded,
    TwoNames,
    UnsafeDrive,
    WrongPassphrase,
    as_fault,
    machine_reason,
)
from villagedesk.store.holder import Holder
from villagedesk.store.ids import new_id
from villagedesk.store.keys import Key, derive, new_salt
from villagedesk.store.sniff import Look, Sight, key_fits_somewhere, sniff
from villagedesk.store.store import Author, FileInfo, Store, read_info

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIX = ".village"


class Opening(NamedTuple):
    """How a file is to be opened.

    Attributes:
        author: who will write.
        read_only: do not take the right to write; an older file is then refused instead of upgraded.
        before_upgrade: makes and verifies a backup of the file, given its connection; an upgrade never runs without.
        any_drive: allow sticks and network drives (reading received files, tests).
        new_id: source of ids.
    """

    author: Author = Author()
    read_only: bool = False
    clock: Clock = system_clock
    before_upgrade: Callable[[Any, Key | None], None] | None = None
    any_drive: bool = False
    new_id: Callable[[], str] = new_id


def create_file(path: Path, passphrase: str, info: FileInfo, opening: Opening | None = None) -> Store:
    """Make a new file and open it. It appears under its name only when it is whole.

    Args:
        path: where; the folder must exist.
        passphrase: empty for a file without one, after the user was warned.
        info: what the file is for; an empty lineage gets a fresh one.
        opening: how the new file is opened.

    Raises:
        FileExists, UnsafeDrive, CannotWrite: see there.
    """
    key = derive(passphrase, new_salt()) if passphrase else None
    return _unlocking(create_with_key(path, key, info, opening or Opening()), passphrase)


def create_with_key(path: Path, key: Key | None, info: FileInfo, opening: Opening) -> Store:
    """As `create_file`, with a key derived before; for a file that shares its passphrase with another (`Store.unlock`)."""
    _refuse_taken(path)
    _refuse_unsafe(path, opening)
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        connection = engine.connect(part, key, create=True)
        try:
            migrations.migrate(connection)
            _write_info(connection, info._replace(lineage=info.lineage or opening.new_id()))
        finally:
            connection.close()
        publish(part, path)
    except (OSError, engine.DatabaseError) as fault:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise (
            CannotWrite(path, machine_reason(fault)) if isinstance(fault, OSError) else as_fault(path, fault)
        ) from fault
    return _opened(path, key, opening)


def open_file(path: Path, passphrase: str, opening: Opening | None = None) -> Store:
    """Open a file, upgrading an older one after a verified backup.

    Raises:
        FileMissing, NotAVillageFile, PassphraseNeeded, WrongPassphrase, FileDamaged, FileNewer, FileOlder, FileHeld,
        TwoNames, UnsafeDrive, CannotWrite: see there.
    """
    opening = opening or Opening()
    sight = look_at(path)
    _refuse_unsafe(path, opening)
    key = None
    if sight.look is Look.SEALED:
        if not passphrase:
            raise PassphraseNeeded(path)
        key = derive(passphrase, sight.salt)
    return _unlocking(_opened(path, key, opening), passphrase if key else "")


def _unlocking(store: Store, passphrase: str) -> Store:
    if passphrase:
        store.unlock = partial(derive, passphrase)
    return store


def open_again(store: Store, *, read_only: bool = False) -> Store:
    """A second connection to an open file, for a worker thread; it shares the first one's right to write."""
    connection = engine.connect(store.path, store.key, read_only=read_only)
    if not read_only:
        engine.harden(connection)
    return Store(
        path=store.path,
        key=store.key,
        connection=connection,
        info=store.info,
        author=store.author,
        read_only=read_only or store.read_only,
        clock=store.clock,
        new_id=store.new_id,
        unlock=store.unlock,
        guards=store.guards,
    )


def open_beside(path: Path, key: Key | None, info: FileInfo, clock: Clock) -> Store:
    """A connection for reading in another process, to a file that its parent has open."""
    return Store(path, key, engine.connect(path, key, read_only=True), info, read_only=True, clock=clock)


def publish(part: Path, path: Path) -> None:
    """Give a finished file its name: its bytes reach the disk before the name does."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can (Windows does it by itself)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_unsafe(path: Path, opening: Opening) -> None:
    if opening.any_drive:
        return
    from villagedesk.i18n import _

    drive = drive_of(path.parent)
    if drive is not Drive.FIXED:
        raise UnsafeDrive(path, _("U盘或移动硬盘") if drive is Drive.REMOVABLE else _("网络盘"))


def _refuse_taken(path: Path) -> None:
    """Refuse the name of a new file where it is in use or cannot be."""
    from villagedesk.i18n import _

    try:
        if path.lstat():
            raise FileExists(path)
    except FileNotFoundError:
        pass
    except OSError as fault:
        raise CannotWrite(path, machine_reason(fault)) from fault
    if not path.parent.is_dir():
        raise CannotWrite(path, _("文件夹不存在"))


def look_at(path: Path) -> Sight:
    """The look of a file that no one has open, if it can be ours at all.

    Raises:
        FileMissing, NotAVillageFile, FileDamaged, CannotRead: by its bytes it cannot be read at all.
    """
    from villagedesk.i18n import _

    try:
        sight = sniff(path)
    except PermissionError as fault:
        raise CannotRead(path, _("没有读取权限")) from fault
    except OSError as fault:
        raise CannotRead(path, machine_reason(fault)) from fault
    match sight.look:
        case Look.MISSING:
            raise FileMissing(path)
        case Look.FOLDER:
            raise NotAVillageFile(path, _("是一个文件夹"))
        case Look.DEVICE:
            raise NotAVillageFile(path, _("不是普通文件"))
        case Look.EMPTY:
            raise NotAVillageFile(path, _("是空文件，0字节"))
        case Look.FOREIGN:
            raise NotAVillageFile(path, sight.foreign)
        case Look.TRUNCATED:
            raise FileDamaged(path, _("长度不完整，可能没有复制完"))
        case _:
            return sight


def _opened(path: Path, key: Key | None, opening: Opening) -> Store:
    if not opening.read_only and path.stat().st_nlink > 1:
        raise TwoNames(path)
    holder = None if opening.read_only else Holder.take(path, opening.author.name, opening.clock())
    connection = None
    try:
        connection, version = _first_read(path, key, read_only=opening.read_only)
        if version > migrations.LATEST:
            raise FileNewer(path, version, migrations.LATEST)
        if version < migrations.LATEST:
            _upgrade(connection, path, key, version, opening)
        if opening.read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            engine.harden(connection)
        info = known_info(connection, path)
    except BaseException:
        if connection is not None:
            connection.close()
        if holder is not None:
            holder.release()
        raise
    store = Store(path, key, connection, info, opening.author, opening.read_only, opening.clock, opening.new_id, holder)
    if not opening.read_only:
        rewording.bring_in_line(store)
    return store


def _first_read(path: Path, key: Key | None, *, read_only: bool) -> tuple[Any, int]:
    """A connection and the file's version; the first read is where a wrong key and damage show."""
    from villagedesk.i18n import _

    connection = None
    try:
        connection = engine.connect(path, key, read_only=read_only)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = migrations.version_of(connection)
    except engine.DatabaseError as fault:
        if connection is not None:
            connection.close()
        said = as_fault(path, fault, reading=True)
        if key is None or isinstance(said, CannotRead):
            raise said from fault
        if key_fits_somewhere(path, key):
            raise FileDamaged(path, _("数据页校验不符，口令是对的")) from fault
        raise WrongPassphrase(path) from fault
    if application != engine.APPLICATION_ID or version < 1:
        connection.close()
        raise NotAVillageFile(path, _("是其他程序的数据库"))
    return connection, version


def known_info(connection: Any, path: Path) -> FileInfo:
    """What the file says of itself.

    Raises:
        FileDamaged: it says nothing: the tables of a village file are missing.
    """
    from villagedesk.i18n import _

    try:
        return read_info(connection)
    except (engine.DatabaseError, KeyError, ValueError) as fault:
        said = as_fault(path, fault, reading=True)
        raise (FileDamaged(path, _("缺少村档的数据表")) if said is fault else said) from fault


def _upgrade(connection: Any, path: Path, key: Key | None, version: int, opening: Opening) -> None:
    if opening.read_only or opening.before_upgrade is None:
        raise FileOlder(path, version)
    opening.before_upgrade(connection, key)
    engine.harden(connection)
    try:
        migrations.migrate(connection)
    except engine.DatabaseError as fault:
        raise as_fault(path, fault) from fault


def _write_info(connection: Any, info: FileInfo) -> None:
    identity = {"lineage": info.lineage, "scope": info.scope, "name": info.name, "code": info.code}
    with engine.unlocked(connection):
        connection.executemany(
            "INSERT INTO file_info VALUES (?, ?)",
            [
                ("identity", json.dumps(identity, ensure_ascii=False)),
                ("year", str(info.year)),
                (rewording.KEY, rewording.TODAY),
            ],
        )


def set_year(store: Store, year: int) -> None:
    """Work on another year from now on."""
    with store.local() as connection:
        connection.execute("UPDATE file_info SET value = ? WHERE key = 'year'", (str(year),))
    store.info = store.info._replace(year=year)
