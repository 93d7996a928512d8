# SPDX-License-Identifier: MIT
"""Cells that two people wrote differently without knowing of each other. They stay until somebody decides."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.store import changelog, removal
from villagedesk.store.cells import REMOVED, contested, spec_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.cells import Head
    from villagedesk.store.store import Store

# The heads of cells that may be contested, by the index over further heads: left to itself, the planner reads every head
# of the file.
CONTESTED_HEADS: Final = (
    "(SELECT row, field FROM change_head INDEXED BY change_head_contested WHERE place > 0 UNION"
    " SELECT row, 'removed' FROM change_unseen) w CROSS JOIN change_head h ON h.row = w.row AND h.field = w.field"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An undecided cell: the distinct values (as in the log), the one shown meanwhile first."""

    entity: str
    row: str
    cell: str
    values: tuple[Any, ...]


def open_conflicts(store: Store, rows: Iterable[str] | None = None) -> Iterator[Conflict]:
    """Every undecided cell of rows that are shown, by the index over heads beyond the first.

    Cells of rows in the recycle bin wait there: they are asked again when the row comes back. To whom a row belongs is
    asked all the same where one of those who claim it is not in the bin: else a person would be gone from both households.

    Args:
        store: the file.
        rows: only of these, if given.
    """
    among, wanted = (
        (" WHERE h.row IN (SELECT value FROM json_each(?))", [json.dumps(list(rows))]) if rows is not None else ("", [])
    )
    found = store.query(
        f"SELECT h.row, h.field, c.entity, b.id || ':' || c.n, c.seq, c.field, c.value FROM {CONTESTED_HEADS}"
        f" JOIN change c ON c.seq = h.change JOIN batch b ON b.seq = c.batch{among} ORDER BY h.row, h.field, h.place",
        wanted,
    )
    hidden = removal.hidden(store.connection, _rows_by_entity(found))
    for (row, cell, entity), lines in groupby(found, key=itemgetter(0, 1, 2)):
        heads = [changelog.head_of(cell, line[3:]) for line in lines]
        if row in hidden and not _claimed_by_the_living(store, entity, row, (cell, heads)):
            continue
        if cell == REMOVED and all(head.json is not None for head in heads):
            yield Conflict(entity, row, cell, (None, *{head.value: head.json for head in heads}.values()))
        elif contested(spec_of_cell(entity_spec(entity), cell), heads):
            yield Conflict(entity, row, cell, tuple({head.value: head.json for head in heads}.values()))


def _claimed_by_the_living(store: Store, entity: str, row: str, contest: tuple[str, list[Head]]) -> bool:
    """Whether a row that is hidden with its owner is claimed by another owner who is not hidden."""
    spec, (cell, heads) = entity_spec(entity), contest
    if cell != spec.parent or store.value(f'SELECT removed FROM "{entity}" WHERE id = ?', (row,)) is not None:
        return False
    owner = spec[cell].ref
    claimants = {head.json for head in heads if isinstance(head.json, str)}
    known = {one for one in claimants if store.value(f'SELECT 1 FROM "{owner}" WHERE id = ?', (one,))}
    return bool(known - removal.hidden(store.connection, {owner: known}))


def _rows_by_entity(found: Iterable[tuple[Any, ...]]) -> dict[str, set[str]]:
    rows: dict[str, set[str]] = defaultdict(set)
    for row, _cell, entity, *_head in found:
        rows[entity].add(row)
    return rows


def count(store: Store) -> int:
    """How many cells wait for a decision.

    Asked whenever something is saved: the values of most cells are compared where they lie, and only where births or
    removals are among the heads the conflicts are put together.
    """
    found = store.query(
        f"SELECT h.row, h.field, c.entity, max(c.field = '') OR h.field = '{REMOVED}', min(c.value) <> max(c.value)"
        f" FROM {CONTESTED_HEADS} JOIN change c ON c.seq = h.change GROUP BY h.row, h.field, c.entity"
    )
    hidden = removal.hidden(store.connection, _rows_by_entity(found))
    several, apart = 0, set()
    for row, cell, entity, special, differ in found:
        spec = entity_spec(entity)
        if special or (row in hidden and cell == spec.parent):
            apart.add((row, cell))
        elif differ and row not in hidden and not _is_note(spec, cell):
            several += 1
    if not apart:
        return several
    return several + sum((one.row, one.cell) in apart for one in open_conflicts(store, {row for row, _cell in apart}))


def _is_note(spec: EntitySpec, cell: str) -> bool:
    field = spec_of_cell(spec, cell)
    return field is not None and field.kind is Kind.NOTE
