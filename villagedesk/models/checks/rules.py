# SPDX-License-Identifier: MIT
"""What a rule is, and running them over a case file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of, shown

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Bearer:
    """A member of the file who carries an identity number: where, in words, and why the person left, if so (a code)."""

    member: str
    name: str
    number: str
    household: str
    place: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A member whom files put into several households, seen from one of them.

    Attributes:
        here: whether the person is shown, and counted, in this one.
        others: the other households, id → place in words.
    """

    member: str
    name: str
    here: bool
    others: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parted:
    """A household was split on one computer while `person` was registered in it on another; `place` is the new one."""

    place: str
    movers: str
    device: str
    person: str
    other: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A person who was joined to another (`name` at `place`) and is shown all the same; `mutual`: each to the other."""

    name: str
    place: str
    mutual: bool


@dataclass(frozen=True, slots=True)
class Late:
    """A fact of a locked year (entity.field of a row) that a merge changed afterwards; `key` is "" for the whole record."""

    entity: str
    row: str
    key: str
    year: int
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may know beside the case file.

    Attributes:
        today: the day of the check.
        bearers: identity number in its comparable form → the members of the whole file who carry it, where several do.
        same_phone: how many live households have a telephone number.
        claims: household → members who are contested between it and others.
        splits: household → what tells that it was split meanwhile.
        joined: member → whom it was joined to, of those who are shown all the same.
        late: household → what merges brought into its locked years after these were locked.
    """

    today: dt.date
    bearers: Mapping[str, tuple[Bearer, ...]] = field(default_factory=dict)
    same_phone: Mapping[str, int] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    splits: Mapping[str, tuple[Parted, ...]] = field(default_factory=dict)
    joined: Mapping[str, Joined] = field(default_factory=dict)
    late: Mapping[str, tuple[Late, ...]] = field(default_factory=dict)


def place_of(village: str, group: str, head: str) -> str:
    """A household in words, for the sentence of a finding."""
    whose = _("{head}户").format(head=head) if head else _("（未登记户主的户）")
    return " ".join(part for part in (village, group, whose) if part)


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
