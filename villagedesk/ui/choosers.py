# SPDX-License-Identifier: MIT
"""Boxes that narrow a list: filled anew without losing the choice, and those that are filled when somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox

from villagedesk.i18n import _
from villagedesk.services.opening.files import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

_LEAST: Final = 6  # letters


def narrowing_box(name: str) -> QComboBox:
    """An empty box that is no wider than it must be."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LEAST)
    return box


def refill(box: QComboBox, choices: Iterable[tuple[str, str]], chosen: str | None) -> None:
    """Offer other choices, text and data of each, and tell nobody; the first stands where `chosen` is not among them."""
    box.blockSignals(True)
    box.clear()
    for text, data in choices:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def stand_at(box: QComboBox, chosen: str) -> None:
    """Let one of its choices stand in a box, and tell nobody."""
    box.blockSignals(True)
    box.setCurrentIndex(box.findData(chosen))
    box.blockSignals(False)


def offer_villages(box: QComboBox, found: Mapping[str, str], chosen: str) -> str:
    """Offer villages (id → name) in a box that is seen where there are several; the id that stands there, "" without any."""
    refill(box, ((name or _("（未命名）"), row) for row, name in found.items()), chosen)
    box.setVisible(len(found) > 1)
    return str(box.currentData() or "")


def offer_years(box: QComboBox, working: int, present: int) -> None:
    """Offer the years that can be printed, the latest first; the working year stands there."""
    for year in range(max(working, present), FIRST_YEAR - 1, -1):
        box.addItem(_("{year}年").format(year=year), year)
    box.setCurrentIndex(max(box.findData(working), 0))


class LateFilter(QComboBox):
    """A filter whose values are read when the list is opened; subclasses read them in `read_values`."""

    def __init__(self, title: str, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True
        self.setAccessibleName(_("按{what}筛选").format(what=title))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        self.addItem(title)

    def outdated(self) -> None:
        """The file has changed: look again when the list is opened."""
        self._stale = True

    def fill(self) -> None:
        """Look again, if the file has changed since."""
        if self._stale:
            self._stale = False
            self.read_values()

    def read_values(self) -> None:
        """Put in what there is; what is chosen stays chosen."""
        raise NotImplementedError

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
