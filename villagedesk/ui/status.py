# SPDX-License-Identifier: MIT
"""The status bar: which village and year, how much is in the file, when it was backed up, and short notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar

from villagedesk.i18n import _
from villagedesk.ui import labels

if TYPE_CHECKING:
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.backup_schedule import BackupSchedule, Outcome
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_NOTE_MS: Final = 8_000
_PAUSE_MS: Final = 300
_COUNTED: Final = frozenset({"household", "member"})


class Status(QObject):
    """Keeps the lasting parts of a status bar up to date. Counting is done in the background."""

    def __init__(self, bar: QStatusBar, session: Session, schedule: BackupSchedule) -> None:
        super().__init__(bar)
        self._bar = bar
        self._session = session
        self._schedule = schedule
        self.place, self.amount, self.backup = QLabel(bar), QLabel(bar), QLabel(bar)
        self.read_only = QLabel(_("只读"), bar)
        self.read_only.setProperty("role", labels.ERROR)
        self.read_only.setVisible(session.store.read_only)
        for label in (self.place, self.amount, self.backup, self.read_only):
            bar.addPermanentWidget(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._count)
        session.changed.connect(self._look)
        session.year_changed.connect(self._show_place)
        schedule.made.connect(self._show_made)
        self._show_place()

    def start(self) -> None:
        """Fill in what takes longer than the first painting may."""
        self._timer.start()
        self.show_backup()

    def note(self, text: str) -> None:
        """Say something that needs no answer."""
        self._bar.showMessage(text, _NOTE_MS)

    def _look(self, changed: Changed) -> None:
        if changed.tables & _COUNTED:
            self._timer.start()

    def _count(self) -> None:
        self._session.start(_("统计"), _statistics, done=self._show_amount, failed=self._uncounted)

    def _show_amount(self, numbers: Any) -> None:
        text = _("{households}户 {members}人")
        self.amount.setText(text.format(households=numbers["households"], members=numbers["members"]))

    def _uncounted(self, _error: object) -> None:
        self.amount.setText("")

    def _show_place(self, _year: int = 0) -> None:
        info = self._session.store.info
        self.place.setText(_("{name} · {year}年度").format(name=info.name, year=info.year))

    def _show_made(self, outcome: Outcome) -> None:
        self.show_backup()
        if outcome.trouble:
            self.note(outcome.trouble)

    def show_backup(self) -> None:
        """Say when the last backup was made."""
        newest = self._schedule.newest()
        if newest is None:
            self.backup.setText(_("还没有备份"))
            return
        today = newest.made.date() == self._session.store.clock().date()
        at = f"{newest.made:%H:%M}" if today else f"{newest.made:%Y-%m-%d %H:%M}"
        self.backup.setText(_("备份 {at}").format(at=at))


def _statistics(store: Store, _job: Job) -> dict[str, int]:
    from villagedesk.store import counts

    return counts.statistics(store)
