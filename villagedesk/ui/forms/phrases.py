# SPDX-License-Identifier: MIT
"""A line that offers what is on file already: names of the people and units that a field is about, texts typed there before.

Two pinyin initials, or the beginning in 汉字, open the list. Enter takes its first line where initials were typed, which are
no text of their own; what was typed in 汉字 stays as it is unless Down chooses. Esc closes the list and leaves everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView

from villagedesk.ui.forms.choices import Choice, distance
from villagedesk.ui.forms.line import LineEditor
from villagedesk.ui.forms.refs import offers_texts

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.ui.forms.refs import RefSource

_LEAST: Final = 2  # initials
_SHOWN: Final = 8
_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def offers_phrases(spec: FieldSpec) -> bool:
    """Whether a field has anything to offer: names by the catalogue, or texts of other households."""
    return bool(spec.offers) or offers_texts(spec)


def found_by(phrases: list[str], text: str) -> list[str]:
    """The phrases that a beginning or initials lead to, the nearest first; none for a text that is one of them."""
    wanted = text.strip()
    if not wanted or wanted in phrases or (wanted.isascii() and (len(wanted) < _LEAST or not wanted.isalpha())):
        return []
    choices = [Choice(one, one) for one in phrases]
    far = {one.content: distance(one, wanted) for one in choices if one.found_by(wanted)}
    return sorted(far, key=lambda one: (far[one], len(one)))[:_SHOWN]


class PhraseLine(LineEditor):
    """Holds any text; offers the phrases on file while one types."""

    def __init__(self, spec: FieldSpec, refs: RefSource, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._refs = refs
        self.phrases: list[str] = []
        self._completer: QCompleter | None = None  # these two are made when first needed: forms have dozens of lines
        self._popup: QListView | None = None
        self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        found = found_by(self.phrases, text) if not self.isReadOnly() else []
        if found:
            self._list().setModel(QStringListModel(found, self._list()))
            self._list().complete()
            if self._popup is not None:
                self._popup.setCurrentIndex(QModelIndex())
        else:
            self._hide()

    def _list(self) -> QCompleter:
        if self._completer is None:
            self._completer = QCompleter(self)
            self._popup = QListView()
            self._completer.setPopup(self._popup)
            self._completer.setWidget(self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.activated.connect(self.take)
        return self._completer

    def take(self, phrase: str) -> None:
        """Hold a phrase that was chosen, as if it had been typed."""
        self.setText(phrase)
        self._hide()
        self.typed.emit(self.content())

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _first(self) -> str:
        """What Enter takes: the chosen line, or the first one where only initials were typed."""
        if self._popup is None or not self._popup.isVisible():
            return ""
        chosen = self._popup.selectedIndexes()  # a list that opens has a current line without anybody's choice
        if chosen:
            return str(chosen[0].data())
        found = found_by(self.phrases, self.text())
        return found[0] if found and self.text().strip().isascii() else ""

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is offered and goes on."""
        if event.key() in _RETURN:
            phrase = self._first()
            if phrase:
                self.take(phrase)
            self._hide()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Others may have typed something meanwhile."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.phrases = self._refs.phrases(self._spec)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the cursor."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._hide()
        super().focusOutEvent(event)
