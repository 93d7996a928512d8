# SPDX-License-Identifier: MIT
"""Cells of the change log, and the rule by which several heads of one cell become one value to show.

A cell is a field of a row; each member of a set of codes is a cell of its own (`health#4`), so that adding one code and
removing another in two copies never collide. `removed` is the cell that says whether, and why, the row is gone.
The rule uses the values only: no clock, no device, no order of arrival, so every file shows the same (merge.md A4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Kind, Value
from villagedesk.store.encoding import Json, dumps, from_json, loads, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BIRTH: Final = ""
REMOVED: Final = "removed"
NOTE_SEAM: Final = "\n————\n"


class Head(NamedTuple):
    """A change that no other change of its cell replaces. `name` is its global name, `seq` its place in this file."""

    name: str
    seq: int
    value: str  # JSON

    @property
    def json(self) -> Json:
        """The value it writes, decoded."""
        return loads(self.value)


def cell_of(field: str, member: str) -> str:
    """The cell of one member of a set."""
    return f"{field}#{member}"


def field_of(cell: str) -> str:
    """The field a cell belongs to."""
    return cell.partition("#")[0]


def cells(spec: FieldSpec, before: Value, after: Value) -> list[tuple[str, Json]]:
    """What has to be written, cell by cell, to bring a field from one value to another; empty if they are equal."""
    if spec.kind is not Kind.CODES:
        return [] if before == after and type(before) is type(after) else [(spec.key, to_json(after))]
    old = set(before if isinstance(before, tuple) else ())
    new = set(after if isinstance(after, tuple) else ())
    return [(cell_of(spec.key, code), code in new) for code in sorted(old ^ new)]


def value_at_birth(first_values: Json, cell: str) -> Json:
    """What a birth says of a cell: its value, membership of a set, or nothing."""
    if cell == REMOVED:
        return None
    field, is_member, code = cell.partition("#")
    if is_member:
        return code in first_values.get(field, ())
    return first_values.get(field)


def birth_says(first_values: Json, cell: str) -> bool:
    """Whether a birth says anything of a cell: what its author left empty is unknown, not decided to be empty."""
    return cell == REMOVED or field_of(cell) in first_values


def ranked(cell: str, heads: Sequence[Head]) -> list[Head]:
    """Heads with the one to show first: alive before removed, in the set before out of it, something before nothing."""
    if len(heads) < 2:
        return list(heads)
    if cell == REMOVED:
        return sorted(heads, key=lambda head: (head.json is not None, head.value))
    if "#" in cell:
        return sorted(heads, key=lambda head: head.json is not True)
    return sorted(heads, key=lambda head: (head.json is None, head.value))


def shown_value(spec: FieldSpec, heads: Sequence[Head]) -> Value:
    """The value to show: of an agreed cell its value; of several notes all texts; otherwise the first in rank."""
    if len(heads) == 1:
        return from_json(spec, heads[0].json)
    distinct = {head.value: head for head in ranked(spec.key, heads)}
    if spec.kind is Kind.NOTE and len(distinct) > 1:
        return NOTE_SEAM.join(sorted(str(head.json) for head in distinct.values() if head.json))
    first = next(iter(distinct.values()), None)
    return from_json(spec, first.json) if first else None


def contested(spec: FieldSpec | None, heads: Sequence[Head]) -> bool:
    """Whether people must decide: different values, except where notes are simply kept one under the other.

    `spec` is None for the cell `removed`.
    """
    if spec is None:
        return len({head.json is None for head in heads}) > 1  # gone for two reasons is gone
    if spec.kind is Kind.NOTE:
        return False
    return len({head.value for head in heads}) > 1


def spec_of_cell(entity: EntitySpec, cell: str) -> FieldSpec | None:
    """The field a cell belongs to; None for `removed`."""
    return None if cell == REMOVED else entity[field_of(cell)]


def birth_json(values: Mapping[str, Value]) -> str:
    """The first values of a row, without what is empty."""
    return dumps({key: to_json(value) for key, value in values.items() if value is not None and value != ()})
