# SPDX-License-Identifier: MIT
"""What households are compared with: the incomes of their village, and the village's own figures."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.income import PARTS, TOTALS
from villagedesk.store.away import left_out
from villagedesk.store.cells import BIRTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.store.store import Store

_KINDS: Final = {key: " + ".join(f"coalesce(i.{kind}, 0)" for kind in kinds) for key, kinds in TOTALS.items()}
_EARNED: Final = (*(f"coalesce(i.{key}, {kinds})" for key, kinds in _KINDS.items()), "coalesce(i.other_property, 0)")
_CELLS: Final = (*_EARNED, *(f"coalesce(i.{key}, 0)" for key in PARTS))


def same_incomes(store: Store, year: int, households: Sequence[str] | None = None) -> dict[str, int]:
    """Ids of incomes of a year → how many households of the village have the same national cells, where several have.

    Only households that earned something: those that live on transfers alone are paid by the same rates.

    Args:
        store: the file.
        year: of the incomes.
        households: look at the villages of these only; the work then grows with those villages and not with the file.
    """
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for row, _household, *stated in _incomes(store, year, households):
        alike[tuple(stated)].append(row)
    return {row: len(group) for group in alike.values() if len(group) > 1 for row in group}


def _incomes(store: Store, year: int, households: Sequence[str] | None) -> list[tuple[Any, ...]]:
    """Id, household, village and national cells of every income of a year with something earned; see `same_incomes`."""
    near, wanted = "", tuple[str, ...]()
    if households is not None:
        near = " AND h.village IN (SELECT village FROM household WHERE id IN (SELECT value FROM json_each(?)))"
        wanted = (json.dumps(households),)
    return store.query(
        f"SELECT i.id, h.id, h.village, {', '.join(_CELLS)} FROM household h JOIN income_year i ON i.household = h.id"
        f" WHERE i.year = ? AND i.removed IS NULL AND h.removed IS NULL AND ({' OR '.join(f'{cell} > 0' for cell in _EARNED)})"
        f"{near}{left_out(store, 'h.id')}",
        (year, *wanted),
    )


def like_these(store: Store, year: int, households: Sequence[str]) -> set[str]:
    """The households of the same villages whose income of a year is what one of these states, or stated some time."""
    stated = _ever_stated(store, year, households)
    if not stated:
        return set()
    return {household for _row, household, _village, *cells in _incomes(store, year, households) if (*cells,) in stated}


def _ever_stated(store: Store, year: int, households: Sequence[str]) -> set[tuple[int, ...]]:
    """The national cells of these households' incomes of a year, as they are and as they were after each action."""
    changes = store.query(
        "SELECT c.row, c.batch, c.field, c.value FROM income_year i JOIN change c ON c.row = i.id"
        " WHERE i.household IN (SELECT value FROM json_each(?)) AND i.year = ? ORDER BY c.row, c.seq",
        (json.dumps(households), year),
    )
    found = set()
    for _row, lines in groupby(changes, key=itemgetter(0)):
        values: dict[str, Any] = {}
        for _batch, written in groupby(lines, key=itemgetter(1)):
            for _id, _at, field, value in written:
                values |= json.loads(value) if field == BIRTH else {field: json.loads(value)}
            found.add(_cells(values))
    return found


def _cells(values: Mapping[str, Any]) -> tuple[int, ...]:
    """As the columns of `_CELLS`."""

    def amount(key: str) -> int:
        value = values.get(key)
        return value if isinstance(value, int) else 0

    totals = (
        values[key] if isinstance(values.get(key), int) else sum(map(amount, kinds)) for key, kinds in TOTALS.items()
    )
    return (*totals, *(amount(key) for key in ("other_property", *PARTS)))


def farmland_of_villages(store: Store) -> dict[tuple[str, int], tuple[int, int]]:
    """(village, year) → its farmland in hundredths of a mu and its people, where the village has stated both."""
    rows = store.query(
        "SELECT village, year, farmland, people FROM village_year WHERE removed IS NULL AND farmland IS NOT NULL AND people > 0"
    )
    return {(village, year): (farmland, people) for village, year, farmland, people in rows}
