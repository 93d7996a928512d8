# SPDX-License-Identifier: MIT
"""What households are compared with: the incomes of their village, and the village's own figures."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.models.income import PROPERTY_PARTS, TOTALS, TRANSFER_PARTS
from villagedesk.store.away import left_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.store.store import Store

_KINDS: Final = {key: " + ".join(f"coalesce(i.{kind}, 0)" for kind in kinds) for key, kinds in TOTALS.items()}
_EARNED: Final = (*(f"coalesce(i.{key}, {kinds})" for key, kinds in _KINDS.items()), "coalesce(i.other_property, 0)")
_CELLS: Final = (*_EARNED, *(f"coalesce(i.{key}, 0)" for key in (*PROPERTY_PARTS, *TRANSFER_PARTS)))


def same_incomes(store: Store, year: int, households: Sequence[str] | None = None) -> dict[str, int]:
    """Ids of incomes of a year → how many households of the village have the same national cells, where several have.

    Only households that earned something: those that live on transfers alone are paid by the same rates.

    Args:
        store: the file.
        year: of the incomes.
        households: look at the villages of these only; the work then grows with those villages and not with the file.
    """
    near, wanted = "", tuple[str, ...]()
    if households is not None:
        near = " AND h.village IN (SELECT village FROM household WHERE id IN (SELECT value FROM json_each(?)))"
        wanted = (json.dumps(households),)
    rows = store.query(
        f"SELECT i.id, h.village, {', '.join(_CELLS)} FROM household h JOIN income_year i ON i.household = h.id"
        f" WHERE i.year = ? AND i.removed IS NULL AND h.removed IS NULL AND ({' OR '.join(f'{cell} > 0' for cell in _EARNED)})"
        f"{near}{left_out(store, 'h.id')}",
        (year, *wanted),
    )
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for row, *stated in rows:
        alike[tuple(stated)].append(row)
    return {row: len(group) for group in alike.values() if len(group) > 1 for row in group}


def farmland_of_villages(store: Store) -> dict[tuple[str, int], tuple[int, int]]:
    """(village, year) → its farmland in hundredths of a mu and its people, where the village has stated both."""
    rows = store.query(
        "SELECT village, year, farmland, people FROM village_year WHERE removed IS NULL AND farmland IS NOT NULL AND people > 0"
    )
    return {(village, year): (farmland, people) for village, year, farmland, people in rows}
