# SPDX-License-Identifier: MIT
"""The editor of yes, no, not applicable and unknown: one control, one stop of the Tab key, digits and arrows choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from villagedesk.i18n import _
from villagedesk.ui.forms.choices import Choice, choices_of
from villagedesk.ui.forms.editor import mark_widget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import FieldSpec

_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FORGET: Final = frozenset({Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_SEGMENTS: Final = """
QToolButton { padding: 3px 9px; border: 1px solid palette(mid); background: palette(base); }
QToolButton:checked { background: palette(highlight); color: palette(highlighted-text); font-weight: bold; }
QToolButton:disabled { background: palette(window); }
"""
_LETTERS: Final = {Qt.Key.Key_Y: "1", Qt.Key.Key_N: "2"}


class FlagEditor(QFrame):
    """Segments side by side; 1 是, 2 否, 3 不适用 where it is an answer, 0 or a second click for unknown.

    Signals:
        answered: a digit or letter gave the whole answer; a form goes on.
    """

    answered = Signal()
    typed = Signal(str)
    left = Signal()
    stepped = Signal(bool)

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices_of(spec, None)
        self._content = ""
        self._locked = False
        self._buttons: list[QToolButton] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(_SEGMENTS)

        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for choice in self._choices:
            row.addWidget(self._segment(choice))
        row.addStretch()
        self._show()

    def _segment(self, choice: Choice) -> QToolButton:
        button = QToolButton(self)
        button.setText(choice.label)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(_("按 {digit} 选择，按 0 清除").format(digit=choice.number))
        button.setProperty("segment", choice.content)
        button.clicked.connect(self._clicked)
        self._buttons.append(button)
        return button

    def content(self) -> str:
        """The answer; empty for unknown."""
        return self._content

    def show_content(self, content: str) -> None:
        """Hold an answer; a text that is none of them is shown as unknown."""
        self._content = content
        self._show()

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        self._locked = locked
        for button in self._buttons:
            button.setEnabled(not locked)

    def mark(self, level: str) -> None:
        """Draw the border of a problem."""
        mark_widget(self, level)

    def _clicked(self) -> None:
        content = str(self.sender().property("segment"))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._answer("" if content == self._content else content)

    def _answer(self, content: str) -> None:
        if not self._locked and content != self._content:
            self._content = content
            self.typed.emit(content)
        self._show()

    def _show(self) -> None:
        for button, choice in zip(self._buttons, self._choices, strict=True):
            button.setChecked(choice.content == self._content)
        said = next((choice.label for choice in self._choices if choice.content == self._content), _("不清楚"))
        self.setAccessibleDescription(said)

    def _walk(self, by: int) -> None:
        contents = ["", *(choice.content for choice in self._choices)]
        at = contents.index(self._content) if self._content in contents else 0
        self._answer(contents[(at + by) % len(contents)])

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        key = Qt.Key(event.key())
        digit = _LETTERS.get(key, event.text())
        chosen = next((choice for choice in self._choices if digit and choice.number == digit), None)
        if key in _RETURN:
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif key in _FORGET:
            self._answer("")
        elif chosen:
            self._answer(chosen.content)
            if not self._locked:
                self.answered.emit()
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Space}:
            self._walk(1)
        elif key == Qt.Key.Key_Left:
            self._walk(-1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor arrives."""
        super().focusInEvent(event)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor leaves."""
        super().focusOutEvent(event)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.left.emit()
