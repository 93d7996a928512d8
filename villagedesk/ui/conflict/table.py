# SPDX-License-Identifier: MIT
"""The table of conflicts: field, before, ours, theirs, result; the result begins undecided and can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import editable, shown
from villagedesk.services.merging import conflicts
from villagedesk.store.cells import spec_of_cell
from villagedesk.store.encoding import from_json
from villagedesk.ui.conflict.choices import Choice, combined_choice, ordered_sides, seen_of, side_choice
from villagedesk.ui.conflict.differences import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.services.merging.conflicts import Dispute
    from villagedesk.store.store import Store
    from villagedesk.ui.conflict.choices import Choices

WHOSE, FIELD, BEFORE, OURS, THEIRS, RESULT = range(6)
_NOWHERE: Final = QModelIndex()
_DISPLAY, _EDIT, _TIP, _HTML, _COLOUR = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.EditRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.UserRole),
    int(Qt.ItemDataRole.ForegroundRole),
)
_Index = QModelIndex | QPersistentModelIndex


class ConflictModel(QAbstractTableModel):
    """The conflicts that are looked at.

    Signals:
        chosen: a result was set or cleared.
        refused: a typed value cannot be kept; the sentence says why.
    """

    chosen = Signal()
    refused = Signal(str)

    def __init__(self, store: Store, choices: Choices) -> None:
        super().__init__()
        self._store = store
        self.choices = choices
        self.disputes: list[Dispute] = []

    def show(self, disputes: Sequence[Dispute]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.disputes = list(disputes)
        self.endResetModel()

    def choose_side(self, rows: Sequence[int], place: int) -> None:
        """Take a side in these rows; where there are fewer sides nothing happens."""
        for row in rows:
            if place < len(self.disputes[row].sides):
                self.choices.take(self.disputes[row], side_choice(self.disputes[row], place))
        self._told(rows)

    def combine(self, rows: Sequence[int]) -> bool:
        """Take all sides together where they can be combined; returns whether that was so in every row."""
        whole = True
        for row in rows:
            both = combined_choice(self.disputes[row])
            whole = whole and both is not None
            if both is not None:
                self.choices.take(self.disputes[row], both)
        self._told(rows)
        return whole

    def clear(self, rows: Sequence[int]) -> None:
        """Make these undecided again."""
        for row in rows:
            self.choices.take(self.disputes[row], None)
        self._told(rows)

    def _told(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, WHOSE), self.index(row, RESULT))
        self.chosen.emit()

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One row for each conflict."""
        return 0 if parent.isValid() else len(self.disputes)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Whose, field, before, ours, theirs, result."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The headings."""
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return (_("户"), _("项目"), _("之前"), _("本文件（1）"), _("来件（2）"), _("结果"))[section]
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Texts; for the two sides with what differs marked."""
        dispute = self.disputes[index.row()]
        column = index.column()
        if role == _DISPLAY:
            return self._text(dispute, column)
        if role == _HTML and column in {OURS, THEIRS}:
            return marked(self._text(dispute, column), self._text(dispute, OURS + THEIRS - column))
        if role == _EDIT and column == RESULT:
            return self._editable(dispute)
        if role == _COLOUR and column == RESULT and self.choices.of(dispute) is None:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        if role == _TIP:
            return self._text(dispute, column)
        return None

    def _text(self, dispute: Dispute, column: int) -> str:
        if column == WHOSE:
            return dispute.title
        if column == FIELD:
            return " ".join(part for part in (dispute.person, dispute.field) if part)
        if column == BEFORE:
            return dispute.before
        if column == RESULT:
            choice = self.choices.of(dispute)
            return choice.text if choice else _("未定")
        sides = ordered_sides(dispute)
        if column == OURS:
            return sides[0].text
        more = _("（另有{count}个）").format(count=len(sides) - 2) if len(sides) > 2 else ""
        return sides[1].text + more

    def _editable(self, dispute: Dispute) -> str:
        choice = self.choices.of(dispute)
        value = choice.value if choice else dispute.ours.value
        spec = spec_of_cell(entity_spec(dispute.entity), dispute.cell)
        return editable(spec, from_json(spec, value)) if spec and "#" not in dispute.cell else ""

    def is_decided(self, row: int) -> bool:
        """Whether something was chosen for a row."""
        return self.choices.of(self.disputes[row]) is not None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only results of plain fields can be typed."""
        found = super().flags(index)
        if index.column() == RESULT and self.disputes[index.row()].kind == "value" and not self._store.read_only:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        """Take a typed value, if the field can hold it."""
        dispute = self.disputes[index.row()]
        try:
            content = conflicts.typed(self._store, dispute, str(value))
        except Refused as fault:
            self.refused.emit(str(fault))
            return False
        spec = spec_of_cell(entity_spec(dispute.entity), dispute.cell)
        text = (shown(spec, from_json(spec, content)) if spec else "") or _("（空）")
        self.choices.take(dispute, Choice(content, text, -1, seen_of(dispute)))
        self._told([index.row()])
        return True


