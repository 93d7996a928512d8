# SPDX-License-Identifier: MIT
"""From which day to which the income of a year is counted (domain.md §2.1): calendar year, later 1 October to 30 September.

When the change came differs from place to place, so it is no constant: the settings (`income_period` in the table of
lines) say from which year on which month begins the period, and with what source.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUARTERS: Final = {"0": (-1, 10), "1": (0, 1), "2": (0, 4), "3": (0, 7), "4": (0, 10)}  # years on, first month
_DAY: Final = dt.timedelta(days=1)


class Period(NamedTuple):
    """Two days (ISO) and all between them."""

    first: str
    last: str

    def holds(self, other: Period) -> bool:
        """Whether all of another stretch of time lies within."""
        return self.first <= other.first and other.last <= self.last

    def words(self) -> str:
        """For sentences on the screen."""
        return _("{first}至{last}").format(first=self.first, last=self.last)


class Edition(NamedTuple):
    """From the year `since` on, the period begins with this month: 1 of the year itself, another of the year before."""

    since: int
    month: int
    source: str = ""
    confirmed: bool = False


# What resources/lines.csv ships, for case files that were put together without a file; a test compares the two.
NATIONAL: Final = (Edition(2013, 1), Edition(2016, 10))


def edition_of(year: int, editions: Iterable[Edition] = NATIONAL) -> Edition:
    """The edition that holds in a year: the latest that had begun; the calendar year before the first."""
    begun = [one for one in editions if one.since <= year and 1 <= one.month <= 12]
    return max(begun, key=lambda one: one.since, default=Edition(0, 1))


def period_of(year: int, editions: Iterable[Edition] = NATIONAL) -> Period:
    """The days whose income belongs to a year."""
    return _known(year, tuple(editions))


@lru_cache(maxsize=1_024)
def _known(year: int, editions: tuple[Edition, ...]) -> Period:
    month = edition_of(year, editions).month
    if month == 1:
        return Period(f"{year}-01-01", f"{year}-12-31")
    last = dt.date(year, month, 1) - _DAY
    return Period(f"{year - 1}-{month:02d}-01", last.isoformat())


def year_of(day: str, editions: Iterable[Edition] = NATIONAL) -> int | None:
    """The year in whose period a day (ISO) lies; None where it lies in none (between two editions)."""
    known = tuple(editions)
    near = (int(day[:4]), int(day[:4]) + 1)
    return next((year for year in near if period_of(year, known).holds(Period(day, day))), None)


@cache
def quarter(year: int, code: str) -> Period | None:
    """The days of a quarter (code list income_quarter) as a year's ledger means it; None for an unknown code."""
    if code not in _QUARTERS:
        return None
    on, month = _QUARTERS[code]
    begun = dt.date(year + on, month, 1)
    ended = dt.date(begun.year + month // 10, (month + 2) % 12 + 1, 1) - _DAY
    return Period(begun.isoformat(), ended.isoformat())
