# SPDX-License-Identifier: MIT
"""Working days, as far as a program without a network can know them: Monday to Friday.

Which weekdays are off and which Saturdays are worked is announced for each year; nobody here knows it of coming years. What
is counted by these days says so, and is never an error by itself.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

_WEEK: Final = 7
_WORKED: Final = 5  # Monday to Friday


def is_workday(day: dt.date) -> bool:
    """Whether a day is none of a weekend."""
    return day.weekday() < _WORKED


def workdays_between(since: dt.date, until: dt.date) -> int:
    """Working days after the first day, up to and with the last (民法典 art. 201: the first does not count).

    Negative where the last comes before the first.
    """
    if until < since:
        return -workdays_between(until, since)
    weeks, rest = divmod((until - since).days, _WEEK)
    return weeks * _WORKED + sum(is_workday(until - dt.timedelta(days=back)) for back in range(rest))


def after_workdays(day: dt.date, count: int) -> dt.date:
    """The last of so many working days after a day; the day itself for none."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_workday(day)
    return day
