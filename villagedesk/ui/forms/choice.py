# SPDX-License-Identifier: MIT
"""The editor that takes one of a list: typing filters, digits choose, the arrow keys walk, Enter takes the first found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QStyledItemDelegate

from villagedesk.i18n import _
from villagedesk.ui.forms.choices import NOTHING, Choice, best_match, chosen_by_digits, distance, of_one_length
from villagedesk.ui.forms.editor import mark_widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CHOICE: Final = int(Qt.ItemDataRole.UserRole)
_MOST_SHOWN: Final = 14
_SHOWN_ONLY: Final = "QComboBox { background: transparent; border: none; padding: 3px; } QComboBox::drop-down { border: none; width: 0; }"


class _Found(QSortFilterProxyModel):
    """The choices that what was typed leads to, the nearest first, so that Enter takes the one at the top."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.needle: str | None = None

    def look_for(self, text: str | None) -> None:
        """Show the choices found by a text; None shows nothing (Qt would open the list again after a choice)."""
        self.beginFilterChange()
        self.needle = text
        self.endFilterChange()
        self.sort(0 if text else -1)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a choice is found by what was typed."""
        choice = self.sourceModel().index(row, 0, parent).data(_CHOICE)
        found = self.needle is not None and isinstance(choice, Choice)
        return found and choice.content != NOTHING and choice.found_by(self.needle or "")

    def lessThan(self, one: QModelIndex | QPersistentModelIndex, other: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a choice is nearer to what was typed; equals keep the order of the list."""
        needle = self.needle or ""
        far = [
            (distance(choice, needle) if isinstance(choice := index.data(_CHOICE), Choice) else 0, index.row())
            for index in (one, other)
        ]
        return far[0] < far[1]


class _Numbered(QStyledItemDelegate):
    """Draws the digits that choose an entry before its name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """What is drawn of an entry."""
        super().initStyleOption(option, index)
        choice = index.data(_CHOICE)
        if isinstance(choice, Choice) and choice.number:
            option.text = f"{choice.number}  {choice.label}"


class ChoiceEditor(QComboBox):
    """Holds the content of one choice, or the text that was typed and leads to none.

    Signals:
        answered: the digits of a number are full, in a list whose numbers all have as many; a form goes on.
    """

    answered = Signal()
    typed = Signal(str)
    left = Signal()
    stepped = Signal(bool)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._strange: Choice | None = None  # a stored content that the list does not have
        self._half_typed = False
        self._locked = False
        self._line = QLineEdit(self)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setItemDelegate(_Numbered(self))

        self._found: _Found | None = None
        self._completer: QCompleter | None = None
        self._popup: QListView | None = None
        self.set_choices(choices)
        self._line.textEdited.connect(self._edited)
        self.activated.connect(self._picked)

    # -- the list ---------------------------------------------------------------------------------------------------

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what is held stays held."""
        held = self.content()
        self._choices = list(choices)
        self._strange = None
        self._fill()
        self._show(held)

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        strange = [self._strange] if self._strange else []
        for choice in (Choice(NOTHING, ""), *self._choices, *strange):
            self.addItem(choice.label, choice)
        self.blockSignals(False)

    def _searching(self) -> _Found:
        """What finds choices while one types; made when the cursor first arrives, since forms have dozens of lists."""
        if self._found is None:
            self._found = _Found(self)
            self._found.setSourceModel(self.model())
            self._popup = QListView()
            self._completer = QCompleter(self._found, self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setMaxVisibleItems(_MOST_SHOWN)
            self._completer.setPopup(self._popup)
            self._popup.setItemDelegate(_Numbered(self._completer))
            self.setCompleter(self._completer)
        return self._found

    # -- what a form asks -------------------------------------------------------------------------------------------

    def content(self) -> str:
        """The content chosen, or what was typed."""
        if self._half_typed:
            return self.currentText()
        choice = self.currentData(_CHOICE)
        return choice.content if isinstance(choice, Choice) and self.currentIndex() >= 0 else self.currentText()

    def show_content(self, content: str) -> None:
        """Hold this content; what is being typed is left alone when it is that content."""
        if content != self.content():
            self._show(content)

    def _show(self, content: str) -> None:
        self._half_typed = False
        row = self._row_of(content)
        if row < 0:
            self._strange = self.strange_choice(content)
            if self._strange:
                self._fill()
                row = self._row_of(content)
        self.blockSignals(True)
        self.setCurrentIndex(row)
        self.setEditText(self.itemText(row) if row >= 0 else content)
        self._line.setCursorPosition(0)
        self.blockSignals(False)

    def _row_of(self, content: str) -> int:
        contents = [NOTHING, *(choice.content for choice in self._choices)]
        contents += [self._strange.content] if self._strange else []
        return contents.index(content) if content in contents else -1

    def strange_choice(self, content: str) -> Choice | None:
        """A choice made for a stored content that the list does not have; None where it is a text that was typed."""
        return None

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        self._locked = locked
        self._line.setReadOnly(locked)  # and not disabled: what stands there can be selected and copied
        self.setStyleSheet(_SHOWN_ONLY if locked else "")

    def showPopup(self) -> None:
        """Open the list, unless there is nothing to choose."""
        if not self._locked:
            super().showPopup()

    def mark(self, level: str) -> None:
        """Draw the border of a problem."""
        mark_widget(self, level)

    # -- choosing ---------------------------------------------------------------------------------------------------

    def take(self, choice: Choice) -> None:
        """Choose, as the user."""
        self._show(choice.content)
        self._hide_found()
        self.typed.emit(self.content())

    def _edited(self, text: str) -> None:
        choice = chosen_by_digits(self._choices, text)
        if choice:
            self.take(choice)
            self._line.selectAll()
            if of_one_length(self._choices):
                self.answered.emit()
            return
        self._half_typed = True
        found = self._searching()
        found.look_for(text)
        if text and found.rowCount() and self._completer is not None:
            self._completer.complete()
        else:
            self._hide_found()
        self.typed.emit(self.content())

    def _picked(self, _row: int) -> None:
        self._half_typed = False
        self.typed.emit(self.content())

    def decide(self) -> None:
        """Turn what was typed into a choice, if it leads to any."""
        if not self._half_typed:
            return
        text = self.currentText().strip()
        choice = best_match(self._choices, text)
        if choice or not text:
            self.take(choice or Choice(NOTHING, ""))
        else:
            self._hide_found()

    def _hide_found(self) -> None:
        if self._found is not None:
            self._found.look_for(None)
        if self._popup is not None and self._popup.isVisible():
            self._popup.hide()

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        if self._locked and event.key() not in _RETURN:
            self._line.event(event)  # the cursor moves and copies; the list would go on to another choice
        elif event.key() in _RETURN:
            event.accept()
            self.decide()
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_F4:
            event.ignore()  # the form's "as in the record before", not Qt's "open the list"
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab takes the first choice found, as Enter does."""
        self.decide()
        return super().focusNextPrevChild(forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor arrives."""
        self._searching()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor leaves."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.decide()
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form and never changes what it says."""
        event.ignore()  # scrolling a form must not change what it says


class CodeEditor(ChoiceEditor):
    """Holds a code; a code of a newer program is shown and kept."""

    def strange_choice(self, content: str) -> Choice | None:
        """A code this program does not know."""
        known = content.isascii() and content.replace("_", "").isalnum()
        return Choice(content, _("未知代码 {code}").format(code=content)) if known else None
