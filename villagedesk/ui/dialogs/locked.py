# SPDX-License-Identifier: MIT
"""What is seen while the program is locked: a cover over every window, and a box that asks for the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.dialogs.passphrase import PassphraseEdit, caps_hint

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from villagedesk.ui.session import Session

_WIDTH: Final = 30  # 汉字


class Cover(QLabel):
    """An opaque sheet over a whole window, which follows its size."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(_("已锁定"), window)
        self._window = window
        self._title = window.windowTitle()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.setProperty("role", "title")
        window.setWindowTitle(_("村档（已锁定）"))
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Show the window again."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when its size changes."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False


class UnlockAgain(QDialog):
    """Asks for the passphrase of the open file; it cannot be put aside."""

    def __init__(self, session: Session) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.WindowTitleHint | Qt.WindowType.CustomizeWindowHint)
        self._session = session
        self.setWindowTitle(_("村档（已锁定）"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.line = PassphraseEdit(_("口令"))
        self.error = labels.label("", labels.ERROR)
        open_button = QPushButton(_("解锁(&U)"))
        open_button.setDefault(True)
        open_button.clicked.connect(self.accept)
        self.quit_button = QPushButton(_("关闭程序(&Q)"))
        self.quit_button.setAutoDefault(False)
        self.quit_button.clicked.connect(self._leave)
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(_("已锁定。没有保存的内容还在，输入口令继续。")))
        for widget in (self.line, caps_hint(self.line), self.error, open_button, self.quit_button):
            layout.addWidget(widget)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("汉"))
        self.line.setFocus()

    def accept(self) -> None:
        """Unlock only with the right passphrase."""
        if not self._session.passphrase_fits(self.line.text()):
            self.error.setText(_("口令不对，请检查大小写和输入法，再试一次。"))
            self.line.selectAll()
            self.line.setFocus()
            return
        super().accept()

    def reject(self) -> None:
        """Esc does not unlock."""

    def _leave(self) -> None:
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nor does closing."""
        event.ignore()
