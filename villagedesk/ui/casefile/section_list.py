# SPDX-License-Identifier: MIT
"""The sections of the case file with their lights and two numbers each: errors (filled), and what lacks or is doubted (framed)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from villagedesk.i18n import _, aside, english, listed
from villagedesk.models import eras
from villagedesk.models.completeness import Light, Section
from villagedesk.models.problem import Level
from villagedesk.ui.casefile.numbers import NUMBERS, NumbersDelegate, badge_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from villagedesk.models.completeness import SectionState
    from villagedesk.ui.icons import Icons

EVENTS: Final = "events"
HISTORY: Final = "history"
PAPERS: Final = "papers"
_WITHOUT_LIGHT: Final = frozenset({Section.READINESS, EVENTS, PAPERS, HISTORY})  # what is computed or told needs none
ORDER: Final = (
    Section.BASIC, Section.MEMBERS, Section.CAUSES, Section.LIVING, Section.INCOME, Section.HELPERS, Section.PLAN,
    Section.VISITS, Section.PROCEDURES, Section.READINESS, EVENTS, PAPERS, HISTORY,
)  # fmt: skip
_ROW_AIR: Final = 12
_AROUND: Final = 56  # icon, frame and margins


def title_of(section: str, year: int | None = None) -> str:
    """What a section is called; the plan as the papers of the year call it."""
    if section == Section.PLAN and year is not None and not english():
        return eras.wording(eras.PLAN, year, "")
    return {
        Section.BASIC: _("基本情况"),
        Section.MEMBERS: _("家庭成员"),
        Section.CAUSES: _("致贫原因"),
        Section.LIVING: _("生产生活条件"),
        Section.INCOME: _("收入"),
        Section.HELPERS: _("帮扶责任人"),
        Section.PLAN: _("脱贫计划"),
        Section.VISITS: _("走访记录"),
        Section.PROCEDURES: _("识别与退出"),
        EVENTS: _("家庭变动"),
        Section.READINESS: _("达标情况"),
        PAPERS: _("打印的文书"),
        HISTORY: _("历史"),
    }[section]


def errors_of(state: SectionState) -> int:
    """How many errors a section has."""
    return sum(one.level is Level.ERROR for one in state.problems)


def others_of(state: SectionState) -> int:
    """How many doubts it has, and how many required facts it lacks."""
    return len(state.problems) - errors_of(state) + len(state.missing)


def light_words(state: SectionState) -> str:
    """What a light means and what the numbers count, for the mouse and for screen readers."""
    words = {
        Light.GREEN: _("齐全"),
        Light.YELLOW: _("有缺项或存疑"),
        Light.RED: _("有错误，正式打印前须改正"),
        Light.GREY: _("还没有填写"),
    }[state.light]
    return aside(words, counts_in_words(state))


def counts_in_words(state: SectionState) -> str:
    """How many errors, doubts and missing facts; empty where there is nothing."""
    errors = errors_of(state)
    counts = []
    if errors:
        counts.append(_("错误{count}处").format(count=errors))
    if len(state.problems) > errors:
        counts.append(_("存疑{count}处").format(count=len(state.problems) - errors))
    if state.missing:
        counts.append(_("缺{count}项").format(count=len(state.missing)))
    return listed(counts)


class SectionList(QListWidget):
    """One line per section.

    Signals:
        wanted: the section that the user goes to.
        entered: Enter, or a double click: the user wants to work in it.
    """

    wanted = Signal(str)
    entered = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._states: Mapping[Section, SectionState] = {}
        self._year: int | None = None
        self.setAccessibleName(_("档案内容"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section in ORDER:
            item = QListWidgetItem(title_of(section), self)
            item.setData(Qt.ItemDataRole.UserRole, str(section))
        self._icons.later(self.item(ORDER.index(EVENTS)), "members")
        self._icons.later(self.item(ORDER.index(PAPERS)), "print")
        self._icons.later(self.item(ORDER.index(HISTORY)), "history")
        self._icons.later(self.item(ORDER.index(Section.READINESS)), "file")
        self.setItemDelegate(NumbersDelegate(self))
        self._fit()
        self.currentRowChanged.connect(self._row_changed)
        self.itemActivated.connect(lambda item: self.entered.emit(str(item.data(Qt.ItemDataRole.UserRole))))

    def _fit(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(title_of(one, self._year)) for one in ORDER)
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, self.fontMetrics().height() + _ROW_AIR))
        numbers = badge_width(self.fontMetrics(), 9) + badge_width(self.fontMetrics(), 99)
        self.setFixedWidth(widest + numbers + _AROUND)

    def _row_changed(self, row: int) -> None:
        if row >= 0:
            self.wanted.emit(str(ORDER[row]))

    def show_year(self, year: int) -> None:
        """Use the words of a year."""
        if year != self._year:
            self._year = year
            for row, section in enumerate(ORDER):
                self.item(row).setText(title_of(section, year))
            self._fit()
            self.redraw()

    def go_to(self, section: str) -> None:
        """Mark a section as the one shown."""
        self.setCurrentRow([str(one) for one in ORDER].index(str(section)))

    def show_states(self, states: Mapping[Section, SectionState]) -> None:
        """Set the lights."""
        self._states = states
        for row, section in enumerate(ORDER):
            state = states.get(Section(section)) if section not in _WITHOUT_LIGHT else None
            if state is None:
                continue
            item = self.item(row)
            title = title_of(section, self._year)
            item.setData(NUMBERS, (errors_of(state), others_of(state)))
            item.setIcon(self._icons.icon(f"light_{state.light.value}"))
            item.setToolTip(light_words(state))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title} {light_words(state)}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font size or theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.count():
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange and self.count():
            self.redraw()

    def redraw(self) -> None:
        """The theme has changed: other icons."""
        self.show_states(self._states)
