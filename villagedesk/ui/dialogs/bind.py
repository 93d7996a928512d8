# SPDX-License-Identifier: MIT
"""一键成档: whose binders, how they are catalogued, where to; then what became of it and what is missing of each."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.services import archiving
from villagedesk.store import drafts
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.archive_numbers import numbers_words
from villagedesk.ui.dialogs.bind_result import BindResult
from villagedesk.ui.dialogs.export_layout import LayoutChoice
from villagedesk.ui.dialogs.which_households import HouseholdChoice, open_in_page
from villagedesk.ui.file_names import ask_folder

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.documents.binder.binding import BindOrder, BindOutcome
    from villagedesk.store.households import Query
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC, _FOLDER = "bind", "folder"
_AS_SET: Final = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The user cancelled; what the run says about what is left of it."""

    text: str


class BindDialog(QDialog):
    """Questions first, then the result in the same window.

    Attributes:
        wanted: the household the user went to from the result; empty if none.
    """

    def __init__(
        self, session: Session, icons: Icons, selected: list[str], query: Query, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.wanted = ""
        self.setWindowTitle(_("一键成档"))
        window_state.fit(self, 58, 40)
        self.households = HouseholdChoice(session, selected, query, by_village=True, parent=self)
        self.mode = QComboBox(self)
        self.numbers = labels.label("", labels.HINT)
        self.year = QComboBox(self)
        self.date = QLineEdit(self)
        self.folder = QLineEdit(self)
        self.browse_button = QPushButton(_("选择(&B)…"), self)
        self.official = QRadioButton(_("正式：有错误的户不成档(&O)"), self)
        self.draft = QRadioButton(_("草稿：有错误的户也打印，注明“草稿”，不编新号(&D)"), self)
        self.again = QCheckBox(_("全部重做：内容没有变的户也重新打印(&R)"), self)
        self.layout_choice = LayoutChoice(self)
        self.problem = labels.label("", labels.ERROR)
        self.report = BindResult(icons, self)
        self.steps = QStackedWidget(self)
        self.start_button = QPushButton(_("开始成档(&S)"), self)
        self.close_button = QPushButton(_("取消"), self)
        self._fill()
        self._build()
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)
        self.browse_button.clicked.connect(self._browse)
        self.mode.currentIndexChanged.connect(self._show_numbers)
        self.report.household_wanted.connect(self._go_to)
        self.report.renumber_wanted.connect(self._number_again)
        self.households.which.button(self.households.which.checkedId()).setFocus()

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(_("哪些户"), self.households)
        form.addRow(_("归档方式"), self.mode)
        form.addRow("", self.numbers)
        form.addRow(_("资料年度"), self.year)
        form.addRow(_("成档日期"), self.date)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse_button)
        form.addRow(_("存到文件夹"), place)
        ways = QVBoxLayout()
        for way in (self.official, self.draft, self.again):
            ways.addWidget(way)
        form.addRow(_("方式"), ways)
        form.addRow(_("排版"), self.layout_choice)
        hint = _("每户一个文件夹，另做盒目录。中途取消或断电后再次成档，做好的、没有变的户不重做。签字和盖章处留空。")
        form.addRow(labels.label(hint, labels.HINT))
        for widget, name in (
            (self.mode, _("归档方式")), (self.year, _("资料年度")), (self.date, _("成档日期")),
            (self.folder, _("存到文件夹")), (self.browse_button, _("选择文件夹")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        area = QScrollArea(widgetResizable=True)  # letters of twice the size, on a small screen
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(questions)
        self.steps.addWidget(area)
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

    def _fill(self) -> None:
        store = self.session.store
        for text, mode in (
            (_("按各村的设置"), _AS_SET),
            (_("按卷：一户一卷，有封面、脊背、卷内目录和备考表"), VOLUME),
            (_("按件：每份文书一件，有归档章、归档文件目录和盒内备考表"), PIECE),
        ):
            self.mode.addItem(text, mode)
        offer_years(self.year, self.session.year, store.clock().year)
        self.date.setText(store.clock().date().isoformat())
        remembered = drafts.remembered(store, _TOPIC).get(_FOLDER)
        self.folder.setText(remembered or str(paths.documents() / _("{name}档案").format(name=store.info.name)))
        self.official.setChecked(True)
        self._show_numbers()
        self._say("")

    def _show_numbers(self) -> None:
        """What the numbers will look like, or what is not known yet that they are made of."""
        self.numbers.setText(numbers_words(self.session.store, self.mode.currentData(), self.session.year))

    def _browse(self) -> None:
        found = ask_folder(self, _("存到文件夹"), Path(self.folder.text()).parent if self.folder.text() else None)
        if found is not None:
            self.folder.setText(str(found))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # -- binding ----------------------------------------------------------------------------------------------------

    def order(self) -> BindOrder | None:
        """What stands in the fields as an order; None, with the reason shown, where something is wrong."""
        from villagedesk.documents.binder.binding import BindOrder

        date, folder = self._document_date(), self.folder.text().strip()
        if date is None:
            self._say(_("成档日期“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。").format(text=self.date.text()))
            return None
        if not folder:
            self._say(_("请选择存放的文件夹。"))
            return None
        self._say("")
        return BindOrder(
            self.households.ids(),
            int(self.year.currentData()),
            Path(folder),
            self.mode.currentData(),
            self.draft.isChecked(),
            self.layout_choice.wanted(),
            self.again.isChecked(),
            document_date=date,
        )

    def _document_date(self) -> dt.date | None:
        import datetime as dt

        try:
            return dt.date.fromisoformat(read_date(self.date.text()))
        except (NotADate, ValueError):
            return None

    def start(self) -> None:
        """Bind, and show what became of it."""
        order = self.order()
        if order is None:
            return

        def work(store: Store, job: Job) -> BindOutcome | Stopped:
            from villagedesk.documents.binder.binding import bind_volumes

            try:
                return bind_volumes(store, order, check=job.check, report=job.report)
            except Cancelled as stopped:
                return Stopped(str(stopped))

        try:
            self.session.about_to_save.emit()
            outcome = progress.run(self, self.session.tasks, _("一键成档"), work)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self._remember(order.target)
        if isinstance(outcome, Stopped):
            self.report.show_stopped(outcome.text, order.target)
        else:
            self.report.show_outcome(outcome, writable=not self.session.store.read_only)
        self.steps.setCurrentIndex(1)
        self.start_button.hide()
        self.close_button.setText(_("关闭"))
        self.close_button.setDefault(True)
        if not self.report.focus_list():
            self.close_button.setFocus()

    def _number_again(self) -> None:
        """Give new numbers where one stands twice, because the user asked for it, and bind once more."""
        text = _("先编的号保留，后编的接在最后。已经写在纸上的旧号要改。可以撤销。")
        if not messages.ask(self, text, _("重新编号"), _("不改")):
            return
        self.session.about_to_save.emit()
        try:
            for village, mode in self.report.clashing:
                archiving.number_again(self.session.store, village, mode, int(self.year.currentData()))
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self.again.setChecked(False)
        self.start()

    def _remember(self, target: Path) -> None:
        store = self.session.store
        if not store.read_only and drafts.remembered(store, _TOPIC).get(_FOLDER) != str(target):
            self.session.about_to_save.emit()
            with suppress(VillageDeskError):  # the binders are made; where to is only a convenience
                drafts.remember(store, _TOPIC, {_FOLDER: str(target)})

    def _go_to(self, household: str) -> None:
        self.wanted = household
        self.accept()


def bind_households(parent: QWidget | None, session: Session, icons: Icons, selected: list[str], query: Query) -> None:
    """Make binders through the dialog; afterwards the household that the user double-clicked is opened.

    Args:
        parent: the window or the page of households.
        session: the open file.
        icons: its icons.
        selected: the households that are selected in the list, or the open one.
        query: what the list shows.
    """
    dialog = BindDialog(session, icons, selected, query, parent)
    dialog.exec()
    wanted = dialog.wanted
    dialog.deleteLater()
    if wanted and parent is not None:
        open_in_page(parent, wanted)
