# SPDX-License-Identifier: MIT
"""How the county carries out each procedure: which steps it does not ask for, on what ground, from which year on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.procedure import ProcedureEdition
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.values.show import heading_of, shown
from villagedesk.store import reads
from villagedesk.ui import labels
from villagedesk.ui.forms.records_panel import RecordsPanel
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list."""

    id: str
    name: str
    year: str
    off: str


class EditionsPanel(RecordsPanel):
    """How the county carries out each procedure: the steps it does not ask for, from the working year on."""

    named_by = "template"

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[EditionLine]] = [
            Column("name", heading_of(field_spec("procedure_edition.template")), lambda line: line.name, 8),
            Column("year", heading_of(field_spec("procedure_edition.year")), lambda line: line.year, 5),
            Column("off", heading_of(field_spec("procedure_edition.off")), lambda line: line.off, 12),
        ]
        super().__init__(refs, icons, entity_spec("procedure_edition"), columns, parent)
        self.hint = labels.label(
            _("新增的调整从工作年度起适用，直到下一次调整。公示天数等期限在“设置”的“标准与期限”中修改。"), labels.HINT
        )
        self.right.insertWidget(0, self.hint)

    def lines(self) -> list[EditionLine]:
        """All editions, by procedure and year."""
        found = reads.where(self.refs.session.store, ProcedureEdition)
        spec = self.spec
        lines = [
            EditionLine(one.id, shown(spec["template"], one.template), str(one.year or ""), shown(spec["off"], one.off))
            for one in found
        ]
        return sorted(lines, key=lambda line: (line.name, line.year))

    def given(self) -> dict[str, Value]:
        """The working year."""
        return {"year": self.refs.session.year}

    def _name(self) -> str:
        return shown(self.spec["template"], self.form.entry.value("template"))
