# SPDX-License-Identifier: MIT
"""The leaf 措施落实 of the section 脱贫计划: help that the household really got, planned or not. Nothing is filled in unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Measure
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import heading_of, shown
from villagedesk.store import reads
from villagedesk.ui.casefile.list_panel import ListPanel
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

_COLUMNS: Final = (("date", 6), ("category", 6), ("content", 14), ("quantity", 6))
_TAKEN: Final = {  # field of the help ← field of the measure
    "category": "category", "subcategory": "subcategory", "item": "item", "content": "content", "quantity": "quantity",
    "amount": "amount", "source": "source", "provider": "responsible_unit", "cadre": "responsible_cadre",
    "handler": "responsible",
}  # fmt: skip


class BenefitsPanel(ListPanel):
    """Help of the year that is open, by date."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        columns = [Column(key, heading_of(field_spec(f"benefit.{key}")), _fact(key), width) for key, width in _COLUMNS]
        columns += [
            Column("amount", heading_of(field_spec("benefit.amount")), _fact("amount"), 6, right=True),
            Column("member", heading_of(field_spec("benefit.member")), self._person, 5),
        ]
        super().__init__(editing, icons, "benefits", columns, parent)
        self.add_button(_("登记落实(&A)"), "add", self.add)
        self.take_button = self.add_button(_("按对应措施带入(&G)"), "plan", self.take_measure)
        self.take_button.setToolTip(_("把“对应措施”的类别、内容、金额等填到空着的地方；已填的不动，日期和佐证要自己填"))
        self.remove_button = self.add_button(_("删除(&U)…"), "delete", self._remove)
        self.row_shown(self.current)

    def empty_text(self) -> str:
        """What to do first."""
        return _("{year}年还没有登记落实的帮扶。钱物或服务到户以后点“登记落实”，写明日期、金额、受益人和佐证。").format(
            year=self.editing.year
        )

    def row_shown(self, row: Row | None) -> None:
        """Verbs need a line."""
        if hasattr(self, "remove_button"):
            for button in (self.take_button, self.remove_button):
                button.setEnabled(row is not None and not self.editing.refs.read_only)

    def take_measure(self) -> None:
        """Take over from the measure that is named what is still empty; the day and the evidence are never taken over."""
        row = self.current
        key = row.main.value("measure") if row is not None else None
        measure = reads.get(self.editing.session.store, Measure, key) if isinstance(key, str) else None
        if row is None or measure is None:
            self.form.focus_field("measure")
            return
        for field, source in _TAKEN.items():
            value = getattr(measure, source)
            if value is not None and not row.main.content(field):
                row.main.put(field, value)

    def _person(self, row: Row) -> str:
        key = row.main.value("member")
        return self.editing.refs.text("member", key) if isinstance(key, str) else ""

    def _remove(self) -> None:
        self.remove_current([_("登记错了"), _("重复登记")])


def _fact(key: str) -> Callable[[Row], str]:
    spec = field_spec(f"benefit.{key}")
    return lambda row: shown(spec, row.main.value(key)).replace("\n", " ")
