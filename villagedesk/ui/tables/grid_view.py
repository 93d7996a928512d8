# SPDX-License-Identifier: MIT
"""The grid that is typed down like a spreadsheet.

Typing begins a cell, Enter goes down, Tab goes right; Enter after a run of Tabs goes to the column in which the run began,
one line lower. Cells are pasted from Excel and WPS; Ctrl+D takes over what stands above; Delete empties cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from villagedesk.i18n import _
from villagedesk.models.values.masks import masked
from villagedesk.ui import shortcuts
from villagedesk.ui.tables.cell_delegate import CellDelegate
from villagedesk.ui.tables.copying import as_mime, as_text, from_text, masks_copies, tell_masked
from villagedesk.ui.tables.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.tables.entry_model import EntryModel

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CLEAR: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_MOST_CELLS: Final = 20_000  # pasted at once; more is a mistake, and belongs into the import
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier


class GridView(QTableView):
    """Edits an `EntryModel`.

    Signals:
        row_wanted_gone: Ctrl+Delete on a line (its number).
        current_row_changed: the line under the cursor, -1 for none.
        told: what is wrong with the cell under the cursor; empty if nothing is.
        note_wanted: Shift+F2: something is to be said of the cell under the cursor.
    """

    row_wanted_gone = Signal(int)
    current_row_changed = Signal(int)
    told = Signal(str)
    note_wanted = Signal()

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = model
        self._copied: tuple[str, list[list[str]]] = ("", [])  # text on the clipboard, and what stood in the cells
        self._run_from = -1  # column in which a run of Tabs began
        self.shape: Shape | None = None

        self.setModel(model)
        self._delegate = CellDelegate(self)
        self._delegate.moved.connect(self._move)
        self._delegate.filled.connect(self._go_on)
        self.setItemDelegate(self._delegate)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(self._current_changed)
        model.dataChanged.connect(self._tell)
        model.modelReset.connect(self._tell)

    def remember_columns(self, name: str, keys: Sequence[str], widths: Sequence[float], hidden: Sequence[bool]) -> None:
        """Let the user choose columns, and remember the choice."""
        self.shape = Shape(self, name, keys, widths, hidden)

    # -- moving -----------------------------------------------------------------------------------------------------

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, showing its column if it was hidden."""
        if self.isColumnHidden(column) and self.shape:
            self.shape.show_column(column, visible=True)
        index = self._cells.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _columns(self) -> list[int]:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in order if not header.isSectionHidden(column)]

    def _move(self, down: int, right: int) -> None:
        """From the cell under the cursor; a run of Tabs ends at the line's end in the first column of the next line."""
        at = self.currentIndex()
        columns = self._columns()
        place = columns.index(at.column()) if at.column() in columns else 0
        row = at.row()
        if right:
            self._run_from = at.column() if self._run_from < 0 else self._run_from
            place += right
            if not 0 <= place < len(columns):
                row, place = row + right, 0 if right > 0 else len(columns) - 1
        elif down > 0 and self._run_from in columns:
            place = columns.index(self._run_from)
        last = self._cells.rowCount() - 1
        if row + down > last and not right:
            return
        run = self._run_from
        self.go_to(min(max(row + down, 0), last), columns[place])
        self._run_from = run if right else -1

    def _go_on(self) -> None:
        """A full cell leads on: down a column, or along a line to its next empty cell."""
        if self._run_from < 0:
            self._move(1, 0)
            return
        row = self.currentIndex().row()
        self._move(0, 1)
        while self.currentIndex().row() == row and self._cells.content(self.currentIndex()):
            self._move(0, 1)

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self._run_from = -1
        if now.row() != before.row():
            self.current_row_changed.emit(now.row())
        self._tell()

    def _tell(self, *_what: object) -> None:
        """A cell that is just being typed is not judged before it is left."""
        index = self.currentIndex()
        judged = index.isValid() and self.state() != QAbstractItemView.State.EditingState
        self.told.emit(self._cells.said(index) if judged else "")

    # -- many cells -------------------------------------------------------------------------------------------------

    def _selected(self) -> list[QModelIndex]:
        visible = set(self._columns())
        found = [index for index in self.selectionModel().selectedIndexes() if index.column() in visible]
        return sorted(found, key=lambda index: (index.row(), self._visual_column(index)))

    def _visual_column(self, index: QModelIndex) -> int:
        """The place of a cell's column from the left."""
        return self.horizontalHeader().visualIndex(index.column())

    def copy(self) -> None:
        """Put the selected cells on the clipboard; of many lines the numbers are masked, but not for pasting here again."""
        rows: dict[int, list[QModelIndex]] = {}
        for index in self._selected():
            rows.setdefault(index.row(), []).append(index)
        if not rows:
            return
        whole = [[self._cells.words(index) for index in row] for row in rows.values()]
        table = [[self._masked(index) for index in row] for row in rows.values()] if masks_copies(len(rows)) else whole
        self._copied = (as_text(table), whole)
        QGuiApplication.clipboard().setMimeData(as_mime(table))
        if table != whole:
            tell_masked(self, len(rows))

    def _masked(self, index: QModelIndex) -> str:
        spec, words = self._cells.spec(index), self._cells.words(index)
        return masked(spec, words) if spec and words else words

    def paste(self) -> int:
        """Put what a spreadsheet copied into the cells from the cursor on; lines are added. How many cells were written."""
        text = QGuiApplication.clipboard().text()
        table = self._copied[1] if text == self._copied[0] else from_text(text)
        at = self.currentIndex()
        if not at.isValid() or sum(map(len, table)) > _MOST_CELLS:
            return 0
        columns = self._columns()
        first = columns.index(at.column())
        written = 0
        for down, cells in enumerate(table):
            for column, text in zip(columns[first:], cells, strict=False):
                if at.row() + down < self._cells.rowCount():
                    written += self._cells.write(self._cells.index(at.row() + down, column), text.strip())
        return written

    def copy_from_above(self) -> None:
        """Give the selected cells what stands above the topmost of them."""
        selected = self._selected() or [self.currentIndex()]
        top = min(index.row() for index in selected)
        source = top - 1 if len({index.row() for index in selected}) == 1 else top
        if len(selected) == 1 and self._cells.takes_line(top):
            selected = [self._cells.index(top, column) for column in self._columns()]
        for index in selected:
            if index.row() > source >= 0:
                self._cells.write(index, self._cells.content(self._cells.index(source, index.column())))

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        for index in self._selected():
            if self._cells.content(index):
                self._cells.write(index, "")

    def context_menu(self) -> QMenu:
        """The verbs of the grid."""
        menu = QMenu(self)
        for text, verb, keys in (
            (_("复制"), self.copy, "copy"),
            (_("粘贴"), self.paste, "paste"),
            (_("与上一行相同"), self.copy_from_above, "copy_from_above"),
            (_("清空单元格"), self.clear_cells, "clear"),
            (_("删除此行…"), self._ask_to_remove, "remove"),
        ):
            menu.addAction(text, verb).setShortcuts(shortcuts.keys_of(keys))
        menu.addActions(self.actions())
        if self.shape:
            menu.addSeparator()
            menu.addMenu(self.shape.menu())
        return menu

    def _ask_to_remove(self) -> None:
        if self.currentIndex().isValid():
            self.row_wanted_gone.emit(self.currentIndex().row())

    def finish_editing(self) -> None:
        """Take over what stands in an open cell, before something is saved."""
        self._delegate.finish()

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        if not (self._move_by_key(event) or self._act_by_key(event)):
            super().keyPressEvent(event)

    def _move_by_key(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and not event.modifiers() & _CONTROL:
            self._move(-1 if shift else 1, 0)
        else:
            return False
        return True

    def _at(self) -> tuple[int, int]:
        columns = self._columns()
        column = self.currentIndex().column()
        return max(self.currentIndex().row(), 0), columns.index(column) if column in columns else 0

    def _at_the_end(self) -> bool:
        """On the last cell Tab leaves the grid, so that the keyboard is never caught in it."""
        return self._at() == (self._cells.rowCount() - 1, len(self._columns()) - 1)

    def _act_by_key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & _CONTROL)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif (key == Qt.Key.Key_D and control) or key == Qt.Key.Key_F4:
            self.copy_from_above()
        elif key == Qt.Key.Key_Delete and control:
            self._ask_to_remove()
        elif key == Qt.Key.Key_F2 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.note_wanted.emit()
        elif key in _CLEAR and not control:
            self.clear_cells()
        else:
            return False
        event.accept()
        return True

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab walks the cells; from the last one, and backwards from the first, it leaves the grid."""
        leaves = self._at_the_end() if forwards else self._at() == (0, 0)
        if leaves or not self.currentIndex().isValid():
            return super().focusNextPrevChild(forwards)
        self._move(0, 1 if forwards else -1)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and getattr(self, "shape", None) is not None and self.shape:
            self.shape.follow_font()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The list's menu, by mouse or menu key."""
        menu = self.context_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()
