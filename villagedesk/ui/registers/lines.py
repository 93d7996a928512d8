# SPDX-License-Identifier: MIT
"""The leaf on which the lines of a record are typed: money of a project, households that it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.models.values.show import entity_name, heading_of, with_unit
from villagedesk.ui import labels
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.registers.widths import first_width
from villagedesk.ui.tables.grid_model import GridModel
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons

_LINES_SEEN: Final = 4


class LinesLeaf(QWidget):
    """The lines of one entity as a grid, and the verb that takes one out.

    Signals:
        row_wanted_gone: this line (`Row`) is to be taken out.
    """

    row_wanted_gone = Signal(object)

    def __init__(self, rows: RowSet, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._read_only = refs.read_only
        spec = rows.specs[0]
        self.model = GridModel(rows, form_fields(spec, None), lambda _row: "", refs, icons, self)
        self.grid = GridView(self.model, self)
        self.grid.setAccessibleName(entity_name(spec))
        keys = [one.key for one in self.model.columns]
        widths = [max(first_width(one), len(with_unit(heading_of(one), one)) + 1) for one in self.model.columns]
        self.grid.remember_columns(f"register-{spec.key}", keys, widths, [False] * len(keys))
        self.grid.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        self.grid.row_wanted_gone.connect(self._ask_out)
        self.said = labels.label("", labels.ERROR)
        self.grid.told.connect(self.said.setText)
        self.out_button = QPushButton(_("移出这一行(&M)…"), self)
        self.out_button.clicked.connect(lambda: self._ask_out(self.grid.currentIndex().row()))
        icons.later(self.out_button, "delete")
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.out_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid, 1)
        column.addLayout(below)
        for signal in (rows.added, rows.removed, rows.was_reset):
            signal.connect(self._count)
        self.grid.selectionModel().currentRowChanged.connect(self._count)
        self._count()

    def row_at_cursor(self) -> Row | None:
        """The line under the cursor; None on the empty one below the last."""
        place = self.grid.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows) else None

    def begin(self) -> None:
        """Put the cursor where the next line is typed."""
        self.grid.go_to(len(self.rows), 0)
        self.grid.setFocus()

    def go_to(self, row: str, key: str) -> None:
        """Put the cursor on a field of a line."""
        index = self.model.place_of(f"{self.rows.specs[0].key}.{key}", row)
        if index.isValid():
            self.grid.go_to(index.row(), index.column())
        self.grid.setFocus()

    def _ask_out(self, place: int) -> None:
        row = self.model.row_at(place)
        if row is not None:
            self.row_wanted_gone.emit(row)

    def _count(self, *_what: object) -> None:
        self.out_button.setVisible(not self._read_only)
        self.out_button.setEnabled(self.row_at_cursor() is not None)
