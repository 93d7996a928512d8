# SPDX-License-Identifier: MIT
"""Two numbers at the end of a line: errors in a filled field, what lacks or is doubted in a framed one. Shape tells, not colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

NUMBERS: Final = int(Qt.ItemDataRole.UserRole) + 1
_PAD: Final = 5  # beside the digits
_GAP: Final = 4
_FILL: Final = QColor("#c62828")  # white digits stand out from it on either ground


def badge_width(metrics: QFontMetrics, number: int) -> int:
    """How wide the field of a number is, with the gap before it."""
    return max(metrics.horizontalAdvance(str(number)), metrics.height() - 2 * _PAD) + 2 * _PAD + _GAP


class NumbersDelegate(QStyledItemDelegate):
    """Draws the numbers that an item holds under `NUMBERS`, (errors, others); 0 is not drawn."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line, and over its end the numbers."""
        super().paint(painter, option, index)
        errors, others = index.data(NUMBERS) or (0, 0)
        metrics = QFontMetrics(option.font)
        right = option.rect.right() - _GAP
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        for number, filled in ((others, False), (errors, True)):
            if number:
                width = badge_width(metrics, number) - _GAP
                place = QRect(right - width, option.rect.center().y() - metrics.height() // 2, width, metrics.height())
                self._draw(painter, option, place, str(number), filled=filled)
                right = place.left() - _GAP
        painter.restore()

    def _draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, number: str, *, filled: bool
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = option.palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(ink, 1))
        painter.setBrush(_FILL if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, _PAD, _PAD)
        painter.setPen(QColor("white") if filled else ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
