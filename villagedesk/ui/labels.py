# SPDX-License-Identifier: MIT
"""Labels by what they are for; the theme gives each role its look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from villagedesk.i18n import english

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

TITLE: Final = "title"
HEADING: Final = "heading"
HINT: Final = "hint"
ERROR: Final = "error"
PLAIN: Final = ""
_LETTER: Final = r" ?\(&.\)|&(?!&)"
_WIDEST: Final = 40  # 汉字 on a line that a text asks for by itself


class WrappingLabel(QLabel):
    """A text that would rather be wide than high.

    Qt proposes wrapped texts about twice as wide as high, and form layouts then keep the height of that proposal: a short
    sentence would stand in a gap of three lines.
    """

    def __init__(self, text: str, widest: int) -> None:
        super().__init__(text)
        self._widest = widest

    def sizeHint(self) -> QSize:
        """One line as far as it is not too long, then as many as it takes."""
        margins = self.contentsMargins()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0)
        longest += margins.left() + margins.right() + 2 * self.margin() + 2
        width = min(longest, self._widest * metrics.horizontalAdvance("汉"))
        return QSize(width, max(self.heightForWidth(width), metrics.height() if self.text() else 0))


class ElidedLabel(QLabel):
    """A line that ends in … where the room is too narrow for it, and is told whole to the mouse and to screen readers."""

    def __init__(self, text: str = "", role: str = HINT) -> None:
        super().__init__()
        self._whole = ""
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def text(self) -> str:
        """The whole text, whatever part of it is seen."""
        return self._whole

    def setText(self, text: str) -> None:
        """Say something else."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        seen = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        super().setText(seen)
        self.setToolTip("" if seen == self._whole else self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()


def label(text: str = "", role: str = PLAIN, widest: int = _WIDEST) -> QLabel:
    """A text that wraps, and takes the width there is before it does.

    Args:
        text: what it says.
        role: for the theme.
        widest: 汉字 on a line that it asks for. In a form that is wider than this, a text of one line stands in a gap of two.
    """
    made = WrappingLabel(text, widest)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    if role:
        made.setProperty("role", role)
    return made


def lettered(text: str, letter: str) -> str:
    """A button's text with the letter that is pressed together with Alt, where the text comes from elsewhere."""
    body = text.rstrip("…")
    place = body.upper().find(letter.upper())
    if english() and place >= 0:
        return f"{text[:place]}&{text[place:]}"
    space = " " if english() else ""
    return f"{body}{space}(&{letter}){text[len(body) :]}"


def bare(text: str) -> str:
    """A button's text without its letter, for sentences and screen readers."""
    return re.sub(_LETTER, "", text)
