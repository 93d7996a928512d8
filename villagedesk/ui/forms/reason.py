# SPDX-License-Identifier: MIT
"""Asking why: before something goes into the recycle bin, or another question that a line answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReasonDialog(QDialog):
    """A sentence, a line with proposals, and two buttons; the verb stays grey until something is written."""

    def __init__(self, parent: QWidget | None, title: str, text: str, proposals: Sequence[str], verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        said = QLabel(text, self)
        said.setWordWrap(True)
        self.line = QComboBox(self, editable=True)
        self.line.addItems(list(proposals))
        self.line.setCurrentIndex(-1)
        self.line.setAccessibleName(_("原因"))
        self.line.setMinimumContentsLength(24)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(labels.lettered(verb, "D"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.line.editTextChanged.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.line)
        layout.addWidget(self.buttons)
        self._typed("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self.accept_button.setEnabled(bool(text.strip()))


def ask_reason(parent: QWidget | None, title: str, text: str, proposals: Sequence[str], verb: str) -> str | None:
    """The reason that was given; None if the user went back."""
    dialog = ReasonDialog(parent, title, text, proposals, verb)
    given = dialog.line.currentText().strip() if dialog.exec() else None
    dialog.deleteLater()
    return given
