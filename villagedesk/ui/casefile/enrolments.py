# SPDX-License-Identifier: MIT
"""The leaf 纳入项目 of the basic section: which programmes the household is or was in, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.ui.casefile.fields_panel import FieldsPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


class EnrolmentsPanel(FieldsPanel):
    """Enrolments, past and present; leaving a programme ends its line, nothing is overwritten."""

    of_all_years = True
    entity = "enrolment"
    columns = (("programme", 7), ("kind", 8), ("from_year", 4), ("start", 6), ("to_year", 4), ("end", 6), ("ending", 6))

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, "enrolments", _("新增纳入项目(&A)"), parent)

    def empty_text(self) -> str:
        """What to do first."""
        return _("还没有登记纳入的项目。点“新增纳入项目”，登记建档立卡、防返贫监测等；可以同时在几个项目里。")
