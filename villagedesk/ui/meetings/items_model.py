# SPDX-License-Identifier: MIT
"""The households of a meeting or notice as a table that is typed down; whose line it is, and what follows, is not typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import heading_of, label_of
from villagedesk.ui.tables.model import ACCESSIBLE, DISPLAY, TOOL_TIP, AnyIndex
from villagedesk.ui.tables.row_model import NOWHERE, RowModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.entry_model import Cell

    Words = Callable[[Row], str]


class ItemsModel(RowModel):
    """Lines of a `RowSet`: the household stands at their head, then its procedure, fields, and what follows from them."""

    def __init__(
        self,
        rows: RowSet,
        keys: Sequence[str],
        words: tuple[Words, Words, Words],
        refs: RefSource,
        icons: Icons,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(rows, refs, icons, parent)
        self._whose, self._procedure, self._outcome = words
        self.fields = [rows.specs[0][key] for key in keys]

    @property
    def column_keys(self) -> list[str]:
        """What the columns are called in the program."""
        return ["procedure", *(spec.key for spec in self.fields), "outcome"]

    def cell(self, index: AnyIndex) -> Cell | None:
        """The record and field of a cell; None for what is not typed."""
        row, spec = self.row_at(index.row()), self.spec(index)
        return (row.main, spec) if row is not None and spec is not None else None

    def spec(self, index: AnyIndex) -> FieldSpec | None:
        """The field of a cell."""
        place = index.column() - 1
        return self.fields[place] if index.isValid() and 0 <= place < len(self.fields) else None

    def words(self, index: AnyIndex) -> str:
        """What the cell shows."""
        row = self.row_at(index.row())
        if row is None or self.spec(index) is not None:
            return super().words(index)
        return self._outcome(row) if index.column() else self._procedure(row)

    def redraw_all(self) -> None:
        """What the lines are about has changed."""
        if len(self.row_set):
            self.redraw(0, len(self.row_set) - 1)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.fields) + 2

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """What Qt asks about a cell."""
        row = self.row_at(index.row())
        if row is not None and self.spec(index) is None and role in {TOOL_TIP, ACCESSIBLE}:
            return f"{self._whose(row)} {self.words(index)}" if role == ACCESSIBLE else self.words(index)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The headings: what the columns are, and whose the lines are."""
        if orientation == Qt.Orientation.Vertical:
            row = self.row_at(section)
            return self._whose(row) if role == DISPLAY and row is not None else None
        if 1 <= section <= len(self.fields):
            spec = self.fields[section - 1]
            return heading_of(spec) if role == DISPLAY else label_of(spec) if role == TOOL_TIP else None
        return (_("结论") if section else heading_of(field_spec("process.template"))) if role == DISPLAY else None
