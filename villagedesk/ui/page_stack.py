# SPDX-License-Identifier: MIT
"""Pages of which one is shown, as large as that one needs; a frame in which it scrolls where the window is small.

Qt's own stack asks for the room of the largest page it has ever held: one wide table that was looked at once would push
everything beside the stack out of a small window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from villagedesk.ui.keyboard import bring_into_sight

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class PageStack(QStackedWidget):
    """A stack whose size follows from the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """What the page would like."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """What the page needs."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        """Whether the page has texts that wrap."""
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """The height the page needs at a width; -1 where it does not depend on it."""
        page = self.currentWidget()
        return page.heightForWidth(width) if page is not None else -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A form that has just opened is given its room bit by bit; the field with the cursor stays in sight."""
        super().resizeEvent(event)
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):
            QTimer.singleShot(0, at, lambda: bring_into_sight(at))


def framed(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """A frame without a line that scrolls its content in both directions where the room is too small for it."""
    frame = QScrollArea(parent)
    frame.setFrameShape(QFrame.Shape.NoFrame)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    frame.setWidgetResizable(True)
    frame.setWidget(content)
    return frame
