# SPDX-License-Identifier: MIT
"""Records of one sort that are edited together, line by line: members with their year, measures, pairings, visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from villagedesk.services.keeping.records import Edit
from villagedesk.ui.forms.entry import Entry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.catalogue.spec import EntitySpec, Record, Value

    Records = Mapping[str, Record]


class Row(QObject):
    """One line: the entry of its main record and those of the records that hang on it (a member and his year)."""

    altered = Signal(object, str, str)  # the row, entity, key ("" for all fields)

    def __init__(
        self, specs: Sequence[EntitySpec], today: dt.date, year: int | None, token: str, parent: RowSet
    ) -> None:
        super().__init__(parent)
        self.token = token
        self._of_year = parent.of_year
        self.entries = {spec.key: Entry(spec, today, year, self) for spec in specs}
        for entry in self.entries.values():
            entry.altered.connect(self._altered)
            entry.implied.connect(self._spread)

    @property
    def main(self) -> Entry:
        """The entry of the line's own record."""
        return next(iter(self.entries.values()))

    @property
    def row(self) -> str:
        """Id of the main record; empty for a line that is not stored yet."""
        return self.main.row

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(entry.dirty for entry in self.entries.values())

    @property
    def blank(self) -> bool:
        """Whether nothing is stored and nothing typed: such a line is not saved."""
        return not self.row and all(entry.blank for entry in self.entries.values())

    def load(self, records: Records) -> None:
        """Begin with these records."""
        for entity, entry in self.entries.items():
            entry.load(records.get(entity) or entry.spec.record())

    def refresh(self, records: Records) -> None:
        """Take over what has changed in the file; what was typed stays."""
        for entity, entry in self.entries.items():
            entry.refresh(records.get(entity) or entry.spec.record())

    def edits(self, owner: str, place: int) -> list[Edit]:
        """What has to be saved; `owner` is the id (or "@token") of what the line belongs to, `place` its new position."""
        if not self.row and not any(entry.changes() for entry in self.entries.values()):
            return []  # nothing in it can be kept: it waits in the form and its draft
        found = []
        for entry in self.entries.values():
            changes = entry.changes()
            if changes or (entry is self.main and not entry.row):
                values = changes if entry.row else {**self._given(entry.spec, owner, place), **changes}
                token = self.token if entry is self.main and not entry.row else ""
                found.append(Edit(entry.spec.key, entry.row, values, token))
        return found

    def _given(self, spec: EntitySpec, owner: str, place: int) -> dict[str, Value]:
        """The facts of a new record that nobody types: whose it is, its year, its place."""
        if spec is self.main.spec:
            belongs: Value = owner
        else:
            belongs = self.row or f"@{self.token}"
        given: dict[str, Value] = {spec.parent: belongs} if spec.parent else {}
        if "year" in spec and self._of_year:
            given["year"] = self.main.year
        if "position" in spec:
            given["position"] = place
        return given

    def adopt(self, row: str) -> None:
        """The line was stored under this id."""
        self.main.record = self.main.record.having(id=row)

    def _altered(self, key: str) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self.altered.emit(self, entry.spec.key, key)

    def _spread(self, facts: object) -> None:
        """Facts that a value of one record implies for another of the same line."""
        for key, value in dict(facts).items():  # type: ignore[call-overload]
            for entry in self.entries.values():
                if key in entry.spec and value is not None and not entry.content(key):
                    entry.put(key, value)


