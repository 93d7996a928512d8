# SPDX-License-Identifier: MIT
"""The leaf 收入台账 of the section 收入: what was earned and spent, line by line, typed down like a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, aside, clauses, labelled, listed
from villagedesk.models.codes import code_list
from villagedesk.models.income import TOTALS
from villagedesk.models.income_steps import cell_label
from villagedesk.models.ledger import amount_of, item_of, yuan
from villagedesk.services.casefile.income import moving
from villagedesk.ui import messages
from villagedesk.ui.casefile.grid_panel import GridWithForms
from villagedesk.ui.casefile.income_live import ledger_now, line_of
from villagedesk.ui.casefile.panel import SectionPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.ledger import Booked, Ledger
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

ESSENTIAL: Final = (
    "income_line.date", "income_line.quarter", "income_line.item", "income_line.member", "income_line.quantity",
    "income_line.unit", "income_line.price", "income_line.gross", "income_line.cost", "income_line.evidence",
    "income_line.evidence_note",
)  # fmt: skip
ENTITY: Final = "income_line"
_LATER: Final = 0  # after the keystroke, so that many changes of one paste are counted once


def amount_words(row: Row) -> str:
    """What a line comes to, which is more than its cell says where only quantity and price were written."""
    line = line_of(row)
    amount = amount_of(line)
    if amount is None and isinstance(line.cost, int):
        amount = -line.cost
    return "" if amount is None else f"={yuan(amount)}"


def name_of(row: Row) -> str:
    """The item of a line."""
    line = line_of(row)
    return code_list("income_item").shown(line.item, row.main.year) if line.item else _("（未选项目）")


class LedgerPanel(SectionPanel):
    """The grid, what the line under the cursor comes to, and what all of them do."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.rows = editing.rows["ledger"]
        self.grid = GridWithForms(editing, icons, self.rows, ESSENTIAL, amount_words, self)
        self.grid.title_of = name_of
        self.grid.model.copies_lines = True
        self.grid.row_wanted_gone.connect(self._remove)
        self.grid.view.current_row_changed.connect(self._tell)
        self.move_button = QPushButton(_("移到应属年度(&M)"), self)
        self.move_button.setToolTip(_("把日期不在本年度核算期间内的各笔，移到它们应属的年度"))
        self.move_button.clicked.connect(self.move_lines)
        self.remove_button = QPushButton(_("删除(&P)…"), self)
        self.remove_button.clicked.connect(self._remove_current)
        icons.later(self.remove_button, "delete")
        self.period = QLabel(self)
        self.period.setProperty("role", "hint")
        self.period.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.standing = QLabel(self)
        self.standing.setWordWrap(True)
        self.totals = QLabel(self)
        self.totals.setWordWrap(True)
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self.recount)
        self._lay_out()
        for signal in (self.rows.altered, self.rows.was_reset, self.rows.added, self.rows.removed):
            signal.connect(self._changed)
        self.rows.altered.connect(self._item_chosen)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.period, 1)
        top.addWidget(self.move_button)
        top.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.standing)
        layout.addWidget(self.totals)

    # -- filling ----------------------------------------------------------------------------------------------------

    def show_case(self) -> None:
        """Fill in what the case says."""
        self.recount()

    def _changed(self, *_what: object) -> None:
        self._later.start()

    def _item_chosen(self, row: Row, _entity: str, key: str) -> None:
        """The usual unit of an item, where nobody has said another."""
        item = item_of(line_of(row), row.main.year) if key == "item" else None
        if item is not None and item.more["unit"] and not row.main.content("unit"):
            row.main.put("unit", item.more["unit"])

    def recount(self) -> None:
        """Count again what the lines come to."""
        ledger = ledger_now(self.editing)
        if ledger is None:
            return
        hint = _("核算期间：{period}。在空行按F4照抄上一笔。")
        self.period.setText(hint.format(period=ledger.period.words()))
        self.period.setToolTip(self.period.text())
        self.totals.setText(_totals(ledger))
        writable = not self.editing.locked(ENTITY)
        self.remove_button.setEnabled(writable)
        self.move_button.setEnabled(writable and bool(self._to_move()))
        self._show_standing(ledger)

    def _tell(self, _place: int) -> None:
        self._later.start()

    def _show_standing(self, ledger: Ledger) -> None:
        """What the line under the cursor comes to, or why it does not count."""
        row = self.grid.current()
        shown = [one for one in self.rows.rows if not one.blank]
        place = shown.index(row) if row in shown else -1
        self.standing.setText(standing(place + 1, ledger.lines[place]) if place >= 0 else "")

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _to_move(self) -> list[Row]:
        case = self.editing.case
        if case is None:
            return []
        stored = {row.row: row for row in self.rows.rows if row.row}
        edits = moving([line_of(row) for row in stored.values()], case.year, case.editions)
        return [stored[edit.row] for edit in edits]

    def move_lines(self) -> None:
        """Put the lines that lie outside the period into the year they belong to, at once and as one action."""
        case, rows = self.editing.case, self._to_move()
        if case is None or not rows:
            return
        if any(row.dirty for row in rows):
            messages.note(self, _("这几笔的修改还没有保存，请先保存（Ctrl+S）再移动。"))
            return
        edits = moving([line_of(row) for row in rows], case.year, case.editions)
        years = sorted({str(edit.values["year"]) for edit in edits})
        try:
            self.editing.session.save(
                _("移动收入台账：{name}，{count}笔到{years}年度").format(
                    name=self.editing.name, count=len(edits), years=listed(years)
                ),
                edits,
            )
        except VillageDeskError as error:
            messages.problem(self, error)

    def _remove_current(self) -> None:
        row = self.grid.current()
        if row is not None:
            self._remove(row)

    def _remove(self, row: Row) -> None:
        if not self.editing.locked(ENTITY):
            title = _("删除台账：{name}").format(name=name_of(row))
            self.put_away(row, title, [_("登记错了"), _("重复登记")])

    # -- moving about -----------------------------------------------------------------------------------------------

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        if entity != ENTITY:
            return False
        if self.grid.reveal(entity, row, key):
            return True
        found = self.rows.by_id(row)
        if found is None:
            self.grid.begin()
            return True
        self.grid.view.go_to(self.rows.rows.index(found), 0)
        return self.grid.reveal_in_form(key)

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        self.grid.begin()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        self.grid.view.finish_editing()


