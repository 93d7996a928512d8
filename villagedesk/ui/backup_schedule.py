# SPDX-License-Identifier: MIT
"""Backups that nobody has to think of (safety.md G17): first opening of a day, every so often if something changed, closing.

They run in the background and give way to saving. A second place (another disk, a stick) gets copies of the day's first,
the last and every requested backup; when it has had none for a week, the window says so.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.opening import backups
from villagedesk.store.file import SUFFIX
from villagedesk.ui import messages
from villagedesk.ui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.services.opening.backups import Backup
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_LOOK_MS: Final = 60_000
_ALSO_ELSEWHERE: Final = frozenset({"day", "close", "manual"})
_REMIND_DAYS: Final = 7


class Outcome(NamedTuple):
    """What became of a backup: the file, None if nothing had changed; and what went wrong at the second place."""

    backup: Backup | None
    trouble: str = ""
    elsewhere: bool = False


def back_up(store: Store, job: Job, reason: str, second_place: str) -> Outcome:
    """Make a backup on the worker's thread, and a copy in the second place if that is its sort."""
    made = backups.make_backup(store, reason, job.check)
    if made is None or not second_place or reason not in _ALSO_ELSEWHERE:
        return Outcome(made)
    folder = Path(second_place)
    if not folder.is_dir():
        return Outcome(made, _("第二备份位置“{folder}”现在连接不上。").format(folder=folder))
    try:
        name = file_name(store)
        backups.copy_elsewhere(made, folder, name)
        with suppress(OSError):  # the stick was pulled out: the copy on it is whole
            _thin(folder, name, store.clock())
    except VillageDeskError as trouble:
        return Outcome(made, str(trouble))
    return Outcome(made, elsewhere=True)


def file_name(store: Store) -> str:
    """The file's name on another disk: what it is called here, which its user knows."""
    return store.path.stem


def overdue(days: int) -> str:
    """A sentence about so many days without a copy on another disk, if they are too many."""
    if days < _REMIND_DAYS:
        return ""
    return _("已有{days}天没有把备份复制到U盘或另一个磁盘；电脑坏了或丢了，数据就没了。").format(days=days)


def _thin(folder: Path, name: str, now: dt.datetime) -> None:
    """Thin the copies of this file as the backups here are thinned; other files in the folder are not touched."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{8}}-\d{{6}}){re.escape(SUFFIX)}")
    found = {path: pattern.fullmatch(path.name) for path in folder.iterdir()}
    made = {path: dt.datetime.strptime(match[1], "%Y%m%d-%H%M%S") for path, match in found.items() if match}
    kept = backups.kept_of(made.values(), now)
    for path, at in made.items():
        if at not in kept:
            path.unlink(missing_ok=True)


class BackupSchedule(QObject):
    """The schedule of one open file.

    Signals:
        made: the `Outcome` of a backup in the background.
        failed: a sentence saying why there is none.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Task | None = None
        self._stopped = False
        self._looked = session.store.clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        session.about_to_save.connect(self._give_way)

    def start(self) -> None:
        """Back up if this is the day's first opening, and look again every minute."""
        if self._session.store.read_only:
            return
        newest = self.newest()
        if newest is None or newest.made.date() != self._session.store.clock().date():
            self._begin("day")
        self._timer.start()

    def stop(self) -> None:
        """No further backups by the clock; what a running one still has to say is not heard any more."""
        self._stopped = True
        self._timer.stop()
        self._give_way()

    def newest(self) -> Backup | None:
        """The latest backup there is."""
        return next(iter(backups.list_backups(self._session.store.info)), None)

    def look(self) -> None:
        """Back up if the last look that did was long enough ago; also when the computer's clock was set back."""
        now = self._session.store.clock()
        pause = dt.timedelta(minutes=self._session.settings.idle_minutes)
        if abs(now - self._looked) >= pause and self._running is None:
            self._begin("timer")

    def now(self, parent: QWidget, reason: str = "manual") -> Outcome:
        """Back up while the user waits.

        Raises:
            What `services.opening.backups.make_backup` raises.
        """
        from villagedesk.ui.dialogs import progress

        place = self._session.settings.second_place
        outcome: Outcome = progress.run(
            parent, self._session.tasks, _("备份"), lambda store, job: back_up(store, job, reason, place)
        )
        self._note(outcome)
        return outcome

    def at_close(self, parent: QWidget) -> None:
        """Back up before the file is closed. A failing backup is said but never keeps the user from leaving."""
        self.stop()
        if self._session.store.read_only:
            return
        try:
            outcome = self.now(parent, "close")
        except Cancelled:
            return
        except VillageDeskError as fault:
            text = _("关闭前的备份没有做成：{fault}\n已保存的内容都在文件里，可以放心关闭；下次打开后请再备份一次。")
            messages.warn(parent, text.format(fault=fault))
            return
        if outcome.trouble:
            messages.warn(parent, outcome.trouble)

    def copied_elsewhere(self) -> None:
        """Remember that a copy has gone to another disk just now."""
        backups.note_copied_elsewhere(self._session.store)
        self._session.backed_up.emit()

    def reminder(self) -> str:
        """A sentence when no other disk has had a copy for a week; empty otherwise."""
        store = self._session.store
        return "" if store.read_only else overdue(backups.days_without_copy(store))

    # -- in the background ------------------------------------------------------------------------------------------

    def _begin(self, reason: str) -> None:
        self._looked = self._session.store.clock()
        place = self._session.settings.second_place
        task = Task(_("备份"), lambda store, job: back_up(store, job, reason, place), self)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._put_off)
        task.finished.connect(self._ended)
        self._running = task
        self._session.tasks.start(task)

    def _give_way(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _succeeded(self, outcome: Any) -> None:
        if not self._stopped:  # the file may be closed by the time the news arrives from the worker
            self._note(outcome)

    def _note(self, outcome: Outcome) -> None:
        if outcome.elsewhere:
            self.copied_elsewhere()
        self.made.emit(outcome)
        self._session.backed_up.emit()

    def _failed(self, error: object) -> None:
        if self._stopped:
            return
        if not isinstance(error, VillageDeskError):
            messages.problem(None, error)
            return
        self.failed.emit(_("备份没有做成：{fault}").format(fault=error))

    def _put_off(self) -> None:
        """Saving came in between: try again at the next look."""
        self._looked = dt.datetime.min

    def _ended(self) -> None:
        self._running = None
