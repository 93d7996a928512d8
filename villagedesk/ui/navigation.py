# SPDX-License-Identifier: MIT
"""The pages of the window: what they are called, how they are made when they are first looked at, and the list that leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from villagedesk.i18n import _, aside
from villagedesk.ui.shortcuts import sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.page import Page
    from villagedesk.ui.session import Session

HOUSEHOLDS: Final = "households"
TODAY: Final = "today"
_AIR: Final = 12
_BETWEEN: Final = (
    10,
    2,
)  # above and below a title, in a high window and in a low one: all pages are in sight at 200 % too
_DIGITS: Final = 10
_OWN_KEYS: Final = {
    "registers": "Ctrl+J",
    "rollups": "Ctrl+R",
    "templates": "Ctrl+T",
    "papers": "Ctrl+G",
    "settings": "Ctrl+,",
}  # as in most programs; Ctrl+Shift with a digit means another sign on some keyboards
_MOST: Final = 99  # things to do that are still counted beside a title


class Place(NamedTuple):
    """A page that can be gone to."""

    key: str
    title: str
    icon: str
    make: Callable[[Session, Icons, QWidget | None], Page]


def places() -> tuple[Place, ...]:
    """All pages in the order of the list, in the interface language."""
    return (
        Place(HOUSEHOLDS, _("户档案"), "household", _households),
        Place(TODAY, _("今天"), "today", _today),
        Place("findings", _("疑点"), "doubt", _findings),
        Place("cadres", _("帮扶责任人"), "cadre", _cadres),
        Place("village", _("村情况"), "village", _village),
        Place("meetings", _("会议与公示"), "meeting", _meetings),
        Place("registers", _("台账"), "register", _registers),
        Place("exchange", _("合并与上报"), "exchange", _exchange),
        Place("conflicts", _("冲突裁决"), "conflict", _conflicts),
        Place("history", _("操作记录"), "history", _history),
        Place("recycle", _("回收站"), "recycle", _recycle),
        Place("rollups", _("汇总表"), "rollup", _rollups),
        Place("templates", _("模板"), "template", _templates),
        Place("papers", _("打印的文书"), "print", _papers),
        Place("settings", _("设置"), "settings", _settings),
    )


def keys_of(key: str) -> str:
    """The keys of a page: one of its own, or by its place among the others Ctrl+1 … Ctrl+9, Ctrl+0; none beyond."""
    if key in _OWN_KEYS:
        return _OWN_KEYS[key]
    numbered = [place.key for place in places() if place.key not in _OWN_KEYS]
    number = numbered.index(key) + 1
    return f"Ctrl+{number % 10}" if number <= _DIGITS else ""


def _households(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.households import HouseholdsPage

    return HouseholdsPage(session, icons, parent)


def _today(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.today import TodayPage

    return TodayPage(session, icons, parent)


def _findings(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.findings import FindingsPage

    return FindingsPage(session, icons, parent)


def _cadres(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.cadres import CadresPage

    return CadresPage(session, icons, parent)


def _village(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.village import VillagePage

    return VillagePage(session, icons, parent)


def _rollups(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.rollups import RollupsPage

    return RollupsPage(session, icons, parent)


def _templates(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.templates import TemplatesPage

    return TemplatesPage(session, icons, parent)


def _meetings(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.meetings import MeetingsPage

    return MeetingsPage(session, icons, parent)


def _registers(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.registers import RegistersPage

    return RegistersPage(session, icons, parent)


def _exchange(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.exchange import ExchangePage

    return ExchangePage(session, icons, parent)


def _conflicts(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.conflicts import ConflictsPage

    return ConflictsPage(session, icons, parent)


def _history(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.history import HistoryPage

    return HistoryPage(session, icons, parent)


def _recycle(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.recycle import RecyclePage

    return RecyclePage(session, icons, parent)


def _papers(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.papers import PapersPage

    return PapersPage(session, icons, parent)


def _settings(session: Session, icons: Icons, parent: QWidget | None) -> Page:
    from villagedesk.ui.pages.settings import SettingsPage

    return SettingsPage(session, icons, parent)


class Navigation(QListWidget):
    """The list at the left edge: icon and title, or only the icon where the window is narrow.

    Signals:
        wanted: the key of the page that was picked; the window decides whether it is gone to.
    """

    wanted = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places()
        self._counts: dict[str, int] = {}
        self._narrow = False
        self.setAccessibleName(_("页面"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "navigation")
        for place in self._places:
            item = QListWidgetItem(place.title, self)
            item.setData(Qt.ItemDataRole.UserRole, place.key)
            icons.later(item, place.icon)
        self.setCurrentRow(0)
        self._fit()
        self.currentRowChanged.connect(self._tell)

    def show_place(self, key: str) -> None:
        """Mark the page that is shown, without asking for it."""
        self.blockSignals(True)
        self.setCurrentRow(next(row for row, place in enumerate(self._places) if place.key == key))
        self.blockSignals(False)

    def show_count(self, key: str, count: int) -> None:
        """Say beside the title of a page how many things are to be done there; nothing for 0."""
        if self._counts.get(key, 0) != count:
            self._counts[key] = count
            self._fit()

    def _title(self, place: Place) -> str:
        count = self._counts.get(place.key, 0)
        return aside(place.title, f"{_MOST}+" if count > _MOST else str(count or ""))

    def actions_for(self, parent: QWidget) -> list[QAction]:
        """One action per page, with its keys."""
        made = []
        for place in self._places:
            action = QAction(place.title, parent)
            action.setShortcut(sequence(keys_of(place.key)))
            action.setData(place.key)
            action.triggered.connect(self._act)
            made.append(action)
        return made

    def _act(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.wanted.emit(action.data())

    def _tell(self, row: int) -> None:
        if row >= 0:
            self.wanted.emit(self._places[row].key)

    def be_narrow(self, narrow: bool) -> None:
        """Show icons only, or titles too."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        icon = metrics.height() + 4
        self.setIconSize(QSize(icon, icon))
        row = self._row_height()
        for number, place in enumerate(self._places):
            item = self.item(number)
            item.setSizeHint(QSize(0, row))
            title = self._title(place)
            item.setText("" if self._narrow else title)
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        widest = max(metrics.horizontalAdvance(self._title(place)) for place in self._places)
        self.setFixedWidth(icon + 2 * _AIR + (0 if self._narrow else widest + _AIR))

    def _row_height(self) -> int:
        """As high as all pages find room; where even the least is too much, the list scrolls."""
        most, least = (self.fontMetrics().height() + 2 * air for air in _BETWEEN)
        return max(least, min(most, self.maximumViewportSize().height() // max(len(self._places), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height of the window."""
        super().resizeEvent(event)
        if self.count() and self.item(0).sizeHint().height() != self._row_height():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and self.count():
            self._fit()
