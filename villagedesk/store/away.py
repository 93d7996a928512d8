# SPDX-License-Identifier: MIT
"""Households that are in the list and in no count: those that moved to an unknown village (merge.md M57), or have ended.

A village gets told only that its household moved (`scope`). The list keeps a sign in place of the village's name, so that
leaving these households out costs nothing where there are none. When the other village's file arrives, they have a village
again, and the sign goes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store

AWAY: Final = "→"  # no village is called so
# For `village` of the list, with `h` the household and `v` its village: undecided between two, it is not away yet.
NAME: Final = (
    f"CASE WHEN v.id IS NULL AND h.village IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change_head c WHERE c.row = h.id"
    f" AND c.field = 'village' AND c.place > 0) THEN '{AWAY}' ELSE v.name END"
)

# Where another file put somebody into such a household meanwhile, it counts until people have decided.
_ENDED: Final = "SELECT e.id FROM household e JOIN household_list k ON k.id = e.id AND k.size = 0 WHERE e.ended > ''"


class Departure(NamedTuple):
    """How a household left.

    Attributes:
        at: when it was given another village, by the clock of that computer.
        label: what the action was called, which is the reason as far as anybody told it.
    """

    at: str
    who: str
    device: str
    label: str


def departures(store: Store, households: Iterable[str]) -> dict[str, Departure]:
    """Those of these households that are away, and how they left; empty texts where the log does not tell."""
    found = store.query(
        "SELECT l.id, coalesce(b.at, ''), coalesce(b.who, ''), coalesce(b.device, ''), coalesce(b.label, '')"
        " FROM household_list l LEFT JOIN change_head h ON h.row = l.id AND h.field = 'village'"
        " LEFT JOIN change c ON c.seq = h.change LEFT JOIN batch b ON b.seq = c.batch"
        " WHERE l.village = ? AND l.id IN (SELECT value FROM json_each(?))",
        (AWAY, json.dumps(list(households))),
    )
    return {row: Departure(*told) for row, *told in found}


def left_out(store: Store, column: str) -> str:
    """SQL that leaves out what belongs to households that are away or have ended, by the column that names them.

    Nothing where there are none.
    """
    away = f" AND {column} NOT IN (SELECT id FROM household_list WHERE village = '{AWAY}')" if count(store) else ""
    return away + (f" AND {column} NOT IN ({_ENDED})" if ended(store) else "")


def count(store: Store) -> int:
    """How many households of the list are away."""
    found: int = store.value("SELECT count(*) FROM household_list WHERE village = ?", (AWAY,))
    return found


def ended(store: Store) -> int:
    """How many households of the list have ended: joined to another, left as a whole, or nobody is left in them."""
    if store.value("SELECT 1 FROM household WHERE ended > '' LIMIT 1") is None:
        return 0
    found: int = store.value(
        f"SELECT count(*) FROM household_list WHERE id IN ({_ENDED}) AND village IS NOT ?", (AWAY,)
    )
    return found


def ends_of(store: Store, households: Iterable[str]) -> dict[str, str]:
    """Those of these households that have ended, and on which day."""
    return dict(
        store.query(
            "SELECT id, ended FROM household WHERE ended > '' AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(households)),),
        )
    )
