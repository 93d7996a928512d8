# SPDX-License-Identifier: MIT
"""The leaf 纳入项目 of the basic section: which programmes the household is or was in, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

_COLUMNS = (("programme", 7), ("kind", 8), ("from_year", 4), ("start", 6), ("to_year", 4), ("end", 6), ("ending", 6))


class EnrolmentsPanel(ListPanel):
    """Enrolments, past and present; leaving a programme ends its line, nothing is overwritten."""

    of_all_years = True

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, "enrolments", self._columns(editing.year), parent)
        self.add_button(_("新增纳入项目(&A)"), "add", self.add)
        self.remove_button = self.add_button(_("删除(&P)…"), "delete", self._remove)
        self.row_shown(self.current)

    def empty_text(self) -> str:
        """What to do first."""
        return _("还没有登记纳入的项目。点“新增纳入项目”，登记建档立卡、防返贫监测等；可以同时在几个项目里。")

    def _columns(self, year: int) -> list[Column[Row]]:
        def column(key: str, width: float) -> Column[Row]:
            spec = field_spec(f"enrolment.{key}")
            return Column(key, heading_of(spec, year), lambda row: shown(spec, row.main.value(key)), width)

        return [column(key, width) for key, width in _COLUMNS]

    def show_case(self) -> None:
        """Another household, or the file has moved on."""
        self.show_rows()

    def row_shown(self, row: Row | None) -> None:
        """Nothing to remove, no verb."""
        if hasattr(self, "remove_button"):
            self.remove_button.setEnabled(row is not None and not self.editing.refs.read_only)

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])
