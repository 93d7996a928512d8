# SPDX-License-Identifier: MIT
"""How long each kind of paper is kept (保管期限): the proposal of the program, what the office decided instead, and the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.archiving import items
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import label_of
from villagedesk.services.papers import archiving
from villagedesk.ui import labels, messages
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from villagedesk.models.archiving import Item
    from villagedesk.models.catalogue.archive import Retention
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_ROWS: Final = 9  # lines of text that the table never shrinks below


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the list of contents with the term that holds; `source` is empty for a proposal."""

    id: str
    item: Item
    term: str
    source: str
    decided: bool


class ArchivePanel(QWidget):
    """The 33 items, and an editor for the chosen one.

    Signals:
        said: a note for the status bar.
    """

    said = Signal(str)

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.lines: RowsModel[Line] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.lines, "retentions")
        self.list.setAccessibleName(_("保管期限"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(_ROWS * self.fontMetrics().height())
        self.list.current_changed.connect(self._choose)
        self.title = labels.label("", labels.HEADING)
        self.term = QComboBox()
        for entry in code_list("retention").choices():
            self.term.addItem(code_list("retention").shown(entry.code), entry.code)
        self.source = QLineEdit()
        self.source.setMaxLength(500)
        self.save_button = QPushButton(_("保存这一项(&A)"))
        self.save_button.clicked.connect(self.save)
        self.back_button = QPushButton(_("全部恢复建议值(&R)…"))
        self.back_button.clicked.connect(self.propose_again)
        writable = not session.store.read_only
        for widget in (self.term, self.source, self.save_button, self.back_button):
            widget.setEnabled(writable)
        self._lay_out()

    def _lay_out(self) -> None:
        hint = labels.label(
            _(
                "期限是程序的建议，请按县里的保管期限表核对修改；保存在本文件里，随文件带走。已经编了件号的文书保持编号时的期限。"
                "全宗号、档号式样、归档方式、每盒页数在“村情况”的“档案”一栏填写。"
            ),
            labels.HINT,
        )
        editor = QGridLayout()
        editor.addWidget(self.title, 0, 0, 1, 5)
        for column, (key, edit) in enumerate((("term", self.term), ("source", self.source))):
            label = QLabel(label_of(field_spec(f"retention.{key}")))
            label.setBuddy(edit)
            edit.setAccessibleName(label.text())
            editor.addWidget(label, 1, 2 * column)
            editor.addWidget(edit, 1, 2 * column + 1)
        editor.addWidget(self.save_button, 1, 4)
        editor.setColumnStretch(3, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.list, 1)
        layout.addLayout(editor)
        layout.addLayout(foot)

    def reload(self) -> None:
        """Read the terms again; the chosen item stays."""
        row = self.list.currentIndex().row()
        decided = archiving.decided_terms(self._session.store)
        self.lines.show(_line(item, decided) for item in items())
        self.list.go_to_row(max(0, row))

    def _current(self) -> Line | None:
        key = self.list.current_key()
        return next((one for one in self.lines.lines if one.id == key), None)

    def _choose(self, _key: object) -> None:
        line = self._current()
        if line is not None:
            self.title.setText(f"{line.item.number} {_name(line)}")
            self.term.setCurrentIndex(self.term.findData(line.term))
            self.source.setText(line.source)

    def save(self) -> None:
        """Decide the term of the chosen item."""
        line = self._current()
        if line is None:
            return
        wanted = {line.item.code: (str(self.term.currentData()), self.source.text().strip())}
        self._session.about_to_save.emit()
        try:
            archiving.save_terms(self._session.store, wanted)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.reload()
        self.said.emit(_("已保存：{item}").format(item=_name(line)))

    def propose_again(self) -> None:
        """Go back to the proposals, after asking."""
        if not messages.ask(self, _("把改过的期限都改回程序的建议？可以撤销。"), _("恢复"), _("取消")):
            return
        self._session.about_to_save.emit()
        try:
            archiving.propose_again(self._session.store)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.reload()


def _line(item: Item, decided: dict[str, Retention]) -> Line:
    found = decided.get(item.code)
    if found is None or (found.term == item.term and not found.source):
        return Line(item.code, item, item.term, "", decided=False)
    return Line(item.code, item, found.term or item.term, found.source or "", decided=True)


def _name(line: Line) -> str:
    return code_list("archive_paper").shown(line.item.code)


def _columns() -> list[Column[Line]]:
    terms = code_list("retention")
    return [
        Column("state", _("状态"), lambda one: _("已改") if one.decided else _("建议"), 4),
        Column("number", _("序号"), lambda one: str(one.item.number), 4, order=lambda one: one.item.number, right=True),
        Column("item", label_of(field_spec("retention.paper")), _name, 18, tip=_name),
        Column("term", label_of(field_spec("retention.term")), lambda one: terms.shown(one.term), 6),
        Column("proposed", _("建议期限"), lambda one: terms.shown(one.item.term), 6),
        Column("source", label_of(field_spec("retention.source")), lambda one: one.source, 16),
    ]
