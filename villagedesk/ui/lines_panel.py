# SPDX-License-Identifier: MIT
"""Poverty lines, notice days and intervals as a table to be checked: value, unit, source, and a badge until somebody did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.lines import line_fault, subject_fault
from villagedesk.models.values.show import label_of, shown
from villagedesk.services.doubts import line_effects
from villagedesk.services.doubts.line_effects import Effects
from villagedesk.services.standards.lines import all_lines, item_words, save_line, title_words, year_words
from villagedesk.ui import labels, messages
from villagedesk.ui.choosers import narrowing_box, refill
from villagedesk.ui.line_editor import LineEditor
from villagedesk.ui.note_bar import NoteBar
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from villagedesk.models.catalogue.help import Line
    from villagedesk.services.doubts.line_effects import Held
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job, Work

_ANY: Final = ""
_EFFECTS: Final = "effects"  # topic of the strip that says what a change did
_ROWS: Final = 9  # lines of text that the table never shrinks below


class LinesPanel(QWidget):
    """The table with its filters, and an editor for the chosen line.

    Signals:
        unconfirmed: how many lines nobody has checked yet.
        said: a note for the status bar.
        wanted_list: title and ids of the households that a change of a line concerns.
    """

    unconfirmed = Signal(int)
    said = Signal(str)
    wanted_list = Signal(str, object)

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._all: list[Line] = []
        self._saved = ""  # what was said of the line that was saved last
        self.item_filter = narrowing_box(_("项目"))
        self.region_filter = narrowing_box(_("地区"))
        self.year_filter = narrowing_box(_("年度"))
        self.open_only = QCheckBox(_("只看待核对的(&O)"))
        self.lines: RowsModel[Line] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.lines, "lines")
        self.list.setAccessibleName(_("标准与期限"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.list.current_changed.connect(self._choose)
        self.effects = NoteBar(icons)
        self.editor = LineEditor(not session.store.read_only)
        self.editor.save_button.clicked.connect(self.save)
        self.new_button = QPushButton(_("为其他年度或地区添加(&N)"))
        self.new_button.clicked.connect(self.begin_new)
        self.new_button.setEnabled(not session.store.read_only)
        for box in (self.item_filter, self.region_filter, self.year_filter):
            box.currentIndexChanged.connect(self._filter)
        self.open_only.toggled.connect(self._filter)
        self._lay_out()

    def _lay_out(self) -> None:
        hint = labels.label(
            _(
                "随程序提供的标准来自公开文件，标“待核对”的还没有人核对过。请对照本地文件填写数值和依据，"
                "勾选“已核对”再保存；保存在本文件里，不影响别的村。"
            ),
            labels.HINT,
        )
        filters = QHBoxLayout()
        for box in (self.item_filter, self.region_filter, self.year_filter):
            filters.addWidget(box, 1)
        filters.addWidget(self.open_only)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addLayout(filters)
        self.list.setMinimumHeight(_ROWS * self.fontMetrics().height())
        adding = QHBoxLayout()
        adding.addWidget(self.new_button)
        adding.addStretch(1)
        layout.addWidget(self.list, 1)
        layout.addLayout(adding)
        layout.addWidget(self.effects)
        layout.addWidget(self.editor)

    # -- the table --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the lines again; filters and the chosen line stay."""
        self._all = all_lines(self._session.store)
        _fill(self.item_filter, _("全部项目"), [(one.name or "", item_words(one)) for one in self._all])
        _fill(self.region_filter, _("全部地区"), [(one.region or "", one.region or "") for one in self._all])
        years = sorted({one.year for one in self._all if isinstance(one.year, int)}, reverse=True)
        _fill(self.year_filter, _("全部年度"), [(str(year), str(year)) for year in years])
        self.unconfirmed.emit(sum(not one.confirmed for one in self._all))
        self._filter()

    def _filter(self) -> None:
        name, region = self.item_filter.currentData(), self.region_filter.currentData()
        year = self.year_filter.currentData()
        self.lines.show(
            one
            for one in self._all
            if name in {_ANY, None, one.name}
            and region in {_ANY, None, one.region}
            and year in {_ANY, None, str(one.year or "")}
            and not (self.open_only.isChecked() and one.confirmed)
        )
        if self.list.current_key() is None and self.lines.lines:
            self.list.go_to_row(0)

    def _choose(self, key: object) -> None:
        chosen = next((one for one in self._all if one.id == key), None)
        if chosen is not None:
            self.editor.show_line(chosen)
        self.editor.setVisible(chosen is not None)

    # -- editing ----------------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """A line for another year or region, beginning from the chosen one."""
        self.editor.show_new()

    def save(self) -> None:
        """Save the line in the editor; what cannot be read is said beside it."""
        line = self.editor.collect(self._session)
        if line is None:
            return
        if self.editor.is_new and any(one.id == line.id for one in self._all):
            self.editor.error.setText(_("这个年度和地区已经有这一项，请在上面的列表中选中它修改。"))
            return
        before = line_effects.held(self._session.store)
        try:
            save_line(self._session.store, line)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.reload()
        self.list.go_to(line.id)
        self._saved = _("已保存：{item}").format(item=title_words(line))
        self.said.emit(self._saved)
        self._weigh(line, before)

    def _weigh(self, line: Line, before: Held) -> None:
        """Find out in the background what the change does to verdicts and doubts, and say it above the editor."""
        if not line_effects.matters(line.name or "") or before.alike(line_effects.held(self._session.store)):
            self.effects.dismiss(_EFFECTS)
            return
        self.effects.tell(_EFFECTS, _("{saved}。正在重新判断全部户，可以继续做别的……").format(saved=self._saved))
        work = _effects(line, before)
        self._session.start("", work, done=self._weighed, failed=self._not_weighed)

    def _weighed(self, effects: object) -> None:
        if not isinstance(effects, Effects):
            return
        text = _("{saved}。{changes}").format(saved=self._saved, changes=line_effects.in_words(effects))
        self.said.emit(text)
        rows = effects.households
        if rows:
            title = _("“{item}”改动后有变化的户").format(item=self._saved.partition("：")[2])
            verb = _("看这{count}户(&V)").format(count=len(rows))
            self.effects.tell(_EFFECTS, text, verb, partial(self.wanted_list.emit, title, rows))
        else:
            self.effects.tell(_EFFECTS, text)

    def _not_weighed(self, error: object) -> None:
        self.effects.dismiss(_EFFECTS)
        messages.problem(self, error)


