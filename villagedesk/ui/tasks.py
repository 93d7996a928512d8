# SPDX-License-Identifier: MIT
"""Work off the GUI thread: one background thread that owns its own connection to the file.

A worker is a plain function `work(store, job)`; it reports with `job.report` and looks at the cancel button with
`job.check`. Build the task, connect its signals to bound methods of QObjects, then start it: a fast job that is started
first may have finished before anybody listens.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from villagedesk.errors import Cancelled
from villagedesk.i18n import _

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from villagedesk.store.store import Store

Work = Callable[["Store", "Job"], Any]


class Job:
    """What a worker sees of its task: a place to report to and a button to look at. Knows nothing of Qt."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; a total of 0 means that nobody knows."""
        self._report(done, total, text)

    def check(self) -> None:
        """Raise `Cancelled` if the user has pressed the button."""
        if self._cancelled.is_set():
            raise Cancelled(_("已取消，文件没有改动。"))

    def cancel(self) -> None:
        """Ask the worker to stop at its next look; may be called from any thread."""
        self._cancelled.set()


class Task(QObject):
    """One piece of background work; its signals arrive on the GUI thread."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal(object)  # the `Cancelled`, which may say what was finished before
    finished = Signal()

    def __init__(self, title: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.work = work
        self.fleeting = False  # whether it is deleted once it is over; by `Tasks`, which would not know it any more
        self.job = Job(self.progressed.emit)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.job.cancel()

    def run(self, store: Any) -> None:
        """Do the work on the calling thread and announce the outcome."""
        try:
            outcome = self.work(store, self.job)
        except Cancelled as stopped:
            self.cancelled.emit(stopped)
        except Exception as error:
            self.failed.emit(error)
        else:
            self.succeeded.emit(outcome)
        finally:
            self.finished.emit()


class Tasks(QObject):
    """Runs tasks one after another on a thread with its own store.

    Args:
        open_store: called once, on that thread; None for work that needs no file.
        refresh: called there before each task, to bring the store's facts about the file up to date.
    """

    def __init__(
        self,
        open_store: Callable[[], Any] | None = None,
        refresh: Callable[[Store], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._refresh = refresh
        self._local = threading.local()
        self._running: set[Task] = set()
        self._over: Task | None = None  # the last fleeting one

    @cached_property
    def _executor(self) -> ThreadPoolExecutor:
        """The thread, made for the first task: the window is painted before it has any."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="village-worker")

    @property
    def busy(self) -> bool:
        """Whether a task is running or waiting."""
        return bool(self._running)

    def start(self, task: Task) -> None:
        """Run a task whose signals are connected already."""
        self._running.add(task)
        task.finished.connect(self._forget)
        self._executor.submit(self._run, task)

    def _run(self, task: Task) -> None:
        try:
            store: Any = getattr(self._local, "store", None) or (self._open_store() if self._open_store else None)
            self._local.store = store
            if self._refresh:
                self._refresh(store)
        except Exception as error:
            task.failed.emit(error)
            task.finished.emit()
            return
        task.run(store)

    def _forget(self) -> None:
        sender = self.sender()
        if isinstance(sender, Task):
            self._running.discard(sender)
            sender.work = _nothing  # a plan of ten thousand rows must not live as long as the session
            if sender.fleeting:
                self._delete_former(sender)

    def _delete_former(self, task: Task) -> None:
        """The thread may still be coming back from the signal of this task, but no longer from that of the one before."""
        if self._over is not None:
            self._over.deleteLater()
        self._over = task

    def close(self) -> None:
        """Stop running work at its next look, wait for the thread and close its connection."""
        for task in tuple(self._running):
            task.cancel()
        self._executor.submit(self._close_store)
        self._executor.shutdown(wait=True)

    def _close_store(self) -> None:
        store = getattr(self._local, "store", None)
        if store is not None:
            store.close()


class InlineTasks(Tasks):
    """Runs tasks at once on the calling thread with the caller's store, for tests."""

    def start(self, task: Task) -> None:
        """Run the task before returning."""
        task.run(self._open_store() if self._open_store else None)

    def close(self) -> None:
        """Nothing to wait for; the store belongs to the caller."""
        self._executor.shutdown(wait=False)


def _nothing(_store: Store, _job: Job) -> None:
    """The work of a task that is over."""
