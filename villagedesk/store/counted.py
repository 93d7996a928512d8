# SPDX-License-Identifier: MIT
"""Counts the roll-ups whose facts stand in the file: households and persons are read once, by columns, however many cells there are.

What is behind a cell is asked of SQL when it is opened (`rollups.behind`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.rollups.columns import Columns
from villagedesk.models.rollups.spec import Among
from villagedesk.store.encoding import NA_COLUMN, from_columns
from villagedesk.store.population import FROM_HOUSEHOLDS, people_alone
from villagedesk.store.rollups import ALIAS, HOME, MADE, OF_PEOPLE, Where, many, of_people, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.rollups.spec import Cell, Condition
    from villagedesk.store.store import Store

_VILLAGE: Final = "place.village"
_GROUP: Final = "place.group"
_WORK: Final = "home.work"


def count(store: Store, cells: Sequence[Cell], year: int, place: Where = Where()) -> list[int]:  # noqa: B008  # frozen
    """The value of each cell, in their order; areas in hundredths of a mu."""
    return _values(cells, *_read(store, cells, year, place)[1:])


def count_each(store: Store, cells: Sequence[Cell], year: int, village: str = "") -> dict[str, list[int]]:
    """As `count`, of every village by its id, or of every group of a village by its name; "" for those without one.

    Every household and person is in one of them, so that they add up to the whole.
    """
    by = _GROUP if village else _VILLAGE
    facts, households, people = _read(store, cells, year, Where(village))
    return {key: _values(cells, households, people, Among(by, (key,))) for key in dict.fromkeys(facts[by])}


def _values(cells: Sequence[Cell], households: Columns, people: Columns, *where: Condition) -> list[int]:
    return [(people if of_people(cell) else households).count([cell], where)[0] or 0 for cell in cells]


def _read(
    store: Store, cells: Sequence[Cell], year: int, place: Where
) -> tuple[dict[str, Sequence[Any]], Columns, Columns]:
    """The facts of the households; these and the persons with every fact that a cell asks for, if one asks for persons."""
    asked = dict.fromkeys(fact for cell in cells for fact in cell.facts())
    given = (year, f"{year}-12-31", place.village, place.group)
    own = [fact for fact in asked if fact.startswith(OF_PEOPLE)]
    facts = [fact for fact in asked if fact not in own and fact != _WORK]
    columns = ["l.id", "coalesce(l.village, '')", "coalesce(h.\"group\", '')", *_columns(facts)]
    rows = store.query(
        f"SELECT {', '.join(columns)} {FROM_HOUSEHOLDS} AND (?3 = '' OR l.village = ?3)"
        " AND (?4 = '' OR h.\"group\" = ?4)",
        given,
    )
    homes, *values = _turned(rows, len(columns))
    known: dict[str, Sequence[Any]] = {_VILLAGE: values[0], _GROUP: values[1], **_decoded(facts, values[2:])}
    if _WORK in asked:
        work = dict(store.query(f"WITH {HOME} SELECT id, work FROM home", given[:2]))
        known[_WORK] = [work.get(row) for row in homes]
    households = Columns(homes, [], known.__getitem__)
    if not any(map(of_people, cells)):
        return known, households, Columns([], [], known.__getitem__)
    return known, households, _people(store, own, given[:2], homes, known)


def _people(
    store: Store, facts: list[str], given: tuple[int, str], homes: list[str], known: dict[str, Sequence[Any]]
) -> Columns:
    """The persons of these households; of what is known of a household each of them has it."""
    places = {row: place for place, row in enumerate(homes)}
    columns = ["m.id", *_columns(facts)]
    rows = [row for row in store.query(people_alone(columns), given) if row[0] in places]
    at, persons, *values = _turned(rows, len(columns) + 1)
    own = _decoded(facts, values)
    number = [places[row] for row in at]

    def column(fact: str) -> Sequence[Any]:
        return own[fact] if fact in own else list(map(known[fact].__getitem__, number))

    return Columns(at, ((row,) for row in persons), column)


def _turned(rows: list[tuple[Any, ...]], columns: int) -> list[list[Any]]:
    return list(map(list, zip(*rows, strict=True))) if rows else [[] for _column in range(columns)]


def _columns(facts: list[str]) -> list[str]:
    """SQL of the facts, and of what is said not to apply to the records in which they stand."""
    return [*map(value_of, facts), *(f"{alias}.{NA_COLUMN}" for alias in _aliases(facts))]


def _aliases(facts: list[str]) -> list[str]:
    fields = (fact for fact in facts if fact not in MADE and field_spec(fact).na)
    return list(dict.fromkeys(ALIAS[fact.split(".")[0]] for fact in fields))


def _decoded(facts: list[str], columns: list[list[Any]]) -> dict[str, Sequence[Any]]:
    """The values of the facts: sets of codes as such, and 不适用 where somebody said so."""
    not_applicable = dict(zip(_aliases(facts), columns[len(facts) :], strict=True))
    nothing = [None] * len(columns[0]) if columns else []
    found: dict[str, Sequence[Any]] = {}
    for fact, column in zip(facts, columns, strict=False):
        if fact in MADE:
            found[fact] = [tuple(one.split(",")) if one else () for one in column] if many(fact) else column
            continue
        said = not_applicable.get(ALIAS[fact.split(".")[0]], nothing)
        found[fact] = from_columns(field_spec(fact), column, said)
    return found
