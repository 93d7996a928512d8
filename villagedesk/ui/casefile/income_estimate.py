# SPDX-License-Identifier: MIT
"""The leaf 测算 of the section 收入: how many mu, how many head, who worked how many months; confirmed, it is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, clauses, listed, sentences
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.codes import code_list
from villagedesk.models.estimating import Estimate, as_line, asked, begun, reckon, worth_booking
from villagedesk.models.income import per_head, sums
from villagedesk.models.ledger import ESTIMATED, ledger_of, with_ledger, yuan
from villagedesk.services.casefile.income import booking, estimated_lines, rate_edits, rates_for
from villagedesk.ui import labels, messages
from villagedesk.ui.casefile.income_live import line_of, record_of
from villagedesk.ui.casefile.panel import SectionPanel
from villagedesk.ui.dialogs.income_rates import edit_rates
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.forms.row_set import Row, RowSet
from villagedesk.ui.tables.grid_model import GridModel
from villagedesk.ui.tables.grid_view import GridView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.ledger import IncomeRate
    from villagedesk.services.keeping.records import Edit, Removal
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons

_SPEC: Final = spec_of(Estimate)
_WIDTHS: Final = {"item": 5, "member": 4, "quantity": 3.5, "unit": 3, "output": 4.5, "output_unit": 4.5}
_REPLACE, _ADD = 0, 1


def estimate_of(row: Row) -> Estimate:
    """A line of the calculator as it is typed."""
    return cast("Estimate", row.main.record.having(**row.main.changes()))


def name_of(row: Row) -> str:
    """What a line comes to."""
    income = reckon(estimate_of(row)).income
    return "" if income is None else f"={yuan(income)}"


class EstimatePanel(SectionPanel):
    """A grid of questions; what it holds is no fact before it is booked.

    Signals:
        booked: lines were written into the ledger.
    """

    booked = Signal()

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self._asked_of: tuple[str, int] = ("", 0)
        self._rates: dict[str, IncomeRate] = {}
        self.rows = RowSet([_SPEC], editing.refs.today, editing.year, self)
        columns = form_fields(_SPEC, None)
        self.model = GridModel(self.rows, columns, name_of, editing.refs, icons, self)
        self.view = GridView(self.model, self)
        widths = [float(_WIDTHS.get(one.key, 5.5)) for one in columns]
        self.view.remember_columns("grid-estimate", [one.key for one in columns], widths, [False] * len(columns))
        self.view.setAccessibleName(_("收入测算"))
        self.view.row_wanted_gone.connect(self._drop)
        self.hint = labels.ElidedLabel()
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.view.told.connect(self.said.setText)
        self.result = QLabel(self)
        self.result.setWordWrap(True)
        self.book_button = QPushButton(_("记入台账(&A)"), self)
        self.book_button.clicked.connect(self.book)
        self.rates_button = QPushButton(_("只记住系数(&B)"), self)
        self.rates_button.clicked.connect(self.keep_rates)
        self.all_rates_button = QPushButton(_("本村系数(&U)…"), self)
        self.all_rates_button.clicked.connect(self.edit_rates)
        self._lay_out()
        self.rows.altered.connect(self._altered)
        self.rows.removed.connect(self.reckon)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.hint, 1)
        top.addWidget(self.all_rates_button)
        top.addWidget(self.rates_button)
        top.addWidget(self.book_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.result)

    # -- asking -----------------------------------------------------------------------------------------------------

    def show_case(self) -> None:
        """Ask anew for another household or year; what was typed stays while the file moves on."""
        case = self.editing.case
        if case is None:
            return
        self._rates = rates_for(self.editing.session.store, case.village.id, case.year) if case.village.id else {}
        if self._asked_of != (case.household.id, case.year):
            self._asked_of = (case.household.id, case.year)
            kept = self.editing.estimates.get(self._asked_of) or asked(case, self._rates)
            self.rows.load([{_SPEC.key: one} for one in kept], case.year)
        self.hint.setText(self._hint(case))
        self.reckon()

    def _hint(self, case: CaseFile) -> str:
        older = sum(rate.year != case.year for rate in self._rates.values())
        asking = _("填几亩、几头、几个月，没有的空着")
        if not self._rates:
            return sentences((asking, _("单产、单价、成本填一次，全村都记住"))) + _("。")
        known = _("本村有{count}项系数").format(count=len(self._rates))
        more = _("{count}项是以前年度的，请核对").format(count=older) if older else ""
        return sentences((asking, clauses((known, more)))) + _("。")

    def _altered(self, row: Row, _entity: str, key: str) -> None:
        if not key:
            return  # it is only being loaded
        if key == "item":
            self._begin(row)
        self.editing.estimates[self._asked_of] = self.lines()  # typed once, it is there again after another household
        self.reckon()

    def _begin(self, row: Row) -> None:
        """Another item was chosen: its unit and the village's coefficients, where nobody has said others."""
        one = estimate_of(row)
        item = code_list("income_item").entry(one.item, self.editing.year) if one.item else None
        if item is not None:
            proposed = begun(item, self._rates.get(item.code))
            for field in _SPEC.fields:
                value = getattr(proposed, field.key)
                if field.key != "item" and value is not None and not row.main.content(field.key):
                    row.main.put(field.key, value)

    def lines(self) -> list[Estimate]:
        """What is typed."""
        return [estimate_of(row) for row in self.rows.rows]

    # -- reckoning --------------------------------------------------------------------------------------------------

    def reckon(self) -> None:
        """Say what it comes to."""
        case = self.editing.case
        if case is None:
            return
        lines = self.lines()
        worth = worth_booking(lines)
        self.book_button.setEnabled(not self.editing.locked("income_line") and bool(worth))
        self.all_rates_button.setEnabled(bool(case.village.id))
        held = self.editing.locked("income_rate")
        self.rates_button.setEnabled(not held and bool(rate_edits(case, lines, self._rates)))
        self.result.setText(self._result(case, worth) + self._missing(lines))

    def _result(self, case: CaseFile, worth: list[Estimate]) -> str:
        if not worth:
            return ""
        people = len(case.sharers(case.year))
        found = [reckon(one) for one in worth]
        income = sum(one.income or 0 for one in found)
        cost = sum(one.cost or 0 for one in found)
        share = per_head(income - cost, people)
        said = _("本次测算：收入{income}元，成本{cost}元，净收入{net}元，{people}人人均{share}元").format(
            income=yuan(income), cost=yuan(cost), net=yuan(income - cost), people=people,
            share="—" if share is None else yuan(share),
        )  # fmt: skip
        after = self._after(case, worth, people)
        known = (
            "" if after is None else _("记入后全户人均纯收入{share}元（已填写的单元不变）").format(share=yuan(after))
        )
        return sentences((said, known)) + _("。")

    def _after(self, case: CaseFile, worth: list[Estimate], people: int) -> int | None:
        """The figure per head once this stands in the ledger in place of earlier estimates."""
        kept = [line_of(row) for row in self.editing.rows["ledger"].rows if not row.blank]
        kept = [line for line in kept if line.evidence != ESTIMATED]
        kept += [IncomeLine(**as_line(one, case.household.id, case.year)) for one in worth]
        ledger = ledger_of(kept, case.year, case.income_period(case.year), case.editions)
        return sums(with_ledger(record_of(self.editing.income_of(case.year)), ledger.cells), people).per_head

    def _missing(self, lines: list[Estimate]) -> str:
        open_ones = [one for one in lines if one.item and one.quantity and reckon(one).missing]
        if not open_ones:
            return ""
        names = listed(code_list("income_item").shown(one.item or "") for one in open_ones)
        return _("没有单价，算不出收入：{items}。").format(items=names)

    # -- booking ----------------------------------------------------------------------------------------------------

    def book(self) -> None:
        """Write what was reckoned into the ledger, and remember the coefficients: one action."""
        self.finish_editing()
        case = self.editing.case
        if case is None:
            return
        replace = False
        old = estimated_lines(case)
        if old:
            text = _("{year}年度的台账里已有{count}笔测算。").format(year=case.year, count=len(old))
            answer = messages.choose(self, text, [_("用这次的替换"), _("另外增加"), _("取消")])
            if answer not in {_REPLACE, _ADD}:
                return
            replace = answer == _REPLACE
        try:
            edits = booking(case, self.lines(), self._rates, replace=replace)
            self._save(_("收入测算：{name}，{year}年度").format(name=self.editing.name, year=case.year), edits)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self.editing.estimates.pop(self._asked_of, None)
        self.booked.emit()

    def keep_rates(self) -> None:
        """Remember the coefficients only."""
        self.finish_editing()
        case = self.editing.case
        edits = rate_edits(case, self.lines(), self._rates) if case else []
        if case is None or not edits:
            return
        label = _("收入测算系数：{village}，{year}年度").format(village=case.village.name or "", year=case.year)
        try:
            self._save(label, list(edits))
        except VillageDeskError as error:
            messages.problem(self, error)

    def edit_rates(self) -> None:
        """Settle the village's coefficients; lines that are still as they were asked take them over."""
        self.finish_editing()
        case = self.editing.case
        if case is None or not case.village.id:
            return
        name = case.village.name or ""
        if edit_rates(self.editing.refs, self.icons, case.village.id, case.year, name, self):
            self.show_case()
            for row in self.rows.rows:
                self._begin(row)

    def _save(self, label: str, edits: list[Edit | Removal]) -> None:
        self.editing.session.save(label, edits)
        self.show_case()

    def _drop(self, place: int) -> None:
        row = self.model.row_at(place)
        if row is not None:
            self.rows.drop(row)

    # -- moving about -----------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the cursor on the first quantity."""
        columns = [one.key for one in self.model.columns]
        self.view.go_to(max(self.view.currentIndex().row(), 0), columns.index("quantity"))
        self.view.setFocus()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        self.view.finish_editing()
