# SPDX-License-Identifier: MIT
"""A long note into which sentences can be put that recur in other notes of its kind.

Ctrl+Down, or the button that appears with the cursor, opens the list; what stands before the cursor in the sentence, in 汉字 or
pinyin initials, narrows it and is replaced by the choice. Nothing opens by itself: whoever writes freely is left alone.
(Ctrl+Space does the same where the input method does not take it for itself.)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QToolButton

from villagedesk.i18n import _
from villagedesk.ui.forms.note import NoteEditor
from villagedesk.ui.forms.phrases import found_by

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.ui.forms.refs import RefSource

_ENDS: Final = "。；;！!？?\n"
_BEFORE: Final = re.compile(rf"[^{_ENDS}]*$")
_OPENS: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Space})
_LEFT_TO_LIST: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape})
_SEEN: Final = 8
_WIDEST: Final = 30  # 汉字


class PhraseNote(NoteEditor):
    """Holds a text; offers sentences when it is asked to."""

    def __init__(self, spec: FieldSpec, refs: RefSource, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._spec, self._refs = spec, refs
        self.phrases: list[str] = []
        self.button: QToolButton | None = None  # these three are made when first needed: forms have dozens of fields
        self._completer: QCompleter | None = None
        self._popup: QListView | None = None

    # -- offering ---------------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Open the list, of what fits the sentence that was begun, or of everything."""
        if self.isReadOnly() or not self.phrases:
            return
        found = found_by(self.phrases, self._begun()) or self.phrases
        completer = self._list()
        completer.setModel(QStringListModel(found, completer))
        place = self.cursorRect()
        place.setWidth(min(self.viewport().width(), _WIDEST * self.fontMetrics().horizontalAdvance("汉")))
        completer.complete(place)
        if self._popup is not None:
            self._popup.setCurrentIndex(completer.completionModel().index(0, 0))

    def take(self, phrase: str) -> None:
        """Put a sentence in: in place of what was begun of it, else behind what stands there."""
        self._hide()
        cursor = self.textCursor()
        begun = self._begun()
        if begun.strip() and found_by(self.phrases, begun):
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
            before = ""
        else:
            before = _("；") if begun.strip() else ""
        cursor.insertText(before + phrase)
        self.setTextCursor(cursor)

    def _begun(self) -> str:
        """What stands before the cursor in its sentence."""
        cursor = self.textCursor()
        found = _BEFORE.search(self.toPlainText()[: cursor.selectionStart()])
        return found[0] if found else ""

    def _list(self) -> QCompleter:
        if self._completer is None:
            self._completer = QCompleter(self)
            self._popup = QListView()
            self._popup.setWordWrap(True)
            self._popup.setAccessibleName(_("常用的句子"))
            self._completer.setPopup(self._popup)
            self._completer.setWidget(self)
            self._completer.setMaxVisibleItems(_SEEN)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.activated.connect(self.take)
            self.textChanged.connect(self._narrow)
        return self._completer

    def _is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    # -- the button -------------------------------------------------------------------------------------------------

    def _show_button(self, shown: bool) -> None:
        if self.button is None:
            if not shown:
                return
            self.button = QToolButton(self)
            self.button.setArrowType(Qt.ArrowType.DownArrow)
            self.button.setAutoRaise(True)
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the text; keys open the list
            self.button.setCursor(Qt.CursorShape.ArrowCursor)
            self.button.setAccessibleName(_("常用的句子"))
            self.button.setToolTip(_("选用常用的句子（{keys}）").format(keys="Ctrl+↓"))
            self.button.clicked.connect(self.offer)
        self.button.setVisible(shown)
        self._place_button()

    def _place_button(self) -> None:
        if self.button is not None:
            size = self.fontMetrics().height() + 4
            bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
            self.button.setGeometry(self.width() - size - bar - 3, self.height() - size - 3, size, size)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        super().set_locked(locked)
        if locked:
            self._show_button(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays in its corner."""
        super().resizeEvent(event)
        self._place_button()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget; while the list is open, it takes those that choose and close."""
        if self._is_open() and event.key() in _LEFT_TO_LIST:
            event.ignore()
            return
        if event.key() in _OPENS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.offer()
            return
        super().keyPressEvent(event)

    def _narrow(self) -> None:
        """Go on with what fits what was typed meanwhile, by keys or an input method; close where nothing does."""
        if not self._is_open():
            return
        if found_by(self.phrases, self._begun()):
            self.offer()
        else:
            self._hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Others may have written something meanwhile."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.phrases = self._refs.phrases(self._spec)
            self._show_button(bool(self.phrases) and not self.isReadOnly())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list and the button go with the cursor."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._hide()
            self._show_button(False)
        super().focusOutEvent(event)
