# SPDX-License-Identifier: MIT
"""The section 家庭变动: everything that happened to the household, by the day on which it happened, and the events to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.events.timeline import Event, timeline
from villagedesk.services.keeping.records import Removal
from villagedesk.ui import messages
from villagedesk.ui.casefile.events.menu import event_menu, record_event
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


def events_button(panel: SectionPanel, member: Callable[[], str] = str) -> QPushButton:
    """The button with the menu of all events, for the household that the panel shows; `member` is probably meant."""
    button = QPushButton(_("家庭变动(&J)"), panel)
    button.setToolTip(_("出生、死亡、婚嫁、迁移、分户并户、更换户主等；一次登记，可以撤销"))
    button.setMenu(event_menu(button, lambda kind: begin_event(panel, kind, member())))
    button.setEnabled(not panel.editing.refs.read_only)
    panel.icons.later(button, "members")
    return button


def begin_event(panel: SectionPanel, kind: str, member: str = "") -> None:
    """Save what was typed, so that the event is planned on what is seen, and show the dialog of the event."""
    editing = panel.editing
    if editing.refs.read_only or editing.case is None:
        return
    panel.finish_editing()
    try:
        editing.save()
    except VillageDeskError as error:
        messages.problem(panel, error)
        return
    record_event(panel, editing.session, panel.icons, kind, editing.household_id, member)


class EventsPanel(SectionPanel):
    """The latest first. What only a member's own fields say is listed too, and corrected there."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.model: RowsModel[Event] = RowsModel(_columns(), icons, self)
        self.view = PagedView(self.model, "case-events", self)
        self.view.setAccessibleName(_("家庭变动"))
        self.view.horizontalHeader().setStretchLastSection(True)
        self.count = QLabel(self)
        self.empty = QLabel(_("还没有登记家庭变动。点“家庭变动”，选择出生、死亡、婚嫁、分户等。"), self)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "hint")
        self.begin_button = events_button(self)
        self.correct_button = self._button(_("改正记录(&B)…"), "edit", self.correct)
        self.remove_button = self._button(_("删除记录(&P)…"), "delete", self.remove)
        verbs = QWidget(self)
        line = FlowLayout(verbs)
        for button in (self.begin_button, self.correct_button, self.remove_button):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(verbs)
        layout.addWidget(self.count)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        self.view.current_changed.connect(self._choose)
        self.view.opened.connect(self.correct)
        self._choose(None)

    def _button(self, text: str, icon: str, verb: object) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(verb)
        self.icons.later(button, icon)
        return button

    def show_case(self) -> None:
        """Read the timeline, if somebody looks."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        case = self.editing.case
        found = timeline(self.editing.session.store, case.household.id) if case else []
        self.model.show(found)
        self.count.setText(_("共{count}条，按发生日期排列").format(count=len(found)) if found else "")
        self.view.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._choose(None)

    def chosen(self) -> Event | None:
        """The event under the cursor."""
        return self.model.line(self.view.currentIndex().row())

    def _choose(self, _key: object) -> None:
        chosen = self.chosen()
        possible = chosen is not None and bool(chosen.id) and not self.editing.refs.read_only
        self.correct_button.setEnabled(possible)
        self.remove_button.setEnabled(possible)

    def correct(self, *_what: object) -> None:
        """Correct day, evidence or note of the chosen record."""
        from villagedesk.ui.casefile.events.correct import correct_event

        chosen = self.chosen()
        if chosen is not None and chosen.id and not self.editing.refs.read_only:
            correct_event(self, self.editing.session, chosen.entity, chosen.id)

    def remove(self) -> None:
        """Put a record that was a mistake into the recycle bin; what the event changed stays and is undone otherwise."""
        chosen = self.chosen()
        if chosen is None or not chosen.id:
            return
        title = _("删除变动记录：{what}").format(what=f"{chosen.whose} {chosen.what}")
        text = _("只把这条记录移入回收站；当时修改的成员和户资料不变，要连同恢复请用“撤销”。原因：")
        reason = ask_reason(self, title, text, [_("重复登记"), _("登记错了")], _("删除"))
        if reason:
            try:
                self.editing.session.save(title, [Removal(chosen.entity, chosen.id, reason)])
            except VillageDeskError as error:
                messages.problem(self, error)

    def focus_first(self) -> None:
        """Put the cursor into the list; where it is empty, on the button."""
        (self.view if self.model.rowCount() else self.begin_button).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Now somebody looks."""
        super().showEvent(event)
        self._load()


def _columns() -> list[Column[Event]]:
    return [
        Column("date", _("发生日期"), lambda line: line.date, 6),
        Column("what", _("变动"), lambda line: line.what, 5, tip=lambda line: line.what),
        Column("whose", _("对象"), lambda line: line.whose, 5, tip=lambda line: line.whose),
        Column("detail", _("说明"), lambda line: line.detail, 11, tip=lambda line: line.detail),
        Column("evidence", _("佐证材料"), lambda line: line.evidence, 8, tip=lambda line: line.evidence),
        Column("entered", _("录入日期"), lambda line: line.entered[:10], 6, tip=lambda line: line.entered),
        Column("who", _("录入人"), lambda line: line.who, 4),
        Column("note", _("备注"), lambda line: line.note, 8, tip=lambda line: line.note),
    ]
