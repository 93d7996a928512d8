# SPDX-License-Identifier: MIT
"""Records by id and by owner, for services, forms and papers. Rows in the recycle bin are left out."""

from __future__ import annotations

import json
from collections import namedtuple
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import EntitySpec, Record, spec_of
from villagedesk.store.encoding import NA_COLUMN, from_columns, record_columns, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.store.store import Store

R = TypeVar("R", bound=Record)
_CHUNK = 5_000
_DAY = "CAST(substr(date, 1, 4) AS INTEGER)"
_YEARLY = {
    "household_year": "year",
    "income_year": "year",
    "income_line": "year",
    "cause": "year",
    "plan": "year",
    "visit": _DAY,
    "benefit": _DAY,
    "process": "year",
}


def get(store: Store, kind: type[R], row: str) -> R | None:
    """The record of that id, or None if there is none or it was removed."""
    found = where(store, kind, "id = ?", (row,))
    return found[0] if found else None


def whatever(store: Store, kind: type[R], row: str) -> R | None:
    """The record of that id, also one that lies in the recycle bin; None if there never was one."""
    spec = spec_of(kind)
    found = store.one(f'SELECT {record_columns(spec)} FROM "{spec.key}" WHERE id = ?', (row,))
    return cast("R", to_record(spec, found)) if found else None


def where(
    store: Store, kind: type[R], condition: str = "1", parameters: Sequence[Any] = (), order: str = "id"
) -> list[R]:
    """Live records that meet a condition. For this package and its read models only: `condition` is SQL."""
    spec = spec_of(kind)
    rows = store.query(
        f'SELECT {record_columns(spec)} FROM "{spec.key}" WHERE removed IS NULL AND ({condition}) ORDER BY {order}',
        parameters,
    )
    return [cast("R", to_record(spec, row)) for row in rows]


def lean(store: Store, kind: type[R], keys: Sequence[str], condition: str, parameters: Sequence[Any] = ()) -> list[R]:
    """As `where`, by id, but with some of the fields only: to ask for another is an error.

    Of all households of a township whole records take several times as long. They are tuples, and `having` is theirs too.
    """
    spec = spec_of(kind)
    columns = ", ".join(f'"{key}"' for key in keys)
    rows = store.query(
        f'SELECT {columns}, {NA_COLUMN} FROM "{spec.key}" WHERE removed IS NULL AND ({condition}) ORDER BY id',
        parameters,
    )
    if not rows:
        return []
    *stored, not_applicable = zip(*rows, strict=True)
    known = [
        column if key == "id" else from_columns(spec[key], column, not_applicable)
        for key, column in zip(keys, stored, strict=True)
    ]
    return cast("list[R]", list(map(_lean(tuple(keys))._make, zip(*known, strict=True))))


@cache
def _lean(keys: tuple[str, ...]) -> Any:
    fields: Any = namedtuple("Lean", keys)  # type: ignore[misc]
    return type("Lean", (fields,), {"__slots__": (), "having": lambda self, **facts: self._replace(**facts)})


def of_village(store: Store, kind: type[R], village: str = "", order: str = "id") -> list[R]:
    """The records of a village (id), or of all."""
    return where(store, kind, "village = ?", (village,), order) if village else where(store, kind, order=order)


def naming(store: Store, kind: type[R], key: str, row: str, order: str = "id") -> list[R]:
    """The live records that name a row in one of their fields."""
    return where(store, kind, f'"{spec_of(kind)[key].key}" = ?', (row,), order)


def naming_any(store: Store, kind: type[R], key: str, rows: Iterable[str]) -> list[R]:
    """As `naming` for many rows at once."""
    condition = f'"{spec_of(kind)[key].key}" IN (SELECT value FROM json_each(?))'
    return where(store, kind, condition, (json.dumps(list(rows)),))


