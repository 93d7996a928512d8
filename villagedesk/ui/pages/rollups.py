# SPDX-License-Identifier: MIT
"""The page 汇总表: a table of a year for the township, a village or a group; each cell opens its households."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.rollups.tables import TABLES
from villagedesk.models.values.numbers import from_scaled
from villagedesk.services.files import villages
from villagedesk.store.rollups import Where, groups
from villagedesk.ui import labels, messages
from villagedesk.ui.choosers import refill
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from villagedesk.models.rollups.spec import Cell
    from villagedesk.services.rollups import Line, Rollup
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_CELL: Final = Qt.ItemDataRole.UserRole
_PAUSE_MS: Final = 400  # after a change: further ones often follow
_COLUMN: Final = 7  # 汉字
_YEARS: Final = (2013, 2099)


class _Grid(QTableWidget):
    """A table whose Enter means the same as a double click, everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells of Enter on some systems only."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.itemDoubleClicked.emit(self.currentItem())
            return
        super().keyPressEvent(event)


class RollupsPage(Page):
    """Above, which table, year and place; below, the cells, and what they count."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self.rollup: Rollup | None = None
        self._reading = 0  # of readings that overlap the last one is shown
        self._shown = False

        # Which table, of when and where
        self.tables, self.village, self.group = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.tables, _("汇总表")), (self.village, _("村")), (self.group, _("组"))):
            box.setAccessibleName(name)
        self.year = QSpinBox(minimum=_YEARS[0], maximum=_YEARS[1], value=session.year, suffix=_("年度"))
        self.year.setAccessibleName(_("年度"))
        self.show_button = QPushButton(labels.lettered(_("看这些户"), "W"))
        self.save_button = QPushButton(labels.lettered(_("导出Excel"), "T"))
        self.save_button.setEnabled(False)
        above = QHBoxLayout()
        for widget in (self.tables, self.year, self.village, self.group):
            above.addWidget(widget)
        above.addStretch(1)
        above.addWidget(self.show_button)
        above.addWidget(self.save_button)

        # The cells, and what they count
        self.grid = _Grid()
        self.grid.setAccessibleName(_("汇总表"))
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)  # Tab leaves the cells, arrows go through them
        self.grid.verticalHeader().hide()
        self.note = labels.label(role=labels.HINT)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.note)

        # What follows from what
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.read)
        for box in (self.tables, self.group):
            box.currentIndexChanged.connect(self.read)
        self.village.currentIndexChanged.connect(self._village_picked)
        self.year.valueChanged.connect(self.read)
        self.grid.itemDoubleClicked.connect(self._open)
        self.grid.currentItemChanged.connect(self._tell)
        self.show_button.clicked.connect(self._open_current)
        self.save_button.clicked.connect(self._ask_and_save)
        session.year_changed.connect(self.year.setValue)

    def shown_first_time(self) -> None:
        """Offer what there is, and read the first table."""
        self._shown = True
        refill(self.tables, ((make(self.session.year).title, key) for key, make in TABLES.items()), None)
        self._list_places()
        self.read()

    def beginning(self) -> QWidget:
        """The cells."""
        return self.grid

    def refresh(self, changed: Changed) -> None:
        """Any fact may be counted: read again when things have come to rest."""
        if self._shown:
            if "village" in changed.tables:
                self._list_places()
            self._timer.start()

    # -- reading ----------------------------------------------------------------------------------------------------

    def read(self, *_what: object) -> None:
        """Read the table that is chosen, on the worker thread."""
        if not self._shown:
            return
        self._reading += 1
        place = Where(str(self.village.currentData() or ""), str(self.group.currentData() or ""))
        work = partial(_read, self._reading, str(self.tables.currentData()), self.year.value(), place)
        self.session.start(_("统计汇总表"), work, done=self._show, failed=self._failed)

    def _show(self, found: object) -> None:
        reading, rollup = cast("tuple[int, Rollup]", found)
        if reading != self._reading:
            return
        self.rollup = rollup
        self.save_button.setEnabled(True)
        self.note.setText(_("口径：{note}").format(note=rollup.table.note))
        self._fill(rollup)

    def _fill(self, rollup: Rollup) -> None:
        grid, columns = self.grid, rollup.table.columns
        chosen = (grid.currentRow(), grid.currentColumn())
        grid.blockSignals(True)
        grid.clear()
        grid.clearSpans()
        grid.setColumnCount(len(columns) + 1)
        grid.setHorizontalHeaderLabels([_("项目"), *columns])
        lines = list(rollup.lines())
        grid.setRowCount(len(lines) + sum(bool(line.heading) for line in lines))
        at = 0
        for line in lines:
            if line.heading:
                _write_heading(grid, at, line.heading)
                at += 1
            _write_line(grid, at, line)
            at += 1
        header = grid.horizontalHeader()
        header.setMinimumSectionSize(_COLUMN * grid.fontMetrics().horizontalAdvance("汉"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        there = grid.item(*chosen)
        if there is None or there.data(_CELL) is None:
            chosen = (0 if grid.item(0, 1) else 1, 1)  # the first cell, below a heading where there is one
        grid.setCurrentCell(*chosen)
        grid.blockSignals(False)
        self._tell()

    def _failed(self, error: object) -> None:
        messages.problem(self, error)

    # -- places -----------------------------------------------------------------------------------------------------

    def _list_places(self) -> None:
        found = villages(self.session.store)
        every = [(_("全部村"), "")] if len(found) > 1 else []
        choices = [*every, *((name or _("（未命名）"), row) for row, name in found.items())]
        refill(self.village, choices, str(self.village.currentData() or ""))
        self.village.setVisible(len(found) > 1)
        self._list_groups()

    def _list_groups(self) -> None:
        village = str(self.village.currentData() or "")
        found = groups(self.session.store, village) if village else []
        chosen = str(self.group.currentData() or "")
        refill(self.group, [(_("全部组"), ""), *((name, name) for name in found)], chosen)
        self.group.setEnabled(bool(found))

    def _village_picked(self) -> None:
        self._list_groups()
        self.read()

    def place_name(self) -> str:
        """Of which township, village and group the table is, in words."""
        village = self.village.currentText() if self.village.currentData() else self.session.store.info.name
        return village + (self.group.currentText() if self.group.currentData() else "")

    # -- the households behind a cell -------------------------------------------------------------------------------

    def _tell(self, *_what: object) -> None:
        item = self.grid.currentItem()
        self.show_button.setEnabled(item is not None and item.data(_CELL) is not None)

    def _open_current(self) -> None:
        item = self.grid.currentItem()
        if item is not None:
            self._open(item)

    def _open(self, item: QTableWidgetItem) -> None:
        cell = cast("Cell | None", item.data(_CELL))
        if cell is None or self.rollup is None:
            return
        label = self.grid.item(item.row(), 0)
        title = f"{self.rollup.table.title}·{label.text().strip() if label else ''}"
        work = partial(_behind, title, self.rollup, cell)
        self.session.start(_("查找这一格的户"), work, done=self._show_list, failed=self._failed)

    def _show_list(self, found: object) -> None:
        title, households = cast("tuple[str, tuple[str, ...]]", found)
        if households:
            self.wanted_list.emit(title, households)
        else:
            self.said.emit(_("这一格没有户。"))

    # -- saving -----------------------------------------------------------------------------------------------------

    def _ask_and_save(self) -> None:
        if self.rollup is None:
            return
        name = f"{self.place_name()}{self.rollup.table.title}_{self.rollup.year}.xlsx"
        kinds = _("Excel表格 (*.xlsx)")
        found, _kind = QFileDialog.getSaveFileName(self, _("保存汇总表"), str(paths.documents() / name), kinds)
        if found:
            self.write(Path(found if found.lower().endswith(".xlsx") else f"{found}.xlsx"))

    def write(self, target: Path) -> None:
        """Save the table that is shown as a spreadsheet."""
        from villagedesk.sheets.rollup import save_rollup

        if self.rollup is None:
            return
        try:
            save_rollup(self.rollup, self.place_name(), target)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.said.emit(_("汇总表已写到 {path}。").format(path=target))


def _read(reading: int, key: str, year: int, place: Where, store: Store, _job: Job) -> tuple[int, Rollup]:
    """Called on the worker thread."""
    from villagedesk.services.rollups import read_rollup

    return reading, read_rollup(store, key, year, place)


def _behind(title: str, rollup: Rollup, cell: Cell, store: Store, _job: Job) -> tuple[str, tuple[str, ...]]:
    """Called on the worker thread."""
    from villagedesk.services.rollups import households_behind

    return title, tuple(households_behind(store, rollup, cell))


def _write_heading(grid: QTableWidget, at: int, text: str) -> None:
    item = QTableWidgetItem(text)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    grid.setItem(at, 0, item)
    grid.setSpan(at, 0, 1, grid.columnCount())


def _write_line(grid: QTableWidget, at: int, line: Line) -> None:
    grid.setItem(at, 0, QTableWidgetItem(f"　{line.row.label}"))
    for place, (cell, value) in enumerate(line.cells(), 1):
        item = QTableWidgetItem(from_scaled(value, cell.unit.decimals, grouped=True))
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(_CELL, cell)
        grid.setItem(at, place, item)
