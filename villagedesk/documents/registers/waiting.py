# SPDX-License-Identifier: MIT
"""What a paper of a book tells of other records than its own: it waits until conflicts in that are decided (merge.md A4 rule 8).

Which rows it calls by name follows from its template; what it computes from others it says itself (`More.beside`, `More.named`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from villagedesk.documents.facts.placeholders import CAPITALS, OPTIONS, fields_of, name_of
from villagedesk.documents.facts.undecided import refuse_undecided
from villagedesk.documents.registers.more import Named
from villagedesk.documents.registers.placeholders import BOOK, GROUP, HEAD, group_of
from villagedesk.documents.registers.subject import references_of
from villagedesk.documents.volumes.prints import names_of
from villagedesk.documents.word.mentions import EACH
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.registers import naming_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.store.store import Store


def refuse_contested(paper: RegisterPaper, subject: Subject) -> None:
    """Let no paper take a side, neither in its records nor in what it tells of others.

    Raises:
        Refused: something of it has a conflict that nobody has decided, named with what is to be done.
    """
    more = paper.more
    whole = {subject.village.id, *subject.rows, *(more.beside(subject) if more and more.beside else ())}
    named = [*_named(paper, subject), *(more.named(subject) if more and more.named else ())]
    homes: set[str] = set()
    partly: dict[str, set[str]] = defaultdict(set)
    for one in _with_inner(subject.store, named):
        keys = naming_of(one.entity)
        if one.entity == "household":
            homes.add(one.row)
        elif not keys:  # called by what it is, as a visit
            whole.add(one.row)
        partly[one.row].update(keys, one.keys)
    refuse_undecided(subject.store, whole, homes, partly)


def _named(paper: RegisterPaper, subject: Subject) -> Iterator[Named]:
    """The rows that the records name and of which the template prints something."""
    mentioned = names_of(paper.paper)
    for entity, records in subject.by_entity().items():
        group = BOOK if paper.whole else group_of(entity)
        for spec in references_of(entity):
            inside = _inside(mentioned, spec)
            if inside or _is_named(mentioned, group, spec) or _is_told(paper, f"{entity}.{spec.key}"):
                rows = {getattr(one, spec.key) for one in records}
                yield from (Named(spec.ref, row, inside) for row in rows if row)


def _is_named(mentioned: tuple[str, ...], group: str, spec: FieldSpec) -> bool:
    """Whether the template prints what the row is called, or group and head of the household."""
    own = {name_of(spec), *(f"{name_of(spec)}{end}" for end in (GROUP, HEAD))}
    return any(one.removeprefix(f"{group}.").removeprefix(f"{EACH}.").removesuffix(".?") in own for one in mentioned)


def _inside(mentioned: tuple[str, ...], spec: FieldSpec) -> frozenset[str]:
    """Keys of the fields of the row that the template prints, under the name of the field that names it."""
    lead = f"{name_of(spec)}."
    inside = {one.removeprefix(lead).removesuffix(".?") for one in mentioned if one.startswith(lead)}
    bare = {one.removesuffix(OPTIONS).removesuffix(CAPITALS) for one in inside} | inside
    return frozenset(each.key for name, each in fields_of(spec.ref) if name in bare) | (
        frozenset(naming_of(spec.ref)) if inside else frozenset()
    )


def _is_told(paper: RegisterPaper, path: str) -> bool:
    return paper.more is not None and path in paper.more.people


def _with_inner(store: Store, named: list[Named]) -> Iterator[Named]:
    """The same rows, and those by which they are called in turn (a donation by who gave it)."""
    found = list(named)
    while found:
        one = found.pop()
        yield one
        spec = entity_spec(one.entity)
        inner = [spec[key] for key in naming_of(one.entity) if spec[key].kind is Kind.REF]
        record = reads.get(store, spec.record, one.row) if inner else None
        if record is not None:
            found += [Named(each.ref, row) for each in inner if (row := getattr(record, each.key))]
