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


class _Question(NamedTuple):
    """Which cases, under which arrangement.

    Attributes:
        key, first: the procedure, and the year from which on the edition holds.
        before: how it would go without the edition; None where that is not known.
        template: how somebody arranged it; None as long as nobody did.
        cases: what is known already; None to read them.
    """

    key: str
    first: int
    before: Template | None
    template: Template | None
    cases: Cases | None


class _Answer(NamedTuple):
    cases: Cases
    affected: list[Affected]
    removed: list[Affected]


class EditionEffects(QObject):
    """One question at a time; of those that come meanwhile only the last is asked.

    Attributes:
        cases: those for which the edition holds; None where nobody knows yet, or no procedure is chosen.
        affected: those that would stand otherwise as it is arranged.
        removed: those that would if the edition were deleted.
        waiting: whether an answer is still to come.

    Signals:
        told: an answer is here.
    """

    told = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending: _Question | None = None
        self._working, self._wanted = False, True
        self.clear()

    def clear(self) -> None:
        """No procedure is chosen; an answer that still comes is for nobody."""
        self.cases: Cases | None = None
        self.affected: list[Affected] = []
        self.removed: list[Affected] = []
        self._pending, self._wanted = None, False

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._pending is not None or (self._working and self._wanted)

    def read(self, key: str, first: int, before: Template | None, template: Template | None) -> None:
        """Read the cases anew, and look at them."""
        self.clear()
        self._ask(_Question(key, first, before, template, None))

    def look(self, key: str, first: int, before: Template | None, template: Template | None) -> None:
        """Look at the known cases under another arrangement."""
        self.affected = []
        self._ask(_Question(key, first, before, template, self.cases))

    def _ask(self, question: _Question) -> None:
        self._pending = question
        if not self._working:
            self._go_on()

    def _go_on(self) -> None:
        question, self._pending = self._pending, None
        if question is not None:
            self._working = self._wanted = True
            title = _("看哪些户的进度会改变")
            self._session.start(title, partial(_answer, question), done=self._answered, failed=self._failed)

    def _answered(self, found: object) -> None:
        self._working = False
        if self._pending is not None:
            self._go_on()
        elif self._wanted:
            self.cases, self.affected, self.removed = cast("_Answer", found)
            self.told.emit()

    def _failed(self, error: object) -> None:
        self._working = False
        messages.problem(None, error)
        if self._pending is not None:
            self._go_on()
            return
        self.clear()
        self.told.emit()


def _answer(question: _Question, store: Store, _job: Job) -> _Answer:
    cases = question.cases or Cases(store, question.key, question.first)
    affected = cases.under(question.template) if question.template is not None else []
    return _Answer(cases, affected, cases.under(question.before) if question.before is not None else [])
