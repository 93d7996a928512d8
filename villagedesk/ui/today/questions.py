# SPDX-License-Identifier: MIT
"""The township's questions, each with room for its answer. What was typed stays, whatever is read again meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.parse import KEEP_OUT, read
from villagedesk.ui import labels
from villagedesk.ui.forms.note import NoteEditor
from villagedesk.ui.today.sections import plain_label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.services.merging.asking import Asked

_AT_ONCE: Final = 30  # cards; a bulk of conflicts may have been asked, and thousands of editors take seconds to make


class Card(QFrame):
    """One question.

    Signals:
        typed: id of the question and its answer so far.
        wanted_household: id of the household that it is about.
    """

    typed = Signal(str, str)
    wanted_household = Signal(str)

    def __init__(self, asked: Asked, answer: str, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self.setFrameShape(QFrame.Shape.StyledPanel)
        title = plain_label(asked.title or _("已不在户列表中的一户"), labels.HEADING)
        who = " ".join(filter(None, (asked.asked_by, asked.asked_on)))
        asker = plain_label(_("提出：{who}").format(who=who) if who else "", labels.HINT)
        asker.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.open_button = QPushButton(_("打开这一户"))
        self.open_button.setAccessibleName(aside(self.open_button.text(), asked.title))
        self.open_button.setVisible(bool(asked.title))
        self.open_button.clicked.connect(self._open)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(asker, 1)
        top.addWidget(self.open_button)
        self.text = plain_label(asked.text)
        self.editor = NoteEditor(field_spec("question.answer"))
        self.editor.setAccessibleName(aside(_("答复"), asked.title))
        self.editor.setPlaceholderText(_("在这里写核实的结果"))
        self.editor.show_content(answer)
        self.editor.set_locked(not writable)
        self.editor.typed.connect(self._typed)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.text)
        column.addWidget(self.editor)

    def _typed(self, text: str) -> None:
        self.editor.mark("")
        self.typed.emit(self.asked.id, text)

    def _open(self) -> None:
        self.wanted_household.emit(self.asked.household)


class Questions(QWidget):
    """Cards in their order.

    Signals:
        changed: an answer was typed, brought back or taken away.
        wanted_household: id of a household to open.
    """

    changed = Signal()
    wanted_household = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[Asked, ...] = ()
        self._typed: dict[str, str] = {}
        self._most = _AT_ONCE
        self._writable = True
        self.cards: dict[str, Card] = {}
        self.more_button = QPushButton()
        self.more_button.clicked.connect(self._show_more)
        self._column = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._column)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_questions(self, asked: Sequence[Asked], *, writable: bool) -> None:
        """Show these; cards that are there already stay as they are, with their cursor."""
        self._asked, self._writable = tuple(asked), writable
        self._lay_out()
        self.changed.emit()

    def _lay_out(self) -> None:
        shown = self._asked[: self._most]
        wanted = {one.id: one for one in shown}
        for row in [row for row, card in self.cards.items() if wanted.get(row) != card.asked]:
            card = self.cards.pop(row)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, one in enumerate(shown):
            if one.id not in self.cards:
                self._make(place, one)
        left = len(self._asked) - len(shown)
        self.more_button.setText(_("再显示{count}个问题").format(count=min(left, _AT_ONCE)))
        self.more_button.setVisible(left > 0)

    def _make(self, place: int, one: Asked) -> None:
        card = Card(one, self._typed.get(one.id, one.answer), writable=self._writable, parent=self)
        card.typed.connect(self._take)
        card.wanted_household.connect(self.wanted_household)
        self._column.insertWidget(place, card)
        self.cards[one.id] = card
        card.show()

    def _show_more(self) -> None:
        self._most += _AT_ONCE
        self._lay_out()

    # -- answers ----------------------------------------------------------------------------------------------------

    def _take(self, row: str, text: str) -> None:
        self._typed[row] = text
        self.changed.emit()

    def answers(self) -> dict[str, str]:
        """What was typed and not saved, by question."""
        return {one.id: self._typed[one.id] for one in self._asked if self._typed.get(one.id, "").strip()}

    def put_answers(self, answers: Mapping[str, str]) -> None:
        """Bring back what was typed in an earlier sitting."""
        self._typed.update(answers)
        for row, card in self.cards.items():
            if row in answers:
                card.editor.show_content(answers[row])
        self.changed.emit()

    def forget(self, rows: Iterable[str]) -> None:
        """These answers are saved."""
        for row in rows:
            self._typed.pop(row, None)
        self.changed.emit()

    def wrong(self, today: dt.date) -> str:
        """Why the first answer that cannot be kept cannot, with the cursor in it; empty if all can."""
        spec = field_spec("question.answer")
        for row, text in self.answers().items():
            reading = read(spec, text, today=today)
            if reading.value is KEEP_OUT:
                self._go_to(row)
                return reading.problems[0].text()
        return ""

    def _go_to(self, row: str) -> None:
        while row not in self.cards and self._most < len(self._asked):
            self._show_more()
        if row in self.cards:
            self.cards[row].editor.mark("error")
            self.cards[row].editor.setFocus()
