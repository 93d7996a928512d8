# SPDX-License-Identifier: MIT
"""The merges that were done in this file, with their reports and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.merge.outside import with_lines
from villagedesk.merge.report import Report
from villagedesk.store import arrivals, steps, undo
from villagedesk.ui import labels, messages
from villagedesk.ui.dialogs import progress

if TYPE_CHECKING:
    from villagedesk.store.arrivals import Arrival
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session


class PastMerges(QWidget):
    """A list, the latest first.

    Signals:
        report_wanted: title and the report that was picked.
    """

    report_wanted = Signal(str, object)

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: list[Arrival] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("以往的合并"))
        self.list.setMinimumHeight(3 * self.fontMetrics().height())
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self.show_report)
        self.report_button = QPushButton(_("看报告(&A)"))
        self.report_button.clicked.connect(self.show_report)
        self.undo_button = QPushButton(_("撤销这次合并(&Z)"))
        self.undo_button.clicked.connect(self.undo)
        icons.later(self.undo_button, "undo")
        buttons = QHBoxLayout()
        buttons.addWidget(self.report_button)
        buttons.addWidget(self.undo_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(labels.label(_("以往的合并"), labels.HEADING))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self._found = arrivals.arrivals(self._session.store)
        self.list.clear()
        for one in self._found:
            undone = _("（已撤销）") if one.undone else ""
            self.list.addItem(f"{one.at[:16]}　{one.label}{undone}")
        self.setVisible(bool(self._found))
        self._enable(-1)

    def _chosen(self) -> Arrival | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _enable(self, _row: int) -> None:
        chosen = self._chosen()
        self.report_button.setEnabled(chosen is not None)
        self.undo_button.setEnabled(
            bool(chosen and chosen.undone is None) and not self._session.store.read_only and self._is_next(chosen)
        )

    def _is_next(self, chosen: Arrival | None) -> bool:
        """Whether undo would take back this merge; older ones are taken back in turn."""
        step = steps.next_undo(self._session.store)
        return bool(step and chosen and step.arrival == chosen.seq)

    def show_report(self, *_ignored: object) -> None:
        """Show what was told of it."""
        chosen = self._chosen()
        if chosen:
            report = with_lines(self._session.store, Report.from_json(chosen.report))
            self.report_wanted.emit(f"{chosen.at[:16]} {chosen.label}", report)

    def undo(self) -> None:
        """Take the merge back."""
        try:
            progress.run(self, self._session.tasks, _("撤销合并"), lambda store, job: undo.undo(store, job.check))
        except Cancelled:
            return
        except VillageDeskError as refused:
            messages.problem(self, refused)
