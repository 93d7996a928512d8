# SPDX-License-Identifier: MIT
"""The model behind short lists: all lines in memory, sorted in memory (cadres, visits, history)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject

from villagedesk.ui.tables.columns import Column, L
from villagedesk.ui.tables.model import AnyIndex, TableModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.ui.icons import Icons

_NOWHERE: Final = QModelIndex()


class RowsModel(TableModel[L]):
    """A list of some hundred lines. Its keys are the lines' places in the list that was handed in."""

    def __init__(self, columns: Sequence[Column[L]], icons: Icons | None = None, parent: QObject | None = None) -> None:
        super().__init__(columns, icons, parent)
        self.sort_key = ""
        self.descending = False
        self._given: list[L] = []
        self._lines: list[L] = []

    @property
    def lines(self) -> list[L]:
        """The lines in the order shown."""
        return list(self._lines)

    def show(self, lines: Iterable[L]) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self._given = list(lines)
        self._lines = self._sorted()
        self.endResetModel()

    def sort_by(self, sort: str, *, descending: bool) -> None:
        """Order by a column (its key); an empty key restores the given order."""
        self.beginResetModel()
        self.sort_key, self.descending = sort, descending
        self._lines = self._sorted()
        self.endResetModel()

    def _sorted(self) -> list[L]:
        column = next((one for one in self.columns if one.key == self.sort_key), None)
        if column is None:
            return list(self._given)
        order = column.order or column.text
        known = [line for line in self._given if order(line) not in {None, ""}]
        blank = [line for line in self._given if order(line) in {None, ""}]
        return sorted(known, key=order, reverse=self.descending) + blank

    def line(self, row: int) -> L | None:
        """The line in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def sort_of(self, column: Column[L]) -> str:
        """What `sort_by` takes for a column."""
        return column.key

    def key(self, row: int) -> Any:
        """What stays the same when the list is made anew: the line's id where it has one, else the line."""
        line = self._lines[row]
        return getattr(line, "id", line)

    def row_of_key(self, key: object) -> int:
        """The row of a key, -1 if it is not in the list."""
        return next((row for row in range(len(self._lines)) if self.key(row) == key), -1)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._lines)
