# SPDX-License-Identifier: MIT
"""The rows of a roster: first which, in their order, then their values some hundred at a time, so that memory stays flat.

In a roster of people `m` is the person, in all others the head of the household on the day. Parameters: ?1 the year, ?2 the
day (ISO).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.rosters.columns import STRETCHES
from villagedesk.models.rosters.spec import Rows
from villagedesk.models.rosters.stretches import FIELDS
from villagedesk.store import rollups
from villagedesk.store.away import left_out
from villagedesk.store.encoding import NA_COLUMN, from_column
from villagedesk.store.joins import STANDING
from villagedesk.store.population import FROM_HOUSEHOLDS, FROM_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.rosters.spec import Roster
    from villagedesk.store.rollups import Where
    from villagedesk.store.store import Store

_TOGETHER: Final = 500
_ALIAS: Final = {
    "village": "v", "household": "h", "household_year": "y", "member": "m", "member_year": "f", "pairing": "p",
    "cadre": "c", "unit": "u",
}  # fmt: skip
_HERE: Final = '({0}."left" IS NULL OR {0}."left" > ?2) AND ({0}.joined IS NULL OR {0}.joined <= ?2)'
_HEAD: Final = (
    "(SELECT m.id FROM member m JOIN member_year z ON z.member = m.id AND z.year = ?1 AND z.relation = 'head'"
    f" AND z.removed IS NULL WHERE m.household = h.id AND m.removed IS NULL AND {_HERE.format('m')} AND {STANDING}"
    " ORDER BY m.id LIMIT 1)"
)
_SIZE: Final = (
    "(SELECT count(*) FROM member m WHERE m.household = h.id AND m.removed IS NULL AND m.counted IS NOT 0"
    f" AND {_HERE.format('m')} AND {STANDING})"
)
_CURRENT: Final = '{0}.removed IS NULL AND coalesce({0}.start, ?2) <= ?2 AND coalesce({0}."end", ?2) >= ?2'
_HELPERS: Final = (
    "(SELECT group_concat(name, '、') FROM (SELECT DISTINCT d.name AS name FROM pairing q JOIN cadre d ON d.id = q.cadre"
    f" WHERE q.household = h.id AND {_CURRENT.format('q')} AND d.name <> '' ORDER BY q.start, q.id))"
)
_OF_STRETCH: Final = ", ".join(f's."{key}"' for key in FIELDS)
_STRETCHES: Final = (
    f"(SELECT json_group_array(json_array({_OF_STRETCH})) FROM work_stretch s"
    " WHERE s.member = m.id AND s.removed IS NULL)"
)
_MADE: Final = {
    "made.row": "NULL",
    "made.head": f"coalesce((SELECT g.name FROM member g WHERE g.id = {_HEAD}), l.head_name)",
    "made.size": _SIZE,
    "made.age": "m.birth",
    "made.cause": "(SELECT x.code FROM cause x WHERE x.household = h.id AND x.year = ?1 AND x.removed IS NULL"
    " AND x.rank = 'main' ORDER BY x.id LIMIT 1)",
    "made.helpers": _HELPERS,
    STRETCHES: _STRETCHES,
}
_PLACE: Final = "LEFT JOIN village v ON v.id = h.village"
_OF_HEAD: Final = f"LEFT JOIN member m ON m.id = {_HEAD}"
_FACTS: Final = "LEFT JOIN member_year f ON f.member = m.id AND f.year = ?1 AND f.removed IS NULL"
_PAIRED: Final = (
    "JOIN cadre c ON c.id = p.cadre AND c.removed IS NULL LEFT JOIN unit u ON u.id = c.unit AND u.removed IS NULL"
)


class Line(NamedTuple):
    """A row with its values.

    Attributes:
        size: how many belong to the household on the day.
        cadre: id of the cadre of a pairing, else empty.
        values: of the columns, in their order.
    """

    household: str
    village: str
    group: str
    size: int
    cadre: str
    values: tuple[Value, ...]


def keys(
    store: Store, roster: Roster, year: int, day: str, place: Where, households: Sequence[str] | None = None
) -> list[str]:
    """The ids of the rows by village, group, household and person: of households, of persons, or of pairings.

    Args:
        store: the file, or a copy of it as of a day.
        roster: which rows.
        year: of whose facts the conditions speak.
        day: on which they belong to the household, ISO.
        place: of a village and group; empty for all.
        households: only of these; None for all.
    """
    conditions = [one for all_of in roster.any_of for one in all_of] + list(roster.none_of)
    facts = list(dict.fromkeys(one.fact for one in conditions))
    names = {fact: f"c{number}" for number, fact in enumerate(facts)}
    columns = [f"{_id(roster.rows)} AS id", "l.village AS village", "l.group_key AS group_key"]
    columns += ["l.number_key AS number_key", "l.key AS key", f"{_within(roster.rows)} AS place"]
    for fact, name in names.items():
        columns += [f"{rollups.value_of(fact)} AS {name}", f"{rollups.not_applicable(fact)} AS {name}_na"]
    chosen = " AND h.id IN (SELECT value FROM json_each(?5))" if households is not None else " AND ?5 = ''"
    among, _where, conditions_of_year = _among(roster.rows).rpartition(" WHERE ")
    source = f"{among} {_paired(roster.rows)} WHERE {conditions_of_year}"
    rows = store.query(
        f"WITH base AS MATERIALIZED (SELECT {', '.join(columns)} {source}{_now(roster.rows)}"
        f" AND (?3 = '' OR h.village = ?3) AND (?4 = '' OR h.\"group\" = ?4){chosen}{left_out(store, 'l.id')})"
        f" SELECT id FROM base WHERE {_fits(roster, names)}"
        " ORDER BY village, group_key, number_key, key, place, id",
        (year, day, place.village, place.group, json.dumps(list(households)) if households is not None else ""),
    )
    return [row for (row,) in rows]


def lines(store: Store, rows: Rows, ids: Sequence[str], columns: Sequence[str], year: int, day: str) -> Iterator[Line]:
    """The rows of these ids in their order, read some hundred at a time; those that have gone meanwhile are left out."""
    wanted = ", ".join(f"{value}, {not_applicable}" for value, not_applicable in map(_column, columns)) or "NULL"
    specs = [None if path in _MADE else field_spec(path) for path in columns]
    cadre = "p.cadre" if rows is Rows.PAIRINGS else "''"
    size = "0" if rows is Rows.PEOPLE else _SIZE
    query = (
        f"SELECT h.id, coalesce(v.name, ''), coalesce(h.\"group\", ''), {size}, {cadre}, {wanted}"
        f" FROM json_each(?3) w {_by_id(rows)} {_PLACE} JOIN household_list l ON l.id = h.id"
        " LEFT JOIN household_year y ON y.household = h.id AND y.year = ?1 AND y.removed IS NULL"
        f" {'' if rows is Rows.PEOPLE else _OF_HEAD} {_FACTS} ORDER BY w.key"
    )
    for start in range(0, len(ids), _TOGETHER):
        part = json.dumps(ids[start : start + _TOGETHER])
        for household, village, group, people, who, *raw in store.query(query, (year, day, part)):
            values = tuple(
                raw[2 * place] if spec is None else from_column(spec, raw[2 * place], raw[2 * place + 1])
                for place, spec in enumerate(specs)
            )
            yield Line(household, village, group, people, who, values)


def _column(path: str) -> tuple[str, str]:
    """SQL for a column's value, and for the list of what is 不适用 in its record."""
    if path in _MADE:
        return _MADE[path], "NULL"
    record, key = path.split(".")
    alias = _ALIAS[record]
    return f'{alias}."{key}"', f"{alias}.{NA_COLUMN}" if field_spec(path).na else "NULL"


