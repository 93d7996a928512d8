# SPDX-License-Identifier: MIT
"""Who was moved into a locked year, or out of it, by what merges brought after it was locked here.

Merging does not pass the guard (`services.keeping.locking`): people look at it afterwards (`models.checks.locked`). Whatever was
written here since the lock did pass it and moved nobody, so what stands now is compared with what the log said at the lock:
what was built on an arrival since then does not hide it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.store import yearlocks
from villagedesk.store.yearpeople import OWNER, Seat, Shift, Those, Writing, shifts, writings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.store.store import Store

# The rows that bear on some households (?2, a JSON list), as far as anything was written after a place in the log (?1):
# their own, and those of whoever is on record there, or was. A merge may put somebody elsewhere without a record of it
# (`_LEFT`), or leave it undecided where he is (`_CLAIMED`): then nothing but the log names the household that he left.
_HERE: Final = "SELECT value FROM json_each(?2)"
_LEFT: Final = (
    "SELECT c.row FROM change c INDEXED BY change_moved JOIN change_over o ON o.change = c.seq"
    " JOIN change r ON r.seq = o.replaced AND r.row = c.row AND r.field IN (c.field, '')"
    " WHERE c.field IN ('household', 'origin') AND c.seq > ?1 AND c.entity IN ('member', 'member_change')"
    f" AND json_extract(r.value, CASE r.field WHEN '' THEN '$.' || c.field ELSE '$' END) IN ({_HERE})"
)
_CLAIMED: Final = (
    "SELECT h.row FROM change_head h JOIN change c ON c.seq = h.change WHERE h.field = 'household' AND h.row IN"
    " (SELECT row FROM change_head INDEXED BY change_head_contested WHERE place > 0 AND field = 'household')"
    f" AND json_extract(c.value, CASE c.field WHEN '' THEN '$.household' ELSE '$' END) IN ({_HERE})"
)
_PERSONS: Final = (
    f"SELECT id FROM member WHERE household IN ({_HERE}) UNION SELECT member FROM member_change WHERE origin IN ({_HERE})"
    f" UNION {_LEFT} UNION SELECT member FROM member_change WHERE id IN ({_LEFT}) UNION {_CLAIMED}"
)
_NEAR: Final = (
    f"{_HERE} UNION SELECT id FROM household_change WHERE household IN ({_HERE}) UNION {_PERSONS}"
    f" UNION SELECT id FROM member_change WHERE member IN ({_PERSONS})"
)


class Moved(NamedTuple):
    """Somebody whom a merge moved into a locked year of a household, or out of it, after the year was locked here.

    `person` is the name, empty for the household itself; `gained` whether it counts there now. Then which cell did it, by
    whom and when.
    """

    household: str
    person: str
    gained: bool
    year: int
    entity: str
    row: str
    cell: str
    who: str
    at: str


def moved_by_merges(store: Store, households: Sequence[str] | None = None) -> list[Moved]:
    """Who counts in a locked year, or does not any more, by what merges brought after it was locked here; what still stands.

    For some households the work grows with them; for all (None) with what arrived since the first lock.
    """
    places = yearlocks.places(store)
    if not places:
        return []
    first = min(places.values())
    arrived = {one.seq for one in writings(store, _since(first, households, "b.arrived IS NOT NULL"))}
    if not arrived:
        return []
    written = _of_the_same(store, writings(store, _since(first, households)), arrived)
    found: dict[Moved, None] = {}
    latest = max(arrived)
    for place in sorted({one for one in places.values() if one < latest}):
        locks = {lock for lock, since in places.items() if since == place}
        some = [one for one in written if one.seq > place]
        for shift in shifts(store, some, _since(place), {year for _village, year in locks}):
            by = [seq for seq in shift.seqs if seq in arrived]
            for seat in (shift.before, shift.now) if by else ():
                if (seat.village, shift.year) in locks and (households is None or seat.household in households):
                    found[_moved(store, shift, seat, by[-1])] = None
    return list(found)


def _since(place: int, households: Sequence[str] | None = None, more: str = "TRUE") -> Those:
    """What was written after a place in the log; where households are given, only what bears on them."""
    condition = f"{more} AND c.seq > ?"
    if households is None:
        return Those(condition, (place,))
    return Those(f"{condition} AND c.row IN ({_NEAR})", (place, json.dumps(list(households))))


def _of_the_same(store: Store, written: list[Writing], arrived: set[int]) -> list[Writing]:
    """What was written of those persons and households of whom anything arrived."""
    owners: dict[str, str] = {}
    for entity, key in OWNER.items():
        rows = json.dumps([one.row for one in written if one.entity == entity])
        found = store.query(f'SELECT id, "{key}" FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))', (rows,))
        owners.update((row, owner) for row, owner in found if owner)
    touched = {owners.get(one.row, one.row) for one in written if one.seq in arrived}
    return [one for one in written if owners.get(one.row, one.row) in touched]


def _moved(store: Store, shift: Shift, seat: Seat, change: int) -> Moved:
    entity, row, cell, who, at = store.query(
        "SELECT c.entity, c.row, c.field, b.who, b.at FROM change c JOIN batch b ON b.seq = c.batch WHERE c.seq = ?",
        (change,),
    )[0]
    name = store.value("SELECT name FROM member WHERE id = ?", (shift.person,)) if shift.person else ""
    return Moved(seat.household, name or "", seat == shift.now, shift.year, entity, row, cell, who, at)
