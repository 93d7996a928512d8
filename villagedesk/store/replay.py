# SPDX-License-Identifier: MIT
"""From what was written of a row to what the row holds: the meaning of the change log, in pure functions.

Used to bring a table in line after changes of others arrived (`union`), and to prove tables (`verify`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.store.cells import (
    BIRTH,
    REMOVED,
    Head,
    birth_says,
    cell_of,
    ranked,
    shown_value,
    value_at_birth,
)
from villagedesk.store.encoding import NA_COLUMN, dumps, from_json, loads, na_list, to_column

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Value


@dataclass(frozen=True, slots=True)
class Written:
    """A change of the log: its place in this file, its global name, the cell and the value (JSON) it wrote."""

    seq: int
    name: str
    cell: str
    value: str


def heads_of(spec: EntitySpec, log: Sequence[Written], replaced: Container[tuple[int, str]]) -> dict[str, list[Head]]:
    """The heads of every written cell of one row: its changes and the births, less what a change of that cell replaces.

    A row that was born in several offices also has heads in the cells in which its births differ. A birth that says nothing
    of a cell contests nobody who does: of a month that two offices begin, each has entered other days (merge.md M13).

    Args:
        spec: what the row is.
        log: everything written of the row, in the file's order.
        replaced: (place of a change, cell) for everything that a change of that cell, in the same row, replaces.
    """
    births = [written for written in log if written.cell == BIRTH]
    heads: dict[str, list[Head]] = {}
    cells = dict.fromkeys(written.cell for written in log if written.cell != BIRTH)
    if len(births) > 1:
        cells |= dict.fromkeys(_differing(spec, [loads(birth.value) for birth in births]))
    for cell in cells:
        candidates = (*births, *(written for written in log if written.cell == cell))
        standing = [one for one in candidates if (one.seq, cell) not in replaced]
        telling = [one for one in standing if one.cell == cell or birth_says(loads(one.value), cell)]
        heads[cell] = [
            Head(one.name, one.seq, one.value if one.cell == cell else dumps(value_at_birth(loads(one.value), cell)))
            for one in telling or standing
        ]
    return heads


def _differing(spec: EntitySpec, births: list[Any]) -> list[str]:
    """The cells of which several births say different things."""
    cells: list[str] = []
    for field in spec.fields:
        told = [birth.get(field.key) for birth in births]
        if any(one != told[0] for one in told):
            if field.kind is Kind.CODES:
                sets = [set(one or ()) for one in told]
                cells += [cell_of(field.key, code) for code in sorted(set.union(*sets) - set.intersection(*sets))]
            else:
                cells.append(field.key)
    return cells


def values_of(spec: EntitySpec, log: Sequence[Written], heads: Mapping[str, list[Head]]) -> dict[str, Value]:
    """The value of every field of the row."""
    births = [loads(written.value) for written in log if written.cell == BIRTH]
    values: dict[str, Value] = {}
    for field in spec.fields:
        if field.kind is Kind.CODES:
            values[field.key] = _members(field.key, births, heads)
        elif found := heads.get(field.key):
            values[field.key] = shown_value(field, found)
        else:  # nobody has touched it since the row was born, and all births say the same (`heads_of`)
            values[field.key] = from_json(field, births[0].get(field.key)) if births else None
    return values


def removal_of(heads: Mapping[str, list[Head]]) -> str | None:
    """Why the row is gone, or None while it lives."""
    found = heads.get(REMOVED)
    reason: str | None = ranked(REMOVED, found)[0].json if found else None
    return reason


def stored_row(spec: EntitySpec, values: Mapping[str, Value], removed: str | None) -> tuple[Any, ...]:
    """The row as its table holds it: the fields, the list of what does not apply, and why it is gone."""
    return (*(to_column(field, values[field.key]) for field in spec.fields), na_list(spec, values), removed)


def stored_birth(spec: EntitySpec, value: str) -> dict[str, Any]:
    """Column → what it holds, of a row that was born and never touched: the quick way for most rows of a merge.

    Columns that hold nothing are left out.
    """
    content: dict[str, Any] = loads(value)
    if '"na":true' in value or ":null" in value or ':""' in value:
        return _stored_one_by_one(spec, content)
    fields = _kept_otherwise(spec.key)
    for key in fields.keys() & content.keys():
        one = content[key]
        if one is True or one is False:
            content[key] = int(one)
        elif one:
            content[key] = to_column(fields[key], from_json(fields[key], one))
        else:
            del content[key]
    return content


def _stored_one_by_one(spec: EntitySpec, content: Mapping[str, Any]) -> dict[str, Any]:
    """The same where something may be empty or not apply."""
    filled: dict[str, Any] = {}
    values = {key: from_json(spec[key], one) for key, one in content.items()}
    for key, one in values.items():
        stored = to_column(spec[key], one)
        if stored is not None:
            filled[key] = stored
    absent = na_list(spec, values)
    return filled | ({NA_COLUMN: absent} if absent else {})


@cache
def _kept_otherwise(entity: str) -> dict[str, FieldSpec]:
    """Key → field, of those whose values do not stand in the log as they stand in the column."""
    return {field.key: field for field in ENTITIES[entity].fields if field.kind in {Kind.CODES, Kind.YES_NO}}


def _members(key: str, births: list[Any], heads: Mapping[str, list[Head]]) -> tuple[str, ...]:
    members = {code for birth in births for code in birth.get(key, ())}
    for cell, found in heads.items():
        if cell.startswith(cell_of(key, "")):
            code = cell.partition("#")[2]
            members = members | {code} if ranked(cell, found)[0].json else members - {code}
    return tuple(sorted(members))
