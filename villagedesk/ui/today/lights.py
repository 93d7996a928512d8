# SPDX-License-Identifier: MIT
"""Looks at all households while the page 今天 is looked at: some at a time, so that other work finds its turn.

What was found is kept as long as the window is open; the doubts of the first pass are kept in the file too, for those who ask
for all of them (`services.doubts.kept`). After a change what the rules must know of the file is gathered again,
and only the households that the change touches are looked at again, with those that share a number, an income, a cadre with
them (`store.partners`), since a doubt of one may be a doubt of the other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.completeness import Light
from villagedesk.models.completing import Stage
from villagedesk.services.today.foremost import Lack
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.services.today.lights import Look, Whole
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.session import Session

_TOGETHER: Final = 100  # households in one piece of work: a tenth of a second or so
_TOLD: Final = 10  # pieces of work between two numbers
_EVERYTHING: Final = frozenset({"line", "village"})  # tables on which the judgement of every household may rest


class Lacking(NamedTuple):
    """How many facts, papers or doubts there are, and in which households."""

    number: int
    households: tuple[str, ...]


class _Sum:
    """Adds up what households lack."""

    def __init__(self) -> None:
        self._number = 0
        self._households: list[str] = []

    def add(self, household: str, number: int) -> None:
        if number:
            self._number += number
            self._households.append(household)

    def lacking(self) -> Lacking:
        return Lacking(self._number, tuple(self._households))


class Counted(NamedTuple):
    """How far it is.

    Attributes:
        red: households with errors, in the order of the list.
        missing, papers: required facts, and papers that should prove something.
        doubts: those that are new to this office, of households.
        villages: new doubts about villages themselves.
        complete: households whose file of the year somebody has called complete.
        incomplete: those of which nobody has; empty while none is complete, since not every office says so.
        lapsed: those whose file was changed since, or is found to hold errors.
        lacks: what is wrong in each household, in the order of the list; empty until all were looked at.
        left, total: households still to be looked at, and all of them.
    """

    red: tuple[str, ...]
    missing: Lacking
    papers: Lacking
    doubts: Lacking
    villages: int
    left: int
    total: int
    complete: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    lacks: Mapping[str, Lack] = MappingProxyType({})


class LightCounter(QObject):
    """Looks as long as it is wanted.

    Signals:
        counted: a `Counted`; every thousand households, and at the end.
    """

    counted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = False
        self._working = False
        self._void = False  # whether what is being worked on is no longer asked for
        self._whole: Whole | None = None
        self._first: Whole | None = None  # of the first pass, as long as what it found is not kept
        self._stale = False  # whether the file has moved on since `_whole` was gathered
        self._again: dict[str, None] = {}  # changed households
        self._asked: dict[str, None] = {}  # those of them whose partners are being looked for
        self._pending: list[str] = []
        self._part: list[str] = []  # which are being looked at
        self._looks: dict[str, Look] = {}
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        session.changed.connect(self._changed)
        session.year_changed.connect(self.start_over)

    def want(self, wanted: bool) -> None:
        """Go on looking, or pause; what was found stays."""
        self._wanted = wanted
        if wanted:
            self._next.start()

    def start_over(self, *_what: object) -> None:
        """Look at everything anew."""
        self._whole = self._first = None
        self._void = self._working
        self._again, self._asked, self._pending, self._looks = {}, {}, [], {}
        if self._wanted:
            self._next.start()

    def _changed(self, changed: Changed) -> None:
        if self._whole is None and not self._working:
            return
        if changed.tables & _EVERYTHING:
            self.start_over()
            return
        self._stale = True
        self._again |= dict.fromkeys(sorted(changed.households))
        if self._wanted:
            self._next.start()

    def _go_on(self) -> None:
        if self._working or not self._wanted:
            return
        if self._whole is None or self._stale:
            self._stale = False
            self._asked, self._again = self._again, {}
            asked = tuple(self._asked)
            self._start(lambda store, _job: _gathered(store, asked), self._begun)
        elif self._pending:
            part, self._pending = self._pending[:_TOGETHER], self._pending[_TOGETHER:]
            self._part, around = part, self._whole.around
            self._start(lambda store, _job: _looks(store, part, around), self._looked_at)
        elif self._first is not None:
            first, looks = self._first, dict(self._looks)
            self._start(lambda store, _job: _keep(store, first, looks), self._kept)

    def _start(self, work: object, done: object) -> None:
        self._working = True
        self._session.start(_("清点缺项和疑点"), work, done=done, failed=self._failed)  # type: ignore[arg-type]

    def _begun(self, found: object) -> None:
        """What was looked at before and has not changed stays as it is."""
        if self._is_void():
            return
        whole, again = cast("tuple[Whole, tuple[str, ...]]", found)
        if self._whole is None:
            self._first = whole
        self._whole, self._asked = whole, {}
        here = set(whole.households)
        self._looks = {row: look for row, look in self._looks.items() if row in here}
        known = set(again)
        fresh = (row for row in whole.households if row not in self._looks and row not in known)
        self._pending = [*(row for row in again if row in here), *fresh]
        self._tell()
        self._on()

    def _is_void(self) -> bool:
        """A piece of work is done; whether it was begun before everything was asked for anew."""
        self._working = False
        void, self._void = self._void, False
        if void:
            self._on()
        return void

    def _looked_at(self, found: object) -> None:
        if self._is_void():
            return
        looks = cast("dict[str, Look]", found)
        for gone in set(self._part) - set(looks):
            self._looks.pop(gone, None)
        self._looks |= looks
        if not self._pending or not len(self._pending) // _TOGETHER % _TOLD:
            self._tell()
        self._on()

    def _kept(self, _nothing: object) -> None:
        if not self._is_void():
            self._first = None
            self._on()

    def _tell(self) -> None:
        if self._whole is None:
            return  # everything is to be looked at anew
        known = self._whole.known
        red: list[str] = []
        stages: dict[str, list[str]] = {one: [] for one in Stage}
        missing, papers, doubts = _Sum(), _Sum(), _Sum()
        for row in self._whole.households:  # one walk: twenty thousand households in a few hundredths of a second
            look = self._looks.get(row)
            if look is None:
                continue
            if look.light is Light.RED:
                red.append(row)
            stages[look.stage].append(row)
            missing.add(row, look.missing)
            papers.add(row, look.papers)
            doubts.add(row, _new(look.doubts, known.get(row)))
        self.counted.emit(
            Counted(
                tuple(red),
                missing.lacking(),
                papers.lacking(),
                doubts.lacking(),
                sum(_new(marks, known.get(row)) for row, marks in self._whole.villages.items()),
                len(self._pending),
                len(self._whole.households),
                tuple(stages[Stage.COMPLETE]),
                tuple(stages[Stage.OPEN]) if stages[Stage.COMPLETE] else (),
                tuple(stages[Stage.CHANGED] + stages[Stage.WRONG]),
                {} if self._pending else self._lacks(self._whole),
            )
        )

    def _lacks(self, whole: Whole) -> dict[str, Lack]:
        found = ((row, self._looks.get(row)) for row in whole.households)
        return {row: _lack(look, whole.known.get(row)) for row, look in found if look is not None}

    def _on(self) -> None:
        if self._wanted and (self._pending or self._stale or self._whole is None or self._first is not None):
            self._next.start()

    def _failed(self, error: object) -> None:
        """Without the number the page is still of use; it is tried again when the page is come to."""
        self._working = self._void = False
        self._wanted = False
        self._stale = self._whole is not None
        self._again |= dict.fromkeys(self._part) | self._asked
        if not isinstance(error, VillageDeskError):
            messages.problem(None, error)

    # -- putting away -----------------------------------------------------------------------------------------------

    def put_away(self) -> None:
        """Somebody has seen all doubts that were counted; only when all households were looked at."""
        if self._whole is None or self._pending:
            return
        found = {row: look.doubts for row, look in self._looks.items() if look.doubts}
        marks = {**found, **self._whole.villages}
        self._session.about_to_save.emit()
        self._session.start(
            _("收起疑点"), lambda store, _job: _put_away(store, marks), done=self._put_aside, failed=self._refused
        )

    def _put_aside(self, known: object) -> None:
        if self._whole is not None:
            self._whole = self._whole._replace(known=cast("Mapping[str, frozenset[str]]", known))
        self._tell()

    def _refused(self, error: object) -> None:
        messages.problem(None, error)


def _lack(look: Look, known: frozenset[str] | None) -> Lack:
    doubts = tuple(one for one in look.doubts if one not in look.wrong) if look.wrong else look.doubts
    return Lack(len(look.wrong), look.missing, _new(doubts, known))


def _new(marks: tuple[str, ...], known: frozenset[str] | None) -> int:
    """How many of these were not put away."""
    return sum(one not in known for one in marks) if known else len(marks)


def _gathered(store: Store, changed: tuple[str, ...]) -> tuple[Whole, tuple[str, ...]]:
    """What is known of the file, and the households to be looked at again: those that changed, before their partners."""
    from villagedesk.services.doubts.findings import concerned
    from villagedesk.services.today.lights import whole_file

    others = concerned(store, changed) if changed else ()
    return whole_file(store), tuple(dict.fromkeys((*changed, *others)))


def _looks(store: Store, households: list[str], around: Surroundings) -> dict[str, Look]:
    from villagedesk.services.today.lights import looks_of

    return looks_of(store, households, around)


def _keep(store: Store, first: Whole, looks: dict[str, Look]) -> None:
    from villagedesk.services.today.lights import keep

    keep(store, first, looks)


def _put_away(store: Store, marks: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    from villagedesk.services.doubts.newdoubts import put_away

    return put_away(store, marks)
