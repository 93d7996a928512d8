# SPDX-License-Identifier: MIT
"""From records of a book to the words that its papers print: plain values only, under the names of `placeholders`.

Nothing here decides how a paper looks, and nothing is made up: what is not known is an empty text. For papers that are put
up in public only fields that the catalogue marks exist (`public.whitelist`); what names a row exists if the field is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import capitals_of, field_words
from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.photos import lost_in_words
from villagedesk.documents.facts.placeholders import ABOUT, BLANK, CAPITALS, fields_of, name_of
from villagedesk.documents.public.whitelist import public_fields, whitelisted
from villagedesk.documents.registers.named import object_of
from villagedesk.documents.registers.placeholders import (
    BOOK,
    COUNT,
    NAME,
    PLACE,
    ROW,
    SUMS,
    added,
    group_of,
    household_words,
    photos_of,
)
from villagedesk.documents.registers.screening import printed_in
from villagedesk.documents.registers.sharing import shared_by
from villagedesk.documents.registers.subject import references_of
from villagedesk.documents.volumes.prints import names_of
from villagedesk.documents.word.pictures import PHOTOS, Picture, picture_of
from villagedesk.i18n import in_chinese
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.numbers import number
from villagedesk.models.values.show import words
from villagedesk.services.books.registers import RowNames
from villagedesk.services.keeping.pictures import load_whole
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.screening import Screen
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.spec import FieldSpec, Record

Words = dict[str, str]
_PEOPLE: Final = frozenset({"household", "member"})
_NAMED_BY_PLACE: Final = frozenset({"household", "cadre"})  # such a row is a person for whom the paper has a place


def register_context(paper: RegisterPaper, subject: Subject, screen: Screen | None = None) -> dict[str, Any]:
    """What a paper prints of its subject; `screen` is what typed texts of a public one go through."""
    with in_chinese():
        maker = _Maker(paper, subject, screen)
        made = maker.of_book() if paper.whole else maker.of_record()
        more = paper.more.fill(subject) if paper.more else {}
    subject.kept_off.extend(lost_in_words(subject.store, spec, digest) for spec, digest in maker.lost)
    return made | more | ({PHOTOS: maker.pictures} if maker.pictures else {})


def title_of(paper: RegisterPaper, subject: Subject) -> str:
    """What the paper is called, without what it is about."""
    return f"{subject.year}年{paper.title}" if paper.whole and not subject.blank else paper.title


class _Maker:
    """Makes the facts of one paper, with the names of all that its records name looked up at once.

    Attributes:
        pictures: the photos among the facts, where the template finds their files.
        lost: those that the template shows and the file has not, or only damaged: (field, digest).
    """

    def __init__(self, paper: RegisterPaper, subject: Subject, screen: Screen | None) -> None:
        self._paper, self._subject, self._screen = paper, subject, screen
        self._names = RowNames(subject.store)
        for entity, records in subject.by_entity().items():
            self._names.look_up_all(records, references_of(entity))
        self._households = subject.households()
        self.pictures: dict[str, Picture] = {}
        self.lost: list[tuple[FieldSpec, str]] = []

    def of_record(self) -> dict[str, Any]:
        """A record, what it names, its lines and their sums."""
        subject, register = self._subject, self._subject.register
        made: dict[str, Any] = {PLACE: self._fields(subject.village, "village")}
        made[group_of(register.entity)] = self._record(subject.record, register.entity)
        for spec in references_of(register.entity):
            made[name_of(spec)] = self._named(spec, getattr(subject.record, spec.key))
        for entity in register.lines:
            made |= self._rows(group_of(entity), entity, subject.lines[entity])
        return made | {ABOUT: self._about("" if self._screen else object_of(self._paper, subject))}

    def of_book(self) -> dict[str, Any]:
        """All records of a book as rows, and their sums."""
        subject = self._subject
        made: dict[str, Any] = {PLACE: self._fields(subject.village, "village")}
        return made | self._rows(BOOK, subject.register.entity, subject.records) | {ABOUT: self._about("")}

    def _fields(self, record: Record, entity: str) -> Words:
        year, screen = self._subject.year, self._screen
        if self._paper.public:
            made = whitelisted(record, entity, year)
            return screen.freed(entity, made, public_fields(entity)) if screen else made
        made = field_words(record, entity, year)
        if screen is None:
            return made
        names = names_of(self._paper.paper)
        return screen.freed(entity, made, [(name, spec) for name, spec in fields_of(entity) if printed_in(names, spec)])

    def _allows(self, spec: FieldSpec) -> bool:
        """Whether the paper may say whom a field names: a public one never a household or person, whatever is marked."""
        return not self._paper.public or (spec.public and spec.ref not in _PEOPLE)

    def _record(self, record: Record, entity: str) -> dict[str, Any]:
        made: dict[str, Any] = dict(self._fields(record, entity))
        for spec in references_of(entity):
            if self._allows(spec):
                row = getattr(record, spec.key) or ""
                made[name_of(spec)] = self._name(spec, row)
                made |= {f"{name_of(spec)}{name}": text for name, text in self._household(spec, row).items()}
        return made | self._photos(record, entity)

    def _name(self, spec: FieldSpec, row: str) -> str:
        """What a row is called that a record names; whoever is named may have his telephone behind it."""
        name = self._names.name(spec.ref, row) if row else ""
        if self._screen is None:
            return name
        own = spec.ref in _NAMED_BY_PLACE or name in self._screen.sieve.names  # a child who gave signs his own receipt
        return self._screen.without(spec, name, of_names=not own)

    def _photos(self, record: Record, entity: str) -> dict[str, Any]:
        """The photos of a record; one that the template does not show is not read."""
        found: dict[str, Any] = {}
        for name, spec in photos_of(entity):
            if self._paper.public and spec.key not in self._paper.photos:
                continue
            digest = getattr(record, spec.key)
            shown = digest and any(one.endswith(f".{name}") for one in names_of(self._paper.paper))
            content = load_whole(self._subject.store, digest) if shown else None
            picture = picture_of(len(self.pictures) + 1, spec.label, content)
            if isinstance(picture, Picture):
                self.pictures[picture.relation] = picture
            elif shown:
                self.lost.append((spec, digest))
            found[name] = picture
        return found

    def _household(self, spec: FieldSpec, row: str) -> Words:
        """Group and head of a household that a record names."""
        if spec.ref != "household":
            return {}
        return household_words(self._households.get(row))

    def _named(self, spec: FieldSpec, row: str | None) -> Words:
        """The row that a record names; one without any values where there is none, or where it may not be said."""
        kind = entity_spec(spec.ref).record
        allowed = self._allows(spec)
        found = reads.get(self._subject.store, kind, row) if row and allowed else None
        made = self._fields(found or kind(), spec.ref)
        if not allowed:
            return made
        return made | {NAME: self._name(spec, row or "")} | self._household(spec, row or "")

    def _rows(self, name: str, entity: str, records: Sequence[Record]) -> dict[str, Any]:
        rows = [self._record(one, entity) | {ROW: str(place)} for place, one in enumerate(records, 1)]
        sums: Words = {COUNT: str(len(rows)) if rows else ""}
        for spec in filter(self._allows, added(entity)):
            known = [value for value in (number(getattr(one, spec.key)) for one in records) if value is not None]
            whole = sum(known) if known else None
            sums[name_of(spec)] = words(spec, whole)
            if spec.kind is Kind.MONEY:
                sums[name_of(spec) + CAPITALS] = capitals_of(whole)
        return {name: rows, name + SUMS: sums}

    def _about(self, whose: str) -> Words:
        subject, paper = self._subject, self._paper
        title = title_of(paper, subject)
        return {
            "题名": f"{title}（{BLANK}）" if subject.blank else title,
            "对象": whose,
            "年度": "" if subject.blank else str(subject.year),
            "日期": date_words(subject.day),
            "日期数字": subject.day,
            "单位": office_of(subject.village).keeper,
            "保管期限": code_list("retention").label(paper.retention),
            "内部": "",
            "空白": BLANK if subject.blank else "",
            "户标识": _identifier(paper, subject),
        }


def _identifier(paper: RegisterPaper, subject: Subject) -> str:
    """By what a paper is known again; that of a paper which records share must not depend on which of them is the first."""
    shared = shared_by(paper, subject.record)
    if shared:
        return f"{subject.village.id} {shared}"
    return subject.village.id if paper.whole and not subject.blank else subject.record.id
