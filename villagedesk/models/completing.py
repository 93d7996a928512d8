# SPDX-License-Identifier: MIT
"""How far a case file of a year is: still open (暂存), complete (完成), or changed since it was called so.

That it is complete is said by a person (`models.catalogue.completing`); whether that still holds follows from the facts: it
lapses with any fact of the year, and with a name or number of its people, and holds again when they come back. It does not
lapse with what has a day of its own (visits, pairings, measures, help, procedures), nor with whoever comes or leaves in a
later year. An error that is found later, also by comparison with others, takes it away as long as it stands.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.checks.resting import content
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.completing import Completion
    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.models.completeness import SectionState

# Of the membership: it says who is in the file of which year, and changes in later ones.
_NOT_OF_THE_YEAR: Final = {
    "household": frozenset({"ended", "end_reason", "care_level"}),
    "member": frozenset(
        {"household", "position", "joined", "join_reason", "left", "leave_reason", "change_evidence", "merged_into"}
    ),
}


class Stage(StrEnum):
    """Open: nobody has called it complete. Changed, wrong: somebody has, and it no longer holds."""

    OPEN = "open"
    COMPLETE = "complete"
    CHANGED = "changed"
    WRONG = "wrong"


def seal(case: CaseFile) -> str:
    """A fingerprint of what is called complete; empty cells are left out, so that a field that comes later changes nothing."""
    facts = sorted(
        [entity, record.id, field.key, content(value)]
        for entity, record in _records(case)
        for field in _told(entity)
        if (value := getattr(record, field.key)) not in (None, (), "")
    )
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode("utf-8")).hexdigest()


@cache
def _told(entity: str) -> tuple[FieldSpec, ...]:
    """The fields that say something: not whose the record is, which is also said of an empty one."""
    spec = entity_spec(entity)
    passed_over = {spec.parent, *spec.natural, *_NOT_OF_THE_YEAR.get(entity, ())}
    return tuple(field for field in spec.fields if field.key not in passed_over)


def _records(case: CaseFile) -> Iterator[tuple[str, Record]]:
    singles: list[tuple[str, Record | None]] = [
        ("household", case.household),
        ("household_year", case.facts),
        ("income_year", case.income),
        ("plan", case.plan),
        *(("cause", one) for one in case.causes),
        *(("income_line", one) for one in case.ledger_lines),
        *(("member", one.member) for one in case.people),
        *(("member_year", one.facts) for one in case.people),
    ]
    yield from ((entity, record) for entity, record in singles if record is not None and record.id)


def standing(case: CaseFile) -> Completion | None:
    """The last time that somebody called the file as it is complete; None if nobody did, or it was changed since."""
    if not case.completions:
        return None
    now = seal(case)
    return next((one for one in reversed(case.completions) if one.seal == now), None)


def stage(case: CaseFile, states: Iterable[SectionState]) -> Stage:
    """How far a case file is, given the state of its sections."""
    if not case.completions:
        return Stage.OPEN
    if standing(case) is None:
        return Stage.CHANGED
    return Stage.WRONG if errors_in(states) else Stage.COMPLETE


def errors_in(states: Iterable[SectionState]) -> int:
    """How many errors stand in the way of calling a file complete."""
    return sum(one.level is Level.ERROR for state in states for one in state.problems)


def by_day(completions: Iterable[Any]) -> tuple[Completion, ...]:
    """In the order in which they were said."""
    return tuple(sorted(completions, key=lambda one: (one.date or "", one.id)))
