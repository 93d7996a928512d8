# SPDX-License-Identifier: MIT
"""Cadres at their posts in a village: posting, attendance, leave, duties, pledges, assessment (domain.md §1B L1–L5, §4.4).

Everything here belongs to a village and names the cadre. A month of attendance is one row with a field for each day: two
offices that enter the same month write the same row (its id follows from village, cadre and month), and each day is a cell
of its own, so that days which only one of them enters are simply there in both, and whoever entered a day differently is
asked about that day alone. A row for each day would say the same thirty times over.
"""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.shared import ON_PAPER, village
from villagedesk.models.catalogue.spec import (
    Flag,
    Group,
    Kind,
    Number,
    Record,
    Scope,
    Sensitivity,
    Text,
    entity,
    field,
)

PUBLIC: Final = Sensitivity.PUBLIC
DAYS: Final = Group("每日考勤", "Attendance by day")
ENDED: Final = Group("结束派驻", "End of the posting")
CHECKED: Final = Group("审核", "Checking")
APPROVAL: Final = Group("审批", "Approval")
RUNNING: Final = Group("履行", "Carrying out")
VOTES: Final = Group("民主测评", "Votes")
VERDICT: Final = Group("考核结果", "Result")
DAY_KEYS: Final = tuple(f"d{number:02d}" for number in range(1, 32))
"""The fields of a month, from the first day to the last."""


def _cadre(label: str = "驻村干部", **more: Any) -> Any:
    return field(label, "Cadre", Kind.REF, ref="cadre", sensitivity=PUBLIC, **{"required": True, **more})


@entity("posting", "派驻", "Posting", Scope.EVENT, parent="village")
class Posting(Record):
    """A cadre is posted to a village from a day to a day; rotation ends one posting and begins another."""

    village: Text = village(sensitivity=PUBLIC)
    cadre: Text = _cadre()
    role: Text = field("派驻岗位", "Post", Kind.CODE, codes="posting_role", sensitivity=PUBLIC, required=True)
    batch: Text = field("派驻批次", "Batch", sensitivity=PUBLIC, hint="如 2016年第二批", hint_en="e.g. “2016年第二批”")
    assigned_on: Text = field("选派日期", "Assigned on", Kind.DATE, sensitivity=PUBLIC)
    assigned_by: Text = field("选派单位", "Assigned by", sensitivity=PUBLIC, offers="unit")
    document_no: Text = field("选派文号", "Number of the document", sensitivity=PUBLIC)
    start: Text = field("到岗日期", "At the post since", Kind.DATE, sensitivity=PUBLIC, required=True)
    due: Text = field("派驻期满日期", "Term ends on", Kind.DATE, sensitivity=PUBLIC)
    match: Text = field(
        "对口选配",
        "Why this village",
        Kind.NOTE,
        hint="如 农业技术人员到产业村",
        hint_en="How the cadre fits the village",
    )
    end: Text = field("离岗日期", "Until", Kind.DATE, ENDED, sensitivity=PUBLIC)
    ending: Text = field("结束原因", "How it ended", Kind.CODE, ENDED, codes="posting_end", asked="end")
    handed_over: Text = field("交接情况", "Handing over", Kind.NOTE, ENDED, asked="end")
    note: Text = field("派驻备注", "Note", Kind.NOTE)


def _day(number: int) -> Any:
    return field(f"第{number}日", f"Day {number}", Kind.CODE, DAYS, codes="attendance_code", short=str(number))


@entity(
    "attendance", "考勤", "Attendance", Scope.EVENT, parent="village", natural=("village", "cadre", "month")
)  # fmt: skip
class Attendance(Record):
    """Where a cadre was on the days of a month. A day that nobody entered is empty and never counts as in the village."""

    village: Text = village(sensitivity=PUBLIC)
    cadre: Text = _cadre()
    month: Text = field("考勤月份", "Month", Kind.MONTH, sensitivity=PUBLIC, required=True)
    d01: Text = _day(1)
    d02: Text = _day(2)
    d03: Text = _day(3)
    d04: Text = _day(4)
    d05: Text = _day(5)
    d06: Text = _day(6)
    d07: Text = _day(7)
    d08: Text = _day(8)
    d09: Text = _day(9)
    d10: Text = _day(10)
    d11: Text = _day(11)
    d12: Text = _day(12)
    d13: Text = _day(13)
    d14: Text = _day(14)
    d15: Text = _day(15)
    d16: Text = _day(16)
    d17: Text = _day(17)
    d18: Text = _day(18)
    d19: Text = _day(19)
    d20: Text = _day(20)
    d21: Text = _day(21)
    d22: Text = _day(22)
    d23: Text = _day(23)
    d24: Text = _day(24)
    d25: Text = _day(25)
    d26: Text = _day(26)
    d27: Text = _day(27)
    d28: Text = _day(28)
    d29: Text = _day(29)
    d30: Text = _day(30)
    d31: Text = _day(31)
    kept_by: Text = field("考勤员", "Kept by", Kind.NAME, CHECKED)
    checked_by: Text = field("考勤审核人", "Checked by", Kind.NAME, CHECKED)
    checked_on: Text = field("考勤审核日期", "Checked on", Kind.DATE, CHECKED)
    shown: Flag = field("考勤已公示", "Put up in public", Kind.YES_NO, CHECKED)
    note: Text = field("考勤备注", "Note", Kind.NOTE)


