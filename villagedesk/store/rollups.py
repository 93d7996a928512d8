# SPDX-License-Identifier: MIT
"""The facts of roll-ups in SQL, and what is behind a cell. How many there are: `counted`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.standing import ABLE
from villagedesk.models.rollups.spec import Among, NotApplicable, Unit, Unknown, Within
from villagedesk.store.population import FROM_HOUSEHOLDS, FROM_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.models.rollups.spec import Cell, Condition
    from villagedesk.store.store import Store

ALIAS: Final = {"household": "h", "household_year": "y", "member": "m", "member_year": "f"}
OF_PEOPLE: Final = ("member.", "member_year.")
_CAUSES: Final = "FROM cause c WHERE c.household = h.id AND c.year = ?1 AND c.removed IS NULL"
_ABLE: Final = ", ".join(f"'{code}'" for code in sorted(ABLE))
_AT_WORK: Final = "f.work_months >= 1 OR f.public_post <> ''"
_NO_WORK_SAID: Final = "f.work_months IS NULL AND instr(coalesce(f.not_applicable, ''), ' work_months ') = 0"
_OF_AGE: Final = 16  # nobody younger may be put to work (劳动法 art. 15)
# Somebody of an age to work who may be able to, and may be at work: nobody may call such a household idle.
_PERHAPS: Final = (
    f"f.labour IS NULL AND coalesce(?1 - CAST(substr(m.birth, 1, 4) AS INTEGER), {_OF_AGE}) >= {_OF_AGE}"
    f" AND (({_AT_WORK}) OR ({_NO_WORK_SAID}))"
)
# Of each household: whether anybody who can work does (`home.work`), so that a table asks once and not for each of its lines.
HOME: Final = (
    "home AS MATERIALIZED (SELECT l.id AS id, CASE"
    f" WHEN max(f.labour IN ({_ABLE}) AND ({_AT_WORK})) = 1 THEN 'working'"
    f" WHEN max(f.labour IN ({_ABLE}) AND {_NO_WORK_SAID}) = 1 THEN 'unsaid'"
    f" WHEN max(f.labour IN ({_ABLE})) = 1 AND max({_PERHAPS}) = 1 THEN 'unsaid'"
    f" WHEN max(f.labour IN ({_ABLE})) = 1 THEN 'idle'"
    " WHEN count(*) = count(f.labour) THEN 'unable' END AS work"
    f" {FROM_PEOPLE} GROUP BY l.id)"
)
MADE: Final = {
    "home.work": "(SELECT o.work FROM home o WHERE o.id = h.id)",
    "household.left_as_planned": "h.plan_exit_year = y.exit_year",
    "member.age": "?1 - CAST(substr(m.birth, 1, 4) AS INTEGER)",
    "member.insured": (
        "CASE WHEN f.medical = 1 OR f.employee_medical = 1 THEN 'yes' WHEN f.soldier = 1 THEN 'soldier'"
        " WHEN f.medical = 0 THEN 'no' END"
    ),
    "member.pensioned": (
        "CASE WHEN f.pension = 1 OR f.employee_pension = 1 THEN 'yes'"
        f" WHEN ?1 - CAST(substr(m.birth, 1, 4) AS INTEGER) < {_OF_AGE} THEN 'young'"
        " WHEN f.school NOT IN ('none', 'preschool_age') THEN 'student' WHEN f.pension = 0 THEN 'no' END"
    ),
    "member.allowances": (
        "(SELECT group_concat(b.item) FROM benefit b WHERE b.member = m.id AND b.removed IS NULL"
        " AND b.subcategory = 'disabled_allowances' AND b.item <> '' AND substr(b.date, 1, 4) = CAST(?1 AS TEXT))"
    ),
    "cause.main": f"(SELECT c.code {_CAUSES} AND c.rank = 'main' ORDER BY c.id LIMIT 1)",
    "cause.all": f"(SELECT group_concat(c.code) {_CAUSES} AND c.code <> '')",
}


class Where(NamedTuple):
    """Which households are counted: of a village (id; empty for all), of a group in it (empty for all)."""

    village: str = ""
    group: str = ""


def behind(store: Store, cell: Cell, year: int, place: Where = Where()) -> list[str]:  # noqa: B008  # frozen
    """The ids of the households that a cell counts, or whose persons or figures it does, in the order of the list."""
    base, names = _base(store, [cell], people=of_people(cell))
    where = " AND ".join([holds(one, names) for one in cell.where] or ["TRUE"])
    if cell.total:
        where += f" AND {names[cell.total]} <> 0"
    order = "ORDER BY min(group_key), min(number_key), min(key)"
    rows = store.query(f"{base} SELECT id FROM base WHERE {where} GROUP BY id {order}", _given(year, place))
    return [row for (row,) in rows]


def persons_behind(store: Store, cell: Cell, year: int, place: Where = Where()) -> list[str]:  # noqa: B008  # frozen
    """The ids of the persons that a cell counts; none of a cell that asks for nothing about persons."""
    if not of_people(cell):
        return []
    base, names = _base(store, [cell], people=True)
    where = " AND ".join([holds(one, names) for one in cell.where] or ["TRUE"])
    order = "ORDER BY group_key, number_key, key, person"
    return [row for (row,) in store.query(f"{base} SELECT person FROM base WHERE {where} {order}", _given(year, place))]


def ordered(store: Store, households: Iterable[str]) -> list[str]:
    """These households in the order of the list; those that are not in it (any more) last."""
    wanted = sorted(households)
    rows = store.query(
        "SELECT w.value FROM json_each(?) w LEFT JOIN household_list l ON l.id = w.value"
        " ORDER BY l.id IS NULL, l.group_key, l.number_key, l.key",
        (json.dumps(wanted),),
    )
    return [row for (row,) in rows]


def names(store: Store, rows: Iterable[str]) -> list[str]:
    """The names of these villages, cadres or units; those without one are left out."""
    wanted = json.dumps(sorted(rows))
    found = store.query(
        "SELECT name FROM (SELECT id, name FROM village UNION ALL SELECT id, name FROM cadre UNION ALL SELECT id, name"
        " FROM unit) WHERE name > '' AND id IN (SELECT value FROM json_each(?)) ORDER BY name",
        (wanted,),
    )
    return [name for (name,) in found]


def groups(store: Store, village: str = "") -> list[str]:
    """The names of the groups of a village, or of all."""
    rows = store.query(
        'SELECT DISTINCT h."group" FROM household_list l JOIN household h ON h.id = l.id'
        " WHERE h.\"group\" <> '' AND (?1 = '' OR h.village = ?1) ORDER BY l.group_key",
        (village,),
    )
    return [name for (name,) in rows]


def _given(year: int, place: Where) -> tuple[int, str, str, str]:
    return (year, f"{year}-12-31", place.village, place.group)


def of_people(cell: Cell) -> bool:
    """Whether a cell looks at persons, not at households only."""
    if cell.unit is Unit.PERCENT and cell.over is not None:
        return of_people(cell.over)
    return cell.unit is Unit.PEOPLE or any(fact.startswith(OF_PEOPLE) for fact in cell.facts())


def _base(store: Store, cells: Iterable[Cell], *, people: bool) -> tuple[str, dict[str, str]]:
    """The rows that are counted, with every fact that any cell asks for, each worked out once; and their columns."""
    facts = list(dict.fromkeys(fact for cell in cells for fact in cell.facts()))
    names = {fact: f"c{number}" for number, fact in enumerate(facts)}
    columns = [f"{'m.id' if people else 'NULL'} AS person"]
    columns += [
        "l.village AS village",
        'h."group" AS grp',
        "l.id AS id",
        "l.group_key AS group_key",
        "l.number_key AS number_key",
        "l.key AS key",
    ]
    for fact, name in names.items():
        columns += [f"{value_of(fact)} AS {name}", f"{not_applicable(fact)} AS {name}_na"]
    rest = (
        f"{FROM_PEOPLE if people else FROM_HOUSEHOLDS} AND (?3 = '' OR l.village = ?3)"
        " AND (?4 = '' OR h.\"group\" = ?4)"
    )
    before = f"{HOME}, " if "home.work" in names else ""
    return f"WITH {before}base AS MATERIALIZED (SELECT {', '.join(columns)} {rest})", names


def value_of(fact: str) -> str:
    """SQL for a fact, in a query that stands on `population`."""
    if fact in MADE:
        return MADE[fact]
    record, key = fact.split(".")
    return f'{ALIAS[record]}."{key}"'


def not_applicable(fact: str) -> str:
    """SQL that is true where somebody said that the question does not arise."""
    if fact in MADE or not field_spec(fact).na:
        return "0"
    record, key = fact.split(".")
    return f"instr(coalesce({ALIAS[record]}.not_applicable, ''), ' {key} ') > 0"


def holds(condition: Condition, names: Mapping[str, str]) -> str:
    """SQL that is true where a condition holds; `names` are the columns of its facts, each with its `_na` beside it."""
    column = names[condition.fact]
    match condition:
        case Among(codes=codes):
            return _has(condition.fact, column, codes)
        case Within(low=low, high=high):
            limits = [f"{column} IS NOT NULL"]
            limits += [f"{column} >= {low:d}"] if low is not None else []
            limits += [f"{column} <= {high:d}"] if high is not None else []
            return f"({' AND '.join(limits)})"
        case NotApplicable():
            return f"{column}_na"
        case Unknown(codes=codes):
            known = _has(condition.fact, column, codes) if codes else "TRUE"
            return f"(NOT {column}_na AND ({column} IS NULL OR NOT ({known})))"


def _has(fact: str, column: str, codes: tuple[str, ...]) -> str:
    """The codes are the program's own, and hold neither quotes nor commas."""
    if many(fact):
        found = " OR ".join(f"instr(',' || {column} || ',', ',{code},') > 0" for code in codes)
        return f"({found})"
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"{column} IN ({listed})"


