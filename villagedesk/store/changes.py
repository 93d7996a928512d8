# SPDX-License-Identifier: MIT
"""The recorded changes of a household and of the people who are, or were, in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import reads
from villagedesk.store.cells import BIRTH, value_at_birth
from villagedesk.store.encoding import from_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store


def of_people(store: Store, household: str) -> list[MemberChange]:
    """Changes of everybody who is on record in a household, and of those who came from it or went away to it, by date."""
    return reads.where(
        store,
        MemberChange,
        "(member IN (SELECT id FROM member WHERE household = ?1 AND removed IS NULL) OR origin = ?1 OR target = ?1)"
        " AND member IN (SELECT id FROM member WHERE removed IS NULL)",
        (household,),
        "date, id",
    )


def formerly_in(store: Store, households: Iterable[str]) -> set[str]:
    """Ids of live members who moved from one of these households to another one of this file."""
    rows = store.query(
        "SELECT DISTINCT m.id FROM member_change c JOIN member m ON m.id = c.member AND m.removed IS NULL"
        " WHERE c.removed IS NULL AND c.origin IN (SELECT value FROM json_each(?)) AND m.household <> c.origin",
        (json.dumps(list(households)),),
    )
    return {row for (row,) in rows}


def entered(store: Store, rows: Iterable[str]) -> dict[str, tuple[str, str]]:
    """When rows were entered and by whom, by the log; what was entered in several files, first by date."""
    found = store.query(
        "SELECT c.row, b.at, b.who FROM change c JOIN batch b ON b.seq = c.batch"
        " WHERE c.field = '' AND c.row IN (SELECT value FROM json_each(?)) ORDER BY b.at DESC, b.id",
        (json.dumps(list(rows)),),
    )
    return {row: (at, who) for row, at, who in found}


class Beside(NamedTuple):
    """A fact of a year that the action of an event wrote beside its records, and what stood there before.

    `born` says whether the action made the whole row.
    """

    entity: str
    row: str
    field: str
    before: Value
    after: Value
    born: bool


def written_beside(store: Store, records: Iterable[str]) -> list[Beside]:
    """What the actions that recorded some events wrote of years, in the order in which they did.

    An action also keeps how somebody had come or left before; of such a record it is not the event, and nothing is found.
    """
    batches = dict.fromkeys(filter(None, (_action_of(store, one) for one in records)))
    return [one for batch in batches for one in _of_years(store, batch)]


def _action_of(store: Store, record: str) -> int:
    """The batch of which a record is the event: none that it records happened later; 0 where there is no such batch."""
    found = store.one(
        "SELECT c.batch, json_extract(c.value, '$.date'), (SELECT max(json_extract(o.value, '$.date')) FROM change o"
        " WHERE o.batch = c.batch AND o.field = '' AND o.entity IN ('member_change', 'household_change'))"
        " FROM change c JOIN batch b ON b.seq = c.batch AND b.kind = 'edit' WHERE c.row = ? AND c.field = ''"
        " ORDER BY b.at, b.id LIMIT 1",
        (record,),
    )
    return int(found[0]) if found and found[1] == found[2] else 0


def _of_years(store: Store, batch: int) -> list[Beside]:
    found: dict[tuple[str, str, str], Beside] = {}
    for entity, row, field, value, cell, before in store.query(
        "SELECT c.entity, c.row, c.field, c.value, k.field, k.value FROM change c"
        " LEFT JOIN change_over o ON o.change = c.seq"
        " LEFT JOIN change k ON k.seq = o.replaced AND k.row = c.row AND k.field IN ('', c.field)"
        " WHERE c.batch = ? AND c.entity IN ('member_year', 'household_year') ORDER BY c.n, k.field",
        (batch,),
    ):
        spec, content = ENTITIES[entity], json.loads(value)
        if field == BIRTH:
            told = [
                Beside(entity, row, key, None, from_json(spec[key], one), born=True) for key, one in content.items()
            ]
        elif field in spec and cell is not None:
            former = json.loads(before)
            former = value_at_birth(former, field) if cell == BIRTH else former
            told = [
                Beside(entity, row, field, from_json(spec[field], former), from_json(spec[field], content), born=False)
            ]
        else:
            continue
        found.update({(one.entity, one.row, one.field): one for one in told})
    return list(found.values())
