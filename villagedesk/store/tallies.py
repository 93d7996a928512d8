# SPDX-License-Identifier: MIT
"""What the worked-out roll-ups are made of, read for the whole file at once. Who is counted: `population`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.checks.standing import CLOSED
from villagedesk.store.encoding import NA_COLUMN, from_columns
from villagedesk.store.population import FROM_HOUSEHOLDS, people_alone

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from villagedesk.store.store import Store

_BETWEEN, _WITHIN = "\x1e", "\x1f"
_ORDER: Final = "ORDER BY l.group_key, l.number_key, l.key"


class Listed(NamedTuple):
    """A household of a year, in the order of the list; texts are empty where nothing is known."""

    id: str
    village: str
    group: str
    status: str
    kind: str


def asked(household: Listed) -> bool:
    """Whether anybody has to help a household or prove anything of it: see `standing.in_programme`."""
    return household.status not in CLOSED and household.kind != "ordinary"


def households(store: Store, year: int) -> list[Listed]:
    """The households that count in a year."""
    rows = store.query(
        "SELECT l.id, coalesce(l.village, ''), coalesce(h.\"group\", ''), coalesce(y.exit_status, ''),"
        f" coalesce(y.household_type, '') {FROM_HOUSEHOLDS} {_ORDER}",
        _year(year),
    )
    return [Listed(*row) for row in rows]


def people(store: Store, year: int, homes: Container[str]) -> list[tuple[str, str]]:
    """(person, household) of everybody who counts in a year; `homes` are the ids of its `households`, or of some of them."""
    rows = store.query(people_alone(["m.id"]), _year(year))
    return [(person, home) for home, person in rows if home in homes]


def people_with(
    store: Store, year: int, homes: Container[str], identity: Sequence[str], facts: Sequence[str]
) -> Iterator[tuple[str, tuple[Any, ...], tuple[Any, ...]]]:
    """As `people`: the household, some fields of each person as they stand in its column, and some of its facts of the year."""
    wanted = [*(f'm."{key}"' for key in identity), *(f'f."{key}"' for key in facts), f"f.{NA_COLUMN}"]
    rows = [row for row in store.query(people_alone(wanted), _year(year)) if row[0] in homes]
    if not rows:
        return iter(())
    household, *columns, not_applicable = zip(*rows, strict=True)
    of_year = columns[len(identity) :]
    known = [
        from_columns(ENTITIES["member_year"][key], column, not_applicable)
        for key, column in zip(facts, of_year, strict=True)
    ]
    return zip(household, zip(*columns[: len(identity)], strict=True), zip(*known, strict=True), strict=True)


def columns(store: Store, entity: str, keys: Sequence[str], condition: str = "TRUE", given: Any = ()) -> list[Any]:
    """Some columns of the live rows of a table, in the order of their ids; for services.figures.tallies, `condition` is SQL."""
    wanted = ", ".join(f'"{key}"' for key in keys)
    return store.query(f'SELECT {wanted} FROM "{entity}" WHERE removed IS NULL AND ({condition}) ORDER BY id', given)


def visits(store: Store, year: int) -> list[tuple[str, list[str]]]:
    """The visits of a year by household, each as `visit_of` takes it apart; of a township they are too many for a row each."""
    rows = store.query(
        "SELECT household, group_concat(substr(date, 6, 2) || coalesce(cadre, '') || ?3"
        " || replace(coalesce(visitors, ''), ?4, ' '), ?4) FROM visit"
        " WHERE removed IS NULL AND date >= ?1 AND date < ?2 GROUP BY household",
        (f"{year}-01", f"{year + 1}", _WITHIN, _BETWEEN),
    )
    return [(household, told.split(_BETWEEN)) for household, told in rows]


def visit_of(told: str) -> tuple[int, str | None, str]:
    """(month, cadre, visitors) of a visit."""
    cadre, _, visitors = told[2:].partition(_WITHIN)
    return int(told[:2]), cadre or None, visitors


def courses(store: Store, persons: Iterable[str]) -> list[tuple[str, str, str, str, str, str]]:
    """(person, joined, its reason, left, its reason, birth) of some persons, empty texts where nothing is known."""
    return store.query(
        "SELECT id, coalesce(joined, ''), coalesce(join_reason, ''), coalesce(\"left\", ''), coalesce(leave_reason, ''),"
        " coalesce(birth, '') FROM member WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(persons)),),
    )


def changes_of_people(store: Store, year: int) -> list[tuple[str, str, str]]:
    """(person, day, kind) of what was recorded of persons in a year, in its order."""
    return store.query(
        "SELECT member, date, kind FROM member_change WHERE removed IS NULL AND member IS NOT NULL AND kind IS NOT NULL"
        " AND substr(date, 1, 4) = ? ORDER BY date, id",
        (str(year),),
    )


def changes_of_households(store: Store, year: int) -> list[tuple[str, str]]:
    """(household, kind) of what was recorded of households in a year."""
    return store.query(
        "SELECT household, kind FROM household_change WHERE removed IS NULL AND household IS NOT NULL"
        " AND kind IS NOT NULL AND substr(date, 1, 4) = ?",
        (str(year),),
    )


def ends_and_beginnings(store: Store, year: int) -> list[tuple[str, str, str, int]]:
    """(household, day of its end, why, whether identified in the year) of those that ended or were identified in a year."""
    return store.query(
        "SELECT id, CASE WHEN substr(ended, 1, 4) = ?2 THEN ended ELSE '' END, coalesce(end_reason, ''),"
        " coalesce(identify_year, CAST(substr(identified, 1, 4) AS INTEGER), 0) = ?1 FROM household"
        " WHERE removed IS NULL AND (substr(ended, 1, 4) = ?2"
        " OR coalesce(identify_year, CAST(substr(identified, 1, 4) AS INTEGER), 0) = ?1)",
        (year, str(year)),
    )


def _year(year: int) -> tuple[int, str]:
    return year, f"{year}-12-31"


def measures(store: Store, year: int) -> list[tuple[str, str | None, str | None, str | None, int | None]]:
    """(household, class, status, source of money, amount) of the measures of a year's plans that were not given up."""
    return store.query(
        "SELECT p.household, m.category, m.status, m.source, m.amount FROM plan p JOIN measure m ON m.plan = p.id"
        " WHERE p.removed IS NULL AND m.removed IS NULL AND p.year = ? AND m.status IS NOT 'dropped'"
        " AND p.household IS NOT NULL",
        (year,),
    )


