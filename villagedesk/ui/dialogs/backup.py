# SPDX-License-Identifier: MIT
"""The backups of the open file: make one, take one to a stick, go back to one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.opening import backups
from villagedesk.store.drives import Drive, drive_of
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.backup_schedule import file_name
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.restore import backup_columns, confirm_restore
from villagedesk.ui.file_names import ask_folder, ask_village_file
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.services.opening.backups import Backup
    from villagedesk.ui.backup_schedule import BackupSchedule
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


@dataclass(frozen=True, slots=True)
class Restore:
    """A backup that is to take the place of the open file, and the passphrase that opens it."""

    backup: Path
    passphrase: str


def manage_backups(parent: QWidget, session: Session, schedule: BackupSchedule, icons: Icons) -> Restore | None:
    """Show the backups of the open file.

    Returns:
        The restore that the user has confirmed; the caller closes the file, restores and opens it again.
    """
    dialog = BackupDialog(session, schedule, icons, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.restore


class BackupDialog(QDialog):
    """The list of backups with what can be done with them."""

    def __init__(self, session: Session, schedule: BackupSchedule, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.restore: Restore | None = None
        self._session = session
        self._schedule = schedule
        self.setWindowTitle(_("备份与恢复"))
        window_state.fit(self, 54, 38)
        said = labels.label(
            _(
                "每天第一次打开、导入前、定时和关闭时自动备份，备份和文件用同一个口令加密。"
                "请至少每周复制一份到U盘，和电脑分开存放。"
            )
        )
        self.lines: RowsModel[Backup] = RowsModel(backup_columns())
        self.lines.setParent(self)
        self.list = PagedView(self.lines, "backups")
        self.list.setAccessibleName(_("备份列表"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.note = labels.label()
        self.note.setAccessibleName(_("结果"))
        self.note.hide()
        self.make_button = self._button(_("立即备份(&B)"), self.make, icons, "backup")
        self.copy_button = self._button(_("复制到U盘(&U)…"), self.copy_elsewhere, icons, "copy")
        self.restore_button = self._button(_("恢复到选中的备份(&R)…"), self.restore_selected, icons, "restore")
        self.other_button = self._button(_("从其他位置恢复(&F)…"), self.restore_other, icons, "open")
        self.folder_button = self._button(_("打开备份文件夹(&D)"), self.open_folder, icons, "folder")
        writable = not session.store.read_only
        for button in (self.make_button, self.restore_button, self.other_button):
            button.setEnabled(writable)
        tools = QGridLayout()
        for place, button in enumerate(
            (self.make_button, self.copy_button, self.restore_button, self.other_button, self.folder_button)
        ):
            tools.addWidget(button, place // 3, place % 3)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        layout.addLayout(tools)
        layout.addWidget(close)
        self.reload()
        self.list.setFocus()

    def _button(self, text: str, do: Callable[[], None], icons: Icons, icon: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        icons.later(button, icon)
        return button

    def reload(self) -> None:
        """Read the folder again; the newest backup gets the cursor."""
        self.lines.show(backups.list_backups(self._session.store.info))
        if self.lines.lines:
            self.list.go_to_row(0)
        else:
            self._say(_("还没有备份。点“立即备份”做第一个。"))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def selected(self) -> Backup | None:
        """The backup under the cursor."""
        chosen: Backup | None = self.list.current_key()
        return chosen

    def make(self) -> None:
        """Back up now."""
        try:
            outcome = self._schedule.now(self)
        except Cancelled as stopped:
            self._say(str(stopped))
            return
        except VillageDeskError as fault:
            messages.problem(self, fault)
            return
        self.reload()
        self._say(outcome.trouble or _("已备份并检查过，可以放心。"))

    def copy_elsewhere(self) -> None:
        """Copy the selected backup to a stick and read it back."""
        chosen = self.selected()
        if chosen is None:
            self._say(_("还没有备份。点“立即备份”做第一个。"))
            return
        folder = ask_folder(self, _("复制到哪个盘（文件夹）"), first_stick())
        if folder is None:
            return
        try:
            target = progress.run(
                self,
                self._session.tasks,
                _("复制备份"),
                lambda store, _job: backups.copy_elsewhere(chosen, folder, file_name(store)),
            )
        except VillageDeskError as fault:
            messages.problem(self, fault)
            return
        self._schedule.copied_elsewhere()
        self._say(_("已复制并核对：{target}。拔U盘前请先“安全弹出”。").format(target=target))

    def restore_selected(self) -> None:
        """Go back to the backup under the cursor, after showing what that loses."""
        chosen = self.selected()
        if chosen is not None:
            self._restore(Path(chosen.path))

    def restore_other(self) -> None:
        """Go back to a backup that lies elsewhere."""
        chosen = ask_village_file(self, first_stick())
        if chosen is not None:
            self._restore(chosen)

    def _restore(self, made: Path) -> None:
        passphrase = confirm_restore(self, self._session, made)
        if passphrase is not None:
            self.restore = Restore(made, passphrase)
            self.accept()

    def open_folder(self) -> None:
        """Show the folder of the backups in the system's file manager."""
        folder = backups.folder_of(self._session.store.info)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            messages.note(self, _("备份在这个文件夹里：{folder}").format(folder=folder))


def first_stick() -> Path | None:
    """The first writable stick that is plugged in, if any."""
    for volume in QStorageInfo.mountedVolumes():
        if volume.isReady() and not volume.isReadOnly():
            path = Path(volume.rootPath())
            if drive_of(path) is Drive.REMOVABLE:
                return path
    return None
