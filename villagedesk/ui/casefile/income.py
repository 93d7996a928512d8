# SPDX-License-Identifier: MIT
"""The section 收入: the cells of the years, the ledger, the calculator, and how the figures come about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from villagedesk.i18n import _
from villagedesk.ui.casefile.income_account import AccountPanel
from villagedesk.ui.casefile.income_estimate import EstimatePanel
from villagedesk.ui.casefile.income_ledger import ENTITY, LedgerPanel
from villagedesk.ui.casefile.income_table import YearTable
from villagedesk.ui.casefile.panel import SectionPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons


class IncomePanel(SectionPanel):
    """Four leaves of one section; what is typed in the first two is saved together with everything else."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.leaves = QTabWidget(self)
        self.leaves.setDocumentMode(True)
        self.table = YearTable(editing, icons, self.leaves)
        self.ledger = LedgerPanel(editing, icons, self.leaves)
        self.estimate = EstimatePanel(editing, icons, self.leaves)
        self.account = AccountPanel(editing, icons, self.leaves)
        self.parts: tuple[SectionPanel, ...] = (self.table, self.ledger, self.estimate, self.account)
        for part, title in zip(
            self.parts, (_("年度汇总(&T)"), _("收入台账(&C)"), _("测算(&I)"), _("说明(&N)")), strict=True
        ):
            self.leaves.addTab(part, title)
            part.show_case()  # from now on they follow the editing themselves
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.leaves)
        self.estimate.booked.connect(self._to_ledger)
        self.leaves.currentChanged.connect(self._leaf_changed)
        for signal in (self.ledger.rows.was_reset, self.ledger.rows.added, self.ledger.rows.removed):
            signal.connect(self._count)
        self._count()

    def _count(self) -> None:
        count = len(self.ledger.rows)
        title = _("收入台账（{count}）(&C)").format(count=count) if count else _("收入台账(&C)")
        self.leaves.setTabText(self.parts.index(self.ledger), title)

    def _to_ledger(self) -> None:
        self.leaves.setCurrentWidget(self.ledger)
        self.ledger.focus_first()

    def _leaf_changed(self, _place: int) -> None:
        """What is still open in a cell of another leaf counts."""
        self.finish_editing()

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        part: SectionPanel = self.ledger if entity == ENTITY else self.table
        if entity not in {ENTITY, "income_year"}:
            return False
        self.leaves.setCurrentWidget(part)
        return part.reveal(entity, row, key)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        self.parts[self.leaves.currentIndex()].focus_first()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        for part in self.parts:
            part.finish_editing()
