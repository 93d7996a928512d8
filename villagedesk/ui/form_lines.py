# SPDX-License-Identifier: MIT
"""Rows of a label, an editor and a place for the complaint about it; for dialogs whose fields are no record's fields."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QWidget

from villagedesk.ui import labels
from villagedesk.ui.restyle import restyle


class FormLines(QFormLayout):
    """Rows of a label, an editor and a place for the complaint about it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._errors: dict[QWidget, QLabel] = {}

    def add(self, text: str, editor: QWidget, beside: QWidget | None = None, hint: str = "") -> None:
        """Add a row; `text` carries the mnemonic, `beside` stands right of the editor."""
        label = QLabel(text)
        label.setBuddy(editor)
        editor.setAccessibleName(labels.bare(text))
        editor.setAccessibleDescription(hint)
        error = labels.label(role=labels.ERROR)
        error.hide()
        self._errors[editor] = error
        if beside is None:
            self.addRow(label, editor)
        else:
            row = QHBoxLayout()
            row.addWidget(editor, 1)
            row.addWidget(beside)
            self.addRow(label, row)
        if hint:
            self.addRow("", labels.label(hint, labels.HINT))
        self.addRow("", error)

    def complain(self, editor: QWidget, text: str) -> bool:
        """Show a complaint beneath an editor, or none; tells whether there is one."""
        error = self._errors[editor]
        error.setText(text)
        error.setVisible(bool(text))
        editor.setProperty("problem", "error" if text else None)
        restyle(editor)
        return bool(text)

    def complaint(self, editor: QWidget) -> str:
        """What is shown beneath an editor."""
        return self._errors[editor].text()
