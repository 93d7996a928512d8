# SPDX-License-Identifier: MIT
"""The way back to a backup: first what would be lost, then the passphrase, then the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.opening import backups, restoring
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.passphrase import PassphraseEdit, caps_hint
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.services.opening.backups import Backup
    from villagedesk.services.opening.restoring import Preview
    from villagedesk.store.history import BatchLine
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job


def backup_columns() -> list[Column[Backup]]:
    """The columns in which backups are listed."""
    return [
        Column("at", _("时间"), lambda one: f"{one.made:%Y-%m-%d %H:%M}", 9),
        Column("households", _("户数"), lambda one: _count(one.households), 4, order=_households, right=True),
        Column("members", _("人数"), lambda one: _count(one.members), 4, order=_members, right=True),
        Column("size", _("大小"), lambda one: size_text(one.size), 5, order=_size, right=True),
        Column("reason", _("原因"), lambda one: backups.reason_label(one.reason), 8),
    ]


def _count(number: int) -> str:
    return str(number) if number >= 0 else "—"


def _households(one: Backup) -> int:
    return one.households


def _members(one: Backup) -> int:
    return one.members


def _size(one: Backup) -> int:
    return one.size


def size_text(size: int) -> str:
    """A file's size as people say it."""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, size // 1024)} KB"


def summary(found: Preview) -> str:
    """What a backup holds, and whether it can take the place of the present file."""
    contents = found.contents
    lines = [
        _("备份内容：{name}，{households}户，{members}人。").format(
            name=contents.info.name, households=contents.households, members=contents.members
        )
    ]
    if contents.last_at:
        lines.append(_("其中最后一次操作：{at} {label}").format(at=contents.last_at[:16], label=contents.last_label))
    if not found.same_file:
        lines.append(_("这个备份是另一个文件的，不能用来恢复当前文件；请直接打开它查看。"))
    elif not found.current_readable:
        lines.append(_("当前文件已不能读取，无法列出恢复后会失去哪些操作。"))
    elif found.lost:
        lines.append(_("恢复后会失去下面{count}次操作：").format(count=len(found.lost)))
    else:
        lines.append(_("备份以后没有新的操作，恢复不会失去内容。"))
    return "\n".join(lines)


class RestoreDialog(QDialog):
    """Shows what a restore brings and takes, and asks for the passphrase, so that nobody does it in passing."""

    def __init__(
        self,
        found: Preview,
        fits: Callable[[str], bool] | None,
        parent: QWidget | None = None,
    ) -> None:
        """`fits` tells whether a passphrase is the file's; None for a file without one."""
        super().__init__(parent)
        self._fits = fits
        self.passphrase = ""
        self.setWindowTitle(_("从备份恢复"))
        window_state.fit(self, 48, 36)
        layout = QVBoxLayout(self)
        self.said = labels.label(summary(found))
        layout.addWidget(self.said)
        lost: RowsModel[BatchLine] = RowsModel(_lost_columns())
        lost.setParent(self)
        lost.show(found.lost)
        self.lost = PagedView(lost, "restore/lost")
        self.lost.setAccessibleName(_("恢复后会失去的操作"))
        self.lost.horizontalHeader().setStretchLastSection(True)
        self.lost.setVisible(bool(found.lost) and found.same_file)
        layout.addWidget(self.lost, 1)
        kept = labels.label(_("当前文件会先存进备份列表（“恢复前的原文件”），以后还能找回来。"), labels.HINT)
        layout.addWidget(kept)
        self.line = PassphraseEdit(_("口令"))
        self.error = labels.label("", labels.ERROR)
        if fits is not None and found.same_file:
            label = QLabel(_("输入口令确认(&P)"))
            label.setBuddy(self.line)
            row = QHBoxLayout()
            row.addWidget(label)
            row.addWidget(self.line, 1)
            layout.addLayout(row)
            layout.addWidget(caps_hint(self.line))
            layout.addWidget(self.error)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.restore_button = buttons.addButton(_("恢复到这个备份(&R)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore_button.setEnabled(found.same_file)
        self.restore_button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        if fits is not None:
            self.line.setFocus()

    def accept(self) -> None:
        """Go on only with the right passphrase."""
        if self._fits is not None and not self._fits(self.line.text()):
            self.error.setText(_("口令不对，没有恢复。请检查大小写和输入法，再试一次。"))
            self.line.setFocus()
            self.line.selectAll()
            return
        self.passphrase = self.line.text()
        super().accept()


def _lost_columns() -> list[Column[BatchLine]]:
    return [
        Column("at", _("时间"), lambda one: one.at[:16], 9),
        Column("who", _("录入人"), lambda one: one.who, 6),
        Column("changes", _("改动数"), lambda one: str(one.changes), 4, order=_changes, right=True),
        Column("label", _("操作"), lambda one: one.label, 16),
    ]


def _changes(one: BatchLine) -> int:
    return one.changes


def confirm_restore(parent: QWidget, session: Session, made: Path) -> str | None:
    """Show what restoring this backup over the open file would lose, and ask.

    Returns:
        The passphrase (empty for a file without one) if the user wants it, None otherwise.
    """

    def compare(store: Store, _job: Job) -> Preview:
        return restoring.preview_restore(made, store, store.key)

    try:
        found = cast("Preview", progress.run(parent, session.tasks, _("查看备份"), compare))
    except Cancelled:
        return None
    except VillageDeskError as fault:
        messages.problem(parent, fault)
        return None
    dialog = RestoreDialog(found, session.passphrase_fits if session.store.key else None, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.passphrase if accepted else None
