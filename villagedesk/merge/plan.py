# SPDX-License-Identifier: MIT
"""What merging the received files would do. Nothing is written; the numbers are those of the merge itself.

The merge is rehearsed in a transaction that is rolled back (`store.arrivals`), so the preview cannot differ from the
result as long as the file is not changed in between; `apply_merge` makes the plan anew if it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from villagedesk.merge import outside
from villagedesk.merge.questions import Question, after_rehearsal, before_merging
from villagedesk.merge.report import FileReport, Report, file_report, refused_file
from villagedesk.models.problem import Level
from villagedesk.services.casefile.casefiles import findings_of
from villagedesk.store import arrivals, counts, history, places
from villagedesk.store.counting import NotCountable
from villagedesk.store.outside import newest_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from villagedesk.merge.gathering import Gathered, Refusal
    from villagedesk.merge.outside import Outside
    from villagedesk.merge.reading import Delivered
    from villagedesk.store.difference import Difference
    from villagedesk.store.store import Store

Violation = tuple[str, str, str]  # household, number of the rule, row


@dataclass(frozen=True, slots=True)
class Arriving:
    """One file of the plan."""

    delivered: Delivered
    report: FileReport
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What would happen, and what must be answered first.

    Attributes:
        refused: files that bring nothing, with the reason.
        newest: the last batch of the file when the plan was made; (number of merges, batch id).
    """

    arriving: tuple[Arriving, ...]
    refused: tuple[Refusal, ...]
    newest: tuple[int, str]

    @property
    def report(self) -> Report:
        """The preview."""
        return Report((*(one.report for one in self.arriving), *map(refused_file, self.refused)))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that must be answered."""
        return tuple(question for one in self.arriving for question in one.questions)


def plan_merge(
    store: Store, gathered: Gathered, leave_out: Iterable[str] = (), check: Callable[[], None] = lambda: None
) -> MergePlan:
    """Rehearse the merge of what was gathered.

    Args:
        store: the file; it must be open for writing.
        gathered: what was read.
        leave_out: sha256 of files that the user took out of the plan.
        check: called often; may raise `Cancelled`.

    Raises:
        Tampered: a file contradicts this one.
    """
    out = set(leave_out)
    chosen = in_order(one for one in gathered.delivered if one.incoming.sha256 not in out)
    newest = newest_of(store)
    known = places.villages_by_code(store)
    before = {
        one.incoming.sha256: places.live_counts(store, known[one.info.code].id) if one.info.code in known else {}
        for one in chosen
    }
    weigher = Weigher(store, chosen, _places=[newest_change(store)])
    taken = arrivals.rehearse(store, chosen, weigher.look, check)
    weigher.compare(check)
    last = _last_merged(store)
    arriving: list[Arriving] = []
    for one, done in zip(chosen, taken, strict=True):
        place = known.get(one.info.code)
        asked = (
            *before_merging(store.info, one, known),
            *after_rehearsal(one, done, place, before[one.incoming.sha256], last.get(one.info.code, "")),
        )
        report = file_report(one, done, place.name if place else "")
        arriving.append(Arriving(one, weigher.completed(report, len(arriving)), asked if done.changes else ()))
    return MergePlan(tuple(arriving), tuple(gathered.refused), newest)


def in_order(delivered: Iterable[Delivered]) -> list[Delivered]:
    """By village, the older copy of a village first; the result of a merge does not depend on it, its report does."""
    return sorted(delivered, key=lambda one: (one.info.code, one.last, one.incoming.source.name, one.incoming.sha256))


def newest_of(store: Store) -> tuple[int, str]:
    """Where the file stands: it has moved on when this differs."""
    latest = next(iter(history.batches(store, 1)), None)
    merges = sum(1 for one in arrivals.arrivals(store) if one.undone is None)
    return merges, latest.id if latest else ""


def _last_merged(store: Store) -> dict[str, str]:
    """Village code → when the copy that was merged last had been written."""
    found: dict[str, str] = {}
    for one in arrivals.arrivals(store):
        if one.undone is None:
            for file in Report.from_json(one.report).files:
                found[file.code] = max(found.get(file.code, ""), file.last)
    return found


@dataclass(slots=True)
class Weigher:
    """Counts, for each delivery, the findings that the merged state has and the former state had not.

    Of households that are new here only what no file alone could know is asked: whether somebody stands here already.
    """

    store: Store
    deliveries: Sequence[Delivered]
    _after: list[set[Violation]] = field(default_factory=list)
    _households: list[frozenset[str]] = field(default_factory=list)
    _outside: list[Outside] = field(default_factory=list)
    _places: list[int] = field(default_factory=lambda: [0])  # of the last change before each delivery

    def look(self, number: int, difference: Difference) -> None:
        """Look at the merged state; called inside the transaction, and perhaps once more from the first one on.

        Raises:
            NotCountable: it has to be looked at what was only counted.
        """
        del self._after[number:], self._households[number:], self._outside[number:], self._places[number + 1 :]
        delivered = self.deliveries[number]
        households = difference.households - difference.born
        self._households.append(households)
        doubled = {("", "A05", row) for row in counts.doubled_members(self.store, sorted(difference.born))}
        self._after.append(_violations(self.store, households) | doubled)
        own = places.villages_by_code(self.store).get(delivered.info.code)
        of_village = own is not None and delivered.info.scope == "village"
        found = (
            outside.look(self.store, difference.households, own.id, self._places[number])
            if own and of_village
            else None
        )
        if found and found.changes and difference.counted:
            raise NotCountable
        self._outside.append(found or outside.Outside())
        self._places.append(newest_change(self.store))

    def compare(self, check: Callable[[], None]) -> None:
        """Take away what was found before; called when the file is as it was."""
        before = set()
        for number, households in enumerate(self._households):
            check()
            before |= _violations(self.store, households)
            self._after[number] -= before
            before |= self._after[number]

    def completed(self, report: FileReport, number: int) -> FileReport:
        """The report with its findings."""
        return outside.completed(replace(report, violations=len(self._after[number])), self._outside[number])


def _violations(store: Store, households: Iterable[str]) -> set[Violation]:
    return {
        (household, problem.code, problem.row)
        for household, problem in findings_of(store, sorted(households))
        if problem.level is not Level.HINT
    }
