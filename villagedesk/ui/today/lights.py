# SPDX-License-Identifier: MIT
"""Counts red and yellow households while the page 今天 is looked at: some at a time, so that other work finds its turn.

What was counted is kept as long as the window is open. After a change only the households that it touches are looked at
again; what one household means for another (the same number in both) is found when everything is counted anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.models.completeness import Light
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_TOGETHER: Final = 100  # households in one piece of work: a twentieth of a second or so
_TOLD: Final = 10  # pieces of work between two numbers
_EVERYTHING: Final = frozenset({"line", "village"})  # tables on which the judgement of every household may rest


class Counted(NamedTuple):
    """How far it is: red and yellow households in the order of the list, and how many are still to be looked at."""

    red: tuple[str, ...]
    yellow: tuple[str, ...]
    left: int
    total: int


class LightCounter(QObject):
    """Counts as long as it is wanted.

    Signals:
        counted: a `Counted`; every thousand households, and at the end.
    """

    counted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = False
        self._working = False
        self._around: Surroundings | None = None
        self._order: list[str] = []
        self._pending: list[str] = []
        self._part: list[str] = []  # which are being looked at
        self._lights: dict[str, Light] = {}
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        session.changed.connect(self._changed)
        session.year_changed.connect(self.start_over)

    def want(self, wanted: bool) -> None:
        """Go on counting, or pause; what was counted stays."""
        self._wanted = wanted
        if wanted:
            self._next.start()

    def start_over(self, *_what: object) -> None:
        """Count everything anew."""
        self._around = None
        self._order, self._pending, self._lights = [], [], {}
        if self._wanted:
            self._next.start()

    def _changed(self, changed: Changed) -> None:
        if self._around is None:
            return
        if changed.tables & _EVERYTHING:
            self.start_over()
            return
        fresh = [row for row in changed.households if row not in self._pending]
        self._order += [row for row in fresh if row not in self._lights]
        self._pending = [*fresh, *self._pending]
        if self._wanted:
            self._next.start()

    def _go_on(self) -> None:
        if self._working or not self._wanted:
            return
        if self._around is None:
            self._start(_whole_file, self._begun)
        elif self._pending:
            part, self._pending = self._pending[:_TOGETHER], self._pending[_TOGETHER:]
            self._part, around = part, self._around
            self._start(lambda store, _job: _lights(store, part, around), self._looked_at)

    def _start(self, work: object, done: object) -> None:
        self._working = True
        self._session.start(_("清点缺项和错误"), work, done=done, failed=self._failed)  # type: ignore[arg-type]

    def _begun(self, found: object) -> None:
        self._working = False
        self._order, self._around = cast("tuple[list[str], Surroundings]", found)
        self._pending = list(self._order)
        self._tell()
        self._on()

    def _looked_at(self, found: object) -> None:
        self._working = False
        lights = cast("dict[str, Light]", found)
        for gone in set(self._part) - set(lights):
            self._lights.pop(gone, None)
        self._lights |= lights
        if not self._pending or not len(self._pending) // _TOGETHER % _TOLD:
            self._tell()
        self._on()

    def _tell(self) -> None:
        def of(light: str) -> Iterable[str]:
            return (row for row in self._order if self._lights.get(row) == light)

        self.counted.emit(Counted(tuple(of("red")), tuple(of("yellow")), len(self._pending), len(self._order)))

    def _on(self) -> None:
        if self._wanted and self._pending:
            self._next.start()

    def _failed(self, error: object) -> None:
        """Without the number the page is still of use; it is tried again when the page is come to."""
        self._working = False
        self._wanted = False
        if not isinstance(error, VillageDeskError):
            messages.problem(None, error)


def _whole_file(store: Store, _job: Job) -> tuple[list[str], Surroundings]:
    from villagedesk.services.lights import whole_file

    return whole_file(store)


def _lights(store: Store, households: list[str], around: Surroundings) -> dict[str, Light]:
    from villagedesk.services.lights import lights_of

    return lights_of(store, households, around)
