# SPDX-License-Identifier: MIT
"""Which questions arise for a record, by what its other fields say: where somebody is not at work, nobody asks for the wage.

A paper form says "if so, which" beside such a question. The condition stands in the field's line of the catalogue (`asked`):

    work_place            that field says something, and neither 否 nor 不适用
    health:4              it says one of these codes
    !labour:none,lost     not that; so it also holds while nothing is known
    join_reason|left      one of these

What the case file needs (`required`) it needs only where it is asked, and what is filled in already is always asked. Enter
passes by what is not; every other way to a field (Tab, arrows, mouse, a problem) leads there all the same, and nothing is
ever refused or emptied.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.models.catalogue.spec import NA, EntitySpec, FieldSpec, Value

if TYPE_CHECKING:
    from collections.abc import Callable


class Condition(NamedTuple):
    """One condition: a field of the record, the codes it must say (none: anything), and whether it must not."""

    key: str
    codes: frozenset[str]
    unless: bool

    def holds(self, value: Value) -> bool:
        """Whether it is so with this value in the field."""
        said = {value} if isinstance(value, str) else {*value} if isinstance(value, tuple) else set()
        known = bool(said & self.codes) if self.codes else value not in (None, False, NA, (), "")
        return known is not self.unless


@lru_cache(maxsize=256)
def conditions(asked: str) -> tuple[Condition, ...]:
    """The conditions that a field's `asked` lists, of which one must hold; empty for a field that is always asked."""
    found = []
    for part in asked.split("|") if asked else ():
        key, _colon, codes = part.removeprefix("!").partition(":")
        found.append(Condition(key, frozenset(codes.split(",")) - {""}, part.startswith("!")))
    return tuple(found)


def whole_of(spec: EntitySpec, field: FieldSpec) -> FieldSpec | None:
    """The field in which a place is written in one text, of which this one holds a part."""
    return next((one for one in spec.fields if field.key in one.parts), None)


def depends_on(spec: EntitySpec, field: FieldSpec) -> frozenset[str]:
    """The other fields that decide whether this one is asked."""
    whole = whole_of(spec, field)
    place = {whole.key, *whole.parts} - {field.key} if whole else set()
    return frozenset({one.key for one in conditions(field.asked)} | place)


def is_asked(spec: EntitySpec, field: FieldSpec, value_of: Callable[[str], Value]) -> bool:
    """Whether the question arises; `value_of` gives the record's values.

    The parts of a place are asked only where it was written in one and could not be parted.
    """
    whole = whole_of(spec, field)
    if whole:
        written = value_of(whole.key)
        return isinstance(written, str) and not any(value_of(part) for part in whole.parts)
    if value_of(field.key) not in (None, ()):
        return True
    found = conditions(field.asked)
    return not found or any(one.holds(value_of(one.key)) for one in found)