def many(fact: str) -> bool:
    """Whether a fact is a set of codes."""
    if fact in MADE:
        return fact in {"cause.all", "member.allowances"}
    return field_spec(fact).kind is Kind.CODES


class Named(NamedTuple):
    """A person by name, with the household (id, name of its head) in which the person is now."""

    id: str
    name: str
    birth: str
    household: str
    head: str
    village: str
    group: str


def named(store: Store, persons: Iterable[str]) -> list[Named]:
    """These persons in the order in which they are given; those who are gone are missing."""
    rows = store.query(
        "SELECT m.id, coalesce(m.name, ''), coalesce(m.birth, ''), coalesce(m.household, ''),"
        " coalesce(l.head_name, ''), coalesce(l.village, ''), coalesce(l.grp, '') FROM json_each(?) w"
        " JOIN member m ON m.id = w.value LEFT JOIN household_list l ON l.id = m.household ORDER BY w.key",
        (json.dumps(list(persons)),),
    )
    return [Named(*row) for row in rows]


def called(store: Store, households: Iterable[str]) -> list[tuple[str, str, str, str]]:
    """(id, village, group, name of the head) of these households in the order of the list."""
    rows = store.query(
        "SELECT id, coalesce(village, ''), coalesce(grp, ''), coalesce(head_name, '') FROM household_list"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY group_key, number_key, key",
        (json.dumps(list(households)),),
    )
    return [(row, village, group, head) for row, village, group, head in rows]


def cadres_called(store: Store, cadres: Iterable[str]) -> list[tuple[str, str, str]]:
    """(id, name, name of the unit) of these cadres by unit and name; those who are gone are missing."""
    return store.query(
        "SELECT c.id, coalesce(c.name, ''), coalesce(u.name, '') FROM json_each(?) w JOIN cadre c ON c.id = w.value"
        " LEFT JOIN unit u ON u.id = c.unit AND u.removed IS NULL WHERE c.removed IS NULL"
        " ORDER BY u.name IS NULL, u.name, c.name, c.id",
        (json.dumps(list(cadres)),),
    )
