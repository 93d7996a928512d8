# SPDX-License-Identifier: MIT
"""驻村: one entry for each month of each cadre at a post, and for each posting, leave, pledge, assessment and reward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.posting import Attendance, Pledge, Reward
from villagedesk.models.posting import days_bounds, days_of, owes, too_few
from villagedesk.models.rollups import posting as facts
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.services.books.posting import posted_in, touches
from villagedesk.services.figures.tallies.entries import Entries, span_of
from villagedesk.services.opening.files import villages
from villagedesk.services.standards.lines import values_near
from villagedesk.store import reads, rollups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.posting import Days, Posted
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store

_MONTHS: Final = 12


def gather(store: Store, year: int, watching: Watching) -> Entries:
    """What was kept of a year as it stood at its end, or stands today."""
    first, day = span_of(store, year)
    value = values_near(store)
    found = []
    for village in villages(store):
        watching.check()
        for one in posted_in(store, village, year):
            for month in _months(one, year, day):
                limits = (
                    value("attendance_days", village, f"{month}-01"),
                    value("attendance_duty", village, f"{month}-01"),
                )
                found.append(_entry(village, _month(one, month, day, limits)))
            found += [_entry(village, known) for known in _records(one, first, day)]
        found += [_entry(village, known) for known in _papers(store, village, first, day)]
    return Entries(found)


def _entry(village: str, known: dict[str, Any]) -> Entry:
    return Entry("", "", village, "", known)


def _months(one: Posted, year: int, day: str) -> Iterator[str]:
    """The months that have begun, in which he was at a post or of which days were entered."""
    entered = {month.month for month in one.months}
    for number in range(1, _MONTHS + 1):
        month = f"{year}-{number:02d}"
        if days_bounds(month)[0] <= day and (month in entered or one.posting_in(month) is not None):
            yield month


def _month(one: Posted, month: str, day: str, limits: tuple[int | None, int | None]) -> dict[str, Any]:
    entered = next((each for each in one.months if each.month == month), None)
    days = days_of(entered or Attendance(month=month), day, one)
    known: dict[str, Any] = {
        facts.WHAT: "month",
        facts.CADRE: one.cadre.id,
        facts.ROLE: one.role_in(month),
        facts.MONTH: int(month[5:]),
        facts.SHORT: int(
            entered is not None and days_bounds(month)[1] <= day and owes(one, month) and _short(days, limits)
        ),
        CALLED: f"{one.name} {month}".strip(),
    }
    return known | {facts.spent(name): getattr(days, name) for name in facts.SPENT}


def _short(days: Days, limits: tuple[int | None, int | None]) -> bool:
    least, away = limits
    return least is not None and away is not None and bool(too_few(days, least, away_counts=bool(away)))


def _records(one: Posted, first: str, day: str) -> Iterator[dict[str, Any]]:
    """Postings that held in the year, those that ended in it, leave and assessments."""
    for post in one.postings:
        if touches(post, first, day):
            yield _told(one.cadre.id, "posting", one.name, post.start, **{facts.ROLE: post.role})
        if post.end and first <= post.end <= day:
            yield _told(one.cadre.id, "ended", one.name, post.end, **{"posting.ending": post.ending})
    for leave in one.leaves:
        if (leave.start or first) <= day:
            kinds = {"leave.kind": leave.kind, "leave.approver_level": leave.approver_level}
            yield _told(one.cadre.id, "leave", one.name, leave.start, **kinds)
    for each in one.assessments:
        if (each.date or first) <= day:
            kinds = {"assessment.level": each.level, "assessment.period": each.period}
            yield _told(one.cadre.id, "assessment", one.name, each.date, **kinds)


def _papers(store: Store, village: str, first: str, day: str) -> Iterator[dict[str, Any]]:
    """Letters of responsibility that run in the year, and rewards of it."""
    pledges = [
        one
        for one in reads.of_owner(store, Pledge, village)
        if (one.start or one.date or first) <= day and (one.end or day) >= first
    ]
    rewards = reads.where(store, Reward, "village = ? AND date >= ? AND date <= ?", (village, first, day), "date, id")
    for pledge in pledges:
        signed = None if pledge.signed is None else int(pledge.signed is True)
        kinds = {"pledge.kind": pledge.kind, facts.SIGNED: signed}
        yield _told(pledge.cadre or "", "pledge", _name(store, pledge.cadre), pledge.date, **kinds)
    for reward in rewards:
        yield _told(
            reward.cadre or "", "reward", _name(store, reward.cadre), reward.date, **{"reward.kind": reward.kind}
        )


def _name(store: Store, cadre: str | None) -> str:
    return next(iter(rollups.names(store, {cadre})), "") if cadre else ""


def _told(cadre: str, what: str, name: str, day: str | None, **kinds: Any) -> dict[str, Any]:
    return {facts.WHAT: what, facts.CADRE: cadre, CALLED: f"{name} {day or ''}".strip(), **kinds}
