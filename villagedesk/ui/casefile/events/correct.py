# SPDX-License-Identifier: MIT
"""Correcting the record of an event: its day, its evidence, its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import GENERAL
from villagedesk.models.values.show import entity_name
from villagedesk.services.events.correcting import corrections, together
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.store import reads
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.ui.session import Session


class CorrectDialog(QDialog):
    """A form of one record with 保存 and 取消."""

    def __init__(self, parent: QWidget | None, session: Session, entity: str, record: Record) -> None:
        super().__init__(parent)
        self._session = session
        self._entity = entity
        spec = entity_spec(entity)
        self.setWindowTitle(_("改正{what}").format(what=entity_name(spec)))
        window_state.fit(self, 40, 24)
        self.form = RecordForm(spec, [GENERAL], refs=RefSource(session), year=session.year, parent=self)
        self.form.load(record)
        self.form.fix("kind")  # another kind is another event
        along = together(session.store, record)
        others = _("这次变动还有{count}条记录，改日期时一起改正。").format(count=len(along)) if along else ""
        years = _(
            "改到另一年度的，与户主关系、现役军人和注销后的脱贫状态在两个年度之间一起改；后来手工改过的、照抄和清除的年度资料不改，请核对。"
        )
        self.along = labels.label(others + years, labels.HINT)
        self.refusal = labels.label("", labels.ERROR)
        self.refusal.hide()
        self.buttons = QDialogButtonBox(self)
        self.save_button = self.buttons.addButton(_("保存(&S)"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.buttons.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.save_button, cancel):
            button.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form.stepped_out.connect(self._to_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.along)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.form.focus_field("date")

    def _to_button(self, forwards: bool) -> None:
        if forwards:
            self.save_button.setFocus()

    def accept(self) -> None:
        """Save; what cannot be true keeps the dialog open and says why."""
        entry = self.form.entry
        for key in self.form.rows:
            entry.settle(key)
        kept_out = entry.kept_out()
        if kept_out:
            self.form.focus_field(kept_out[0])
            return
        try:
            label, edits = corrections(self._session.store, self._entity, entry.row, self.form.changes())
            if edits:
                self._session.save(label, edits)
        except NotThisWay as refused:
            self.refusal.setText(str(refused))
            self.refusal.show()
            return
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        super().accept()


def correct_event(parent: QWidget, session: Session, entity: str, row: str) -> None:
    """Let the user correct a record, if it is still there."""
    record = reads.get(session.store, entity_spec(entity).record, row)
    if record is None:
        return
    dialog = CorrectDialog(parent, session, entity, record)
    dialog.exec()
    dialog.deleteLater()
