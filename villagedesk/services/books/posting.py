# SPDX-License-Identifier: MIT
"""Who is posted to a village, and what is kept of them there: for a month of attendance, for rules, sums and papers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.posting import Assessment, AssessmentLine, Attendance, Duty, DutyTick, Leave, Posting
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.codes import code_list
from villagedesk.models.posting import Posted, leave_days, sums
from villagedesk.models.values.show import heading_of, shown
from villagedesk.store import reads
from villagedesk.store.pinyin import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store

_Kept = TypeVar("_Kept", Posting, Attendance, Leave, Assessment)
_OF_VILLAGE: Final = "village = ?"
_DECEMBER: Final = 12
_VOTES: Final = ("votes_excellent", "votes_competent", "votes_basic", "votes_incompetent")


class MonthLine(NamedTuple):
    """A cadre in a month.

    Attributes:
        posted: his postings and leaves, and the month if anybody began to enter it.
        month: what was entered; without an id, and without any day, where nobody has begun.
    """

    posted: Posted
    month: Attendance


def posted_in(store: Store, village: str, year: int) -> tuple[Posted, ...]:
    """Everybody of whom anything is kept in a village for a year, by name: posted then, or entered without a posting."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    postings = _by_cadre(reads.of_owner(store, Posting, village))
    months = _by_cadre(
        reads.where(store, Attendance, f"{_OF_VILLAGE} AND month LIKE ?", (village, f"{year}-%"), "month")
    )
    leaves = _by_cadre(_leaves(store, village, first, last))
    assessed = _by_cadre(reads.where(store, Assessment, f"{_OF_VILLAGE} AND year = ?", (village, year), "date, id"))
    at_posts = {cadre for cadre, held in postings.items() if any(touches(one, first, last) for one in held)}
    on_leave = {cadre for cadre, kept in leaves.items() if not all(_open_since_before(one, first) for one in kept)}
    return tuple(
        Posted(cadre, postings[cadre.id], months[cadre.id], leaves[cadre.id], assessed[cadre.id])
        for cadre in _cadres(store, at_posts | set(months) | on_leave | set(assessed))
    )


def month_lines(store: Store, village: str, month: str) -> list[MonthLine]:
    """Who was at a post in a village in a month (YYYY-MM), and who has days in it; first secretaries first, then by name."""
    order = {one.code: place for place, one in enumerate(code_list("posting_role").choices())}
    found = []
    for one in posted_in(store, village, int(month[:4])):
        entered = next((each for each in one.months if each.month == month), None)
        if entered is not None or one.posting_in(month) is not None:
            blank = Attendance(village=village, cadre=one.cadre.id, month=month)
            found.append(MonthLine(one, entered or blank))
    return sorted(found, key=lambda line: order.get(line.posted.role_in(month) or "", len(order)))


def line_of(store: Store, village: str, month: str, cadre: str) -> MonthLine:
    """The line of a cadre who has none in a month, since nobody posted him then: what was typed of him needs one."""
    year = month[:4]
    (found,) = _cadres(store, {cadre})
    postings = _by_cadre(reads.of_owner(store, Posting, village))[cadre]
    leaves = _by_cadre(_leaves(store, village, f"{year}-01-01", f"{year}-12-31"))[cadre]
    return MonthLine(Posted(found, postings, (), leaves), Attendance(village=village, cadre=cadre, month=month))


def known_months(store: Store, village: str, today: str) -> list[str]:
    """The months (YYYY-MM) from the first posting or first entered month to the present one, the latest first."""
    begun = [one.start[:7] for one in reads.of_owner(store, Posting, village) if one.start and one.start <= today]
    begun += [one.month for one in reads.of_owner(store, Attendance, village) if one.month]
    now = today[:7]
    year, part = map(int, min([*begun, now]).split("-"))
    found = []
    while f"{year}-{part:02d}" <= now:
        found.append(f"{year}-{part:02d}")
        year, part = (year, part + 1) if part < _DECEMBER else (year + 1, 1)
    return found[::-1]


def touches(posting: Posting, first: str, last: str) -> bool:
    """Whether somebody was at a post within a time; where nobody said since when, he may have been."""
    return (posting.start or first) <= last and (posting.end or last) >= first


def _open_since_before(leave: Leave, first: str) -> bool:
    """Whether a leave began before a day (ISO) and nobody said when it ended: who has left the village takes none any more."""
    return bool(leave.start) and (leave.start or "") < first and not (leave.end or leave.back_on)


def _leaves(store: Store, village: str, first: str, last: str) -> list[Leave]:
    """Those that touch the time, and those of which nobody said when they were; of swapped days the earlier is the first.

    One of which only the beginning is known may go on until somebody is back (销假).
    """
    over = 'coalesce("end", back_on)'
    touching = (
        f"(start IS NULL OR min(start, coalesce({over}, start)) <= ?)"
        f" AND ({over} IS NULL OR max({over}, coalesce(start, {over})) >= ?)"
    )
    return reads.where(store, Leave, f"{_OF_VILLAGE} AND {touching}", (village, last, first), "start, id")


def _by_cadre(records: Iterable[_Kept]) -> defaultdict[str, tuple[_Kept, ...]]:
    found: defaultdict[str, tuple[_Kept, ...]] = defaultdict(tuple)
    for one in records:
        found[one.cadre or ""] += (one,)
    return found


def _cadres(store: Store, ids: set[str]) -> list[Cadre]:
    """By name; one who is gone from the list of cadres still stands where he has days."""
    known = {one.id: one for one in reads.with_ids(store, Cadre, ids)}
    every = [known.get(row) or Cadre(id=row) for row in ids if row]
    return sorted(every, key=lambda one: (sort_key(one.name or ""), one.id))


def tell(store: Store, record: Record) -> str:
    """What follows from a leave, a duty or an assessment as it was saved: days, months done, sums of scores."""
    match record:
        case Leave():
            days = leave_days(record)
            return _("请假共{days}天（起止日期都算在内）。").format(days=days) if days else ""
        case Duty():
            done = sum(one.done is True for one in reads.of_owner(store, DutyTick, record.id))
            return _("已打钩{count}个月。").format(count=done) if done else ""
        case Assessment():
            return _scores(store, record)
    return ""


def _scores(store: Store, record: Assessment) -> str:
    spec = entity_spec("assessment_line")
    added = sums(reads.of_owner(store, AssessmentLine, record.id))
    parts = (f"{heading_of(spec[key])} {shown(spec[key], value)}" for key, value in added.items() if value is not None)
    told = listed(parts)
    votes = [getattr(record, key) for key in _VOTES]
    cast = sum(one for one in votes if isinstance(one, int))
    found = [_("合计：{sums}。").format(sums=told)] if told else []
    if isinstance(record.voters, int) and None not in votes and cast != record.voters:
        text = _("各等次票数共{cast}票，与参加测评人数{voters}不同，请核对。")
        found.append(text.format(cast=cast, voters=record.voters))
    return "".join(found)
