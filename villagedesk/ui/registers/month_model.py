# SPDX-License-Identifier: MIT
"""A month of attendance: a line for each cadre, a cell for each day, what the days come to, and who kept and checked it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QApplication

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.posting import ABSENT, LEAVE, allowed_on, days_in, days_of, signs
from villagedesk.models.values.numbers import from_scaled
from villagedesk.models.values.show import heading_of, label_of, shown
from villagedesk.ui.tables.model import ACCESSIBLE, ALIGNMENT, DECORATION, DISPLAY, TOOL_TIP, AnyIndex
from villagedesk.ui.tables.row_model import NOWHERE, RowModel

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.models.posting import Days, Posted
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row, RowSet
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.tables.entry_model import Cell

_BACKGROUND: Final = 8
_FOREGROUND: Final = 9
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_WEEKEND: Final = 5
_DETAILS: Final = ("kept_by", "checked_by", "checked_on", "shown", "note")


def _totals() -> tuple[tuple[str, str], ...]:
    """What is added up of a month, and its heading."""
    return (
        (_("在村"), _("在村天数")),
        (_("在岗"), _("在村、开会、出差的天数")),
        (_("请假"), _("请假天数")),
        (_("公休"), _("公休天数")),
        (_("脱岗"), _("脱岗天数")),
        (_("未填"), _("到今天为止没有登记的天数，不算在村，也不算缺勤")),
        (_("在岗率"), _("在岗天数占已登记天数（不含公休）的比例")),
    )


class MonthModel(RowModel):
    """The lines of a `RowSet` of attendance in one month; the sums follow what is typed.

    Attributes:
        month: YYYY-MM; empty before the first is shown.
        people: whose line it is, by place.
    """

    def __init__(self, rows: RowSet, refs: RefSource, icons: Icons, parent: QObject | None = None) -> None:
        self.month = ""
        self.people: list[Posted] = []
        self._counted: dict[Row, Days] = {}
        super().__init__(rows, refs, icons, parent)
        spec = entity_spec("attendance")
        self._days = tuple(spec[key] for key in DAY_KEYS)
        self._details = tuple(spec[key] for key in _DETAILS)
        self._sums = _totals()
        self._specs: tuple[FieldSpec | None, ...] = ()  # of the columns from left to right; None for sums

    def show(self, month: str, people: list[Posted]) -> None:
        """The lines that are loaded next are of these people in this month."""
        self.month, self.people = month, people
        self._specs = (*self._days[: self.length], *(None for _one in self._sums), *self._details)

    # -- what stands where ------------------------------------------------------------------------------------------

    @property
    def length(self) -> int:
        """How many days the month has, which stand in the first columns."""
        return days_in(self.month)

    def day(self, column: int) -> str:
        """The day (ISO) of a column; empty where it is none."""
        return f"{self.month}-{column + 1:02d}" if 0 <= column < self.length else ""

    def column_of(self, key: str) -> int:
        """The column of a field; -1 where the month has no such day."""
        return next((place for place, spec in enumerate(self._specs) if spec is not None and spec.key == key), -1)

    def cell(self, index: AnyIndex) -> Cell | None:
        """The record and field of a cell; None in the columns of sums."""
        row, spec = self.row_at(index.row()), self.spec(index)
        return (row.main, spec) if row is not None and spec is not None else None

    def spec(self, index: AnyIndex) -> FieldSpec | None:
        """The field of a cell; None in the columns of sums."""
        return self._specs[index.column()] if index.isValid() else None

    def year_of(self, index: AnyIndex) -> int | None:
        """The year of the month."""
        return int(self.month[:4]) if self.month else None

    def to_come(self, index: AnyIndex) -> bool:
        """Whether the day of a cell has not come yet: nobody can have been anywhere on it."""
        return self.day(index.column()) > self.refs.today.isoformat()

    def writable(self, index: AnyIndex) -> bool:
        """As everywhere; and no day that has not come."""
        return super().writable(index) and not self.to_come(index)

    def write(self, index: AnyIndex, content: str) -> bool:
        """A sign of the monthly sheet stands for its code, typed or pasted."""
        by_sign = {sign: code for code, sign in signs().items()}
        return super().write(index, by_sign.get(content.strip(), content) if self.day(index.column()) else content)

    def words(self, index: AnyIndex) -> str:
        """Days as signs, sums as numbers."""
        if self.day(index.column()):
            found = self.cell(index)
            return signs().get(found[0].content(found[1].key), "") or super().words(index) if found else ""
        place = index.column() - self.length
        row = self.row_at(index.row())
        if row is not None and 0 <= place < len(self._sums):
            return _sum_words(self.days(row), place)
        return super().words(index)

    def days(self, row: Row) -> Days:
        """What the days of a line come to, as they are typed at this moment; days to come are not asked for."""
        if row not in self._counted:
            one = self.people[self.row_set.rows.index(row)]
            self._counted[row] = days_of(row.main.as_typed(), self.refs.today.isoformat(), one)  # type: ignore[arg-type]
        return self._counted[row]

    def begin_anew(self) -> None:
        """All lines are about to be others."""
        self._counted.clear()
        super().begin_anew()

    def redraw(self, first: int, last: int) -> None:
        """What the days come to has changed with them."""
        self._counted.clear()
        super().redraw(first, last)

    def said(self, index: AnyIndex) -> str:
        """What is wrong with a cell; of leave that nobody is known to have allowed, this."""
        if self.day(index.column()) and self._not_allowed(index):
            return _("没有登记经批准的请假。请在“请假”中登记请假人、起止日期和审批人")
        return super().said(index)

    def _not_allowed(self, index: AnyIndex) -> bool:
        found = self.cell(index)
        on_leave = found is not None and found[0].content(found[1].key) == LEAVE
        return on_leave and not allowed_on(self.people[index.row()].leaves, self.day(index.column()))

    def at_post(self, row: int, column: int) -> bool:
        """Whether the cadre of a line was at a post in the village on the day of a column."""
        return bool(self.people[row].held_on(self.day(column)))

    def name_of(self, row: int) -> str:
        """Whose line it is, and his post."""
        one = self.people[row]
        role = one.role_in(self.month)
        name = one.name or _("（已删除的责任人）")
        return aside(name, shown(entity_spec("posting")["role"], role)) if role else name

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A day has no editor: one key enters it."""
        found = super().flags(index)
        return found & ~Qt.ItemFlag.ItemIsEditable if index.column() < self.length else found

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._specs)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        """Days stand in the middle of their cells; weekends and days without a post are shaded."""
        is_day = index.column() < self.length
        if role == ALIGNMENT:
            return _CENTRE if index.column() < self.length + len(self._sums) else super().data(index, role)
        if role == _BACKGROUND:
            return self._ground(index) if is_day else None
        if role == DECORATION and is_day:
            return None  # there is room for a sign only; the ink tells that something is wrong
        if role == TOOL_TIP and is_day:
            return "\n".join(filter(None, (self._called(index), self.said(index))))
        if role == ACCESSIBLE and is_day:
            return " ".join(filter(None, (self._called(index), self._code_words(index), self.said(index))))
        if role == _FOREGROUND and is_day and self._is_wrong(index):
            return QApplication.palette().brush(QPalette.ColorRole.BrightText)
        return super().data(index, role)

    def _is_wrong(self, index: AnyIndex) -> bool:
        found = self.cell(index)
        return found is not None and (found[0].content(found[1].key) == ABSENT or self._not_allowed(index))

    def _code_words(self, index: AnyIndex) -> str:
        found = self.cell(index)
        return shown(found[1], found[0].value(found[1].key)) if found else ""

    def _called(self, index: AnyIndex) -> str:
        day = dt.date.fromisoformat(self.day(index.column()))
        place = "" if self.at_post(index.row(), index.column()) else _("这一天不在派驻期内")
        return " ".join(filter(None, (day.isoformat(), _weekdays()[day.weekday()], place)))

    def _ground(self, index: AnyIndex) -> QBrush | None:
        palette = QApplication.palette()
        if not self.at_post(index.row(), index.column()) or self.to_come(index):
            return palette.brush(QPalette.ColorRole.Window)
        weekday = dt.date.fromisoformat(self.day(index.column())).weekday()
        return palette.brush(QPalette.ColorRole.AlternateBase) if weekday >= _WEEKEND else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Days by their number; people by name and post."""
        if orientation == Qt.Orientation.Vertical:
            return self.name_of(section) if role in {DISPLAY, TOOL_TIP} and section < len(self.people) else None
        if role not in {DISPLAY, TOOL_TIP}:
            return None
        day = self.day(section)
        if day:
            weekday = _weekdays()[dt.date.fromisoformat(day).weekday()]
            return str(section + 1) if role == DISPLAY else f"{day} {weekday}"
        place = section - self.length
        if place < len(self._sums):
            return self._sums[place][role == TOOL_TIP]
        spec = self._details[place - len(self._sums)]
        return heading_of(spec) if role == DISPLAY else label_of(spec)


def _weekdays() -> tuple[str, ...]:
    return (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))


def _sum_words(days: Days, place: int) -> str:
    counts = (days.present, days.on_duty, days.leave, days.rest, days.absent, days.missing)
    if place < len(counts):
        return str(counts[place])
    return f"{from_scaled(days.rate, 2)}%" if days.rate is not None else ""