def by_id(store: Store, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
    """The live records of these ids by their id; those that are gone are missing."""
    return {one.id: one for one in with_ids(store, kind, ids)}


def with_ids(store: Store, kind: type[R], ids: Iterable[str]) -> list[R]:
    """The live records of these ids, in no order; those that are gone are missing."""
    return where(store, kind, "id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def of_owner(store: Store, kind: type[R], owner: str, year: int | None = None) -> list[R]:
    """The records that belong to one row of their parent entity, of one year if asked, in their natural order."""
    spec = spec_of(kind)
    condition = f'"{spec.parent}" = ?'
    if year is None:
        return where(store, kind, condition, (owner,), natural_order(spec))
    return where(store, kind, f"{condition} AND year = ?", (owner, year), natural_order(spec))


def of_owners(store: Store, kind: type[R], owners: Iterable[str], year: int | None = None) -> dict[str, list[R]]:
    """As `of_owner` for many owners at once; owners without records are missing."""
    spec = spec_of(kind)
    found: dict[str, list[R]] = {}
    wanted = list(owners)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        condition = f'"{spec.parent}" IN ({marks})' + ("" if year is None else f" AND year = {int(year)}")
        for record in where(store, kind, condition, part, natural_order(spec)):
            found.setdefault(getattr(record, spec.parent), []).append(record)
    return found


def below(store: Store, kind: type[R], owners: Iterable[str]) -> list[R]:
    """The records that belong to any of these rows of their parent entity, in one list."""
    return [one for some in of_owners(store, kind, owners).values() for one in some]


def removed_of(store: Store, kind: type[R], owners: Iterable[str]) -> list[R]:
    """The records of these owners that lie in the recycle bin, in no order."""
    spec = spec_of(kind)
    found = store.query(
        f'SELECT {record_columns(spec)} FROM "{spec.key}" WHERE removed IS NOT NULL'
        f' AND "{spec.parent}" IN (SELECT value FROM json_each(?))',
        (json.dumps(list(owners)),),
    )
    return [cast("R", to_record(spec, row)) for row in found]


def natural_order(spec: EntitySpec) -> str:
    """How people list such records: by position, then year, month and date, then id."""
    keys = [f'"{key}"' for key in ("position", "year", "month", "date", "start") if key in spec]
    return ", ".join([*keys, "id"])


def exists(store: Store, entity: str, ids: Iterable[str]) -> dict[str, bool]:
    """Which of these ids exist in a table; the value says whether the row is live (False: in the recycle bin)."""
    found: dict[str, bool] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        rows = store.query(f'SELECT id, removed IS NULL FROM "{ENTITIES[entity].key}" WHERE id IN ({marks})', part)
        found.update({row: bool(live) for row, live in rows})
    return found


def years_with_facts(store: Store, households: Iterable[str], until: int) -> dict[str, list[int]]:
    """Household → the years up to one of which it has facts, income, causes, a plan, visits, help or a procedure, ascending."""
    wanted = json.dumps(list(households))
    of_year = " UNION ".join(
        f"SELECT household, {year} AS year FROM {table} WHERE removed IS NULL AND household IN (SELECT value FROM json_each(?1))"
        for table, year in _YEARLY.items()
    )
    found: dict[str, list[int]] = {}
    for household, year in store.query(
        f"SELECT household, year FROM ({of_year}) WHERE year <= ?2 ORDER BY household, year", (wanted, until)
    ):
        found.setdefault(household, []).append(year)
    return found


def years_of(store: Store, household: str) -> list[int]:
    """The years of which anything is known about a household, ascending."""
    rows = store.query(
        "SELECT year FROM household_year WHERE household = ?1 AND removed IS NULL"
        " UNION SELECT year FROM income_year WHERE household = ?1 AND removed IS NULL"
        " UNION SELECT year FROM plan WHERE household = ?1 AND removed IS NULL ORDER BY 1",
        (household,),
    )
    return [year for (year,) in rows if year is not None]
