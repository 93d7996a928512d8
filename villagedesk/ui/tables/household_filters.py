# SPDX-License-Identifier: MIT
"""What narrows the list of households: village, group, attribute, exit status, kind, cause, and what waits to be done."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import heading_of
from villagedesk.store import households
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.tables.household_list import FIELD_OF, filter_words
from villagedesk.ui.tables.work_filter import WorkFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from villagedesk.store.households import Query
    from villagedesk.ui.session import Session

_LEAST = 7  # letters
_ALL = 0  # the first entry of each list


class FilterBox(QComboBox):
    """The values of one column; counted when the list is opened, since that takes 30 ms among 100,000 households."""

    def __init__(self, session: Session, column: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._column = column
        self._stale = True
        title = _title(column, session.year)
        self.setAccessibleName(_("按{what}筛选").format(what=title))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        metrics = self.fontMetrics()
        wanted = metrics.horizontalAdvance(title) / metrics.horizontalAdvance("X")  # Qt counts in letters of this width
        self.setMinimumContentsLength(max(_LEAST, ceil(wanted)))
        self.addItem(title)

    def outdated(self) -> None:
        """The file has changed: count again when somebody looks."""
        self._stale = True

    def fill(self) -> None:
        """Count the values again; what is chosen stays chosen as long as it occurs."""
        if not self._stale:
            return
        self._stale = False
        held, any_held = self.currentData(), self.currentIndex() > _ALL
        words = filter_words(self._column)
        self.clear()
        self.addItem(_title(self._column, self._session.year))
        for value, count in households.distinct(self._session.store, self._column):
            self.addItem(aside(words(value, self._session.year), str(count)), value)
            if any_held and value == held:
                self.setCurrentIndex(self.count() - 1)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def showPopup(self) -> None:
        """The list is opened."""
        self.fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys choose without opening the list."""
        self.fill()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel never changes what is shown."""
        event.ignore()


class HouseholdFilters(QWidget):
    """One list per column, with how many households each value has.

    Signals:
        changed: other values were chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FilterBox] = {}
        flow = FlowLayout(self)
        for column in households.FILTERS:
            if column != "village" or session.store.info.scope == "township":
                box = FilterBox(session, column, self)
                box.activated.connect(self._activated)
                self.boxes[column] = box
                flow.addWidget(box)
        self.work = WorkFilter(session, self)
        self.work.activated.connect(self._activated)
        flow.addWidget(self.work)

    def narrow(self, query: Query) -> Query:
        """A query with everything that is chosen here."""
        return query._replace(filters=self.chosen(), only=self.work.households)

    @property
    def narrowing(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.chosen()) or self.work.households is not None

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
        self.work.outdated()

    def _activated(self, _place: int) -> None:
        self.changed.emit()


def _title(column: str, year: int) -> str:
    titles = {"village": _("村"), "grp": _("组"), "cause": _("主因")}
    return titles.get(column) or heading_of(field_spec(FIELD_OF[column]), year)
