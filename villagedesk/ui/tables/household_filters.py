# SPDX-License-Identifier: MIT
"""What narrows the list of households: village, group, attribute …, a programme on a day, and what waits to be done."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.models.values.show import heading_of
from villagedesk.store import households
from villagedesk.ui.choosers import LateFilter
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.tables.completion_filter import CompletionFilter
from villagedesk.ui.tables.household_list import FIELD_OF, filter_words
from villagedesk.ui.tables.work_filter import WorkFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from villagedesk.store.households import Query
    from villagedesk.ui.session import Session

_LEAST = 7  # letters
_DAY = 12  # digits
_PROGRAMME = 10  # letters
_ALL = 0  # the first entry of each list


class FilterBox(LateFilter):
    """The values of one column; counted when the list is opened, since that takes 30 ms among 100,000 households."""

    def __init__(self, session: Session, column: str, parent: QWidget | None = None) -> None:
        title = _title(column, session.year)
        super().__init__(title, _LEAST, parent)
        self._session = session
        self._column = column
        metrics = self.fontMetrics()
        wanted = metrics.horizontalAdvance(title) / metrics.horizontalAdvance("X")  # Qt counts in letters of this width
        self.setMinimumContentsLength(max(_LEAST, ceil(wanted)))

    def read_values(self) -> None:
        """Count the values again; what is chosen stays chosen as long as it occurs."""
        held, any_held = self.currentData(), self.currentIndex() > _ALL
        words = filter_words(self._column)
        self.clear()
        self.addItem(_title(self._column, self._session.year))
        for value, count in households.distinct(self._session.store, self._column):
            self.addItem(aside(words(value, self._session.year), str(count)), value)
            if any_held and value == held:
                self.setCurrentIndex(self.count() - 1)


class ProgrammeFilter(QWidget):
    """A programme, and the day on which households are to be in it.

    Signals:
        changed: another programme or day.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.box = QComboBox(self)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(_PROGRAMME)
        self.box.setAccessibleName(_("按{what}筛选").format(what=_("纳入项目")))
        self.day = QLineEdit(self)
        self.day.setAccessibleName(_("哪一天在项目内"))
        self.day.setToolTip(_("哪一天在项目内，如 2020-12-31"))
        self.day.setMaximumWidth(_DAY * self.fontMetrics().horizontalAdvance("0"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.day)
        self.begin()
        self.box.activated.connect(self._activated)
        self.day.editingFinished.connect(self._typed)

    def begin(self) -> None:
        """All households again, on the last day of the working year or today."""
        today = self._session.store.clock().date().isoformat()
        self._day = min(today, f"{self._session.year}-12-31")
        self.day.setText(self._day)
        self.day.hide()
        if not self.box.count():
            self.box.addItem(_("纳入项目"), "")  # counted when somebody looks: the window starts without it
        self.box.setCurrentIndex(_ALL)

    def fill(self) -> None:
        """The programmes with how many households are in each on the day."""
        chosen = self.programme
        self.box.clear()
        self.box.addItem(_("纳入项目"), "")
        for entry in code_list("programme").choices():
            count = households.enrolled(self._session.store, entry.code, self._day)
            name = code_list("programme").shown(entry.code)
            self.box.addItem(aside(name, str(count)), entry.code)
        self.box.setCurrentIndex(max(_ALL, self.box.findData(chosen)))

    @property
    def programme(self) -> str:
        """The code of the chosen programme, "" for all households."""
        return self.box.currentData() or ""

    def narrow(self, query: Query) -> Query:
        """The query with this condition."""
        return query._replace(programme=self.programme, on=self._day if self.programme else "")

    def _activated(self, _place: int) -> None:
        self.day.setVisible(bool(self.programme))
        self.changed.emit()

    def _typed(self) -> None:
        try:
            day = read_date(self.day.text())
        except NotADate:
            day = ""
        if len(day) == len("2020-12-31") and day != self._day:
            self._day = day
            self.fill()
            self.changed.emit()
        self.day.setText(self._day)


class HouseholdFilters(QWidget):
    """One list per column, with how many households each value has, side by side as far as the width goes.

    Attributes:
        clear_button: seen while anything is chosen; the owner of the list says when.

    Signals:
        changed: other values were chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FilterBox] = {}
        flow = FlowLayout(self)
        flow.setContentsMargins(4, 4, 4, 0)
        for column in households.FILTERS:
            if column != "village" or session.store.info.scope == "township":
                box = FilterBox(session, column, self)
                box.activated.connect(self._activated)
                self.boxes[column] = box
                flow.addWidget(box)
        self.programme = ProgrammeFilter(session, self)
        self.programme.changed.connect(self.changed)
        flow.addWidget(self.programme)
        self.completion = CompletionFilter(session, self)
        self.completion.chosen.connect(self.changed)
        flow.addWidget(self.completion)
        self.work = WorkFilter(session, self)
        self.work.activated.connect(self._activated)
        flow.addWidget(self.work)
        self.clear_button = QPushButton(_("清除筛选(&X)"), self)
        self.clear_button.clicked.connect(self._clear_all)
        self.clear_button.hide()
        flow.addWidget(self.clear_button)

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen."""
        chosen = self.chosen() or self.programme.programme or self.completion.state
        return bool(chosen) or self.work.households is not None

    def narrow(self, query: Query) -> Query:
        """The query with all that is chosen."""
        query = query._replace(filters=self.chosen(), only=self.work.households)
        return self.completion.narrow(self.programme.narrow(query))

    def show_only(self, title: str, households: Sequence[str]) -> None:
        """Narrow the list to some households."""
        self.work.show_only(title, households)
        self.changed.emit()

    def chosen(self) -> tuple[tuple[str, str | None], ...]:
        """The filters as a query takes them."""
        return tuple((column, box.currentData()) for column, box in self.boxes.items() if box.currentIndex() > _ALL)

    def clear(self) -> None:
        """Show everything again; tells nobody."""
        for box in self.boxes.values():
            box.setCurrentIndex(_ALL)
        self.programme.begin()
        self.completion.clear_choice()
        self.work.clear_choice()

    def choose(self, column: str, value: str | None) -> None:
        """Narrow the list to a value."""
        box = self.boxes[column]
        box.fill()
        box.setCurrentIndex(next((n for n in range(1, box.count()) if box.itemData(n) == value), _ALL))
        self.changed.emit()

    def outdated(self) -> None:
        """The file has changed."""
        for box in self.boxes.values():
            box.outdated()
        self.completion.outdated()
        self.work.outdated()
        if self.isVisible():
            self.programme.fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Count again when somebody looks."""
        self.programme.fill()
        super().showEvent(event)

    def _activated(self, _place: int) -> None:
        self.changed.emit()

    def _clear_all(self) -> None:
        next(iter(self.boxes.values())).setFocus()  # the button goes
        self.clear()
        self.changed.emit()


def _title(column: str, year: int) -> str:
    titles = {"village": _("村"), "grp": _("组"), "cause": _("主因")}
    return titles.get(column) or heading_of(field_spec(FIELD_OF[column]), year)
