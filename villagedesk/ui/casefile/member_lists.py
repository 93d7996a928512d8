# SPDX-License-Identifier: MIT
"""Leaves of the section 家庭成员: where members were at work, and whom papers and the national system list as members."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import heading_of, shown
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons


class _Leaf(ListPanel):
    """Lines with some of their fields as columns, and the verbs to begin and to take away one."""

    entity: ClassVar[str]
    columns: ClassVar[tuple[tuple[str, float], ...]]

    def __init__(self, editing: CaseEditing, icons: Icons, rows: str, verb: str, parent: QWidget | None = None) -> None:
        columns = [self._column(editing, key, width) for key, width in self.columns]
        super().__init__(editing, icons, rows, columns, parent)
        self.add_button(verb, "add", self.add)
        self.remove_button = self.add_button(_("删除(&P)…"), "delete", self._remove)
        self.row_shown(self.current)

    def _column(self, editing: CaseEditing, key: str, width: float) -> Column[Row]:
        spec = field_spec(f"{self.entity}.{key}")

        def text(row: Row) -> str:
            value = row.main.value(key)
            if spec.ref:
                return editing.case.name_of(str(value)) if editing.case and value else ""
            return shown(spec, value)

        return Column(key, heading_of(spec, editing.year), text, width)

    def show_case(self) -> None:
        """Another household, or the file has moved on."""
        self.show_rows()

    def row_shown(self, row: Row | None) -> None:
        """Nothing to remove, no verb."""
        if hasattr(self, "remove_button"):
            self.remove_button.setEnabled(row is not None and not self.editing.refs.read_only)

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])


class StretchesPanel(_Leaf):
    """One line for each time that somebody was at work, of every year."""

    of_all_years = True
    entity = "work_stretch"
    columns = (("member", 4), ("working", 3), ("start", 5), ("end", 5), ("county", 8), ("employer", 8), ("wage", 5))

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, "stretches", _("新增务工经历(&A)"), parent)

    def empty_text(self) -> str:
        """What to do first."""
        return _("还没有登记务工经历。点“新增务工经历”，每出去一次登记一条，填写起止年月和地点。")


class MemberListsPanel(_Leaf):
    """The lists of the year: kept by the import of an export of the national system, or typed from the paper."""

    entity = "member_list"
    columns = (("kind", 7), ("date", 6), ("names", 18), ("note", 8))

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, "member_lists", _("新增成员名单(&A)"), parent)

    def empty_text(self) -> str:
        """What to do first."""
        return _(
            "还没有成员名单。导入带户编号、人编号和人数的全国系统花名册时自动记下系统名单；"
            "手册、登记表上的名单点“新增成员名单”照抄，与本档不一致的列入疑点。"
        )
