# SPDX-License-Identifier: MIT
"""Which columns a roster has, in which order: ticked ones first, moved with buttons, keys or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.ui import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.rosters.columns import Column

_PATH: Final = int(Qt.ItemDataRole.UserRole)
_SEEN: Final = 9  # lines


class ColumnChoice(QWidget):
    """A list to tick and to order.

    Signals:
        changed: something was ticked or moved.
        proposed_wanted: the roster's own columns are asked for.
    """

    changed = Signal()
    proposed_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("栏目"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumHeight(_SEEN * (self.fontMetrics().height() + 4))
        self.up_button = QPushButton(_("上移(&U)"), self)
        self.down_button = QPushButton(_("下移(&D)"), self)
        self.proposed_button = QPushButton(_("恢复默认(&R)"), self)
        self.said = labels.label("")
        buttons = QHBoxLayout()
        for button in (self.up_button, self.down_button, self.proposed_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.proposed_button.clicked.connect(self.proposed_wanted)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)

    def show_columns(self, known: Mapping[str, Column], chosen: Sequence[str]) -> None:
        """Show what there is, the chosen ones ticked and on top."""
        self.list.blockSignals(True)
        self.list.clear()
        first = [path for path in chosen if path in known]
        for path in (*first, *(path for path in known if path not in first)):
            item = QListWidgetItem(known[path].label)
            item.setData(_PATH, path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if path in first else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """The paths of what is ticked, in the order shown."""
        return tuple(str(item.data(_PATH)) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.list.item(row) for row in range(self.list.count()))

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)
            self._tell()

    def _tell(self, *_what: object) -> None:
        self.said.setText(_("栏目：已选{count}栏，从上到下就是从左到右").format(count=len(self.chosen())))
        self.changed.emit()
