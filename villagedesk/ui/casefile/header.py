# SPDX-License-Identifier: MIT
"""The head of the case file page: whose file it is, at a glance, and the year that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, english
from villagedesk.models import eras
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.enrolling import programmes_in
from villagedesk.models.values.show import label_of, shown
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.icons import Icons

EARLIEST = 2013  # the first year of the national files (domain.md §2.0)


class CaseHeader(QWidget):
    """Name, group, numbers, size and attribute; the year; the save button.

    Signals:
        year_wanted: the year whose facts the user wants to see.
        save_wanted: the button.
    """

    year_wanted = Signal(int)
    save_wanted = Signal()

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
        self.save_button = QPushButton(_("保存(&S)"), self)
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(self.save_wanted)
        icons.later(self.save_button, "save")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(names, 1)
        layout.addWidget(self.year)
        layout.addWidget(self.save_button)
        editing.opened.connect(self.show_case)
        editing.refreshed.connect(self.show_case)
        editing.touched.connect(self.show_dirt)

    def show_case(self) -> None:
        """Whose file it is."""
        case = self._editing.case
        if case is None:
            return
        self.title.setText(self._editing.name)
        told = _facts(case)
        if case.year in self._editing.refs.locks:
            told.append(_("{year}年度已锁定").format(year=case.year))
        self.facts.setText("　".join(told))
        self._show_years(case)
        self.show_dirt()

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
        self.save_button.setText(_("保存(&S) ＊") if dirty else _("已保存"))

    def _year_chosen(self, _place: int) -> None:
        self.year_wanted.emit(int(self.year.currentData()))


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
    programmes = programmes_in(case.enrolments, case.year)
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
