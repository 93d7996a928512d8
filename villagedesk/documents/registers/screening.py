# SPDX-License-Identifier: MIT
"""What may not stand on a public paper of a book: texts are freed of it before, and the finished paper is searched after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from villagedesk.documents.public.whitelist import TYPED, apart_from_places, public_fields, searched
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.withholding import Sieve, digits_of, left_out, phones_in
from villagedesk.models.values.show import label_of
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.papers.gatherings import CHILD, is_at_least, minors_of

if TYPE_CHECKING:
    from villagedesk.documents.registers.subject import Subject


@dataclass(slots=True)
class Screen:
    """What keeps a paper clean.

    Attributes:
        sieve: for texts that people typed.
        named: persons whom the paper names because a field that is public does.
        children: names of children of the households that its records name.
        notes: what was kept off it, as sentences for whoever prints.
    """

    sieve: Sieve
    named: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)

    def freed(self, entity: str, printed: dict[str, str]) -> dict[str, str]:
        """The public fields of a record, what people typed without what may not be public."""
        made = dict(printed)
        for name, spec in public_fields(entity):
            if spec.kind in TYPED or spec.kind is Kind.NAME:  # who is named in public may have his telephone behind it
                of_names = spec.kind in TYPED and entity != "village"
                made[name], found = self.sieve.freed(printed[name], of_names=of_names)
                self.notes += left_out(label_of(spec), found)
        return made

    def searched(self, content: bytes) -> bytes:
        """The finished paper as it is.

        Raises:
            Refused: something that must not be public is on it all the same.
        """
        return searched(content, self.named, self.children, self.sieve.allowed)


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
