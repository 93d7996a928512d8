# SPDX-License-Identifier: MIT
"""Following a new role or problem of widgets, by which the application's style sheet goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def restyle(*widgets: QWidget) -> None:
    """Draw widgets by the properties that they have now; the style looks at them only when it takes a widget over."""
    for widget in widgets:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
