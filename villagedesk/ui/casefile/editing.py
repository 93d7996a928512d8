# SPDX-License-Identifier: MIT
"""A case file being edited: every record of it that can be typed into, saved together as one action. Knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from villagedesk.i18n import _
from villagedesk.models.casefile import RANKS
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.keeping.records import Edit, Removal, Saved
from villagedesk.services.procedure.procedures import without_past
from villagedesk.store.ids import derived_id
from villagedesk.ui.forms.choices import Choice
from villagedesk.ui.forms.entry import Entry
from villagedesk.ui.forms.row_set import Row, RowSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Record, Value
    from villagedesk.models.estimating import Estimate
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Changed
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.session import Session

ROWS: Final = {
    "people": ("member", "member_year"),
    "helpers": ("pairing",),
    "measures": ("measure",),
    "visits": ("visit",),
    "benefits": ("benefit",),
    "cares": ("care",),
    "processes": ("process",),
    "steps": ("process_step",),
    "monitorings": ("monitoring",),
    "ledger": ("income_line",),
    "enrolments": ("enrolment",),
    "stretches": ("work_stretch",),
    "member_lists": ("member_list",),
}
_RECORDS: Final[dict[str, Callable[[CaseFile], Iterable[Record]]]] = {  # of lines that the case file holds otherwise
    "helpers": lambda case: (one.pairing for one in case.helpers),
    "processes": lambda case: (one.process for one in case.procedures),
    "steps": lambda case: (step for one in case.procedures for step in one.steps),
    "ledger": lambda case: case.ledger_lines,
}
# What is told of a household, beside its plan.
_OF_HOUSEHOLD: Final = ("visits", "benefits", "cares", "processes", "ledger", "stretches", "member_lists")
_OF_ANY: Final = frozenset(  # what changes here without naming the household
    {"cadre", "unit", "village", "line", "procedure_edition", "edition_step", "process_step", "meeting", "notice"}
    | {"attachment", "readiness_note", "year_lock"}
)


class CaseEditing(QObject):
    """The entries of one household in one year.

    Signals:
        opened: another household or year is shown; everything is new.
        refreshed: the file has moved on; what was typed is still there.
        touched: something was typed, or given up.
        saved: what was written.
        gone: the household is no longer in the file.
        lock_changed: other years than before are held fast: another village, or somebody locked or opened one.
    """

    opened = Signal()
    refreshed = Signal()
    touched = Signal()
    saved = Signal(object)
    gone = Signal()
    lock_changed = Signal()

    def __init__(self, session: Session, refs: RefSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.refs = refs
        self.case: CaseFile | None = None
        self.previous: dict[str, dict[str, Value]] = {}  # what stood in the household before, for F4
        self.year = session.year
        self.estimates: dict[tuple[str, int], list[Estimate]] = {}  # what the calculator was asked and is not booked
        self._saving = False
        self.entries: dict[str, Entry] = {}
        self.household = self._entry("household", "household")
        self.facts = self._entry("facts", "household_year")
        self.plan = self._entry("plan", "plan")
        for rank in RANKS:
            self._entry(f"cause:{rank}", "cause")
        self.rows = {name: self._row_set(specs) for name, specs in ROWS.items()}
        session.changed.connect(self._file_changed)

    def _entry(self, name: str, entity: str) -> Entry:
        entry = Entry(entity_spec(entity), self.refs.today, self.year, self)
        entry.altered.connect(self._touched)
        self.entries[name] = entry
        return entry

    def _row_set(self, entities: tuple[str, ...]) -> RowSet:
        rows = RowSet([entity_spec(one) for one in entities], self.refs.today, self.year, self)
        rows.altered.connect(self._touched)
        rows.removed.connect(self._touched)
        return rows

    def _touched(self, *_what: object) -> None:
        self.touched.emit()

    # -- opening ----------------------------------------------------------------------------------------------------

    @property
    def household_id(self) -> str:
        """Id of the household that is open; empty for none."""
        return self.case.household.id if self.case else ""

    @property
    def name(self) -> str:
        """What the household is called in labels and questions."""
        if self.case is None:
            return ""
        return self._own_name or _("未命名户")

    @property
    def household_name(self) -> str:
        """The same in a sentence: 张三户."""
        return _("{name}户").format(name=self._own_name) if self._own_name else self.name

    @property
    def _own_name(self) -> str:
        if self.case is None:
            return ""
        return self.case.head_name or self.case.household.local_no or self.case.household.hh_no or ""

    def open(self, household: str, year: int) -> bool:
        """Show a household in a year; what was typed before must have been saved or given up. False if it is gone."""
        case = load_casefile(self.session.store, household, year)
        if case is None:
            self.close()
            return False
        if self.case is not None and self.household_id != household:
            self.previous = {name: _stored(entry) for name, entry in self.entries.items()}
            for rows in self.rows.values():
                rows.remember_last()
        self.case, self.year = case, year
        self.refs.household = household
        self._offer_people(case)
        locks_moved = self.refs.read_locks_of_household(case.household.id)
        with QSignalBlocker(self):
            self._load(case)
        self.touched.emit()  # once, and not for each of fifty records
        self.opened.emit()
        if locks_moved:
            self.lock_changed.emit()
        return True

    def _load(self, case: CaseFile) -> None:
        for name in [one for one in self.entries if one.startswith("income:")]:
            self.entries.pop(name).deleteLater()
        for name, record in self._records(case):
            if isinstance(record, IncomeYear) and isinstance(record.year, int):
                self.income_of(record.year)
            else:
                self.entries[name].year = case.year
            self.entries[name].load(record)
        for name, rows in self.rows.items():
            rows.load(self._lines(case, name), case.year)

    def close(self) -> None:
        """Show nothing."""
        self.case = None
        for rows in self.rows.values():
            rows.load([], self.year)
        for entry in self.entries.values():
            entry.load(entry.spec.record())
        self.opened.emit()

    def refresh(self) -> None:
        """Look at the file again; what was typed stays."""
        case = load_casefile(self.session.store, self.household_id, self.year) if self.case else None
        if case is None:
            if self.case is not None:
                self.gone.emit()
            return
        self.case = case
        self._offer_people(case)
        if self.refs.read_locks_of_household(case.household.id):
            self.lock_changed.emit()
        for name, record in self._records(case):
            if isinstance(record, IncomeYear) and isinstance(record.year, int):
                self.income_of(record.year)
            self.entries[name].refresh(record)
        for name, rows in self.rows.items():
            rows.refresh(self._lines(case, name))
        self.refreshed.emit()

    def _offer_people(self, case: CaseFile) -> None:
        """Fields that name a member offer those of this household."""
        known = [person.member for person in (*case.people, *case.departed)]
        self.refs.people = [Choice(one.id, one.name or _("（未命名）")) for one in known]

    def locked(self, entity: str) -> bool:
        """Whether records of this sort are only shown in the open year."""
        return self.refs.locked(entity, self.year)

    def _records(self, case: CaseFile) -> Iterator[tuple[str, Record]]:
        key = case.household.id
        yield from (("household", case.household), ("facts", case.facts), ("plan", case.plan))
        for rank in RANKS:
            yield f"cause:{rank}", case.cause(rank) or Cause(household=key, year=case.year, rank=rank)
        for year in self.income_years(case):
            yield f"income:{year}", case.income_of(year) or IncomeYear(household=key, year=year)

    def income_years(self, case: CaseFile | None = None) -> list[int]:
        """The years of the income table, the latest first: the open one, the one before, and all that hold something."""
        case = case or self.case
        if case is None:
            return []
        known = {one.year for one in case.incomes if isinstance(one.year, int)}
        return sorted(known | {case.year, case.year - 1}, reverse=True)

    def income_of(self, year: int) -> Entry:
        """The income of a year being edited; a year that holds nothing yet begins empty."""
        name = f"income:{year}"
        if name not in self.entries:
            entry = self._entry(name, "income_year")
            entry.year = year
            entry.load(IncomeYear(household=self.household_id, year=year))
        return self.entries[name]

    def _lines(self, case: CaseFile, name: str) -> list[dict[str, Record]]:
        if name == "people":
            return [{"member": one.member, "member_year": one.facts} for one in (*case.people, *case.departed)]
        (entity,) = ROWS[name]
        records = _RECORDS[name](case) if name in _RECORDS else getattr(case, name)
        return [{entity: one} for one in records]

    def _file_changed(self, changed: Changed) -> None:
        """Others wrote: undo, an import, another page."""
        if self._saving or self.case is None:
            return
        if self.household_id in changed.households or changed.tables & _OF_ANY:
            self.refresh()

    # -- what was typed ---------------------------------------------------------------------------------------------

    def all_entries(self) -> Iterator[Entry]:
        """Every record being edited."""
        yield from self.entries.values()
        for rows in self.rows.values():
            for row in rows.rows:
                yield from row.entries.values()

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        return self.case is not None and any(entry.dirty for entry in self.all_entries())

    def kept_out(self) -> list[Problem]:
        """What was typed and cannot be saved as it stands, with the reason."""
        return [
            problem
            for entry in self.all_entries()
            for key in entry.kept_out()
            for problem in entry.problems_of(key)[:1]
        ]

    def entry_of(self, entity: str, row: str) -> Entry | None:
        """The entry of a record; for a record that is not stored yet, the blank one of its sort."""
        found = [entry for entry in self.all_entries() if entry.spec.key == entity]
        return next((entry for entry in found if entry.row == row), None)

    def give_up(self) -> None:
        """Forget everything that was typed."""
        for entry in self.entries.values():
            entry.revert()
        for rows in self.rows.values():
            for row in [one for one in rows.rows if not one.row]:
                rows.drop(row)
            for row in rows.rows:
                for entry in row.entries.values():
                    entry.revert()
        self.touched.emit()

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self) -> Saved | None:
        """Save whatever can be saved, as one action; None if there was nothing.

        Raises:
            ReadOnlyFile, CannotWrite: nothing was saved; what was typed is still here and in the draft.
        """
        self._settle()
        edits = self.edits()
        if not edits:
            return None
        label = _("编辑户信息：{name}").format(name=self.name)
        saved = self._write(label, edits)
        for rows in self.rows.values():
            rows.adopt(saved.ids)
        self.refresh()
        self.saved.emit(saved)
        return saved

    def _write(self, label: str, edits: list[Edit | Removal]) -> Saved:
        self._saving = True
        try:
            return self.session.save(label, edits)
        finally:
            self._saving = False

    def _settle(self) -> None:
        """Bring what was typed into its normal form, as leaving each field would have done."""
        for entry in tuple(self.all_entries()):
            for key in entry.draft():
                entry.settle(key)

    def edits(self) -> list[Edit | Removal]:
        """Everything that a save would write, owners before what belongs to them."""
        if self.case is None:
            return []
        owner = self.household_id
        found: list[Edit | Removal] = []
        for name, entry in self.entries.items():
            if name != "plan":
                found += self._edit(entry, {"household": owner, **_rank_of(name)})
        found += self.rows["people"].edits(owner)
        found += self.rows["helpers"].edits(owner) + self.rows["enrolments"].edits(owner)
        measures = self.rows["measures"].edits(self.plan.row or derived_id("plan", owner, self.year))
        found += self._edit(self.plan, {"household": owner}, always=bool(measures))
        found += [*measures, *(edit for name in _OF_HOUSEHOLD for edit in self.rows[name].edits(owner))]
        numbered = [*self.rows["monitorings"].edits(owner), *self.rows["steps"].edits("")]
        return [*found, *without_past(self.session.store, numbered)]

    def _edit(self, entry: Entry, given: Mapping[str, Value], *, always: bool = False) -> list[Edit]:
        changes = entry.changes()
        if not changes and not (always and not entry.row):
            return []
        if entry.row:
            return [Edit(entry.spec.key, entry.row, changes)]
        return [Edit(entry.spec.key, "", {**given, "year": entry.year, **changes})]

    def remove(self, row: Row, reason: str, label: str) -> None:
        """Put a line into the recycle bin at once; one that was never stored just goes."""
        rows = next(one for one in self.rows.values() if row in one.rows)
        if not row.row:
            rows.drop(row)
            return
        entity, stored = row.main.spec.key, row.row
        self._write(label, [Removal(entity, stored, reason)])
        for entry in row.entries.values():  # only now: what was typed is still here if the file cannot be written
            entry.revert()
        self.refresh()

    def remove_entry(self, name: str, reason: str, label: str) -> None:
        """Put a single record (a cause) into the recycle bin."""
        entry = self.entries[name]
        if not entry.row:
            entry.revert()
            return
        self._write(label, [Removal(entry.spec.key, entry.row, reason)])
        entry.revert()
        self.refresh()

    @property
    def draft_row(self) -> str:
        """Whose draft it is: the household's."""
        return self.household_id

    # -- drafts -----------------------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any]:
        """Everything typed and not saved, for `store.drafts`."""
        typed = {name: entry.draft() for name, entry in self.entries.items() if entry.draft()}
        lines = {name: rows.draft() for name, rows in self.rows.items() if rows.draft()}
        return {"year": self.year, "entries": typed, "rows": lines}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring a draft back into the household that is open."""
        for name, contents in content.get("entries", {}).items():
            if name.startswith("income:"):
                self.income_of(int(name.partition(":")[2]))
            if name in self.entries:
                self.entries[name].take_draft(contents)
        for name, lines in content.get("rows", {}).items():
            if name in self.rows:
                self.rows[name].take_draft(lines)


def _stored(entry: Entry) -> dict[str, Value]:
    return {field.key: entry.stored(field.key) for field in entry.spec.fields}


def _rank_of(name: str) -> dict[str, Value]:
    kind, _colon, rank = name.partition(":")
    return {"rank": rank} if kind == "cause" else {}
