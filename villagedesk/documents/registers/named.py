# SPDX-License-Identifier: MIT
"""Whom a paper of a book names: in the name of its file, which others read, and as a number in the export log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.placeholders import name_of
from villagedesk.documents.registers.declared import papers_of
from villagedesk.documents.registers.placeholders import BOOK, HEAD, group_of
from villagedesk.documents.volumes.prints import names_of
from villagedesk.documents.word.mentions import EACH
from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.catalogue.special import Special
from villagedesk.models.values.show import shown
from villagedesk.services.books.registers import outside_name
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.store.store import Store

# Of these fields papers print the first that is filled in.
_INSTEAD: Final = {
    "matter": (("member", "person", "household"), ("cadre", "responsible")),
    "payout": (("to_member", "recipient"),),
    "special": (("member", "person"),),
    "care_plan": (("cadre", "adviser"),),
}
_ROWS: Final = frozenset({"household", "member", "cadre", "special"})


def object_of(paper: RegisterPaper, subject: Subject) -> str:
    """What a paper is about: its record by name, or what the paper says itself; empty of a whole book and of a form for the pen."""
    if paper.more and paper.more.called:
        return paper.more.called(subject)
    return outside_name(subject.store, subject.register.entity, subject.record)


def owner_in_words(store: Store, row: BookPrint) -> str:
    """Whose a printed paper is, also where that lies in the recycle bin: a record by its name, a sheet by what its records share, or the book of a year."""
    spec = ENTITIES.get(row.book or "")
    shared = next((one.shared for one in papers_of(row.book or "") if one.key == row.paper), "")
    if spec is not None and shared and row.part:
        return shown(spec[shared], row.part)
    if not row.record:
        return _("{year}年整本台账").format(year=row.year or "")
    record = reads.whatever(store, spec.record, row.record) if spec else None
    return outside_name(store, spec.key, record) if spec is not None and record is not None else ""


def people_on(paper: RegisterPaper, subject: Subject) -> int:
    """How many persons a paper names.

    Whoever is on file is one person however often he is named; a name that somebody typed is another person unless one on
    file has it.
    """
    rows: dict[str, set[str]] = {entity: set() for entity in _ROWS}
    typed: set[str] = set()
    for spec, record in _naming(paper, subject):
        value = str(getattr(record, spec.key))
        if spec.kind is Kind.REF:
            rows[spec.ref].add(value)
        else:
            typed.add(value)
    store, heads = subject.store, subject.households()
    for one in reads.with_ids(
        store, Special, rows["special"]
    ):  # a registration names somebody on file, or says who he is
        (rows["member"] if one.member else typed).add(one.member or one.person or "")
    typed.discard("")
    known = [(one.household or "", one.name) for one in reads.with_ids(store, Member, rows["member"])]
    known += [(row, heads[row].head_name) for row in rows["household"] if row in heads]
    known += [(one.id, one.name) for one in reads.with_ids(store, Cadre, rows["cadre"])]
    on_file = {(whose, name) for whose, name in known if name}
    return len(on_file) + len(typed - {name for _whose, name in on_file})


def _naming(paper: RegisterPaper, subject: Subject) -> Iterator[tuple[FieldSpec, Record]]:
    """The fields that name a person, or the head of a household, and that the paper prints, with each record that has one."""
    mentioned = names_of(paper.paper)
    for entity, records in subject.by_entity().items():
        group = BOOK if paper.whole else group_of(entity)
        printed = [
            spec for spec in entity_spec(entity).fields
            if _names_people(spec) and (_told(paper, f"{entity}.{spec.key}") or _mentions(mentioned, group, spec))
        ]  # fmt: skip
        for record in records:
            kept = [spec for spec in printed if getattr(record, spec.key)]
            hidden = {key for keys in _INSTEAD.get(entity, ()) for key in _after_first(kept, keys)}
            yield from ((spec, record) for spec in kept if spec.key not in hidden)


def _names_people(spec: FieldSpec) -> bool:
    return spec.kind is Kind.NAME or (spec.kind is Kind.REF and spec.ref in _ROWS)


def _told(paper: RegisterPaper, path: str) -> bool:
    return paper.more is not None and path in paper.more.people


def _mentions(mentioned: tuple[str, ...], group: str, spec: FieldSpec) -> bool:
    """Whether a template prints whom a field names: the name, the head of the household, or what is known of that row."""
    name = name_of(spec)
    own = {name, f"{name}{HEAD}"}
    return any(
        one.startswith(f"{name}.") or one.removeprefix(f"{group}.").removeprefix(f"{EACH}.") in own for one in mentioned
    )


def _after_first(kept: list[FieldSpec], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that stand behind the first that is filled in."""
    known = {spec.key for spec in kept}
    first = next((place for place, key in enumerate(keys) if key in known), len(keys))
    return keys[first + 1 :]
