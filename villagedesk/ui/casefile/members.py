# SPDX-License-Identifier: MIT
"""The section 家庭成员: the roster, typed down like a spreadsheet, and everything about one member below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import shown
from villagedesk.ui import labels, messages, shortcuts
from villagedesk.ui.casefile.events.panel import events_button
from villagedesk.ui.casefile.grid_panel import GridWithForms
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.casefile.member_lists import MemberListsPanel, StretchesPanel
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.leaves import Leaves

if TYPE_CHECKING:
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

ESSENTIAL: Final = (
    "member.name", "member_year.relation", "member.id_no", "member.sex", "member.birth", "member.ethnic",
    "member_year.education", "member_year.school", "member_year.health", "member_year.labour",
    "member_year.work_place", "member_year.work_months", "member_year.medical", "member_year.pension",
    "member_year.low_income", "member.phone",
)  # fmt: skip
_LEFT, _WRONG = 0, 1
_STRETCHES, _LISTS = 1, 2  # places of the leaves


def name_of(row: Row) -> str:
    """The member's name; for one who has left, why and when."""
    member = row.entries["member"]
    name = str(member.value("name") or _("（未命名）"))
    left = member.value("left")
    if not left:
        return name
    reason = shown(field_spec("member.leave_reason"), member.value("leave_reason")) or _("已减少")
    return aside(name, f"{reason} {left}")


class MembersPanel(SectionPanel):
    """Three leaves: the members of the year and those who have left; their stretches of work; lists of members elsewhere."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.leaves = Leaves(self)
        roster = QWidget(self.leaves.ground)
        self.leaves.addTab(roster, "")
        self.leaves.add_later("", self._make_stretches)
        self.leaves.add_later("", self._make_lists)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.leaves)
        self.grid = GridWithForms(editing, icons, editing.rows["people"], ESSENTIAL, name_of, roster)
        self.grid.row_wanted_gone.connect(self._remove)
        self.remove_button = QPushButton(_("减少或删除(&M)…"), roster)
        native = QKeySequence.SequenceFormat.NativeText
        self.remove_button.setToolTip(shortcuts.keys_of("remove")[0].toString(native))
        self.remove_button.clicked.connect(self._remove_current)
        icons.later(self.remove_button, "delete")
        hint = labels.ElidedLabel(_("直接在表格里输入；回车向下，Tab 向右；可从 Excel、WPS 整块粘贴；右键表头选列。"))
        line = QHBoxLayout()
        line.addWidget(hint, 1)
        line.addWidget(events_button(self, self._current_member))
        line.addWidget(self.remove_button)
        column = QVBoxLayout(roster)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.grid, 1)
        self.remove_button.setEnabled(not editing.refs.read_only)
        for key in ("people", "stretches", "member_lists"):
            rows = editing.rows[key]
            for news in (rows.was_reset, rows.added, rows.removed):
                news.connect(self._count)
        self._count()

    def _make_stretches(self, place: QWidget) -> QWidget:
        return StretchesPanel(self.editing, self.icons, place)

    def _make_lists(self, place: QWidget) -> QWidget:
        return MemberListsPanel(self.editing, self.icons, place)

    @property
    def stretches(self) -> StretchesPanel:
        """The leaf of the stretches of work, made when it is first wanted."""
        return cast("StretchesPanel", self.leaves.leaf(_STRETCHES))

    @property
    def lists(self) -> MemberListsPanel:
        """The leaf of the lists of members, made when it is first wanted."""
        return cast("MemberListsPanel", self.leaves.leaf(_LISTS))

    def _count(self) -> None:
        rows = self.editing.rows
        self.leaves.setTabText(0, _("成员（{count}）(&K)").format(count=len(self.grid.rows)))
        self.leaves.setTabText(_STRETCHES, _("务工经历（{count}）(&T)").format(count=len(rows["stretches"])))
        self.leaves.setTabText(_LISTS, _("成员名单（{count}）(&G)").format(count=len(rows["member_lists"])))

    def show_case(self) -> None:
        """Fill in what the case says."""
        if not self.grid.view.currentIndex().isValid() and self.grid.rows.rows:
            self.grid.view.go_to(0, 0)

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        place = {"work_stretch": _STRETCHES, "member_list": _LISTS}.get(entity, 0)
        self.leaves.setCurrentIndex(place)
        leaf = self.leaves.currentWidget()
        if isinstance(leaf, ListPanel):
            return leaf.reveal(entity, row, key)
        if self.grid.reveal(entity, row, key):
            return True
        if entity not in {"member", "member_year"}:
            return False
        self.grid.begin()
        return True

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        leaf = self.leaves.currentWidget()
        if isinstance(leaf, ListPanel):
            leaf.focus_first()
        else:
            self.grid.begin()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        self.grid.view.finish_editing()

    def _current_member(self) -> str:
        """Id of the member under the cursor: whom an event is probably about."""
        row = self.grid.current()
        return row.row if row is not None else ""

    def _remove_current(self) -> None:
        row = self.grid.current()
        if row is not None:
            self._remove(row)

    def _remove(self, row: Row) -> None:
        """A person who died or moved away stays on record with reason and day; only a mistake goes into the recycle bin."""
        if self.editing.refs.read_only:
            return
        if not row.row:
            self.editing.remove(row, "", "")
            return
        name = str(row.main.value("name") or "")
        options = [_("登记减少（死亡、嫁出、迁出等）"), _("登记错了，移入回收站…"), _("取消")]
        answer = messages.choose(self, _("“{name}”怎么处理？").format(name=name), options)
        if answer == _LEFT:
            self.grid.reveal_in_form("leave_reason")
        elif answer == _WRONG:
            self.put_away(row, _("删除成员：{name}").format(name=name), [_("重复登记"), _("不是本户成员")])