class MarkedText(QStyledItemDelegate):
    """Draws the two sides with their differences marked; whatever is undecided stands in the colour of a hint."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """As the style does it, with rich text instead of plain."""
        html = index.data(_HTML)
        if not html:
            super().paint(painter, option, index)
            return
        shown_option = QStyleOptionViewItem(option)
        self.initStyleOption(shown_option, index)
        shown_option.text = ""
        style = shown_option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown_option, painter, shown_option.widget)
        room: QRect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown_option, shown_option.widget)
        selected = bool(shown_option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = shown_option.palette.color(role).name()
        document = _document(f'<span style="color:{colour}">{html}</span>', shown_option, room.width())
        painter.save()
        painter.translate(room.left(), room.top() + max(0, (room.height() - int(document.size().height())) // 2))
        painter.setClipRect(QRect(0, 0, room.width(), room.height()))
        document.drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Room for what the plain text needs and some air."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), int(hint.height() * 1.3))


def _document(html: str, option: QStyleOptionViewItem, width: int) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(option.font)
    document.setDocumentMargin(1)
    document.setTextWidth(width)
    document.setHtml(html)
    return document


class ConflictTable(QTableView):
    """The table with its keys: 1 ours, 2 theirs, 3 the third side or both together, Delete undecided, Enter or F2 types."""

    def __init__(self, model: ConflictModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(MarkedText(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.9))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(_("冲突"))

    def chosen_rows(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named above; everything else as usual."""
        rows = self.chosen_rows()
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()  # Enter in the open editor, which takes the value over by itself
        elif not rows or event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_1, Qt.Key.Key_2}:
            self._model.choose_side(rows, 0 if key == Qt.Key.Key_1 else 1)
            self.go_on()
        elif key == Qt.Key.Key_3:
            self.take_third(rows)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._model.clear(rows)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.type_value()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A typed value is decided as a side is: Enter goes on. One that was refused, or given up with Esc, stays here."""
        at = self.currentIndex().row()
        super().closeEditor(editor, hint)
        self.setFocus()
        taken = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if taken and 0 <= at < len(self._model.disputes) and self._model.is_decided(at):
            self.go_on()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open, before anything is written."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def show_whose(self, shown: bool) -> None:
        """Whether each line says whose it is; needless where one household is looked at."""
        self.setColumnHidden(WHOSE, not shown)

    def take_third(self, rows: Sequence[int]) -> None:
        """The third side where there is one; else both together; else a value is typed."""
        if any(len(self._model.disputes[row].sides) > 2 for row in rows):
            self._model.choose_side(rows, 2)
            self.go_on()
        elif self._model.combine(rows):
            self.go_on()
        elif len(rows) == 1:
            self.type_value()

    def type_value(self) -> None:
        """Open the result of the current row for typing."""
        index = self._model.index(self.currentIndex().row(), RESULT)
        if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def go_on(self) -> None:
        """To the next row that is undecided, so that a hundred are decided with a hundred keys."""
        start = self.currentIndex().row() + 1
        disputes = self._model.disputes
        following = [*range(start, len(disputes)), *range(start - 1)]
        undecided = (row for row in following if self._model.choices.of(disputes[row]) is None)
        row = next(undecided, min(start, len(disputes) - 1))
        self.selectRow(row)
