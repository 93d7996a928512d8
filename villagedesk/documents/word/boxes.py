# SPDX-License-Identifier: MIT
"""The boxes of paper forms: □ before a choice, ☑ before one that holds."""

from __future__ import annotations


def box(ticked: object) -> str:
    """The box before a choice."""
    return "☑" if ticked else "□"


def yes_or_no(answer: bool | None) -> str:
    """Two boxes, of which neither is ticked while nobody can tell."""
    return f"{box(answer is True)}是 {box(answer is False)}否"
