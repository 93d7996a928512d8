# SPDX-License-Identifier: MIT
"""Choosing the working year: what changes with it and what does not."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR
from villagedesk.ui import labels


def ask_year(parent: QWidget, current: int) -> int | None:
    """Another working year, or None if the user keeps the present one."""
    dialog = YearDialog(current, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    year = dialog.year.value()
    return year if accepted and year != current else None


class YearDialog(QDialog):
    """One number and what it means."""

    def __init__(self, current: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("工作年度"))
        said = labels.label(
            _(
                "户和人只有一份；收入、计划、健康、在校等情况每年各存一份。\n"
                "换年度后，列表和表册显示那一年的情况；以前年度的内容不变，随时可以换回来。"
            )
        )
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(current)
        self.year.setAccessibleName(_("工作年度"))
        self.year.selectAll()
        label = QLabel(_("工作年度(&Y)"))
        label.setBuddy(self.year)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.year)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.change_button = buttons.addButton(_("换到这一年(&C)"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addLayout(row)
        layout.addWidget(buttons)
        self.change_button.setDefault(True)  # only a button that is in the dialog can be its default
        self.setMinimumWidth(40 * self.fontMetrics().horizontalAdvance("字"))
        self.adjustSize()
        self.year.setFocus()
