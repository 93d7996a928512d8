# SPDX-License-Identifier: MIT
"""In the copy of a file as of a day: everybody in the household of that day, and households as they stood (docs/adr/0011).

Who lived where follows from the recorded changes and the present fields (`models.membership`). What the events of later days
wrote over beside it (relations to the head, group and numbers of a household) is known only from the log: each event is one
action, so what its action wrote is left out, and what was written without it holds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.membership import standing_on
from villagedesk.store import reads
from villagedesk.store.cells import BIRTH
from villagedesk.store.encoding import REMOVED_COLUMN, to_column
from villagedesk.store.replay import Written, heads_of, values_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Set

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store

NOT_YET: Final = "-"  # why a row of a later day is not there
# What an event writes over beside membership, and its history does not tell.
_BESIDE: Final = {
    "member_year": ("relation", "relation_text"),
    "member": ("position",),
    "household": ("group", "local_no", "volume_no", "phone"),
}


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
    """What the actions of later events wrote over gets the value that it has without them.

    Events may have been entered in another order than they happened in, so not what a later event replaced holds, but what
    would stand there if its action had never been: the changes that are left, by the rank in which merging shows them. What
    people wrote by hand over what a later event had written belongs to that time too.
    """
    days = _days(made)
    later = {batch for batch, date in days.items() if date > day}
    cells: dict[str, dict[str, set[str]]] = {entity: defaultdict(set) for entity in _BESIDE}
    for entity, row, field, value in made.query(
        "SELECT entity, row, field, value FROM change WHERE batch IN (SELECT value FROM json_each(?))"
        f" AND entity IN ({_names(_BESIDE)})",
        (json.dumps(sorted(later)),),
    ):
        told = set(json.loads(value)) if field == BIRTH and entity == "member_year" else {field}
        cells[entity][row] |= told & set(_BESIDE[entity])
    for entity, rows in cells.items():
        for row, field, value in _without(made, later, (entity, rows), days):
            stored = to_column(ENTITIES[entity][field], value)
            made.connection.execute(f'UPDATE "{entity}" SET "{field}" = ? WHERE id = ?', (stored, row))


def _without(
    made: Store, later: Set[int], cells: tuple[str, Mapping[str, set[str]]], days: Container[int]
) -> Iterator[tuple[str, str, Value]]:
    """(row, field, value) of cells as they are without the actions of later events.

    Args:
        made: the copy.
        later: the batches of events after the day.
        cells: an entity, and the fields of its rows that are wanted.
        days: the batches of all events; a change in no other was made by hand.
    """
    entity, rows = cells
    narrow = {key: replace(ENTITIES[entity], fields=(ENTITIES[entity][key],)) for key in _BESIDE[entity]}
    wanted = json.dumps([row for row, fields in rows.items() if fields])
    replaced: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row, change, place, cell in made.query(
        "SELECT k.row, o.change, o.replaced, k.field FROM change k JOIN change_over o ON o.change = k.seq"
        f" WHERE k.row IN (SELECT value FROM json_each(?)) AND k.field IN ({_names(_BESIDE[entity])})",
        (wanted,),
    ):
        replaced[row].append((change, place, cell))
    written = made.query(
        "SELECT row, seq, batch, field, value FROM change WHERE row IN (SELECT value FROM json_each(?))"
        f" AND field IN ('', {_names(_BESIDE[entity])}) ORDER BY row, seq",
        (wanted,),
    )
    for row, lines in groupby(written, key=itemgetter(0)):
        batches, log = {}, []
        for _row, seq, batch, cell, value in lines:
            batches[seq] = batch
            log.append(Written(seq, str(seq), cell, value))
        over = _Over(replaced[row])
        for field in sorted(rows[row]):
            gone = over.written_on(field, {seq for seq, batch in batches.items() if batch in later},
                                   {seq for seq, batch in batches.items() if batch not in days})  # fmt: skip
            left = [one for one in log if one.cell in {BIRTH, field} and one.seq not in gone]
            hidden = {(place, field) for one in left for place in over.beneath(field, one.seq)}
            yield row, field, values_of(narrow[field], left, heads_of(narrow[field], left, hidden))[field]


class _Over:
    """Which change of a cell of one row replaces which; merging may have brought them in any order."""

    def __init__(self, replaced: Iterable[tuple[int, int, str]]) -> None:
        self._under: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._above: dict[tuple[str, int], list[int]] = defaultdict(list)
        for change, place, cell in replaced:
            self._under[cell, change].append(place)
            self._above[cell, place].append(change)

    def beneath(self, cell: str, change: int) -> set[int]:
        """Everything that a change replaces, and what that had replaced."""
        found: set[int] = set()
        todo = [change]
        while todo:
            new = set(self._under.get((cell, todo.pop()), ())) - found
            found |= new
            todo += new
        return found

    def written_on(self, cell: str, later: Iterable[int], by_hand: set[int]) -> set[int]:
        """These changes, and what was written by hand over one of them, or over what was."""
        found = set(later)
        todo = list(later)
        while todo:
            new = by_hand.intersection(self._above.get((cell, todo.pop()), ())) - found
            found |= new
            todo += new
        return found


def _days(made: Store) -> dict[int, str]:
    """Batch → the day of the event that it recorded, or brought to another day; the latest, since it may tell earlier ones."""
    return dict(
        made.query(
            "SELECT c.batch, max(e.date) FROM (SELECT id, date FROM member_change WHERE removed IS NULL UNION ALL"
            " SELECT id, date FROM household_change WHERE removed IS NULL) e"
            " JOIN change c ON c.row = e.id AND c.field IN ('', 'date')"
            " JOIN batch b ON b.seq = c.batch AND b.kind = 'edit' WHERE e.date IS NOT NULL GROUP BY c.batch"
        )
    )


def _names(fields: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in fields)
