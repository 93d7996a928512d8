# SPDX-License-Identifier: MIT
"""The editor of several lines. Enter begins a line; Tab, or Ctrl+Enter, goes to the next field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from villagedesk.ui.forms.editor import mark_widget
from villagedesk.ui.forms.line import example

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import FieldSpec

_LEAST, _MOST = 2, 8  # lines of height
_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class NoteEditor(QPlainTextEdit):
    """Holds a text; grows with it up to eight lines."""

    typed = Signal(str)
    left = Signal()
    stepped = Signal(bool)

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._lines = 0
        self.setTabChangesFocus(True)
        self.setPlaceholderText(example(spec))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._changed)
        self._fit()

    def content(self) -> str:
        """The text."""
        return self.toPlainText()

    def show_content(self, content: str) -> None:
        """Hold this text."""
        if content != self.toPlainText():
            self._showing = True
            self.setPlainText(content)
            self._showing = False
            self._fit()

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        self.setReadOnly(locked)
        self.setStyleSheet("QPlainTextEdit { background: transparent; border: none; }" if locked else "")

    def mark(self, level: str) -> None:
        """Draw the border of a problem."""
        mark_widget(self, level)

    def _changed(self) -> None:
        if not self._showing:
            self._fit()
            self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = min(max(int(self.document().size().height()), _LEAST), _MOST)
        if lines != self._lines:
            self._lines = lines
            self.setFixedHeight(self._height(lines))

    def _height(self, lines: int) -> int:
        margin = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 2
        return lines * self.fontMetrics().lineSpacing() + margin + self._padding()

    def _padding(self) -> int:
        return 2 * max(3, self.fontInfo().pixelSize() // 4)  # of the style sheet, see ui.theme

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(super().sizeHint().width(), self._height(self._lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        if event.key() in _RETURN and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.stepped.emit(True)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor leaves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
