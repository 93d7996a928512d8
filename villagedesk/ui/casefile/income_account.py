# SPDX-License-Identifier: MIT
"""The leaf 说明 of the section 收入: how the figure per head comes about, and how the year compares with the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QSplitter, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from villagedesk.i18n import _, labelled
from villagedesk.models.income_change import YearOf, compare, standing_out
from villagedesk.models.income_steps import explain, signed
from villagedesk.models.ledger import with_ledger, yuan
from villagedesk.services.standards.income_settings import CHANGE, YearLines
from villagedesk.ui.casefile.income_live import LINES, ledger_now, record_of
from villagedesk.ui.casefile.panel import SectionPanel, heading_label
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from villagedesk.models.income_change import Change
    from villagedesk.models.income_steps import Step
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BOLD: Final = frozenset({"gross", "net", "per_head", "monitored", "monitored_per_head"})
_LABEL, _AMOUNT = 18, 8  # 汉字
_HOW: Final = 2  # the column whose words may be long
_LINES: Final = 2  # of the label that shows them whole


class AccountPanel(SectionPanel):
    """Only reads. Filled when it is looked at, since it follows every keystroke of the other leaves."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self._stale = True
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([_("项目"), _("金额（元）"), _("怎么来的")])
        self.tree.setAccessibleName(_("收入说明"))
        self.tree.setAlternatingRowColors(True)
        em = self.fontMetrics().horizontalAdvance("汉")
        self.tree.setColumnWidth(0, _LABEL * em)
        self.tree.setColumnWidth(1, _AMOUNT * em)
        self.tree.header().setSectionResizeMode(_HOW, QHeaderView.ResizeMode.Stretch)
        self.tree.currentItemChanged.connect(self._tell)
        self.title = heading_label("", self)
        self.how = QLabel(self)
        self.how.setWordWrap(True)
        self.changes: RowsModel[Change] = RowsModel(_columns(), icons, self)
        self.comparison = PagedView(self.changes, "income-comparison", self)
        self.comparison.setAccessibleName(_("与上年比较"))
        self.heading = heading_label("", self)
        self.odd = QLabel(self)
        self.odd.setWordWrap(True)
        self._lay_out()
        editing.touched.connect(self._changed)

    def _lay_out(self) -> None:
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 4, 0, 0)
        lower.addWidget(self.heading)
        lower.addWidget(self.comparison, 1)
        lower.addWidget(self.odd)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        above = QWidget(self)
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 4, 0, 0)
        upper.addWidget(self.title)
        upper.addWidget(self.tree, 1)
        upper.addWidget(self.how)
        self.how.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        splitter.addWidget(above)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    # -- following --------------------------------------------------------------------------------------------------

    def show_case(self) -> None:
        """The case has moved on."""
        self._changed()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks at it."""
        super().showEvent(event)
        if self._stale:
            self.fill()

    def fill(self) -> None:
        """Reckon again, over what is typed at this moment."""
        case, ledger = self.editing.case, ledger_now(self.editing)
        if case is None or ledger is None:
            return
        self._stale = False
        village = YearLines(self.editing.session.store, case.village)
        lines = {name: village.line(name, case.year) for name in LINES}
        income = record_of(self.editing.income_of(case.year))
        steps = explain(case, income, ledger, lines)
        share = next(step for step in steps if step.name == "per_head")
        figure = _("算不出") if share.amount is None else _("{amount}元").format(amount=yuan(share.amount))
        self.title.setText(_("{year}年度{label}：{amount}").format(year=case.year, label=share.label, amount=figure))
        open_before = self._opened()
        self.tree.clear()
        for step in steps:
            self._add(self.tree, step)
        self._open_again(open_before)
        before = record_of(self.editing.income_of(case.year - 1))
        changes = compare(
            YearOf(before, len(case.sharers(case.year - 1))),
            YearOf(with_ledger(income, ledger.cells), len(case.sharers(case.year))),
        )
        self.changes.show(one for one in changes if one.before or one.now)
        self.heading.setText(_("与{year}年比较").format(year=case.year - 1))
        odd = standing_out(changes, village.value(CHANGE, case.year))
        odd = odd or ([_("没有特别突出的变动。")] if changes else [])
        against = [labelled(step.label, step.how) for step in steps if step.name in LINES]
        self.odd.setText("\n".join([*against, *odd]))

    def _add(self, parent: QTreeWidget | QTreeWidgetItem, step: Step) -> None:
        amount = "" if step.amount is None else yuan(step.amount)
        item = QTreeWidgetItem(parent, [step.label, amount, step.how])
        item.setData(0, Qt.ItemDataRole.UserRole, step.name)
        item.setTextAlignment(1, _RIGHT)
        item.setToolTip(2, step.how)
        if step.name in _BOLD:
            font = item.font(0)
            font.setBold(True)
            for column in (0, 1):
                item.setFont(column, font)
        for part in step.parts:
            self._add(item, part)

    def _tell(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        """The words of the line under the cursor, whole."""
        self.how.setText(labelled(item.text(0), item.text(_HOW)) if item is not None else "")

    def _tops(self) -> list[QTreeWidgetItem]:
        return [item for n in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(n)) is not None]

    def _opened(self) -> set[str] | None:
        tops = self._tops()
        return {_name(item) for item in tops if item.isExpanded()} if tops else None

    def _open_again(self, names: set[str] | None) -> None:
        """What was open stays open; at first everything is."""
        for item in self._tops():
            item.setExpanded(names is None or _name(item) in names)
            for child in filter(None, map(item.child, range(item.childCount()))):
                child.setExpanded(True)

    def focus_first(self) -> None:
        """Put the cursor at the beginning."""
        if self.tree.currentItem() is None:
            for first in self._tops()[:1]:
                self.tree.setCurrentItem(first)
        self.tree.setFocus()


def _name(item: QTreeWidgetItem) -> str:
    return str(item.data(0, Qt.ItemDataRole.UserRole))


def _columns() -> list[Column[Change]]:
    return [
        Column("cell", _("项目"), lambda one: one.label, 12),
        Column("before", _("上年（元）"), lambda one: _amount(one.before), 8, order=lambda one: one.before, right=True),
        Column("now", _("今年（元）"), lambda one: _amount(one.now), 8, order=lambda one: one.now, right=True),
        Column("more", _("增减（元）"), _more, 8, order=lambda one: one.more, right=True),
        Column("percent", _("增减比例"), lambda one: one.percent_words, 6, order=lambda one: one.percent, right=True),
    ]


def _amount(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _more(one: Change) -> str:
    return "" if one.more is None else signed(one.more)
