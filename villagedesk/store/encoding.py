# SPDX-License-Identifier: MIT
"""How a value stands in a table's column and in the change log, and back.

Columns: text and whole numbers; a set of codes is its codes joined by commas; "not applicable" is NULL in the column and
the field's name in the row's `not_applicable` list, so that sums and comparisons in SQL never meet it by mistake.
Log: JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.spec import NA, NUMBERS, EntitySpec, FieldSpec, Kind, Record, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NA_COLUMN: Final = "not_applicable"
REMOVED_COLUMN: Final = "removed"
_NA_JSON: Final = {"na": True}
_TEXTS: Final = frozenset(Kind) - NUMBERS - {Kind.CODES, Kind.YES_NO}
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_decode: Final = json.JSONDecoder().raw_decode

Json = Any


def to_column(spec: FieldSpec, value: Value) -> str | int | None:
    """The value as its column holds it.

    Raises:
        TypeError: the value is not of the field's kind; a service has skipped `parse.read`.
    """
    if value is None or value is NA:
        return None
    kind = spec.kind
    if isinstance(value, str) and kind in _TEXTS:
        return value or None
    if kind is Kind.CODES and isinstance(value, tuple):
        return ",".join(sorted(set(value))) or None
    if kind is Kind.YES_NO and isinstance(value, bool):
        return int(value)
    if kind in NUMBERS and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"{spec.entity}.{spec.key}: {type(value).__name__} is not a {spec.kind}")


def from_column(spec: FieldSpec, stored: str | int | None, not_applicable: str | None) -> Value:
    """The value that a column holds."""
    if stored is None:
        if not_applicable and f" {spec.key} " in not_applicable:
            return NA
        return () if spec.kind is Kind.CODES else None
    if spec.kind is Kind.CODES:
        return tuple(str(stored).split(","))
    if spec.kind is Kind.YES_NO:
        return bool(stored)
    return stored


def from_columns(spec: FieldSpec, stored: Sequence[Any], not_applicable: Sequence[str | None]) -> Sequence[Any]:
    """As `from_column`, of many rows at once: in a township nearly all have one of a few values."""
    if spec.kind not in {Kind.CODES, Kind.YES_NO}:
        if not spec.na or not any(not_applicable):
            return stored
        told = f" {spec.key} "
        pairs = zip(stored, not_applicable, strict=True)
        return [NA if value is None and said and told in said else value for value, said in pairs]
    rows = list(zip(stored, not_applicable, strict=True))
    known = {row: from_column(spec, *row) for row in set(rows)}
    return list(map(known.__getitem__, rows))


def na_list(spec: EntitySpec, values: Mapping[str, Value]) -> str | None:
    """The row's `not_applicable` list for these values, or None if it is empty."""
    keys = [field.key for field in spec.fields if values.get(field.key) is NA]
    return f" {' '.join(keys)} " if keys else None


def to_json(value: Value) -> Json:
    """The value as the log holds it."""
    if value is NA:
        return _NA_JSON
    return sorted(set(value)) if isinstance(value, tuple) else value


def from_json(spec: FieldSpec, stored: Json) -> Value:
    """The value that the log holds."""
    if stored == _NA_JSON and isinstance(stored, dict):
        return NA
    if spec.kind is Kind.CODES:
        return tuple(stored or ())
    value: Value = stored
    return value


def dumps(content: Json) -> str:
    """Canonical JSON: equal values are equal bytes in every file."""
    return _encode(content)


def loads(text: str) -> Json:
    """The content of a value of our own log: `json.loads` without looking for blanks around it, in a third of the time."""
    return _decode(text)[0]


def is_empty(value: Value) -> bool:
    """Whether nothing is known ("not applicable" and 0 are something)."""
    return value is None or value in ("", ())


def record_columns(spec: EntitySpec) -> str:
    """The columns `to_record` expects, for a SELECT."""
    return ", ".join(("id", *(f'"{key}"' for key in spec.columns), NA_COLUMN))


def to_record(spec: EntitySpec, row: Sequence[Any]) -> Record:
    """A row selected with `record_columns` as its frozen record.

    The same as `to_values`, but three times as fast: the checks read every row of a township.
    """
    kind = spec.record
    puts, flags, sets, by_key = _slots(kind, spec)
    record = object.__new__(kind)
    for put, value in zip(puts, row, strict=False):
        put(record, value)
    for place, put in flags:
        if (value := row[place]) is not None:
            put(record, value == 1)
    for place, put in sets:
        put(record, tuple(value.split(",")) if (value := row[place]) else ())
    if row[-1]:
        for key in row[-1].split():
            known = by_key.get(key)
            if known and row[known[0]] is None:
                known[1](record, NA)
    return record


_Put = Callable[[Record, Any], None]
_Places = tuple[tuple[int, _Put], ...]
_SLOTS: Final[dict[type[Record], tuple[tuple[_Put, ...], _Places, _Places, dict[str, tuple[int, _Put]]]]] = {}


def _slots(
    kind: type[Record], spec: EntitySpec
) -> tuple[tuple[_Put, ...], _Places, _Places, dict[str, tuple[int, _Put]]]:
    """How the values of a row are put into a new record, which takes none any more once it is handed out.

    Returns:
        The setters of id and fields in the order of the row; place and setter of the yes/no fields, of the sets of codes,
        and of every field by its key.
    """
    known = _SLOTS.get(kind)
    if known is None:
        puts = tuple(getattr(kind, key).__set__ for key in ("id", *spec.columns))
        places = [(place, puts[place], field) for place, field in enumerate(spec.fields, 1)]
        known = _SLOTS[kind] = (
            puts,
            tuple((place, put) for place, put, field in places if field.kind is Kind.YES_NO),
            tuple((place, put) for place, put, field in places if field.kind is Kind.CODES),
            {field.key: (place, put) for place, put, field in places},
        )
    return known


def to_values(spec: EntitySpec, row: Sequence[Any]) -> dict[str, Any]:
    """A row selected with `record_columns` as field → value."""
    not_applicable = row[-1]
    return {
        field.key: from_column(field, stored, not_applicable)
        for field, stored in zip(spec.fields, row[1:-1], strict=True)
    }
