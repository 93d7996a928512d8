# SPDX-License-Identifier: MIT
"""What became of a run for many households: a text, and a line for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.columns import Column

_LINES_SEEN: Final = 5


class RunResult(QWidget):
    """Subclasses show what a run has made, refused households first, since something is to be done about them.

    Signals:
        household_wanted: a household was double-clicked.
    """

    household_wanted = Signal(str)

    def __init__(
        self, columns: Sequence[Column[Any]], name: str, hint: str, icons: Icons, parent: QWidget | None = None
    ) -> None:
        """Begin without lines.

        Args:
            columns: those of the list.
            name: under which their widths are remembered.
            hint: what stands beside the buttons below the list.
            icons: of the file.
            parent: the dialog.
        """
        super().__init__(parent)
        self._target: Path | None = None
        self.text = labels.label("")
        self.model: RowsModel[Any] = RowsModel(columns, icons, self)
        self.list = PagedView(self.model, name, self)
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 10))
        self.list.opened.connect(self._open)
        self.folder_button = QPushButton(_("打开文件夹(&F)"), self)
        icons.later(self.folder_button, "folder")
        self.folder_button.clicked.connect(self.open_folder)
        self.buttons = QHBoxLayout()
        self.hint = labels.label(hint, labels.HINT)
        self.buttons.addWidget(self.hint, 1)
        self.buttons.addWidget(self.folder_button)
        self.parts = QVBoxLayout(self)
        self.parts.addWidget(self.text)
        self.parts.addWidget(self.list, 1)
        self.parts.addLayout(self.buttons)

    def show_stopped(self, text: str, target: Path) -> None:
        """The user stopped the run; what was finished stays."""
        self._target = target
        self.model.show([])
        self.text.setText(text)
        self.folder_button.setEnabled(target.is_dir())

    def focus_list(self) -> bool:
        """Put the cursor on the first line, which is a refused household if there is one; False if there is no line."""
        if not self.model.rowCount():
            return False
        self.list.go_to_row(0)
        self.list.setFocus()
        return True

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        if self._target is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))

    def _open(self, key: object) -> None:
        self.household_wanted.emit(str(key))
