# SPDX-License-Identifier: MIT
"""Persons whom files put into different households, and households that were split, as far as the log tells.

Only values, devices and dates of the batches are used, which are the same in every file, and not the order of arrival.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.store import changelog
from villagedesk.store.cells import BIRTH, value_at_birth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store

_NEAR_DAYS: Final = 180


def contested_members(store: Store) -> dict[str, tuple[str, ...]]:
    """Members between households: the distinct households that heads of the cell name, the one shown first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row, field, value in store.query(
        "SELECT h.row, c.field, c.value FROM change_head h JOIN change c ON c.seq = h.change"
        " JOIN member m ON m.id = h.row AND m.removed IS NULL WHERE h.field = 'household' AND h.row IN"
        " (SELECT row FROM change_head INDEXED BY change_head_contested WHERE place > 0 AND field = 'household')"
        " ORDER BY h.row, h.place"
    ):
        content = json.loads(value)
        household = value_at_birth(content, "household") if field == BIRTH else content
        if household:
            found[row][household] = None
    return {row: tuple(households) for row, households in found.items() if len(households) > 1}


@dataclass(frozen=True, slots=True)
class Split:
    """A household was split on one computer while a person was registered in it on another.

    Attributes:
        household: the one that was split; `into` the new one.
        movers: names of those who went.
        person: id of the other person, with `name`.
        device: where it was split; `other` is where the person was registered.
    """

    household: str
    into: str
    movers: tuple[str, ...]
    person: str
    name: str
    device: str
    other: str


def splits(store: Store) -> list[Split]:
    """Households of which at least half of a new household came, with the persons registered meanwhile elsewhere."""
    found = []
    for (household, into), movers in _moves(store).items():
        born = _birth(store, into)
        members = store.value("SELECT count(*) FROM member WHERE household = ? AND removed IS NULL", (into,))
        device, at = movers[0][2], movers[0][3]
        if born is None or born[0] != device or 2 * len(movers) < members:
            continue
        for person, name, other in _registered_meanwhile(store, household, device, at):
            names = tuple(sorted(one[1] for one in movers))
            found.append(Split(household, into, names, person, name, device, other))
    return sorted(found, key=lambda one: (one.household, one.into, one.person))


def _moves(store: Store) -> dict[tuple[str, str], list[tuple[str, str, str, str]]]:
    """(from, to) → the live members who moved, with name, device and date of the move; earlier moves first."""
    found: dict[tuple[str, str], list[tuple[str, str, str, str]]] = defaultdict(list)
    for row, name, seq, device, at, into in store.query(
        "SELECT h.row, m.name, c.seq, b.device, b.at, m.household FROM change_head h JOIN change c ON c.seq = h.change"
        " JOIN batch b ON b.seq = c.batch JOIN member m ON m.id = h.row AND m.removed IS NULL"
        " JOIN household_list l ON l.id = m.household WHERE h.field = 'household' AND c.field = 'household'"
        " AND c.value = json_quote(m.household) ORDER BY b.at, h.row"
    ):
        for head in changelog.replaced_in_cell(store.connection, seq, row, "household"):
            if head.json and head.json != into:
                found[head.json, into].append((row, name or "", device, at))
    return found


def _birth(store: Store, row: str) -> tuple[str, str] | None:
    """Device and date of the batch that made a row; of several births the first by date."""
    return store.one(
        "SELECT b.device, b.at FROM change c JOIN batch b ON b.seq = c.batch WHERE c.row = ? AND c.field = ''"
        " ORDER BY b.at, b.device LIMIT 1",
        (row,),
    )


def _registered_meanwhile(store: Store, household: str, device: str, at: str) -> Iterable[tuple[str, str, str]]:
    """Members registered in a household on other computers at about that time, whom nobody has worked on since."""
    return store.query(
        "SELECT m.id, coalesce(m.name, ''), b.device FROM member m JOIN change c ON c.row = m.id AND c.field = ''"
        " JOIN batch b ON b.seq = c.batch WHERE m.household = ?1 AND m.removed IS NULL AND b.device <> ?2"
        " AND abs(julianday(b.at) - julianday(?3)) <= ?4 AND json_extract(c.value, '$.household') = ?1"
        " AND NOT EXISTS (SELECT 1 FROM change k JOIN batch e ON e.seq = k.batch WHERE k.row = m.id"
        " AND e.at > max(b.at, ?3)) ORDER BY m.id",
        (household, device, at, _NEAR_DAYS),
    )
