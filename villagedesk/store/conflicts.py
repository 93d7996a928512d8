# SPDX-License-Identifier: MIT
"""Cells that two people wrote differently without knowing of each other. They stay until somebody decides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.store import changelog, removal
from villagedesk.store.cells import REMOVED, contested, spec_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Conflict:
    """An undecided cell: the distinct values (as in the log), the one shown meanwhile first."""

    entity: str
    row: str
    cell: str
    values: tuple[Any, ...]


def open_conflicts(store: Store) -> Iterator[Conflict]:
    """Every undecided cell of rows that are shown, by the index over heads beyond the first.

    Cells of rows in the recycle bin wait there: they are asked again when the row comes back.
    """
    contested_cells = store.query(
        "SELECT h.row, h.field, c.entity FROM change_head h JOIN change c ON c.seq = h.change WHERE h.place > 0"
        " UNION SELECT h.row, 'removed', c.entity FROM change_head h JOIN change c ON c.seq = h.change"
        " WHERE h.field = 'removed' AND h.row IN (SELECT row FROM change_unseen) ORDER BY 1, 2"
    )
    rows: dict[str, set[str]] = defaultdict(set)
    for row, _cell, entity in contested_cells:
        rows[entity].add(row)
    hidden = removal.hidden(store.connection, rows)
    for row, cell, entity in contested_cells:
        if row in hidden:
            continue
        heads = changelog.heads(store.connection, row, cell)
        if cell == REMOVED and all(head.json is not None for head in heads):
            yield Conflict(entity, row, cell, (None, *{head.value: head.json for head in heads}.values()))
        elif contested(spec_of_cell(entity_spec(entity), cell), heads):
            yield Conflict(entity, row, cell, tuple({head.value: head.json for head in heads}.values()))


def count(store: Store) -> int:
    """How many cells wait for a decision."""
    return sum(1 for _one in open_conflicts(store))
