# SPDX-License-Identifier: MIT
"""A table whose lines are those of a `RowSet`: it follows what comes, goes and changes there. Its columns are said by subclasses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, Qt

from villagedesk.ui.tables.entry_model import EntryModel

if TYPE_CHECKING:
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.model import AnyIndex

NOWHERE: Final = QModelIndex()


class RowModel(EntryModel):
    """One line for each row; what stands below them is no row."""

    def __init__(self, rows: RowSet, refs: RefSource, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(refs, icons, parent)
        self.row_set = rows
        rows.adding.connect(self._adding)
        rows.added.connect(self.endInsertRows)
        rows.removing.connect(self._removing)
        rows.removed.connect(self.endRemoveRows)
        rows.resetting.connect(self.begin_anew)
        rows.was_reset.connect(self.endResetModel)
        rows.altered.connect(self._altered)

    def row_at(self, place: int) -> Row | None:
        """The row of a line; None below the last."""
        return self.row_set.rows[place] if 0 <= place < len(self.row_set) else None

    def begin_anew(self) -> None:
        """All lines are about to be others."""
        self.beginResetModel()

    def place_of_new(self, place: int) -> int:
        """The line that is new to the table when a row comes in at a place."""
        return place

    def redraw(self, first: int, last: int) -> None:
        """The contents of these lines have changed, and what follows from them at their heads."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    def _adding(self, place: int) -> None:
        line = self.place_of_new(place)
        self.beginInsertRows(NOWHERE, line, line)

    def _removing(self, place: int) -> None:
        self.beginRemoveRows(NOWHERE, place, place)

    def _altered(self, row: Row, _entity: str, _key: str) -> None:
        if row in self.row_set.rows:
            place = self.row_set.rows.index(row)
            self.redraw(place, place)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.row_set)
