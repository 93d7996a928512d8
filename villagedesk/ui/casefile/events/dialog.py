# SPDX-License-Identifier: MIT
"""Recording a life event: what it asks for on the left, what it changes on the right, before anything is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.events.planning import plan_event
from villagedesk.services.events.preview import preview
from villagedesk.services.events.recording import title_of
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.casefile.events.inputs import EventInputs
from villagedesk.ui.casefile.events.relations import RelationTable
from villagedesk.ui.casefile.events.tick_list import TickList
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.planning import Event
    from villagedesk.services.events.preview import Written
    from villagedesk.services.events.wanted import Plan, Wanted
    from villagedesk.services.keeping.records import Saved
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_WAIT_MS = 150


class EventDialog(QDialog):
    """Saves one event as one undoable action; `saved` is what was written, None until then."""

    def __init__(
        self, parent: QWidget | None, session: Session, icons: Icons, event: Event, family: Family, member: str = ""
    ) -> None:
        super().__init__(parent)
        self.saved: Saved | None = None
        self.plan: Plan | None = None
        self._session = session
        self._family = family
        self.setWindowTitle(_("{event}：{name}户").format(event=title_of(event.kind), name=family.name))
        window_state.fit(self, 84, 40)
        self.inputs = EventInputs(event, family, RefSource(session), member, self)
        self.refusal = labels.label("", labels.ERROR)
        self.reminders = labels.label("", labels.HINT)
        self.relations_title = labels.label(_("与新户主的关系（可以改，不清楚的留空）"), labels.HEADING)
        self.relations = RelationTable(session.year, self)
        self.proposals_title = labels.label(_("可能要一并办理的（空格键勾选，不勾不办）"), labels.HEADING)
        self.proposals = TickList(self)
        self.proposals.setAccessibleName(self.proposals_title.text())
        self.lines: RowsModel[Written] = RowsModel(_columns(), icons, self)
        self.table = PagedView(self.lines, "event-preview", self)
        self.table.setAccessibleName(_("将要修改的内容"))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.buttons = QDialogButtonBox(self)
        self.record_button = self.buttons.addButton(_("登记(&R)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = self.buttons.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.record_button, self.cancel_button):
            button.setAutoDefault(False)  # Enter in a field goes on; only on the button itself it records
        icons.later(self.record_button, "save")
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.look)
        self._connect()
        self.look()
        self.inputs.focus_first()

    def _build(self) -> None:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.inputs)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addWidget(self.refusal)
        column.addWidget(self.reminders)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        heading = labels.label(_("登记后将修改"), labels.HEADING)
        for widget in (self.relations_title, self.relations, self.proposals_title, self.proposals, heading):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        em = self.fontMetrics().horizontalAdvance("汉")
        splitter.setSizes([36 * em, 48 * em])
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        for signal in (self.inputs.changed, self.relations.typed, self.proposals.typed):
            signal.connect(self._timer.start)
        self.inputs.stepped_out.connect(self._to_relations)
        self.relations.stepped.connect(self._from_relations)
        self.proposals.stepped.connect(self._from_proposals)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # -- going on with Enter ----------------------------------------------------------------------------------------

    def _to_relations(self) -> None:
        self.look()
        first = self.relations.first_open() if self.relations.isVisibleTo(self) else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._to_proposals()

    def _to_proposals(self) -> None:
        if self.proposals.isVisibleTo(self):
            self.proposals.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.record_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _from_relations(self, forwards: bool) -> None:
        if forwards:
            self._to_proposals()
        else:
            self.inputs.focus_first()

    def _from_proposals(self, forwards: bool) -> None:
        if forwards:
            self.look()
            self.record_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.inputs.focus_first()

    # -- what it would change ---------------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """The event as it is entered so far."""
        decided = self.relations.decided()
        return replace(self.inputs.wanted(), relations=decided, accepted=frozenset(self.proposals.ticked()))

    def look(self) -> None:
        """Plan the event anew and show what it would change, or what is missing."""
        self._timer.stop()
        self.plan = None
        said = self.inputs.wrong()
        if not said:
            try:
                self.plan = plan_event(self._session.store, self.wanted())
            except NotThisWay as refused:
                said = str(refused)
        self.refusal.setText(said)
        self.refusal.setVisible(bool(said))
        self.record_button.setEnabled(self.plan is not None)
        self._show(self.plan)

    def _show(self, plan: Plan | None) -> None:
        """While something is missing, relations and proposals stay as they were, so that nothing jumps."""
        reminders = plan.reminders if plan else ()
        self.reminders.setText("\n".join(f"△ {one}" for one in reminders))
        self.reminders.setVisible(bool(reminders))
        if plan is None:
            self.lines.show([])
        else:
            self.relations.show_lines(plan.relations)
            self.proposals.show_lines([(one.key, one.text) for one in plan.proposals])
            self.lines.show(preview(self._session.store, plan.chosen(self.proposals.ticked())))
        for title, widget, there in (
            (self.relations_title, self.relations, self.relations.rowCount() > 0),
            (self.proposals_title, self.proposals, self.proposals.count() > 0),
        ):
            title.setVisible(there)
            widget.setVisible(there)

    # -- saving -----------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Record the event; what cannot be recorded keeps the dialog open and says why."""
        self.look()
        if self.plan is None:
            return
        try:
            self.saved = self._session.save(self.plan.label, self.plan.chosen(self.proposals.ticked()))
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        super().accept()

    def reject(self) -> None:
        """Esc and 取消 lose nothing unasked."""
        question = _("放弃刚才输入的内容？")
        if not self.inputs.dirty or messages.ask(self, question, _("放弃"), _("继续填写"), dangerous=True):
            super().reject()


def _columns() -> list[Column[Written]]:
    return [
        Column("whose", _("对象"), lambda line: line.whose, 8, tip=lambda line: line.whose),
        Column("field", _("项目"), lambda line: line.field, 7, tip=lambda line: line.field),
        Column("old", _("原值"), lambda line: line.old, 8, tip=lambda line: line.old),
        Column("new", _("新值"), lambda line: line.new, 10, tip=lambda line: line.new),
    ]
