# SPDX-License-Identifier: MIT
"""Leaves of the section 家庭成员: where members were at work, and whom papers and the national system list as members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.ui.casefile.fields_panel import FieldsPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


class StretchesPanel(FieldsPanel):
    """One line for each time that somebody was at work, of every year."""

    of_all_years = True
    entity = "work_stretch"
    columns = (("member", 4), ("working", 3), ("start", 5), ("end", 5), ("county", 8), ("employer", 8), ("wage", 5))

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, "stretches", _("新增务工经历(&A)"), parent)

    def empty_text(self) -> str:
        """What to do first."""
        return _("还没有登记务工经历。点“新增务工经历”，每出去一次登记一条，填写起止年月和地点。")


class MemberListsPanel(FieldsPanel):
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
