# SPDX-License-Identifier: MIT
"""How far a matter, a complaint, a problem put right, a resolution or a deed is on a day. Computed, never stored.

Each begins on a day, is due on a day, and is over on a day; what lies after the day that is asked for has not happened yet,
so that the same facts tell how things stood at the end of a year.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.values.dates import days_between

if TYPE_CHECKING:
    from villagedesk.models.catalogue.matters import (
        Complaint,
        Deed,
        Inspection,
        Matter,
        MatterStep,
        Rectification,
        Resolution,
    )
    from villagedesk.models.catalogue.procedure import Meeting


class State(StrEnum):
    """How far something is.

    `WAITING` is done and waits for somebody to look at it again (复核) or to strike it off (销号). `HUNG` and `REPORTED` are
    no longer due here, and not settled either. `DROPPED` was not resolved, so that nothing is to be done.
    """

    OPEN = "open"
    OVERDUE = "overdue"
    WAITING = "waiting"
    HUNG = "hung"
    REPORTED = "reported"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            "open": _("办理中"),
            "overdue": _("已逾期"),
            "waiting": _("待复核销号"),
            "hung": _("挂账"),
            "reported": _("上报"),
            "closed": _("办结"),
            "dropped": _("不执行"),
        }[self.value]


RUNNING = frozenset({State.OPEN, State.OVERDUE})


class Standing(NamedTuple):
    """How something stands on a day.

    Attributes:
        due: ISO; "" where nobody has said one.
        days: from its beginning until it was over, or until the day; None where one of the days is not known, or they are
            in the wrong order.
        left: days until it is due, negative past that day; None for what is no longer due, or has no due day.
        over: the day on which it was over; "" as long as it is not, and where nobody has said the day.
    """

    state: State
    due: str
    days: int | None
    left: int | None
    over: str = ""


class MatterFile(NamedTuple):
    """A matter with what was done about it, by date."""

    matter: Matter
    steps: tuple[MatterStep, ...] = ()


class InspectionFile(NamedTuple):
    """An inspection with the problems that it found, in their order."""

    inspection: Inspection
    problems: tuple[Rectification, ...] = ()


class Resolved(NamedTuple):
    """A resolution with its meeting."""

    resolution: Resolution
    meeting: Meeting


def numbered(number: str | None) -> str:
    """What a matter or complaint is called on a list, which names nobody; "" of one without a number."""
    return _("{number}号").format(number=number) if number else ""


def of_matter(matter: Matter, day: str) -> Standing:
    """Of a matter; one with an outcome but without its day is over on any day."""
    ends = {"done": State.CLOSED, "reported": State.REPORTED, "hung": State.HUNG}
    over = bool(matter.outcome) and (matter.closed_on or day) <= day
    state = ends.get(matter.outcome or "", State.CLOSED) if over else State.OPEN
    return _standing(matter.date, matter.due, matter.closed_on, day, state)


def carried_into(matter: Matter, year: int) -> bool:
    """Whether a matter of an earlier year was still open when a year began; what hangs (挂账) is, until it is settled."""
    if not matter.date or matter.date >= f"{year}-01-01":
        return False
    return of_matter(matter, f"{year - 1}-12-31").state in {*RUNNING, State.HUNG}


def of_complaint(complaint: Complaint, day: str, term: int | None) -> Standing:
    """Of a complaint; without a due day of its own it is due `term` days after it came, if the office has set any."""
    due = complaint.due or _after(complaint.date, term)
    return _standing(complaint.date, due, complaint.closed_on, day, _closed(complaint.closed_on, day))


def of_problem(problem: Rectification, inspection: Inspection, day: str) -> Standing:
    """Of a problem that an inspection found: over when it was found right; one that was not is due again."""
    state = State.OPEN
    if problem.done_on and problem.done_on <= day:
        seen = problem.checked_on is None or problem.checked_on <= day
        state = State.WAITING
        if seen and problem.passed is not None:
            state = State.CLOSED if problem.passed is True else State.OPEN
    found = _standing(inspection.date, problem.due or inspection.due, problem.done_on, day, state)
    return found._replace(over=problem.checked_on or found.over) if state is State.CLOSED else found


def of_resolution(resolution: Resolution, meeting: Meeting, day: str) -> Standing:
    """Of a resolution: what was rejected or put off is not to be carried out."""
    state = _closed(resolution.done_on, day)
    if resolution.decision in {"rejected", "put_off"}:
        state = State.DROPPED
    return _standing(meeting.date, resolution.due, resolution.done_on, day, state)


def of_deed(deed: Deed, day: str) -> Standing:
    """Of a deed: done, and then struck off."""
    state = _closed(deed.closed_on, day)
    if state is State.OPEN and deed.done_on and deed.done_on <= day:
        state = State.WAITING
    found = _standing(deed.date, deed.due, deed.done_on or deed.closed_on, day, state)
    return found._replace(over=deed.closed_on or "") if state is State.CLOSED else found


def _closed(closed: str | None, day: str) -> State:
    return State.CLOSED if closed and closed <= day else State.OPEN


def _standing(begun: str | None, due: str | None, over: str | None, day: str, state: State) -> Standing:
    """`state` is OPEN for what is still to be done; whether it is late is told here."""
    if state is State.DROPPED:
        return Standing(state, due or "", None, None)
    if state is not State.OPEN:
        ended = "" if state is State.WAITING else over or ""
        return Standing(state, due or "", days_between(begun, over), None, ended)
    left = days_between(day, due, either=True)
    late = left is not None and left < 0
    return Standing(State.OVERDUE if late else State.OPEN, due or "", days_between(begun, day), left)


def _after(day: str | None, days: int | None) -> str:
    try:
        return (dt.date.fromisoformat(day or "") + dt.timedelta(days=days)).isoformat() if days is not None else ""
    except (ValueError, OverflowError):
        return ""
