# SPDX-License-Identifier: MIT
"""The one-line editor: texts, names, dates, numbers, identity numbers, telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.identity import check_digit, is_mobile, normal_number
from villagedesk.models.values.show import hint_of
from villagedesk.models.values.text import half_width
from villagedesk.ui.forms.content import NOT_APPLICABLE
from villagedesk.ui.forms.editor import mark_widget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

_LATIN: Final = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
_DIGITS: Final = Qt.InputMethodHint.ImhPreferNumbers | _LATIN
_HINTS: Final = {
    Kind.ID_NUMBER: _LATIN,
    Kind.CARD_NUMBER: _LATIN,
    Kind.BANK_NUMBER: _DIGITS,
    Kind.PHONE: _DIGITS,
    Kind.REGION: _DIGITS,
    Kind.DATE: _DIGITS,
    Kind.MONTH: _DIGITS,
    Kind.YEAR: _DIGITS,
    Kind.MONEY: _DIGITS,
    Kind.AREA: _DIGITS,
    Kind.FLOOR: _DIGITS,
    Kind.DISTANCE: _DIGITS,
    Kind.QUANTITY: _DIGITS,
    Kind.WHOLE: _DIGITS,
}
_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def example(spec: FieldSpec) -> str:
    """What stands in an empty line: the field's hint, or how its kind is written."""
    return hint_of(spec) or {
        Kind.DATE: _("如 2016-3-5"),
        Kind.MONTH: _("如 2016-3"),
        Kind.YEAR: _("如 2016"),
        Kind.ID_NUMBER: _("18位"),
        Kind.CARD_NUMBER: _("20位"),
    }.get(spec.kind, "")


def is_full(kind: Kind, text: str) -> bool:
    """Whether a field of fixed length has got all its signs: 18 of an identity number, 11 of a mobile."""
    if kind is Kind.ID_NUMBER:
        return len(normal_number(text)) == 18
    return kind is Kind.PHONE and is_mobile(half_width(text))


def is_right(kind: Kind, text: str) -> bool:
    """Whether a full field may be left by itself; a wrong check digit keeps the cursor where it can be mended."""
    number = normal_number(text)
    return kind is not Kind.ID_NUMBER or (number[:17].isdigit() and check_digit(number[:17]) == number[17])


class LineEditor(QLineEdit):
    """Holds the content of a field that is written on one line."""

    typed = Signal(str)
    left = Signal()
    stepped = Signal(bool)

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._was_full = False
        self.filled = False  # while `stepped` is sent because the last sign was typed, and not because of Enter
        self.setPlaceholderText(example(spec))
        self.setInputMethodHints(_HINTS.get(spec.kind, Qt.InputMethodHint.ImhNone))
        self.textEdited.connect(self._edited)

    def content(self) -> str:
        """What stands in the line."""
        return NOT_APPLICABLE if self.text() == _("不适用") else self.text()

    def show_content(self, content: str) -> None:
        """Put a content into the line."""
        shown = _("不适用") if content == NOT_APPLICABLE else content
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(0)
            self._was_full = is_full(self._spec.kind, shown)

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        self.setReadOnly(locked)
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }" if locked else "")
        self.setPlaceholderText("" if locked else example(self._spec))

    def mark(self, level: str) -> None:
        """Draw the border of a problem."""
        mark_widget(self, level)

    def _edited(self, text: str) -> None:
        full = is_full(self._spec.kind, text)
        filled, self._was_full = full and not self._was_full, full
        self.typed.emit(self.content())
        if filled and self.cursorPosition() == len(text):
            if is_right(self._spec.kind, text):
                self.filled = True
                self.stepped.emit(True)
                self.filled = False
            else:
                self.left.emit()

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        if event.key() in _RETURN:
            event.accept()
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor leaves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class CodesLine(LineEditor):
    """Holds a set of codes as names parted by 、, for the cell of a grid; codes may be typed too."""

    def show_content(self, content: str) -> None:
        """Show codes by their names."""
        known = code_list(self._spec.codes)
        parts = [part for part in content.split(",") if part]
        super().show_content(listed(known.shown(part) for part in parts) if all(p in known for p in parts) else content)
