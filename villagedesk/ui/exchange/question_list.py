# SPDX-License-Identifier: MIT
"""What must be answered before merging: a box to tick, or the name of the village to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.ui import labels

if TYPE_CHECKING:
    from villagedesk.merge.questions import Question


class QuestionList(QWidget):
    """The open questions.

    Signals:
        answered: sha256 of the file, kind of question, whether it is answered with yes.
    """

    answered = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows: list[QWidget] = []

    def show_questions(self, questions: list[tuple[str, Question, str]]) -> None:
        """Show (sha256, question, name that must be typed)."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_row(self, *one) for one in questions]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(questions))

    def first(self) -> QWidget | None:
        """Where the first question is answered; None if there is none."""
        return self.rows[0].findChild(QWidget, "answer") if self.rows else None


def _row(owner: QuestionList, sha: str, question: Question, name: str) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(labels.label(question.text, labels.ERROR), 1)
    if question.typed:
        edit = QLineEdit()
        edit.setObjectName("answer")
        edit.setPlaceholderText(_("仍要合并，请输入“{name}”").format(name=name))
        edit.setMinimumWidth(edit.fontMetrics().horizontalAdvance("汉") * 14)
        edit.setAccessibleName(_("输入{name}确认").format(name=name))
        edit.textChanged.connect(lambda text: owner.answered.emit(sha, question.kind, text.strip() == name))
        line.addWidget(edit)
    else:
        box = QCheckBox(_("已核实，可以合并"))
        box.setAccessibleName(aside(box.text(), question.text))  # a row of many: it has no letter of its own
        box.setObjectName("answer")
        box.toggled.connect(lambda on: owner.answered.emit(sha, question.kind, on))
        line.addWidget(box)
    return made
