# SPDX-License-Identifier: MIT
"""What is said of a bug: that the work is safe, with a text that can be copied and names nobody."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from villagedesk.i18n import _
from villagedesk.ui import window_state


class CrashDialog(QDialog):
    """Says that nothing saved is lost, and offers the text for copying."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setWindowTitle(_("程序出错"))
        window_state.fit(self, 52, 30)
        layout = QVBoxLayout(self)
        said = QLabel(
            _(
                "刚才的操作没有完成。已保存的内容都在；没有保存的已作为草稿保留。\n可以继续使用；如果反复出现，请复制下面的文字交给维护人员（其中不含个人信息）。"
            )
        )
        said.setWordWrap(True)
        layout.addWidget(said)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("错误详情"))
        layout.addWidget(self.report)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(_("复制文字(&C)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
