# SPDX-License-Identifier: MIT
"""Making a roster (花名册): which one, whom, which columns, masked or for whom and why not, Word or Excel."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, Refused, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.rosters.columns import columns_of
from villagedesk.models.rosters.kinds import rosters
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.services.figures.rosters import Made, Order, file_stem, write_blank, write_roster
from villagedesk.services.keeping.exportlog import MARK
from villagedesk.store import drafts, households, places
from villagedesk.store.households import Query
from villagedesk.store.rollups import Where
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.choosers import offer_years
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.make_roster_columns import ColumnChoice
from villagedesk.ui.dialogs.purpose import PurposeFields
from villagedesk.ui.file_names import ask_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.services.figures.rosters import Write
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job, Work

_TOPIC, _FOLDER, _FORMAT, _LAST = "make_roster", "folder", "format", "last"
_PLACES: Final = frozenset({"village", "grp"})  # filters of the list that name a place
CHOSEN, LISTED, EVERY = range(3)
MASKED, UNMASKED, BLANK = range(3)
WORD, EXCEL = ".docx", ".xlsx"


class MakeRosterDialog(QDialog):
    """One form; it stays open after a roster is made, so that the next one can follow."""

    def __init__(self, session: Session, selected: list[str], query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._selected, self._query = selected, query
        self._made: Path | None = None
        self._kept = drafts.remembered(session.store, _TOPIC)
        self.setWindowTitle(_("花名册"))
        window_state.fit(self, 76, 42)
        self.kind, self.year, self.date = QComboBox(self), QComboBox(self), QLineEdit(self)
        self.which, self.way, self.format = QButtonGroup(self), QButtonGroup(self), QButtonGroup(self)
        self.columns = ColumnChoice(self)
        self.purpose = PurposeFields(self)
        self.recipient, self.reason = self.purpose.recipient, self.purpose.reason
        self.folder = QLineEdit(self)
        self.browse_button = QPushButton(_("选择(&B)…"), self)
        self.problem = labels.label("", labels.ERROR)
        self.told = labels.label("")
        self.open_button = QPushButton(_("打开文件夹(&F)"), self)
        self.start_button = QPushButton(_("开始导出(&S)"), self)
        self.close_button = QPushButton(_("关闭"), self)
        self._build()
        self._fill()
        self._connect()

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        questions = QWidget(self)
        form = QFormLayout(questions)
        form.addRow(_("哪种花名册"), self.kind)
        form.addRow(_("哪些户"), self._radios(self.which, self._whom()))
        days = QHBoxLayout()
        days.addWidget(self.year)
        days.addWidget(labels.label(_("表的日期")))
        days.addWidget(self.date, 1)
        form.addRow(_("资料年度"), days)
        form.addRow(
            "",
            labels.label(_("年龄算到表的日期，最晚算到资料年度的年底；日期早于今天的，按当天的情况列。"), labels.HINT),
        )
        form.addRow(_("方式"), self._radios(self.way, self._ways()))
        self.purpose.add_to(form)
        form.addRow(
            _("格式"), self._radios(self.format, ((0, _("Word(&W)"), True), (1, _("Excel(&E)"), True)), QHBoxLayout())
        )
        target = QHBoxLayout()
        target.addWidget(self.folder, 1)
        target.addWidget(self.browse_button)
        form.addRow(_("存到文件夹"), target)
        for widget, name in (
            (self.kind, _("哪种花名册")), (self.year, _("资料年度")), (self.date, _("表的日期")),
            (self.folder, _("存到文件夹")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        area = QScrollArea(widgetResizable=True)  # letters of twice the size, on a small screen
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(questions)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch()
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.close_button)
        self.start_button.setDefault(True)
        layout = QVBoxLayout(self)
        sides = QHBoxLayout()
        sides.addWidget(area, 3)
        sides.addWidget(self.columns, 2)
        layout.addLayout(sides, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.told)
        layout.addLayout(buttons)

    def _whom(self) -> tuple[tuple[int, str, bool], ...]:
        store = self.session.store
        listed = len(households.keys(store, self._query))
        every = len(households.keys(store, Query(away=False)))
        chosen = len(self._selected)
        return (
            (CHOSEN, _("选中的{count}户(&C)").format(count=chosen), chosen > 0),
            (LISTED, _("列表中的全部（{count}户）(&L)").format(count=listed), listed > 0),
            (EVERY, _("文件中的全部（{count}户）(&A)").format(count=every), True),
        )

    def _ways(self) -> tuple[tuple[int, str, bool], ...]:
        writable = not self.session.store.read_only
        text = _("不脱敏：写全，每页注明“{mark}”，并登记(&N)").format(mark=MARK)
        return (
            (MASKED, _("脱敏：证件号码、电话、账号遮去中间，出生日期只写年份(&M)"), True),
            (UNMASKED, text if writable else _("不脱敏(&N)：文件以只读方式打开，不能登记，不能选"), writable),
            (BLANK, _("空白表：供手工填写(&K)"), True),
        )

    def _radios(
        self, group: QButtonGroup, choices: Iterable[tuple[int, str, bool]], layout: QHBoxLayout | None = None
    ) -> QLayout:
        """Choices below each other, or side by side in `layout`."""
        box = layout or QVBoxLayout()
        for number, text, possible in choices:
            button = QRadioButton(text, self)
            button.setEnabled(possible)
            group.addButton(button, number)
            box.addWidget(button)
        if layout:
            box.addStretch(1)
        return box

    def _fill(self) -> None:
        store = self.session.store
        for key, roster in rosters().items():
            self.kind.addItem(roster.name, key)
        self.kind.setCurrentIndex(max(self.kind.findData(self._kept.get(_LAST)), 0))
        offer_years(self.year, self.session.year, store.clock().year)
        self.date.setText(store.clock().date().isoformat())
        self.which.button(
            CHOSEN if len(self._selected) > 1 else EVERY if self._query == Query() else LISTED
        ).setChecked(True)
        self.way.button(MASKED).setChecked(True)
        self.format.button(1 if self._kept.get(_FORMAT) == EXCEL else 0).setChecked(True)
        self.folder.setText(self._kept.get(_FOLDER) or str(paths.documents()))
        for widget in (self.open_button, self.told):
            widget.hide()
        self._say("")
        self._way_changed()
        self._show_columns()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _row: self._show_columns())
        self.year.currentIndexChanged.connect(lambda _row: self._show_columns(self.columns.chosen()))
        self.columns.proposed_wanted.connect(lambda: self._show_columns(rosters()[self._key()].columns))
        self.way.idToggled.connect(lambda _number, _on: self._way_changed())
        self.browse_button.clicked.connect(self._browse)
        self.open_button.clicked.connect(self._open_folder)
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)

    # -- what is asked ----------------------------------------------------------------------------------------------

    def _key(self) -> str:
        return str(self.kind.currentData())

    def _show_columns(self, chosen: tuple[str, ...] = ()) -> None:
        """Those of this roster: as asked for, as last time, or as it proposes."""
        roster = rosters()[self._key()]
        kept = tuple(self._kept.get(roster.key, "").split())
        self.columns.show_columns(
            columns_of(roster.rows, int(self.year.currentData())), chosen or kept or roster.columns
        )

    def _way_changed(self) -> None:
        self.purpose.set_enabled(self.way.checkedId() == UNMASKED)

    def _browse(self) -> None:
        found = ask_folder(self, _("存到文件夹"), Path(self.folder.text()) if self.folder.text() else None)
        if found is not None:
            self.folder.setText(str(found))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def order(self) -> Order:
        """What stands in the fields.

        Raises:
            Refused: something is missing or wrong; the sentence says what.
        """
        roster = rosters()[self._key()]
        columns = self.columns.chosen()
        if not columns:
            raise Refused(_("请至少勾选一个栏目。"))
        if not self.folder.text().strip():
            raise Refused(_("请选择存放的文件夹。"))
        unmasked = self.purpose.purpose() if self.way.checkedId() == UNMASKED else None
        place, ids = self._whose()
        return Order(roster, int(self.year.currentData()), self._day(), columns, place, ids, unmasked)

    def _day(self) -> dt.date:
        try:
            return dt.date.fromisoformat(read_date(self.date.text()))
        except (NotADate, ValueError) as fault:
            text = _("表的日期“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。")
            raise Refused(text.format(text=self.date.text())) from fault

    def _whose(self) -> tuple[Where, tuple[str, ...] | None]:
        """A village or group where the list shows just that, else the households one by one; all of the file for neither."""
        number, store = self.which.checkedId(), self.session.store
        if number == EVERY:
            return Where(), None
        if number == CHOSEN:
            return Where(), tuple(self._selected)
        filters = dict(self._query.filters)
        named = [one.id for one in places.villages(store) if one.name == filters.get("village")]
        narrowed = self._query._replace(filters=(), sort=Query().sort, descending=False) != Query()
        unclear = len(named) != ("village" in filters) or not filters.get("grp", "-")
        if narrowed or unclear or filters.keys() - _PLACES:
            return Where(), tuple(households.ids(store, self._query))
        return Where("".join(named), filters.get("grp") or ""), None

    # -- making -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make it, and say where it lies."""
        self.told.hide()
        try:
            order = self.order()
        except Refused as refused:
            self._say(str(refused))
            return
        self._say("")
        suffix = EXCEL if self.format.checkedId() else WORD
        blank = self.way.checkedId() == BLANK
        self.session.about_to_save.emit()
        try:
            made = progress.run(self, self.session.tasks, _("花名册"), self._work(order, suffix, blank=blank))
        except Cancelled as stopped:
            self._say(str(stopped))
            return
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self._remember(order, suffix)
        self._made = made.path
        self.told.setText(_told(made))
        self.told.show()
        self.open_button.show()

    def _work(self, order: Order, suffix: str, *, blank: bool) -> Work:
        folder = Path(self.folder.text().strip())

        def work(store: Store, job: Job) -> Made:
            from villagedesk.documents.naming import safe_name

            stem = file_stem(store, order) + (_("（空白表）") if blank else "")
            target = folder / safe_name(stem + suffix)
            if blank:
                return write_blank(store, order, target, _writer(suffix))
            return write_roster(store, order, target, _writer(suffix), job.check, job.report)

        return work

    def _remember(self, order: Order, suffix: str) -> None:
        """The columns of this roster, and where to and how it was written, for the next time."""
        kept = {order.roster.key: " ".join(order.columns), _LAST: order.roster.key, _FORMAT: suffix}
        kept[_FOLDER] = self.folder.text().strip()
        self._kept |= kept
        store = self.session.store
        if not store.read_only and not kept.items() <= drafts.remembered(store, _TOPIC).items():
            with suppress(VillageDeskError):  # the roster is made; this is only a convenience
                drafts.remember(store, _TOPIC, kept)

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))


def _writer(suffix: str) -> Write:
    if suffix == WORD:
        from villagedesk.documents.lists.roster import write_word

        return write_word
    from villagedesk.sheets.roster_list import write_sheet

    return write_sheet


def _told(made: Made) -> str:
    if not made.rows:
        return _("空白表已写到 {path}。").format(path=made.path)
    said = _("共{rows}行，已写到 {path}。").format(rows=made.rows, path=made.path)
    return said + _("没有脱敏，已登记在“操作记录”的“导出登记”里。") if made.logged else said


def make_roster(parent: QWidget | None, session: Session, selected: list[str], query: Query) -> None:
    """Make rosters through the dialog.

    Args:
        parent: the window.
        session: the open file.
        selected: the households that are selected in the list.
        query: what the list shows.
    """
    dialog = MakeRosterDialog(session, selected, query, parent)
    dialog.exec()
    dialog.deleteLater()
