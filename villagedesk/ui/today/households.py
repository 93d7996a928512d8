# SPDX-License-Identifier: MIT
"""What the page 今天 says about households: the work that waits, and what their files lack; each number opens its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.today.lights import LightCounter
from villagedesk.ui.today.sections import Line, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from villagedesk.services.waiting import Waiting
    from villagedesk.ui.session import Session
    from villagedesk.ui.today.lights import Counted


class Households(QWidget):
    """Two sections: what has come due, and red and yellow households.

    Signals:
        wanted_list: title and ids of the households to be shown as a list.
    """

    wanted_list = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waiting, self.facts = Section(), Section()
        self.lights = LightCounter(session, self)
        self.lights.counted.connect(self.show_lights)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.waiting)
        column.addWidget(self.facts)

    def show_waiting(self, waiting: Sequence[Waiting] | None) -> None:
        """What has come due; None while it is being counted: what was shown before stays meanwhile."""
        if waiting is None:
            return
        lines = [
            self._line(one.key, one.title, one.text, one.households, labels.ERROR if one.late else labels.PLAIN)
            for one in waiting
        ]
        told = _("按走访、计划和结对的记录算出来；点开就是这些户，一户不多一户不少。")
        self.waiting.show_lines(_("户里的事"), lines, told)

    def show_lights(self, found: Counted) -> None:
        """Red and yellow households, and how far the counting is."""
        red, yellow = _("{count}户有错误，改正以前不能打印正式材料。"), _("{count}户有缺项或存疑。")
        kinds = (
            ("red", _("红灯户"), red, found.red, labels.ERROR),
            ("yellow", _("黄灯户"), yellow, found.yellow, labels.PLAIN),
        )
        lines = [
            self._line(key, title, text.format(count=len(rows)), rows, role)
            for key, title, text, rows, role in kinds
            if rows
        ]
        if found.left:
            left = _("正在清点，还有{left}户，共{total}户。").format(left=found.left, total=found.total)
            lines.append(Line(left, key="left", role=labels.HINT))
        self.facts.show_lines(_("资料里的缺项和错误"), lines)

    def _line(self, key: str, title: str, text: str, households: Sequence[str], role: str) -> Line:
        verb = _("看这些户") if households else ""
        return Line(text, verb, partial(self.wanted_list.emit, title, tuple(households)), key, title, role)

    def showEvent(self, event: QShowEvent) -> None:
        """Counting goes on when somebody looks."""
        super().showEvent(event)
        if not event.spontaneous():
            self.lights.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """It pauses while nobody does."""
        super().hideEvent(event)
        lights = getattr(self, "lights", None)  # a window that is torn down hides what has lost its parts already
        if not event.spontaneous() and lights is not None and isValid(lights):
            lights.want(False)
