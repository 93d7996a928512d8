# SPDX-License-Identifier: MIT
"""Marking the characters in which two values differ, so that one wrong digit in eighteen is seen at once."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

_LONGEST = 600  # characters that are compared one by one; longer texts are shown as they are


def marked(text: str, other: str) -> str:
    """The text as HTML, with what the other has not got underlined and bold."""
    if text == other or max(len(text), len(other)) > _LONGEST:
        return _html(text)
    pieces = []
    for operation, start, end, _other_start, _other_end in SequenceMatcher(
        None, text, other, autojunk=False
    ).get_opcodes():
        piece = _html(text[start:end])
        pieces.append(piece if operation == "equal" or not piece else f"<b><u>{piece}</u></b>")
    return "".join(pieces)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
