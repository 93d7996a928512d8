# SPDX-License-Identifier: MIT
"""What a rule is, and running them over a case file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of, shown

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may know beside the case file.

    Attributes:
        today: the day of the check.
        same_id: how many live members of the whole file carry an identity number, by its comparable form.
        same_phone: how many live households have a telephone number.
    """

    today: dt.date
    same_id: Mapping[str, int] = field(default_factory=dict)
    same_phone: Mapping[str, int] = field(default_factory=dict)


Check = Callable[[CaseFile, Surroundings], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered check."""

    code: str
    title: str
    level: Level
    check: Check


def problem(rule: tuple[str, Level], path: str, row: str, text: str, remedy: str, **more: str) -> Problem:
    """A finding about a field: `path` is entity.field, `row` the record's id; `value` shows what stands there."""
    spec = field_spec(path)
    code, level = rule
    return Problem(
        field=label_of(spec),
        shown=more.get("value", ""),
        rule=text,
        remedy=remedy,
        level=level,
        code=code,
        entity=spec.entity,
        row=row,
        key=spec.key,
        person=more.get("person", ""),
    )


def shown_field(path: str, value: object) -> str:
    """A stored value as words, for the sentence of a finding."""
    return shown(field_spec(path), value)  # type: ignore[arg-type]


def each_person(case: CaseFile) -> Iterator[Person]:
    """The members whom the rules look at: those who belong to the household now."""
    yield from case.people


def findings(rules: Iterable[Rule], case: CaseFile, around: Surroundings) -> list[Problem]:
    """All findings of a case file: errors first, then by number and person."""
    found = [one for rule in rules for one in rule.check(case, around)]
    order = {Level.ERROR: 0, Level.DOUBT: 1, Level.HINT: 2}
    return sorted(found, key=lambda one: (order[one.level], one.code, one.person, one.row))
