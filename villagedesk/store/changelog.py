# SPDX-License-Identifier: MIT
"""Reading the change log: heads, values, names. Only the door writes it (`door`)."""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from villagedesk.store.cells import BIRTH, Head, value_at_birth
from villagedesk.store.encoding import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.store.store import Store

_NAMED = "SELECT b.id || ':' || c.n, c.seq, c.field, c.value FROM change c JOIN batch b ON b.seq = c.batch"


def heads(connection: Any, row: str, cell: str) -> list[Head]:
    """The heads of a cell. A cell nobody has written since the row was born has the births as heads."""
    found = connection.execute(
        _NAMED + " JOIN change_head h ON h.change = c.seq WHERE h.row = ? AND h.field = ? ORDER BY h.place", (row, cell)
    ).fetchall()
    if not found:
        found = connection.execute(_NAMED + " WHERE c.row = ? AND c.field = ''", (row,)).fetchall()
    return [head_of(cell, line) for line in found]


def heads_of_row(connection: Any, row: str) -> tuple[dict[str, list[tuple[int, str]]], list[tuple[int, str]]]:
    """What a new change of any cell of a row replaces, as (place, global name): by cell, and for all other cells."""
    found: dict[str, list[tuple[int, str]]] = {}
    for cell, seq, name in connection.execute(
        "SELECT h.field, c.seq, b.id || ':' || c.n FROM change_head h JOIN change c ON c.seq = h.change"
        " JOIN batch b ON b.seq = c.batch WHERE h.row = ?",
        (row,),
    ):
        found.setdefault(cell, []).append((seq, name))
    births = connection.execute(
        "SELECT c.seq, b.id || ':' || c.n FROM change c JOIN batch b ON b.seq = c.batch WHERE c.row = ? AND c.field = ''",
        (row,),
    ).fetchall()
    return found, births


def head_of(cell: str, line: Sequence[Any]) -> Head:
    """A head of a cell from (name, seq, written field, value) of the change."""
    name, seq, field, value = line
    return Head(name, seq, value_in_cell(field, value, cell))


def value_in_cell(written_field: str, value: str, cell: str) -> str:
    """What a change says of a cell: its value, or what a birth says of it; JSON as the log would have it."""
    return dumps(value_at_birth(loads(value), cell)) if written_field == BIRTH else value


def replaced_in_cell(connection: Any, change: int, row: str, cell: str) -> list[Head]:
    """What a change replaced in its own cell.

    A removal also lists what its author had merely seen: heads of other cells, and births that an earlier change of this
    cell had replaced already.
    """
    found = connection.execute(
        _NAMED + " JOIN change_over o ON o.replaced = c.seq WHERE o.change = ?1 AND c.row = ?2 AND (c.field = ?3"
        " OR c.field = '' AND NOT EXISTS (SELECT 1 FROM change_over e JOIN change k ON k.seq = e.change"
        " WHERE e.replaced = c.seq AND k.row = ?2 AND k.field = ?3 AND k.seq < ?1))",
        (change, row, cell),
    ).fetchall()
    return [Head(name, seq, value_in_cell(field, value, cell)) for name, seq, field, value in found]


def names(connection: Any, seqs: Iterable[int]) -> list[str]:
    """The global names of changes, sorted: batch id and number within it."""
    wanted = sorted(seqs)
    marks = ",".join("?" * len(wanted))
    found = connection.execute(
        f"SELECT b.id || ':' || c.n FROM change c JOIN batch b ON b.seq = c.batch WHERE c.seq IN ({marks})", wanted
    ).fetchall()
    return sorted(name for (name,) in found)


def change_hash(number: int, entity: str, row: str, cell: str, value: str, over: Sequence[str]) -> bytes:
    """The fingerprint of one change; a batch is sealed by those of all its changes.

    It is the hash of `dumps([number, entity, row, cell, value, over])`, put together by hand: every change of every file
    that is read passes here, and the encoder for any content takes thrice as long.
    """
    text = (
        f"[{number},{_quoted(entity)},{_quoted(row)},{_quoted(cell)},{_quoted(value)},[{','.join(map(_quoted, over))}]]"
    )
    return hashlib.sha256(text.encode("utf-8")).digest()


def head_hash(head: tuple[str, str, str, str, str, str]) -> bytes:
    """The fingerprint of a batch's id, label, kind, author, device and time; a label may have to go (`erasing`)."""
    return hashlib.sha256(dumps(list(head)).encode("utf-8")).digest()


def seal(head: bytes, hashes: Iterable[bytes]) -> str:
    """The digest of a batch: over the hash of its head (`head_hash`) and of each change in order.

    Kept per change so that a part of a batch can travel with the fingerprints of the rest (merge.md M72).
    """
    digest = hashlib.sha256(head)
    for one in hashes:
        digest.update(one)
    return digest.hexdigest()


def last_batch(store: Store) -> int:
    """The place of the last batch in the log; 0 while there is none."""
    return int(store.value("SELECT max(seq) FROM batch") or 0)
