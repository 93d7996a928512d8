# SPDX-License-Identifier: MIT
"""Reads what waits to be done, off the GUI thread: for the page, and for the number beside its name."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import messages

if TYPE_CHECKING:
    from villagedesk.services.today.today import Today
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PAUSE_MS: Final = 400  # after a change: forms forget their drafts, and further changes often follow
_log = logging.getLogger("villagedesk.ui.today")


class Reader(QObject):
    """Reads when it is asked to, and then, if `work` is wanted, goes on to what waits among the households.

    Signals:
        found: a `services.today.today.Today`; where work is wanted, a second time with it.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None, *, work: bool = False) -> None:
        super().__init__(parent)
        self._session = session
        self._work = work
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
        from villagedesk.services.today.today import read_today  # not before the window has been painted

        return read_today(store, self._last)

    def _read_work(self, store: Store, _job: Job) -> Today | None:
        """Called on the worker thread."""
        from villagedesk.services.today.today import with_work

        return with_work(store, self._last) if self._last is not None else None

    def _tell(self, read: object) -> None:
        found = cast("Today", read)
        self._last = found
        self.found.emit(found)
        if self._work and found.waiting is None:
            self._session.start(_("查看户里的事"), self._read_work, done=self._tell_work, failed=self._failed)

    def _tell_work(self, read: object) -> None:
        """Of two readings that overlap the later tells."""
        found = cast("Today | None", read)
        if found is not None and self._last is not None and found.place == self._last.place:
            self._last = found
            self.found.emit(found)

    def _failed(self, error: object) -> None:
        """A file that cannot be read now says so where the user asks for something; here it only keeps the old state."""
        if not isinstance(error, VillageDeskError):
            messages.problem(None, error)
            return
        _log.warning("not read: %s", type(error).__name__)
