# SPDX-License-Identifier: MIT
"""LibreOffice, started beforehand: a paper to be looked at need not wait for the start, which takes most of the time.

LibreOffice works once for each folder of settings. One that is started with the folder of another finds the pipe of the first
one, hands over what it was told, waits until that is done and ends; no network has a part in it. The first would end after
such an errand too, unless it has a paper open: so it keeps one, a template without anybody's facts, and shows no window.

It works in a private folder of its own (`paths.typeset`), which goes with it; papers lie in the folder of whoever hands them
over. It ends when nobody has wanted it for `IDLE` seconds, when it is closed, and when this program ends in whatever way.
Whatever goes wrong with it, papers are laid out the usual way.
"""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from villagedesk import paths
from villagedesk.documents.word.leash import Leashed
from villagedesk.errors import EnvironmentProblem
from villagedesk.store.private_folder import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.documents.word.office import Typesetter

IDLE: Final = 180.0
STARTING: Final = (
    20.0  # seconds from its start in which papers wait for the sign that it is ready; then it is told without
)
_LOOK: Final = 0.02  # seconds between two looks at the cancel button
_HELD: Final = "held.docx"
_SIGN: Final = f".~lock.{_HELD}#"  # LibreOffice puts it beside a paper that it has opened


class WarmOffice:
    """At most one LibreOffice that waits for papers. May be called from any thread.

    Args:
        find: tells which office program there is; Word and WPS are never started beforehand.
        idle: seconds until it ends by itself.
    """

    def __init__(self, find: Callable[[], Typesetter | None], idle: float = IDLE) -> None:
        self._find, self._idle = find, idle
        self._guard = threading.Lock()
        self._waiting: _Waiting | None = None

    @property
    def is_running(self) -> bool:
        """Whether one is starting or waits."""
        waiting = self._waiting
        return waiting is not None and waiting.is_alive()

    def warm_up(self) -> None:
        """Begin to start it, or have it wait anew where it runs; returns at once, and never fails."""
        with self._guard:
            if self._waiting is not None and self._waiting.stays():
                return
            self._waiting = _Waiting(self._find, self._idle)
            self._waiting.start()

    def profile(self, check: Callable[[], None]) -> Path | None:
        """Its folder of settings, once it is ready; None where none was begun, or it has ended.

        Args:
            check: looks at the cancel button; may raise, and then nothing has happened.
        """
        waiting = self._waiting
        return waiting.when_ready(check) if waiting is not None and waiting.stays() else None

    def close(self) -> None:
        """End it and wait until nothing of it is left; it may be begun again."""
        with self._guard:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.over.set()
            waiting.join()


class _Waiting(threading.Thread):
    """One start of LibreOffice, until its end."""

    def __init__(self, find: Callable[[], Typesetter | None], idle: float) -> None:
        super().__init__(name="village-office", daemon=True)
        self._find, self._idle = find, idle
        self._begun = time.monotonic()
        self._until = self._begun + idle
        self._guard = threading.Lock()
        self._leashed: Leashed | None = None
        self._profile: Path | None = None
        self._sign: Path | None = None
        self.over = threading.Event()

    def stays(self) -> bool:
        """Whether it goes on; then it waits anew."""
        with self._guard:
            if self.over.is_set():
                return False
            self._until = time.monotonic() + self._idle
            return True

    def when_ready(self, check: Callable[[], None]) -> Path | None:
        """The folder of settings of an office program that can be told, or None when it has ended."""
        latest = self._begun + STARTING  # where the sign never comes, only the first papers wait
        while not self.over.is_set() and time.monotonic() < latest:
            if self._sign is not None and self._sign.exists():
                break
            if self._leashed is not None and not self._leashed.is_running:
                return None
            check()
            self.over.wait(_LOOK)
        return None if self.over.is_set() else self._profile

    def run(self) -> None:
        try:
            program = self._find()
            if program is not None and not program.automation:
                with suppress(EnvironmentProblem, OSError), private_folder(paths.typeset()) as folder:
                    self._keep(program, folder)
        finally:
            self.over.set()

    def _keep(self, program: Typesetter, folder: Path) -> None:
        held = folder / _HELD
        shutil.copyfile(paths.resources() / "templates" / "cover.docx", held)
        profile = folder / "profile"
        started = Leashed(program.waiting(profile, held), program.surroundings(folder), program.pipe_of(profile))
        try:
            self._sign, self._profile, self._leashed = folder / _SIGN, profile, started
            while started.is_running and not self.over.wait(self._rest()):
                pass
        finally:
            self.over.set()
            started.end()

    def _rest(self) -> float:
        """Seconds to the next look; it is over when nobody has wanted it for so long."""
        with self._guard:
            left = self._until - time.monotonic()
            if left <= 0:
                self.over.set()
        return min(max(left, 0.0), 1.0)
