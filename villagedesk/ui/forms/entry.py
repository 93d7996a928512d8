# SPDX-License-Identifier: MIT
"""One record being edited: what is stored, what was typed, what is wrong with it. Knows no widgets.

Forms and grids show entries; several may show the same one. What cannot be kept (30 February) stays here and in the draft
while everything else is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from villagedesk.models.catalogue.spec import EntitySpec, Kind, Record, Value
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.identity import read_id
from villagedesk.models.values.parse import KEEP_OUT, Reading, Refusal
from villagedesk.ui.forms.content import content_of, read_content

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_ORDER: Final = {Level.ERROR: 0, Level.DOUBT: 1, Level.HINT: 2}


class Entry(QObject):
    """The editing of one record.

    Signals:
        altered: a field (its key) has another content or another finding; empty for all of them.
        implied: facts of other records that a value implies (a disability card tells kind and grade): {key: value}.
    """

    altered = Signal(str)
    implied = Signal(object)

    def __init__(
        self, spec: EntitySpec, today: dt.date, year: int | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.today = today
        self.year = year
        self.record: Record = spec.record()
        self._typed: dict[str, str] = {}
        self._moved: dict[str, Value] = {}
        self._findings: dict[str, list[Problem]] = {}

    # -- what is stored ---------------------------------------------------------------------------------------------

    @property
    def row(self) -> str:
        """Id of the record; empty for one that is not stored yet."""
        return self.record.id

    def stored(self, key: str) -> Value:
        """The value in the file."""
        value: Value = getattr(self.record, key)
        return value

    def load(self, record: Record) -> None:
        """Begin with a record; whatever was typed is forgotten."""
        self.record = record
        self._typed.clear()
        self._moved.clear()
        self._findings.clear()
        self.altered.emit("")

    def refresh(self, record: Record) -> None:
        """Take over what has changed in the file. What was typed stays; where the file moved on under it, it is marked."""
        before, self.record = self.record, record
        for key in tuple(self._typed):
            stored: Value = getattr(record, key)
            if self.reading(key).value == stored:
                self._forget(key)
            elif getattr(before, key) != stored:
                self._moved[key] = stored
        self.altered.emit("")

    # -- what was typed ---------------------------------------------------------------------------------------------

    def content(self, key: str) -> str:
        """What an editor of the field holds."""
        if key in self._typed:
            return self._typed[key]
        return content_of(self.spec[key], self.stored(key))

    def write(self, key: str, content: str) -> None:
        """Somebody typed into a field; a content equal to the stored one counts as untouched."""
        if content == self.content(key):
            return
        if content == content_of(self.spec[key], self.stored(key)):
            self._forget(key)
        else:
            self._typed[key] = content
        self._findings.pop(key, None)
        self.altered.emit(key)

    def put(self, key: str, value: Value) -> None:
        """Give a field a value on the user's behalf, as if it had been typed."""
        self.write(key, content_of(self.spec[key], value))

    def settle(self, key: str) -> None:
        """The field was left: what was typed takes its normal form, and what it implies is filled in where empty."""
        reading = self.reading(key)
        if key in self._typed and reading.value is not KEEP_OUT:
            self.write(key, content_of(self.spec[key], reading.value))
        self.altered.emit(key)
        if reading.kept and not _wrong(reading):
            self._imply(key, reading)

    def _imply(self, key: str, reading: Reading) -> None:
        parts = self.spec[key].parts
        if any(self.content(part) for part in parts):
            return  # somebody has parted the place already
        facts = dict(reading.extra)
        if self.spec[key].kind is Kind.ID_NUMBER and isinstance(reading.value, str):
            number = read_id(reading.value, self.today)
            facts |= {"sex": number.sex or None, "birth": number.birth or None}
        elsewhere = {}
        for name, value in facts.items():
            if name not in self.spec:
                elsewhere[name] = value
            elif value is not None and not self.content(name):
                self.put(name, value)
        if elsewhere:
            self.implied.emit(elsewhere)

    def revert(self, key: str | None = None) -> None:
        """Give up what was typed into a field, or into all."""
        for name in (key,) if key else tuple(self._typed):
            self._forget(name)
        self.altered.emit(key or "")

    def _forget(self, key: str) -> None:
        self._typed.pop(key, None)
        self._moved.pop(key, None)

    # -- what it means ----------------------------------------------------------------------------------------------

    def reading(self, key: str) -> Reading:
        """The field's content as a value, and what is wrong with it."""
        return read_content(self.spec[key], self.content(key), self.stored(key), self.today, self.year)

    def value(self, key: str) -> Value:
        """The value as it would be saved; the stored one where what was typed cannot be kept."""
        value = self.reading(key).value
        return self.stored(key) if isinstance(value, Refusal) else value

    def as_typed(self) -> Record:
        """The record as it is typed at this moment."""
        return self.record.having(**{field.key: self.value(field.key) for field in self.spec.fields})

    def changes(self) -> dict[str, Value]:
        """The fields whose value differs from the stored one and can be saved."""
        found: dict[str, Value] = {}
        for key in self._typed:
            value = self.reading(key).value
            if not isinstance(value, Refusal) and value != self.stored(key):
                found[key] = value
        return found

    def kept_out(self) -> list[str]:
        """The fields whose content cannot be saved as it stands."""
        return [key for key in self._typed if not self.reading(key).kept]

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        return bool(self._typed) and bool(self.changes() or self.kept_out())

    @property
    def blank(self) -> bool:
        """Whether nothing is stored and nothing was typed."""
        return not self.row and not any(self._typed.values())

    # -- what is wrong ----------------------------------------------------------------------------------------------

    def show_findings(self, findings: Mapping[str, list[Problem]]) -> None:
        """What the checks of the whole case file said about fields of this record; gone as soon as a field is retyped."""
        fresh = {key: list(found) for key, found in findings.items() if key not in self._typed}
        if fresh != self._findings:
            self._findings = fresh
            self.altered.emit("")

    def problems_of(self, key: str) -> list[Problem]:
        """What is wrong with one field, the gravest first."""
        own = [one.at(row=self.row) for one in self.reading(key).problems]
        said = {(one.code, one.rule) for one in own}
        own += [one for one in self._findings.get(key, ()) if (one.code, one.rule) not in said]
        return sorted(own, key=lambda one: _ORDER[one.level])

    def problems(self) -> list[Problem]:
        """What is wrong with the contents of all fields."""
        return [one for field in self.spec.fields for one in self.problems_of(field.key)]

    def moved_on(self, key: str) -> bool:
        """Whether the file got another value of a field while it was being typed here."""
        return key in self._moved

    # -- drafts -----------------------------------------------------------------------------------------------------

    def draft(self) -> dict[str, str]:
        """What was typed and is not saved, for keeping."""
        return dict(self._typed)

    def take_draft(self, typed: Mapping[str, str]) -> None:
        """Bring back what was typed; fields that no longer exist are passed over."""
        for key, content in typed.items():
            if key in self.spec:
                self.write(key, content)


def _wrong(reading: Reading) -> bool:
    return any(problem.level is Level.ERROR for problem in reading.problems)
