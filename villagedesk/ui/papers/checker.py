# SPDX-License-Identifier: MIT
"""Looks through the printed papers in the background, some at a time, so that other work finds its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.i18n import _
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.documents.registers.review import AnyStanding, Part, Review
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PAUSE_MS = 400  # after a change: further ones often follow


class PaperChecker(QObject):
    """Looks as long as it is wanted, and again after every change; what was not touched is not looked at again.

    Signals:
        progressed: papers looked at, and how many there are to look at.
        found: how every printed paper of the file stands, a list of `Standing` and `BookStanding`.
    """

    progressed = Signal(int, int)
    found = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted, self._working, self._again = False, False, True
        self._review: Review | None = None
        self._parts: Iterator[Part] = iter(())
        self._fresh: list[AnyStanding] = []
        self._done = 0
        self._next = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._next.timeout.connect(self._go_on)
        session.changed.connect(self._changed)

    def want(self, wanted: bool) -> None:
        """Look, or pause."""
        self._wanted = wanted
        if wanted:
            self._go_on()

    def _changed(self, _changed: Changed) -> None:
        self._again = True
        if self._wanted:
            self._next.start()

    def _go_on(self) -> None:
        if self._working or not self._wanted:
            return
        if self._review is not None:
            self._step()
        elif self._again:
            self._again = False
            self._start(_begin, self._begun)

    def _start(self, work: object, done: object) -> None:
        self._working = True
        self._session.start(_("核对打印的文书"), work, done=done, failed=self._failed)  # type: ignore[arg-type]

    def _begun(self, review: object) -> None:
        from villagedesk.documents.registers.review import parts

        self._working = False
        self._review = cast("Review", review)
        self._parts, self._fresh, self._done = parts(self._review), [], 0
        self._go_on()

    def _step(self) -> None:
        assert self._review is not None
        part = next(self._parts, None)
        if part is not None:
            from villagedesk.documents.registers.review import size

            self._done += size(part)
            self._start(lambda store, _job: _judge(store, part), self._judged)
            return
        review, fresh = self._review, self._fresh
        self._review = None
        self._start(lambda store, _job: _finish(store, review, fresh), self._finished)

    def _judged(self, found: object) -> None:
        self._working = False
        self._fresh += cast("list[AnyStanding]", found)
        if self._review is not None:
            self.progressed.emit(self._done, self._review.total)
        self._go_on()

    def _finished(self, found: object) -> None:
        self._working = False
        self.found.emit(found)
        self._go_on()

    def _failed(self, error: object) -> None:
        """It is tried again after the next change."""
        self._working, self._review = False, None
        messages.problem(None, error)


def _begin(store: Store, _job: Job) -> Review:
    from villagedesk.documents.registers.review import begin

    return begin(store)


def _judge(store: Store, part: Part) -> list[AnyStanding]:
    from villagedesk.documents.registers.review import judged

    return judged(store, part)


def _finish(store: Store, review: Review, fresh: list[AnyStanding]) -> list[AnyStanding]:
    from villagedesk.documents.registers.review import finish

    return finish(store, review, fresh)
