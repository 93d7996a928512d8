# SPDX-License-Identifier: MIT
"""Checks I08, I09, K15 and K16: the visits, their distance, and what looks as if it had been copied (domain.md §4.3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rounds import told
from villagedesk.models.checks.rules import (
    Found,
    Rule,
    Surroundings,
    problem,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import in_programme
from villagedesk.models.codes import code_list
from villagedesk.models.problem import Level
from villagedesk.models.visiting import Helping, Interval, Intervals, duties, duties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Helper
    from villagedesk.models.catalogue.help import Visit
    from villagedesk.models.visiting import Duty

I08: Final = ("I08", Level.DOUBT)
I09: Final = ("I09", Level.DOUBT)
K15: Final = ("K15", Level.DOUBT)
K16: Final = ("K16", Level.DOUBT)
_GENERAL: Final = "一般户"
_BY_CARE: Final = {"red": "红色户", "yellow": "黄色户", "blue": "蓝色户"}
"""Care level → what the line of the visit interval is about; that of a role is about the role's name."""


@cache
def _roles() -> dict[str, str]:
    """Role of a helper → what the line of the interval is about."""
    return {entry.code: entry.label for entry in code_list("pairing_role").choices()}


def _intervals(around: Surroundings, year: int) -> Intervals:
    """The office's intervals of a year."""

    def interval(about: str) -> Interval:
        return Interval(around.limit("visit_interval", year, about) or None, about)

    def together() -> Intervals:
        roles = {code: interval(about) for code, about in _roles().items()}
        return Intervals(interval(_GENERAL), {code: interval(about) for code, about in _BY_CARE.items()}, roles)

    return around.once((I08, year), together)