class RowSet(QObject):
    """The lines, in order; models and lists follow its signals.

    Attributes:
        of_year: whether a new line is of the year that is worked on; otherwise people type its year, if it has one.

    Signals:
        adding, added: a line comes in at a place.
        removing, removed: a line goes from a place.
        resetting, was_reset: everything may be different.
        altered: a row, an entity and a key; an empty key for all fields.
    """

    adding = Signal(int)
    added = Signal()
    removing = Signal(int)
    removed = Signal()
    resetting = Signal()
    was_reset = Signal()
    altered = Signal(object, str, str)

    def __init__(
        self,
        specs: Sequence[EntitySpec],
        today: dt.date,
        year: int | None,
        parent: QObject | None = None,
        *,
        of_year: bool = True,
    ) -> None:
        super().__init__(parent)
        self.specs = tuple(specs)
        self.year = year
        self.of_year = of_year
        self.rows: list[Row] = []
        self.before: dict[
            str, dict[str, Value]
        ] = {}  # last line of the household before, by entity, for F4 in the first
        self._today = today
        self._made = 0

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def dirty(self) -> bool:
        """Whether any line holds something that is not saved."""
        return any(row.dirty for row in self.rows)

    def by_id(self, row: str) -> Row | None:
        """The line in which a record with this id stands."""
        found = (one for one in self.rows if any(entry.row == row for entry in one.entries.values()))
        return next(found, None) if row else None

    def remember_last(self) -> None:
        """Another household comes: keep what is stored in the last line; without one, what was kept before stays."""
        row = next((one for one in reversed(self.rows) if one.row), None)
        if row is not None:
            self.before = {
                entity: {field.key: entry.stored(field.key) for field in entry.spec.fields}
                for entity, entry in row.entries.items()
            }

    def values_before(self, row: Row, entity: str) -> dict[str, Value]:
        """What F4 takes over into a line: the values of the line above; into the first, those of the household before."""
        place = self.rows.index(row)
        if not place:
            return self.before.get(entity, {})
        entry = self.rows[place - 1].entries[entity]
        return {field.key: entry.value(field.key) for field in entry.spec.fields}

    def load(self, records: Iterable[Records], year: int | None) -> None:
        """Begin with these lines; whatever was typed is forgotten."""
        self.resetting.emit()
        for old in self.rows:
            old.deleteLater()
        self.year = year
        self.rows = []
        for one in records:
            row = self._new_row()
            row.load(one)
            self.rows.append(row)
        self.was_reset.emit()

    def refresh(self, records: Sequence[Records]) -> None:
        """Take over what has changed in the file.

        Lines that have gone from it go, unless something was typed into them; new lines of this form stay at the end.
        """
        main = self.specs[0].key
        ids = [one[main].id for one in records]
        known = {row.row: row for row in self.rows if row.row}
        stay = [row for row in self.rows if (not row.row and not row.blank) or (row.row not in ids and row.dirty)]
        if [row.row for row in self.rows if row.row] != ids or len(self.rows) != len(ids):
            self.resetting.emit()
            kept = [known.get(one) or self._new_row() for one in ids]
            for gone in self.rows:
                if gone not in kept and gone not in stay:
                    gone.deleteLater()
            self.rows = [*kept, *(row for row in stay if row not in kept)]
            self.was_reset.emit()
        for row, one in zip(self.rows, records, strict=False):
            row.refresh(one)

    def _new_row(self) -> Row:
        self._made += 1
        row = Row(self.specs, self._today, self.year, f"{self.specs[0].key}{self._made}", self)
        row.altered.connect(self.altered)
        return row

    def add(self) -> Row:
        """A new, empty line at the end."""
        row = self._new_row()
        self.adding.emit(len(self.rows))
        self.rows.append(row)
        self.added.emit()
        return row

    def drop(self, row: Row) -> None:
        """Take a line out that was never stored."""
        self.removing.emit(self.rows.index(row))
        self.rows.remove(row)
        self.removed.emit()
        row.deleteLater()

    def edits(self, owner: str) -> list[Edit]:
        """What has to be saved of all lines; `owner` is the id, or "@token", of what they belong to."""
        found: list[Edit] = []
        place = 1 + max((_position(row) for row in self.rows), default=-1)
        for row in self.rows:
            edits = row.edits(owner, place)
            place += bool(edits) and not row.row
            found += edits
        return found

    def adopt(self, ids: Mapping[str, str]) -> None:
        """Lines that were new have been stored under these ids (by token)."""
        for row in self.rows:
            if not row.row and row.token in ids:
                row.adopt(ids[row.token])

    # -- drafts -----------------------------------------------------------------------------------------------------

    def draft(self) -> list[dict[str, object]]:
        """What was typed: for each touched line its id and contents."""
        found: list[dict[str, object]] = []
        for row in self.rows:
            typed = {entity: entry.draft() for entity, entry in row.entries.items() if entry.draft()}
            if typed:
                found.append({"row": row.row, "typed": typed})
        return found

    def take_draft(self, draft: Iterable[Mapping[str, object]]) -> None:
        """Bring a draft back; a line that has gone meanwhile becomes a new one, so that nothing typed is lost."""
        for one in draft:
            typed = one.get("typed")
            if isinstance(typed, dict):
                row = self.by_id(str(one.get("row") or "")) or self.add()
                for entity, contents in typed.items():
                    if entity in row.entries:
                        row.entries[entity].take_draft(contents)


def _position(row: Row) -> int:
    value = row.main.stored("position") if "position" in row.main.spec else None
    return value if isinstance(value, int) else -1