@entity("leave", "请假", "Leave", Scope.EVENT, parent="village")
class Leave(Record):
    """A cadre asked for leave from a day to a day, both included, and who allowed it."""

    village: Text = village(sensitivity=PUBLIC)
    cadre: Text = _cadre("请假人")
    kind: Text = field("请假类别", "Kind of leave", Kind.CODE, codes="leave_kind")
    start: Text = field("请假开始日期", "From", Kind.DATE, required=True)
    end: Text = field("请假结束日期", "To", Kind.DATE, required=True)
    reason: Text = field("请假事由", "Reason", Kind.NOTE, sensitivity=Sensitivity.SENSITIVE)
    whereabouts: Text = field("请假去向", "Where to")
    asked_on: Text = field("申请日期", "Asked on", Kind.DATE)
    approver: Text = field("请假审批人", "Approved by", Kind.NAME, APPROVAL, required=True)
    approver_level: Text = field("审批机关", "Office that approved", Kind.CODE, APPROVAL, codes="leave_approver")
    approved_on: Text = field("请假审批日期", "Approved on", Kind.DATE, APPROVAL)
    back_on: Text = field("销假日期", "Back on", Kind.DATE, APPROVAL)
    note: Text = field("请假备注", "Note", Kind.NOTE)


@entity("duty", "工作清单", "Duty", Scope.EVENT, parent="village")
class Duty(Record):
    """One line of what a cadre, or the whole team, has to do in a year; ticks say when it was done."""

    village: Text = village(sensitivity=PUBLIC)
    year: Number = field("清单年度", "Year", Kind.YEAR, required=True)
    area: Text = field("职责类别", "Area", Kind.CODE, codes="duty_area")
    text: Text = field("工作事项", "What to do", Kind.NOTE, required=True)
    cadre: Text = _cadre(
        "清单责任人", required=False, hint="全队的事项空着", hint_en="Empty for what the whole team has to do"
    )
    frequency: Text = field("工作频次", "How often", Kind.CODE, codes="duty_frequency")
    due: Text = field("清单完成时限", "Due", Kind.DATE)
    evidence: Text = field("应留佐证", "Evidence to keep")
    closed_on: Text = field("销号日期", "Closed on", Kind.DATE, RUNNING)
    result: Text = field("清单完成情况", "Result", Kind.NOTE, RUNNING)
    note: Text = field("清单备注", "Note", Kind.NOTE)


@entity("duty_tick", "清单打钩", "Duty done", Scope.EVENT, parent="duty", natural=("duty", "month"))
class DutyTick(Record):
    """Whether a duty was done in a month. The id is derived, so that the tick of two offices is one."""

    duty: Text = field("工作事项", "Duty", Kind.REF, ref="duty", required=True)
    month: Text = field("打钩月份", "Month", Kind.MONTH, required=True)
    done: Flag = field("已完成", "Done", Kind.YES_NO)
    done_on: Text = field("事项完成日期", "Done on", Kind.DATE, asked="done")
    note: Text = field("打钩备注", "Note", Kind.NOTE)


