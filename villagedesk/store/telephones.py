# SPDX-License-Identifier: MIT
"""Telephone numbers that several members have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.store.away import AWAY
from villagedesk.store.joins import STANDING

if TYPE_CHECKING:
    from villagedesk.store.store import Store


class Carrier(NamedTuple):
    """A member who is here and has a number that others have too; the parts of the place of work may be empty."""

    phone: str
    id: str
    name: str
    village: str
    group: str
    head: str
    province: str
    city: str
    county: str


def shared(store: Store, year: int) -> dict[str, list[Carrier]]:
    """Telephone number of members → who has it, where several do; where they work in a year."""
    found: dict[str, list[Carrier]] = {}
    for row in store.query(
        "SELECT m.phone, m.id, coalesce(m.name, ''), coalesce(l.village, ''), coalesce(l.grp, ''),"
        " coalesce(l.head_name, ''), coalesce(y.work_province, ''), coalesce(y.work_city, ''),"
        " coalesce(y.work_county, '') FROM (SELECT phone FROM member WHERE phone IS NOT NULL AND removed IS NULL"
        " GROUP BY phone HAVING count(*) > 1) p JOIN member m ON m.phone = p.phone JOIN household_list l"
        " ON l.id = m.household LEFT JOIN member_year y ON y.member = m.id AND y.year = ? AND y.removed IS NULL"
        f' WHERE m.removed IS NULL AND m."left" IS NULL AND l.village IS NOT ? AND {STANDING} ORDER BY m.id',
        (year, AWAY),
    ):
        one = Carrier(*row)
        found.setdefault(one.phone, []).append(one)
    return {phone: people for phone, people in found.items() if len(people) > 1}