def standing(number: int, one: Booked) -> str:
    """What a line comes to, in a sentence."""
    if not one.counts:
        return _("第{number}笔不计入：{why}").format(number=number, why=one.why_not)
    parts = [
        aside(cell_label(cell), _("{amount}元").format(amount=yuan(amount)))
        for cell in dict.fromkeys((one.cell, one.cost_cell))
        if cell and (amount := one.amount_in(cell)) is not None
    ]
    said = _("第{number}笔计入{cells}").format(number=number, cells=listed(parts))
    return clauses((said, one.remark))


def _totals(ledger: Ledger) -> str:
    """All lines together."""
    counted = [one for one in ledger.lines if one.counts]
    if not ledger.lines:
        return _("{year}年度还没有台账。在表格的空行里输入，或用“测算”算出来。").format(year=ledger.year)
    costs = TOTALS["production_cost"]
    income = sum(amount for cell, amount in ledger.cells.items() if cell not in {*costs, "claims", "own_payments"})
    cost = sum(ledger.cells.get(cell, 0) for cell in costs)
    said = [
        _("共{count}笔，计入{counted}笔").format(count=len(ledger.lines), counted=len(counted)),
        _("收入{income}元，生产经营性支出{cost}元").format(income=yuan(income), cost=yuan(cost)),
    ]
    said += [
        _("{cell}{amount}元").format(cell=cell_label(cell), amount=yuan(ledger.cells[cell]))
        for cell in ("claims", "own_payments")
        if cell in ledger.cells
    ]
    return labelled(_("台账"), listed(said))
