# SPDX-License-Identifier: MIT
"""What the duty to visit is worked out from, for every household of the file at once: helpers, care levels, last visits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from villagedesk.store.away import left_out
from villagedesk.store.schema import open_measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store

# Households that nobody has to answer for: never registered, or no longer.
_FREE_KINDS: Final = "('ordinary')"
_FREE_STATES: Final = "('cancelled', 'cleared', 'dissolved')"


def perhaps_late(store: Store, before: str, today: str) -> list[str]:
    """Households that were last visited before a day, or never, or, as the list has it, on a day that is yet to come."""
    rows = store.query(
        "SELECT id FROM household_list WHERE last_visit < ?1 UNION ALL SELECT id FROM household_list"
        " WHERE last_visit IS NULL UNION ALL SELECT id FROM household_list WHERE last_visit > ?2",
        (before, today),
    )
    return [row for (row,) in rows]


def helped_by(store: Store, roles: Iterable[str]) -> list[str]:
    """Households that somebody of one of these roles answers for, or did."""
    wanted = sorted(roles)
    if not wanted:
        return []  # in most offices no role has an interval of its own, and every pairing would be read for nothing
    rows = store.query(
        "SELECT DISTINCT household FROM pairing WHERE removed IS NULL AND household IS NOT NULL"
        " AND role IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    )
    return [row for (row,) in rows]


def present_helpers(store: Store, households: Iterable[str], today: str) -> list[tuple[str, str, str, str]]:
    """(household, cadre, role, since) of the pairings of some households that hold on a day, in no order."""
    return store.query(
        "SELECT household, cadre, coalesce(role, ''), coalesce(start, '') FROM pairing"
        " WHERE household IN (SELECT value FROM json_each(?2)) AND removed IS NULL AND cadre IS NOT NULL"
        ' AND coalesce("end", ?1) >= ?1 AND coalesce(start, ?1) <= ?1',
        (today, json.dumps(list(households))),
    )


def names_of(store: Store, cadres: Iterable[str]) -> dict[str, str]:
    """The names of cadres; those without one are missing."""
    rows = store.query(
        "SELECT id, name FROM cadre WHERE name IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(cadres)),),
    )
    return dict(rows)


def last_visits(store: Store, households: Iterable[str], today: str) -> list[tuple[str, str, int]]:
    """(household, its last visit, whether that lies after today) of some households, in their order.

    "" where there was no visit; where it lies after today, an earlier one has to be looked for. Households that are away
    are missing.
    """
    return store.query(
        "SELECT l.id, coalesce(l.last_visit, ''), coalesce(l.last_visit, '') > ?1"
        " FROM json_each(?2) w CROSS JOIN household_list l ON l.id = w.value"
        f" WHERE TRUE{left_out(store, 'l.id')}",
        (today, json.dumps(list(households))),
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
    """Households for which nobody answers on a day.

    Households that were never registered (一般农户), or are no longer, are left out: nobody has to answer for them.
    """
    rows = store.query(
        f"SELECT l.id FROM household_list l WHERE coalesce(l.household_type, '') NOT IN {_FREE_KINDS}"
        f" AND coalesce(l.exit_status, '') NOT IN {_FREE_STATES}"
        " AND NOT EXISTS (SELECT 1 FROM pairing p WHERE p.household = l.id AND p.removed IS NULL"
        ' AND p.cadre IS NOT NULL AND coalesce(p."end", ?1) >= ?1 AND coalesce(p.start, ?1) <= ?1)'
        f"{left_out(store, 'l.id')} ORDER BY l.id",
        (today,),
    )
    return [row for (row,) in rows]


def appointments(store: Store, today: str) -> list[tuple[str, str]]:
    """(household, day) of visits that were arranged for a day up to today, and that no visit has followed."""
    return store.query(
        "SELECT l.id, max(v.next_date) FROM household_list l NOT INDEXED CROSS JOIN visit v"
        " ON v.household = l.id AND v.date = l.last_visit"
        f" WHERE v.removed IS NULL AND v.next_date <= ?1 AND v.next_date > v.date{left_out(store, 'l.id')} GROUP BY l.id",
        (today,),
    )


def due_measures(store: Store, month: str) -> list[tuple[str, int, int]]:
    """(household, how many measures were due before a month, how many are due in it) where any is and is not seen to."""
    return store.query(  # by an expression: grouping by the column itself would read every measure in the order of plans
        "SELECT p.household, sum(m.due < ?1), sum(m.due = ?1) FROM measure m CROSS JOIN plan p ON p.id = m.plan"
        f" AND p.removed IS NULL WHERE m.due <= ?1 AND {open_measure('m.')}"
        f" AND p.household IN (SELECT id FROM household_list){left_out(store, 'p.household')} GROUP BY +p.household",
        (month,),
    )
