# SPDX-License-Identifier: MIT
"""What this program is, its version, and the licences of the parts it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from villagedesk import __version__, paths
from villagedesk.i18n import _
from villagedesk.ui import labels, window_state
from villagedesk.ui.crash import heading

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = ("LICENSE", "NOTICES.md")


def show_about(parent: QWidget) -> None:
    """Show the dialog."""
    dialog = AboutDialog(parent)
    dialog.exec()
    dialog.deleteLater()


class AboutDialog(QDialog):
    """Version, where things lie on this computer, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("关于村档"))
        window_state.fit(self, 52, 38)
        title = labels.label(_("村档 VillageDesk {version}").format(version=__version__), labels.TITLE)
        said = labels.label(
            _("乡村贫困户档案系统：离线使用，数据只在本机。自由软件（MIT 许可证），不联网，不收集任何信息。")
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(_text(self._facts(), _("版本信息")), _("版本(&V)"))
        for name, label in zip(_NAMES, (_("许可证(&L)"), _("第三方组件(&T)")), strict=True):
            self.tabs.addTab(_text(_content(name), label.replace("&", "")), label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(_("复制版本信息(&C)"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(said)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)

    def _facts(self) -> str:
        lines = [
            heading(),
            "",
            _("设置：{path}").format(path=paths.settings_file()),
            _("备份：{path}").format(path=paths.backups()),
            _("运行日志（不含个人信息）：{path}").format(path=paths.log_file()),
        ]
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the version on the clipboard, for a report."""
        QGuiApplication.clipboard().setText(heading())


def _text(content: str, name: str) -> QPlainTextEdit:
    text = QPlainTextEdit(content)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    return text


def notice_file(name: str) -> Path | None:
    """Where a licence text lies: beside the resources in the bundle, or at the top of the checkout."""
    candidates = (paths.resources() / name, paths.resources().parent / name)
    return next((path for path in candidates if path.is_file()), None)


def _content(name: str) -> str:
    path = notice_file(name)
    text = path.read_text(encoding="utf-8").strip() if path else ""
    return text or _("安装包里缺少“{name}”，请向发给您程序的人索取。").format(name=name)
