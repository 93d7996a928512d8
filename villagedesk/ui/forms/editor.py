# SPDX-License-Identifier: MIT
"""What a form and a grid know of an editor, whatever widget it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from villagedesk.ui.restyle import restyle

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


class Editor(Protocol):
    """A widget that edits the content of one field.

    Signals:
        typed: the new content, at each keystroke.
        left: the cursor has left it; what was typed takes its final form.
        stepped: the user wants the next field (True) or the one before (False): Enter, or the field is full.
    """

    typed: SignalInstance
    left: SignalInstance
    stepped: SignalInstance

    def content(self) -> str:
        """What it holds."""
        ...

    def show_content(self, content: str) -> None:
        """Hold this; no signal is sent."""
        ...

    def set_locked(self, locked: bool, /) -> None:
        """Show only, or let edit."""
        ...

    def mark(self, level: str, /) -> None:
        """Draw the border of an "error" or a "doubt"; empty for none."""
        ...


def mark_widget(widget: QWidget, level: str) -> None:
    """Give a widget the border that the style has for a problem."""
    if (widget.property("problem") or "") != level:
        widget.setProperty("problem", level)
        restyle(widget)
