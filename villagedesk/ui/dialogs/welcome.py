# SPDX-License-Identifier: MIT
"""The first thing a new user sees: make a file, open one, or practise; and the files opened last."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from villagedesk import __version__
from villagedesk.i18n import _
from villagedesk.ui import labels, window_state

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from villagedesk.settings import Settings
    from villagedesk.ui.icons import Icons


class Wish(StrEnum):
    """What the user wants to begin with."""

    NEW = "new"
    OPEN = "open"
    PRACTISE = "practise"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The answer of the welcome page; `path` is set where a certain file was picked."""

    wish: Wish
    path: Path | None = None


def welcome(parent: QWidget | None, settings: Settings, icons: Icons, text: str = "") -> Wanted:
    """Ask what to begin with; `text` says why we are here again, if there is a reason."""
    dialog = WelcomeDialog(settings, icons, text, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.wanted


class WelcomeDialog(QDialog):
    """Three large choices and a list of recent files."""

    def __init__(self, settings: Settings, icons: Icons, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = Wanted(Wish.QUIT)
        self.setWindowTitle(_("欢迎使用村档"))
        window_state.fit(self, 46, 40)
        body = QWidget()
        column = QVBoxLayout(body)
        title = labels.label(_("村档"), labels.TITLE)
        said = labels.label(_("贫困户档案：录入一次，各种表册直接打印。不联网，数据只在这台电脑上。"), labels.HINT)
        reason = labels.label(why, labels.ERROR)
        reason.setVisible(bool(why))
        for label in (title, said, reason):
            column.addWidget(label)
        self.buttons: dict[Wish, Choice] = {}
        for wish, icon, text, description in (
            (Wish.NEW, "new", _("新建村档(&N)"), _("为一个村或一个乡镇建立新文件，设置口令。")),
            (Wish.OPEN, "open", _("打开已有文件(&O)…"), _("打开本机上的 .village 文件，或从U盘复制过来。")),
            (Wish.PRACTISE, "village", _("用示范村练习(&P)"), _("一个虚构的村，随便改，不会影响真实数据。")),
        ):
            button = Choice(text, description)
            icons.later(button, icon)
            button.clicked.connect(self._clicked)
            self.buttons[wish] = button
            column.addWidget(button)
        self.recent = QListWidget()
        self._add_recent(settings, column)
        column.addStretch(1)
        self._frame(body)
        self.buttons[Wish.NEW].setFocus()
        icons.load_soon()

    def _frame(self, body: QWidget) -> None:
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.quit_button = QPushButton(_("退出(&Q)"))
        self.quit_button.setAutoDefault(False)
        self.quit_button.clicked.connect(self.reject)
        version = labels.label(__version__, labels.HINT)
        foot = QHBoxLayout()
        foot.addWidget(version)
        foot.addStretch(1)
        foot.addWidget(self.quit_button)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addLayout(foot)

    def _add_recent(self, settings: Settings, column: QVBoxLayout) -> None:
        self.recent.setAccessibleName(_("最近打开的文件"))
        self.recent.itemActivated.connect(self._picked)
        self.recent.itemClicked.connect(self._picked)
        for text in settings.recent:
            path = Path(text)
            item = QListWidgetItem(f"{path.stem}　{path.parent}", self.recent)
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setToolTip(text)
        if not settings.recent:
            return
        rows = self.recent.sizeHintForRow(0) * self.recent.count()
        self.recent.setFixedHeight(rows + 2 * self.recent.frameWidth() + 4)
        heading = labels.label(_("最近打开的文件(&R)"), labels.HEADING)
        heading.setBuddy(self.recent)
        column.addWidget(heading)
        column.addWidget(self.recent)

    def _clicked(self) -> None:
        if not self.isVisible():  # Enter in the list of files also presses the default button
            return
        clicked = self.sender()
        wish = next(wish for wish, button in self.buttons.items() if button is clicked)
        self.wanted = Wanted(wish)
        self.accept()

    def _picked(self, item: QListWidgetItem) -> None:
        self.wanted = Wanted(Wish.OPEN, Path(item.data(Qt.ItemDataRole.UserRole)))
        self.accept()


class Choice(QPushButton):
    """A large button with a title and what stands behind it, in the program's own letter size."""

    def __init__(self, title: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(True)
        self.setAccessibleName(labels.bare(title).rstrip("…"))
        self.setAccessibleDescription(description)
        self._picture = QLabel()
        name = labels.label(title, labels.HEADING)
        name.setBuddy(self)
        said = labels.label(description, labels.HINT)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self._picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(name, 0, 1)
        grid.addWidget(said, 1, 1)
        grid.setColumnStretch(1, 1)
        for label in (self._picture, said, name):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def setIcon(self, icon: QIcon | QPixmap, /) -> None:
        """Show the icon large, at the left edge."""
        if not isinstance(icon, QIcon):
            return
        side = 2 * self.fontMetrics().height()
        self._picture.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))

    def sizeHint(self) -> QSize:
        """As large as its texts."""
        grid = self.layout()
        return grid.sizeHint() if grid is not None else super().sizeHint()
