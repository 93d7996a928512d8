# SPDX-License-Identifier: MIT
"""Strips above the page for what should not be overlooked and need not be answered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.ui.icons import Icons


class NoteBar(QWidget):
    """Shows one strip per topic; a new text under the same topic replaces the old one, an empty text takes it away."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._strips: dict[str, QFrame] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def tell(self, topic: str, text: str, verb: str = "", do: Callable[[], object] | None = None) -> None:
        """Show a text under a topic, with one button if there is something to do about it."""
        self.dismiss(topic)
        if not text:
            return
        strip = self._strip(topic, text, verb, do)
        self._strips[topic] = strip
        self._layout.addWidget(strip)
        self.show()

    def dismiss(self, topic: str) -> None:
        """Take the strip of a topic away, if there is one."""
        strip = self._strips.pop(topic, None)
        if strip is not None:
            self._layout.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self._strips))

    def text(self, topic: str) -> str:
        """What the strip of a topic says; empty if there is none."""
        strip = self._strips.get(topic)
        label = strip.findChild(QLabel, "text") if strip else None
        return label.text() if isinstance(label, QLabel) else ""

    def button(self, topic: str) -> QPushButton | None:
        """The button of a topic's strip."""
        strip = self._strips.get(topic)
        found = strip.findChild(QPushButton, "verb") if strip else None
        return found if isinstance(found, QPushButton) else None

    def _strip(self, topic: str, text: str, verb: str, do: Callable[[], object] | None) -> QFrame:
        strip = QFrame()
        strip.setProperty("role", "strip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(8, 3, 8, 3)
        icon = QToolButton()
        icon.setAutoRaise(True)
        icon.setEnabled(True)
        icon.setFocusPolicy(icon.focusPolicy().NoFocus)
        self._icons.later(icon, "warning")
        said = labels.label(text)
        said.setObjectName("text")
        row.addWidget(icon)
        row.addWidget(said, 1)
        if do is not None:
            button = QPushButton(verb)
            button.setObjectName("verb")
            button.clicked.connect(do)
            row.addWidget(button)
        close = QToolButton()
        close.setAutoRaise(True)
        close.setText("×")
        close.setAccessibleName(_("关闭提示"))
        close.setToolTip(_("关闭提示"))
        close.clicked.connect(lambda: self.dismiss(topic))
        row.addWidget(close)
        return strip
