# SPDX-License-Identifier: MIT
"""Whom figures of a year count, as the FROM of a query: ?1 is the year, ?2 its last day (ISO); its WHERE begins with ` AND `.

Households are `h` with their facts of the year `y` and their line of the list `l` (`l.village`: the id of the village to
which they belonged at the end of the year), persons `m` with `f`. A past year counts whom it had: people in the household in
which they lived then (`models/membership`), households that have ended or moved since, and none that was formed or
identified later. Members who do not count towards the size of their household are left out, and those who were born later:
many of them were entered without the day on which they joined (a birthday that has not come yet is a slip, and counts).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.codes import code_list
from villagedesk.models.membership import IN, MOVE, OUT, RETURNED
from villagedesk.store.away import AWAY
from villagedesk.store.joins import STANDING

if TYPE_CHECKING:
    from collections.abc import Sequence


def _kinds(*directions: str) -> str:
    found = (one.code for one in code_list("member_change").entries if one.more["direction"] in directions)
    return ", ".join(f"'{code}'" for code in dict.fromkeys(found))


def former_village(household: str, day: str) -> str:
    """SQL of the village before the first move to another one after a day; NULL where a household has not moved since."""
    return (
        f"(SELECT t.village_before FROM household_change t WHERE t.household = {household} AND t.kind = 'transferred'"
        f" AND t.removed IS NULL AND t.date > {day} ORDER BY t.date, t.id LIMIT 1)"
    )


def former_household(member: str, day: str) -> str:
    """SQL of the household from which a member's first change after a day led away; NULL where there is none."""
    return (
        f"(SELECT nullif(c.origin, '') FROM member_change c WHERE c.member = {member} AND c.removed IS NULL"
        f" AND c.date > {day} AND c.kind IN ({_kinds(IN, OUT, MOVE)}) ORDER BY c.date, {_RANK}, c.id LIMIT 1)"
    )


_FORMER: Final = former_village("k.id", "?2")
# Of changes on one day: who is born and leaves was nowhere before it; who comes back has left before, on that day or earlier.
_HAD_LEFT: Final = (
    f"(SELECT o.kind IN ({_kinds(OUT)}) FROM member_change o WHERE o.member = c.member AND o.removed IS NULL AND o.date < c.date"
    f" AND o.kind IN ({_kinds(IN, OUT, MOVE)}) ORDER BY o.date DESC, o.kind = '{RETURNED}' DESC, o.id DESC LIMIT 1)"
)
_RANK: Final = (
    f"CASE WHEN c.kind = '{RETURNED}' THEN iif({_HAD_LEFT}, ' ', '~')"
    f" WHEN c.kind IN ({_kinds(IN)}) AND coalesce(c.origin, '') = '' THEN ' ' ELSE '!' END"
)
# Where another file put somebody into an ended household meanwhile, it counts until people have decided (`store/away`).
_THERE: Final = (
    "(e.ended IS NULL OR e.ended > ?2 OR k.size > 0)"
    " AND NOT EXISTS (SELECT 1 FROM household_change t WHERE t.household = k.id AND t.kind = 'formed'"
    " AND t.removed IS NULL AND t.date > ?2)"
    " AND coalesce(e.identify_year, CAST(substr(e.identified, 1, 4) AS INTEGER), ?1) <= ?1"
    f" AND (k.village IS NOT '{AWAY}' OR {_FORMER} IS NOT NULL)"
)
_HOUSEHOLDS: Final = (
    "(SELECT k.id, k.key, k.group_key, k.number_key,"
    f" coalesce({_FORMER}, e.village) AS village FROM household_list k JOIN household e ON e.id = k.id WHERE {_THERE}) l"
)
_FACTS: Final = "LEFT JOIN household_year y ON y.household = h.id AND y.year = ?1 AND y.removed IS NULL"
FROM_HOUSEHOLDS: Final = f"FROM {_HOUSEHOLDS} JOIN household h ON h.id = l.id {_FACTS} WHERE ?2 = ?2"
# A person's first change after the year says where he was before it; without one, the present fields hold.
_LATER: Final = (
    f"(SELECT c.member, c.kind, c.origin, c.date, min(c.date || {_RANK} || c.id) FROM member_change c"
    f" WHERE c.removed IS NULL AND c.date > ?2 AND c.kind IN ({_kinds(IN, OUT, MOVE)}) GROUP BY c.member) c"
)
_HOME: Final = (
    "CASE WHEN c.member IS NULL THEN"
    ' CASE WHEN m."left" <= ?2 OR m.joined > ?2 THEN NULL ELSE m.household END'
    f" WHEN c.kind IN ({_kinds(IN)}) AND coalesce(c.origin, '') = '' THEN NULL"
    " WHEN m.joined > ?2 AND m.joined < c.date THEN NULL"
    " ELSE coalesce(nullif(c.origin, ''), m.household) END"
)
_OF_PERSON: Final = "LEFT JOIN member_year f ON f.member = m.id AND f.year = ?1 AND f.removed IS NULL"
_COUNTS: Final = (
    "WHERE m.removed IS NULL AND m.counted IS NOT 0 AND NOT coalesce(m.birth > ?2 AND m.birth <= date('now'), 0)"
    f" AND {STANDING}"
)
FROM_PEOPLE: Final = (
    f"FROM member m LEFT JOIN {_LATER} ON c.member = m.id JOIN {_HOUSEHOLDS} ON l.id = {_HOME}"
    f" JOIN household h ON h.id = l.id {_FACTS} {_OF_PERSON} {_COUNTS}"
)


def people_alone(columns: Sequence[str]) -> str:
    """A query of the household of each person, and of columns of `m` and `f`.

    Of people whose household is not among those that count, too: whoever has read these leaves them out in half the time.
    """
    facts = _OF_PERSON if any(one.startswith("f.") for one in columns) else ""
    return (
        f"SELECT {', '.join((_HOME, *columns))} FROM member m LEFT JOIN {_LATER} ON c.member = m.id {facts} {_COUNTS}"
    )
