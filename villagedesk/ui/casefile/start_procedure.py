# SPDX-License-Identifier: MIT
"""Asking which procedure is begun for a household, and on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.procedure import START
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import label_of
from villagedesk.services.procedure import procedures
from villagedesk.ui import labels
from villagedesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing


class StartDialog(QDialog):
    """Two fields and two buttons; `process` is the id of what was begun."""

    def __init__(self, editing: CaseEditing, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.process = ""
        self._editing = editing
        self.setWindowTitle(_("启动程序：{name}").format(name=editing.name))
        hint = labels.label(
            _("{year}年的程序；步骤来自模板，日期和结果由经办人照实填写。").format(year=editing.year), labels.HINT
        )
        self.form = RecordForm(entity_spec("process"), [START], year=editing.year, refs=editing.refs, parent=self)
        self.problem = labels.label("", labels.ERROR)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start_button = self.buttons.addButton(_("启动(&C)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form.stepped_out.connect(self._to_button)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(30 * self.fontMetrics().horizontalAdvance("汉"))
        self.form.focus_first()

    def _to_button(self, forwards: bool) -> None:
        if forwards:
            self.start_button.setFocus()

    def accept(self) -> None:
        """Begin the procedure and close; what keeps it from that is said."""
        entry = self.form.entry
        for key in self.form.rows:
            entry.settle(key)
            if entry.kept_out() or not entry.value(key):
                wrong = entry.problems_of(key)
                text = wrong[0].text() if wrong else _("请填写{field}。").format(field=label_of(entry.spec[key]))
                self._complain(text, key)
                return
        try:
            saved = procedures.start(
                self._editing.session.store, self._editing.household_id, str(entry.value("template")),
                str(entry.value("started_on")), year=self._editing.year, label=self._editing.name,
            )  # fmt: skip
        except VillageDeskError as refused:
            self._complain(str(refused), "template")
            return
        self.process = saved.ids["process"]
        super().accept()

    def _complain(self, text: str, key: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        self.form.focus_field(key)


def ask_start(editing: CaseEditing, parent: QWidget | None) -> str:
    """Let the user begin a procedure; its id, or "" if he went back."""
    dialog = StartDialog(editing, parent)
    dialog.exec()
    process = dialog.process
    dialog.deleteLater()
    return process
