# SPDX-License-Identifier: MIT
"""Reading a file that somebody else wrote: every page checked, its schema compared object by object, nothing of it run.

Only for a private copy that nobody else has open, and only in a process of its own (`merge`): the bytes may be hostile
(safety.md B2). Of the file only the change log and its pictures are read; tables and lists follow from the log anyway.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _
from villagedesk.store import backup, engine, migrations
from villagedesk.store.faults import FileDamaged, FileNewer, NotAVillageFile
from villagedesk.store.outgoing import content_hash, seal_of
from villagedesk.store.store import FileInfo, read_info

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from villagedesk.store.keys import Key
    from villagedesk.store.outgoing import Seal

LONGEST: Final = 200_000  # characters of one value in the log; the longest field holds a tenth of it
LARGEST_PICTURE: Final = 8_000_000  # bytes; ours are shrunk to a fraction of it

Objects = list[tuple[str, str, str, str]]  # type, name, table and SQL of everything a schema consists of


@contextmanager
def received(
    path: Path, key: Key | None, ours: Objects | None = None, check: Callable[[], None] = lambda: None
) -> Iterator[Any]:
    """A connection to a received file, after all checks; an older file is brought to today's version first.

    Args:
        path: the private copy.
        key: of the file; None for one without a passphrase.
        ours: the schema of our own files (`our_objects`), if it is known already.
        check: called often; may raise `Cancelled`.

    Raises:
        WrongPassphrase, FileDamaged, FileNewer, NotAVillageFile: see there.
    """
    version = backup.examine(path, key, check).version
    if version > migrations.LATEST:
        raise FileNewer(path, version, migrations.LATEST)
    if version < migrations.LATEST:
        _upgrade(path, key)
    connection = engine.connect(path, key, read_only=True)
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA query_only = ON")
        if _objects(connection) != (ours or our_objects()):
            raise NotAVillageFile(path, _("内部结构与村档文件不同"))
        if _without_changes(connection) or _miscounted(connection):
            raise FileDamaged(path, _("修改记录不合规格：{where}").format(where="batch"))
        if _oversized(connection):
            raise FileDamaged(path, _("修改记录中有过长的内容"))
        with backup.stoppable(connection, check):
            yield connection
    except UnicodeDecodeError as fault:
        raise FileDamaged(path, _("文字编码不正确")) from fault
    finally:
        connection.close()


def facts(connection: Any) -> tuple[FileInfo, dict[str, int], str, int]:
    """What a received file says of itself: its info, rows of each sort, when it was last written, how many batches."""
    rows = dict(
        connection.execute("SELECT entity, count(DISTINCT row) FROM change WHERE field = '' GROUP BY entity").fetchall()
    )
    last = connection.execute("SELECT at FROM batch ORDER BY seq DESC LIMIT 1").fetchone()
    (batches,) = connection.execute("SELECT count(*) FROM batch").fetchone()
    return read_info(connection), rows, last[0] if last else "", batches


def checked_seal(name: Path, connection: Any) -> Seal | None:
    """The seal of an export, whose content hash belongs to what is in the file; None for a raw copy.

    A raw copy of a file that was made from an export, and was written to since, has a seal that no longer fits: it is
    no export, but nothing is wrong with it.

    Raises:
        FileDamaged: the seal is none of ours.
    """
    try:
        seal = seal_of(connection)
    except ValueError as fault:
        raise FileDamaged(name, _("上报标记不合规格")) from fault
    return seal if seal and seal.content == content_hash(connection) else None


def picture_of(connection: Any, digest: str) -> tuple[str, bytes] | None:
    """Media type and bytes of a picture; None if the file lacks it or it is larger than any of ours."""
    found: tuple[str, bytes] | None = connection.execute(
        "SELECT media, content FROM picture WHERE hash = ? AND length(content) <= ?", (digest, LARGEST_PICTURE)
    ).fetchone()
    return found


def _upgrade(path: Path, key: Key | None) -> None:
    """Bring the private copy to today's version; the file that was sent stays as it is."""
    connection = engine.connect(path, key)
    try:
        if _objects(connection) != our_objects(migrations.version_of(connection)):
            raise NotAVillageFile(path, _("内部结构与村档文件不同"))
        engine.harden(connection)
        migrations.migrate(connection)
    finally:
        connection.close()


def _without_changes(connection: Any) -> bool:
    """Whether there are batches that our program never writes; asked first, since there may be millions of them."""
    empty = "SELECT 1 FROM batch WHERE changes < 1 OR length(digest) <> 64 OR length(id) > 64 LIMIT 1"
    return connection.execute(empty).fetchone() is not None


def _miscounted(connection: Any) -> bool:
    """Whether a batch has more or fewer changes than it says; counting is quick, and checking millions of seals is not."""
    count = (
        "SELECT 1 FROM batch b WHERE (SELECT count(*) FROM change c WHERE c.batch = b.seq)"
        " + (SELECT count(*) FROM change_elsewhere e WHERE e.batch = b.seq) <> b.changes LIMIT 1"
    )
    return connection.execute(count).fetchone() is not None


def _oversized(connection: Any) -> bool:
    long = "SELECT 1 FROM change WHERE length(value) > ?1 OR length(row) > 100 OR length(field) > 100 LIMIT 1"
    return connection.execute(long, (LONGEST,)).fetchone() is not None


def _objects(connection: Any) -> Objects:
    """Everything the schema consists of. A view, trigger, virtual table or index of another's making shows here."""
    found: Objects = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    return found


@cache
def our_objects(version: int = migrations.LATEST) -> Objects:
    """The schema of a file that our own migrations made."""
    connection = engine.in_memory()
    try:
        migrations.migrate(connection, migrations.MIGRATIONS[:version])
        return _objects(connection)
    finally:
        connection.close()
