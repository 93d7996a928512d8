# SPDX-License-Identifier: MIT
"""The roster wizard's first step: which file. An empty roster to fill in can be saved from here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import labels, messages

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from villagedesk.ui.icons import Icons

SUFFIXES = (".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm")


class FileStep(QWidget):
    """A path, chosen, typed or dropped.

    Signals:
        changed: another path.
        chosen: a file was picked; the wizard may go on.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(_("花名册文件"))
        self.line.setPlaceholderText(_("县里发的花名册（Excel、WPS 表格或 CSV），也可以把文件拖到这里"))
        self.line.textChanged.connect(self.changed)
        self.browse_button = QPushButton(_("选择文件(&O)…"), self)
        self.browse_button.clicked.connect(self.browse)
        self.blank_button = QPushButton(_("另存空白花名册(&E)…"), self)
        self.blank_button.setToolTip(_("一份带表头和下拉选项的空表，填好后可以直接导入"))
        self.blank_button.clicked.connect(self.save_blank)
        icons.later(self.browse_button, "open")
        icons.later(self.blank_button, "file")
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.browse_button)
        layout = QVBoxLayout(self)
        layout.addWidget(
            labels.label(
                _(
                    "导入前会先核对每一个单元格，列出新增、更新、相同和存疑的行；确认后才写入，写入前自动备份，整次导入可以撤销。\n"
                    "空单元格不会清掉已有内容；要清除的写“<清空>”。"
                )
            )
        )
        layout.addLayout(row)
        layout.addWidget(self.blank_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()

    @property
    def path(self) -> Path | None:
        """The file that was chosen."""
        text = self.line.text().strip().strip('"')
        return Path(text) if text else None

    def show_path(self, path: Path) -> None:
        """Propose a file."""
        self.line.setText(str(path))

    def browse(self) -> None:
        """Let the user pick a file."""
        kinds = _("花名册") + f" ({' '.join('*' + suffix for suffix in SUFFIXES)});;" + _("所有文件 (*)")
        folder = self.path.parent if self.path else paths.documents()
        found, _kind = QFileDialog.getOpenFileName(self, _("选择花名册"), str(folder), kinds)
        if found:
            self.line.setText(found)
            self.chosen.emit()

    def save_blank(self) -> None:
        """Save an empty roster."""
        from villagedesk.sheets.blank import save_blank_roster

        proposed = paths.documents() / _("空白花名册.xlsx")
        found, _kind = QFileDialog.getSaveFileName(self, _("另存空白花名册"), str(proposed), "Excel (*.xlsx)")
        if not found:
            return
        target = Path(found) if found.lower().endswith(".xlsx") else Path(f"{found}.xlsx")
        try:
            save_blank_roster(target)
        except VillageDeskError as error:
            messages.problem(self, error)
        else:
            messages.note(self, _("已保存到“{path}”。").format(path=target))

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file was dropped."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.line.setText(local[0])
            self.chosen.emit()
