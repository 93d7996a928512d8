# SPDX-License-Identifier: MIT
"""Entering a new record in a box of its own: a cadre or a unit that a form wanted to name and the file did not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.values.show import entity_name
from villagedesk.services.keeping.records import Edit
from villagedesk.ui import messages, window_state
from villagedesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.spec import EntitySpec, Value
    from villagedesk.ui.forms.refs import RefSource


class RecordDialog(QDialog):
    """A form with 保存 and 取消."""

    def __init__(self, refs: RefSource, spec: EntitySpec, values: Mapping[str, Value], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.row: str | None = None
        self._refs = refs
        self._spec = spec
        self.setWindowTitle(_("新增{what}").format(what=entity_name(spec)))
        window_state.fit(self, 42, 34)

        self.form = RecordForm(spec, refs=refs, year=refs.session.year, parent=self)
        for key, value in values.items():
            self.form.entry.put(key, value)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.form)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(_("保存(&S)"))
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.form.stepped_out.connect(self._to_buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(self.buttons)
        self.form.focus_first()

    def _to_buttons(self, forwards: bool) -> None:
        if forwards:
            self.buttons.button(QDialogButtonBox.StandardButton.Save).setFocus()

    def save(self) -> None:
        """Save and close; what cannot be kept keeps the box open."""
        for key in self.form.rows:
            self.form.entry.settle(key)
        wrong = self.form.entry.kept_out()
        name = self.form.entry.value("name") if "name" in self._spec else "-"
        if wrong or not name:
            self.form.focus_field(wrong[0] if wrong else "name")
            return
        label = _("新增{what}：{name}") if "name" in self._spec else _("新增{what}")
        label = label.format(what=entity_name(self._spec), name=name)
        try:
            saved = self._refs.session.save(label, [Edit(self._spec.key, "", self.form.changes(), token="new")])  # noqa: S106 - a name within this call
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self.row = saved.ids["new"]
        self.accept()

    def reject(self) -> None:
        """Esc and 取消 lose nothing unasked."""
        question = _("放弃刚才输入的内容？")
        if not self.form.entry.dirty or messages.ask(self, question, _("放弃"), _("继续填写"), dangerous=True):
            super().reject()


def enter_record(
    parent: QWidget | None, refs: RefSource, spec: EntitySpec, values: Mapping[str, Value] | None = None
) -> str | None:
    """Let the user enter a record; its id, or None if he closed the box."""
    dialog = RecordDialog(refs, spec, values or {}, parent)
    dialog.exec()
    row = dialog.row
    dialog.deleteLater()
    return row
