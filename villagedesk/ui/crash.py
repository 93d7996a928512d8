# SPDX-License-Identifier: MIT
"""What happens after a bug: the work is safe, the text can be copied, nothing personal is in it, and the window goes on."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from villagedesk import __version__, paths

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger("villagedesk.crash")
_SAME: Final = 3  # the same bug is shown this often; a bug in a paint event would otherwise bury the screen


class CrashHook(QObject):
    """Takes over `sys.excepthook`; an exception of any thread is shown on the GUI thread.

    `sys.excepthook` runs on the thread that failed, so the text crosses over by a signal.
    """

    _happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: dict[str, int] = {}
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Be called for every uncaught exception from now on."""
        sys.excepthook = self._caught
        threading.excepthook = lambda failure: self._caught(
            failure.exc_type, failure.exc_value or RuntimeError(), failure.exc_traceback
        )

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = _report(kind, error, trace)
        self._happened.emit(text)

    def _show(self, text: str) -> None:
        self._seen[text] = self._seen.get(text, 0) + 1
        if self._seen[text] <= _SAME:
            _tell(text)


def ensure_log() -> None:
    """Start the log unless it runs. Its modules cost 8 ms, which the first painting of the window does not wait for."""
    if not logging.getLogger("villagedesk").handlers:
        from villagedesk.log import start_log

        start_log(paths.log_file())


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Write a bug into the log, and give back the text that may be shown and copied."""
    from villagedesk.log import crash_text

    ensure_log()
    text = crash_text(kind, error, trace, heading())
    _log.error("%s", text)
    return text


def heading() -> str:
    """The versions that a report needs."""
    import platform

    return f"VillageDesk {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"


def show_crash(error: object) -> None:
    """Show a bug that reached us as an object, from a worker for instance."""
    if isinstance(error, BaseException):
        text = _report(type(error), error, error.__traceback__)
    else:
        text = f"{heading()}\n\n{type(error).__name__}"
    _tell(text)


def _tell(text: str) -> None:
    from villagedesk.ui.dialogs.crash import CrashDialog  # a start watches for bugs and shows none

    CrashDialog(text).exec()
