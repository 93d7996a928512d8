# SPDX-License-Identifier: MIT
"""Leaves with tabs, of which one is shown; one that nobody has looked at yet need not be made.

A form of fifty fields takes as long to make as a page may take to open, so a page makes the leaf that is shown first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class Leaves(QTabWidget):
    """The tabs of a page or section."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._makers: dict[QWidget, Callable[[QWidget], QWidget]] = {}
        self._made: dict[QWidget, QWidget] = {}
        self.currentChanged.connect(self.leaf)

    @property
    def ground(self) -> QWidget:
        """Where leaves are made: one that comes in from elsewhere is styled a second time with all that is on it."""
        ground = self.findChild(QStackedWidget)
        assert isinstance(ground, QWidget)
        return ground

    def add_later(self, title: str, make: Callable[[QWidget], QWidget]) -> int:
        """One more leaf, made by `make` in the place it is given when it is first looked at or asked for; its number."""
        place = QWidget(self.ground)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        self._makers[place] = make
        return self.addTab(place, title)

    def leaf(self, number: int) -> QWidget | None:
        """What stands on a leaf, made now if it is not there yet; None where there is no such leaf."""
        place = self.widget(number)
        if place is None:
            return None
        make = self._makers.pop(place, None)
        if make is not None:
            made = make(place)
            self._made[place] = made
            column = place.layout()
            assert column is not None
            column.addWidget(made)
            made.show()  # at once, so that the cursor can be put on it in the same turn
        return self._made.get(place, place)

    def is_made(self, number: int) -> bool:
        """Whether a leaf is there already."""
        return self.widget(number) not in self._makers

    def made(self) -> list[QWidget | None]:
        """What stands on the leaves that are there already, in their order."""
        return [self.leaf(number) for number in range(self.count()) if self.is_made(number)]

    def currentWidget(self) -> QWidget:
        """What stands on the leaf that is shown."""
        shown = self.leaf(self.currentIndex())
        assert shown is not None
        return shown

    def setCurrentWidget(self, leaf: QWidget) -> None:
        """Show the leaf on which this stands."""
        place = next((place for place, made in self._made.items() if made is leaf), leaf)
        super().setCurrentWidget(place)
