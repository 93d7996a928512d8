# SPDX-License-Identifier: MIT
"""A list to read whose lines are about households; a double click goes to the household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from villagedesk.ui import labels
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.columns import Column


class HouseholdLinesDialog(QDialog):
    """Each line has a `household`.

    Signals:
        wanted_household: the id of the household that the user wants to see.
    """

    wanted_household = Signal(str)

    def __init__(
        self, columns: Sequence[Column[Any]], name: str, told: str, icons: Icons, parent: QWidget | None = None
    ) -> None:
        """Begin without lines.

        Args:
            columns: those of the list.
            name: under which their widths are remembered.
            told: what stands above.
            icons: of the file.
            parent: the page.
        """
        super().__init__(parent)
        self.model: RowsModel[Any] = RowsModel(columns, icons, self)
        self.view = PagedView(self.model, name, self)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.fitted = True
        self.view.opened.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter opens the household
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(told, labels.HINT))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)

    def _open(self, _key: object) -> None:
        line = self.model.line(self.view.currentIndex().row())
        if line is not None:
            self.wanted_household.emit(line.household)
            self.accept()
