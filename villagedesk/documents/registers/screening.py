# SPDX-License-Identifier: MIT
"""What may not stand on a paper of a book that is put up or given to people outside: texts are freed of it before, and the finished paper is searched after."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.placeholders import name_of
from villagedesk.documents.public.whitelist import TYPED, apart_from_places, searched
from villagedesk.documents.registers.placeholders import HEAD
from villagedesk.documents.volumes.prints import names_of
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.withholding import Sieve, digits_of, left_out, phones_in
from villagedesk.models.values.show import label_of
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.keeping.minors import minors_of
from villagedesk.services.papers.gatherings import CHILD, is_at_least

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.spec import FieldSpec

_RECEIPT: Final = "receipt_no"
_CODE: Final = re.compile(r"[A-Za-z]{0,8}[\d-]+")
_OF_PERSONS: Final = frozenset({15, 18, 20})  # digits of identity numbers, the old ones and those of cards too


@dataclass(slots=True)
class Screen:
    """What keeps a paper clean.

    Attributes:
        sieve: for texts that people typed.
        named: persons whom the paper names because a field that is public does.
        children: names of children of the households that its records name.
        told: telephones that belong on it.
        notes: what was kept off it, as sentences for whoever prints.
    """

    sieve: Sieve
    named: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)

    def freed(self, entity: str, printed: dict[str, str], fields: Iterable[tuple[str, FieldSpec]]) -> dict[str, str]:
        """The fields of a record that the paper prints, what people typed without what may not be public."""
        made = dict(printed)
        for name, spec in fields:
            if spec.kind in TYPED or spec.kind is Kind.NAME:  # who is named in public may have his telephone behind it
                made[name] = self.without(spec, printed[name], of_names=spec.kind in TYPED and entity != "village")
        return made

    def without(self, spec: FieldSpec, text: str, *, of_names: bool) -> str:
        """What stands in a field, without what may not be public; what was left out is noted."""
        kept, found = self.sieve.freed(text, of_names=of_names)
        self.notes += left_out(label_of(spec), found)
        return kept

    def searched(self, content: bytes) -> bytes:
        """The finished paper as it is.

        Raises:
            Refused: something that must not be public is on it all the same.
        """
        return searched(content, self.named, self.children, self.sieve.allowed | self.told)


def screen_for(paper: RegisterPaper, subject: Subject) -> Screen | None:
    """What keeps a paper clean that others than the office read; None of one for inside."""
    if paper.public:
        return screen_of(subject)
    return _handed(paper, subject) if paper.handed else None


def _handed(paper: RegisterPaper, subject: Subject) -> Screen:
    """The same of a paper that somebody is given: heads and telephones for which it has a place of its own belong on it."""
    screen, names = screen_of(subject), names_of(paper.paper)
    shows_heads = any(name.endswith(HEAD) for name in names)
    heads = {one.head_name for one in subject.households().values() if one.head_name} if shows_heads else set()
    sieve = replace(
        screen.sieve,
        names=screen.sieve.names - heads,
        named=screen.sieve.named | heads,
        allowed=screen.sieve.allowed | (digits_of([*_codes(subject)]) - screen.sieve.numbers),
    )
    told = digits_of([*subject.values(lambda spec: spec.kind is Kind.PHONE and printed_in(names, spec))])
    return replace(screen, sieve=sieve, named=screen.named | heads, children=screen.children - heads, told=told)


def _codes(subject: Subject) -> Iterator[str]:
    """Numbers of receipts, which may be as long as those of people: what is only a number, and neither of a person nor of a telephone."""
    for text in subject.values(lambda spec: spec.key == _RECEIPT):
        digits = re.sub(r"\D", "", text)
        if _CODE.fullmatch(text) and len(digits) not in _OF_PERSONS and not phones_in(digits):
            yield text


def printed_in(names: Iterable[str], spec: FieldSpec) -> bool:
    """Whether a template with these names prints a field, of whatever record."""
    return any(name.rpartition(".")[2] == name_of(spec) for name in names)


def screen_of(subject: Subject) -> Screen:
    """What the households that a paper's records name, and their people, must not find on it."""
    village = subject.village
    cases = list(load_casefiles(subject.store, sorted(subject.named("household")), subject.year))
    people = [person for case in cases for person in (*case.people, *case.departed) if person.name]
    named = frozenset(subject.values(lambda spec: spec.kind is Kind.NAME and spec.public))
    phones = subject.values(lambda spec: spec.kind is Kind.PHONE and not spec.public)
    numbers = digits_of([*(case.household.phone for case in cases), *(one.member.phone for one in people), *phones])
    children = {one.name for one in people if not is_at_least(one, CHILD, subject.day)}
    minors = minors_of(subject.store, village.id or "", subject.day)
    return Screen(
        Sieve(
            names=frozenset(name for name in {one.name for one in people} | minors if len(name) > 1) - named,
            named=named,
            numbers=numbers,
            allowed=phones_in(village.supervision_phone or "") - numbers,
        ),
        named,
        apart_from_places(children, village) - named,
    )
