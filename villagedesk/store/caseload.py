# SPDX-License-Identifier: MIT
"""Who answers for which households: counts and lists by cadre and by unit, for the page of cadres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from villagedesk.store.away import left_out

if TYPE_CHECKING:
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Charge:
    """A household that a cadre answers for, or did; dates are ISO text, the role is a code."""

    id: str
    household: str
    group: str | None
    number: str | None
    head_name: str | None
    role: str | None
    start: str | None
    end: str | None
    last_visit: str | None


def households_per_cadre(store: Store) -> dict[str, int]:
    """How many live households each cadre answers for now; cadres without any are missing."""
    rows = store.query(
        "SELECT p.cadre, count(DISTINCT p.household) FROM pairing p JOIN household_list l ON l.id = p.household"
        ' WHERE p.removed IS NULL AND p."end" IS NULL AND p.cadre IS NOT NULL'
        f"{left_out(store, 'l.id')} GROUP BY p.cadre"
    )
    return dict(rows)


def visits_per_cadre(store: Store, month: str) -> dict[str, int]:
    """How many visits each cadre made in a month (YYYY-MM), as the records name him; cadres without any are missing."""
    rows = store.query(
        "SELECT cadre, count(*) FROM visit WHERE date >= ? AND date < ? AND removed IS NULL AND cadre IS NOT NULL"
        f"{left_out(store, 'household')} GROUP BY cadre",
        (month, f"{month}-99"),
    )
    return dict(rows)


def cadres_per_unit(store: Store) -> dict[str, int]:
    """How many live cadres each unit has; units without any are missing."""
    rows = store.query("SELECT unit, count(*) FROM cadre WHERE removed IS NULL AND unit IS NOT NULL GROUP BY unit")
    return dict(rows)


def charges_of(store: Store, cadre: str) -> list[Charge]:
    """The households of a cadre, those of today first, then by group and number; the id is the pairing's."""
    rows = store.query(
        'SELECT p.id, l.id, l.grp, coalesce(l.number, l.hh_no), l.head_name, p.role, p.start, p."end", l.last_visit'
        " FROM pairing p JOIN household_list l ON l.id = p.household WHERE p.cadre = ? AND p.removed IS NULL"
        ' ORDER BY p."end" IS NOT NULL, l.group_key, l.number_key, p.id',
        (cadre,),
    )
    return [Charge(*row) for row in rows]
