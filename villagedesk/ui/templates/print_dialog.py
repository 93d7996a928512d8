# SPDX-License-Identifier: MIT
"""Printing a template of one's own: for which households, of which year and day, where to; then what became of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.store import drafts, households
from villagedesk.store.households import Query
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.file_names import ask_folder

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.documents.volumes.batch import Order, Outcome
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC, _FOLDER = "own templates", "folder"
ONE, SELECTED, GROUP, EVERY = range(4)


@dataclass(frozen=True, slots=True)
class Choice:
    """The households that can be chosen at once: the one of the examples, and those selected in the list."""

    household: str
    name: str
    selected: tuple[str, ...] = ()


class PrintFormDialog(QDialog):
    """Questions first, then the result in the same window.

    Attributes:
        wanted: the household the user went to from the result; empty if none.
    """

    def __init__(
        self, session: Session, icons: Icons, template: str, choice: Choice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.template, self._choice = session, template, choice
        self.wanted = ""
        self.setWindowTitle(_("打印模板：{name}").format(name=template))
        window_state.fit(self, 48, 26)
        self.which = QButtonGroup(self)
        self.group = QComboBox(self)
        self.year = QComboBox(self)
        self.date = QLineEdit(self)
        self.folder = QLineEdit(self)
        self.browse_button = QPushButton(_("选择(&B)…"), self)
        self.official = QRadioButton(_("正式：有错误的户不打印(&O)"), self)
        self.draft = QRadioButton(_("草稿：有错误的户也打印，文件名注明“草稿”(&D)"), self)
        self.problem = labels.label("", labels.ERROR)
        self.report = ExportResult(icons, self)
        self.steps = QStackedWidget(self)
        self.start_button = QPushButton(_("开始打印(&S)"), self)
        self.close_button = QPushButton(_("取消"), self)
        self._build()
        self._fill()
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)
        self.browse_button.clicked.connect(self._browse)
        self.report.household_wanted.connect(self._go_to)

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(_("哪些户"), self._which_rows())
        form.addRow(_("资料年度"), self.year)
        form.addRow(_("落款日期"), self.date)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse_button)
        form.addRow(_("存到文件夹"), place)
        ways = QVBoxLayout()
        ways.addWidget(self.official)
        ways.addWidget(self.draft)
        form.addRow(_("方式"), ways)
        hint = _("所有户的文件放在以模板命名的一个文件夹里，每户一个文件。已有的同名文件会换成新的。")
        form.addRow(labels.label(hint, labels.HINT))
        for widget, name in (
            (self.group, _("组")), (self.year, _("资料年度")), (self.date, _("落款日期")),
            (self.folder, _("存到文件夹")), (self.browse_button, _("选择文件夹")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        self.steps.addWidget(questions)
        self.steps.addWidget(self.report)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.close_button)
        self.start_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

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
        self.date.setText(store.clock().date().isoformat())
        remembered = drafts.remembered(store, _TOPIC).get(_FOLDER)
        self.folder.setText(remembered or str(paths.documents() / _("{name}档案").format(name=store.info.name)))
        self.official.setChecked(True)
        self._say("")

    def _browse(self) -> None:
        found = ask_folder(self, _("存到文件夹"), Path(self.folder.text()).parent if self.folder.text() else None)
        if found is not None:
            self.folder.setText(str(found))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

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

        date, folder = self._document_date(), self.folder.text().strip()
        if date is None:
            self._say(_("落款日期“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。").format(text=self.date.text()))
        elif not folder:
            self._say(_("请选择存放的文件夹。"))
        else:
            self._say("")
            year = int(self.year.currentData())
            return Order(self.ids(), year, Path(folder), (), self.draft.isChecked(), document_date=date)
        return None

    def _document_date(self) -> dt.date | None:
        import datetime as dt

        try:
            return dt.date.fromisoformat(read_date(self.date.text()))
        except (NotADate, ValueError):
            return None

    def start(self) -> None:
        """Print, and show what became of it."""
        order = self.order()
        if order is None:
            return
        try:
            outcome = progress.run(self, self.session.tasks, _("打印模板"), partial(_print, order, self.template))
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self._remember(order.target)
        if isinstance(outcome, str):
            self.report.show_stopped(outcome, order.target)
        else:
            self.report.show_outcome(outcome, _folder_of(outcome, order.target))
        self.steps.setCurrentIndex(1)
        self.start_button.hide()
        self.close_button.setText(_("关闭"))
        self.close_button.setDefault(True)
        if not self.report.focus_list():
            self.close_button.setFocus()

    def _remember(self, target: Path) -> None:
        store = self.session.store
        if not store.read_only and drafts.remembered(store, _TOPIC).get(_FOLDER) != str(target):
            self.session.about_to_save.emit()
            with suppress(VillageDeskError):  # the papers are printed; where to is only a convenience
                drafts.remember(store, _TOPIC, {_FOLDER: str(target)})

    def _go_to(self, household: str) -> None:
        self.wanted = household
        self.accept()


def _folder_of(outcome: Outcome, target: Path) -> Path:
    return outcome.written[0][1].parent if outcome.written else target


def _print(order: Order, template: str, store: Store, job: Job) -> Outcome | str:
    """Called on the worker thread; a text where the user stopped it."""
    from villagedesk.documents.guarded.printing import kept_form, print_form

    try:
        return print_form(store, order, kept_form(store, template), check=job.check, report=job.report)
    except Cancelled as stopped:
        return str(stopped)
