# SPDX-License-Identifier: MIT
"""A table of records, one to a line, that is typed into like a spreadsheet; the last line is empty and becomes a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from villagedesk.i18n import _
from villagedesk.models.problem import Level
from villagedesk.models.values.show import heading_of, label_of, with_unit
from villagedesk.ui.tables.model import DECORATION, DISPLAY, TOOL_TIP, AnyIndex
from villagedesk.ui.tables.row_model import NOWHERE, RowModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.entry_model import Cell


class GridModel(RowModel):
    """Lines of a `RowSet` under columns that are fields; `name_of` gives the heading of a line, which stays in sight."""

    def __init__(
        self,
        rows: RowSet,
        columns: Sequence[FieldSpec],
        name_of: Callable[[Row], str],
        refs: RefSource,
        icons: Icons,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(rows, refs, icons, parent)
        self.columns = tuple(columns)
        self._name_of = name_of
        self._takes_new = self._may_take_new()
        self.copies_lines = False  # F4 in the empty line takes over the whole line above

    def _may_take_new(self) -> bool:
        """A new line would make a record of each sort; none of them may be held fast with its year."""
        return not any(self.refs.locked(spec.key, self.row_set.year) for spec in self.row_set.specs)

    def begin_anew(self) -> None:
        """Other lines may be of another year, which takes new ones or does not."""
        super().begin_anew()
        self._takes_new = self._may_take_new()

    def follow_lock(self) -> None:
        """The empty line comes or goes with the right to write."""
        if self._takes_new != self._may_take_new():
            self.begin_anew()
            self.endResetModel()

    def year_of(self, index: AnyIndex) -> int | None:
        """The year of whose facts a cell is one, also in the empty line."""
        return self.row_set.year

    def cell(self, index: AnyIndex) -> Cell | None:
        """The record and field of a cell; None in the empty line."""
        row = self.row_at(index.row())
        spec = self.columns[index.column()]
        return (row.entries[spec.entity], spec) if row else None

    def spec(self, index: AnyIndex) -> FieldSpec | None:
        """The field of a cell, also in the empty line."""
        return self.columns[index.column()] if index.isValid() else None

    def takes_line(self, place: int) -> bool:
        """Whether copying from above means the whole line here."""
        return self.copies_lines and self.row_at(place) is None

    def cell_for_writing(self, index: AnyIndex) -> Cell | None:
        """As `cell`; writing into the empty line makes a new one of it."""
        if self.row_at(index.row()) is None:
            self.row_set.add()
        return self.cell(index)

    def place_of(self, spec_key: str, row: str) -> QModelIndex:
        """The cell of a field ("entity.key") of a record (its id); invalid if it is not in the grid."""
        found = self.row_set.by_id(row)
        column = next((n for n, one in enumerate(self.columns) if f"{one.entity}.{one.key}" == spec_key), -1)
        if found is None or column < 0:
            return QModelIndex()
        return self.index(self.row_set.rows.index(found), column)

    def place_of_new(self, place: int) -> int:
        """The empty line becomes the new one where it stands, and another empty one comes in below it."""
        return place + 1 if self._takes_new else place

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows there are, the empty line among them."""
        return 0 if parent.isValid() else super().rowCount() + self._takes_new

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal:
            return self._column_heading(self.columns[section], role)
        row = self.row_at(section)
        if role == DISPLAY:
            return f"{section + 1} {self._name_of(row)}" if row else "＋"
        if role == TOOL_TIP and row is None:
            return _("在这一行输入，就会新增一条")
        return self._worst_of(row) if role == DECORATION and row else None

    def _column_heading(self, spec: FieldSpec, role: int) -> Any:
        if role == DISPLAY:
            return with_unit(heading_of(spec, self.row_set.year), spec) + ("＊" if spec.required else "")
        return label_of(spec, self.row_set.year) if role == TOOL_TIP else None

    def _worst_of(self, row: Row) -> Any:
        levels = {one.level for entry in row.entries.values() for one in entry.problems()}
        meaning = "error" if Level.ERROR in levels else "warning" if Level.DOUBT in levels else ""
        return self.icons.icon(meaning) if meaning else None