def _overdue(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I08: what is owed to the household (`models.visiting`) and late, by its care level and by the role of each helper.

    Looked at on the last day of the year, or today while the year is running.
    """
    day = around.day(case.year)
    helpers = case.helpers_on(day)
    if not in_programme(case) or not helpers:
        return  # I05 tells that nobody answers for it
    intervals = _intervals(around, case.year)
    if intervals.of_household(case.care_on(day)[0]).days is None:
        yield unjudged_line(I08, "visit_interval")
    rows = {helper.cadre.id: helper.pairing.id for helper in helpers}
    for duty in _owed(case, intervals, helpers, day):
        if duty.unknown:
            whose = duty.helper.cadre if duty.helper else helpers[0].cadre.id
            yield unjudged(I08, "pairing.start", rows[whose], duty.helper.name if duty.helper else "")
        elif duty.overdue:
            yield _late(case, duty)


def _owed(case: CaseFile, intervals: Intervals, helpers: list[Helper], day: str) -> list[Duty]:
    """What is owed on a day; without a helper whose role has an interval of its own, who came does not matter."""
    today = dt.date.fromisoformat(day)
    roles = {helper.pairing.role or "" for helper in helpers}
    if any(interval.days for role, interval in intervals.roles.items() if role in roles):
        return duties_of(case, intervals, today)
    last = max((visit.date for visit in case.seen if visit.date and visit.date <= day), default="")
    helping = [
        Helping(one.cadre.id, one.cadre.name or "", one.pairing.role or "", one.pairing.start or "") for one in helpers
    ]
    return duties(helping, case.care_on(day), {"": last}, intervals, today)


def _late(case: CaseFile, duty: Duty) -> Found:
    row = next((visit.id for visit in case.seen if visit.date == duty.last), case.household.id)
    since = (
        _("上次走访{last}").format(last=duty.last) if duty.last else _("自{since}起一次也没有").format(since=duty.since)
    )
    text = _("应在{due}前进行，已超{over}天（{since}，按{name}每{days}天一次）").format(
        due=duty.due, over=duty.over, since=since, name=duty.interval.name, days=duty.interval.days
    )
    found = problem(I08, "visit.date", row, text, _("请安排走访并据实登记；已走访未登记的请补登"))
    return found.at(field=_("走访"), person=duty.helper.name if duty.helper else "")


def _same_visit(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I09: the same day by the same person, entered on two computers (M26); and one cadre at two places at once."""
    first: dict[tuple[str, str], int] = Counter(
        (visit.date, visit.cadre or visit.visitors or "") for visit in case.visits if visit.date
    )
    seen: set[tuple[str, str]] = set()
    for visit in case.visits:
        if not visit.date or not (visit.cadre or visit.visitors):
            yield from _unknown(I09, visit)
        key = visit.date or "", visit.cadre or visit.visitors or ""
        if all(key) and key in seen:
            yield problem(
                I09, "visit.date", visit.id, _("由同一人走访登记了{count}次").format(count=first[key]),
                _("请核对是否在两台电脑上重复登记；重复的移入回收站"), value=visit.date or "",
            )  # fmt: skip
        seen.add(key)
    yield from _two_places(case, around)


def _unknown(rule: tuple[str, Level], visit: Visit) -> Iterator[Found]:
    """The day of a visit and who made it, where nobody entered them."""
    if not visit.date:
        yield unjudged(rule, "visit.date", visit.id)
    if not visit.cadre and not visit.visitors:
        yield unjudged(rule, "visit.cadre", visit.id)


def _two_places(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    least = around.limit("check_i09_households", case.year)
    if least is None and case.visits:
        yield unjudged_line(I09, "check_i09_households")
    for visit in case.visits:
        who, day = visit.cadre or "", visit.date or ""
        if (who, day) in around.rounds.away:
            yield problem(
                I09, "visit.cadre", visit.id, _("{day}在请假，却登记了走访").format(day=day),
                _("请核对走访日期、请假记录和考勤"), value=visit.visitors or "",
            )  # fmt: skip
        households, villages = around.rounds.days.get((who, day), (0, 0))
        if least is not None and households >= least and villages > 1:
            yield problem(
                I09, "visit.date", visit.id,
                _("同一责任人当天走访了{villages}个村的{households}户").format(villages=villages, households=households),
                _("请核对走访日期和走访责任人"), value=day,
            )  # fmt: skip
        at_once = around.rounds.minutes.get((who, day, visit.time or ""), 0)
        if at_once > 1:
            yield problem(
                I09, "visit.time", visit.id, _("同一责任人在同一时间走访了{count}户").format(count=at_once),
                _("请核对到户时间"), value=visit.time or "",
            )  # fmt: skip


def _copied(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K15: the same text in several visits, of this household or of the whole file. Short texts (无变化) may recur.

    Copies in other households are looked for over the whole file only, not while one household is being saved.
    """
    times, least = around.limit("check_k15_times", case.year), around.limit("check_k15_length", case.year)
    texts: dict[str, list[Visit]] = defaultdict(list)
    if times is None or least is None:
        if case.visits:
            yield unjudged_line(K15, "check_k15_times" if times is None else "check_k15_length")
        return
    times = max(times, 2)  # a text that stands nowhere else is no copy, whatever the office has set
    if len(case.visits) < times and not around.rounds.copies:
        return
    for visit in case.visits:
        texts[told(visit)].append(visit)
    for text, visits in texts.items():
        count = max(len(visits), around.rounds.copies.get(text, 0))
        if text and len(text) >= least and count >= times:
            key = next(key for key in ("changes", "problems", "help_given", "policies") if getattr(visits[-1], key))
            yield problem(
                K15, f"visit.{key}", visits[-1].id, _("与其他走访记录完全相同，共{count}次").format(count=count),
                _("走访记录应写明当次的实际情况，请核对是否复制"), value=getattr(visits[-1], key),
            )  # fmt: skip


def _all_on_one_day(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K16: a cadre all of whose visits of the year, to many households, bear one date."""
    least = around.limit("check_k16_households", case.year)
    if least is None:
        if case.visits:
            yield unjudged_line(K16, "check_k16_households")
        return
    for visit in case.visits:
        if not visit.date or not (visit.cadre or visit.visitors):
            yield from _unknown(K16, visit)
        count = around.rounds.single_days.get(visit.cadre or "", 0)
        if count >= least:
            yield problem(
                K16, "visit.date", visit.id, _("同一责任人全年走访的{count}户都是这一天").format(count=count),
                _("请核对走访日期是否集中补填"), value=visit.date or "",
            )  # fmt: skip


RULES: Final = (
    Rule(
        "I08", "超过走访间隔", Level.DOUBT, _overdue, parameters=("visit_interval",),
        source="各地通行做法；成都市红黄蓝三色分级",
    ),
    Rule("I09", "走访重复或一天走访两村多户", Level.DOUBT, _same_visit, parameters=("check_i09_households",)),
    Rule("K15", "走访记录文字雷同", Level.DOUBT, _copied, parameters=("check_k15_times", "check_k15_length")),
    Rule("K16", "走访集中在同一天", Level.DOUBT, _all_on_one_day, parameters=("check_k16_households",)),
)  # fmt: skip
