# SPDX-License-Identifier: MIT
"""Covers the window after ten minutes without input, until the passphrase is typed again (safety.md G25).

What was typed stays in the forms beneath the cover. Files without a passphrase are not locked: there is nothing to ask for.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.dialogs.locked import UnlockAgain
    from villagedesk.ui.session import Session

LOCK_MINUTES: Final = 10
_LOOK_MS: Final = 1_000
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TabletPress,
        QEvent.Type.TouchBegin,
    }
)


class Lock(QObject):
    """Watches for input and locks the windows of one session.

    Signals:
        locked: the cover is up.
        quit_wanted: the user wants to leave the program rather than to unlock it.
    """

    locked = Signal()
    quit_wanted = Signal()

    def __init__(
        self, session: Session, parent: QObject | None = None, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` tells the time by a clock that nobody can set."""
        super().__init__(parent)
        self._session = session
        self._seconds = seconds
        self._last = seconds()
        self._asking: UnlockAgain | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def possible(self) -> bool:
        """Whether the file has a passphrase to ask for."""
        return self._session.store.key is not None

    @property
    def is_locked(self) -> bool:
        """Whether the cover is up."""
        return self._asking is not None

    def start(self) -> None:
        """Watch from now on: the window that has the focus gets all keys and clicks first.

        A filter over the whole program would slow down every event; one installed twice counts once.
        """
        application = QApplication.instance()
        if not self.possible or not isinstance(application, QApplication):
            return
        self._last = self._seconds()
        application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def look(self) -> None:
        """Lock if nothing was typed or moved for ten minutes."""
        if self._seconds() - self._last >= LOCK_MINUTES * 60:
            self.lock()

    def lock(self) -> None:
        """Cover every window and ask for the passphrase; returns when it was right or the user leaves."""
        if self.is_locked or not self.possible:
            return
        from villagedesk.ui.dialogs.locked import Cover, UnlockAgain

        covers = [Cover(window) for window in QApplication.topLevelWidgets() if _holds_data(window)]
        self._asking = UnlockAgain(self._session)
        self.locked.emit()
        unlocked = self._asking.exec() == UnlockAgain.DialogCode.Accepted
        self._asking.deleteLater()
        self._asking = None
        self._last = self._seconds()
        if not unlocked:
            self.quit_wanted.emit()
        for cover in covers:
            cover.lift()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; swallow nothing."""
        if event.type() in _INPUT:
            self._last = self._seconds()
        return False


def _holds_data(window: QWidget) -> bool:
    return window.isVisible() and window.windowType() in {Qt.WindowType.Window, Qt.WindowType.Dialog}
