# SPDX-License-Identifier: MIT
"""The section 走访记录: visits as somebody made them. Nothing is ever filled in unasked (domain.md §11.2, mistake 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.values.show import heading_of, shown
from villagedesk.services.books.matters import matter_of_visit
from villagedesk.ui import messages
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.forms.record_dialog import enter_record
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

_COLUMNS = (("date", 6), ("visitors", 8), ("change_kinds", 8), ("problems", 12), ("help_given", 12))


class VisitsPanel(ListPanel):
    """Visits of the year that is open, by date."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        columns = [Column(key, heading_of(field_spec(f"visit.{key}")), _fact(key), width) for key, width in _COLUMNS]
        super().__init__(editing, icons, "visits", columns, parent)
        self.add_button(_("登记走访(&A)"), "add", self.add)
        self.helper_button = self.add_button(_("带入责任人(&G)"), "helpers", self.fill_in_helper)
        self.helper_button.setToolTip(_("把当前帮扶责任人填为走访责任人、走访人和走访单位；已填的不动"))
        self.matter_button = self.add_button(_("转入台账(&Q)…"), "register", self.to_ledger)
        self.matter_button.setToolTip(_("把这次走访的“反映问题”登记到民情台账；台账、类别、责任人和期限由您填写"))
        self.remove_button = self.add_button(_("删除(&P)…"), "delete", self._remove)
        self.buttons.addStretch()
        self.row_shown(self.current)

    def empty_text(self) -> str:
        """What to do first."""
        return _("{year}年还没有走访记录。走访后点“登记走访”，照实填写日期、走访人和看到的情况。").format(
            year=self.editing.year
        )

    def row_shown(self, row: Row | None) -> None:
        """Verbs need a visit."""
        if hasattr(self, "remove_button"):
            for button in (self.helper_button, self.matter_button, self.remove_button):
                button.setEnabled(row is not None and not self.editing.refs.read_only)

    def fill_in_helper(self) -> None:
        """Take the household's helper of that day (or of today) over into the visit; what is filled in stays.

        Where a helper of the household is named already, it is his name and unit.
        """
        case, row = self.editing.case, self.current
        if case is None or row is None:
            return
        date = row.main.value("date")
        helpers = case.helpers_on(date if isinstance(date, str) else self.editing.refs.today.isoformat())
        if not helpers:
            return
        named = row.main.value("cadre")
        helper = next((one for one in helpers if one.cadre.id == named), None if named else helpers[0])
        if helper is None:
            return
        facts = {"cadre": helper.cadre.id, "visitors": helper.cadre.name, "unit": helper.unit.name}
        for key, value in facts.items():
            if value and not row.main.content(key):
                row.main.put(key, value)

    def to_ledger(self) -> None:
        """Enter the problem that the visit wrote down as a matter, in a box in which people add what only they know."""
        case, row = self.editing.case, self.current
        if case is None or row is None:
            return
        if not row.row or row.dirty:
            messages.warn(self, _("请先保存这次走访，再转入台账。"))
            return
        refs = RefSource(self.editing.session)
        refs.village, refs.whose = case.village.id, lambda: case.household.id
        try:
            facts = matter_of_visit(self.editing.session.store, row.row)
        except Refused as refused:
            messages.problem(self, refused)
            return
        enter_record(self, refs, entity_spec("matter"), facts)

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])


def _fact(key: str) -> Callable[[Row], str]:
    spec = field_spec(f"visit.{key}")
    return lambda row: shown(spec, row.main.value(key)).replace("\n", " ")
