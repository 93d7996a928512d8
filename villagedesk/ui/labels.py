# SPDX-License-Identifier: MIT
"""Labels by what they are for; the theme gives each role its look."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel, QSizePolicy

TITLE: Final = "title"
HEADING: Final = "heading"
HINT: Final = "hint"
ERROR: Final = "error"
PLAIN: Final = ""


def label(text: str = "", role: str = PLAIN) -> QLabel:
    """A text that wraps, and takes the width there is before it does."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    if role:
        made.setProperty("role", role)
    return made
