# SPDX-License-Identifier: MIT
"""In the copy of a file as of a day: everybody in the household of that day, and households as they stood (docs/adr/0011).

Who lived where follows from the recorded changes and the present fields (`models.membership`). What the events of later days
wrote over beside it (relations to the head, group and numbers of a household) is known only from the log: each event is one
action, so what its action replaced is taken back, the latest event first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.membership import standing_on
from villagedesk.store import reads
from villagedesk.store.cells import BIRTH, value_at_birth
from villagedesk.store.encoding import REMOVED_COLUMN, from_json, loads, to_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.store.store import Store

NOT_YET: Final = "-"  # why a row of a later day is not there
# What an event writes over beside membership, and its history does not tell.
_BESIDE: Final = {
    "member_year": ("relation", "relation_text"),
    "member": ("position",),
    "household": ("group", "local_no", "volume_no", "phone"),
}
_LATER: Final = (
    "SELECT id, date FROM member_change WHERE removed IS NULL AND date > :day UNION ALL"
    " SELECT id, date FROM household_change WHERE removed IS NULL AND date > :day"
)


def put_back(made: Store, day: str, today: str) -> None:
    """Bring members and households of the copy to where they were in the evening of a day, before later records go.

    Args:
        made: the copy, in an open transaction.
        day: ISO.
        today: the day of the file itself: who was born after that is a slip and stays.
    """
    _beside(made, day)
    _people(made, day)
    _households(made, day)
    unborn = f"UPDATE member SET {REMOVED_COLUMN} = ? WHERE {REMOVED_COLUMN} IS NULL AND birth > ? AND birth <= ?"
    made.connection.execute(unborn, (NOT_YET, day, today))


def _people(made: Store, day: str) -> None:
    moved = [row for (row,) in made.query(
        "SELECT DISTINCT member FROM member_change WHERE removed IS NULL AND date > ? AND member IS NOT NULL", (day,)
    )]  # fmt: skip
    changes = reads.of_owners(made, MemberChange, moved)
    there, not_yet = [], []
    for one in reads.with_ids(made, Member, moved):
        stood = standing_on(one, changes.get(one.id, ()), day)
        if stood is None:
            not_yet.append((NOT_YET, one.id))
        else:
            there.append((*(text or None for text in stood), one.id))
    made.connection.executemany(
        'UPDATE member SET household = ?, joined = ?, join_reason = ?, "left" = ?, leave_reason = ? WHERE id = ?', there
    )
    made.connection.executemany(f"UPDATE member SET {REMOVED_COLUMN} = ? WHERE id = ?", not_yet)


def _households(made: Store, day: str) -> None:
    """Households in the village of the day; those that a later split formed are not there, nor is anybody left in them."""
    formers: dict[str, str] = {}
    for row, village in made.query(
        "SELECT household, village_before FROM household_change WHERE kind = 'transferred' AND removed IS NULL"
        " AND date > ? AND village_before IS NOT NULL AND household IS NOT NULL ORDER BY date, id",
        (day,),
    ):
        formers.setdefault(row, village)
    connection = made.connection
    connection.executemany(
        "UPDATE household SET village = ? WHERE id = ?", [(village, row) for row, village in formers.items()]
    )
    connection.execute("UPDATE household SET ended = NULL, end_reason = NULL WHERE ended > ?", (day,))
    connection.execute(
        f"UPDATE household SET {REMOVED_COLUMN} = ?1 WHERE {REMOVED_COLUMN} IS NULL AND id IN (SELECT household FROM"
        " household_change WHERE kind = 'formed' AND removed IS NULL AND date > ?2)",
        (NOT_YET, day),
    )
    connection.execute(
        f"UPDATE member SET {REMOVED_COLUMN} = ?1 WHERE {REMOVED_COLUMN} IS NULL AND household IN"
        f" (SELECT id FROM household WHERE {REMOVED_COLUMN} = ?1)",
        (NOT_YET,),
    )


def _beside(made: Store, day: str) -> None:
    """What the actions of later events wrote over gets the value that it had before the first of them."""
    former: dict[tuple[str, str, str], Any] = {}
    for entity, row, field, value in _written_over(made, day):
        former[entity, row, field] = value  # an earlier event comes later here, and what was before it holds
    for (entity, row, field), value in former.items():
        stored = to_column(ENTITIES[entity][field], from_json(ENTITIES[entity][field], value))
        made.connection.execute(f'UPDATE "{entity}" SET "{field}" = ? WHERE id = ?', (stored, row))


def _written_over(made: Store, day: str) -> Iterator[tuple[str, str, str, Any]]:
    """(entity, row, field, content before) of the cells that the actions of later events wrote, the latest event first."""
    batches = made.query(
        f"SELECT c.batch, max(e.date) FROM ({_LATER}) e JOIN change c ON c.row = e.id AND c.field = ''"
        " JOIN batch b ON b.seq = c.batch AND b.kind = 'edit' GROUP BY c.batch ORDER BY 2 DESC, 1 DESC",
        {"day": day},
    )
    for batch, _date in batches:
        for entity, row, field, value, cell, before in made.query(
            "SELECT c.entity, c.row, c.field, c.value, k.field, k.value FROM change c"
            " LEFT JOIN change_over o ON o.change = c.seq"
            " LEFT JOIN change k ON k.seq = o.replaced AND k.row = c.row AND k.field IN ('', c.field)"
            " WHERE c.batch = ? AND c.entity IN ('member_year', 'member', 'household') ORDER BY c.n, k.field",
            (batch,),
        ):
            if field == BIRTH and entity == "member_year":
                given = json.loads(value)
                yield from ((entity, row, key, None) for key in _BESIDE[entity] if key in given)
            elif field in _BESIDE[entity] and cell is not None:
                yield entity, row, field, value_at_birth(loads(before), field) if cell == BIRTH else loads(before)
