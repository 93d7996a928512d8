# SPDX-License-Identifier: MIT
"""How many households cadres answer for and how their visits lie, over the whole file or for some cadres.

Every question is one pass over the pairings or over the visits of a year. Households that are away count nowhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.posting import Leave
from villagedesk.models.posting import covers
from villagedesk.store.away import left_out

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from villagedesk.store.store import Store

_VISITS = (
    "FROM visit v JOIN household h ON h.id = v.household AND h.removed IS NULL"
    " WHERE v.removed IS NULL AND v.cadre IS NOT NULL AND v.date BETWEEN ? AND ?"
)
# As `models.checks.rounds.told` puts a visit's texts together.
_TOLD = "trim(" + " || char(10) || ".join(
    f"coalesce(v.{key}, '')" for key in ("changes", "policies", "problems", "help_given")
) + ", char(10))"  # fmt: skip


def cadres_of(store: Store, households: Sequence[str]) -> list[str]:
    """Who answers for these households, or visited them."""
    asked = json.dumps(list(households))
    rows = store.query(
        "SELECT cadre FROM pairing WHERE household IN (SELECT value FROM json_each(?1)) AND cadre IS NOT NULL"
        " UNION SELECT cadre FROM visit WHERE household IN (SELECT value FROM json_each(?1)) AND cadre IS NOT NULL",
        (asked,),
    )
    return [cadre for (cadre,) in rows]


def charges(store: Store, today: str, cadres: Collection[str] | None = None) -> dict[str, int]:
    """For how many households cadres answer in person on a day; only those with several.

    Leaders, first secretaries and the village team answer for a village and are not counted.
    """
    only, wanted = _only("p.cadre", cadres)
    rows = store.query(
        "SELECT p.cadre, count(DISTINCT p.household) FROM pairing p JOIN household h ON h.id = p.household"
        " AND h.removed IS NULL WHERE p.removed IS NULL AND p.cadre IS NOT NULL"
        " AND (p.role IS NULL OR p.role IN ('first', 'second')) AND (p.start IS NULL OR p.start <= ?)"
        f' AND (p."end" IS NULL OR p."end" >= ?){only}{left_out(store, "p.household")}'
        " GROUP BY p.cadre HAVING count(DISTINCT p.household) > 1",
        (today, today, *wanted),
    )
    return dict(rows)


def busy_days(store: Store, year: int, cadres: Collection[str] | None = None) -> dict[tuple[str, str], tuple[int, int]]:
    """(cadre, day) → households and villages visited, where it was more than one village."""
    only, wanted = _only("v.cadre", cadres)
    rows = store.query(
        "SELECT v.cadre, v.date, count(DISTINCT v.household), count(DISTINCT h.village)"
        f" {_VISITS}{only}{left_out(store, 'v.household')}"
        " GROUP BY v.cadre, v.date HAVING count(DISTINCT h.village) > 1",
        (*_days_of(year), *wanted),
    )
    return {(cadre, day): (households, villages) for cadre, day, households, villages in rows}


def same_minutes(store: Store, year: int, cadres: Collection[str] | None = None) -> dict[tuple[str, str, str], int]:
    """(cadre, day, time) → how many households were visited then; only where it was more than one."""
    only, wanted = _only("v.cadre", cadres)
    rows = store.query(
        f"SELECT v.cadre, v.date, v.time, count(DISTINCT v.household) {_VISITS} AND v.time <> ''"
        f"{only}{left_out(store, 'v.household')} GROUP BY v.cadre, v.date, v.time HAVING count(DISTINCT v.household) > 1",
        (*_days_of(year), *wanted),
    )
    return {(cadre, day, time): count for cadre, day, time, count in rows}


def single_days(store: Store, year: int, cadres: Collection[str] | None = None) -> dict[str, int]:
    """Cadre → how many households, where all visits of the year were made on one day and to several households."""
    only, wanted = _only("v.cadre", cadres)
    rows = store.query(
        f"SELECT v.cadre, count(DISTINCT v.household) {_VISITS}{only}{left_out(store, 'v.household')}"
        " GROUP BY v.cadre HAVING min(v.date) = max(v.date) AND count(DISTINCT v.household) > 1",
        (*_days_of(year), *wanted),
    )
    return dict(rows)


def copied_texts(store: Store, year: int, least: int, households: Collection[str] | None = None) -> dict[str, int]:
    """What visits of a year tell, word by word → in how many; only texts of at least so many characters that recur.

    Of these households only what their own visits tell, if they are named.
    """
    asked: tuple[Any, ...] = (*_days_of(year), least)
    visits = f"v.removed IS NULL AND v.date BETWEEN ? AND ? AND length({_TOLD}) >= ?"
    only = ""
    if households is not None:
        own = store.query(
            f"SELECT DISTINCT {_TOLD} FROM visit v WHERE {visits} AND v.household IN (SELECT value FROM json_each(?))",
            (*asked, json.dumps(list(households))),
        )
        if not own:
            return {}
        only = f" AND {_TOLD} IN (SELECT value FROM json_each(?))"
        asked = (*asked, json.dumps([told for (told,) in own]))
    rows = store.query(
        f"SELECT {_TOLD} AS told, count(*) FROM visit v JOIN household h ON h.id = v.household AND h.removed IS NULL"
        f" WHERE {visits}{only}{left_out(store, 'v.household')} GROUP BY told HAVING count(*) > 1",
        asked,
    )
    return dict(rows)


def first_secretaries(store: Store) -> list[tuple[int, str, str, str, str]]:
    """Year, name, village, the village's name and telephone of every first secretary."""
    rows: list[Any] = store.query(
        "SELECT y.year, y.first_secretary, v.id, v.name, y.first_secretary_phone FROM village_year y"
        " JOIN village v ON v.id = y.village AND v.removed IS NULL"
        " WHERE y.removed IS NULL AND y.year IS NOT NULL AND y.first_secretary <> '' ORDER BY y.year, v.id"
    )
    return rows


