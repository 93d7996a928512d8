# SPDX-License-Identifier: MIT
"""Hearing where the cursor goes, for objects that go before the program does.

PySide keeps the slots it made for an undecorated method in the `__dict__` of the object. Python's collector empties that when
it takes a ring of objects apart, and a window that dies in the same ring tells the application at that very moment that the
cursor has left it: "Slot 'DraftKeeper::' not found." A weak reference is dead before the collector begins.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    Moved = Callable[[QWidget | None, QWidget | None], None]


def follow_cursor(listener: QObject, moved: Moved) -> None:
    """Let a method of an object be called with the widgets between which the cursor goes, as long as the object is whole."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    weak = weakref.WeakMethod(moved)

    def tell(before: QWidget | None, now: QWidget | None) -> None:
        method = weak()
        if method is not None:
            method(before, now)

    connection = application.focusChanged.connect(tell)

    def leave() -> None:
        if isValid(application):
            QObject.disconnect(connection)

    listener.destroyed.connect(leave)
