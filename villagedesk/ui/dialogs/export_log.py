# SPDX-License-Identifier: MIT
"""The export log (导出登记): who took what out of the house unmasked, for whom and why; to look at, to save, to find a file in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.keeping.exportlog import fingerprint
from villagedesk.store.exportlog import entries
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from villagedesk.models.catalogue.exporting import ExportEntry
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


class ExportLogDialog(QDialog):
    """The entries, the latest first. Nothing can be changed here, nor anywhere else."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("导出登记"))
        window_state.fit(self, 64, 30)
        self.model: RowsModel[ExportEntry] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.model, "export-log", self)
        self.list.setAccessibleName(_("导出登记"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.find_button = QPushButton(_("查一个文件(&F)…"), self)
        self.save_button = QPushButton(_("另存为Excel(&S)…"), self)
        self.close_button = QPushButton(_("关闭"), self)
        self.told = labels.label("")
        hint = _(
            "不脱敏的花名册、清单、存疑行都登记在这里，只能增加，不能修改或删除；上报时随文件带到乡镇。捡到文件时，可查它是哪次导出的。"
        )
        buttons = QHBoxLayout()
        for button in (self.find_button, self.save_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(hint, labels.HINT))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        self.find_button.clicked.connect(self._ask_and_find)
        self.save_button.clicked.connect(self._ask_and_save)
        self.close_button.clicked.connect(self.reject)
        self.close_button.setDefault(True)
        self.model.show(entries(session.store))
        self.save_button.setEnabled(bool(self.model.lines))
        self.told.setText(_("共{count}条。").format(count=len(self.model.lines)))
        if self.model.lines:
            self.list.go_to_row(0)

    def _ask_and_find(self) -> None:
        kinds = ";;".join((_("Word和Excel文件 (*.docx *.xlsx)"), _("所有文件 (*)")))
        found, _kind = QFileDialog.getOpenFileName(self, _("查一个文件"), str(paths.documents()), kinds)
        if found:
            self.find_file(Path(found))

    def find_file(self, path: Path) -> None:
        """Go to the entry of a file that was found, by its contents; its name does not matter."""
        try:
            wanted = fingerprint(path)
        except OSError:
            self.told.setText(_("“{name}”读不出来，请检查文件是否完好。").format(name=path.name))
            return
        for row, entry in enumerate(self.model.lines):
            if entry.file_hash == wanted:
                self.list.go_to_row(row)
                text = _("“{name}”是{who}于{time}导出的。")
                self.told.setText(text.format(name=path.name, who=entry.who or _("未署名"), time=entry.time))
                return
        self.told.setText(_("“{name}”没有登记：不是从这个村档导出的，或导出后改动过。").format(name=path.name))

    def _ask_and_save(self) -> None:
        proposed = paths.documents() / _("{name}导出登记.xlsx").format(name=self._session.store.info.name)
        kinds = _("Excel表格 (*.xlsx)")
        found, _kind = QFileDialog.getSaveFileName(self, _("另存为Excel"), str(proposed), kinds)
        if found:
            self.save(Path(found if found.lower().endswith(".xlsx") else f"{found}.xlsx"))

    def save(self, target: Path) -> None:
        """Save the list as a spreadsheet."""
        from villagedesk.sheets.export_log import save_export_log

        try:
            save_export_log(self.model.lines, target)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.told.setText(_("已保存到“{path}”。").format(path=target))


def _columns() -> list[Column[ExportEntry]]:
    return [
        Column("time", _("时间"), lambda one: (one.time or "")[:16], 8),
        Column("who", _("导出人"), lambda one: one.who or _("未署名"), 4),
        Column("what", _("内容"), lambda one: one.what or "", 7, tip=lambda one: one.columns or ""),
        Column("place", _("范围"), lambda one: one.place or "", 5),
        Column("households", _("户数"), lambda one: str(one.households or 0), 3, order=_households, right=True),
        Column("people", _("人数"), lambda one: str(one.people or 0), 3, order=_people, right=True),
        Column("recipient", _("提供给"), lambda one: one.recipient or "", 6),
        Column("reason", _("原因"), lambda one: one.reason or "", 9, tip=lambda one: one.reason or ""),
        Column("columns", _("栏目"), lambda one: one.columns or "", 9, tip=lambda one: one.columns or ""),
        Column("file_hash", "SHA-256", lambda one: one.file_hash or "", 8, tip=lambda one: one.file_hash or ""),
    ]


def _households(entry: ExportEntry) -> object:
    return entry.households or 0


def _people(entry: ExportEntry) -> object:
    return entry.people or 0


def show_export_log(parent: QWidget | None, session: Session, icons: Icons) -> None:
    """Show the log until it is closed."""
    dialog = ExportLogDialog(session, icons, parent)
    dialog.exec()
    dialog.deleteLater()
