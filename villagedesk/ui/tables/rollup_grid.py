# SPDX-License-Identifier: MIT
"""The cells of a roll-up: numbers at the right with a bar that shows how they compare, headings above their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.models.rollups.spec import Unit
from villagedesk.services.figures.rollups import words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from villagedesk.services.figures.rollup_layout import Counted, LaidLine, Layout

_CELL: Final = Qt.ItemDataRole.UserRole
_SHARE: Final = Qt.ItemDataRole.UserRole + 1  # of the largest number of its column, from 0 to 1
_COLUMN: Final = 7  # 汉字
_BAR: Final = 3  # px high, at 100 %
_INSET: Final = 3


class _Bars(QStyledItemDelegate):
    """Draws the bar below a number: the numbers stay what one reads, and stand where they stood."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The number, and the bar."""
        super().paint(painter, option, index)
        share = index.data(_SHARE)
        if not share:
            return
        area = option.rect
        wide = round((area.width() - 2 * _INSET) * share)
        bar = QRect(area.right() - _INSET - wide, area.bottom() - _BAR, max(wide, 1), _BAR)
        colour = option.palette.highlight().color()
        colour.setAlpha(150)
        painter.fillRect(bar, colour)


class RollupGrid(QTableWidget):
    """A laid-out table. Enter means the same as a double click, everywhere: Qt tells of it on some systems only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("汇总表"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)  # Tab leaves the cells, arrows go through them
        self.setItemDelegate(_Bars(self))
        self.verticalHeader().hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.itemDoubleClicked.emit(self.currentItem())
            return
        super().keyPressEvent(event)

    def show_layout(self, layout: Layout) -> None:
        """Show a table; the cursor stays where it was as far as a cell is there."""
        chosen = (self.currentRow(), self.currentColumn())
        self.blockSignals(True)
        self.clear()
        self.clearSpans()
        self.setColumnCount(len(layout.columns) + 1)
        self.setHorizontalHeaderLabels([_("项目"), *layout.columns])
        self.setRowCount(len(layout.lines) + sum(bool(line.heading) for line in layout.lines))
        at = 0
        for line, largest in zip(layout.lines, _largest(layout), strict=True):
            if line.heading:
                self._write_heading(at, line.heading)
                at += 1
            self._write_line(at, line, largest)
            at += 1
        header = self.horizontalHeader()
        header.setMinimumSectionSize(_COLUMN * self.fontMetrics().horizontalAdvance("汉"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        there = self.item(*chosen)
        if there is None or there.data(_CELL) is None:
            chosen = (0 if self.item(0, 1) else 1, 1)  # the first cell, below a heading where there is one
        self.setCurrentCell(*chosen)
        self.blockSignals(False)

    def counted(self, item: QTableWidgetItem | None) -> Counted | None:
        """The cell behind an item; None for names and headings."""
        return cast("Counted | None", item.data(_CELL)) if item is not None else None

    def label_of(self, item: QTableWidgetItem) -> str:
        """The name of the line of an item."""
        name = self.item(item.row(), 0)
        return name.text().strip() if name else ""

    def _write_heading(self, at: int, text: str) -> None:
        item = QTableWidgetItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.setItem(at, 0, item)
        self.setSpan(at, 0, 1, self.columnCount())

    def _write_line(self, at: int, line: LaidLine, largest: tuple[int, ...]) -> None:
        self.setItem(at, 0, QTableWidgetItem(f"　{line.label}"))
        for place, (one, most) in enumerate(zip(line.cells, largest, strict=True), 1):
            item = QTableWidgetItem(words(one.cell, one.value, grouped=True))
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(_CELL, one)
            whole = 10_000 if one.cell.unit is Unit.PERCENT else most
            item.setData(_SHARE, min((one.value or 0) / whole, 1) if whole > 0 and (one.value or 0) > 0 else 0)
            self.setItem(at, place, item)


def _largest(layout: Layout) -> list[tuple[int, ...]]:
    """For each line the largest number of each column in its section: the bars of a section compare with each other."""
    sections: list[list[LaidLine]] = []
    for line in layout.lines:
        if line.heading or not sections:
            sections.append([])
        sections[-1].append(line)
    found: list[tuple[int, ...]] = []
    for some in sections:
        columns = zip(*(tuple(one.value or 0 for one in line.cells) for line in some), strict=True)
        alone = len(some) == 1  # a bar beside no other would say nothing
        largest = tuple(0 if alone else max(values) for values in columns)
        found += [largest] * len(some)
    return found
