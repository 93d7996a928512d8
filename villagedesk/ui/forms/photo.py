# SPDX-License-Identifier: MIT
"""The editor of a photo: a small picture of it, and verbs to choose, look at and take out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.keeping.pictures import SUFFIXES
from villagedesk.ui import messages
from villagedesk.ui.forms.editor import mark_widget

if TYPE_CHECKING:
    from villagedesk.ui.forms.refs import RefSource

_WIDTH, _HEIGHT = 120, 90


class PhotoEditor(QWidget):
    """Holds the digest of a picture."""

    typed = Signal(str)
    left = Signal()
    stepped = Signal(bool)

    def __init__(self, refs: RefSource, parent: QWidget | None = None, *, scan: bool = False) -> None:
        """`scan`: it is called so, and not a photo."""
        super().__init__(parent)
        self._refs = refs
        self._content = ""
        self._none = _("没有扫描件") if scan else _("没有照片")
        self._elsewhere = _("扫描件不在本文件中") if scan else _("照片不在本文件中")

        self._picture = QLabel(self)
        self._picture.setFixedSize(_WIDTH, _HEIGHT)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("role", "hint")
        self.choose_button = QPushButton(_("选择扫描件…") if scan else _("选择照片…"), self)
        self.look_button = QPushButton(_("看大图"), self)
        self.clear_button = QPushButton(_("去掉"), self)
        self.choose_button.clicked.connect(self.choose)
        self.look_button.clicked.connect(self.look)
        self.clear_button.clicked.connect(self._clear)

        buttons = QVBoxLayout()
        for button in (self.choose_button, self.look_button, self.clear_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._picture)
        row.addLayout(buttons)
        row.addStretch()
        self.setFocusProxy(self.choose_button)
        self._show()

    def content(self) -> str:
        """The digest; empty for none."""
        return self._content

    def show_content(self, content: str) -> None:
        """Show this picture."""
        if content != self._content:
            self._content = content
            self._show()

    def set_locked(self, locked: bool) -> None:
        """Show only, or let edit."""
        self.choose_button.setEnabled(not locked)
        self.clear_button.setEnabled(not locked and bool(self._content))

    def mark(self, level: str) -> None:
        """Draw the border of a problem."""
        mark_widget(self._picture, level)

    def setAccessibleName(self, name: str) -> None:
        """Name the buttons after the field too."""
        super().setAccessibleName(name)
        for button in (self.choose_button, self.look_button, self.clear_button):
            button.setAccessibleName(f"{name} {button.text()}")

    def choose(self) -> None:
        """Let the user pick a file."""
        kinds = _("图片") + f" ({' '.join('*' + suffix for suffix in SUFFIXES)})"
        path, _kind = QFileDialog.getOpenFileName(self, _("选择照片"), "", kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Take a picture from a file."""
        try:
            digest = self._refs.add_picture(path)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self.show_content(digest)
        self.typed.emit(digest)
        self.left.emit()

    def look(self) -> None:
        """Show the picture large."""
        from villagedesk.ui.dialogs.picture import show_picture

        content = self._refs.picture(self._content)
        if content:
            show_picture(self, content, self.accessibleName())

    def _clear(self) -> None:
        self.show_content("")
        self.typed.emit("")
        self.left.emit()

    def _show(self) -> None:
        content = self._refs.picture(self._content) if self._content else None
        pixmap = QPixmap()
        if content and pixmap.loadFromData(content):
            smooth = Qt.TransformationMode.SmoothTransformation
            room = self._picture.size() * self.devicePixelRatioF()
            small = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            small.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.setPixmap(small)
        else:
            self._picture.setPixmap(QPixmap())
            self._picture.setText(self._elsewhere if self._content else self._none)
        self.look_button.setEnabled(bool(content))
        self.clear_button.setEnabled(bool(self._content))
