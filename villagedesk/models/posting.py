# SPDX-License-Identifier: MIT
"""What follows from postings, attendance, leave and assessments: days in the village, rates, leave nobody allowed, sums.

Only what somebody entered counts. A day without a code is a day of which nothing is known, never one in the village.
"""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import days_between
from villagedesk.models.values.numbers import half_up, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from villagedesk.models.catalogue.help import Cadre
    from villagedesk.models.catalogue.posting import Assessment, AssessmentLine, Attendance, Leave, Posting

LEAVE, ABSENT = "leave", "absent"
TEAM: Final = frozenset({"first_secretary", "leader", "member"})
"""Posts whose holders owe the village a number of days in each month."""
SCORES: Final = ("own_score", "village_score", "township_score", "unit_score", "score")
LOCAL: Final = frozenset({"village", "township"})
"""Offices that may allow short leave only."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A cadre in a village with all that is kept of him there.

    Attributes:
        postings: of every year, by start.
        months: attendance of the year that was asked for, by month.
        leaves: those that touch the year, by start; and those without a day.
        assessments: of the year.
    """

    cadre: Cadre
    postings: tuple[Posting, ...] = ()
    months: tuple[Attendance, ...] = ()
    leaves: tuple[Leave, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def name(self) -> str:
        """The cadre's name, or empty."""
        return self.cadre.name or ""

    def held_on(self, day: str) -> Posting | None:
        """The posting that holds on a day (ISO); the latest of several, None where there is none."""
        return next((one for one in reversed(self.postings) if holds_on(one, day)), None)

    def posting_in(self, month: str) -> Posting | None:
        """The posting in a month (YYYY-MM): the latest that held on any of its days; None where none did."""
        first, last = days_bounds(month)
        held = [one for one in self.postings if one.start and one.start <= last and (one.end or last) >= first]
        return held[-1] if held else None

    def role_in(self, month: str) -> str | None:
        """The post in a month; None where there is none, and where nobody said which."""
        held = self.posting_in(month)
        return held.role if held else None


class Days(NamedTuple):
    """How a month, or several, were spent, in days.

    Attributes:
        whole: days of the calendar that were asked about.
    """

    whole: int
    present: int = 0
    meeting: int = 0
    trip: int = 0
    leave: int = 0
    rest: int = 0
    absent: int = 0

    @property
    def entered(self) -> int:
        """Days of which somebody said where the cadre was."""
        return sum(self[1:])

    @property
    def missing(self) -> int:
        """Days that nobody entered."""
        return self.whole - self.entered

    @property
    def on_duty(self) -> int:
        """In the village, at a meeting or on a business trip (在岗)."""
        return self.present + self.meeting + self.trip

    @property
    def owed(self) -> int:
        """Days that were entered and were no days off: what the rate is a share of."""
        return self.entered - self.rest

    @property
    def rate(self) -> int | None:
        """Share of the owed days on duty, in hundredths of a percent, half up; None of nothing."""
        return half_up(self.on_duty * 10_000, self.owed) if self.owed else None

    def towards(self, *, away_counts: bool) -> int:
        """Days that count towards those owed to the village in a month; meetings and trips where the office says so."""
        return self.on_duty if away_counts else self.present


KINDS: Final = Days._fields[1:]
"""The codes of days, in the order in which `Days` counts them."""


def holds_on(posting: Posting, day: str) -> bool:
    """Whether somebody is at a post on a day; the last day counts."""
    return bool(posting.start) and (posting.start or "") <= day and (not posting.end or day <= posting.end)


@cache
def days_bounds(month: str) -> tuple[str, str]:
    """First and last day (ISO) of a month (YYYY-MM)."""
    return f"{month}-01", f"{month}-{days_in(month):02d}"


@cache
def days_in(month: str) -> int:
    """How many days a month (YYYY-MM) has; 0 for what is no month."""
    year, _dash, part = month.partition("-")
    try:
        return calendar.monthrange(int(year), int(part))[1]
    except ValueError:
        return 0


@cache
def signs() -> Mapping[str, str]:
    """Code of a day → the sign that stands for it in the monthly sheet."""
    return {one.code: one.more["sign"] for one in code_list("attendance_code").choices()}


def entered_days(month: Attendance) -> Iterator[tuple[int, str]]:
    """(day, code) of the days of a month that exist and were entered."""
    for place, key in enumerate(DAY_KEYS[: days_in(month.month or "")], 1):
        code = getattr(month, key)
        if code:
            yield place, code


def days_of(month: Attendance, until: str = "9999", posted: Posted | None = None) -> Days:
    """How a month was spent up to a day (ISO); later days and codes of a newer program are not counted.

    Where it is told who was posted when (`posted`), days without a post are asked of nobody, though those that were entered count.
    """
    text = month.month or ""
    codes = {place: code for place, code in entered_days(month) if f"{text}-{place:02d}" <= until}
    counts = Counter(codes.values())
    whole = 0
    for place in range(1, days_in(text) + 1):
        day = f"{text}-{place:02d}"
        asked = posted is None or codes.get(place) in KINDS or bool(posted.held_on(day))
        whole += day <= until and asked
    return Days(whole, *(counts[key] for key in KINDS))


def too_few(days: Days, least: int, *, away_counts: bool) -> bool | None:
    """Whether a month has fewer days in the village than it should; None as long as days that nobody entered may decide."""
    counted = days.towards(away_counts=away_counts)
    if counted >= least:
        return False
    return True if counted + days.missing < least else None


def not_entered(month: Attendance) -> list[str]:
    """The fields of the days of a month of which nothing is known, as `days_of` counts them."""
    keys = DAY_KEYS[: days_in(month.month or "")]
    return [key for key in keys if getattr(month, key) not in KINDS]


def together(months: Iterable[Days]) -> Days:
    """Several months added up."""
    found = list(months)
    return Days(*(sum(column) for column in zip(*found, strict=True))) if found else Days(0)


def owes(one: Posted, month: str) -> bool:
    """Whether the cadre was at a post of the village team from the first to the last day of a month; of no month he owes any."""
    posts = [one.held_on(f"{month}-{place:02d}") for place in range(1, days_in(month) + 1)]
    return bool(posts) and all(post is not None and post.role in TEAM for post in posts)


def leave_days(leave: Leave) -> int | None:
    """Days of the calendar of a leave, both ends included; None where an end is missing or comes before the beginning."""
    days = days_between(leave.start, leave.end)
    return None if days is None else days + 1


def covers(leave: Leave, day: str) -> bool:
    """Whether a leave is for a day (ISO), whoever allowed it; where an end of it was not entered, it may be until he was back.

    The day of return (销假) is none of the leave, nor is any after it, though it was asked for longer.
    """
    return (leave.start or "") <= day <= (leave.end or day) and not (leave.back_on and day >= leave.back_on)


def allowed_on(leaves: Iterable[Leave], day: str) -> bool:
    """Whether a leave that somebody approved covers a day (ISO)."""
    return any(one.approver and covers(one, day) for one in leaves)


def without_slip(month: Attendance, leaves: Iterable[Leave]) -> list[int]:
    """The days of a month (numbers) that are marked as leave and of which no leave is kept."""
    known = tuple(leaves)
    marked = (place for place, code in entered_days(month) if code == LEAVE)
    return [place for place in marked if not any(covers(one, f"{month.month}-{place:02d}") for one in known)]


def sums(lines: Iterable[AssessmentLine]) -> dict[str, int | None]:
    """The weights of an assessment and each column of its scores added up, in hundredths; None where no line has any."""
    every = tuple(lines)
    columns = {key: [number(getattr(line, key)) for line in every] for key in ("weight", *SCORES)}
    known = {key: [value for value in column if value is not None] for key, column in columns.items()}
    return {key: sum(values) if values else None for key, values in known.items()}
