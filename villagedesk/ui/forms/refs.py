# SPDX-License-Identifier: MIT
"""What forms know beyond the record they edit: the rows that a field may name, pictures, the day, the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.help import Cadre, Measure, Plan, Unit, Visit
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind, Sensitivity
from villagedesk.models.values.show import entity_name
from villagedesk.services.keeping import pictures
from villagedesk.store import changelog, phrases, reads
from villagedesk.store.pinyin import sort_key
from villagedesk.ui.forms.choices import Choice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.programmes import YearLock
    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.services.books.registers import RowNames
    from villagedesk.ui.session import Session


def offers_texts(spec: FieldSpec) -> bool:
    """Whether what was typed into a field elsewhere is offered: never anything sensitive of another household."""
    return spec.kind is Kind.TEXT and spec.sensitivity is not Sensitivity.SENSITIVE and not spec.pattern


def offers_sentences(spec: FieldSpec) -> bool:
    """Whether sentences that recur in a long note are offered in others: never in one that may hold something sensitive."""
    return spec.kind is Kind.NOTE and spec.sensitivity is not Sensitivity.SENSITIVE and not spec.fixed


_ADDABLE = frozenset({"cadre", "unit", "donor"})
_KINDS: Final[dict[str, type[Record]]] = {
    "cadre": Cadre,
    "unit": Unit,
    "village": Village,
    "member": Member,
    "measure": Measure,
}
_SHORT: Final = 16  # signs of a measure's content that name it


class RefSource:
    """The surroundings of the forms of one open file.

    Attributes:
        household: the household that is edited, whose people and measures a field may name; empty for none.
        village: the village whose books are edited, whose households and records a field may name; empty for none.
        whose: tells, where a book is edited, of which household the record or line under the cursor is.
        locks: those in force of its village of each year (or of the village that is edited), by the year that they hold fast.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.household = ""
        self.village = ""
        self.whose: Callable[[], str] | None = None
        self._choosable: tuple[int, dict[str, list[Choice]]] = (-1, {})  # as of this change of the file
        self._names: tuple[int, RowNames | None] = (-1, None)  # likewise
        self.locks: dict[int, YearLock] = {}
        self.people: list[Choice] = []  # members of the household that is open, in the order of its form

    @property
    def today(self) -> dt.date:
        """The day against which dates are checked."""
        return self.session.store.clock().date()

    @property
    def read_only(self) -> bool:
        """Whether the file was opened for reading."""
        return self.session.store.read_only

    def read_locks(self, village: str | None) -> bool:
        """Read which years of a village are locked (年度锁定); whether others are than before."""
        from villagedesk.services.keeping.locking import locks_of

        return self._hold(locks_of(self.session.store, village))

    def read_locks_of_household(self, household: str) -> bool:
        """Read which years of a household are locked, each by the village of that year; whether others are than before."""
        from villagedesk.services.keeping.locking import locks_of_household

        return self._hold(locks_of_household(self.session.store, household))

    def _hold(self, locks: dict[int, YearLock]) -> bool:
        before, self.locks = self.locks, locks
        return self.locks != before

    def locked(self, entity: str, year: int | None) -> bool:
        """Whether records of this sort are only shown: nothing may be written, or these are facts of a locked year."""
        if self.read_only or year not in self.locks:
            return self.read_only
        from villagedesk.services.keeping.locking import covers  # not before the first write or lock (ADR 9)

        return covers(entity)

    @property
    def has_villages(self) -> bool:
        """Whether the file holds several villages; in a village's own file nobody needs to name it."""
        return self.session.store.info.scope == "township"

    def choices(self, entity: str) -> list[Choice]:
        """The rows of an entity that a field may name, sorted as people look for them."""
        if entity == "cadre":
            return self._once(entity, self._cadres)
        if entity == "member":
            return list(self.people) if self.whose is None else self._people_of(self.whose())
        if entity == "measure":
            return self._measures()
        if entity == "visit":
            return self._visits_of(self.whose() if self.whose else self.household)
        if entity not in _KINDS:  # without a village: what the panel around the form gives by itself
            return self._of_village(entity) if self.village else []
        return self._once(entity, lambda: self._named(entity))

    def _once(self, key: str, read: Callable[[], list[Choice]]) -> list[Choice]:
        """Read once until the file changes: a form has several fields for cadres, of whom a township has a thousand."""
        last = changelog.last_batch(self.session.store)
        if self._choosable[0] != last:
            self._choosable = (last, {})
        known = self._choosable[1]
        if key not in known:
            known[key] = read()
        return known[key]

    def _named(self, entity: str) -> list[Choice]:
        rows = reads.where(self.session.store, _KINDS[entity])
        found = [Choice(one.id, getattr(one, "name", None) or _nameless(entity)) for one in rows]
        return sorted(found, key=lambda choice: sort_key(choice.label))

    def _cadres(self) -> list[Choice]:
        """Cadres with unit and telephone, since namesakes are common."""
        store = self.session.store
        units = {one.id: one.name or "" for one in reads.lean(store, Unit, ("id", "name"), "1")}
        found = []
        for one in reads.lean(store, Cadre, ("id", "name", "unit", "post", "phone"), "1"):
            unit = units.get(one.unit or "", "")
            more = " · ".join(part for part in (unit, one.post or "") if part)
            label = aside(one.name or _nameless("cadre"), more)
            found.append(Choice(one.id, label, names=tuple(filter(None, (one.name, one.phone)))))
        # By the names, whose sounds are kept; those of all units and posts would have to be worked out first.
        return sorted(found, key=lambda choice: (sort_key(choice.names[0] if choice.names else ""), choice.label))

    def _people_of(self, household: str) -> list[Choice]:
        """The members of a household, in the order of its form."""
        found = reads.of_owner(self.session.store, Member, household) if household else []
        return [Choice(one.id, one.name or _("（未命名）")) for one in found]

    def _visits_of(self, household: str) -> list[Choice]:
        """The visits to a household, the latest first."""
        from villagedesk.services.books.registers import visit_name

        found = reads.of_owner(self.session.store, Visit, household) if household else []
        return [Choice(one.id, visit_name(one)) for one in reversed(found)]

    def _of_village(self, entity: str) -> list[Choice]:
        """Households or records of books of the village."""
        from villagedesk.services.books.registers import choosable

        store = self.session.store
        return self._once(
            f"{entity}/{self.village}",
            lambda: [Choice(one.row, one.label, names=one.names) for one in choosable(store, entity, self.village)],
        )

    def _measures(self) -> list[Choice]:
        """The measures of every plan of the household, the latest year first."""
        store = self.session.store
        plans = reads.of_owner(store, Plan, self.household)[::-1]
        measures = reads.of_owners(store, Measure, [one.id for one in plans])
        return [
            Choice(one.id, f"{plan.year or ''} {_measure_name(one)}".strip())
            for plan in plans
            for one in measures.get(plan.id, ())
        ]

    def phrases(self, spec: FieldSpec) -> list[str]:
        """What a text may offer: names on file of those it is about, then what was typed there elsewhere.

        Of a line this is the whole text, of a long note the sentences that recur.
        """
        names = [
            (choice.names or (choice.label,))[0] for entity in spec.offers.split() for choice in self.choices(entity)
        ]
        store = self.session.store
        typed = phrases.texts_of(store, spec) if offers_texts(spec) else ()
        if offers_sentences(spec):
            typed = phrases.sentences_of(store, spec)
        return list(dict.fromkeys([*names, *typed]))

    def text(self, entity: str, row: str) -> str:
        """The name of a row; empty if it is gone."""
        if self.village and entity not in _KINDS:
            return self._row_names().name(entity, row)
        found = reads.get(self.session.store, _KINDS[entity], row) if entity in _KINDS else None
        if isinstance(found, Measure):
            return _measure_name(found)
        return "" if found is None else getattr(found, "name", None) or _nameless(entity)

    def _row_names(self) -> RowNames:
        """What rows of books are called, read once until the file changes: a grid asks for every cell that it paints."""
        from villagedesk.services.books.registers import RowNames

        last, names = changelog.last_batch(self.session.store), self._names[1]
        if names is None or self._names[0] != last:
            names = RowNames(self.session.store)
            self._names = (last, names)
        return names

    def can_add(self, entity: str) -> bool:
        """Whether a new row may be made from within a form."""
        return entity in _ADDABLE and not self.read_only

    def add(self, entity: str, name: str, parent: QWidget) -> str | None:
        """Let the user enter a new row; its id, or None if he thought better of it."""
        from villagedesk.ui.forms.record_dialog import enter_record

        spec = entity_spec(entity)
        given = {"village": self.village} if spec.parent == "village" else {}
        return enter_record(parent, self, spec, {**given, "name": name} if name else given)

    def show_history(self, parent: QWidget, entity: str, row: str, key: str) -> None:
        """Show the life of a field."""
        from villagedesk.ui.dialogs.history_of_field import show_field_history

        show_field_history(parent, self.session, entity, row, key)

    # -- pictures ---------------------------------------------------------------------------------------------------

    def picture(self, digest: str) -> bytes | None:
        """The bytes of a picture kept in the file."""
        return pictures.load_picture(self.session.store, digest)

    def add_picture(self, path: Path) -> str:
        """Take a picture into the file; its digest. Refused if it is none."""
        return pictures.keep_picture(self.session.store, path)


def _nameless(entity: str) -> str:
    return _("（未命名{what}）").format(what=entity_name(entity_spec(entity)))


def _measure_name(measure: Measure) -> str:
    content = " ".join((measure.content or "").split())
    return (content if len(content) <= _SHORT else content[:_SHORT] + "…") or _nameless("measure")
