# SPDX-License-Identifier: MIT
"""What one action changed, and whom its rows are about, removed or not; for the list of actions and the recycle bin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.store.cells import BIRTH, value_at_birth
from villagedesk.store.history import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.store.store import Store

_CHUNK: Final = 5_000
_FACTS: Final = ("seq", "batch", "at", "who", "device", "label", "kind", "entity", "row", "cell")


def of_batch(store: Store, batch: int, limit: int = 500) -> list[Entry]:
    """What the action at this place of the log wrote, in the order in which it wrote, at most `limit` lines."""
    found = store.query(
        "SELECT c.seq, c.batch, b.at, b.who, b.device, b.label, b.kind, c.entity, c.row, c.field, c.value"
        " FROM change c JOIN batch b ON b.seq = c.batch WHERE c.batch = ? ORDER BY c.n LIMIT ?",
        (batch, limit),
    )
    return [_entry(store, line) for line in found]


def at_places(store: Store, seqs: Collection[int]) -> list[Entry]:
    """The changes at these places of the log, in its order."""
    found = store.query(
        "SELECT c.seq, c.batch, b.at, b.who, b.device, b.label, b.kind, c.entity, c.row, c.field, c.value"
        " FROM change c JOIN batch b ON b.seq = c.batch WHERE c.seq IN (SELECT value FROM json_each(?)) ORDER BY c.seq",
        (json.dumps(list(seqs)),),
    )
    return [_entry(store, line) for line in found]


def _entry(store: Store, line: tuple[Any, ...]) -> Entry:
    facts: dict[str, Any] = dict(zip(_FACTS, line, strict=False))
    return Entry(**facts, old=_old(store, facts["seq"], facts["cell"]), new=json.loads(line[-1]))


def _old(store: Store, seq: int, cell: str) -> tuple[Any, ...]:
    """The contents that a change replaced in its own cell."""
    if cell == BIRTH:
        return ()
    replaced = store.query(
        "SELECT c.field, c.value FROM change_over o JOIN change c ON c.seq = o.replaced"
        " WHERE o.change = ? AND c.field IN (?, ?)",
        (seq, cell, BIRTH),
    )
    return tuple(
        value_at_birth(json.loads(value), cell) if written == BIRTH else json.loads(value)
        for written, value in replaced
    )


def whose(store: Store, rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Whom rows, given as (entity, id), are about: the name of the person, village or cadre, or of the household's head.

    Rows about nobody are missing.
    """
    by_entity: dict[str, set[str]] = {}
    for entity, row in rows:
        by_entity.setdefault(entity, set()).add(row)
    names: dict[str, str] = {}
    for entity, ids in by_entity.items():
        names.update(_names(store, entity, ids))
    return names


def _names(store: Store, entity: str, ids: Collection[str]) -> dict[str, str]:
    if entity == "household":
        return _heads(store, ids)
    spec = entity_spec(entity)
    if "name" in spec and not spec.natural:
        return _column(store, entity, "name", ids)
    if spec.parent:
        owners = _column(store, entity, spec.parent, ids)
        found = _names(store, spec[spec.parent].ref, set(owners.values()))
        return {row: found[owner] for row, owner in owners.items() if owner in found}
    label = {"village": "name", "line": "region"}.get(entity)
    return _column(store, entity, label, ids) if label else {}  # an erasure is about nobody any more


def _heads(store: Store, ids: Collection[str]) -> dict[str, str]:
    """The head of each household; where none is marked, or the household lies in the bin, its first member."""
    found: dict[str, str] = {}
    for marks, part in _parts(ids):
        rows = store.query(
            f"SELECT m.household, m.name FROM member m WHERE m.household IN ({marks}) AND m.name IS NOT NULL ORDER BY"
            " EXISTS (SELECT 1 FROM member_year r WHERE r.member = m.id AND r.relation = 'head'),"
            " m.position IS NULL DESC, m.position DESC, m.id DESC",
            part,
        )
        found.update(rows)  # the last of a household wins: its head, else the one who stands first
    return found


def _column(store: Store, entity: str, column: str, ids: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for marks, part in _parts(ids):
        found.update(
            store.query(f'SELECT id, "{column}" FROM "{entity}" WHERE id IN ({marks}) AND "{column}" IS NOT NULL', part)
        )
    return found


def _parts(ids: Collection[str]) -> Iterable[tuple[str, list[str]]]:
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        yield ",".join("?" * len(part)), part
