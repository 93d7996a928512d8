# SPDX-License-Identifier: MIT
"""Manners of the keyboard that hold in every window: the cursor is always in sight, and Enter presses the button it is on.

Qt presses a focused button with Enter only in dialogs and only if it is one of theirs; elsewhere the key is lost, and a
tool button in a dialog hands it on to the default button, which is not the one that the user sees marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QScrollArea, QToolButton
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_AIR: Final = 12  # pixels seen around the cursor's widget
_MENU: Final = QToolButton.ToolButtonPopupMode.InstantPopup


class Keyboard(QObject):
    """Follows the cursor of an application from widget to widget."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._button: QPushButton | QToolButton | None = None
        self._application = application
        application.focusChanged.connect(self._moved)

    def leave(self) -> None:
        """Follow no longer."""
        self._application.focusChanged.disconnect(self._moved)
        self.deleteLater()

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._button is not None and isValid(self._button):
            self._button.removeEventFilter(self)
        self._button = now if isinstance(now, (QPushButton, QToolButton)) else None
        if self._button is not None:
            self._button.installEventFilter(self)
        if now is not None:
            # Held until the end: a window that nobody holds could be collected while we climb up to it, and Qt would fall.
            window = now.window()
            if not QApplication.mouseButtons():
                window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # styles mark the cursor only then
            bring_into_sight(now)
            QTimer.singleShot(0, now, lambda: bring_into_sight(now))  # what was just shown has its place only then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses the button; a key held down presses it once."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER:
            return False
        if event.isAutoRepeat():
            return True
        if isinstance(watched, QToolButton) and watched.popupMode() is _MENU and watched.menu() is not None:
            watched.showMenu()
        elif isinstance(watched, (QPushButton, QToolButton)):
            watched.click()
        return True


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every area around a widget so that it is seen; of a table, so that its current cell is."""
    if not isValid(widget) or not widget.isVisible():
        return
    inner = widget
    while (above := inner.parentWidget()) is not None and not inner.isWindow():
        if isinstance(above, QScrollArea):
            _scroll(above, widget)
        inner = above


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    content = area.widget()
    if content is None or not content.isAncestorOf(widget):
        return
    part = _of_interest(widget)
    place = widget.mapTo(content, part.center())
    seen = area.viewport().size()
    area.ensureVisible(
        place.x(),
        place.y(),
        min(part.width() // 2 + _AIR, seen.width() // 2),
        min(part.height() // 2 + _AIR, seen.height() // 2),
    )


def _of_interest(widget: QWidget) -> QRect:
    """The part of a widget that must be seen, in its own coordinates."""
    if isinstance(widget, QAbstractItemView):
        cell = widget.visualRect(widget.currentIndex())
        if cell.isValid():
            cell.translate(widget.viewport().mapTo(widget, QPoint(0, 0)))
            return cell.intersected(widget.rect())
    return widget.rect()
