# SPDX-License-Identifier: MIT
"""冲突裁决: what two copies hold differently, by household; chosen by keys, saved as one undoable action (merge.md A5)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.merging import conflicts
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.conflict import asking
from villagedesk.ui.conflict.choices import Choices
from villagedesk.ui.conflict.sides import Sides
from villagedesk.ui.conflict.table import ConflictModel, ConflictTable
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from villagedesk.services.merging.conflicts import Dispute
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_SPLIT: Final = "conflicts/split"
_KEEP_MS: Final = 1_500
_HOUSEHOLD: Final = Qt.ItemDataRole.UserRole


def read_disputes(store: Store, _job: Job) -> list[Dispute]:
    """The conflicts, read on the worker's thread."""
    return conflicts.disputes_of(store)


class ConflictsPage(Page):
    """Households with their counts at the left, their conflicts at the right, the sides in full below."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._stale = True
        self._entered = False  # the page has come up, and the cursor has not been put into the table yet
        self._all: list[Dispute] = []
        self.choices = Choices(session.store)
        self.model = ConflictModel(session.store, self.choices)
        self.model.setParent(self)
        self.model.chosen.connect(self._chosen)
        self.model.refused.connect(self._refuse)
        self.table = ConflictTable(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_sides)
        self.sides = Sides()
        self.sides.wanted.connect(self._take)
        self.households = QListWidget()
        self.households.setAccessibleName(_("有冲突的户"))
        self.households.currentRowChanged.connect(self._show_household)
        self.village = QComboBox()
        self.village.setAccessibleName(_("村"))
        self.field = QComboBox()
        self.field.setAccessibleName(_("项目"))
        for box in (self.village, self.field):
            box.currentIndexChanged.connect(self._filter)
        self.counted = labels.label()
        self.save_button = QPushButton(_("写入已裁决的(&S)"))
        self.save_button.clicked.connect(self.save)
        icons.later(self.save_button, "save")
        self.bulk_button = QPushButton(_("批量(&B)"))
        self.bulk_button.setMenu(self._bulk_menu())
        self.open_button = QPushButton(_("看这一户的档案(&O)"))
        self.open_button.clicked.connect(self._open_household)
        self._keeping = QTimer(self, interval=_KEEP_MS, singleShot=True)
        self._keeping.timeout.connect(self.choices.keep)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for widget in (self.village, self.field):
            top.addWidget(widget)
        top.addWidget(self.counted, 1)
        for button in (self.bulk_button, self.open_button, self.save_button):
            top.addWidget(button)
        hint = labels.label(
            _(
                "按1用本文件的，按2用来件的，按3合并两方，按回车另填，按Delete退回未定；Ctrl+S写入。没裁决完的可以明天再来。"
            ),
            labels.HINT,
        )
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.table)
        right.addWidget(self.sides)
        right.setStretchFactor(0, 1)
        right.setChildrenCollapsible(False)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.households)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([self.fontMetrics().horizontalAdvance("汉") * 16, 900])
        self.split.setChildrenCollapsible(False)
        window_state.restore(self.split, _SPLIT)
        self.split.splitterMoved.connect(lambda: window_state.keep(self.split, _SPLIT))
        full = QWidget()
        column = QVBoxLayout(full)
        column.addLayout(top)
        column.addWidget(hint)
        column.addWidget(self.split, 1)
        self.empty = labels.label(_("没有需要裁决的冲突。合并文件后，两边填得不一样的内容会列在这里。"), labels.HINT)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheets = QStackedLayout(self)
        self._sheets.addWidget(full)
        self._sheets.addWidget(self.empty)
        self._sheets.setCurrentIndex(1)

    def _bulk_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("选中的都用本文件的"), self._selected_ours)
        menu.addAction(_("选中的都用来件的"), self._selected_theirs)
        menu.addSeparator()
        menu.addAction(_("筛选出的全部用本文件的"), self._filtered_ours)
        menu.addAction(_("筛选出的全部用来件的"), self._filtered_theirs)
        menu.addAction(_("筛选出的全部退回未定"), self._filtered_undecided)
        menu.addSeparator()
        menu.addAction(_("选中的请村里核实"), self._ask_village)
        menu.addAction(_("筛选出的写成核实清单（Excel）…"), self._write_sheet)
        menu.addAction(_("筛选出的写成核实清单（Word）…"), self._write_paper)
        return menu

    # -- loading ----------------------------------------------------------------------------------------------------

    def refresh(self, _changed: Changed) -> None:
        """Read the conflicts again; at once if they are looked at, otherwise when they are."""
        self._stale = True
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the conflicts if something happened since."""
        super().showEvent(event)
        if self._stale:
            self._entered = True
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        self.session.start(_("读取冲突"), read_disputes, done=self.take, failed=self._tell_failure)

    def _tell_failure(self, fault: object) -> None:
        messages.problem(self, fault)

    def take(self, found: object) -> None:
        """Show these conflicts, with what was chosen before."""
        assert isinstance(found, list)
        self._all = found
        self.choices.load(found)
        self._fill(self.village, _("所有村"), sorted({one.village for one in found if one.village}))
        self._fill(self.field, _("所有项目"), sorted({_field_name(one) for one in found}))
        self._sheets.setCurrentIndex(0 if found else 1)
        self._filter()
        if found and self._entered:
            self._entered = False
            QTimer.singleShot(0, self, self._begin)  # Qt itself moves the cursor while the pages change

    def beginning(self) -> QWidget | None:
        """The table: 1, 2 and 3 decide at once."""
        return self.table if self._all else None

    def _begin(self) -> None:
        """The conflicts have been read after the page was entered: the cursor follows, unless it has gone elsewhere."""
        at = self.window().focusWidget()
        if at is None or at is self or self.isAncestorOf(at) or not at.isVisible():
            self.table.setFocus()

    def _fill(self, box: QComboBox, everything: str, names: list[str]) -> None:
        before = box.currentText()
        box.blockSignals(True)
        box.clear()
        box.addItems([everything, *names])
        box.setCurrentIndex(max(0, box.findText(before)))
        box.setVisible(len(names) > 1)
        box.blockSignals(False)

    # -- filters and households -------------------------------------------------------------------------------------

    def filtered(self) -> list[Dispute]:
        """The conflicts that village and field let through."""
        village = self.village.currentText() if self.village.currentIndex() > 0 else ""
        field = self.field.currentText() if self.field.currentIndex() > 0 else ""
        return [
            one
            for one in self._all
            if (not village or one.village == village) and (not field or _field_name(one) == field)
        ]

    def _filter(self) -> None:
        shown = self.filtered()
        counts = Counter((one.household, one.title) for one in shown)
        kept = self._household()
        self.households.blockSignals(True)
        self.households.clear()
        everything = QListWidgetItem(_("全部（{count}处）").format(count=len(shown)), self.households)
        everything.setData(_HOUSEHOLD, None)
        for (household, title), count in counts.items():
            item = QListWidgetItem(_("{title}（{count}）").format(title=title, count=count), self.households)
            item.setData(_HOUSEHOLD, (household, title))
            item.setToolTip(title)
        rows = [row for row in range(self.households.count()) if self.households.item(row).data(_HOUSEHOLD) == kept]
        self.households.setCurrentRow(rows[0] if rows else 0)
        self.households.blockSignals(False)
        self._show_household()

    def _household(self) -> object:
        item = self.households.currentItem()
        return item.data(_HOUSEHOLD) if item else None

    def _show_household(self, _row: int = 0) -> None:
        wanted = self._household()
        shown = self.filtered()
        self.model.show([one for one in shown if wanted is None or (one.household, one.title) == tuple(wanted)])  # type: ignore[arg-type]
        self.table.show_whose(wanted is None)
        if self.model.disputes:
            self.table.selectRow(0)
        self._show_sides()
        self._count()

    def _show_sides(self, *_rows: object) -> None:
        dispute = self._current()
        self.sides.show_dispute(dispute, writable=not self.session.store.read_only)
        self.open_button.setEnabled(bool(dispute and dispute.household))

    def _current(self) -> Dispute | None:
        row = self.table.currentIndex().row()
        return self.model.disputes[row] if 0 <= row < len(self.model.disputes) else None

    # -- choosing ---------------------------------------------------------------------------------------------------

    def _take(self, place: int) -> None:
        self.model.choose_side([self.table.currentIndex().row()], place)
        self.table.go_on()
        self.table.setFocus()

    def _selected_ours(self) -> None:
        self.model.choose_side(self.table.chosen_rows(), 0)

    def _selected_theirs(self) -> None:
        self.model.choose_side(self.table.chosen_rows(), 1)

    def _filtered_ours(self) -> None:
        self._choose_filtered(0)

    def _filtered_theirs(self) -> None:
        self._choose_filtered(1)

    def _choose_filtered(self, place: int) -> None:
        self.households.setCurrentRow(0)
        self.model.choose_side(range(len(self.model.disputes)), place)

    def _filtered_undecided(self) -> None:
        self.households.setCurrentRow(0)
        self.model.clear(range(len(self.model.disputes)))

    def _chosen(self) -> None:
        self._count()
        self._keeping.start()

    def _refuse(self, text: str) -> None:
        messages.warn(self, text)

    def _count(self) -> None:
        decided = len(self.choices)
        text = _("待裁决{count}处，已选{decided}处")
        self.counted.setText(text.format(count=len(self._all), decided=decided))
        writable = not self.session.store.read_only
        self.save_button.setEnabled(bool(decided) and writable)
        self.bulk_button.setEnabled(bool(self._all) and writable)

    # -- asking the village -------------------------------------------------------------------------------------------

    def _ask_village(self) -> None:
        chosen = [self.model.disputes[row] for row in self.table.chosen_rows()]
        asking.ask_village(self, self.session.store, chosen, self.said.emit)

    def _write_sheet(self) -> None:
        asking.write_list(self, self.session.store, self.filtered(), ".xlsx", self.said.emit)

    def _write_paper(self) -> None:
        asking.write_list(self, self.session.store, self.filtered(), ".docx", self.said.emit)

    # -- saving, leaving --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write everything that was chosen as one action; the rest stays, also a value that was typed and refused."""
        self.table.finish_editing()
        decisions = list(self.choices.decisions(self._all))
        if not decisions:
            return
        try:
            changed = conflicts.decide(self.session.store, decisions)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            self._reload()
            return
        for dispute in self._all:
            self.choices.take(dispute, None)
        self._keeping.stop()
        self.choices.keep()
        self.said.emit(_("已写入：{label}，可以撤销").format(label=changed.label))

    def can_leave(self) -> bool:
        """Choices are put aside; they are here the next time."""
        self._keeping.stop()
        self.choices.keep()
        return True

    def _open_household(self) -> None:
        dispute = self._current()
        if dispute and dispute.household:
            self.wanted_household.emit(dispute.household)


def _field_name(dispute: Dispute) -> str:
    return _("{record}：{field}").format(record=dispute.record, field=dispute.field)
