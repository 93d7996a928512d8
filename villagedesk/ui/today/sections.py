# SPDX-License-Identifier: MIT
"""A heading with lines below it: each says something, and most have a button to do something about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import aside
from villagedesk.ui import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_LINES: Final = 30  # lines of a section; more are said to be there


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        verb: what its button says; without a text there is no button.
        key: tells apart lines that say the same.
        about: what the button acts on, for those who hear it read out alone.
        below: what stands under the text, smaller.
    """

    text: str
    verb: str = ""
    do: Callable[[], object] | None = field(default=None, compare=False)
    key: str = ""
    about: str = ""
    role: str = labels.PLAIN
    enabled: bool = True
    below: str = ""


def plain_label(text: str = "", role: str = labels.PLAIN) -> QLabel:
    """A text that came from another file: shown letter by letter, whatever signs are in it."""
    made = labels.label("", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    return made


class Section(QWidget):
    """Heading, explanation and lines; hidden while it has no lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = plain_label("", labels.HEADING)
        self.told = plain_label("", labels.HINT)
        self.buttons: list[QPushButton] = []
        self.texts: list[QLabel] = []
        self.belows: list[QLabel] = []
        self._shown: object = None
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.heading, self.told):
            column.addWidget(widget)
        column.addLayout(self._grid)
        self.hide()

    def show_lines(self, heading: str, lines: Sequence[Line], told: str = "", more: str = "") -> None:
        """Show these, unless they are shown already: a button keeps the cursor when nothing is new.

        `more` is the sentence with {count} about lines beyond the first thirty.
        """
        if self._shown == (heading, tuple(lines), told):
            return
        self._shown = (heading, tuple(lines), told)
        for widget in (*self.texts, *self.belows, *self.buttons):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.texts, self.belows, self.buttons = [], [], []
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.told.setText(told)
        self.told.setVisible(bool(told))
        shown = list(lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            shown.append(Line(more.format(count=len(lines) - MOST_LINES), role=labels.HINT))
        for place, line in enumerate(shown):
            self._add(2 * place, line)
        self.setVisible(bool(lines))

    def _add(self, row: int, line: Line) -> None:
        text = plain_label(line.text, line.role)
        self.texts.append(text)
        self._grid.addWidget(text, row, 0)
        if line.below:
            below = plain_label(line.below, labels.HINT)
            self._grid.addWidget(below, row + 1, 0)
            self.belows.append(below)
        if line.verb and line.do is not None:
            button = QPushButton(line.verb)
            button.setAccessibleName(aside(line.verb, line.about))
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
            button.setEnabled(line.enabled)
            button.clicked.connect(line.do)
            self._grid.addWidget(button, row, 1, 2 if line.below else 1, 1)
            self.buttons.append(button)
