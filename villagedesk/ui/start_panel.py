# SPDX-License-Identifier: MIT
"""What stands beside the list of households while none is open: what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _

if TYPE_CHECKING:
    from villagedesk.ui.icons import Icons


class StartPanel(QWidget):
    """A sentence and, in an empty file, the two ways to fill it. What the buttons do is the page's business."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.import_button = QPushButton(_("导入花名册(&I)…"), self)
        self.new_button = QPushButton(_("新增户(&N)…"), self)
        icons.later(self.import_button, "import")
        icons.later(self.new_button, "add")
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.import_button, self.new_button):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(self.hint)
        column.addLayout(buttons)
        column.addStretch()

    def show_hint(self, *, empty: bool, writable: bool) -> None:
        """Say what to do first: fill the file, or choose a household."""
        self.hint.setText(
            _("文件里还没有户。\n先导入县里发的花名册，或者新增户。")
            if empty
            else _("从左边的列表中选择一户，查看和填写它的档案。")
        )
        self.import_button.setVisible(empty and writable)
        self.new_button.setVisible(empty and writable)
