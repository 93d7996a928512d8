# SPDX-License-Identifier: MIT
"""When a household must be visited again, by whose interval, and why (domain.md §4.3). Computed, never stored.

There is no national number: intervals are lines of the office (`services.standards.lines`), by care level and by the helper's role.
Two sorts of duty follow: the household as a whole (whoever comes), and each present helper by himself where his role has an
interval. A household without a helper and without a care level owes nothing: it is told elsewhere that nobody answers for it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile

_PARTED = re.compile(r"[,，、;；/|\s]+")


class Interval(NamedTuple):
    """How often, in days; None where the office has set nothing. `name` and `source` say by which line."""

    days: int | None
    name: str
    source: str = ""
    confirmed: bool = False


class Intervals(NamedTuple):
    """The lines of an office: for households without a level, by care level, by the helper's role (codes)."""

    general: Interval
    levels: Mapping[str, Interval]
    roles: Mapping[str, Interval]

    def of_household(self, level: str) -> Interval:
        """The interval of a household of this level; without a value for the level that of households without one."""
        found = self.levels.get(level)
        return found if found is not None and found.days else self.general

    @property
    def demanding_roles(self) -> frozenset[str]:
        """The roles whose holders have an interval of their own."""
        return frozenset(role for role, interval in self.roles.items() if interval.days)


class Helping(NamedTuple):
    """A present helper of a household: cadre, name, role and the day from which he answers, "" where not known."""

    cadre: str
    name: str
    role: str
    start: str


class Duty(NamedTuple):
    """A visit that is owed.

    Attributes:
        helper: who owes it; None: anybody.
        since: the day from which it is owed (begin of the pairing, or of the care level), ISO; "" if not known.
        last: the last visit that counts for it; "" if there was none.
        due: the last day on which it is not late; "" where it cannot be told, since neither `last` nor `since` is known.
        over: days past that day; 0 on the day itself, negative before; 0 where it cannot be told.
    """

    helper: Helping | None
    interval: Interval
    since: str
    last: str
    due: str
    over: int

    @property
    def overdue(self) -> bool:
        """Whether the visit is late."""
        return self.over > 0

    @property
    def unknown(self) -> bool:
        """Whether nobody can tell, for want of a visit and of a day from which to count."""
        return not self.due


def duties(
    helpers: Sequence[Helping],
    level: tuple[str, str],
    visits: Mapping[str, str],
    intervals: Intervals,
    today: dt.date,
) -> list[Duty]:
    """What is owed to a household, the household's own duty first.

    Args:
        helpers: those of today.
        level: care level with the day from which it holds; empty texts without one.
        visits: the last visit (ISO, not after today) by cadre id, and by anybody under "".
        intervals: of the office.
        today: the day on which it is asked.
    """
    code, graded = level
    if not helpers and not code:
        return []
    found = []
    interval = intervals.of_household(code)
    if interval.days:
        since = graded or min((one.start for one in helpers if one.start), default="")
        found.append(_duty(None, interval, since, visits.get("", ""), graded, today))
    for helper in helpers:
        own = intervals.roles.get(helper.role)
        if own is not None and own.days:
            last = visits.get(helper.cadre, "")
            counts = last if last >= helper.start else ""
            found.append(_duty(helper, own, helper.start, counts, "", today))
    return found


def _duty(helper: Helping | None, interval: Interval, since: str, last: str, not_before: str, today: dt.date) -> Duty:
    """`not_before`: where a level began after the old interval had run out, nothing is late before it began."""
    return Duty(helper, interval, since, last, *_due(last, since, interval.days or 0, not_before, today))


@lru_cache(maxsize=4096)
def _due(last: str, since: str, days: int, not_before: str, today: dt.date) -> tuple[str, int]:
    """The last day in time, and the days past it; remembered, since thousands of households share a few hundred days."""
    begun, graded = _day(last) or _day(since), _day(not_before)
    if begun is None:
        return "", 0
    day = begun + dt.timedelta(days=days)
    if last and graded is not None:
        day = max(day, graded)
    return day.isoformat(), (today - day).days


def _day(text: str) -> dt.date | None:
    """A day; None for none, and for a text of another program's file that is no day."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def worst(owed: Iterable[Duty]) -> Duty | None:
    """The duty that is late longest, or falls due first; one that cannot be told only where there is no other."""
    return max(owed, key=lambda one: (not one.unknown, one.over), default=None)


def people_named(text: str) -> list[str]:
    """The names in a line of visitors, parted by any usual sign."""
    return [part for part in _PARTED.split(text) if part]


def last_visits(
    visits: Iterable[tuple[str | None, str | None, str | None]], names: Mapping[str, str], today: str
) -> dict[str, str]:
    """The last visit by anybody (under "") and by each cadre, from (date, cadre id, line of visitors).

    A visit counts for a cadre who is named by id, or by name (`names`: id → name) among the visitors. Visits dated after
    today have not been made yet.
    """
    found: dict[str, str] = {}
    by_name = {name: cadre for cadre, name in names.items() if name}
    for date, cadre, visitors in visits:
        if not date or date > today:
            continue
        who = {"", *(by_name[one] for one in people_named(visitors or "") if one in by_name)}
        if cadre:
            who.add(cadre)
        for one in who:
            found[one] = max(found.get(one, ""), date)
    return found


def duties_of(case: CaseFile, intervals: Intervals, today: dt.date) -> list[Duty]:
    """What is owed to the household of a case file."""
    day = today.isoformat()
    helpers = [
        Helping(one.cadre.id, one.cadre.name or "", one.pairing.role or "", one.pairing.start or "")
        for one in case.helpers_on(day)
    ]
    names = {one.cadre: one.name for one in helpers}
    seen = last_visits(((one.date, one.cadre, one.visitors) for one in case.seen), names, day)
    return duties(helpers, case.care_on(day), seen, intervals, today)
