# SPDX-License-Identifier: MIT
"""Proof that the file is sound: pages, log, tables, lists and photos agree with one another.

The log is replayed from nothing, without using anything the door keeps beside it, and the tables must come out equal.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.values.show import entity_name, label_of
from villagedesk.store import changelog, conflicts, engine, pictures, projection, removal
from villagedesk.store.cells import REMOVED, Head, ranked
from villagedesk.store.replay import Written, heads_of, removal_of, stored_row, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.store import Store


@dataclass(slots=True)
class Soundness:
    """The outcome: counts of what was proved, and a sentence for every fault (ids and labels of fields, no personal data).

    `lists` is whether the household list was made anew and compared, which takes the right to write. `lost` are photos that
    records name and the file does not hold, as (entity, row, field): the file is as it was written, and they must be added again.
    """

    lists: bool = False
    batches: int = 0
    changes: int = 0
    rows: int = 0
    conflicts: int = 0
    faults: list[str] = field(default_factory=list)
    lost: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Logged(Written):
    """A change together with what its fingerprint covers."""

    batch: int
    number: int
    entity: str
    row: str


def verify(store: Store, check: Callable[[], None] = lambda: None) -> Soundness:
    """Prove the file; `check` is called often and may raise `Cancelled`."""
    found = Soundness()
    found.faults += _page_faults(store)
    if found.faults:
        return found
    found.batches, found.changes = _check_seals(store, found.faults, check)
    for spec in ENTITIES.values():
        found.rows += _check_rows(store, spec, found, check)
    _check_pictures(store, found, check)
    found.conflicts = conflicts.count(store)
    check()
    found.lists = not store.read_only
    if found.lists:
        _check_lists(store, found.faults)
    return found


def _page_faults(store: Store) -> Iterator[str]:
    """What SQLite and SQLCipher say of the pages; only together do they see every flipped bit (safety.md B3)."""
    for pragma in ("cipher_integrity_check", "integrity_check") if store.key else ("integrity_check",):
        try:
            rows = store.query(f"PRAGMA {pragma}")
        except engine.DatabaseError as fault:
            rows = [(str(fault),)]
        for row in rows:
            if row and row[0] != "ok":
                yield _("数据页校验不符：{detail}").format(detail=row[0])


def _log(store: Store, where: str, parameters: tuple[Any, ...] = ()) -> Iterator[_Logged]:
    cursor = store.connection.execute(
        "SELECT c.seq, b.id || ':' || c.n, c.field, c.value, c.batch, c.n, c.entity, c.row FROM change c"
        f" JOIN batch b ON b.seq = c.batch {where}",
        parameters,
    )
    for row in cursor:
        yield _Logged(*row)


def _check_seals(store: Store, faults: list[str], check: Callable[[], None]) -> tuple[int, int]:
    """Every batch's digest against its changes and what they replaced: later tampering shows here."""
    over: dict[int, list[str]] = defaultdict(list)
    for change, name in store.connection.execute(
        "SELECT o.change, b.id || ':' || c.n FROM change_over o JOIN change c ON c.seq = o.replaced"
        " JOIN batch b ON b.seq = c.batch"
    ):
        over[change].append(name)
    for change, name in store.connection.execute("SELECT change, name FROM change_over_elsewhere"):
        over[change].append(name)
    hashes: dict[int, dict[int, bytes]] = defaultdict(dict)
    for batch, number, fingerprint in store.query("SELECT batch, n, fingerprint FROM change_elsewhere"):
        hashes[batch][number] = bytes.fromhex(fingerprint)
    elsewhere = sum(map(len, hashes.values()))
    for written in _log(store, "ORDER BY c.batch, c.n"):
        hashes[written.batch][written.number] = changelog.change_hash(
            written.number, written.entity, written.row, written.cell, written.value, sorted(over[written.seq])
        )
    batches = store.query(
        "SELECT b.seq, b.id, b.label, b.kind, b.who, b.device, b.at, b.changes, b.digest, h.fingerprint FROM batch b"
        " LEFT JOIN batch_head h ON h.batch = b.seq"
    )
    for seq, *head, changes, digest, fingerprint in batches:
        check()
        told = [hashes[seq][number] for number in sorted(hashes[seq])]
        told_head = bytes.fromhex(fingerprint) if fingerprint else changelog.head_hash(tuple(head))
        if sorted(hashes[seq]) != list(range(changes)) or changelog.seal(told_head, told) != digest:
            faults.append(_("操作记录 {id} 的内容与校验值不符，可能被改动过").format(id=head[0]))
    return len(batches), sum(map(len, hashes.values())) - elsewhere


