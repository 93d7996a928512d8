# SPDX-License-Identifier: MIT
"""The recycle bin: rows that were removed, by whom, when and why. They are still in the file and can come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from villagedesk.models.catalogue.registry import ENTITIES, entity_spec
from villagedesk.store.encoding import record_columns, to_record

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Discarded:
    """A row in the bin."""

    entity: str
    record: Record
    reason: str
    at: str
    who: str


def discarded(store: Store, limit: int = 1_000) -> list[Discarded]:
    """What lies in the bin, the latest first."""
    found = store.query(
        "SELECT c.entity, c.row, b.at, b.who FROM change_head h JOIN change c ON c.seq = h.change"
        " JOIN batch b ON b.seq = c.batch WHERE h.field = 'removed' AND h.place = 0 AND c.value <> 'null'"
        " ORDER BY c.seq DESC LIMIT ?",
        (limit,),
    )
    rows = []
    for entity, row, at, who in found:
        spec = entity_spec(entity)
        stored = store.one(f'SELECT {record_columns(spec)}, removed FROM "{entity}" WHERE id = ?', (row,))
        if stored and stored[-1] is not None:
            rows.append(Discarded(entity, to_record(spec, stored[:-1]), stored[-1], at, who))
    return rows


def count(store: Store) -> int:
    """How many rows lie in the bin."""
    return sum(store.value(f'SELECT count(*) FROM "{entity}" WHERE removed IS NOT NULL') for entity in ENTITIES)
