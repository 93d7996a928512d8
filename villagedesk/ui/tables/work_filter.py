# SPDX-License-Identifier: MIT
"""Narrows the list to households that something waits for: a late visit, nobody who answers, a measure that is due.

What is chosen stays as it was found, so that a household does not slip away from under the cursor while it is being worked
at; opening the list again looks anew.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QWidget

from villagedesk.i18n import _, aside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from villagedesk.ui.session import Session

_ALL: Final = 0
_LEAST: Final = 7  # letters
_TITLE: Final = 257  # Qt.UserRole + 1: which list it is


class WorkFilter(QComboBox):
    """The sorts of work with how many households each has; read when the list is opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._own: tuple[str, tuple[str, ...]] | None = None  # a list that another page asked for
        title = _("待办")
        self.setAccessibleName(_("按{what}筛选").format(what=title))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        metrics = self.fontMetrics()
        wanted = metrics.horizontalAdvance(title) / metrics.horizontalAdvance("X")
        self.setMinimumContentsLength(max(_LEAST, ceil(wanted)))
        self.addItem(title)

    @property
    def households(self) -> tuple[str, ...] | None:
        """The households that are wanted; None for all."""
        return tuple(self.currentData()) if self.currentIndex() > _ALL else None

    def outdated(self) -> None:
        """The file has changed: look again when the list is opened."""
        self._stale = True

    def clear_choice(self) -> None:
        """Show all households again."""
        self._own = None
        self.setCurrentIndex(_ALL)

    def show_only(self, title: str, households: Sequence[str]) -> None:
        """Choose a list that another page asked for."""
        self._own = (title, tuple(households))
        self._fill([self._own])
        self.setCurrentIndex(1)
        self._stale = True

    def fill(self) -> None:
        """Look again; what is chosen stays chosen, with the households it has now."""
        if not self._stale:
            return
        from villagedesk.services.waiting import read_waiting  # not before somebody asks: the window starts without it

        self._stale = False
        chosen = self.itemData(self.currentIndex(), _TITLE) if self.currentIndex() > _ALL else ""
        store = self._session.store
        found = [(one.title, one.households) for one in read_waiting(store, store.clock().date()) if one.households]
        if self._own is not None and self._own[0] not in {title for title, _households in found}:
            found.append(self._own)
        self._fill(found)
        self.setCurrentIndex(max(self.findData(chosen, _TITLE), _ALL) if chosen else _ALL)

    def _fill(self, lists: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.clear()
        self.addItem(_("待办"))
        for title, households in lists:
            self.addItem(aside(title, str(len(households))), households)
            self.setItemData(self.count() - 1, title, _TITLE)

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
