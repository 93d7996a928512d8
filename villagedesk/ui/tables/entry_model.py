# SPDX-License-Identifier: MIT
"""A table whose cells are fields of records being edited. Which record and field a cell is, subclasses say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QApplication

from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.problem import Level
from villagedesk.models.values.show import label_of, shown
from villagedesk.ui.tables.model import ACCESSIBLE, ALIGNMENT, DECORATION, DISPLAY, EDIT, TOOL_TIP, AnyIndex

if TYPE_CHECKING:
    from villagedesk.ui.forms.entry import Entry
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons

Cell = tuple["Entry", FieldSpec]
_FOREGROUND = 9
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ICONS = {Level.ERROR: "error", Level.DOUBT: "warning"}


class EntryModel(QAbstractTableModel):
    """Shows contents as words, with what is wrong with them as an icon and a tip."""

    def __init__(self, refs: RefSource, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refs = refs
        self.icons = icons

    def cell(self, index: AnyIndex) -> Cell | None:
        """The record and field of a cell; None where nothing can be written."""
        raise NotImplementedError

    def spec(self, index: AnyIndex) -> FieldSpec | None:
        """The field of a cell, also where there is no record yet."""
        found = self.cell(index)
        return found[1] if found else None

    def year_of(self, index: AnyIndex) -> int | None:
        """The year of whose facts a cell is one."""
        found = self.cell(index)
        return found[0].year if found else None

    def writable(self, index: AnyIndex) -> bool:
        """Whether a cell may be written: not set by the program, and not held fast with its year."""
        spec = self.spec(index)
        return spec is not None and not spec.fixed and not self.refs.locked(spec.entity, self.year_of(index))

    def follow_lock(self) -> None:
        """A year may have been locked or opened, or another household is shown."""

    def takes_line(self, place: int) -> bool:
        """Whether copying from above means the whole line of that place, and not only its cell."""
        return False

    def cell_for_writing(self, index: AnyIndex) -> Cell | None:
        """As `cell`, but a line that does not exist yet is made."""
        return self.cell(index)

    def words(self, index: AnyIndex) -> str:
        """What the cell shows."""
        found = self.cell(index)
        if found is None:
            return ""
        entry, spec = found
        reading = entry.reading(spec.key)
        if not reading.kept:
            return entry.content(spec.key).removeprefix("?")
        value = entry.value(spec.key)
        if spec.kind is Kind.REF:
            return self.refs.text(spec.ref, value) if isinstance(value, str) else ""
        return shown(spec, value, entry.year)

    def content(self, index: AnyIndex) -> str:
        """What an editor of the cell begins with."""
        found = self.cell(index)
        return found[0].content(found[1].key) if found else ""

    def write(self, index: AnyIndex, content: str) -> bool:
        """Put a content into a cell as if it had been typed and left; False where that is impossible."""
        spec = self.spec(index)
        if spec is None or not self.writable(index) or (not content and self.cell(index) is None):
            return False
        found = self.cell_for_writing(index)
        if found is None:
            return False
        entry = found[0]
        entry.write(spec.key, content)
        entry.settle(spec.key)
        return True

    def said(self, index: AnyIndex) -> str:
        """What is wrong with a cell, in words; empty if nothing is."""
        found = self.cell(index)
        return "\n".join(one.text() for one in found[0].problems_of(found[1].key)) if found else ""

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """What Qt asks about a cell."""
        if role == DISPLAY:
            return self.words(index).replace("\n", " ")
        if role == EDIT:
            return self.content(index)
        if role == ALIGNMENT:
            spec = self.spec(index)
            return _RIGHT if spec is not None and spec.is_number and spec.kind is not Kind.YEAR else None
        if role in {DECORATION, TOOL_TIP, _FOREGROUND, ACCESSIBLE}:
            return self._aside(index, role)
        return None

    def _aside(self, index: AnyIndex, role: int) -> Any:
        if role == ACCESSIBLE:
            spec = self.spec(index)
            return f"{label_of(spec) if spec else ''} {self.words(index)} {self.said(index)}".strip()
        found = self.cell(index)
        if found is None:
            return None
        if role == _FOREGROUND:
            return self._ink(*found)
        if role == TOOL_TIP:
            return self.said(index) or None
        problems = found[0].problems_of(found[1].key)
        meaning = _ICONS.get(problems[0].level) if problems else None
        return self.icons.icon(meaning) if meaning else None

    def _ink(self, entry: Entry, spec: FieldSpec) -> QBrush | None:
        if entry.reading(spec.key).kept and not spec.fixed:
            return None
        role = QPalette.ColorRole.PlaceholderText if spec.fixed else QPalette.ColorRole.BrightText
        return QApplication.palette().brush(role)

    def setData(self, index: AnyIndex, value: Any, role: int = EDIT) -> bool:
        """A cell was edited."""
        return role == EDIT and self.write(index, str(value))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """What may be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        spec = self.spec(index)
        if spec is not None and self.writable(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
