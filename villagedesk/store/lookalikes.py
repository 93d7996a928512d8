# SPDX-License-Identifier: MIT
"""Who carries an identity number that others carry too, and the persons among whom look-alikes are sought."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.values.identity import comparable, old_form
from villagedesk.store.away import AWAY
from villagedesk.store.joins import STANDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.store.store import Store


class Registered(NamedTuple):
    """A member of a household that is in the list; `left` is the day of leaving, with its reason as a code.

    Attributes:
        birth: ISO; from the number where the field is empty.
        village, group, head: of the household, as the list shows them.
        sound: whether the identity number has 18 signs and the right check digit.
    """

    id: str
    name: str
    sex: str
    birth: str
    id_no: str
    phone: str
    household: str
    left: str
    leave_reason: str
    village: str
    group: str
    head: str
    sound: bool


_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999 §4.4.4
_SUM: Final = " + ".join(f"substr(m.id_no, {place}, 1) * {weight}" for place, weight in enumerate(_WEIGHTS, 1))
# In SQL, because it is asked of everybody: 350,000 numbers cost Python seconds.
_SOUND: Final = (
    f"coalesce(length(m.id_no) = 18 AND substr('10X98765432', 1 + ({_SUM}) % 11, 1) = substr(m.id_no, 18, 1), 0)"
)
# The day of birth, from the number where the field is empty; `date` gives nothing where the number holds no day.
_BIRTH: Final = (
    "coalesce(m.birth, date(CASE length(m.id_no) WHEN 18 THEN substr(m.id_no, 7, 4) || '-' || substr(m.id_no, 11, 2) || '-'"
    " || substr(m.id_no, 13, 2) WHEN 15 THEN '19' || substr(m.id_no, 7, 2) || '-' || substr(m.id_no, 9, 2) || '-'"
    " || substr(m.id_no, 11, 2) END), '')"
)
_COLUMNS: Final = (
    f"m.id, coalesce(m.name, ''), coalesce(m.sex, ''), {_BIRTH}, coalesce(m.id_no, ''),"
    " coalesce(m.phone, l.phone, ''), m.household, coalesce(m.\"left\", ''), coalesce(m.leave_reason, ''),"
    f" coalesce(nullif(l.village, '{AWAY}'), ''), coalesce(l.grp, ''), coalesce(l.head_name, ''), " + _SOUND
)
_SHOWN: Final = "FROM member m CROSS JOIN household_list l ON l.id = m.household WHERE m.removed IS NULL"
_LISTED: Final = f"{_SHOWN} AND {STANDING}"


def of_weak_number(store: Store) -> list[Registered]:
    """Every member whose identity number is missing or plainly wrong, also those who have left."""
    return [Registered(*row) for row in store.query(f"SELECT {_COLUMNS} {_LISTED} AND NOT {_SOUND}")]


def born_or_named(store: Store, births: Iterable[str], names: Iterable[str]) -> list[Registered]:
    """Every member who was born on one of these days (ISO) or has one of these names, also those who have left."""
    found = store.query(
        f"SELECT {_COLUMNS} {_LISTED} AND ({_BIRTH} IN (SELECT value FROM json_each(?)) OR m.name IN"
        " (SELECT value FROM json_each(?)))",
        (_list(births), _list(names)),
    )
    return [Registered(*row) for row in found]


def registered(store: Store, rows: Sequence[str]) -> dict[str, Registered]:
    """These members; those who are gone are missing."""
    found = store.query(f"SELECT {_COLUMNS} {_SHOWN} AND m.id IN (SELECT value FROM json_each(?))", (_list(rows),))
    return {row[0]: Registered(*row) for row in found}


def known(store: Store, rows: Iterable[str]) -> dict[str, Registered]:
    """These members, also those who lie in the recycle bin."""
    found = store.query(
        f"SELECT {_COLUMNS} FROM member m CROSS JOIN household_list l ON l.id = m.household WHERE m.id IN"
        " (SELECT value FROM json_each(?))",
        (_list(rows),),
    )
    return {row[0]: Registered(*row) for row in found}


def called(store: Store, wanted: str) -> list[Registered]:
    """The members with this row id; else with this identity number, old or new form; else with this name."""
    number = comparable(wanted)
    numbers = (wanted, number, old_form(number))
    for condition, values in (("m.id = ?", (wanted,)), ("m.id_no IN (?, ?, ?)", numbers), ("m.name = ?", (wanted,))):
        found = store.query(f"SELECT {_COLUMNS} {_SHOWN} AND {condition} ORDER BY m.id", values)
        if found:
            return [Registered(*row) for row in found]
    return []


def bearers(store: Store, households: Sequence[str] | None = None) -> dict[str, list[Registered]]:
    """Identity number in its comparable form → the members who carry it, where there are at least two.

    Args:
        store: the file.
        households: only numbers that members of these carry; the work then grows with them only.
    """
    if households is None:
        numbers = store.query(
            "SELECT id_no FROM member WHERE id_no IS NOT NULL GROUP BY id_no HAVING count(*) > 1 OR length(id_no) <> 18"
        )
    else:
        numbers = store.query(
            "SELECT DISTINCT id_no FROM member WHERE household IN (SELECT value FROM json_each(?)) AND id_no IS NOT NULL",
            (_list(households),),
        )
    forms = {form for (number,) in numbers for form in (number, comparable(number), old_form(comparable(number)))}
    found: dict[str, list[Registered]] = {}
    for row in store.query(
        f"SELECT {_COLUMNS} {_LISTED} AND m.id_no IN (SELECT value FROM json_each(?)) ORDER BY m.id", (_list(forms),)
    ):
        one = Registered(*row)
        found.setdefault(comparable(one.id_no), []).append(one)
    return {number: people for number, people in found.items() if len(people) > 1}


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
