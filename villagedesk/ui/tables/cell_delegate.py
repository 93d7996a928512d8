# SPDX-License-Identifier: MIT
"""Editing in the cells of a grid with the editors of the forms; Enter and Tab are told to the grid, which moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QComboBox, QPlainTextEdit, QStyledItemDelegate, QWidget

from villagedesk.models.values.show import label_of
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.line import LineEditor
from villagedesk.ui.forms.make import as_editor, make_cell_editor
from villagedesk.ui.tables.entry_model import EntryModel
from villagedesk.ui.tables.numbers import AIR

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from villagedesk.ui.tables.model import AnyIndex

_NOTE_LINES = 4


class CellDelegate(QStyledItemDelegate):
    """Makes the editors of an `EntryModel`.

    Signals:
        moved: the edited cell is done; how many lines down and columns right the cursor should go.
        filled: the edited cell is done by itself, since its last sign was typed.
    """

    moved = Signal(int, int)
    filled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor: QWidget | None = None
        self._at: QPersistentModelIndex | None = None
        self._before = ""
        self._fresh = False  # the editor has just been made

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Give numbers their air; which cells hold numbers depends on the row too."""
        super().initStyleOption(option, index)
        if option.text and option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += AIR

    def finish(self) -> None:
        """Take over what stands in the open cell, and close it."""
        if self._editor is not None:
            self._finish(self._editor, 0, 0)

    def _typed(self, content: str) -> None:
        """Each keystroke reaches the record, so that a draft made meanwhile holds it."""
        model = self._at.model() if self._at is not None else None
        if isinstance(model, EntryModel) and self._at is not None and self._at.isValid():
            found = model.cell_for_writing(self._at)
            if found is not None:
                found[0].write(found[1].key, content)

    def _finish(self, editor: QWidget, down: int, right: int) -> None:
        self._close(editor)
        self.moved.emit(down, right)

    def _close(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _stepped(self, forwards: bool) -> None:
        editor = self.sender()
        if isinstance(editor, LineEditor) and editor.filled:
            self._close(editor)
            self.filled.emit()
        elif isinstance(editor, QWidget):
            self._finish(editor, 1 if forwards else -1, 0)

    def _way(self, editor: QObject, event: QKeyEvent) -> tuple[int, int] | None:
        """Where a key leads out of an editor; None if the editor keeps it."""
        key = event.key()
        if key == Qt.Key.Key_Tab:
            return 0, 1
        if key == Qt.Key.Key_Backtab:
            return 0, -1
        if isinstance(editor, (QComboBox, QPlainTextEdit)) or key not in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return None
        return (1 if key == Qt.Key.Key_Down else -1), 0

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """The editor of a cell."""
        model = index.model()
        assert isinstance(model, EntryModel)
        spec = model.spec(index)
        assert spec is not None
        found = model.cell(index)
        year = found[0].year if found else model.refs.session.year
        editor = make_cell_editor(spec, model.refs, year, parent)
        editor.setAutoFillBackground(True)
        editor.setAccessibleName(label_of(spec, year))
        as_editor(editor).stepped.connect(self._stepped)
        as_editor(editor).typed.connect(self._typed)
        self._editor, self._at, self._before = editor, QPersistentModelIndex(index), model.content(index)
        self._fresh = True
        return editor

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        """The cell is closed."""
        if editor is self._editor:
            self._editor = self._at = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill the editor."""
        model = index.model()
        assert isinstance(model, EntryModel)
        as_editor(editor).show_content(model.content(index))
        line = editor.lineEdit() if isinstance(editor, QComboBox) else None
        if self._fresh and line is not None:
            line.selectAll()  # what is typed replaces, as Qt does by itself in plain lines
        self._fresh = False

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Take what was typed."""
        assert isinstance(model, EntryModel)
        if isinstance(editor, ChoiceEditor):
            editor.decide()
        content = as_editor(editor).content()
        if content != self._before or content != model.content(index):
            model.write(index, content)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """Lay the editor over its cell."""
        room = option.rect
        if isinstance(editor, QPlainTextEdit):
            room.setHeight(max(room.height(), _NOTE_LINES * editor.fontMetrics().lineSpacing()))
        wanted = max(room.width(), min(editor.sizeHint().width(), 2 * room.width()))
        room.setWidth(wanted)
        editor.setGeometry(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch over the parts."""
        if isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.PopupFocusReason:
            return False  # the list of choices has opened; the cell is still being edited
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = self._way(watched, event)
            if way is not None:
                self._finish(watched, *way)  # type: ignore[arg-type]
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                return self._enter(watched, event)
            if event.key() == Qt.Key.Key_Escape and isinstance(self._at, QPersistentModelIndex):
                self._typed(self._before)
        return super().eventFilter(watched, event)

    def _enter(self, editor: QObject, event: QKeyEvent) -> bool:
        """Enter ends a cell; with Alt it begins a line in a note. The editors of one line tell it themselves (`stepped`)."""
        if not isinstance(editor, QPlainTextEdit):
            return False
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            editor.insertPlainText("\n")
        else:
            self._finish(editor, 1, 0)
        return True