@entity("pledge", "责任书与承诺书", "Pledge", Scope.EVENT, parent="village")
class Pledge(Record):
    """A letter of responsibility between two parties, or a promise that one person signs."""

    village: Text = village(sensitivity=PUBLIC)
    kind: Text = field("文书种类", "Kind", Kind.CODE, codes="pledge_kind", required=True)
    cadre: Text = _cadre(
        "承诺人", hint="责任书的乙方，承诺书的承诺人", hint_en="Party B of the letter, or who promises"
    )
    party: Text = field(
        "甲方", "Party A", offers="unit", hint="如 乡镇党委", hint_en="e.g. the township's party committee"
    )
    start: Text = field("责任期开始", "Term from", Kind.DATE)
    end: Text = field("责任期结束", "Term until", Kind.DATE)
    goals: Text = field(
        "责任目标",
        "Goals",
        Kind.NOTE,
        required=True,
        hint="每条一行，尽量写数字",
        hint_en="One to a line, with figures",
    )
    consequences: Text = field("奖惩约定", "Rewards and penalties", Kind.NOTE)
    signed: Flag = field("双方已签字", "Signed", Kind.YES_NO, RUNNING, **ON_PAPER)
    date: Text = field(
        "签订日期",
        "Signed on",
        Kind.DATE,
        RUNNING,
        hint="纸上写的日期",
        hint_en="The date on the paper",
        asked="signed",
    )
    inspected_on: Text = field("督查日期", "Inspected on", Kind.DATE, RUNNING)
    inspected: Text = field("督查情况", "What the inspection found", Kind.NOTE, RUNNING, asked="inspected_on")
    result: Text = field("目标完成情况", "Goals reached", Kind.NOTE, RUNNING)
    note: Text = field("责任书备注", "Note", Kind.NOTE)


def _ballots(label: str, en: str) -> Any:
    return field(label, en, Kind.WHOLE, VOTES, minimum=0, maximum=9_999)


@entity("assessment", "驻村考核", "Assessment", Scope.EVENT, parent="village")
class Assessment(Record):
    """How a cadre was assessed for a quarter, a year or a term; the scores stand in its lines, the level is people's."""

    village: Text = village(sensitivity=PUBLIC)
    cadre: Text = _cadre("被考核人")
    year: Number = field("考核年度", "Year", Kind.YEAR, required=True)
    period: Text = field("考核时段", "Period", Kind.CODE, codes="assessment_period", required=True)
    date: Text = field("考核日期", "Assessed on", Kind.DATE)
    report: Text = field("述职摘要", "Summary of the report", Kind.NOTE)
    voters: Number = _ballots("参加测评人数", "Voters")
    votes_excellent: Number = _ballots("优秀票", "Votes for excellent")
    votes_competent: Number = _ballots("称职票", "Votes for competent")
    votes_basic: Number = _ballots("基本称职票", "Votes for basically competent")
    votes_incompetent: Number = _ballots("不称职票", "Votes for not competent")
    level: Text = field("考核等次", "Level", Kind.CODE, VERDICT, codes="assessment_level", sensitivity=PUBLIC)
    opinion: Text = field("考核意见", "Opinion", Kind.NOTE, VERDICT)
    note: Text = field("考核备注", "Note", Kind.NOTE)


def _score(label: str, en: str, **more: Any) -> Any:
    return field(label, en, Kind.QUANTITY, minimum=0, maximum=100_000, **more)


@entity("assessment_line", "考核指标", "Indicator", Scope.EVENT, parent="assessment")
class AssessmentLine(Record):
    """One indicator of an assessment: how much it weighs, and what each side gave. People type the score that counts."""

    assessment: Text = field("驻村考核", "Assessment", Kind.REF, ref="assessment", required=True)
    position: Number = field("指标序号", "Number", Kind.WHOLE, minimum=0, maximum=999)
    indicator: Text = field("指标", "Indicator", required=True)
    weight: Number = _score("分值", "Weight")
    own_score: Number = _score("自评分", "Own score")
    village_score: Number = _score("村评分", "The village's score")
    township_score: Number = _score("乡评分", "The township's score")
    unit_score: Number = _score("派出单位评分", "The dispatching unit's score", short="单位评分")
    score: Number = _score("得分", "Score")
    note: Text = field("指标备注", "Note", Kind.NOTE)


@entity("reward", "奖惩", "Reward or penalty", Scope.EVENT, parent="village")
class Reward(Record):
    """A promotion, an honour, a criticism or a return, as somebody decided it (domain.md §1B L5)."""

    village: Text = village(sensitivity=PUBLIC)
    cadre: Text = _cadre("奖惩对象")
    date: Text = field("奖惩日期", "Date", Kind.DATE, required=True)
    kind: Text = field("奖惩类别", "Kind", Kind.CODE, codes="reward_kind", required=True)
    decided_by: Text = field("决定机关", "Decided by", offers="unit")
    document_no: Text = field("奖惩文号", "Number of the document")
    reason: Text = field("奖惩事由", "Reason", Kind.NOTE)
    note: Text = field("奖惩备注", "Note", Kind.NOTE)
