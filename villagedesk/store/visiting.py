# SPDX-License-Identifier: MIT
"""What the duty to visit is worked out from, for every household of the file at once: helpers, care levels, last visits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from villagedesk.store.away import AWAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store

# Households that nobody has to answer for: never registered, or no longer.
_FREE_KINDS: Final = "('ordinary')"
_FREE_STATES: Final = "('cancelled', 'cleared', 'dissolved')"
_HERE: Final = f"(l.village IS NULL OR l.village <> '{AWAY}')"


def present_helpers(store: Store, today: str) -> list[tuple[str, str, str, str, str]]:
    """(household, cadre, the cadre's name, role, since) of every pairing that holds on a day, by household."""
    return store.query(
        "SELECT p.household, p.cadre, coalesce(a.name, ''), coalesce(p.role, ''), coalesce(p.start, '')"
        " FROM pairing p LEFT JOIN cadre a ON a.id = p.cadre"
        ' WHERE p.removed IS NULL AND p.cadre IS NOT NULL AND coalesce(p."end", ?1) >= ?1'
        " AND coalesce(p.start, ?1) <= ?1 ORDER BY p.household, p.start, p.id",
        (today,),
    )


def last_visits(store: Store, today: str) -> list[tuple[str, str, int]]:
    """(household, its last visit, whether that lies after today) of every household, in the order of the list.

    "" where there was no visit; where it lies after today, an earlier one has to be looked for.
    """
    return store.query(
        f"SELECT l.id, coalesce(l.last_visit, ''), coalesce(l.last_visit, '') > ? FROM household_list l WHERE {_HERE}"
        " ORDER BY l.group_key, l.number_key, l.key",
        (today,),
    )


def visits_of(store: Store, households: Iterable[str]) -> list[tuple[str, str, str | None, str | None]]:
    """(household, date, cadre, visitors) of every visit of some households."""
    return store.query(
        "SELECT household, date, cadre, visitors FROM visit WHERE removed IS NULL AND date IS NOT NULL"
        " AND household IN (SELECT value FROM json_each(?))",
        (json.dumps(list(households)),),
    )


def gradings(store: Store, today: str) -> dict[str, tuple[str, str]]:
    """Household → its care level on a day and since when, where it was graded by then."""
    rows = store.query(
        "SELECT household, level, start FROM care WHERE removed IS NULL AND level IS NOT NULL AND start <= ?"
        " AND household IS NOT NULL ORDER BY start, id",
        (today,),
    )
    return {household: (level, start) for household, level, start in rows}


def undated_levels(store: Store) -> dict[str, str]:
    """Household → the care level that stands in it without a day."""
    rows = store.query("SELECT id, care_level FROM household WHERE care_level IS NOT NULL AND removed IS NULL")
    return dict(rows)


def without_helper(store: Store, today: str) -> list[str]:
    """Households for which nobody answers on a day, in the order of the list.

    Households that were never registered (一般农户), or are no longer, are left out: nobody has to answer for them.
    """
    rows = store.query(
        f"SELECT l.id FROM household_list l WHERE {_HERE}"
        f" AND coalesce(l.household_type, '') NOT IN {_FREE_KINDS} AND coalesce(l.exit_status, '') NOT IN {_FREE_STATES}"
        " AND NOT EXISTS (SELECT 1 FROM pairing p WHERE p.household = l.id AND p.removed IS NULL"
        ' AND p.cadre IS NOT NULL AND coalesce(p."end", ?1) >= ?1 AND coalesce(p.start, ?1) <= ?1)'
        " ORDER BY l.group_key, l.number_key, l.key",
        (today,),
    )
    return [row for (row,) in rows]


def appointments(store: Store, today: str) -> list[tuple[str, str]]:
    """(household, day) of visits that were arranged for a day up to today, and that no visit has followed."""
    return store.query(
        "SELECT l.id, v.next_date FROM household_list l JOIN visit v ON v.household = l.id AND v.date = l.last_visit"
        f" WHERE v.removed IS NULL AND v.next_date <= ?1 AND v.next_date > v.date AND {_HERE}"
        " GROUP BY l.id ORDER BY l.group_key, l.number_key, l.key",
        (today,),
    )


def due_measures(store: Store, month: str) -> list[tuple[str, str]]:
    """(household, month in which it was due) of every measure that was due up to a month and is not done nor dropped."""
    return store.query(
        "SELECT l.id, m.due FROM measure m JOIN plan p ON p.id = m.plan AND p.removed IS NULL"
        " JOIN household_list l ON l.id = p.household"
        " WHERE m.removed IS NULL AND m.due <= ? AND coalesce(m.status, '') NOT IN ('done', 'dropped', 'adjusted')"
        f" AND {_HERE} ORDER BY l.group_key, l.number_key, l.key, m.due",
        (month,),
    )
