# SPDX-License-Identifier: MIT
"""What every dialog has that prints many papers: the day on them, the folder they go to, then what became of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.folder_field import FolderField
from villagedesk.ui.tab_order import tab_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from villagedesk.ui.dialogs.run_result import RunResult
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Work

_TOLD: Final = 1  # the second step


class PrintRunDialog(QDialog):
    """Questions first, then the result in the same window.

    Attributes:
        wanted: the household the user went to from the result; empty if none.
        day_name: what the day on the papers is called.
    """

    def __init__(
        self,
        session: Session,
        result: RunResult,
        topics: tuple[str, ...],
        parent: QWidget | None = None,
        *,
        first: Path | None = None,
    ) -> None:
        """Begin with the folder that was remembered last for the first of the topics that has one, else with `first`."""
        super().__init__(parent)
        self.session = session
        session.office.warm_up()
        self._result = result
        self.wanted = ""
        self.day_name = _("落款日期")
        self.date = QLineEdit(session.store.clock().date().isoformat(), self)
        self.place = FolderField(session, topics, _("选择(&B)…"), self, first=first)
        self.folder, self.browse_button = self.place.edit, self.place.browse_button
        self.problem = labels.label("", labels.ERROR)
        self.steps = QStackedWidget(self)
        self.area = QScrollArea(widgetResizable=True)  # letters of twice the size, on a small screen
        self.start_button = QPushButton(self)
        self.close_button = QPushButton(_("取消"), self)
        self.buttons = QHBoxLayout()
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)
        result.household_wanted.connect(self._go_to)

    def start(self) -> None:
        """Print, and show what became of it."""
        raise NotImplementedError

    def lay_out(self, questions: QWidget, start: str) -> None:
        """Put the parts together once the questions are built.

        Args:
            questions: the first step.
            start: what the button says that begins the second.
        """
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(questions)
        self.steps.addWidget(self.area)
        self.steps.addWidget(self._result)
        self.start_button.setText(start)
        self.buttons.addStretch()
        self.buttons.addWidget(self.start_button)
        self.buttons.addWidget(self.close_button)
        self.start_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.problem)  # not among the questions, where it could be scrolled out of sight
        layout.addLayout(self.buttons)
        self.say("")

    def add_day_and_folder(self, form: QFormLayout) -> None:
        """The two questions that all have."""
        form.addRow(self.day_name, self.date)
        form.addRow(_("存到文件夹"), self.place)
        self.date.setAccessibleName(self.day_name)
        self.folder.setAccessibleName(_("存到文件夹"))

    def say(self, text: str) -> None:
        """Tell what is wrong with the answers; an empty text takes it back."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def day(self) -> dt.date | None:
        """The day that was typed; None, with the reason shown, where it is none."""
        try:
            return dt.date.fromisoformat(read_date(self.date.text()))
        except (NotADate, ValueError):
            text = _("{field}“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。")
            self.say(text.format(field=self.day_name, text=self.date.text()))
            return None

    def target(self) -> Path | None:
        """The folder that was typed; None, with the reason shown, where there is none."""
        target = self.place.path()
        if target is None:
            self.say(_("请选择存放的文件夹。"))
        return target

    def carry_out(self, title: str, work: Work, target: Path, show: Callable[[Any], None]) -> bool:
        """Print while the user waits, and go on to what became of it; False, with the reason shown, where it failed.

        Args:
            title: what is being done.
            work: see `ui.tasks`; where the user stops it, its `Cancelled` says what was finished.
            target: the folder.
            show: puts what the work returned into the result.
        """
        try:
            outcome = progress.run(self, self.session.tasks, title, work)
        except Cancelled as stopped:
            self._result.show_stopped(str(stopped), target)
        except VillageDeskError as error:
            messages.problem(self, error)
            return False
        else:
            show(outcome)
        self._show_result()
        return True

    def _show_result(self) -> None:
        self.steps.setCurrentIndex(_TOLD)
        self.start_button.hide()
        self.close_button.setText(_("关闭"))
        self.close_button.setDefault(True)
        if not self._result.focus_list():
            self.close_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask everything at once where the screen is high enough."""
        super().showEvent(event)
        if self.steps.currentIndex() != _TOLD:
            window_state.show_whole(self, self.area)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes through the questions as they stand, not in the order in which they were made."""
        return tab_on(self, forwards=forwards)

    def _go_to(self, household: str) -> None:
        self.wanted = household
        self.accept()
