# SPDX-License-Identifier: MIT
"""The household list: all keys in order first, then pages by key, so that any size scrolls freely (docs/adr/0005)."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.store import away
from villagedesk.store.schema import LIST_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.store.away import Departure
    from villagedesk.store.store import Store

FILTERS: Final = ("village", "grp", "attribute", "exit_status", "household_type", "cause")


class Line(NamedTuple):
    """A household as the list shows it; coded facts are codes, dates ISO text; `away` if it has moved to another village.

    `ended` is the day on which it ended, if it has.
    """

    key: int
    id: str
    number: str | None
    hh_no: str | None
    village: str | None
    grp: str | None
    head_name: str | None
    phone: str | None
    size: int
    year: int | None
    attribute: str | None
    exit_status: str | None
    household_type: str | None
    cause: str | None
    cadres: str | None
    last_visit: str | None
    away: Departure | None = None
    ended: str = ""


_LINE: Final = (
    "SELECT key, id, number, hh_no, village, grp, head_name, phone, size, year, attribute, exit_status, household_type,"
    " cause, cadres, last_visit FROM household_list"
)


class Query(NamedTuple):
    """What the list shows: the one description behind list, count, export and print.

    Attributes:
        text: what stands in the search box.
        filters: (column of `FILTERS`, wanted value); None as value asks for rows without one.
        sort: column of `schema.LIST_KEYS`.
        away: whether households that moved to another village are shown too.
        only: ids of the households among which it looks; None for all.
        programme: a code of the list programme; only households that are in it on the day `on` (ISO).
        away: whether households that moved to another village, or have ended, are shown too.
        completion: `DONE` for households whose file of `year` somebody called complete, `OPEN` for the others.
    """

    text: str = ""
    filters: tuple[tuple[str, str | None], ...] = ()
    sort: str = "group_key"
    descending: bool = False
    away: bool = True
    only: tuple[str, ...] | None = None
    programme: str = ""
    on: str = ""
    completion: str = ""
    year: int = 0


# As `models.enrolling.current_on`: a day goes before the year, and where only the year is known all of it counts.
_ENROLLED: Final = (
    "SELECT household FROM enrolment WHERE removed IS NULL AND programme = ?"
    ' AND coalesce(start <= ?, coalesce(from_year, 0) <= ?) AND coalesce("end" >= ?, coalesce(to_year, 9999) >= ?)'
)

# That it still holds is not asked: that follows from all facts of a year (`models.completing`).
_COMPLETED: Final = "SELECT household FROM completion WHERE removed IS NULL AND year = ?"
DONE: Final = "done"
OPEN: Final = "open"
_COMPLETION: Final = {DONE: f"id IN ({_COMPLETED})", OPEN: f"id NOT IN ({_COMPLETED} AND household IS NOT NULL)"}


def keys(store: Store, query: Query) -> array[int]:
    """The keys of all lines that the query shows, in its order; searches stop at `search.LIMIT`.

    Raises:
        KeyError: a column that the list does not have, or a state of completion that there is not.
    """
    if query.sort not in LIST_KEYS:
        raise KeyError(query.sort)
    clauses, parameters = _conditions(store, query)
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    direction = " DESC" if query.descending else ""
    order = f"{query.sort}{direction}"
    if query.sort == "group_key":
        order = f"group_key{direction}, number_key{direction}" if clauses else order
    rows = store.query(f"SELECT key FROM household_list{where} ORDER BY {order}, key{direction}", parameters)
    return array("q", [key for (key,) in rows])


def _conditions(store: Store, query: Query) -> tuple[list[str], list[Any]]:
    clauses: list[str] = []
    parameters: list[Any] = []
    for column, value in query.filters:
        if column not in FILTERS:
            raise KeyError(column)
        clauses.append(f"{column} IS ?")
        parameters.append(value)
    if query.only is not None:
        clauses.append("id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(query.only))
    if query.programme:
        clauses.append(f"id IN ({_ENROLLED})")
        parameters += _enrolled_on(query.programme, query.on)
    if query.completion:
        clauses.append(_COMPLETION[query.completion])
        parameters.append(query.year)
    gone = "" if query.away else away.left_out(store, "id")
    if gone:  # without any, the list needs no condition and is read from its index
        clauses.append(gone.removeprefix(" AND "))
    if query.text:
        from villagedesk.store import search

        found = search.condition(store, query.text, query.filters)
        if found:
            clauses.append(found[0])
            parameters += found[1]
    return clauses, parameters


def page(store: Store, wanted: Sequence[int]) -> dict[int, Line]:
    """The lines of these keys; keys that are gone are missing."""
    marks = ",".join("?" * len(wanted))
    rows = store.query(f"{_LINE} WHERE key IN ({marks})", list(wanted))
    lines = {row[0]: Line(*row) for row in rows}
    gone = {key: line.id for key, line in lines.items() if line.village == away.AWAY}
    if gone:
        told = away.departures(store, gone.values())
        lines |= {key: lines[key]._replace(village=None, away=told.get(row)) for key, row in gone.items()}
    ends = away.ends_of(store, (line.id for line in lines.values()))
    return {key: line._replace(ended=ends[line.id]) if line.id in ends else line for key, line in lines.items()}


def ids(store: Store, query: Query) -> list[str]:
    """The ids of all households that the query shows, in its order."""
    found = page_all(store, keys(store, query))
    return [line.id for line in found]


def of_ids(store: Store, wanted: Sequence[str]) -> list[Line]:
    """The lines of these households, in the order of the list; those that are not in it are missing."""
    return page_all(store, keys(store, Query(only=tuple(wanted))))


def page_all(store: Store, wanted: Sequence[int]) -> list[Line]:
    """The lines of these keys, in this order, read in pages."""
    lines: list[Line] = []
    for start in range(0, len(wanted), 5_000):
        part = wanted[start : start + 5_000]
        found = page(store, part)
        lines += [found[key] for key in part if key in found]
    return lines


def key_of(store: Store, household: str) -> int | None:
    """The list key of a household, None if it is not in the list."""
    key: int | None = store.value("SELECT key FROM household_list WHERE id = ?", (household,))
    return key


def distinct(store: Store, column: str) -> list[tuple[str | None, int]]:
    """The values that occur in a filter column, with how many lines have each, as people count."""
    from villagedesk.store.projection import counting_key

    if column not in FILTERS:
        raise KeyError(column)
    rows = store.query(f"SELECT {column}, count(*) FROM household_list GROUP BY {column}")
    return sorted(rows, key=lambda row: (row[0] is None, counting_key(row[0]) or ""))


def enrolled(store: Store, programme: str, day: str) -> int:
    """How many households of the list are in a programme on a day."""
    condition = f"id IN ({_ENROLLED})"
    count: int = store.value(f"SELECT count(*) FROM household_list WHERE {condition}", _enrolled_on(programme, day))
    return count


def completed(store: Store, year: int) -> dict[str, int]:
    """How many households of the list were called complete in a year (`DONE`), and how many were not (`OPEN`)."""
    done: int = store.value(f"SELECT count(*) FROM household_list WHERE {_COMPLETION[DONE]}", (year,))
    everyone: int = store.value("SELECT count(*) FROM household_list")
    return {OPEN: everyone - done, DONE: done}


def _enrolled_on(programme: str, day: str) -> list[Any]:
    year = int(day[:4])
    return [programme, day, year, day, year]


def find_by_number(store: Store, number: str) -> list[str]:
    """The ids of live households whose household number or number in the village is this."""
    rows = store.query("SELECT id FROM household_list WHERE hh_no = ?1 OR number = ?1 ORDER BY key", (number,))
    return [row for (row,) in rows]


class Head(NamedTuple):
    """A household as one looks for it: who heads it, his group, and the numbers by which it is known."""

    id: str
    head: str
    group: str
    numbers: tuple[str, ...]


def heads_of_village(store: Store, village: str) -> list[Head]:
    """The households of a village, by group and number."""
    found = store.query(
        "SELECT id, head_name, grp, number, hh_no FROM household_list"
        " WHERE id IN (SELECT id FROM household WHERE village = ? AND removed IS NULL)"
        " ORDER BY group_key, number_key, key",
        (village,),
    )
    return [Head(row, head or "", group or "", tuple(filter(None, numbers))) for row, head, group, *numbers in found]
