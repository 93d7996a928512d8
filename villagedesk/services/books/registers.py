# SPDX-License-Identifier: MIT
"""The books of a village (台账): their records, and what rows are called that other records name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.giving import Donor
from villagedesk.models.catalogue.help import Visit
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.giving import public_name
from villagedesk.models.registers import naming, naming_of, register_of
from villagedesk.models.values.show import entity_name, shown
from villagedesk.services.books import giving, matters, needs, posting, projects, special
from villagedesk.services.keeping.minors import minors_of
from villagedesk.services.procedure.procedures import names_of
from villagedesk.store import households, reads
from villagedesk.store.pinyin import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from villagedesk.models.catalogue.spec import FieldSpec, Record, Value
    from villagedesk.models.registers import Register
    from villagedesk.store.store import Store

_TELLERS: Final[tuple[Callable[[Store, Record], str], ...]] = (
    projects.tell,
    needs.tell,
    special.tell,
    matters.tell,
    posting.tell,
    giving.tell,
)  # fmt: skip


class RowNames:
    """What rows are called. Ask for many at once with `look_up`: one by one costs a query each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, dict[str, str]] = {}

    def name(self, entity: str, row: str) -> str:
        """The name of a row; empty if it is gone."""
        if row not in self._known.get(entity, {}):
            self.look_up(entity, {row})
        return self._known[entity].get(row, "")

    def forget(self) -> None:
        """The file has changed."""
        self._known.clear()

    def look_up(self, entity: str, rows: Collection[str]) -> None:
        """Read the names of rows of an entity."""
        known = self._known.setdefault(entity, {})
        wanted = {row for row in rows if row} - set(known)
        if wanted:
            known |= dict.fromkeys(wanted, "") | self._names(entity, wanted)

    def _names(self, entity: str, rows: Collection[str]) -> dict[str, str]:
        if entity == "household":
            return names_of(self._store, rows)
        if entity == "visit":
            return {one.id: visit_name(one) for one in reads.with_ids(self._store, Visit, rows)}
        spec = entity_spec(entity)
        records = reads.with_ids(self._store, spec.record, rows)
        keys = naming_of(entity)
        self.look_up_all(records, [spec[key] for key in keys])
        return {
            one.id: " ".join(filter(None, (self.words(spec[key], getattr(one, key)) for key in keys)))
            or nameless(entity)
            for one in records
        }

    def look_up_all(self, records: Iterable[Record], fields: Iterable[FieldSpec]) -> None:
        """Read the names of all rows that records name in some of their fields."""
        everything = list(records)
        for spec in fields:
            if spec.kind is Kind.REF:
                self.look_up(spec.ref, {getattr(one, spec.key) or "" for one in everything})

    def words(self, spec: FieldSpec, value: Value) -> str:
        """A value as lists show it; a row that is named by its name."""
        if spec.kind is Kind.REF:
            return self.name(spec.ref, value) if isinstance(value, str) else ""
        return shown(spec, value).replace("\n", " ")


def visit_name(visit: Visit) -> str:
    """What a visit is called where something else names it."""
    return " ".join(filter(None, (visit.date, visit.visitors))) or nameless("visit")


def outside_name(store: Store, entity: str, record: Record) -> str:
    """What a record is called where others may read it (names of files, the export log); "" of an empty record.

    A donor stands there only if he said that he may be named, and is no child.
    """
    if not record.id:
        return ""
    spec, names = entity_spec(entity), RowNames(store)
    said = (_outside_words(store, names, spec[key], getattr(record, key)) for key in naming_of(entity))
    return " ".join(filter(None, said)) or nameless(entity)


def _outside_words(store: Store, names: RowNames, spec: FieldSpec, value: Value) -> str:
    if spec.ref == "donor":
        donor = reads.get(store, Donor, value) if isinstance(value, str) else None
        return public_name(donor, minors_of(store, donor.village or "", "")) if donor is not None else ""
    return names.words(spec, value)


def nameless(entity: str) -> str:
    """What a row is called to which nobody gave a name."""
    return _("（未命名{what}）").format(what=entity_name(entity_spec(entity)))


@dataclass(frozen=True, slots=True)
class Choosable:
    """A row that a field may name: its id, what it is called, and by what else it is found."""

    row: str
    label: str
    names: tuple[str, ...] = field(default=())


def choosable(store: Store, entity: str, village: str) -> list[Choosable]:
    """The households of a village, or the records of one of its books, in the order in which people look for them."""
    if entity == "household":
        return [
            Choosable(
                one.id, aside(one.head or _("未命名户"), one.group), tuple(filter(None, (one.head, *one.numbers)))
            )
            for one in households.heads_of_village(store, village)
        ]
    register = register_of(entity)
    if register is None:
        return []
    records = records_of(store, register, village)
    if register.entity != entity:
        lines = reads.of_owners(store, entity_spec(entity).record, [one.id for one in records])
        records = [line for one in records for line in lines.get(one.id, ())]
    names = RowNames(store)
    names.look_up(entity, {one.id for one in records})
    return [Choosable(one.id, names.name(entity, one.id)) for one in records]


def records_of(store: Store, register: Register, village: str) -> list[Record]:
    """All records of a book of a village: the latest first, and last those of no known day; without days by name."""
    spec = entity_spec(register.entity)
    records = reads.of_owner(store, spec.record, village) if spec.parent else reads.where(store, spec.record)
    if not register.day:
        first = naming(register)[0]
        return sorted(records, key=lambda one: sort_key(str(getattr(one, first) or "")))
    day = register.day
    known = [one for one in records if getattr(one, day)]
    known.sort(key=lambda one: (str(getattr(one, day)), one.id), reverse=True)
    return [*known, *(one for one in records if not getattr(one, day))]


def year_of(register: Register, record: Record) -> str:
    """The year to which a record of a book belongs; empty where its day is not known."""
    return str(getattr(record, register.day) or "")[:4] if register.day else ""


def what_follows(store: Store, record: Record) -> str:
    """What follows from a record of a book as it was saved, together with others, in a sentence; "" where nothing does."""
    return next(filter(None, (tell(store, record) for tell in _TELLERS)), "")
