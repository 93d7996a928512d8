# SPDX-License-Identifier: MIT
"""Reads what waits to be done, off the GUI thread: for the page, and for the number beside its name."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import messages

if TYPE_CHECKING:
    from villagedesk.services.today import Today
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PAUSE_MS: Final = 400  # after a change: forms forget their drafts, and further changes often follow
_log = logging.getLogger("villagedesk.ui.today")


class Reader(QObject):
    """Reads when it is asked to.

    Signals:
        found: a `services.today.Today`.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._last: Today | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.look)

    def look_soon(self, *_what: object) -> None:
        """Read when things have come to rest."""
        self._timer.start()

    def look(self) -> None:
        """Read now."""
        self._timer.stop()
        self._session.start(_("查看今天的事"), self._read, done=self._tell, failed=self._failed)

    def _read(self, store: Store, _job: Job) -> Today:
        """Called on the worker thread."""
        from villagedesk.services.today import read_today  # not before the window has been painted

        self._last = read_today(store, self._last)
        return self._last

    def _tell(self, found: object) -> None:
        self.found.emit(found)

    def _failed(self, error: object) -> None:
        """A file that cannot be read now says so where the user asks for something; here it only keeps the old state."""
        if not isinstance(error, VillageDeskError):
            messages.problem(None, error)
            return
        _log.warning("not read: %s", type(error).__name__)
