# SPDX-License-Identifier: MIT
"""Printing case-file volumes to Word: which households, which papers, which year, where to; then what became of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.store import drafts
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.export_layout import LayoutChoice
from villagedesk.ui.dialogs.export_own import OwnForms
from villagedesk.ui.dialogs.export_result import ExportResult
from villagedesk.ui.dialogs.which_households import HouseholdChoice, open_in_page
from villagedesk.ui.file_names import ask_folder
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.preview.opening import show_document

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.documents.volumes.batch import Order, Outcome
    from villagedesk.store.households import Query
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC, _FOLDER = "export", "folder"


@dataclass(frozen=True, slots=True)
class Stopped:
    """The user cancelled; what the run says about what is left of it."""

    text: str


_LETTERS = "123456789GHIJKMQRTUVWXY"  # of the papers; the others are taken by the rest of the dialog


class ExportDialog(QDialog):
    """Questions first, then the result in the same window.

    Attributes:
        wanted: the household the user went to from the result; empty if none.
        binding: whether the user went over to 一键成档.
    """

    def __init__(
        self, session: Session, icons: Icons, selected: list[str], query: Query, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from villagedesk.documents.papers import PAPERS

        self.session = session
        self.wanted = ""
        self.binding = False
        self.setWindowTitle(_("导出 Word 档案"))
        window_state.fit(self, 60, 42)
        self.households = HouseholdChoice(session, selected, query, parent=self)
        self.which = self.households.which
        self.papers = {
            paper.key: QCheckBox(labels.lettered(paper.title, letter), self)
            for letter, paper in zip(_LETTERS, PAPERS, strict=False)
        }
        for paper in (one for one in PAPERS if one.only):
            self.papers[paper.key].setToolTip(_("只印给当年涉及的户；不选别的材料时，每户都印"))
        self.all_papers = QCheckBox(_("全部(&0)"), self)
        self.own = OwnForms(session.store, self)
        self.year = QComboBox(self)
        self.date = QLineEdit(self)
        self.folder = QLineEdit(self)
        self.browse_button = QPushButton(_("选择(&B)…"), self)
        self.official = QRadioButton(_("正式：有错误的户不导出(&O)"), self)
        self.draft = QRadioButton(_("草稿：有错误的户也导出，页眉注明“草稿”(&D)"), self)
        self.blank = QRadioButton(_("空白表：一套不含任何人的表，供手工填写(&E)"), self)
        self.layout_choice = LayoutChoice(self)
        self.problem = labels.label("", labels.ERROR)
        self.report = ExportResult(icons, self)
        self.steps = QStackedWidget(self)
        self.bind_button = QPushButton(_("一键成档(&Z)…"), self)
        self.bind_button.setToolTip(_("封面、目录、全部文书、备考表和盒目录一次做好，编档号，列出缺件"))
        self.bind_button.setAutoDefault(False)  # Enter starts the export
        icons.later(self.bind_button, "archive")
        self.start_button = QPushButton(_("开始导出(&S)"), self)
        self.close_button = QPushButton(_("取消"), self)
        self._build()
        self._fill()
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)
        self.bind_button.clicked.connect(self._bind)
        self.browse_button.clicked.connect(self._browse)
        self.all_papers.clicked.connect(self._tick_all)
        self.blank.toggled.connect(self._blank_toggled)
        self.report.household_wanted.connect(self._go_to)
        self.report.preview_wanted.connect(self._preview)
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
        form.addRow(_("落款日期"), self.date)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse_button)
        form.addRow(_("存到文件夹"), place)
        ways = QVBoxLayout()
        ways.addWidget(self.official)
        ways.addWidget(self.draft)
        ways.addWidget(self.blank)
        form.addRow(_("方式"), ways)
        form.addRow(_("排版"), self.layout_choice)
        hint = _("每户一个文件夹（组-户主-档号），签字和盖章处留空。已有的同名文件会换成新的。")
        form.addRow(labels.label(hint, labels.HINT))
        form.addRow(labels.label(_("整卷中与该户本年度无关的材料（如申请书、告知书）不打印。"), labels.HINT))
        for widget, name in (
            (self.year, _("资料年度")), (self.date, _("落款日期")), (self.folder, _("存到文件夹")),
            (self.browse_button, _("选择文件夹")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        area = QScrollArea(widgetResizable=True)  # letters of twice the size, on a small screen
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(questions)
        self.steps.addWidget(area)
        self.steps.addWidget(self.report)
        buttons = QHBoxLayout()
        buttons.addWidget(self.bind_button)
        buttons.addStretch()
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.close_button)
        self.start_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.problem)  # not among the questions, where it could be scrolled out of sight
        layout.addLayout(buttons)

    def _fill(self) -> None:
        store = self.session.store
        offer_years(self.year, self.session.year, store.clock().year)
        self.date.setText(store.clock().date().isoformat())
        remembered = drafts.remembered(store, _TOPIC).get(_FOLDER)
        default = paths.documents() / _("{name}档案").format(name=store.info.name)
        self.folder.setText(remembered or str(default))
        self.official.setChecked(True)
        self.all_papers.setChecked(True)
        self._tick_all(checked=True)
        self._say("")

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

    def _browse(self) -> None:
        found = ask_folder(self, _("存到文件夹"), Path(self.folder.text()).parent if self.folder.text() else None)
        if found is not None:
            self.folder.setText(str(found))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # -- printing ---------------------------------------------------------------------------------------------------

    def ids(self) -> tuple[str, ...]:
        """The households that were asked for, in the order of the list."""
        return self.households.ids()

    def order(self) -> Order | None:
        """What stands in the fields as an order; None, with the reason shown, where something is wrong."""
        from villagedesk.documents.volumes.batch import Order

        date = self._document_date()
        papers = tuple(key for key, box in self.papers.items() if box.isChecked())
        folder = self.folder.text().strip()
        if date is None:
            self._say(_("落款日期“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。").format(text=self.date.text()))
        elif not papers and not self.own.chosen():
            self._say(_("请至少选择一种材料。"))
        elif not folder:
            self._say(_("请选择存放的文件夹。"))
        else:
            self._say("")
            year = int(self.year.currentData())
            wanted = () if self.blank.isChecked() else self.ids()
            return Order(
                wanted,
                year,
                Path(folder),
                papers,
                self.draft.isChecked(),
                self.layout_choice.wanted(),
                document_date=date,
            )
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

        blank, own = self.blank.isChecked(), self.own.chosen()

        def work(store: Store, job: Job) -> Outcome | Stopped:
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
            except Cancelled as stopped:
                return Stopped(str(stopped))
            except OSError as fault:
                from villagedesk.errors import EnvironmentProblem

                text = _("不能写入文件夹“{folder}”：{detail}。请另选一个文件夹。")
                raise EnvironmentProblem(text.format(folder=order.target, detail=fault.strerror or fault)) from fault

        try:
            outcome = progress.run(self, self.session.tasks, _("导出 Word 档案"), work)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self._remember(order.target)
        if isinstance(outcome, Stopped):
            self.report.show_stopped(outcome.text, order.target)
        else:
            self.report.show_outcome(outcome, order.target)
        self.steps.setCurrentIndex(1)
        self.start_button.hide()
        self.bind_button.hide()
        self.close_button.setText(_("关闭"))
        self.close_button.setDefault(True)
        if not self.report.focus_list():
            self.close_button.setFocus()

    def _bind(self) -> None:
        """Go over to the binder, for the same households."""
        self.binding = True
        self.reject()

    def _remember(self, target: Path) -> None:
        store = self.session.store
        if not store.read_only and drafts.remembered(store, _TOPIC).get(_FOLDER) != str(target):
            self.session.about_to_save.emit()
            with suppress(VillageDeskError):  # the papers are printed; where to is only a convenience
                drafts.remember(store, _TOPIC, {_FOLDER: str(target)})

    def _preview(self, folder: Path) -> None:
        self.report.say(show_document(self, self.session, folder, folder.name))

    def _go_to(self, household: str) -> None:
        self.wanted = household
        self.accept()


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
