# SPDX-License-Identifier: MIT
"""An open village file. Reading is free; writing goes through `change` (records) or `local` (drafts and the like)."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.clock import Clock, system_clock
from villagedesk.store import engine
from villagedesk.store.faults import ReadOnlyFile, as_fault
from villagedesk.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from villagedesk.store.door import Change
    from villagedesk.store.holder import Holder
    from villagedesk.store.keys import Key


class FileInfo(NamedTuple):
    """What the file says of itself.

    Attributes:
        lineage: random id given at creation; copies share it.
        scope: "village" or "township".
        name: of the village or township.
        code: 12 digits of a village, 9 of a township.
        year: the year whose facts are worked on.
    """

    lineage: str
    scope: str
    name: str
    code: str
    year: int


class Author(NamedTuple):
    """Who writes, and on which computer; shown in the history."""

    name: str = ""
    device: str = ""


class Changed(NamedTuple):
    """What a closed door has changed: the screens redraw from it. Empty when nothing differed.

    Attributes:
        label: name of the action, as the undo menu shows it.
        batch: place of the batch in this file's log, 0 if nothing was written.
        tables: entities touched.
        ids: rows touched; of a merge none are named, there may be a million.
        households: households whose line in the list may look different.
    """

    label: str
    batch: int = 0
    tables: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.batch)


@dataclass(slots=True, eq=False)
class Store:
    """One connection to one file; it belongs to the thread that opened it.

    `unlock` makes the key of another file with a given salt from this file's passphrase: copies of other villages are
    tried with it first (merge.md M90). `guards` look at every batch before it is sealed and refuse it by raising; what they
    forbid is said by services (`services.keeping.locking`), and what arrives by merging does not pass them.
    """

    path: Path
    key: Key | None
    connection: Any = field(repr=False)
    info: FileInfo
    author: Author = field(default_factory=Author)
    read_only: bool = False
    clock: Clock = system_clock
    new_id: Callable[[], str] = new_id
    holder: Holder | None = None
    unlock: Callable[[bytes], Key | None] = field(default=lambda _salt: None, repr=False)
    on_change: list[Callable[[Changed], None]] = field(default_factory=list)
    guards: list[Callable[[Store, int], None]] = field(default_factory=list)
    _open_door: bool = False

    def on_day(self, day: dt.date) -> Store:
        """The same file, read as if it were the end of that day. Facts are those of now; nothing can be written through it."""
        evening = dt.datetime.combine(day, dt.time(23, 59))
        return replace(self, clock=lambda: evening, read_only=True, holder=None, on_change=[], guards=[])

    @property
    def in_memory(self) -> bool:
        """Whether it is a copy as of a day, which another connection cannot open: that would read the file as it is now."""
        return not self.connection.execute("PRAGMA database_list").fetchone()[2]

    def query(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT; a read never stays open, since an open one would block the writer."""
        rows: list[tuple[Any, ...]] = self.connection.execute(sql, parameters).fetchall()
        return rows

    def one(self, sql: str, parameters: Any = ()) -> tuple[Any, ...] | None:
        """The first row of a SELECT, or None."""
        cursor = self.connection.execute(sql, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return row

    def value(self, sql: str, parameters: Any = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, parameters)
        return row[0] if row else None

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """One transaction, written whole or not at all. Only `change` and `local` build on it.

        Raises:
            ReadOnlyFile: the file was opened for reading.
            CannotWrite: disk full, write-protected, failing.
        """
        if self.read_only:
            raise ReadOnlyFile
        if self._open_door:
            raise RuntimeError("the door is open already: one action is one transaction")
        connection = self.connection
        self._open_door = True
        try:
            connection.execute("PRAGMA query_only = OFF")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except engine.DatabaseError as fault:
            raise as_fault(self.path, fault) from fault
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute("PRAGMA query_only = ON")
            self._open_door = False

    @contextmanager
    def change(self, label: str, kind: str = "edit", inverts: str = "") -> Iterator[Change]:
        """The write door: everything put through it becomes one named, undoable batch, or nothing does.

        Args:
            label: what the user did, in words of the menu ("登记走访").
            kind: edit, import, undo, redo, restore, demo.
            inverts: id of the batch that an undo or redo takes back.
        """
        from villagedesk.store.door import Change

        change = Change(self, label, kind, inverts)
        with self.writing():
            yield change
            for guard in self.guards if change.batch else ():
                guard(self, change.batch)
            change.close()
        self.tell(change.changed)

    def tell(self, changed: Changed) -> None:
        """Let the listeners know what is different now; nothing is said where nothing differs."""
        for listener in tuple(self.on_change) if changed else ():
            listener(changed)

    @contextmanager
    def local(self) -> Iterator[Any]:
        """A transaction on the tables that are not facts (drafts, remembered answers); it makes no batch."""
        with self.writing() as connection:
            yield connection

    def close(self) -> None:
        """Close the connection and give up the right to write; calling it again does nothing."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        if self.holder is not None:
            self.holder.release()
            self.holder = None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def read_info(connection: Any) -> FileInfo:
    """What the file says of itself."""
    rows = dict(connection.execute("SELECT key, value FROM file_info").fetchall())
    content = json.loads(rows["identity"])
    return FileInfo(content["lineage"], content["scope"], content["name"], content["code"], int(rows["year"]))
