# SPDX-License-Identifier: MIT
"""Why something is as it is, in as many lines as there is room for: beyond those it is scrolled and takes nothing from what is below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from villagedesk.ui import labels

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_MOST: Final = 7  # lines
_LEAST: Final = 3


class StateWords(QScrollArea):
    """A text that wraps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = labels.label()
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self.label)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor belongs to the table below

    def text(self) -> str:
        """What stands there."""
        return self.label.text()

    def setText(self, text: str) -> None:  # named as of a label
        """Show another text from its beginning."""
        if text != self.label.text():
            self.label.setText(text)
            self.verticalScrollBar().setValue(0)
            self._fit()

    def _lines(self, count: int) -> int:
        return count * self.fontMetrics().lineSpacing() + 4

    @property
    def _wanted(self) -> int:
        width = self.viewport().width() or self._lines(20)
        return min(self.label.heightForWidth(width), self._lines(_MOST))

    def _fit(self) -> None:
        self.setMaximumHeight(max(self._wanted, 1))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its text, up to some lines."""
        return QSize(super().sizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Some lines can always be read."""
        return QSize(0, min(self._wanted, self._lines(_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrower room the same text is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
