# SPDX-License-Identifier: MIT
"""Where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def at(window: QWidget) -> QWidget:
    """The widget of the window that keys go to."""
    found = window.window().focusWidget()
    assert found is not None
    return found
