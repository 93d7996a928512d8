# SPDX-License-Identifier: MIT
"""The table of relations to a new head: what each person was, what follows from it, and what people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import shown
from villagedesk.ui.forms.choice import CodeEditor
from villagedesk.ui.forms.choices import choices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.services.events.wanted import RelationLine

_RELATION = field_spec("member_year.relation")
_TALLEST = 220


class RelationTable(QTableWidget):
    """One line per person; the third column is typed.

    Signals:
        typed: somebody has decided.
        stepped: Enter on the last line (True), or Shift+Enter on the first (False).
    """

    typed = Signal()
    stepped = Signal(bool)

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._choices = choices_of(_RELATION, year)
        self._members: list[str] = []
        self._decided: dict[str, str] = {}
        self.editors: dict[str, CodeEditor] = {}
        self.setHorizontalHeaderLabels([_("姓名"), _("原关系"), _("新关系"), _("依据")])
        self.setAccessibleName(_("与新户主的关系"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[RelationLine]) -> None:
        """Show these persons. What was decided of somebody stays, as long as he is in the table."""
        members = [one.member for one in lines]
        if members != self._members:
            self._make(lines)
        for row, one in enumerate(lines):
            self._write(row, one)
        self._fit()

    def _make(self, lines: Sequence[RelationLine]) -> None:
        self._members = [one.member for one in lines]
        self._decided = {row: code for row, code in self._decided.items() if row in self._members}
        self.editors.clear()
        self.setRowCount(0)
        self.setRowCount(len(lines))
        for row, one in enumerate(lines):
            editor = CodeEditor(self._choices, self)
            editor.setProperty("member", one.member)
            editor.setAccessibleName(_("{name}与新户主的关系").format(name=one.name))
            editor.typed.connect(self._typed)
            editor.stepped.connect(self._stepped)
            self.setCellWidget(row, 2, editor)
            self.editors[one.member] = editor

    def _write(self, row: int, line: RelationLine) -> None:
        texts = (line.name, shown(_RELATION, line.before or None), "", _basis(line))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, column, item)
        if line.member not in self._decided:
            self.editors[line.member].show_content(line.chosen)

    def _fit(self) -> None:
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 2
        self.setFixedHeight(min(height + sum(self.rowHeight(row) for row in range(self.rowCount())), _TALLEST))

    def decided(self) -> dict[str, str]:
        """Member → the relation that somebody chose; what was only proposed is not in it."""
        return dict(self._decided)

    def decide(self, member: str, code: str) -> None:
        """Choose a relation, as the user."""
        self.editors[member].show_content(code)
        self._decided[member] = code
        self.typed.emit()

    def first_open(self) -> QWidget | None:
        """The first editor in which nothing stands; else the first."""
        blank = [one for one in self.editors.values() if not one.content()]
        return next(iter(blank or self.editors.values()), None)

    def _typed(self, content: str) -> None:
        self._decided[str(self.sender().property("member"))] = content
        self.typed.emit()

    def _stepped(self, forwards: bool) -> None:
        place = self._members.index(str(self.sender().property("member"))) + (1 if forwards else -1)
        if 0 <= place < len(self._members):
            self.editors[self._members[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.stepped.emit(forwards)


def _basis(line: RelationLine) -> str:
    if not line.proposed:
        return _("推不出，请选择")
    return _("由原关系推出") if line.sure else _("推测，请核对")
