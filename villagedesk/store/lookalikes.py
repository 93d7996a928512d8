# SPDX-License-Identifier: MIT
"""Who carries an identity number that others carry too, and the persons among whom look-alikes are sought."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.values.identity import comparable, old_form
from villagedesk.store.joins import STANDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from villagedesk.store.store import Store


class Registered(NamedTuple):
    """A member of a household that is in the list; `left` is the day of leaving, with its reason as a code.

    Attributes:
        village, group, head: of the household, as the list shows them.
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


_COLUMNS: Final = (
    "m.id, coalesce(m.name, ''), coalesce(m.sex, ''), coalesce(m.birth, ''), coalesce(m.id_no, ''),"
    " coalesce(m.phone, l.phone, ''), m.household, coalesce(m.\"left\", ''), coalesce(m.leave_reason, ''),"
    " coalesce(l.village, ''), coalesce(l.grp, ''), coalesce(l.head_name, '')"
)
_LISTED: Final = f"FROM member m JOIN household_list l ON l.id = m.household WHERE m.removed IS NULL AND {STANDING}"


def everybody(store: Store) -> Iterator[Registered]:
    """Every member of the file, also those who have left: a person may have gone to another household of the file."""
    return (Registered(*row) for row in store.query(f"SELECT {_COLUMNS} {_LISTED}"))


def registered(store: Store, rows: Sequence[str]) -> dict[str, Registered]:
    """These members; those who are gone or were joined to others are missing."""
    found = store.query(f"SELECT {_COLUMNS} {_LISTED} AND m.id IN (SELECT value FROM json_each(?))", (_list(rows),))
    return {row[0]: Registered(*row) for row in found}


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
