# SPDX-License-Identifier: MIT
"""A list whose lines are ticked with the space key; Enter goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
    from PySide6.QtWidgets import QWidget

_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEY: Final = Qt.ItemDataRole.UserRole
_MOST_SEEN: Final = 5


class _Boxes(QStyledItemDelegate):
    """Draws the boxes in the colours of check boxes: in a dark list they would hardly be seen."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line, and its box once more over it."""
        super().paint(painter, option, index)
        box = QStyleOptionViewItem(option)
        self.initStyleOption(box, index)
        style = QApplication.style()
        box.rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, box, box.widget)
        box.palette = QApplication.palette("QCheckBox")  # type: ignore[call-overload]  # the stub asks for bytes
        ticked = box.checkState is Qt.CheckState.Checked
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        )
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, box.widget)


class TickList(QListWidget):
    """Lines with a key each; nothing is ticked until somebody does.

    Signals:
        typed: what is ticked has changed.
        stepped: Enter (True) or Shift+Enter (False).
    """

    typed = Signal()
    stepped = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setItemDelegate(_Boxes(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._changed)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines (key, text); what was ticked stays ticked."""
        known = [(self.item(row).data(_KEY), self.item(row).text()) for row in range(self.count())]
        if known == list(lines):
            return
        ticked, row = self.ticked(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for key, text in lines:
            item = QListWidgetItem(text, self)
            item.setData(_KEY, key)
            item.setToolTip(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        self.setCurrentRow(min(row, self.count() - 1))
        self.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        height = max(self.sizeHintForRow(0), self.fontMetrics().height() + 6)
        self.setFixedHeight(min(max(self.count(), 1), _MOST_SEEN) * height + 2 * self.frameWidth() + 4)

    def ticked(self) -> tuple[str, ...]:
        """The keys of the ticked lines, in their order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(str(one.data(_KEY)) for one in items if one.checkState() is Qt.CheckState.Checked)

    def tick(self, key: str, *, on: bool = True) -> None:
        """Tick a line, as the user."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _changed(self, _item: QListWidgetItem) -> None:
        self.typed.emit()

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        if event.key() in _RETURN:
            event.accept()
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor arrives: on a line, so that the space key has one to tick."""
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        super().focusInEvent(event)
