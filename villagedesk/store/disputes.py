# SPDX-License-Identifier: MIT
"""Undecided cells with everything a person needs to decide them: who wrote what, when, where, over what.

A handful of queries for all of them, whatever their number: a screen opens with five thousand (merge.md A5).
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import changelog, conflicts
from villagedesk.store.away import AWAY
from villagedesk.store.cells import REMOVED
from villagedesk.store.encoding import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.store.conflicts import Conflict
    from villagedesk.store.store import Store


class Side(NamedTuple):
    """One of the values of a cell, and who wrote it first among those who wrote the same.

    Attributes:
        value: JSON content.
        arrived: number of the merge that brought it; 0 if it was written in this file.
        origin: label of that merge, or of the action here.
    """

    value: Any
    who: str
    device: str
    at: str
    arrived: int
    origin: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """An undecided cell: its sides, the one shown meanwhile first, and what all of them replaced."""

    entity: str
    row: str
    cell: str
    sides: tuple[Side, ...]
    before: tuple[Any, ...]


def disputed(store: Store) -> list[Disputed]:
    """Every undecided cell of the file."""
    found = list(conflicts.open_conflicts(store))
    heads = _heads(store)
    replaced = _replaced(store)
    unseen = _unseen(store)
    return [
        Disputed(
            one.entity,
            one.row,
            one.cell,
            _sides(one, heads[one.row, one.cell], unseen[one.row]),
            tuple(dict(replaced[one.row, one.cell]).values()),
        )
        for one in found
    ]


def _sides(conflict: Conflict, heads: list[tuple[str, Side]], unseen: list[Side]) -> tuple[Side, ...]:
    """A side for each distinct value, in the order of the conflict, which is that of the heads."""
    by_value: dict[str, Side] = {}
    for text, head in heads:
        by_value.setdefault(text, head)
    if conflict.cell != REMOVED:
        return tuple(by_value.values())
    if unseen:
        last = max(unseen, key=lambda one: one.at)
        by_value.setdefault(dumps(None), last._replace(value=None))
    return tuple(by_value[dumps(value)] for value in conflict.values)


_WRITER = "b.who, b.device, b.at, coalesce(b.arrived, 0), coalesce(a.label, b.label)"
_BATCH = " JOIN batch b ON b.seq = c.batch LEFT JOIN arrival a ON a.seq = b.arrived"


def _heads(store: Store) -> Mapping[tuple[str, str], list[tuple[str, Side]]]:
    """Cell → (value as the log has it, side) of its heads."""
    found: dict[tuple[str, str], list[tuple[str, Side]]] = defaultdict(list)
    for row, cell, written, value, *writer in store.query(
        f"SELECT h.row, h.field, c.field, c.value, {_WRITER} FROM {conflicts.CONTESTED_HEADS}"
        f" JOIN change c ON c.seq = h.change{_BATCH} ORDER BY h.row, h.field, h.place, c.seq"
    ):
        text = changelog.value_in_cell(written, value, cell)
        found[row, cell].append((text, Side(loads(text), *writer)))
    return found


def _unseen(store: Store) -> Mapping[str, list[Side]]:
    """What was written of removed rows, or below them, that their removers had not seen."""
    found: dict[str, list[Side]] = defaultdict(list)
    for row, *writer in store.query(
        f"SELECT u.row, {_WRITER} FROM change_unseen u JOIN change c ON c.seq = u.change{_BATCH}"
    ):
        found[row].append(Side(None, *writer))
    return found


def _replaced(store: Store) -> Mapping[tuple[str, str], list[tuple[str, Any]]]:
    """Cell → (value as the log has it, its content) of whatever its heads replaced."""
    found: dict[tuple[str, str], list[tuple[str, Any]]] = defaultdict(list)
    for row, cell, written, value in store.query(
        f"SELECT h.row, h.field, r.field, r.value FROM {conflicts.CONTESTED_HEADS}"
        " JOIN change_over o ON o.change = h.change JOIN change r ON r.seq = o.replaced AND r.row = h.row"
        " AND r.field IN (h.field, '') ORDER BY h.row, h.field, r.seq"
    ):
        text = changelog.value_in_cell(written, value, cell)
        found[row, cell].append((text, loads(text)))
    return found


def households_of(store: Store, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(entity, row) → the household it belongs to; rows that belong to none are missing."""
    found: dict[tuple[str, str], str] = {}
    waiting: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for entity, row in rows:
        waiting[entity][row].add((entity, row))
    while waiting:
        above: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        for entity, ids in waiting.items():
            if entity == "household":
                found.update({origin: row for row, origins in ids.items() for origin in origins})
                continue
            spec = ENTITIES[entity]
            if not spec.parent:
                continue
            query = f'SELECT id, "{spec.parent}" FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))'
            for row, owner in store.query(query, (json.dumps(list(ids)),)):
                if owner:
                    above[spec[spec.parent].ref][owner] |= ids[row]
        waiting = above
    return found


def titles_of(store: Store, households: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Household → (village, group, name of its head) as the list shows them."""
    found = store.query(
        "SELECT id, nullif(village, ?), grp, head_name FROM household_list WHERE id IN (SELECT value FROM json_each(?))",
        (AWAY, json.dumps(list(households))),
    )
    return {row: (village or "", group or "", head or "") for row, village, group, head in found}
