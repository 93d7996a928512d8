# SPDX-License-Identifier: MIT
"""The page 汇总表: a table of a year and day for the township, a village or a group; each cell opens what it counts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, listed, whole_sentences
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.figures import asof
from villagedesk.services.figures.rollup_layout import Wish
from villagedesk.services.opening.files import villages
from villagedesk.store.asof import Moment
from villagedesk.store.rollups import Where, groups
from villagedesk.ui import labels, messages
from villagedesk.ui.choosers import refill, stand_at
from villagedesk.ui.dialogs import progress
from villagedesk.ui.page import Page
from villagedesk.ui.preview.opening import show_document
from villagedesk.ui.rollup_work import Found, Past, look_behind, read, write
from villagedesk.ui.tables.rollup_grid import RollupGrid
from villagedesk.ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.services.figures.rollup_layout import Layout
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_PAUSE_MS: Final = 400  # after a change: further ones often follow
_YEARS: Final = (2013, 2099)
_NAMES: Final = 20  # of villages, cadres or units that are told in one sentence


class RollupsPage(Page):
    """Above, which table, of when and where; below, the cells, and what they count."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self.layouts: Sequence[Layout] = ()
        self._past = Past(Moment())
        self._task: Task | None = None  # the reading that is under way; an earlier one is given up for it
        self._shown = False
        self._make_widgets(session)
        self._lay_out()
        self._connect()

    def _make_widgets(self, session: Session) -> None:
        self.tables, self.village, self.group, self.column = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for box, name in (
            (self.tables, _("汇总表")),
            (self.village, _("村")),
            (self.group, _("组")),
            (self.column, _("并排的数")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        before, _year, after = _("{year}年度").partition("{year}")
        self.year = QSpinBox(minimum=_YEARS[0], maximum=_YEARS[1], value=session.year, prefix=before, suffix=after)
        self.year.setAccessibleName(_("年度"))
        self.beside = QCheckBox(_("并排(&B)"))
        self.beside.setToolTip(_("各村并排；选了村的，该村各组并排。最后一列是合计"))
        self.day_button = QPushButton(labels.lettered(_("统计日…"), "U"))
        self.show_button = QPushButton(labels.lettered(_("看这些户"), "W"))
        self.people_button = QPushButton(labels.lettered(_("看这些人"), "P"))
        self.save_button = QPushButton(labels.lettered(_("导出…"), "T"))
        self.save_button.setEnabled(False)
        self.banner = labels.label("", labels.ERROR)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("统计进度"))
        self.stop_button = QPushButton(_("停止"))
        self.grid = RollupGrid()
        self.note = labels.label(role=labels.HINT)
        for widget in (self.banner, self.bar, self.stop_button, self.column):
            widget.hide()

    def _lay_out(self) -> None:
        above, below, waiting = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (self.tables, self.year, self.village, self.group, self.beside, self.column):
            above.addWidget(widget)
        above.addStretch(1)
        below.addWidget(self.day_button)
        below.addStretch(1)
        for button in (self.show_button, self.people_button, self.save_button):
            below.addWidget(button)
        waiting.addWidget(self.bar, 1)
        waiting.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        for row in (above, below):
            layout.addLayout(row)
        layout.addWidget(self.banner)
        layout.addLayout(waiting)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.note)

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.read)
        self._slow = QTimer(self, singleShot=True, interval=progress.DELAY_MS)
        self._slow.timeout.connect(self._show_waiting)
        for box in (self.tables, self.group):
            box.currentIndexChanged.connect(self.read)
        self.village.currentIndexChanged.connect(self._village_picked)
        self.column.currentIndexChanged.connect(self._show_layout)
        self.beside.toggled.connect(self._beside_toggled)
        self.year.valueChanged.connect(self.read)
        self.grid.itemDoubleClicked.connect(self._open)
        self.grid.currentItemChanged.connect(self._tell)
        self.show_button.clicked.connect(self._open_current)
        self.people_button.clicked.connect(self._open_people)
        self.save_button.clicked.connect(self._ask_and_save)
        self.day_button.clicked.connect(self._ask_day)
        self.stop_button.clicked.connect(self._stop)
        self.session.year_changed.connect(self.year.setValue)

    def shown_first_time(self) -> None:
        """Offer what there is, and read the first table."""
        self._shown = True
        refill(self.tables, ((make(self.session.year).title, key) for key, make in TABLES.items()), None)
        self._list_places()
        self.read()

    def beginning(self) -> QWidget:
        """The cells."""
        return self.grid

    def refresh(self, changed: Changed) -> None:
        """Any fact may be counted: read again when things have come to rest; what is slow is read when it is asked for."""
        if self._shown:
            if "village" in changed.tables:
                self._list_places()
            self._past.forget()
            if not (self.layouts and self.layouts[0].table.slow):
                self._timer.start()

    # -- reading ----------------------------------------------------------------------------------------------------

    def wish(self) -> Wish:
        """Which table is chosen."""
        place = Where(str(self.village.currentData() or ""), str(self.group.currentData() or ""))
        beside = self.beside.isChecked()
        if beside:
            place = place._replace(group="")
        return Wish(str(self.tables.currentData()), self.year.value(), place, beside, self._past.moment)

    def read(self, *_what: object) -> None:
        """Read the table that is chosen, on the worker thread; an earlier reading is given up."""
        if not self._shown or self.session.store.connection is None:
            return
        self._stop()
        task = Task(_("统计汇总表"), partial(read, self.wish(), self.place_name(), self._past), self)
        self._task = task
        task.succeeded.connect(self._show)
        task.failed.connect(self._failed)
        task.progressed.connect(self._progress)
        task.cancelled.connect(self._given_up)
        task.finished.connect(self._finished)
        self._slow.start()
        self.session.tasks.start(task)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_waiting(self) -> None:
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.show()

    def _progress(self, done: int, total: int, _text: str) -> None:
        if self.sender() is self._task:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _given_up(self) -> None:
        """Somebody pressed the button: what is shown still is the table before."""
        if self.sender() is self._task and self.layouts:
            stand_at(self.tables, self.layouts[0].table.key)
            self.said.emit(_("已停止统计，显示的仍是先前的表。"))

    def _finished(self) -> None:
        if self.sender() in {self._task, None}:
            self._slow.stop()
            self.bar.hide()
            self.stop_button.hide()

    def _show(self, found: object) -> None:
        wish, layouts = cast("tuple[Wish, list[Layout]]", found)
        if wish != self.wish():
            return  # chosen otherwise meanwhile
        self.layouts = layouts
        self.save_button.setEnabled(True)
        columns = layouts[0].table.columns if wish.beside else ()
        chosen = self.column.currentData() if len(columns) > int(self.column.currentData() or 0) else 0
        self.column.blockSignals(True)
        self.column.clear()
        for number, name in enumerate(columns):
            self.column.addItem(name, number)
        self.column.setCurrentIndex(max(0, self.column.findData(chosen or 0)))
        self.column.blockSignals(False)
        self.column.setVisible(len(columns) > 1)
        self._show_layout()

    def _show_layout(self, *_what: object) -> None:
        layout = self.layout_shown()
        if layout is None:
            return
        self.note.setText(whole_sentences((layout.counted_in, layout.note)))
        self.grid.show_layout(layout)
        self._tell()

    def layout_shown(self) -> Layout | None:
        """The table that is shown: side by side, that of the column that was chosen."""
        place = max(self.column.currentIndex(), 0)
        return self.layouts[place] if place < len(self.layouts) else None

    def _failed(self, error: object) -> None:
        messages.problem(self, error)

    # -- places and days --------------------------------------------------------------------------------------------

    def _list_places(self) -> None:
        found = villages(self.session.store)
        every = [(_("全部村"), "")] if len(found) > 1 else []
        choices = [*every, *((name or _("（未命名）"), row) for row, name in found.items())]
        refill(self.village, choices, str(self.village.currentData() or ""))
        self.village.setVisible(len(found) > 1)
        self._list_groups()

    def _list_groups(self) -> None:
        village = str(self.village.currentData() or "")
        found = groups(self.session.store, village) if village else []
        chosen = str(self.group.currentData() or "")
        refill(self.group, [(_("全部组"), ""), *((name, name) for name in found)], chosen)
        self.group.setEnabled(bool(found) and not self.beside.isChecked())

    def _village_picked(self) -> None:
        self._list_groups()
        self.read()

    def _beside_toggled(self) -> None:
        self._list_groups()
        self.read()

    def place_name(self) -> str:
        """Of which township, village and group the table is, in words."""
        village = self.village.currentText() if self.village.currentData() else self.session.store.info.name
        one_group = self.group.currentData() and not self.beside.isChecked()
        return village + (self.group.currentText() if one_group else "")

    def _ask_day(self) -> None:
        """Another day, or now where a day is shown."""
        if any(self._past.moment):
            self.show_as_of(Moment())
            return
        from villagedesk.ui.dialogs.as_of import MomentDialog

        asked = MomentDialog(self.session.store, self)
        asked.exec()
        moment = asked.moment
        asked.deleteLater()
        if moment is not None:
            self.show_as_of(moment)

    def show_as_of(self, moment: Moment) -> None:
        """Read the tables as of a day, of the year of that day; an empty moment is now."""
        self._past = Past(moment)
        told = asof.words(moment)
        self.banner.setText(_("这里统计的是{moment}，不是现在的内容。").format(moment=told) if told else "")
        self.banner.setVisible(bool(told))
        self.day_button.setText(labels.lettered(_("回到现在") if told else _("统计日…"), "U"))
        year = int(moment.happened[:4]) if moment.happened else self.year.value()
        if year != self.year.value():
            self.year.setValue(year)  # which reads
        else:
            self.read()

    # -- what is behind a cell --------------------------------------------------------------------------------------

    def _tell(self, *_what: object) -> None:
        counted = self.grid.counted(self.grid.currentItem())
        self.show_button.setEnabled(counted is not None)
        self.people_button.setEnabled(counted is not None)

    def _open_current(self) -> None:
        item = self.grid.currentItem()
        if item is not None:
            self._open(item)

    def _open(self, item: QTableWidgetItem) -> None:
        self._look(item, self._show_list)

    def _open_people(self) -> None:
        item = self.grid.currentItem()
        if item is not None:
            self._look(item, self._show_people)

    def _look(self, item: QTableWidgetItem, then: object) -> None:
        counted, layout = self.grid.counted(item), self.layout_shown()
        if counted is None or layout is None:
            return
        title = f"{layout.table.title}·{self.grid.label_of(item)}"
        work = partial(look_behind, title, counted, self._past)
        self.session.start(_("查找这一格的户"), work, done=then, failed=self._failed)  # type: ignore[arg-type]

    def _show_list(self, found: object) -> None:
        told = cast("Found", found)
        if told.behind.others:
            names = listed(told.behind.others[:_NAMES])
            count = len(told.behind.others)
            self.said.emit(_("这一格是：{names}（共{count}个）。").format(names=names, count=count))
        if told.behind.households:
            self.wanted_list.emit(told.title, told.behind.households)
        elif not told.behind.others:
            self.said.emit(_("这一格没有户。"))

    def _show_people(self, found: object) -> None:
        from villagedesk.ui.dialogs.rollup_people import RollupPeopleDialog

        told = cast("Found", found)
        if not told.people:
            self.said.emit(_("这一格不是按人统计的，或没有人。"))
            return
        dialog = RollupPeopleDialog(told.title, told.people, self.icons, self)
        dialog.wanted_household.connect(self.wanted_household)
        dialog.exec()
        dialog.deleteLater()

    # -- saving -----------------------------------------------------------------------------------------------------

    def _ask_and_save(self) -> None:
        from villagedesk.ui.dialogs.rollup_export import WORD, RollupExportDialog

        self.session.office.warm_up()
        wish, place = self.wish(), self.place_name()
        dialog = RollupExportDialog(wish.key, wish.year, place, self)
        answer = dialog.exec()
        keys, suffix, details = tuple(dialog.chosen()), dialog.suffix(), dialog.details.isChecked()
        dialog.deleteLater()
        if answer != QDialog.DialogCode.Accepted or not keys:
            return
        title = TABLES[keys[0]](wish.year).title if len(keys) == 1 else _("汇总表")
        kinds = _("Word文件 (*.docx)") if suffix == WORD else _("Excel表格 (*.xlsx)")
        name = str(paths.documents() / f"{place}{title}_{wish.year}{suffix}")
        found, _kind = QFileDialog.getSaveFileName(self, _("保存汇总表"), name, kinds)
        if found:
            target = Path(found if found.lower().endswith(suffix) else f"{found}{suffix}")
            if self.write(target, keys, listed=details) and suffix == WORD:
                told = show_document(self, self.session, target, target.stem)
                if told:
                    self.said.emit(told)

    def write(self, target: Path, keys: Sequence[str] = (), *, listed: bool = False) -> bool:
        """Save tables, by default the one that is shown, as a spreadsheet or as a paper by the suffix of the file.

        Args:
            target: the file.
            keys: of the tables.
            listed: whether their lists of households follow.

        Returns:
            Whether it was written.
        """
        wish = self.wish()
        wishes = [wish._replace(key=key, listed=listed) for key in keys or (wish.key,)]
        work = partial(write, wishes, self.place_name(), self._past, target)
        try:
            progress.run(self, self.session.tasks, _("导出汇总表"), work)
        except Cancelled:
            return False
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return False
        self.said.emit(_("汇总表已写到 {path}。").format(path=target))
        return True
