# SPDX-License-Identifier: MIT
"""Narrows the list to households that something waits for: a late visit, nobody who answers, a measure that is due.

What is chosen stays as it was found, so that a household does not slip away from under the cursor while it is being worked
at; opening the list again looks anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, aside
from villagedesk.ui.choosers import LateFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.session import Session

_ALL: Final = 0
_LEAST: Final = 16  # letters: a title with its number
_TITLE: Final = 257  # Qt.UserRole + 1: which list it is


class WorkFilter(LateFilter):
    """The sorts of work with how many households each has; read when the list is opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("待办"), _LEAST, parent)
        self._session = session
        self._own: tuple[str, tuple[str, ...]] | None = None  # a list that another page asked for

    @property
    def households(self) -> tuple[str, ...] | None:
        """The households that are wanted; None for all."""
        return tuple(self.currentData()) if self.currentIndex() > _ALL else None

    def clear_choice(self) -> None:
        """Show all households again."""
        self._own = None
        self.setCurrentIndex(_ALL)

    def show_only(self, title: str, households: Sequence[str]) -> None:
        """Choose a list that another page asked for."""
        self._own = (title, tuple(households))
        self._fill([self._own])
        self.setCurrentIndex(1)
        self.outdated()

    def read_values(self) -> None:
        """What is chosen stays chosen, with the households it has now."""
        from villagedesk.services.today.waiting import (
            read_waiting,  # not before somebody asks: the window starts without it
        )

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