def _id(rows: Rows) -> str:
    return {Rows.HOUSEHOLDS: "h.id", Rows.PEOPLE: "m.id", Rows.PAIRINGS: "p.id"}[rows]


def _within(rows: Rows) -> str:
    """The order within a household: persons by their number, pairings by their beginning."""
    return {Rows.HOUSEHOLDS: "0", Rows.PEOPLE: "coalesce(m.position, 999)", Rows.PAIRINGS: "coalesce(p.start, '')"}[
        rows
    ]


def _among(rows: Rows) -> str:
    return FROM_PEOPLE if rows is Rows.PEOPLE else FROM_HOUSEHOLDS


def _paired(rows: Rows) -> str:
    return f"JOIN pairing p ON p.household = h.id {_PAIRED}" if rows is Rows.PAIRINGS else ""


def _now(rows: Rows) -> str:
    return f" AND {_CURRENT.format('p')}" if rows is Rows.PAIRINGS else ""


def _by_id(rows: Rows) -> str:
    """From the ids `w` to the households `h`, over the persons or pairings."""
    if rows is Rows.HOUSEHOLDS:
        return "JOIN household h ON h.id = w.value"
    if rows is Rows.PEOPLE:
        return "JOIN member m ON m.id = w.value JOIN household h ON h.id = m.household"
    return f"JOIN pairing p ON p.id = w.value JOIN household h ON h.id = p.household {_PAIRED}"


def _fits(roster: Roster, names: Mapping[str, str]) -> str:
    """A condition about what is not known is neither true nor false; then the row does not fit."""
    ways = [" AND ".join(rollups.holds(one, names) for one in all_of) for all_of in roster.any_of]
    fits = " OR ".join(f"coalesce(({way}), 0)" for way in ways) or "1"
    barred = "".join(f" AND NOT coalesce({rollups.holds(one, names)}, 0)" for one in roster.none_of)
    return f"({fits}){barred}"
