# SPDX-License-Identifier: MIT
"""Numbers stand at the right edge of their cell, with enough air that they do not run into the text of the next column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from villagedesk.ui.tables.model import AnyIndex

_AIR: Final = 0.6  # of a 汉字, right of a number
_STATE = QStyle.StateFlag


def air(option: QStyleOptionViewItem) -> int:
    """The room kept free right of a number, in pixels."""
    return int(option.fontMetrics.horizontalAdvance("汉") * _AIR)


def _group(option: QStyleOptionViewItem) -> QPalette.ColorGroup:
    if not option.state & _STATE.State_Enabled:
        return QPalette.ColorGroup.Disabled
    active = option.state & _STATE.State_Active
    return QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive


class NumberDelegate(QStyledItemDelegate):
    """Draws right-aligned cells with air at their right; all others as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The cell's ground over all of it, its text a little further in."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        if not shown.displayAlignment & Qt.AlignmentFlag.AlignRight:
            super().paint(painter, option, index)
            return
        style = shown.widget.style() if shown.widget else QApplication.style()
        text, shown.text = shown.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        if shown.state & _STATE.State_Selected:
            role = QPalette.ColorRole.HighlightedText
            shown.palette.setBrush(QPalette.ColorRole.Text, shown.palette.brush(_group(shown), role))
        shown.text = text
        shown.state &= ~(_STATE.State_Selected | _STATE.State_HasFocus | _STATE.State_MouseOver)
        shown.backgroundBrush = QBrush()
        shown.icon = QIcon()
        shown.rect = shown.rect.adjusted(0, 0, -air(shown), 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As wide as the text and its air, for columns that fit themselves to their contents."""
        hint = super().sizeHint(option, index)
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        right = alignment is not None and bool(int(alignment) & int(Qt.AlignmentFlag.AlignRight))
        return QSize(hint.width() + (air(option) if right else 0), hint.height())
