# SPDX-License-Identifier: MIT
"""The leaf 年度汇总 of the section 收入: the table of years, and the remarks of the year that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.income_steps import cell_label
from villagedesk.models.ledger import adopted, yuan
from villagedesk.models.values.show import entity_name
from villagedesk.services.standards.income_settings import YearLines
from villagedesk.ui.casefile.income_live import LINES, ledger_now, record_of
from villagedesk.ui.casefile.income_model import IncomeModel, YearColumn
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.entry import Entry
    from villagedesk.ui.icons import Icons

_COLUMN = 9  # 汉字


class YearTable(SectionPanel):
    """Amounts in yuan; the sums follow the typing, here and in the ledger."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.model = IncomeModel(editing.refs, icons, self)
        self.view = GridView(self.model, self)
        self.view.setAccessibleName(entity_name(entity_spec("income_year")))
        self.view.horizontalHeader().setDefaultSectionSize(_COLUMN * self.fontMetrics().horizontalAdvance("汉"))
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.verticalHeader().setHighlightSections(False)
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.earlier_button = QPushButton(_("加更早一年(&Y)"), self)
        self.earlier_button.clicked.connect(self._add_earlier)
        self.adopt_button = QPushButton(_("采用台账合计(&G)"), self)
        self.adopt_button.setToolTip(_("把台账各项合计填进本年度的单元，保存前可以再改，也可以撤销"))
        self.adopt_button.clicked.connect(self.adopt)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.view.told.connect(self.said.setText)
        self.note = FieldRow(entity_spec("income_year")["note"], editing.refs, editing.year, self)
        self.note.typed.connect(self._note_typed)
        self.note.left.connect(self._note_left)

        hint = QLabel(_("单位：元。粗体由程序计算；回车向下，Tab 向右。"), self)
        hint.setProperty("role", "hint")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        hint.setToolTip(hint.text())
        top = QHBoxLayout()
        top.addWidget(hint, 1)
        top.addWidget(self.adopt_button)
        top.addWidget(self.earlier_button)
        below = QHBoxLayout()
        below.addWidget(self.note.label)
        below.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addLayout(below)
        self._extra: set[int] = set()
        editing.touched.connect(self._touched)

    # -- filling ----------------------------------------------------------------------------------------------------

    def _case_opened(self) -> None:
        self._extra.clear()
        super()._case_opened()

    def show_case(self) -> None:
        """Fill in what the case says."""
        years = sorted({*self.editing.income_years(), *self._extra}, reverse=True)
        lines = YearLines(self.editing.session.store, self.editing.case.village if self.editing.case else None)
        self.model.show([self._column(year, lines) for year in years])
        self.note.show_entry(self._of_year(self.editing.year), judge=True)
        self._offer_adopting()

    def _column(self, year: int, lines: YearLines) -> YearColumn:
        found = {name: lines.line(name, year) for name in LINES}
        ledger = ledger_now(self.editing) if year == self.editing.year else None
        return YearColumn(year, self._of_year(year), self._members(year), found, ledger)

    def _of_year(self, year: int) -> Entry:
        return self.editing.income_of(year)

    def _members(self, year: int) -> int:
        """Among how many people the income of a year is divided."""
        return len(self.editing.case.sharers(year)) if self.editing.case else 0

    def _add_earlier(self) -> None:
        years = [*self.editing.income_years(), *self._extra]
        if years:
            self._extra.add(min(years) - 1)
            self.show_case()

    # -- typing -----------------------------------------------------------------------------------------------------

    def _touched(self) -> None:
        self.model.follow(ledger_now(self.editing))
        self._offer_adopting()

    def _to_adopt(self) -> dict[str, int]:
        ledger = ledger_now(self.editing)
        return adopted(record_of(self._of_year(self.editing.year)), ledger.cells) if ledger else {}

    def _offer_adopting(self) -> None:
        self.adopt_button.setEnabled(not self.editing.locked("income_year") and bool(self._to_adopt()))

    def adopt(self) -> None:
        """Type the ledger's sums into the cells of the open year; what stood there is told, and comes back with undo."""
        entry, wanted = self._of_year(self.editing.year), self._to_adopt()
        stated = {key: entry.value(key) for key in wanted}
        for key, amount in wanted.items():
            entry.put(key, amount)
        told = [
            _("{cell} {before} → {now}").format(
                cell=cell_label(key), before=yuan(before) if isinstance(before, int) else "—", now=yuan(wanted[key])
            )
            for key, before in stated.items()
        ]
        self.said.setText(_("已采用台账合计，保存后生效：{cells}").format(cells=listed(told)))

    def _note_typed(self, key: str, content: str) -> None:
        self._of_year(self.editing.year).write(key, content)

    def _note_left(self, key: str) -> None:
        entry = self._of_year(self.editing.year)
        entry.settle(key)
        self.note.show_entry(entry, judge=True)

    # -- moving -----------------------------------------------------------------------------------------------------

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        if entity != "income_year":
            return False
        entry = self.editing.entry_of(entity, row)
        index = self.model.place_of(key, entry.year if entry else self.editing.year)
        self._go(index if index.isValid() else self.model.index(0, 0))
        return True

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        self._go(self.model.index(0, 0))

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.view.go_to(index.row(), index.column())
        self.view.setFocus()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        self.view.finish_editing()
