# SPDX-License-Identifier: MIT
"""What people entered of a procedure, and the state that follows from it."""

from __future__ import annotations

import datetime as dt

from villagedesk.models.catalogue.procedure import (
    Meeting,
    MeetingItem,
    Notice,
    NoticeItem,
    Process,
    ProcessStep,
)
from villagedesk.models.doings import Facts, Posting, Vote
from villagedesk.models.procedures import state_of
from villagedesk.models.templates import Limit, template_of

TODAY = dt.date(2026, 3, 2)
LIMITS = {
    ("notice_days", "识别、退出公示（村）"): Limit(7, "实施细则", confirmed=False),
    ("notice_days", "识别、退出公示（乡镇）"): Limit(7, "实施细则", confirmed=False),
    ("notice_days", "监测对象公示"): Limit(5, "监测工作要求", confirmed=False),
    ("monitoring_days", "全国"): Limit(15, "监测工作要求", confirmed=True),
    ("notice_first_day", "全国"): Limit(1),
}
PROCESS = Process(id="p", household="h", template="monitor_2021", year=2026, turn=1, started_on="2026-02-01")


def done(step, day, result=None, turn=1, **more):
    return ProcessStep(id=f"{step}{turn}", process="p", step=step, round=turn, done=day, result=result, **more)


def state(*steps, key="monitor_2021", today=TODAY, limits=LIMITS, process=PROCESS, **more):
    facts = Facts(process.having(template=key), tuple(steps), **more)
    return state_of(template_of(key), facts, today, limits)


def a_vote(favour, present=20, expected=30, day="2026-02-10", kind="appraisal", **item):
    meeting = Meeting(id=f"m{day}", kind=kind, date=day, expected=expected, present=present)
    return Vote(meeting, MeetingItem(id=f"i{day}", process="p", in_favour=favour, **item))


def a_notice(start, end, kind="village", any_objection=None, row="n", **item):
    notice = Notice(id=row, kind=kind, start=start, end=end, objected=any_objection)
    return Posting(notice, NoticeItem(id=f"i{row}", process="p", **item))


def statuses(found):
    return {one.step.key: one.status for one in found.steps}


BEFORE_VOTE = (done("clue", "2026-02-02"), done("survey", "2026-02-04"), done("consent", "2026-02-04"))
BEFORE_NOTICE = (*BEFORE_VOTE, done("appraisal", "2026-02-06", "passed"))


def the_notice(start="2026-02-07", end="2026-02-11", result="passed"):
    return ProcessStep(id="no", process="p", step="notice_village", round=1, start=start, done=end, result=result)
