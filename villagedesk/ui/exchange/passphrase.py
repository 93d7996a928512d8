# SPDX-License-Identifier: MIT
"""Asking for the passphrase of received files, once for all that it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.dialogs.passphrase import PassphraseEdit, caps_hint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class AskPassphrase(QDialog):
    """One line for the passphrase of the named files."""

    def __init__(self, parent: QWidget | None, files: Sequence[Path], *, again: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("来件的口令"))
        names = _("、").join(path.name for path in files[:5])
        more = _("等{count}个文件").format(count=len(files)) if len(files) > 5 else ""
        text = _("{names}{more}的口令与本文件不同，请输入。输入一次即可，以后不再询问。")
        told = labels.label(text.format(names=names, more=more))
        wrong = labels.label(_("口令不对，请再试一次。") if again else "", labels.ERROR)
        wrong.setVisible(again)
        self.edit = PassphraseEdit(_("来件的口令"))
        form = QFormLayout()
        form.addRow(_("口令(&P)"), self.edit)
        buttons = QDialogButtonBox()
        buttons.addButton(_("确定(&O)"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("跳过这些文件(&S)"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, wrong):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(caps_hint(self.edit))
        column.addWidget(buttons)


def ask_passphrase(parent: QWidget | None, files: Sequence[Path], *, again: bool) -> str:
    """The passphrase, or "" if these files are to be skipped."""
    dialog = AskPassphrase(parent, files, again=again)
    return dialog.edit.text() if dialog.exec() == QDialog.DialogCode.Accepted else ""
