# SPDX-License-Identifier: MIT
"""What is wrong or missing in the case file, line by line; each leads to its field (F8 goes from one to the next).

The order is that of the sections, so that F8 walks through the case file once, as one reads it; within a section errors
come first, since they block official papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _, labelled
from villagedesk.models.completeness import section_of_problem
from villagedesk.models.problem import Level, Problem
from villagedesk.ui import labels
from villagedesk.ui.casefile.section_list import ORDER, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from villagedesk.ui.icons import Icons

_ICONS: Final = {Level.ERROR: "error", Level.DOUBT: "warning", Level.HINT: "about"}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LINES_SEEN: Final = 5
_LINE_AIR: Final = 4


class ProblemList(QWidget):
    """A line that sums up, and under it, when unfolded, the problems.

    Signals:
        wanted: the problem whose field the user wants to see.
        exempt_wanted: the doubt that somebody has looked into and found right (F2).
    """

    wanted = Signal(object)
    exempt_wanted = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._problems: list[Problem] = []
        self._at = -1
        self._mended = False  # the problem F8 had reached is gone; `_at` is the one before the next
        self.head = QToolButton(self)
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setArrowType(Qt.ArrowType.RightArrow)
        self.head.toggled.connect(self._unfold)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("问题"))
        self.list.setWordWrap(True)
        self.list.itemClicked.connect(self._clicked)
        self.list.setToolTip(_("Enter 或点击：到这一项；F2：疑点核实无误，写明理由后不再计数（豁免）"))
        self.list.hide()
        self.said = labels.ElidedLabel("", labels.PLAIN)
        line = QHBoxLayout()
        line.addWidget(self.head)
        line.addWidget(self.said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.list)

    def show_problems(self, found: Iterable[Problem]) -> None:
        """Show these in the order of the sections; the place reached by F8 is kept, also where its problem was mended."""
        problems = sorted(found, key=_rank)
        self._at, self._mended = self._place_in(problems)
        self._problems = problems
        errors = sum(one.level is Level.ERROR for one in problems)
        if not problems:
            text = _("没有发现问题")
        elif errors:
            text = _("{errors}处错误，{others}处缺项或存疑（F8 逐个查看）").format(
                errors=errors, others=len(problems) - errors
            )
        else:
            text = _("{others}处缺项或存疑（F8 逐个查看）").format(others=len(problems))
        self.head.setText(text)
        self.list.clear()
        for one in self._problems:
            item = QListWidgetItem(labelled(title_of(section_of_problem(one)), one.text()), self.list)
            item.setIcon(self._icons.icon(_ICONS[one.level]))
        self._fit()
        self.list.setCurrentRow(-1 if self._mended else self._at)
        self._tell()
        self.list.setVisible(self.head.isChecked() and bool(problems))

    def _fit(self) -> None:
        """As high as its lines, up to five: what stands above is needed for mending them."""
        line = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + _LINE_AIR)
        lines = min(len(self._problems), _LINES_SEEN)
        self.list.setFixedHeight(lines * line + 2 * self.list.frameWidth() + 2)

    def _place_in(self, problems: list[Problem]) -> tuple[int, bool]:
        """Where F8 stands among other problems, and whether the one it had reached is gone."""
        if self._at < 0:
            return -1, False
        places = {_identity(one): place for place, one in enumerate(problems)}
        reached = places.get(_identity(self._problems[self._at]), -1)
        if reached >= 0 and not self._mended:
            return reached, False
        following = (places.get(_identity(one), -1) for one in self._problems[self._at + 1 :])
        return next((place for place in following if place >= 0), len(problems)) - 1, True

    def next(self, by: int = 1) -> Problem | None:
        """Go to the next problem, after the last to the first again; None if there is none."""
        if not self._problems:
            return None
        if by < 0 and (self._mended or self._at < 0):
            by += 1  # the cursor stands between two problems, or before the first
        self._at, self._mended = (self._at + by) % len(self._problems), False
        self.list.setCurrentRow(self._at)
        problem = self._problems[self._at]
        self._tell()
        self.wanted.emit(problem)
        return problem

    def _tell(self) -> None:
        """What the problem is that F8 has reached, where the list is folded too."""
        reached = 0 <= self._at < len(self._problems) and not self._mended
        text = self._problems[self._at].text() if reached else ""
        self.said.setText(text)

    def start_over(self) -> None:
        """Another household: F8 begins with the first."""
        self._at, self._mended = -1, False
        self._tell()

    def _unfold(self, open_: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self.list.setVisible(open_ and bool(self._problems))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._at, self._mended = self.list.row(item), False
        self._tell()
        self.wanted.emit(self._problems[self._at])

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a line goes to its field, F2 finds a doubt right."""
        on_a_line = self.list.hasFocus() and self.list.currentItem() is not None
        if event.key() in _ENTER and on_a_line:
            self._clicked(self.list.currentItem())
        elif event.key() == Qt.Key.Key_F2 and on_a_line:
            self.exempt_wanted.emit(self._problems[self.list.currentRow()])
        else:
            super().keyPressEvent(event)


def _rank(problem: Problem) -> tuple[int, bool]:
    return ORDER.index(section_of_problem(problem)), problem.level is not Level.ERROR


def _identity(problem: Problem) -> tuple[str, str, str, str, str]:
    """What makes a problem the same one after something else was mended: its wording may change with the value."""
    return problem.entity, problem.row, problem.key, problem.code, problem.person
