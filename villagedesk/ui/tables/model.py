# SPDX-License-Identifier: MIT
"""What all our table models have in common: columns as data, and cells that answer quickly.

`data` is called some thousand times for one painting, so roles are compared as plain integers (stack-ui.md §3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from villagedesk.ui.tables.columns import Column, L

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.ui.icons import Icons

AnyIndex = QModelIndex | QPersistentModelIndex
DISPLAY: Final = 0
DECORATION: Final = 1
EDIT: Final = 2
TOOL_TIP: Final = 3
ALIGNMENT: Final = 7
ACCESSIBLE: Final = 11
_NOWHERE: Final = QModelIndex()
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel, Generic[L]):
    """Lines of type L under columns. Subclasses say how many lines there are, and which line stands in a row."""

    def __init__(self, columns: Sequence[Column[L]], icons: Icons | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.icons = icons

    def line(self, row: int) -> L | None:
        """The line in a row; None where it has gone since."""
        raise NotImplementedError

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """What Qt asks about a cell."""
        if role == DISPLAY:
            line = self.line(index.row())
            return "" if line is None else self.columns[index.column()].text(line)
        if role == ALIGNMENT:
            return _RIGHT if self.columns[index.column()].right else None
        if role in {DECORATION, TOOL_TIP, ACCESSIBLE}:
            line = self.line(index.row())
            return None if line is None else self._aside(line, self.columns[index.column()], role)
        return None

    def _aside(self, line: L, column: Column[L], role: int) -> Any:
        if role == ACCESSIBLE:
            return f"{column.title} {column.text(line)}"
        if role == TOOL_TIP:
            return column.tip(line) if column.tip else None
        meaning = column.icon(line) if column.icon and self.icons else ""
        return self.icons.icon(meaning) if meaning and self.icons else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The headings."""
        if role == DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None
