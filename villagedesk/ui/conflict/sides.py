# SPDX-License-Identifier: MIT
"""The sides of one conflict in full: value, who, when, on which computer, with which file it came."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.conflict.choices import ordered_sides
from villagedesk.ui.conflict.differences import marked

if TYPE_CHECKING:
    from villagedesk.services.merging.conflicts import Dispute, View


class Sides(QWidget):
    """Below the table.

    Signals:
        wanted: the place of the side whose button was pressed.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = labels.label("", labels.HEADING)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._made: list[QWidget] = []
        self.texts: list[QLabel] = []

    def show_dispute(self, dispute: Dispute | None, *, writable: bool) -> None:
        """Show a conflict, or nothing."""
        for widget in self._made:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made, self.texts = [], []
        if dispute is None:
            self.heading.setText("")
            return
        before = _("，原为“{before}”").format(before=dispute.before) if dispute.before else ""
        what = " ".join(part for part in (dispute.title, dispute.record, dispute.person, dispute.field) if part)
        self.heading.setText(f"{what}{before}")
        sides = ordered_sides(dispute)
        for place, side in enumerate(sides):
            other = sides[1 if place == 0 else 0]
            self._add(place, side, other.text, writable=writable)

    def _add(self, place: int, side: View, other: str, *, writable: bool) -> None:
        mine = _("本文件") if side.ours else _("来件")
        button = QPushButton(f"&{place + 1}  {mine}")
        button.setEnabled(writable)
        button.setProperty("place", place)
        button.clicked.connect(self._tell)
        text = labels.label()
        writer = " · ".join(escape(part) for part in (side.who, side.device, side.at[:16], side.origin) if part)
        doubt = f" <b>{escape(_('时钟存疑'))}</b>" if side.clock_doubtful else ""
        text.setText(f"{marked(side.text, other)}<br><small>{writer}{doubt}</small>")
        self._grid.addWidget(button, place, 0)
        self._grid.addWidget(text, place, 1)
        self._made += [button, text]
        self.texts.append(text)

    def _tell(self) -> None:
        self.wanted.emit(int(self.sender().property("place")))
