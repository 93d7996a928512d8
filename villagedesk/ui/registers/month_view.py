# SPDX-License-Identifier: MIT
"""The grid of a month of attendance: one key enters a day and goes on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from villagedesk.models.codes import code_list
from villagedesk.models.posting import signs
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.registers.month_model import MonthModel

_KEPT_IN_VIEW: Final = 14  # widest name beside the days, in 汉字
_WIDE: Final = {"kept_by": 5.0, "checked_by": 5.0, "checked_on": 6.5, "shown": 5.0, "note": 14.0}
_DAY: Final = 1.7
_SUM: Final = 3.2
_RATE: Final = 4.6
_NOT_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _keys() -> dict[str, str]:
    """What is typed → the code that it enters: the key of its list, or the sign itself."""
    keys = {one.more["key"]: one.code for one in code_list("attendance_code").choices()}
    return keys | {sign: code for code, sign in signs().items()}


class MonthView(GridView):
    """Days are entered without an editor; who kept and checked the month is typed as in any grid.

    Signals:
        refused: the days that were to be entered have not come yet.
    """

    refused = Signal()

    def __init__(self, model: MonthModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.month = model
        self._keys = _keys()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(8)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give the columns their widths, which follow the font."""
        em = self.fontMetrics().horizontalAdvance("汉")
        self.verticalHeader().setMaximumWidth(_KEPT_IN_VIEW * em)
        heading = self.horizontalHeader().fontMetrics()
        count = self.month.columnCount()
        for column in range(count):
            wide = _DAY if column < self.month.length else _SUM
            if column == count - len(_WIDE) - 1:
                wide = _RATE
            if column >= count - len(_WIDE):
                wide = list(_WIDE.values())[column - count + len(_WIDE)]
            words = str(self.month.headerData(column, Qt.Orientation.Horizontal))
            self.setColumnWidth(column, max(int(wide * em), heading.horizontalAdvance(words) + em // 2))

    # -- entering ---------------------------------------------------------------------------------------------------

    def enter(self, code: str) -> None:
        """Put a code into the selected days; after a single one the cursor goes on to the next."""
        days = [index for index in self._selected() if self.month.day(index.column())]
        for index in days:
            self.month.write(index, code)
        if days and all(map(self.month.to_come, days)):
            self.refused.emit()
        elif len(days) == 1:
            self._on_to_the_next_day(days[0])

    def _on_to_the_next_day(self, index: QModelIndex) -> None:
        """Along the month, then to the first day of the line below; never onto a day that has not come."""
        row, column = index.row(), index.column() + 1
        if not self.month.day(column) or self.month.to_come(self.month.index(row, column)):
            row, column = row + 1, 0
        if row < self.month.rowCount():
            self.go_to(row, column)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that stands for a code enters it where days are selected."""
        code = self._keys.get(event.text())
        if code and not event.modifiers() & _NOT_HELD and self.month.day(self.currentIndex().column()):
            self.enter(code)
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "month"):
            self.fit()
