# SPDX-License-Identifier: MIT
"""Asking twice before a person is erased on request: the ground is written down, and a word must be typed."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels

_SHORTEST = 2


class EraseDialog(QDialog):
    """Gives `reason`; it can only be accepted when the ground is there and the word is typed."""

    def __init__(self, parent: QWidget | None, whose: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("按申请彻底删除"))
        self.word = _("彻底删除")
        told = labels.label(
            _(
                "将从本文件中彻底删除“{whose}”的全部资料、历史和照片，只保留一个不含个人信息的编号。"
                "不能撤销，不能还原；其他电脑上的副本合并进来时也不会带回。"
            ).format(whose=whose)
        )
        told.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("如：本人书面申请，2025年第3号；不要写姓名和证件号码"))
        self.typed = QLineEdit()
        form = QFormLayout()
        form.addRow(_("删除依据(&G)"), self.reason)
        form.addRow(_("请输入“{word}”确认(&C)").format(word=self.word), self.typed)
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(_("彻底删除(&P)"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.buttons.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.reason.textChanged.connect(self._look)
        self.typed.textChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        ready = len(self.reason.text().strip()) >= _SHORTEST and self.typed.text().strip() == self.word
        self.accept_button.setEnabled(ready)


def ask_ground(parent: QWidget | None, whose: str) -> str:
    """The ground on which to erase, or "" if the user thinks better of it."""
    dialog = EraseDialog(parent, whose)
    return dialog.reason.text().strip() if dialog.exec() == QDialog.DialogCode.Accepted else ""
