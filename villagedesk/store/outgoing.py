# SPDX-License-Identifier: MIT
"""Files that leave the house: what a copy must not take along, and the seal by which the receiver knows it whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.store import engine, foreign, scope
from villagedesk.store.backup import copy_to, stoppable
from villagedesk.store.faults import CannotWrite, as_fault, machine_reason
from villagedesk.store.rederive import rederive
from villagedesk.store.union import Union

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from villagedesk.store.foreign import Foreign
    from villagedesk.store.keys import Key
    from villagedesk.store.scope import Scope
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file says of its own export, kept in `file_info`.

    Attributes:
        kind: "report" (上报) or "return" (返回村里).
        sender: name of the village or township that made it.
        at: when, local time of its computer.
        content: hash over all batches in it; see `content_hash`.
    """

    kind: str
    sender: str
    who: str
    device: str
    at: str
    content: str
    households: int
    members: int
    batches: int


def content_hash(connection: Any) -> str:
    """A hash over the id and digest of every batch, whatever their order: equal contents have equal hashes."""
    digest = hashlib.sha256()
    for name, seal in connection.execute("SELECT id, digest FROM batch ORDER BY id"):
        digest.update(f"{name}\x1f{seal}\n".encode())
    return digest.hexdigest()


def seal_of(connection: Any) -> Seal | None:
    """The seal of a file, if it was exported; ValueError if it is no seal of ours."""
    row = connection.execute("SELECT value FROM file_info WHERE key = 'seal'").fetchone()
    if row is None:
        return None
    try:
        return Seal(**json.loads(row[0]))
    except TypeError as fault:
        raise ValueError("seal") from fault


def report_copy(store: Store, target: Path, kind: str, check: Callable[[], None] = lambda: None) -> Seal:
    """Write a whole copy of the open file for the township: without drafts, remembered answers and templates, sealed, verified.

    Raises:
        CannotWrite, FileDamaged, Cancelled: see `backup.copy_to`; nothing is left behind.
    """
    copy_to(store.connection, target, store.key, check)
    return _finish(store, target, store.key, kind, check)


def _finish(store: Store, target: Path, key: Key | None, kind: str, check: Callable[[], None]) -> Seal:
    """Strip what is this office's own, write the seal, and rewrite every page so that nothing is left between them."""
    connection = None
    try:
        connection = engine.connect(target, key)
        engine.harden(connection)
        with engine.unlocked(connection), stoppable(connection, check):
            count = "SELECT count(*) FROM {} WHERE removed IS NULL"
            seal = Seal(
                kind=kind,
                sender=store.info.name,
                who=store.author.name,
                device=store.author.device,
                at=store.clock().isoformat(" ", "seconds"),
                content=content_hash(connection),
                households=connection.execute(count.format("household")).fetchone()[0],
                members=connection.execute(count.format("member")).fetchone()[0],
                batches=connection.execute("SELECT count(*) FROM batch").fetchone()[0],
            )
            connection.execute("BEGIN IMMEDIATE")
            for table in ("draft", "memory", "arrival", "own_template"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute(
                "INSERT OR REPLACE INTO file_info VALUES ('seal', ?)", (json.dumps(asdict(seal), ensure_ascii=False),)
            )
            connection.execute("COMMIT")
            connection.execute("VACUUM")
    except engine.DatabaseError as fault:
        raise as_fault(target, fault) from fault
    except OSError as fault:
        raise CannotWrite(target, machine_reason(fault)) from fault
    finally:
        if connection is not None:
            connection.close()
    return seal


def fill_return(store: Store, fresh: Store, village: str, check: Callable[[], None] = lambda: None) -> int:
    """Put a village's part of the log into a fresh file, with whatever follows from it.

    Args:
        store: the township's file.
        fresh: a new, empty file.
        village: id of the village's row.
        check: called often; may raise `Cancelled`.

    Returns:
        How many households the village has.
    """
    rows = scope.scope_of(store.connection, village)
    with fresh.writing() as connection:
        union = Union(connection, 0)  # nothing in it was written there: the receiver can undo none of it by itself
        for batch in _scoped(store, rows):
            check()
            union.add(batch)
        touched = union.take_touched()
        rederive(connection, touched.rows, check, touched.newborn)
        _pictures(store, connection)
    households: int = fresh.value("SELECT count(*) FROM household WHERE village = ? AND removed IS NULL", (village,))
    return households


def seal_return(store: Store, target: Path, key: Key | None, check: Callable[[], None] = lambda: None) -> Seal:
    """Seal the return file that `fill_return` filled; `store` is the township's."""
    return _finish(store, target, key, "return", check)


def _scoped(store: Store, rows: Scope) -> Iterator[Foreign]:
    """The batches of a village, each with its own lines and the fingerprints of the others."""
    for batch in foreign.batches_at(store.connection, scope.batches_of(store.connection, rows.rows)):
        kept = [line for line in batch.lines if rows.includes(line)]
        batch.elsewhere.update({line.number: line.fingerprint() for line in batch.lines if not rows.includes(line)})
        batch.lines = kept
        if kept:
            yield batch


def _pictures(store: Store, connection: Any) -> None:
    """The pictures that the village's own rows name."""
    from villagedesk.models.catalogue.registry import ENTITIES
    from villagedesk.models.catalogue.spec import Kind

    wanted = set()
    for spec in ENTITIES.values():
        for field in spec.fields:
            if field.kind is Kind.PHOTO:
                found = connection.execute(f'SELECT "{field.key}" FROM "{spec.key}" WHERE "{field.key}" IS NOT NULL')
                wanted |= {digest for (digest,) in found}
    for digest in sorted(wanted):
        picture = store.one("SELECT hash, media, content FROM picture WHERE hash = ?", (digest,))
        if picture:
            connection.execute("INSERT OR IGNORE INTO picture VALUES (?, ?, ?)", picture)
