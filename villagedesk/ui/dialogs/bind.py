# SPDX-License-Identifier: MIT
"""一键成档: whose binders, how they are catalogued, where to; then what became of it and what is missing of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.services.papers import archiving
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs.archive_numbers import numbers_words
from villagedesk.ui.dialogs.bind_result import BindResult
from villagedesk.ui.dialogs.export_layout import LayoutChoice
from villagedesk.ui.dialogs.print_run import PrintRunDialog
from villagedesk.ui.dialogs.which_households import HouseholdChoice, open_in_page

if TYPE_CHECKING:
    from villagedesk.documents.binder.orders import BindOrder, BindOutcome
    from villagedesk.store.households import Query
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOPIC: Final = "bind"
_AS_SET: Final = ""
_NUMBERS_WIDTH: Final = 48  # 汉字, what the questions leave beside their names


class BindDialog(PrintRunDialog):
    """Whose binders, how they are catalogued, with which layout."""

    def __init__(
        self, session: Session, icons: Icons, selected: list[str], query: Query, parent: QWidget | None = None
    ) -> None:
        report = BindResult(icons)
        super().__init__(session, report, (_TOPIC,), parent)
        self.report = report
        self.day_name = _("成档日期")
        self.setWindowTitle(_("一键成档"))
        window_state.fit(self, 58, 43)
        self.households = HouseholdChoice(session, selected, query, by_village=True, parent=self)
        self.mode = QComboBox(self)
        self.numbers = labels.label("", labels.HINT, _NUMBERS_WIDTH)
        self.year = QComboBox(self)
        self.span = QComboBox(self)
        self.official = QRadioButton(_("正式：有错误的户不成档(&O)"), self)
        self.draft = QRadioButton(_("草稿：有错误的户也打印，注明“草稿”，不编新号(&D)"), self)
        self.again = QCheckBox(_("全部重做：内容没有变的户也重新打印(&R)"), self)
        self.layout_choice = LayoutChoice(self)
        self._fill()
        self._build()
        self.mode.currentIndexChanged.connect(self._show_numbers)
        self.mode.currentIndexChanged.connect(self._show_span)
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
        form.addRow(_("往年材料"), self.span)
        self.add_day_and_folder(form)
        ways = QVBoxLayout()
        for way in (self.official, self.draft, self.again):
            ways.addWidget(way)
        form.addRow(_("方式"), ways)
        form.addRow(_("排版"), self.layout_choice)
        hint = _("每户一个文件夹，另做盒目录。中途取消或断电后再次成档，做好的、没有变的户不重做。签字和盖章处留空。")
        form.addRow(labels.label(hint, labels.HINT))
        self.mode.setAccessibleName(_("归档方式"))
        self.year.setAccessibleName(_("资料年度"))
        self.span.setAccessibleName(_("往年材料"))
        self.lay_out(questions, _("开始成档(&S)"))

    def _fill(self) -> None:
        store = self.session.store
        for text, mode in (
            (_("按各村的设置"), _AS_SET),
            (_("按卷：一户一卷，有封面、脊背、卷内目录和备考表"), VOLUME),
            (_("按件：每份文书一件，有归档章、归档文件目录和盒内备考表"), PIECE),
        ):
            self.mode.addItem(text, mode)
        offer_years(self.year, self.session.year, store.clock().year)
        for told, wanted in (
            (_("按档号：按卷且档号不含年度的，装入各年的（一户一卷）"), None),
            (_("按卷的都装入：从最早有资料的一年到资料年度"), True),
            (_("不装入：只要资料年度的"), False),
        ):
            self.span.addItem(told, wanted)
        self.official.setChecked(True)
        self._show_numbers()

    def _show_numbers(self) -> None:
        """What the numbers will look like, or what is not known yet that they are made of."""
        self.numbers.setText(numbers_words(self.session.store, self.mode.currentData(), self.session.year))

    def _show_span(self) -> None:
        """A piece is of one year, so there is nothing to choose."""
        self.span.setEnabled(self.mode.currentData() != PIECE)

    # -- binding ----------------------------------------------------------------------------------------------------

    def order(self) -> BindOrder | None:
        """What stands in the fields as an order; None, with the reason shown, where something is wrong."""
        from villagedesk.documents.binder.orders import BindOrder

        if (day := self.day()) is None or (target := self.target()) is None:
            return None
        self.say("")
        return BindOrder(
            self.households.ids(),
            int(self.year.currentData()),
            target,
            self.mode.currentData(),
            self.draft.isChecked(),
            self.layout_choice.wanted(),
            self.again.isChecked(),
            all_years=self.span.currentData(),
            document_date=day,
        )

    def start(self) -> None:
        """Bind, and show what became of it."""
        order = self.order()
        if order is None:
            return

        def work(store: Store, job: Job) -> BindOutcome:
            from villagedesk.documents.binder.binding import bind_volumes

            return bind_volumes(store, order, check=job.check, report=job.report)

        self.session.about_to_save.emit()
        show = partial(self.report.show_outcome, writable=not self.session.store.read_only)
        if self.carry_out(_("一键成档"), work, order.target, show):
            self.place.remember(order.target)

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
