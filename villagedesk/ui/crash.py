# SPDX-License-Identifier: MIT
"""What happens after a bug: the work is safe, the text can be copied, nothing personal is in it, and the window goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from villagedesk import __version__, paths
from villagedesk.i18n import _
from villagedesk.ui import window_state

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
            CrashDialog(text).exec()


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
    return f"VillageDesk {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"


def show_crash(error: object) -> None:
    """Show a bug that reached us as an object, from a worker for instance."""
    if isinstance(error, BaseException):
        text = _report(type(error), error, error.__traceback__)
    else:
        text = f"{heading()}\n\n{type(error).__name__}"
    CrashDialog(text).exec()


class CrashDialog(QDialog):
    """Says that nothing saved is lost, and offers the text for copying."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setWindowTitle(_("程序出错"))
        window_state.fit(self, 52, 30)
        layout = QVBoxLayout(self)
        said = QLabel(
            _(
                "刚才的操作没有完成。已保存的内容都在；没有保存的已作为草稿保留。\n可以继续使用；如果反复出现，请复制下面的文字交给维护人员（其中不含个人信息）。"
            )
        )
        said.setWordWrap(True)
        layout.addWidget(said)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("错误详情"))
        layout.addWidget(self.report)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(_("复制文字(&C)"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
