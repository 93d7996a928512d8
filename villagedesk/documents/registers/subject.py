# SPDX-License-Identifier: MIT
"""What a paper of a book is about: one record with its lines, or all records of the book in a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.matters import Matter
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.matters import carried_into
from villagedesk.services.books.registers import records_of, year_of
from villagedesk.store import households, reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.models.registers import Register
    from villagedesk.store.households import Line
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about.

    Attributes:
        store: where everything else is; it is only read.
        village: whose book it is; an empty record on blank forms that are for any village.
        register: the book.
        year: of the record, or of the records.
        day: the day printed on the paper, ISO.
        record: the record; an empty one on blank forms and for papers of a whole book.
        lines: entity → the record's lines.
        records: of a paper of a whole book, in order of their day.
        blank: whether it is a form for the pen.
        kept_off: filled while the paper is filled in: what was left out of typed texts, as sentences for whoever prints.
    """

    store: Store
    village: Village
    register: Register
    year: int
    day: str
    record: Record
    lines: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    blank: bool = False
    kept_off: list[str] = field(default_factory=list, compare=False)

    @property
    def rows(self) -> frozenset[str]:
        """Ids of all records that the paper is about."""
        return frozenset(one.id for some in self.by_entity().values() for one in some if one.id)

    def by_entity(self) -> dict[str, tuple[Record, ...]]:
        """All records that the paper is about, by entity."""
        return {self.register.entity: (self.record, *self.records), **self.lines}

    def values(self, wanted: Callable[[FieldSpec], bool]) -> Iterator[Any]:
        """What stands in these fields of all the records, as far as anything does."""
        for entity, records in self.by_entity().items():
            for spec in filter(wanted, entity_spec(entity).fields):
                yield from filter(None, (getattr(one, spec.key) for one in records))

    def named(self, target: str) -> frozenset[str]:
        """Ids of the rows of an entity that these records name."""
        return frozenset(self.values(lambda spec: spec.kind is Kind.REF and spec.ref == target))

    def households(self, more: Iterable[str] = ()) -> dict[str, Line]:
        """The households that these records name, and `more` (ids), by id, with group and head."""
        wanted = sorted(self.named("household").union(more))
        return {one.id: one for one in households.of_ids(self.store, wanted)} if wanted else {}


def references_of(entity: str) -> tuple[FieldSpec, ...]:
    """The fields of a record of a book by which it names other rows, but for the one to which it belongs."""
    spec = entity_spec(entity)
    return tuple(one for one in spec.fields if one.kind is Kind.REF and one.key != spec.parent)


def blank_subject(store: Store, register: Register, village: Village, year: int, day: str) -> Subject:
    """A form for the pen; the village stands on it where it is known."""
    record = entity_spec(register.entity).record()
    return Subject(store, village, register, year, day, record, dict.fromkeys(register.lines, ()), blank=True)


def subject_of(store: Store, register: Register, village: Village, record: Record, day: str) -> Subject:
    """One record with its lines."""
    year = year_of(register, record)
    lines = {key: tuple(reads.of_owner(store, entity_spec(key).record, record.id)) for key in register.lines}
    return Subject(
        store, village, register, int(year) if year.isdecimal() else store.info.year, day, record, lines
    )  # fmt: skip


def book_of(store: Store, register: Register, village: Village, year: int, day: str) -> Subject:
    """The whole book of a village in a year, the earliest record first; all records of a book of things without days.

    Matters of earlier years stand in it as well as long as they were open when the year began.
    """
    found = records_of(store, register, village.id)
    if register.day:
        found = [one for one in reversed(found) if year_of(register, one) == str(year) or _is_carried(one, year)]
    return Subject(store, village, register, year, day, entity_spec(register.entity).record(), records=tuple(found))


def _is_carried(record: Record, year: int) -> bool:
    return isinstance(record, Matter) and carried_into(record, year)
