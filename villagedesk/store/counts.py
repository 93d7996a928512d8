# SPDX-License-Identifier: MIT
"""Counts and look-ups over the whole file, for rules and statistics. Households that are away count nowhere."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from villagedesk.models.values.identity import comparable, old_form
from villagedesk.store.away import left_out
from villagedesk.store.joins import STANDING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from villagedesk.store.store import Store

_LIVE_MEMBERS = (
    f"FROM member m JOIN household h ON h.id = m.household AND h.removed IS NULL WHERE m.removed IS NULL AND {STANDING}"
)


def live_households(store: Store, villages: Collection[str] | None = None) -> list[str]:
    """The ids of all households that are neither in the recycle bin nor away, in the order of the list.

    Args:
        store: the file.
        villages: only those of these villages (ids).
    """
    here = left_out(store, "l.id")
    of_villages = ""
    if villages is not None:
        of_villages = " AND h.village IN (SELECT value FROM json_each(?))"
    found = store.query(
        f"SELECT l.id FROM household_list l{' JOIN household h ON h.id = l.id' if of_villages else ''}"
        f" WHERE TRUE{of_villages}{here} ORDER BY l.group_key, l.number_key, l.key",
        () if villages is None else (json.dumps(sorted(villages)),),
    )
    return [row for (row,) in found]


def same_id_numbers_near(store: Store, households: Sequence[str]) -> dict[str, int]:
    """How many live members carry each identity number that members of these households carry, by its comparable form.

    Only numbers that occur twice; the work grows with the households only.
    """
    numbers = store.query(
        "SELECT DISTINCT id_no FROM member WHERE household IN (SELECT value FROM json_each(?)) AND id_no IS NOT NULL",
        (json.dumps(households),),
    )
    forms = {form for (number,) in numbers for form in (number, comparable(number), old_form(comparable(number)))}
    rows = store.query(
        f'SELECT m.id_no, count(*) {_LIVE_MEMBERS} AND m."left" IS NULL AND m.id_no IN (SELECT value FROM json_each(?))'
        f"{left_out(store, 'm.household')}"
        " GROUP BY m.id_no",
        (json.dumps(sorted(forms)),),
    )
    found: dict[str, int] = {}
    for number, count in rows:
        found[comparable(number)] = found.get(comparable(number), 0) + count
    return {number: count for number, count in found.items() if count > 1}


def doubled_members(store: Store, households: Sequence[str]) -> list[str]:
    """The members of these households whose identity number another live member carries too."""
    doubled = same_id_numbers_near(store, households)
    if not doubled:
        return []
    found = store.query(
        "SELECT id, id_no FROM member WHERE removed IS NULL AND id_no IS NOT NULL AND household IN"
        " (SELECT value FROM json_each(?))",
        (json.dumps(households),),
    )
    return [row for row, number in found if comparable(number) in doubled]


def same_phones_near(store: Store, households: Sequence[str]) -> dict[str, int]:
    """As `same_phones`, of the numbers of these households."""
    rows = store.query(
        "SELECT phone, count(*) FROM household_list WHERE phone IN (SELECT phone FROM household_list WHERE id IN"
        f" (SELECT value FROM json_each(?)) AND phone IS NOT NULL){left_out(store, 'id')}"
        " GROUP BY phone HAVING count(*) > 1",
        (json.dumps(households),),
    )
    return dict(rows)


def same_phones(store: Store) -> dict[str, int]:
    """How many live households have each telephone number; only numbers that occur twice."""
    rows = store.query(
        f"SELECT phone, count(*) FROM household_list WHERE phone IS NOT NULL{left_out(store, 'id')}"
        " GROUP BY phone HAVING count(*) > 1"
    )
    return dict(rows)


def statistics(store: Store) -> dict[str, int]:
    """How many live records of each sort the file holds."""
    here, listed = left_out(store, "l.id"), left_out(store, "id")
    owned = partial(_owned, here)
    live_of = {
        "villages": "SELECT count(*) FROM village WHERE removed IS NULL",
        "households": f"SELECT count(*) FROM household_list WHERE TRUE{listed}",
        "members": f'SELECT count(*) {_LIVE_MEMBERS} AND m."left" IS NULL{left_out(store, "m.household")}',
        "causes": owned("cause"),
        "incomes": owned("income_year"),
        "plans": owned("plan"),
        "measures": "SELECT count(*) FROM measure s JOIN plan p ON p.id = s.plan AND p.removed IS NULL"
        f" JOIN household_list l ON l.id = p.household WHERE s.removed IS NULL{here}",
        "units": "SELECT count(*) FROM unit WHERE removed IS NULL",
        "cadres": "SELECT count(*) FROM cadre WHERE removed IS NULL",
        "pairings": owned("pairing"),
        "visits": owned("visit"),
        "batches": "SELECT count(*) FROM batch",
        "changes": "SELECT count(*) FROM change",
    }
    return {name: store.value(sql) or 0 for name, sql in live_of.items()}


def _owned(here: str, table: str) -> str:
    return f"SELECT count(*) FROM {table} r JOIN household_list l ON l.id = r.household WHERE r.removed IS NULL{here}"
