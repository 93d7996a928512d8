# SPDX-License-Identifier: MIT
"""Which other households share something with some households, or did: a doubt about it is a doubt of theirs too.

Looked for are identity numbers and telephones by which checks compare households (A05, M56, A14, A15), what visits tell (K15),
amounts earned (F17), and the cadres who answer for households (I07) or visit them (I09, K16). Former values come from the log,
so that a doubt of the others vanishes too. More may be named than are concerned.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from villagedesk.models.checks.rounds import TOLD
from villagedesk.models.values.identity import comparable, old_form
from villagedesk.store import comparing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.store.store import Store

_SOMETHING: Final = "coalesce(" + ", ".join(f"nullif({field}, '')" for field in TOLD) + ")"
_OWN: Final = "SELECT value FROM json_each(?1)"


def partners(store: Store, households: Collection[str], year: int) -> frozenset[str]:
    """The other households whose doubts may rest on these: by a number, a telephone, an income, a cadre, or what visits tell.

    Numbers, telephones and cadres are looked up in indexes and in the list of households; incomes of the year are read once
    for the villages of these households, visits of the year once, and both only if these households have any.
    """
    asked = json.dumps(sorted(households))
    numbers = _values(store, "member", "household", "id_no", asked)
    numbers |= {form for number in numbers for form in (comparable(number), old_form(comparable(number)))}
    found = _of(store, "SELECT household FROM member WHERE id_no IN (SELECT value FROM json_each(?))", numbers)
    phones = _values(store, "household", "id", "phone", asked)
    found |= _of(store, "SELECT id FROM household_list WHERE phone IN (SELECT value FROM json_each(?))", phones)
    called = _values(store, "member", "household", "phone", asked)
    found |= _of(store, "SELECT household FROM member WHERE phone IN (SELECT value FROM json_each(?))", called)
    found |= comparing.like_these(store, year, sorted(households))
    found |= _same_visits(store, asked, year) | _of_cadres(store, asked, year)
    return frozenset(found) - set(households)


def _values(store: Store, table: str, owner: str, field: str, asked: str) -> set[str]:
    """What a field of the rows of these households holds and ever held."""
    rows = store.query(
        f'SELECT "{field}" FROM "{table}" WHERE "{owner}" IN ({_OWN})'
        f" UNION SELECT CASE c.field WHEN '' THEN json_extract(c.value, '$.{field}') ELSE json_extract(c.value, '$') END"
        f' FROM "{table}" t JOIN change c ON c.row = t.id AND c.field IN (\'\', ?2) WHERE t."{owner}" IN ({_OWN})',
        (asked, field),
    )
    return {str(value) for (value,) in rows if value}


def _of(store: Store, query: str, values: Iterable[str]) -> set[str]:
    wanted = sorted(value for value in values if value)
    rows = store.query(query, (json.dumps(wanted),)) if wanted else ()
    return {household for (household,) in rows if household}


def _same_visits(store: Store, asked: str, year: int) -> set[str]:
    texts = [_values(store, "visit", "household", field, asked) for field in TOLD]
    if not any(texts):
        return set()
    alike = " AND ".join(f"coalesce({field}, '') IN (SELECT value FROM json_each(?))" for field in TOLD)
    rows = store.query(
        f"SELECT DISTINCT household FROM visit WHERE removed IS NULL AND date BETWEEN ? AND ? AND {alike}"
        f" AND {_SOMETHING} IS NOT NULL",
        (f"{year}-01-01", f"{year}-12-31", *(json.dumps(["", *sorted(known)]) for known in texts)),
    )
    return {household for (household,) in rows if household}


def _of_cadres(store: Store, asked: str, year: int) -> set[str]:
    """The households of which the same cadres have charge, or had visits at the same time, or on one day only."""
    charged = _values(store, "pairing", "household", "cadre", asked)
    found = _of(
        store,
        "SELECT household FROM pairing WHERE cadre IN (SELECT value FROM json_each(?)) AND removed IS NULL"
        " AND (role IS NULL OR role IN ('', 'first', 'second'))",
        charged,
    )
    came = json.dumps(sorted(_values(store, "visit", "household", "cadre", asked)))
    days = json.dumps(sorted(_values(store, "visit", "household", "date", asked)))
    begin, end = f"{year}-01-01", f"{year}-12-31"
    visits = "FROM visit WHERE removed IS NULL AND cadre IN (SELECT value FROM json_each(?)) AND date BETWEEN ? AND ?"
    same_day = store.query(
        f"SELECT household {visits} AND date IN (SELECT value FROM json_each(?))", (came, begin, end, days)
    )
    one_day = (
        store.query(  # of all others' visits; where these lie on several days, nobody's doubt rests on this household's
            f"SELECT DISTINCT household {visits} AND cadre IN (SELECT cadre {visits}"
            f" AND household NOT IN (SELECT value FROM json_each(?)) GROUP BY cadre HAVING min(date) = max(date))",
            (came, begin, end, came, begin, end, asked),
        )
    )
    return found | {household for (household,) in (*same_day, *one_day) if household}
