# SPDX-License-Identifier: MIT
"""Waiting for background work: count, elapsed time, a cancel button; nothing is seen of work that is done at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.tasks import Task, Tasks, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent

DELAY_MS: Final = 400
_TICK_MS: Final = 250
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.InputMethod,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    }
)


def run(parent: QWidget | None, tasks: Tasks, title: str, work: Work) -> Any:
    """Run work in the background while the user waits, and give back what it returns.

    The window takes no input meanwhile; after 400 ms a dialog shows how far the work is and offers to cancel it.

    Args:
        parent: the window that waits.
        tasks: whose thread and connection to use (`session.tasks`).
        title: what is being done, e.g. 导入花名册.
        work: see `ui.tasks`.

    Raises:
        Cancelled: the user pressed the button, and the work noticed.
        Exception: whatever the work raised.
    """
    dialog = ProgressDialog(title, parent)
    task = Task(title, work, dialog)
    dialog.follow(task)
    tasks.start(task)
    try:
        dialog.wait()
    finally:
        dialog.deleteLater()
    return dialog.outcome()


class ProgressDialog(QDialog):
    """Shows one task. Esc and the close button ask it to stop; the dialog goes when the task has ended."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._result: Any = None
        self._error: BaseException | None = None
        self._ended = False
        self._loop = QEventLoop(self)
        self._clock = QElapsedTimer()
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(420)

        self.what = labels.label(title)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.count = labels.label("", labels.HINT)
        self.cancel_button = QPushButton(_("取消"))
        self.cancel_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.what)
        layout.addWidget(self.bar)
        layout.addLayout(row)

        self._appear = QTimer(self)
        self._appear.setSingleShot(True)
        self._appear.setInterval(DELAY_MS)
        self._appear.timeout.connect(self._show_late)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)

    def follow(self, task: Task) -> None:
        """Listen to a task that has not been started yet."""
        self._task = task
        task.progressed.connect(self.show_progress)
        task.succeeded.connect(self._keep_result)
        task.failed.connect(self._keep_error)
        task.cancelled.connect(self._keep_error)
        task.finished.connect(self._end)

    def wait(self) -> None:
        """Return when the task has ended; events of the GUI go on, input does not reach the window."""
        if self._ended:
            return
        self._clock.start()
        self._appear.start()
        self._ticker.start()
        with _input_held(self):
            self._loop.exec()
        self._appear.stop()
        self._ticker.stop()
        self.hide()

    def outcome(self) -> Any:
        """What the task returned; raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._result

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far the work is; a total of 0 means that nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self.what.setText(text)
        self._tick()

    def reject(self) -> None:
        """Ask the task to stop."""
        if self._task is not None and not self._ended:
            self._task.cancel()
            self.cancel_button.setEnabled(False)
            self.cancel_button.setText(_("正在取消…"))

    def _show_late(self) -> None:
        self.show()
        self.cancel_button.setFocus()

    def _tick(self) -> None:
        seconds = self._clock.elapsed() // 1000 if self._clock.isValid() else 0
        elapsed = _("已用 {minutes}:{seconds:02d}").format(minutes=seconds // 60, seconds=seconds % 60)
        if self.bar.maximum():
            reached = f"{self.bar.value()} / {self.bar.maximum()}"
            elapsed = f"{reached}　{elapsed}"
        self.count.setText(elapsed)

    def _keep_result(self, result: object) -> None:
        self._result = result

    def _keep_error(self, error: object) -> None:
        self._error = error if isinstance(error, BaseException) else RuntimeError(type(error).__name__)

    def _end(self) -> None:
        self._ended = True
        self._loop.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing asks the task to stop; the dialog stays until it has."""
        event.ignore()
        self.reject()


@contextmanager
def _input_held(dialog: ProgressDialog) -> Iterator[None]:
    """Keep input from every window but the dialog, also before the dialog appears and makes itself modal."""
    application = QApplication.instance()
    hold = _Hold(dialog)
    if application is not None:
        application.installEventFilter(hold)
    try:
        yield
    finally:
        if application is not None:
            application.removeEventFilter(hold)


class _Hold(QObject):
    def __init__(self, dialog: ProgressDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow input that is not meant for the dialog."""
        if event.type() not in _INPUT:
            return False
        if not isinstance(watched, QWidget):  # windows pass input on to widgets; actions get their shortcuts directly
            return event.type() == QEvent.Type.Shortcut
        if watched is self._dialog or self._dialog.isAncestorOf(watched):
            return False
        if event.type() == QEvent.Type.Close:
            event.ignore()
        return True
