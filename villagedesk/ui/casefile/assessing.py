# SPDX-License-Identifier: MIT
"""The lights of the open case file, worked out after each change; what must be known of the whole file comes later.

Counting doubled identity numbers takes a third of a second among 350,000 members, so it is done in the background and
once per change of the file; until then the lights say what the case file itself tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from villagedesk.models.checks.rules import Surroundings
from villagedesk.models.completeness import Section, SectionState, assess
from villagedesk.services.casefile import surroundings
from villagedesk.ui import messages

if TYPE_CHECKING:
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.tasks import Job

_SETTLE_MS = 250  # after the last change of the file or of the household looked at
_MATTERS = frozenset({"member", "household", "line"})


class Assessor(QObject):
    """Assesses what is saved of the open case file.

    Signals:
        assessed: {section: SectionState}.
    """

    assessed = Signal(object)

    def __init__(self, editing: CaseEditing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._around: Surroundings | None = None
        self._counting = False
        self._stale = False
        self.states: dict[Section, SectionState] = {}
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._later.timeout.connect(self._count)
        editing.opened.connect(self.assess)
        editing.refreshed.connect(self.assess)
        editing.session.changed.connect(self._file_changed)

    def assess(self) -> None:
        """Work the lights out again."""
        case = self._editing.case
        if case is None:
            return
        self.states = assess(case, self._around or Surroundings(self._editing.refs.today))
        self._show_beside_fields()
        self.assessed.emit(self.states)
        if self._around is None and not self._counting:
            self._later.start()

    def problems(self) -> list[Problem]:
        """What is wrong or missing, section by section."""
        return [one for state in self.states.values() for one in (*state.problems, *state.missing)]

    def _show_beside_fields(self) -> None:
        by_place: dict[tuple[str, str], dict[str, list[Problem]]] = {}
        for state in self.states.values():
            for one in state.problems:
                by_place.setdefault((one.entity, one.row), {}).setdefault(one.key, []).append(one)
        for entry in self._editing.all_entries():
            entry.show_findings(by_place.get((entry.spec.key, entry.row), {}) if entry.row else {})

    # -- what must be known of the whole file -----------------------------------------------------------------------

    def _file_changed(self, changed: Changed) -> None:
        if changed.tables & _MATTERS:
            self._stale = True
            self._later.start()

    def _count(self) -> None:
        if not self._counting and (self._stale or self._around is None):
            self._counting, self._stale = True, False
            self._editing.session.start("", _surroundings, done=self._counted, failed=self._failed)

    def _counted(self, around: object) -> None:
        if isinstance(around, Surroundings):
            self._around = around
        self._counting = False
        self.assess()
        if self._stale:
            self._later.start()

    def _failed(self, error: object) -> None:
        self._counting = False
        messages.problem(None, error)


def _surroundings(store: Store, _job: Job) -> Surroundings:
    return surroundings.surroundings(store)
