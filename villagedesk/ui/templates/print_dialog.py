# SPDX-License-Identifier: MIT
"""Printing a template of one's own: for which households, of which year and day, where to; then what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.store import households
from villagedesk.store.households import Query
from villagedesk.ui import labels, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.dialogs.print_run import PrintRunDialog

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.documents.volumes.batch import Order, Outcome
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC: Final = "own templates"
ONE, SELECTED, GROUP, EVERY = range(4)


@dataclass(frozen=True, slots=True)
class Choice:
    """The households that can be chosen at once: the one of the examples, and those selected in the list."""

    household: str
    name: str
    selected: tuple[str, ...] = ()


class PrintFormDialog(PrintRunDialog):
    """For whom a template is printed, of which year, in which way."""

    def __init__(
        self, session: Session, icons: Icons, template: str, choice: Choice, parent: QWidget | None = None
    ) -> None:
        report = ExportResult(session, icons)
        super().__init__(session, report, (_TOPIC,), parent)
        self.report = report
        self.template, self._choice = template, choice
        self.setWindowTitle(_("打印模板：{name}").format(name=template))
        window_state.fit(self, 48, 26)
        self.which = QButtonGroup(self)
        self.group = QComboBox(self)
        self.year = QComboBox(self)
        self.official = QRadioButton(_("正式：有错误的户不打印(&O)"), self)
        self.draft = QRadioButton(_("草稿：有错误的户也打印，文件名注明“草稿”(&D)"), self)
        self._build()
        self._fill()

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(_("哪些户"), self._which_rows())
        form.addRow(_("资料年度"), self.year)
        self.add_day_and_folder(form)
        ways = QVBoxLayout()
        ways.addWidget(self.official)
        ways.addWidget(self.draft)
        form.addRow(_("方式"), ways)
        hint = _("所有户的文件放在以模板命名的一个文件夹里，每户一个文件。已有的同名文件会换成新的。")
        form.addRow(labels.label(hint, labels.HINT))
        self.group.setAccessibleName(_("组"))
        self.year.setAccessibleName(_("资料年度"))
        self.lay_out(questions, _("开始打印(&S)"))

    def _which_rows(self) -> QVBoxLayout:
        store, choice = self.session.store, self._choice
        every = len(households.keys(store, Query(away=False)))
        groups = [(name, count) for name, count in households.distinct(store, "grp") if name]
        for name, count in groups:
            self.group.addItem(_("{group}（{count}户）").format(group=name, count=count), name)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        for number, text, there in (
            (ONE, _("只印 {name}(&H)").format(name=choice.name.replace("&", "&&")), bool(choice.household)),
            (SELECTED, _("户档案列表中选中的{count}户(&L)").format(count=len(choice.selected)), bool(choice.selected)),
            (GROUP, _("一个组的全部(&G)"), bool(groups)),
            (EVERY, _("文件中的全部（{count}户）(&A)").format(count=every), every > 0),
        ):
            button = QRadioButton(text, self)
            button.setEnabled(there)
            self.which.addButton(button, number)
            if number == GROUP:
                row = QHBoxLayout()
                row.addWidget(button)
                row.addWidget(self.group, 1)
                column.addLayout(row)
            else:
                column.addWidget(button)
        self.group.setEnabled(False)
        self.which.button(GROUP).toggled.connect(self.group.setEnabled)
        self.which.button(EVERY).setChecked(True)
        return column

    def _fill(self) -> None:
        store = self.session.store
        offer_years(self.year, self.session.year, store.clock().year)
        self.official.setChecked(True)

    # -- printing ---------------------------------------------------------------------------------------------------

    def ids(self) -> tuple[str, ...]:
        """The households that were asked for."""
        store = self.session.store
        match self.which.checkedId():
            case n if n == ONE:
                return (self._choice.household,)
            case n if n == SELECTED:
                return self._choice.selected
            case n if n == GROUP:
                wanted = Query(filters=(("grp", self.group.currentData()),), away=False)
                return tuple(households.ids(store, wanted))
            case _:
                return tuple(households.ids(store, Query(away=False)))

    def order(self) -> Order | None:
        """What stands in the fields as an order; None, with the reason shown, where something is wrong."""
        from villagedesk.documents.volumes.batch import Order

        if (day := self.day()) is None or (target := self.target()) is None:
            return None
        self.say("")
        year = int(self.year.currentData())
        return Order(self.ids(), year, target, (), self.draft.isChecked(), document_date=day)

    def start(self) -> None:
        """Print, and show what became of it."""
        order = self.order()
        if order is None:
            return
        target = order.target
        if self.carry_out(
            _("打印模板"),
            partial(_print, order, self.template),
            target,
            lambda outcome: self.report.show_outcome(outcome, _folder_of(outcome, target)),
        ):
            self.place.remember(target)


def _folder_of(outcome: Outcome, target: Path) -> Path:
    return outcome.written[0][1].parent if outcome.written else target


def _print(order: Order, template: str, store: Store, job: Job) -> Outcome:
    """Called on the worker thread."""
    from villagedesk.documents.guarded.printing import kept_form, print_form

    return print_form(store, order, kept_form(store, template), check=job.check, report=job.report)
