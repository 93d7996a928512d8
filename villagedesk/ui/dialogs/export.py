# SPDX-License-Identifier: MIT
"""Printing case-file volumes to Word: which households, which papers, which year, where to; then what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.ui import labels, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs.export_layout import LayoutChoice
from villagedesk.ui.dialogs.export_own import OwnForms
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.dialogs.print_run import PrintRunDialog
from villagedesk.ui.dialogs.which_households import HouseholdChoice, open_in_page
from villagedesk.ui.forms.flow import FlowLayout

if TYPE_CHECKING:
    from villagedesk.documents.volumes.batch import Order, Outcome
    from villagedesk.store.households import Query
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC: Final = "export"
_LETTERS = "123456789GHIJKMQRTUVWXY"  # of the papers; the others are taken by the rest of the dialog


class ExportDialog(PrintRunDialog):
    """Which households and papers, of which year, in which way.

    Attributes:
        binding: whether the user went over to 一键成档.
    """

    def __init__(
        self, session: Session, icons: Icons, selected: list[str], query: Query, parent: QWidget | None = None
    ) -> None:
        from villagedesk.documents.papers import PAPERS

        report = ExportResult(session, icons)
        super().__init__(session, report, (_TOPIC,), parent)
        self.report = report
        self.binding = False
        self.setWindowTitle(_("导出 Word 档案"))
        window_state.fit(self, 68, 49)
        self.households = HouseholdChoice(session, selected, query, parent=self)
        self.which = self.households.which
        self.papers = {paper.key: QCheckBox(self) for paper in PAPERS}
        for paper in (one for one in PAPERS if one.only):
            self.papers[paper.key].setToolTip(_("只印给当年涉及的户；不选别的材料时，每户都印"))
        self.all_papers = QCheckBox(_("全部(&0)"), self)
        self.own = OwnForms(session.store, self)
        self.year = QComboBox(self)
        self.official = QRadioButton(_("正式：有错误的户不导出(&O)"), self)
        self.draft = QRadioButton(_("草稿：有错误的户也导出，页眉注明“草稿”(&D)"), self)
        self.blank = QRadioButton(_("空白表：一套不含任何人的表，供手工填写(&E)"), self)
        self.layout_choice = LayoutChoice(self)
        self.bind_button = QPushButton(_("一键成档(&Z)…"), self)
        self.bind_button.setToolTip(_("封面、目录、全部文书、备考表和盒目录一次做好，编档号，列出缺件"))
        self.bind_button.setAutoDefault(False)  # Enter starts the export
        icons.later(self.bind_button, "archive")
        self._build()
        self._fill()
        self.bind_button.clicked.connect(self._bind)
        self.all_papers.clicked.connect(self._tick_all)
        self.blank.toggled.connect(self._blank_toggled)
        self.year.currentIndexChanged.connect(self._name_papers)
        for box in self.papers.values():
            box.clicked.connect(self._ticked)
        self.which.button(self.which.checkedId()).setFocus()

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(_("哪些户"), self.households)
        papers = QWidget(self)
        flow = FlowLayout(papers, 12)
        for box in (self.all_papers, *self.papers.values()):
            flow.addWidget(box)
        form.addRow(_("哪些材料"), papers)
        if self.own.boxes:
            form.addRow(_("自备模板"), self.own)
        self.own.setVisible(bool(self.own.boxes))
        form.addRow(_("资料年度"), self.year)
        self.add_day_and_folder(form)
        ways = QVBoxLayout()
        ways.addWidget(self.official)
        ways.addWidget(self.draft)
        ways.addWidget(self.blank)
        form.addRow(_("方式"), ways)
        form.addRow(_("排版"), self.layout_choice)
        hint = _("每户一个文件夹（组-户主-档号），签字和盖章处留空。已有的同名文件会换成新的。")
        form.addRow(labels.label(hint, labels.HINT))
        form.addRow(labels.label(_("整卷中与该户本年度无关的材料（如申请书、告知书）不打印。"), labels.HINT))
        self.year.setAccessibleName(_("资料年度"))
        self.buttons.addWidget(self.bind_button)
        self.lay_out(questions, _("开始导出(&S)"))

    def _fill(self) -> None:
        store = self.session.store
        offer_years(self.year, self.session.year, store.clock().year)
        self._name_papers()
        self.official.setChecked(True)
        self.all_papers.setChecked(True)
        self._tick_all(checked=True)

    def _name_papers(self) -> None:
        """Papers are called here what they will be called on paper: as in the year that is chosen."""
        from villagedesk.documents.papers import PAPERS
        from villagedesk.documents.volumes.blank import usual_title

        year = int(self.year.currentData())
        for letter, paper in zip(_LETTERS, PAPERS, strict=False):
            self.papers[paper.key].setText(labels.lettered(usual_title(paper, year), letter))

    def _tick_all(self, checked: bool = True) -> None:
        for box in self.papers.values():
            box.setChecked(checked)

    def _blank_toggled(self, blank: bool) -> None:
        """Blank forms are about no household, and are no volume."""
        self.households.setEnabled(not blank)
        self.layout_choice.setEnabled(not blank)
        self.own.setEnabled(not blank)

    def _ticked(self) -> None:
        self.all_papers.setChecked(all(box.isChecked() for box in self.papers.values()))

    # -- printing ---------------------------------------------------------------------------------------------------

    def ids(self) -> tuple[str, ...]:
        """The households that were asked for, in the order of the list."""
        return self.households.ids()

    def order(self) -> Order | None:
        """What stands in the fields as an order; None, with the reason shown, where something is wrong."""
        from villagedesk.documents.volumes.batch import Order

        papers = tuple(key for key, box in self.papers.items() if box.isChecked())
        if (day := self.day()) is None:
            return None
        if not papers and not self.own.chosen():
            self.say(_("请至少选择一种材料。"))
            return None
        if (target := self.target()) is None:
            return None
        self.say("")
        return Order(
            () if self.blank.isChecked() else self.ids(),
            int(self.year.currentData()),
            target,
            papers,
            self.draft.isChecked(),
            self.layout_choice.wanted(),
            document_date=day,
        )

    def start(self) -> None:
        """Print, and show what became of it."""
        order = self.order()
        if order is None:
            return

        blank, own = self.blank.isChecked(), self.own.chosen()

        def work(store: Store, job: Job) -> Outcome:
            from villagedesk.documents.guarded.printing import print_all
            from villagedesk.documents.volumes.batch import print_volumes
            from villagedesk.documents.volumes.blank import print_blank

            try:
                order.target.mkdir(parents=True, exist_ok=True)
                if blank:
                    return print_blank(store, order.year, order.target, order.document_date, order.papers)
                if own:
                    return print_all(store, order, own, check=job.check, report=job.report)
                return print_volumes(store, order, check=job.check, report=job.report)
            except OSError as fault:
                from villagedesk.errors import EnvironmentProblem
                from villagedesk.store.faults import machine_reason

                text = _("不能写入文件夹“{folder}”：{detail}。请另选一个文件夹。")
                raise EnvironmentProblem(text.format(folder=order.target, detail=machine_reason(fault))) from fault

        show = partial(self.report.show_outcome, target=order.target)
        if self.carry_out(_("导出 Word 档案"), work, order.target, show):
            self.place.remember(order.target)
            self.bind_button.hide()

    def _bind(self) -> None:
        """Go over to the binder, for the same households."""
        self.binding = True
        self.reject()


def export_volumes(parent: QWidget | None, session: Session, icons: Icons, selected: list[str], query: Query) -> None:
    """Print volumes through the dialog; afterwards the household that the user double-clicked is opened.

    Args:
        parent: the window or the page of households.
        session: the open file.
        icons: its icons.
        selected: the households that are selected in the list, or the open one.
        query: what the list shows.
    """
    dialog = ExportDialog(session, icons, selected, query, parent)
    dialog.exec()
    wanted, binding = dialog.wanted, dialog.binding
    dialog.deleteLater()
    if binding:
        from villagedesk.ui.dialogs.bind import bind_households

        bind_households(parent, session, icons, selected, query)
    if wanted and parent is not None:
        open_in_page(parent, wanted)