class Repair(NamedTuple):
    """A measure of a kind that was not given up, of a plan of some year."""

    household: str
    year: int
    status: str | None
    item: str | None
    amount: int | None


def repairs(store: Store, year: int, kind: str) -> list[Repair]:
    """The measures of a kind (`measure.subcategory`) in the plans of a year and of those before it, in their order."""
    rows = store.query(
        "SELECT p.household, p.year, m.status, m.item, m.amount FROM measure m JOIN plan p ON p.id = m.plan"
        " WHERE m.subcategory = ? AND p.removed IS NULL AND m.removed IS NULL AND p.year <= ?"
        " AND m.status IS NOT 'dropped' AND p.household IS NOT NULL ORDER BY p.year, m.position, m.id",
        (kind, year),
    )
    return [Repair(*row) for row in rows]


def pairings(store: Store, day: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """(household, cadre, role, the cadre's unit, its level) of the pairings that hold on a day."""
    return store.query(
        "SELECT p.household, p.cadre, p.role, c.unit, u.level FROM pairing p"
        " LEFT JOIN cadre c ON c.id = p.cadre AND c.removed IS NULL LEFT JOIN unit u ON u.id = c.unit AND u.removed IS NULL"
        " WHERE p.removed IS NULL AND p.cadre IS NOT NULL AND p.household IS NOT NULL"
        ' AND coalesce(p."end", ?1) >= ?1 AND coalesce(p.start, ?1) <= ?1',
        (day,),
    )


def perhaps_incomplete(store: Store, year: int) -> list[str]:
    """Households with a plan or measure of a year that is signed and not dated, or with a step that is done and not signed.

    A little more than what rule K05 finds, which looks at what the step asks for.
    """
    signed = " OR ".join(
        f"p.{key} = 1" for key in ("signed_household", "signed_cadre", "signed_village", "signed_township")
    )
    rows = store.query(
        f"SELECT p.household FROM plan p WHERE p.removed IS NULL AND p.year = ?1 AND p.made_on IS NULL AND ({signed})"
        " UNION SELECT p.household FROM measure e JOIN plan p ON p.id = e.plan AND p.removed IS NULL WHERE"
        " e.removed IS NULL AND p.year = ?1 AND e.signed_household = 1 AND e.signed_on IS NULL"
        " UNION SELECT c.household FROM process_step s JOIN process c ON c.id = s.process AND c.removed IS NULL"
        " WHERE s.removed IS NULL AND s.done IS NOT NULL AND s.signed = 0",
        (year,),
    )
    return sorted(row for (row,) in rows if row)
