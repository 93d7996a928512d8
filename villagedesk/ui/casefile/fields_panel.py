# SPDX-License-Identifier: MIT
"""A list of events with some of their fields as columns, and the verbs to begin one and to take one away."""

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


class FieldsPanel(ListPanel):
    """Subclasses say of which entity, which fields are columns, and what to say when there are none."""

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