def _check_rows(store: Store, spec: EntitySpec, found: Soundness, check: Callable[[], None]) -> int:
    """Replay an entity's log and compare each row of its table; also the heads that the door keeps."""
    replaced = set(
        store.query(
            "SELECT o.replaced, k.field FROM change_over o JOIN change k ON k.seq = o.change"
            " JOIN change c ON c.seq = o.replaced AND c.row = k.row WHERE k.entity = ?",
            (spec.key,),
        )
    )
    kept = defaultdict(list)
    for row, cell, change in store.query(
        "SELECT h.row, h.field, h.change FROM change_head h JOIN change c ON c.seq = h.change WHERE c.entity = ?"
        " ORDER BY h.row, h.field, h.place",
        (spec.key,),
    ):
        kept[row, cell].append(change)
    columns = ", ".join(f'"{name}"' for name in ("id", *spec.columns, "not_applicable", "removed"))
    table = {row[0]: row[1:] for row in store.connection.execute(f'SELECT {columns} FROM "{spec.key}"')}
    rows, what = 0, entity_name(spec)
    for row, log in _grouped(_log(store, "WHERE c.entity = ? ORDER BY c.row, c.seq", (spec.key,))):
        check()
        rows += 1
        heads = heads_of(spec, log, replaced)
        _compare_heads(spec, row, heads, kept, found.faults)
        reason = removal_of(heads)
        visible = reason is not None and _check_unseen(store, spec, row, found.faults)
        if table.pop(row, None) != stored_row(spec, values_of(spec, log, heads), None if visible else reason):
            found.faults.append(_("{what}（标识 {row}）与按修改记录重算的结果不符").format(what=what, row=row))
    found.faults += [_("{what}（标识 {row}）没有修改记录").format(what=what, row=row) for row in table]
    for row, cell in kept:
        text = _("{what}（标识 {row}）的“{field}”多出现行值记录")
        found.faults.append(text.format(what=what, row=row, field=_named(spec, cell)))
    return rows


def _grouped(log: Iterator[_Logged]) -> Iterator[tuple[str, list[_Logged]]]:
    lines: list[_Logged] = []
    for written in log:
        if lines and lines[0].row != written.row:
            yield lines[0].row, lines
            lines = []
        lines.append(written)
    if lines:
        yield lines[0].row, lines


def _check_unseen(store: Store, spec: EntitySpec, row: str, faults: list[str]) -> bool:
    """Whether something stands in a removed row that its removers had not seen; the door must have noted the same."""
    unseen = removal.unseen(store.connection, spec.key, row)
    if store.query("SELECT change FROM change_unseen WHERE row = ? ORDER BY change", (row,)) != [
        (one,) for one in unseen
    ]:
        text = _("{what}（标识 {row}）的删除记录与修改记录不符")
        faults.append(text.format(what=entity_name(spec), row=row))
    return bool(unseen)


def _compare_heads(
    spec: EntitySpec, row: str, heads: dict[str, list[Head]], kept: dict[tuple[str, str], list[int]], faults: list[str]
) -> None:
    """Whether the door keeps the same heads in the same order."""
    for cell, found in heads.items():
        if kept.pop((row, cell), []) != [head.seq for head in ranked(cell, found)]:
            text = _("{what}（标识 {row}）的“{field}”现行值记录与修改记录不符")
            faults.append(text.format(what=entity_name(spec), row=row, field=_named(spec, cell)))


def _named(spec: EntitySpec, cell: str) -> str:
    """The cell in the user's words; one that no field of ours has as it stands."""
    key = cell.partition("#")[0]
    return _("是否在回收站") if cell == REMOVED else label_of(spec[key]) if key in spec else cell


def _check_pictures(store: Store, found: Soundness, check: Callable[[], None]) -> None:
    """Each photo against the digest it is named by, and each record that names one against the photos."""
    held = pictures.hashes(store)
    for digest in sorted(held):
        check()
        if hashlib.sha256(pictures.load(store, digest) or b"").hexdigest() != digest:
            found.faults.append(_("照片（标识 {id}）的内容与校验值不符").format(id=digest[:8]))
    for spec in ENTITIES.values():
        for one in (one for one in spec.fields if one.kind is Kind.PHOTO):
            for row, digest in store.query(
                f'SELECT id, "{one.key}" FROM "{spec.key}" WHERE removed IS NULL AND "{one.key}" IS NOT NULL ORDER BY id'
            ):
                if digest not in held:
                    found.lost.append((spec.key, row, one.key))


def _check_lists(store: Store, faults: list[str]) -> None:
    """The household list against one made anew, in a transaction that is rolled back."""
    compared = "SELECT * FROM household_list ORDER BY id"
    before = store.query(compared)
    connection = store.connection
    with engine.unlocked(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            projection.refresh(connection, [row[0] for row in store.query("SELECT id FROM household")])
            if store.query(compared) != before:
                faults.append(_("户列表与重新汇总的结果不符"))
        finally:
            connection.execute("ROLLBACK")
