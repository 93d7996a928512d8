# SPDX-License-Identifier: MIT
"""Check I13 of the cadres who are posted to a village: days in the village, and who allowed leave (domain.md §4.4, §9.3 I).

A day that nobody entered is neither a day in the village nor one away from it: the rule says which day it lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.models.checks.rules import Found, Surroundings, Unjudged, VillageRule, problem, shown_field, unjudged
from villagedesk.models.posting import LOCAL, days_bounds, days_of, leave_days, not_entered, owes, too_few, without_slip
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.posting import Attendance, Leave
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.posting import Posted

I13: Final = ("I13", Level.DOUBT)
_DAYS, _AWAY, _LEAVE = "attendance_days", "attendance_duty", "leave_days"
_MONTHS: Final = 12


def _attendance(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """I13: too few days of a month in the village; leave that nobody allowed, or an office that may not allow so long a one."""
    if not file.posted:
        return
    owed = around.limits("I13", file.year, _DAYS, _AWAY)
    allowed = around.limits("I13", file.year, _LEAVE)
    for missing in (owed, allowed):
        if isinstance(missing, Unjudged):
            yield missing
    for one in file.posted:
        yield from _unclear(one, file.year)
        if not isinstance(owed, Unjudged):
            yield from _months(one, file.year, around.day(file.year), *owed)
        for month in one.months:
            yield from _no_slip(one, month)
        for leave in one.leaves:
            yield from _slip(one, leave, None if isinstance(allowed, Unjudged) else allowed[0])


def _unclear(one: Posted, year: int) -> Iterator[Found]:
    """Postings of which nobody knows what is owed, or since when."""
    for post in one.postings:
        if not post.end or post.end >= f"{year}-01-01":
            for key in ("start", "role"):
                if not getattr(post, key):
                    yield unjudged(I13, f"posting.{key}", post.id, one.name)


def _months(one: Posted, year: int, day: str, least: int, away: int) -> Iterator[Found]:
    """The months that are over and of which he owed all days."""
    entered = {month.month: month for month in one.months}
    empty = []
    for number in range(1, _MONTHS + 1):
        text = f"{year}-{number:02d}"
        if days_bounds(text)[1] > day or not owes(one, text):
            continue
        if text in entered:
            yield from _month(one, entered[text], least, away_counts=bool(away))
        else:
            empty.append(str(number))
    if empty:
        label = _("{months}月考勤").format(months=listed(empty))
        yield Unjudged("I13", "posting", one.postings[-1].id, "start", label, one.name)


def _month(one: Posted, month: Attendance, least: int, *, away_counts: bool) -> Iterator[Found]:
    days = days_of(month)
    few = too_few(days, least, away_counts=away_counts)
    if few is None:
        yield unjudged(I13, f"attendance.{not_entered(month)[0]}", month.id, _whose(one, month))
    if not few:
        return
    text = (
        _("驻村{days}天，少于{least}天")
        if not days.missing
        else _("驻村{days}天，加上没有登记的{missing}天也少于{least}天")
    )
    yield problem(
        I13, "attendance.month", month.id, text.format(days=days.towards(away_counts=away_counts), least=least, missing=days.missing),
        _("请核对考勤；确有原因的，写明后豁免"), value=month.month or "", person=one.name,
    )  # fmt: skip


def _no_slip(one: Posted, month: Attendance) -> Iterator[Found]:
    days = without_slip(month, one.leaves)
    if days:
        path = f"attendance.{DAY_KEYS[days[0] - 1]}"
        text = _("没有请假记录") if len(days) == 1 else _("等{count}天没有请假记录").format(count=len(days))
        yield problem(
            I13, path, month.id, text, _("请登记请假及其审批人，或改正考勤"),
            value=shown_field(path, "leave"), person=_whose(one, month),
        )  # fmt: skip


def _slip(one: Posted, leave: Leave, most: int | None) -> Iterator[Found]:
    if not leave.approver:
        yield problem(
            I13, "leave.approver", leave.id, _("没有填写"), _("请填写批准请假的人；没有批准的，不要登记为请假"), person=one.name
        )  # fmt: skip
    days = leave_days(leave)
    if days is None and leave.start and leave.end:
        yield problem(
            I13, "leave.end", leave.id, _("早于请假开始日期{start}").format(start=leave.start), _("请核对起止日期"),
            value=leave.end, person=one.name,
        )  # fmt: skip
    elif days is None:
        yield unjudged(I13, "leave.end" if leave.start else "leave.start", leave.id, one.name)
    elif most is not None and days > most:
        yield from _too_long(one, leave, days, most)


def _too_long(one: Posted, leave: Leave, days: int, most: int) -> Iterator[Found]:
    if not leave.approver_level:
        yield unjudged(I13, "leave.approver_level", leave.id, one.name)
    elif leave.approver_level in LOCAL:
        yield problem(
            I13, "leave.approver_level", leave.id,
            _("无权批准{days}天的请假，乡镇最多批准{most}天").format(days=days, most=most),
            _("请报县委组织部批准，或核对请假天数"),
            value=shown_field("leave.approver_level", leave.approver_level), person=one.name,
        )  # fmt: skip


def _whose(one: Posted, month: Attendance) -> str:
    return f"{one.name} {month.month or ''}".strip()


RULES: Final = (
    VillageRule(
        "I13",
        "驻村天数不足，请假无审批",
        Level.DOUBT,
        _attendance,
        parameters=(_DAYS, _AWAY, _LEAVE),
        source="广西驻村工作规定；各地不一",
    ),
)