def secretary_terms(store: Store) -> list[tuple[str, str, str, str | None, str | None]]:
    """Cadre, village, the village's name, first and last day of every posting as first secretary."""
    rows: list[Any] = store.query(
        'SELECT p.cadre, v.id, v.name, p.start, p."end" FROM posting p JOIN village v ON v.id = p.village'
        " AND v.removed IS NULL WHERE p.removed IS NULL AND p.cadre IS NOT NULL AND p.role = 'first_secretary'"
        " ORDER BY p.cadre, p.start, p.id"
    )
    return rows


def on_leave(store: Store, year: int, cadres: Collection[str] | None = None) -> frozenset[tuple[str, str]]:
    """(cadre, day) of visits of a year that were made while on leave, by a leave or by the month's attendance.

    Which days a leave is for says `models.posting.covers`; one of which nobody said when it ended proves nothing, since who
    visited may have been back, and I13 asks for its end.
    """
    only, wanted = _only("v.cadre", cadres)
    days = " ".join(f"WHEN '{number:02d}' THEN a.d{number:02d}" for number in range(1, 32))
    rows = store.query(
        f"SELECT DISTINCT v.cadre, v.date {_VISITS}{only}{left_out(store, 'v.household')}"
        " AND EXISTS (SELECT 1 FROM attendance a WHERE a.cadre = v.cadre"
        f" AND a.removed IS NULL AND a.month = substr(v.date, 1, 7) AND CASE substr(v.date, 9, 2) {days} END = 'leave')",
        (*_days_of(year), *wanted),
    )
    return frozenset((cadre, day) for cadre, day in rows) | _covered_by_leaves(store, year, cadres)


def _covered_by_leaves(store: Store, year: int, cadres: Collection[str] | None) -> set[tuple[str, str]]:
    """(cadre, day) of visits on a day of a leave of which it is known when it ended."""
    first, last = _days_of(year)
    only, wanted = _only("cadre", cadres)
    leaves: dict[str, list[Leave]] = defaultdict(list)
    for cadre, start, end, back_on in store.query(
        'SELECT cadre, start, "end", back_on FROM leave WHERE removed IS NULL AND cadre IS NOT NULL AND start <= ?'
        f' AND coalesce("end", back_on) >= ?{only}',
        (last, first, *wanted),
    ):
        leaves[cadre].append(Leave(cadre=cadre, start=start, end=end, back_on=back_on))
    if not leaves:
        return set()
    only, wanted = _only("v.cadre", leaves)
    made = store.query(
        f"SELECT DISTINCT v.cadre, v.date {_VISITS}{only}{left_out(store, 'v.household')}", (first, last, *wanted)
    )
    return {(cadre, day) for cadre, day in made if any(covers(leave, day) for leave in leaves[cadre])}


def chairs(store: Store, year: int) -> list[tuple[str, str, str, str]]:
    """Day, chair, village and the village's name of every meeting of a year."""
    rows: list[Any] = store.query(
        "SELECT DISTINCT m.date, m.chair, v.id, v.name FROM meeting m JOIN village v ON v.id = m.village"
        " AND v.removed IS NULL WHERE m.removed IS NULL AND m.chair <> '' AND m.date BETWEEN ? AND ? ORDER BY m.date, v.id",
        _days_of(year),
    )
    return rows


def _days_of(year: int) -> tuple[str, str]:
    return f"{year}-01-01", f"{year}-12-31"


def _only(column: str, cadres: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    """The condition that asks for some cadres only, and its parameter."""
    if cadres is None:
        return "", ()
    return f" AND {column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(cadres)),)
