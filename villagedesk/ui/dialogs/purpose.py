# SPDX-License-Identifier: MIT
"""For whom and why something leaves the program unmasked: the two fields, and the question before a list is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.services.keeping.exportlog import MARK, purpose
from villagedesk.ui import labels, window_state

if TYPE_CHECKING:
    from villagedesk.services.keeping.exportlog import Purpose

_WIDTH = 34  # 汉字


class PurposeFields(QObject):
    """提供给 and 导出原因; of any dialog that can let unmasked facts out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.recipient, self.reason = QLineEdit(parent), QLineEdit(parent)
        self.recipient.setPlaceholderText(_("如 镇民政办"))
        self.reason.setPlaceholderText(_("如 核对医保缴费名单；不要写姓名、证件号码"))
        self.recipient.setAccessibleName(_("提供给"))
        self.reason.setAccessibleName(_("导出原因"))

    def add_to(self, form: QFormLayout) -> None:
        """Two rows of a form."""
        form.addRow(_("提供给"), self.recipient)
        form.addRow(_("导出原因"), self.reason)

    def set_enabled(self, possible: bool) -> None:
        """Whether something unmasked is wanted."""
        for field in (self.recipient, self.reason):
            field.setEnabled(possible)

    def put(self, said: Purpose) -> None:
        """Show what was typed before."""
        self.recipient.setText(said.recipient)
        self.reason.setText(said.reason)

    def purpose(self) -> Purpose:
        """What was typed.

        Raises:
            Refused: it says too little; see `exportlog.purpose`.
        """
        return purpose(self.recipient.text(), self.reason.text())


@dataclass(frozen=True, slots=True)
class Answer:
    """How a list is to be written: `wanted` is None where it is masked."""

    wanted: Purpose | None


class PurposeDialog(QDialog):
    """Masked, or whole and entered in the export log.

    Args of the class:
        title: which list.
        told: what is in it, and why one may be wanted.
        reason: what the reason says at first.
        whole: there is no masked form of it.
        writable: whether the file can keep the log.
    """

    def __init__(
        self, title: str, told: str, *, reason: str, whole: bool, writable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.answer: Answer | None = None
        self.setWindowTitle(title)
        self.masked = QRadioButton(_("脱敏：证件号码、电话、账号遮去中间，出生日期只写年份(&M)"), self)
        text = _("不脱敏：写全，每页注明“{mark}”，并登记(&N)").format(mark=MARK)
        self.unmasked = QRadioButton(text if writable else _("不脱敏(&N)：文件以只读方式打开，不能登记，不能选"), self)
        self.unmasked.setEnabled(writable)
        self.fields = PurposeFields(self)
        self.fields.reason.setText(reason)
        self.problem = labels.label("", labels.ERROR)
        self.problem.hide()
        (self.unmasked if whole else self.masked).setChecked(True)
        for button in (self.masked, self.unmasked):
            button.setVisible(not whole)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton(_("继续(&G)…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        form = QFormLayout()
        self.fields.add_to(form)
        layout = QVBoxLayout(self)
        layout.addWidget(labels.label(told))
        layout.addWidget(self.masked)
        layout.addWidget(self.unmasked)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().height())
        self.unmasked.toggled.connect(self.fields.set_enabled)
        self.fields.set_enabled(whole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        (self.fields.recipient if whole else self.masked).setFocus()

    def accept(self) -> None:
        """Take what was chosen; what is missing is said, and the dialog stays."""
        try:
            self.answer = Answer(self.fields.purpose() if self.unmasked.isChecked() else None)
        except Refused as refused:
            self.problem.setText(str(refused))
            self.problem.show()
            window_state.make_room(self)
            return
        super().accept()


def ask_purpose(
    parent: QWidget | None, title: str, told: str, *, reason: str = "", whole: bool = False, writable: bool = True
) -> Answer | None:
    """Ask how a list is to be written; None if it is not to be written at all. Arguments as of `PurposeDialog`."""
    dialog = PurposeDialog(title, told, reason=reason, whole=whole, writable=writable, parent=parent)
    dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    return answer
