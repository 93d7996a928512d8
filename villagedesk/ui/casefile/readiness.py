# SPDX-License-Identifier: MIT
"""The section 达标情况: rule by rule how far the household is, over what is saved, and what proves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of
from villagedesk.services.casefile.readiness import household_sheets
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.readiness.attaching import AttachDialog, CheckDialog, EvidenceDialog, Owner
from villagedesk.ui.readiness.sheet_view import SheetView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.readiness import Place
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


class ReadinessPanel(SectionPanel):
    """The sheets of the household's region and year."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.sheet = SheetView(icons, "case-readiness", checks=True, read_only=editing.refs.read_only, parent=self)
        self.sheet.deciding_wanted.connect(self._go)
        self.sheet.attach_wanted.connect(self.attach)
        self.sheet.look_wanted.connect(self.look)
        self.sheet.check_wanted.connect(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sheet)
        self.show_case()

    def show_case(self) -> None:
        """Judge again over what is saved."""
        case = self.editing.case
        if case is not None:
            nothing = _("{year}年没有适用的标准。可在右上角换一个年度。").format(year=case.year)
            self.sheet.show_sheets(household_sheets(self.editing.session.store, case), nothing)

    def _go(self, place: Place) -> None:
        spec = field_spec(f"{place.entity}.{place.key}")
        text = label_of(spec, self.editing.year)
        self.wanted.emit(Problem(text, "", "", "", Level.DOUBT, "", place.entity, place.row, place.key))

    def attach(self, _criterion: str, path: str = "") -> None:
        """Add evidence for a rule, from a file that was dropped or one that is chosen."""
        case, line = self.editing.case, self.sheet.line
        if case is None or line is None:
            return
        dialog = AttachDialog(
            self.editing.session, Owner("attachment", case.household.id, self.editing.name), case.year, line, case, self
        )  # fmt: skip
        if path:
            dialog.take(Path(path))
        dialog.exec()
        dialog.deleteLater()

    def look(self, _criterion: str) -> None:
        """Look at the evidence of the chosen rule."""
        line = self.sheet.line
        if line is not None and line.evidence:
            title = _("佐证材料：{rule}").format(rule=line.standing.rule.name)
            dialog = EvidenceDialog(self.editing.refs, "attachment", line.evidence, title, self)
            dialog.exec()
            dialog.deleteLater()

    def check(self, _criterion: str) -> None:
        """Enter how the chosen rule was checked."""
        case, line = self.editing.case, self.sheet.line
        if case is not None and line is not None:
            dialog = CheckDialog(self.editing.session, case, line, self.editing.name, self)
            dialog.exec()
            dialog.deleteLater()

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on the rule that a paper or a finding is about."""
        case = self.editing.case
        if case is None or entity not in {"attachment", "readiness_note"}:
            return False
        rules = {one.id: one.criterion for one in case.attachments} | {one.id: one.criterion for one in case.checks}
        self.focus_first()
        return self.sheet.view.go_to(rules.get(row))

    def focus_first(self) -> None:
        """Put the cursor on the sheet."""
        self.sheet.view.setFocus()
