# SPDX-License-Identifier: MIT
"""What an edition would do to the cases of its years, worked out beside the window: a township has thousands of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from villagedesk.i18n import _
from villagedesk.services.procedure.edition_effects import Affected, Cases
from villagedesk.ui import messages

if TYPE_CHECKING:
    from villagedesk.models.templates import Template
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job


class _Reading(NamedTuple):
    """Which cases are read, and how their procedure would go without the edition; None where that is not known."""

    key: str
    first: int
    before: Template | None


class _Answer(NamedTuple):
    reading: _Reading
    cases: Cases
    removed: list[Affected]
    affected: list[Affected]


class EditionEffects(QObject):
    """One question at a time; of the arrangements that come meanwhile only the last is looked at.

    Attributes:
        cases: those for which the edition holds; None where nobody knows yet, or no procedure is chosen.
        affected: those that would stand otherwise as it is arranged.
        removed: those that would if the edition were deleted.

    Signals:
        told: an answer is here.
    """

    told = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._template: Template | None = None  # as somebody arranged it
        self._asked = self._working = False  # whether it is still to be looked at; whether something is
        self.clear()

    def clear(self) -> None:
        """No procedure is chosen; an answer that still comes is for nobody."""
        self._reading: _Reading | None = None
        self.cases: Cases | None = None
        self.affected: list[Affected] = []
        self.removed: list[Affected] = []

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._reading is not None and (self._asked or self._working)

    def read(self, key: str, first: int, before: Template | None, template: Template | None) -> None:
        """Read the cases anew, and look at them as somebody arranged the procedure; None as long as nobody did."""
        self.clear()
        self._reading = _Reading(key, first, before)
        self.look(template)

    def look(self, template: Template | None) -> None:
        """Look at the same cases under another arrangement."""
        self._template, self._asked, self.affected = template, True, []
        self._go_on()

    def _go_on(self) -> None:
        if self._reading is None or self._working or not self._asked:
            return
        self._asked, self._working = False, True
        known = _Answer(self._reading, self.cases, self.removed, []) if self.cases is not None else None
        work = partial(_answer, self._reading, known, self._template)
        self._session.start(_("看哪些户的进度会改变"), work, done=self._answered, failed=self._failed)

    def _answered(self, found: object) -> None:
        answer = cast("_Answer", found)
        self._working = False
        if answer.reading is self._reading:
            self.cases, self.removed = answer.cases, answer.removed
            if not self._asked:
                self.affected = answer.affected
                self.told.emit()
        self._go_on()

    def _failed(self, error: object) -> None:
        self._working = False
        messages.problem(None, error)
        if self._asked:
            self._go_on()
        else:
            self.clear()
            self.told.emit()


def _answer(reading: _Reading, known: _Answer | None, template: Template | None, store: Store, _job: Job) -> _Answer:
    if known is None:
        cases = Cases(store, reading.key, reading.first)
        known = _Answer(reading, cases, cases.under(reading.before) if reading.before is not None else [], [])
    return known._replace(affected=known.cases.under(template) if template is not None else [])
