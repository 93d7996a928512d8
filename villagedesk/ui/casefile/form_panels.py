# SPDX-License-Identifier: MIT
"""The sections that are plain forms: 基本情况, 生产生活条件 and 致贫原因."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.casefile import RANKS
from villagedesk.models.codes import code_list
from villagedesk.models.completeness import LIVING_GROUPS
from villagedesk.ui import messages
from villagedesk.ui.casefile.enrolments import EnrolmentsPanel
from villagedesk.ui.casefile.panel import FormsPanel, heading_label
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.leaves import Leaves

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


class BasicPanel(FormsPanel):
    """Two leaves: who the household is with its status in the year, and the programmes it is or was in."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.leaves = Leaves(self)
        self.leaves.addTab(self.area, _("户情况(&B)"))  # while it is empty: what changes its parent is styled anew
        self.leaves.add_later("", self._make_enrolments)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.leaves)
        self.add_form(editing.household)
        self.follow_with(self._add_status)
        self._enrolled = editing.rows["enrolments"]
        for news in (self._enrolled.was_reset, self._enrolled.added, self._enrolled.removed):
            news.connect(self._count)
        self._count()

    def _add_status(self) -> None:
        status = [group for group in self.editing.facts.spec.groups if group.label not in LIVING_GROUPS]
        self.add_form(self.editing.facts, status, _("{year}年").format(year=self.editing.year))
        self.end_column()

    def _make_enrolments(self, place: QWidget) -> QWidget:
        return EnrolmentsPanel(self.editing, self.icons, place)

    @property
    def enrolments(self) -> EnrolmentsPanel:
        """The second leaf, made when it is first wanted."""
        return cast("EnrolmentsPanel", self.leaves.leaf(1))

    def _count(self) -> None:
        self.leaves.setTabText(1, _("纳入项目（{count}）(&J)").format(count=len(self._enrolled)))

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        self.leaves.setCurrentIndex(int(entity == "enrolment"))
        if entity == "enrolment":
            return self.enrolments.reveal(entity, row, key)
        return super().reveal(entity, row, key)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        if self.leaves.currentIndex():
            self.enrolments.focus_first()
        else:
            super().focus_first()


class LivingPanel(FormsPanel):
    """Land, water, power, road, house, relocation in the year."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.add_form(editing.facts, [group for group in editing.facts.spec.groups if group.label in LIVING_GROUPS])
        self.end_column()


class CausesPanel(FormsPanel):
    """The main cause and at most two others (domain.md §2.2)."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self._buttons: dict[str, QPushButton] = {}
        for rank in RANKS:
            self._add_head(rank)
            self.add_form(editing.entries[f"cause:{rank}"])
        self.end_column()
        self.show_case()

    def _add_head(self, rank: str) -> None:
        line = QHBoxLayout()
        title = code_list("cause_rank").shown(rank)
        line.addWidget(heading_label(title, self))
        button = QPushButton(_("删除这一条…"), self)
        button.setAccessibleName(f"{title} {button.text()}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("rank", rank)
        button.clicked.connect(self._remove)
        line.addStretch()
        line.addWidget(button)
        self._buttons[rank] = button
        self.column.addLayout(line)

    def show_case(self) -> None:
        """Only what is stored can be removed."""
        super().show_case()
        for rank, button in self._buttons.items():
            stored = bool(self.editing.entries[f"cause:{rank}"].row)
            button.setVisible(stored and not self.editing.locked("cause"))

    def _remove(self) -> None:
        rank = str(self.sender().property("rank"))
        title = code_list("cause_rank").shown(rank)
        proposals = [_("登记错了"), _("原因已消除")]
        reason = ask_reason(
            self, _("删除{what}").format(what=title), _("移入回收站，可以还原。原因："), proposals, _("删除")
        )
        if reason:
            label = _("删除{what}：{name}").format(what=title, name=self.editing.name)
            try:
                self.editing.remove_entry(f"cause:{rank}", reason, label)
            except VillageDeskError as error:
                messages.problem(self, error)
