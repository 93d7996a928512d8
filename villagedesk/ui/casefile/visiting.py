# SPDX-License-Identifier: MIT
"""The section 走访记录: when the next visit is due and why, the visits, and the care levels that say how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QVBoxLayout

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import entity_name, heading_of, shown
from villagedesk.models.visiting import duties_of
from villagedesk.services.helping import visiting
from villagedesk.ui import labels
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.casefile.visits import VisitsPanel
from villagedesk.ui.leaves import Leaves
from villagedesk.ui.restyle import restyle
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

_CARES: Final = 1  # place of its leaf


class CarePanel(ListPanel):
    """Care levels, each from a day on; the last that has begun holds."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        columns = [
            Column(key, heading_of(field_spec(f"care.{key}")), _fact(key), width)
            for key, width in (("start", 6), ("level", 8), ("reason", 16), ("decided_by", 5))
        ]
        super().__init__(editing, icons, "cares", columns, parent)
        self.add_button(_("登记定级(&A)"), "add", self.add)
        self.remove_button = self.add_button(_("删除(&P)…"), "delete", self._remove)
        self.row_shown(self.current)

    def empty_text(self) -> str:
        """What to do first."""
        return _("还没有定级记录。定为红、黄、蓝色以后点“登记定级”，写明从哪天起；以后改级再登记一条，前面的留着。")

    def row_shown(self, row: Row | None) -> None:
        """Verbs need a grading."""
        if hasattr(self, "remove_button"):
            self.remove_button.setEnabled(row is not None and not self.editing.refs.read_only)

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])


class VisitingPanel(SectionPanel):
    """Two leaves: 走访记录 and 关爱定级; above them what is owed to the household today."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.owed = labels.label("", labels.HINT)
        self.leaves = Leaves(self)
        self.visits = VisitsPanel(editing, icons, self.leaves.ground)
        self.leaves.addTab(self.visits, labels.lettered(entity_name(entity_spec("visit")), "T"))
        self.leaves.add_later(labels.lettered(entity_name(entity_spec("care")), "U"), self._make_cares)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.owed)
        layout.addWidget(self.leaves)

    def _make_cares(self, place: QWidget) -> QWidget:
        return CarePanel(self.editing, self.icons, place)

    @property
    def cares(self) -> CarePanel:
        """The leaf of care levels, made when it is first wanted."""
        return cast("CarePanel", self.leaves.leaf(_CARES))

    def show_case(self) -> None:
        """Say what is owed."""
        case = self.editing.case
        if case is None:
            return
        store, today = self.editing.session.store, self.editing.refs.today
        owed = duties_of(case, visiting.intervals(store, today.year), today)
        level, since = case.care_on(today.isoformat())
        lines = [visiting.told(one) for one in owed]
        if level:
            grade = code_list("care_level").shown(level)
            lines.insert(0, _("关爱等级：{level}，{day}起").format(level=grade, day=since) if since else _("关爱等级：{level}，没有定级日期").format(level=grade))  # fmt: skip
        if not lines:
            lines = [_("没有现任责任人，也没有定级，算不出走访期限。")]
        self.owed.setText("\n".join(lines))
        self.owed.setProperty("role", labels.ERROR if any(one.overdue for one in owed) else labels.HINT)
        restyle(self.owed)

    def _leaf(self) -> ListPanel:
        return cast("ListPanel", self.leaves.currentWidget())

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        if entity not in {"visit", "care"}:
            return False
        self.leaves.setCurrentIndex(_CARES if entity == "care" else 0)
        return self._leaf().reveal(entity, row, key)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        self._leaf().focus_first()

    def finish_editing(self) -> None:
        """Take over what stands in a field that is still open."""
        self._leaf().finish_editing()


def _fact(key: str) -> Callable[[Row], str]:
    spec = field_spec(f"care.{key}")
    return lambda row: shown(spec, row.main.value(key)).replace("\n", " ")
