# SPDX-License-Identifier: MIT
"""The only place that loads a database driver: SQLCipher, also for files without a passphrase.

One SQLite library per process: a second one (stdlib sqlite3, QtSql) would drop this one's locks on the same file
(sqlite.org "How To Corrupt" §2.2). sqlite-utils prefers `pysqlite3` when it exists, so SQLCipher takes that name before
sqlite-utils is imported; otherwise it would catch the wrong exception classes.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import sqlcipher3
import sqlcipher3.dbapi2 as driver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.store.keys import Key

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", driver)

DatabaseError: Final[type[Exception]] = driver.DatabaseError
OperationalError: Final[type[Exception]] = driver.OperationalError
Connection = Any

APPLICATION_ID: Final = 0x56446B31  # "VDk1"
PAGE_SIZE: Final = 4096
BUSY_MS: Final = 5_000
_ROOM_KB: Final = 480_000  # most; fifty villages at once touch about as much, and whoever merges one takes a fraction
CACHE_KIB: Final = 65_536


def connect(path: Path, key: Key | None, *, read_only: bool = False, create: bool = False) -> Connection:
    """Open a connection with the settings that every connection of the program has.

    References are not enforced by SQLite (its default): merged files may hold an orphan, which our own rules report.

    Args:
        path: the database file.
        key: how it is encrypted; None for a plain file.
        read_only: refuse all writing.
        create: make the file if it is missing; otherwise a missing file is an `OperationalError`.
    """
    mode = "ro" if read_only else ("rwc" if create else "rw")
    uri = f"file:{quote(os.fsencode(path.resolve()))}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.pragma}"')
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")  # SQLite's own temporary files would hold personal data
    except DatabaseError:
        connection.close()
        raise
    return connection


def in_memory() -> Connection:
    """A plain database that lives nowhere; for comparing schemas."""
    return driver.connect(":memory:", isolation_level=None)


@contextmanager
def copy_of(path: Path, key: Key | None) -> Iterator[Connection]:
    """An empty database in memory beside which a village file is attached, for reading, as `source`.

    The connection outlives the block, without the file, and may then be used by another thread. Nothing of it is ever
    written to a disk.
    """
    connection = driver.connect("file::memory:", uri=True, isolation_level=None, check_same_thread=False)
    attached = False
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        uri = f"file:{quote(os.fsencode(path.resolve()))}?mode=ro"
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("ATTACH DATABASE ? AS source KEY ?", (uri, key.pragma if key is not None else ""))
        attached = True
        yield connection
    except BaseException:
        connection.close()
        raise
    if attached:
        connection.execute("DETACH DATABASE source")


def harden(connection: Connection) -> None:
    """Settings that touch the file: a hand copy of the idle file is complete, a power cut loses no acknowledged save.

    Measured: TRUNCATE with FULL lost nothing in 3,000 simulated power cuts where DELETE with FULL lost the last commit
    in 985 (docs/adr/0003). WAL would leave the newest rows in a second file that nobody copies.
    """
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = ON")


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """More page cache for work on many rows, else each page is encrypted again and again; and no search for garbage."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_ROOM_KB}")
    try:
        with unsearched():
            yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")


@contextmanager
def unsearched() -> Iterator[None]:
    """No search for garbage while many rows are read: they refer to nothing that refers to them.

    Python would look for circles among them all the time.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@contextmanager
def unlocked(connection: Connection) -> Iterator[None]:
    """Let the connection write for a moment; otherwise it is `query_only`."""
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = ON")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one after the other; each must end where a line ends."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if driver.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def wrapped(connection: Connection) -> Any:
    """The connection as a sqlite-utils Database, for migrations and bulk work."""
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)