def _effects(line: Line, before: Held) -> Work:
    def work(store: Store, job: Job) -> Effects:
        return line_effects.effects_of(store, line, before, job.check)

    return work


def _columns() -> list[Column[Line]]:
    return [
        Column("state", _("状态"), _state, 5, icon=_icon, tip=_fault),
        Column("item", label_of(field_spec("line.name")), item_words, 12),
        Column("year", label_of(field_spec("line.year")), year_words, 5, right=True),
        Column("region", label_of(field_spec("line.region")), lambda one: one.region or "", 8),
        Column("value", label_of(field_spec("line.value")), _value, 5, order=_amount, right=True),
        Column("unit", label_of(field_spec("line.unit")), lambda one: one.unit or "", 5),
        Column("source", label_of(field_spec("line.source")), _source, 24, tip=_source),
    ]


def _fault(one: Line) -> str:
    return line_fault(one) or subject_fault(one)


def _state(one: Line) -> str:
    if subject_fault(one):
        return _("对象有误")
    if line_fault(one):
        return _("数值有误")
    return _("已核对") if one.confirmed else _("待核对")


def _icon(one: Line) -> str:
    return "ok" if one.confirmed and not _fault(one) else "warning"


def _value(one: Line) -> str:
    return shown(field_spec("line.value"), one.value) or "—"


def _amount(one: Line) -> int | None:
    return one.value if isinstance(one.value, int) else None


def _source(one: Line) -> str:
    return one.source or ""


def _fill(box: QComboBox, everything: str, choices: list[tuple[str, str]]) -> None:
    """Offer each choice once; the present one stays chosen."""
    refill(box, [(everything, _ANY), *((text, key) for key, text in dict(choices).items())], box.currentData())
