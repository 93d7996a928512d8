# SPDX-License-Identifier: MIT
"""Whom figures of a year count, as the FROM of a query: ?1 is the year, ?2 its last day (ISO); its WHERE begins with ` AND `.

Households are `h` with their facts of the year `y`, persons `m` with `f`. Members who have left before the end of the year
or came after it are not counted, nor those who do not count towards the size of their household.
"""

from __future__ import annotations

from typing import Final

from villagedesk.store.joins import STANDING

_HOUSEHOLDS: Final = "FROM household_list l JOIN household h ON h.id = l.id"
_FACTS: Final = "LEFT JOIN household_year y ON y.household = h.id AND y.year = ?1 AND y.removed IS NULL"
FROM_HOUSEHOLDS: Final = (
    f"{_HOUSEHOLDS} {_FACTS} WHERE ?2 = ?2"  # they do not ask for the day, and the query is given it
)
FROM_PEOPLE: Final = (
    f"{_HOUSEHOLDS} JOIN member m ON m.household = h.id {_FACTS}"
    " LEFT JOIN member_year f ON f.member = m.id AND f.year = ?1 AND f.removed IS NULL"
    " WHERE m.removed IS NULL AND m.counted IS NOT 0"
    ' AND (m."left" IS NULL OR m."left" > ?2) AND (m.joined IS NULL OR m.joined <= ?2)'
    f" AND {STANDING}"
)
