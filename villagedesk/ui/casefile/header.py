# SPDX-License-Identifier: MIT
"""The head of the case file page: whose file it is, at a glance, and the year that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside, english
from villagedesk.models import eras
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.completing import Stage
from villagedesk.models.enrolling import programmes_of
from villagedesk.models.values.show import label_of, shown
from villagedesk.store import reads
from villagedesk.ui import shortcuts

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.completing import Completion
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons

EARLIEST = 2013  # the first year of the national files (domain.md §2.0)


class CaseHeader(QWidget):
    """Name, group, numbers, size and attribute; the year; 暂存 and 完成.

    Signals:
        year_wanted: the year whose facts the user wants to see.
        save_wanted, complete_wanted: the buttons.
    """

    year_wanted = Signal(int)
    save_wanted = Signal()
    complete_wanted = Signal()

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.facts = QLabel(self)
        self.facts.setWordWrap(True)
        self.year = QComboBox(self)
        self.year.setAccessibleName(_("年度"))
        self.year.setToolTip(_("查看和填写哪一年的情况"))
        self.year.activated.connect(self._year_chosen)
        self._stage = Stage.OPEN
        self.save_button = QPushButton(_("暂存(&S)"), self)
        self.save_button.setToolTip(_("保存已填的内容，以后接着填（{keys}）").format(keys="Ctrl+S"))
        self.save_button.clicked.connect(self.save_wanted)
        self.complete_button = QPushButton(_("完成(&W)"), self)
        self.complete_button.clicked.connect(self.complete_wanted)
        icons.later(self.save_button, "save")
        icons.later(self.complete_button, "ok")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(names, 1)
        layout.addWidget(self.year)
        layout.addWidget(self.save_button)
        layout.addWidget(self.complete_button)
        editing.opened.connect(self.show_case)
        editing.refreshed.connect(self.show_case)
        editing.touched.connect(self.show_dirt)

    def show_case(self) -> None:
        """Whose file it is."""
        case = self._editing.case
        if case is None:
            return
        self.title.setText(self._editing.name)
        self._show_facts(case)
        self._show_years(case)
        self.show_dirt()

    def _show_facts(self, case: CaseFile) -> None:
        told = _facts(case)
        if case.year in self._editing.refs.locks:
            told.append(_("{year}年度已锁定").format(year=case.year))
        if case.completions:
            told.append(stage_words(case.completions[-1], self._stage))
        self.facts.setText("　".join(told))

    def _show_years(self, case: CaseFile) -> None:
        session = self._editing.session
        known = {*reads.years_of(session.store, case.household.id), session.year, case.year}
        years = sorted({*known, *range(EARLIEST, session.year + 1)}, reverse=True)
        self.year.clear()
        for year in years:
            self.year.addItem(_("{year}年").format(year=year) + (" ●" if year in known else ""), year)
        self.year.setCurrentIndex(years.index(case.year))

    def show_dirt(self) -> None:
        """Whether something is not saved yet."""
        dirty = self._editing.dirty
        self.save_button.setEnabled(dirty)
        self.save_button.setText(_("暂存(&S) ＊") if dirty else _("已保存"))
        complete = self._stage is Stage.COMPLETE and not dirty
        self.complete_button.setEnabled(not complete and not self._editing.refs.read_only)
        self.complete_button.setText(_("已完成") if complete else _("完成(&W)"))

    def show_stage(self, stage: Stage) -> None:
        """How far the file is, once its sections were looked at."""
        self._stage = stage
        self.complete_button.setToolTip(_stage_tip(stage))
        if self._editing.case is not None:
            self._show_facts(self._editing.case)
        self.show_dirt()

    def _year_chosen(self, _place: int) -> None:
        self.year_wanted.emit(int(self.year.currentData()))


def stage_words(completion: Completion, stage: Stage) -> str:
    """When and by whom a file was called complete, and whether it still is."""
    said = {
        Stage.COMPLETE: _("{day}完成"),
        Stage.CHANGED: _("{day}完成后有改动"),
        Stage.WRONG: _("{day}完成后发现错误"),
        Stage.OPEN: _("{day}完成"),
    }[stage]
    return aside(said.format(day=completion.date or "—"), completion.completed_by or "")


def _stage_tip(stage: Stage) -> str:
    keys = shortcuts.keys_of("complete")[0].toString(QKeySequence.SequenceFormat.NativeText)
    return {
        Stage.OPEN: _("保存并标为完成；有错误的先改正（{keys}）"),
        Stage.COMPLETE: _("本年度的内容改动后要再点一次（{keys}）"),
        Stage.CHANGED: _("标为完成以后内容有改动，请核对后再点一次（{keys}）"),
        Stage.WRONG: _("标为完成以后发现错误，请改正后再点一次（{keys}）"),
    }[stage].format(keys=keys)


def _facts(case: CaseFile) -> list[str]:
    household = case.household
    found = [household.group or _("（未编组）")]
    if case.village.name or case.departure:
        found.insert(0, case.village.name or case.departure)
    found.append(_called(case))
    for path, value in (
        ("household.local_no", household.local_no),
        ("household.hh_no", household.hh_no),
        ("household_year.attribute", case.facts.attribute),
        ("household_year.exit_status", case.facts.exit_status),
    ):
        spec = field_spec(path)
        if value:
            found.append(f"{label_of(spec, case.year)} {shown(spec, value, case.year)}")
    programmes = programmes_of(case)
    if programmes:
        found.append(shown(field_spec("household.programmes"), programmes, case.year))
    found.append(_("{count}人").format(count=case.size))
    if household.ended:
        found.append(f"{_('已注销')} {household.ended}")
    return found


def _called(case: CaseFile) -> str:
    """What such a household is called in the year, as its papers say it; in English by its type."""
    kind = eras.kind_of(case)
    return (
        code_list("household_type").shown(kind, case.year)
        if english()
        else eras.wording(eras.HOUSEHOLD, case.year, kind)
    )
