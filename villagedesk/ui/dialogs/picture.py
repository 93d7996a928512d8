# SPDX-License-Identifier: MIT
"""Looking at a photo at its full size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

_SHARE: Final = 0.75  # of the screen that a picture may take
_AROUND: Final = 50  # frame and margins


class PictureDialog(QDialog):
    """A picture, shrunk to the screen."""

    def __init__(self, parent: QWidget | None, content: bytes, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        picture = QPixmap()
        picture.loadFromData(content)
        room = self.screen().availableSize() * _SHARE
        if picture.width() > room.width() or picture.height() > room.height():
            ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(room, ratio, smooth)
        self.picture = QLabel(self)
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(title)
        area = QScrollArea(self)
        area.setWidget(self.picture)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        self.resize(picture.width() + _AROUND, picture.height() + _AROUND + buttons.sizeHint().height())


def show_picture(parent: QWidget | None, content: bytes, title: str) -> None:
    """Show a picture until the box is closed."""
    dialog = PictureDialog(parent, content, title)
    dialog.exec()
    dialog.deleteLater()
