# SPDX-License-Identifier: MIT
"""Who wrote what, when, on which computer: of a field, of a record, of the whole file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.store.cells import BIRTH, REMOVED, field_of, value_at_birth
from villagedesk.store.encoding import from_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.catalogue.spec import FieldSpec, Value
    from villagedesk.store.store import Store


class Entry(NamedTuple):
    """One writing of one cell.

    Attributes:
        label: the action it was part of; `batch` its place in the log.
        cell: field, field#code, "removed", or "" for the birth of the row.
        old: values it replaced, usually one; `new` the value it wrote (JSON contents).
    """

    seq: int
    batch: int
    at: str
    who: str
    device: str
    label: str
    kind: str
    entity: str
    row: str
    cell: str
    old: tuple[Any, ...]
    new: Any

    @property
    def field(self) -> FieldSpec | None:
        """The field; None for births and removals."""
        return None if self.cell in {BIRTH, REMOVED} else entity_spec(self.entity)[field_of(self.cell)]

    def value(self, content: Any) -> Value:
        """A content of `old` or `new` as a value of the field; memberships of a set are True or False."""
        spec = self.field
        if spec is None or "#" in self.cell:
            found: Value = content
            return found
        return from_json(spec, content)


_SELECT = (
    "SELECT c.seq, c.batch, b.at, b.who, b.device, b.label, b.kind, c.entity, c.row, c.field, c.value"
    " FROM change c JOIN batch b ON b.seq = c.batch"
)


def of_rows(store: Store, rows: Sequence[str], limit: int = 1_000) -> list[Entry]:
    """What was written in these rows, the newest first."""
    marks = ",".join("?" * len(rows))
    found = store.query(f"{_SELECT} WHERE c.row IN ({marks}) ORDER BY c.seq DESC LIMIT ?", (*rows, limit))
    return [_entry(store, line) for line in found]


def of_field(store: Store, entity: str, row: str, field: str) -> list[Entry]:
    """The life of one field, the newest first: its birth value, then every change, for a set member by member."""
    found = store.query(
        f"{_SELECT} WHERE c.row = ? AND c.entity = ? AND (c.field IN ('', ?) OR c.field LIKE ? || '#%')"
        " ORDER BY c.seq DESC",
        (row, entity, field, field),
    )
    entries = []
    for line in found:
        if line[9] == BIRTH:
            first = value_at_birth(json.loads(line[10]), field)
            entries.append(Entry(**_facts(line), cell=field, old=(), new=first))
        else:
            entries.append(_entry(store, line))
    return entries


def _facts(line: tuple[Any, ...]) -> dict[str, Any]:
    names = ("seq", "batch", "at", "who", "device", "label", "kind", "entity", "row")
    return dict(zip(names, line, strict=False))


def _entry(store: Store, line: tuple[Any, ...]) -> Entry:
    seq, cell = line[0], line[9]
    replaced = store.query(
        "SELECT c.field, c.value FROM change_over o JOIN change c ON c.seq = o.replaced"
        " WHERE o.change = ? AND c.row = ? AND c.field IN (?, '')",
        (seq, line[8], cell),
    )
    old = tuple(
        value_at_birth(json.loads(value), cell) if written == BIRTH else json.loads(value)
        for written, value in replaced
    )
    return Entry(**_facts(line), cell=cell, old=old if cell != BIRTH else (), new=json.loads(line[10]))


class BatchLine(NamedTuple):
    """One action in the list of actions."""

    batch: int
    id: str
    label: str
    kind: str
    who: str
    device: str
    at: str
    changes: int


def batches(store: Store, limit: int = 200, before: int | None = None) -> list[BatchLine]:
    """The latest actions, the newest first; `before` continues a list after its last batch."""
    found = store.query(
        "SELECT seq, id, label, kind, who, device, at, changes FROM batch WHERE seq < ? ORDER BY seq DESC LIMIT ?",
        (before or 2**62, limit),
    )
    return [BatchLine(*line) for line in found]


def has_batch(store: Store, batch: str) -> bool:
    """Whether the file holds an action with this global name."""
    return store.one("SELECT 1 FROM batch WHERE id = ?", (batch,)) is not None


def last_own_and_merge(store: Store) -> tuple[str, int]:
    """Global id of the last action that was written in this file ("" if none was), and number of its last merge (or 0).

    Places in the log do not do: undoing a merge gives them to others.
    """
    own: str = store.value("SELECT id FROM batch WHERE arrived IS NULL ORDER BY seq DESC LIMIT 1") or ""
    merge: int = store.value("SELECT max(seq) FROM arrival") or 0
    return own, merge


def since(store: Store, own: str, merge: int, at: str) -> tuple[int, int, int]:
    """What came after an action (id) and a merge (number): own actions, their changes, and merges that still stand.

    `at` counts only where the action itself has left the log with a merge that was undone.
    """
    after = store.value("SELECT seq FROM batch WHERE id = ?", (own,))
    condition, bound = ("seq > ?", after or 0) if after or not own else ("at > ?", at)
    actions, changes = store.query(
        f"SELECT count(*), coalesce(sum(changes), 0) FROM batch WHERE arrived IS NULL AND {condition}", (bound,)
    )[0]
    merges = store.value("SELECT count(*) FROM arrival WHERE seq > ? AND undone IS NULL", (merge,))
    return actions, changes, merges


def log_end(store: Store) -> str:
    """Where the log ends: another text after every change of facts, also after a merge was taken out again."""
    found = store.one("SELECT max(seq) FROM change")
    last = store.value("SELECT id FROM batch ORDER BY seq DESC LIMIT 1")
    return f"{last or ''}/{found[0] if found and found[0] else 0}"
