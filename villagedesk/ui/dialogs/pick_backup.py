# SPDX-License-Identifier: MIT
"""All backups on this computer, for a file that can no longer be opened and so cannot tell which are its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.opening import backups, restoring
from villagedesk.store import backup
from villagedesk.store.file import SUFFIX
from villagedesk.store.store import FileInfo
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.passphrase import PassphraseEdit, caps_hint
from villagedesk.ui.dialogs.restore import backup_columns, summary
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView
from villagedesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from villagedesk.services.opening.backups import Backup


def every_backup(near: str) -> list[tuple[str, Backup]]:
    """The backups of all files on this computer as (name of the file's village, backup).

    Those of villages whose name stands in `near`, a file's name, come first; then the newest first.
    """
    folder = paths.backups()
    found = []
    for one in sorted(folder.iterdir()) if folder.is_dir() else []:
        name, _dash, lineage = one.name.rpartition("-")
        found += [(name, made) for made in backups.list_backups(FileInfo(lineage, "", name, "", 0))]
    return sorted(found, key=lambda line: (line[0] in near, line[1].at), reverse=True)


def restore_closed_file(parent: QWidget, target: Path) -> str | None:
    """Let the user pick a backup for a file that cannot be opened, and put it in its place.

    Returns:
        The passphrase with which the restored file opens; None if nothing was restored.
    """
    dialog = PickBackupDialog(target, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.line.text() if accepted else None


class PickBackupDialog(QDialog):
    """All backups on this computer, for a file that can no longer tell which are its own."""

    def __init__(self, target: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self.setWindowTitle(_("从备份恢复"))
        window_state.fit(self, 48, 36)
        self.lines: RowsModel[tuple[str, Backup]] = RowsModel(_picked_columns())
        self.lines.setParent(self)
        self.lines.show(every_backup(target.stem))
        self.list = PagedView(self.lines, "restore/pick")
        self.list.setAccessibleName(_("备份列表"))
        self.list.horizontalHeader().setStretchLastSection(True)
        said = labels.label(
            _("请选择要恢复到“{name}”的备份。损坏的文件不会丢弃，会另存在备份里。").format(name=target.name)
        )
        self.line = PassphraseEdit(_("口令"))
        label = QLabel(_("备份的口令(&P)"))
        label.setBuddy(self.line)
        self.error = labels.label("", labels.ERROR)
        other = QPushButton(_("其他位置的备份(&F)…"))
        other.setAutoDefault(False)
        other.clicked.connect(self._from_elsewhere)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.line, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
        self.restore_button = buttons.addButton(_("恢复(&R)"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._restore_chosen)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (said, self.list):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        layout.addLayout(row)
        layout.addWidget(caps_hint(self.line))
        layout.addWidget(self.error)
        layout.addWidget(buttons)
        self.restore_button.setDefault(True)
        if self.lines.lines:
            self.list.go_to_row(0)
        else:
            self.error.setText(_("这台电脑上没有找到备份。如果备份在U盘上，请点“其他位置的备份”。"))

    def _restore_chosen(self) -> None:
        chosen = self.list.current_key()
        if chosen is None:
            self.error.setText(_("请先在列表中选择一个备份。"))
            return
        self.restore(Path(chosen[1].path))

    def _from_elsewhere(self) -> None:
        kinds = _("村档文件 (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("选择备份文件"), str(paths.documents()), kinds)
        if chosen:
            self.restore(Path(chosen))

    def restore(self, made: Path) -> None:
        """Look at the backup, ask, and put it in the place of the file; what goes wrong is said in the dialog."""
        tasks = Tasks()
        passphrase, target = self.line.text(), self._target
        try:
            found = progress.run(
                self,
                tasks,
                _("查看备份"),
                lambda _store, _job: restoring.preview_restore(made, None, backup.key_for(made, passphrase)),
            )
            if not messages.ask(self, summary(found), _("恢复"), dangerous=True):
                return
            progress.run(
                self, tasks, _("恢复"), lambda _store, _job: restoring.restore_backup(made, target, passphrase)
            )
        except Cancelled:
            return
        except VillageDeskError as fault:
            self.error.setText(str(fault))
            return
        finally:
            tasks.close()
        self.accept()


def _picked_columns() -> list[Column[tuple[str, Backup]]]:
    def of_backup(column: Column[Backup]) -> Column[tuple[str, Backup]]:
        order = column.order
        return Column(
            column.key,
            column.title,
            lambda line: column.text(line[1]),
            column.width,
            order=(lambda line: order(line[1])) if order else None,
            right=column.right,
        )

    return [Column("village", _("村（镇）"), lambda line: line[0], 8), *map(of_backup, backup_columns())]
