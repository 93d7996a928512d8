# SPDX-License-Identifier: MIT
"""The list widget for every list: sorting by header, chosen columns, copying, and a selection that survives refreshing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMetaMethod,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from villagedesk.i18n import _
from villagedesk.ui import shortcuts
from villagedesk.ui.tables.copying import as_mime, masks_copies, tell_masked
from villagedesk.ui.tables.numbers import NumberDelegate
from villagedesk.ui.tables.shape import Shape

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.tables.paged import PagedModel
    from villagedesk.ui.tables.rows import RowsModel

_SELECT = QItemSelectionModel.SelectionFlag
_ROW_AIR = 8


class PagedView(QTableView):
    """Shows a `PagedModel` or a `RowsModel`. Actions added to the widget also stand in its context menu.

    Attributes:
        fitted: whether the columns fit what stands in them, whenever that or the room for it changes; see `Shape.fit`.

    Signals:
        opened: the key of the line that was double-clicked or on which Enter was pressed.
        current_changed: the key of the line under the cursor, None where there is none.
        selection_changed: how many lines are selected.
        sorted_by: what the header was clicked for: column and whether descending.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    selection_changed = Signal(int)
    sorted_by = Signal(str, bool)

    def __init__(self, model: PagedModel[Any] | RowsModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._kept: tuple[set[Any], Any, int] = (set(), None, 0)
        self._told: object = None
        self.fitted = False

        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self._set_row_height()

        columns = model.columns
        numbers = NumberDelegate(self)
        for place, column in enumerate(columns):
            if column.right:
                self.setItemDelegateForColumn(place, numbers)
        self.shape = Shape(
            self, name, [c.key for c in columns], [c.width for c in columns], [c.hidden for c in columns]
        )
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._sort_by_section)
        # WORKAROUND: painting a header asks whether every row is selected, a second per hundred thousand selected rows.
        header.setSelectionModel(QItemSelectionModel(model, header))
        self._show_sorting()

        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._find_again)
        model.modelReset.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.activated.connect(self._tell_opened)

    # -- what pages ask ---------------------------------------------------------------------------------------------

    def current_key(self) -> Any:
        """The key of the line under the cursor, or None."""
        row = self.currentIndex().row()
        return self._lines.key(row) if 0 <= row < self._lines.rowCount() else None

    def selected_keys(self) -> list[Any]:
        """The keys of the selected lines in the order of the list."""
        return [self._lines.key(row) for row in self._selected_rows()]

    def selected_count(self) -> int:
        """How many lines are selected; does not look at each."""
        return sum(part.height() for part in self._selected_ranges())

    def _selected_rows(self) -> list[int]:
        return sorted({row for part in self._selected_ranges() for row in range(part.top(), part.bottom() + 1)})

    def _selected_ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def go_to(self, key: object) -> bool:
        """Put the cursor on a line and show it; False if it is not in the list."""
        row = self._lines.row_of_key(key)
        if row < 0:
            return False
        self.go_to_row(row)
        return True

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row and show it."""
        column = next(iter(self.shape.shown()), 0)
        index = self._lines.index(row, column)
        self.selectionModel().setCurrentIndex(index, _SELECT.ClearAndSelect | _SELECT.Rows)
        self.scrollTo(index)

    def go_nowhere(self) -> None:
        """Put the cursor on no line, and select none."""
        self.selectionModel().clear()

    def step(self, by: int) -> bool:
        """Move the cursor by some rows; False at the end of the list."""
        row = self.currentIndex().row() + by
        if not 0 <= row < self._lines.rowCount():
            return False
        self.go_to_row(row)
        return True

    def copy(self) -> None:
        """Put the selected lines with their headings on the clipboard, as shown; of many lines the numbers are masked."""
        columns = [self._lines.columns[column] for column in self.shape.shown()]
        rows = self._selected_rows()
        whole = [
            [column.text(line) for column in columns] for row in rows if (line := self._lines.line(row)) is not None
        ]
        table = whole
        if masks_copies(len(rows)):
            table = [[one.masked(text) for one, text in zip(columns, cells, strict=True)] for cells in whole]
        QGuiApplication.clipboard().setMimeData(as_mime([[column.title for column in columns], *table]))
        if table != whole:
            tell_masked(self, len(rows))

    def context_menu(self) -> QMenu:
        """The menu of the list: the page's verbs, copying, the choice of columns."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.addSeparator()
        copy = menu.addAction(_("复制为表格"), self.copy)
        copy.setShortcuts(shortcuts.keys_of("copy"))
        copy.setEnabled(self.selectionModel().hasSelection())
        menu.addMenu(self.shape.menu())
        return menu

    # -- sorting ----------------------------------------------------------------------------------------------------

    def _sort_by_section(self, section: int) -> None:
        sort = self._lines.sort_of(self._lines.columns[section])
        if sort:
            descending = sort == self._lines.sort_key and not self._lines.descending
            self._lines.sort_by(sort, descending=descending)
            self.sorted_by.emit(sort, descending)
        self._show_sorting()

    def _show_sorting(self) -> None:
        columns = self._lines.columns
        sorts = [self._lines.sort_of(column) for column in columns]
        section = sorts.index(self._lines.sort_key) if self._lines.sort_key in sorts else -1
        order = Qt.SortOrder.DescendingOrder if self._lines.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)

    # -- the selection over a refresh -------------------------------------------------------------------------------

    def _remember(self) -> None:
        self._kept = (set(self.selected_keys()), self.current_key(), self.currentIndex().row())

    def _find_again(self) -> None:
        """Select the same lines again; where the current one has gone, its neighbour is not opened by itself."""
        wanted, current, _row = self._kept
        if not wanted and current is None:
            self._tell_current()
            return
        selection = self.selectionModel()
        selection.select(self._selection_of(self._rows_of(wanted)), _SELECT.ClearAndSelect)
        row = self._lines.row_of_key(current)
        if row >= 0:
            index = self._lines.index(row, next(iter(self.shape.shown()), 0))
            selection.setCurrentIndex(index, _SELECT.NoUpdate)
            self.scrollTo(index)
        self._tell_current()

    def _selection_of(self, rows: list[int]) -> QItemSelection:
        """The rows as a selection, neighbours as one range: Qt's work grows with the square of the ranges."""
        last = self._lines.columnCount() - 1
        found = QItemSelection()
        for _run, neighbours in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            run = [row for _place, row in neighbours]
            found.append(QItemSelectionRange(self._lines.index(run[0], 0), self._lines.index(run[-1], last)))
        return found

    def _rows_of(self, wanted: set[Any]) -> list[int]:
        if len(wanted) <= 50:
            return sorted(row for row in map(self._lines.row_of_key, wanted) if row >= 0)
        return [row for row in range(self._lines.rowCount()) if self._lines.key(row) in wanted]

    def _tell_current(self, *_indexes: QModelIndex) -> None:
        key = self.current_key()
        if key != self._told:
            self._told = key
            self.current_changed.emit(key)

    def _tell_selection(self, *_what: object) -> None:
        self.selection_changed.emit(self.selected_count())

    def _tell_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self._lines.key(index.row()))

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _ROW_AIR)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of this widget."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._opens():
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def _opens(self) -> bool:
        """Whether Enter opens anything here; where it does not, it belongs to the dialog's button."""
        return self.currentIndex().isValid() and self.isSignalConnected(QMetaMethod.fromSignal(self.opened))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The list's menu, by mouse or menu key."""
        menu = self.context_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called for the viewport, which also changes when a scroll bar comes or goes."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.fitted:
            self.shape.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_row_height()
            if hasattr(self, "shape"):
                self.shape.follow_font()
