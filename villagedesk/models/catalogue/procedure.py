# SPDX-License-Identifier: MIT
"""Procedures and what proves them: steps, meetings, public notices, monitoring after 2020 (domain.md §3.1–3.3, §5).

Which steps there are stands in the templates (`resources/procedures`); here stand the facts that people enter of them.
The state of a procedure is computed from both (`models.procedures`) and stored nowhere.
"""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.spec import (
    Codes,
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
SENSITIVE: Final = Sensitivity.SENSITIVE
WHICH: Final = Group("是哪一次", "Which one")
START: Final = Group("启动", "Start")
ENDING: Final = Group("终止", "Ending")
STEP_DONE: Final = Group("怎么办理", "How it is done")
STEP_FOR: Final = Group("只对哪些户", "For which households only")
STEP_ADDED: Final = Group(
    "用什么方式", "How it is carried out"
)  # of an added step only; of the program's own the template says it
STEP_DAYS: Final = Group("天数", "Days")  # likewise
VOTES: Final = Group("表决", "Votes")
PERIOD: Final = Group("公示期", "Period of notice")
PHOTOS: Final = Group("公示照片", "Photos of the notice")
RISKS: Final = Group("风险", "Risks")
CLUE: Final = Group("发现与认定", "Clue and confirmation")
REMOVAL: Final = Group("风险消除", "Removal of the risk")
AFTER: Final = Group("风险消除后", "After the risk was removed")
POSTED: Final[dict[str, Any]] = {"sensitivity": PUBLIC, "public": True}
ON_PAPER: Final[dict[str, Any]] = {
    "hint": "只记录事实，程序不代签",
    "hint_en": "Only records the fact; the program signs nothing",
}


@entity("procedure_edition", "程序调整", "Edition of a procedure", Scope.YEAR, natural=("template", "year"))
class ProcedureEdition(Record):
    """How a county carries out a template from a year on: which steps it does not ask for, adds or moves, on what ground.

    The id is derived from template and year. What it says of single steps are rows of their own (`EditionStep`). The numbers
    of days of the program's steps are lines (`Line`), not kept here.
    """

    template: Text = field("程序", "Procedure", Kind.CODE, codes="procedure", sensitivity=PUBLIC, required=True)
    year: Number = field("从哪年起", "From the year", Kind.YEAR, sensitivity=PUBLIC, required=True)
    region: Text = field("适用地区", "Region", sensitivity=PUBLIC)
    off: Codes = field("不要求的步骤", "Steps not asked for", Kind.CODES, codes="procedure_step", sensitivity=PUBLIC)
    source: Text = field("依据", "Source", sensitivity=PUBLIC, length=500, required=True)
    note: Text = field("说明", "Note", Kind.NOTE, sensitivity=PUBLIC)


@entity(
    "edition_step", "本县步骤", "Step of an edition", Scope.EVENT,
    parent="edition", natural=("edition", "step"),
)  # fmt: skip
class EditionStep(Record):
    """What an edition says of one step: one that the county adds, or one of the program's that it moves or changes (ADR 16).

    The key of an added step is its Chinese name, so that two offices that add the same one write the same row. What is
    not filled in stays as the program has it.
    """

    edition: Text = field("程序调整", "Edition", Kind.REF, ref="procedure_edition", required=True)
    step: Text = field("步骤", "Step", Kind.CODE, codes="procedure_step", sensitivity=PUBLIC, required=True)
    after: Text = field(
        "排在哪一步之后", "After which step", Kind.CODE, codes="procedure_step", sensitivity=PUBLIC, na=True,
        hint="排在最前的选“不适用”", hint_en="Not applicable: it comes first",
    )  # fmt: skip
    form: Text = field("办理方式", "Carried out as", Kind.CODE, STEP_ADDED, codes="step_form", sensitivity=PUBLIC)
    meeting: Text = field(
        "开什么会", "Kind of meeting", Kind.CODE, STEP_ADDED, codes="meeting_kind", sensitivity=PUBLIC,
        asked="form:meeting",
    )  # fmt: skip
    notice: Text = field(
        "哪一级公示", "Kind of notice", Kind.CODE, STEP_ADDED, codes="notice_kind", sensitivity=PUBLIC,
        asked="form:notice",
    )  # fmt: skip
    decides: Flag = field(
        "需要填结果", "Needs a result", Kind.YES_NO, STEP_ADDED, sensitivity=PUBLIC, asked="!form:notice",
        hint="会议选“是”为逐户表决", hint_en="Of a meeting: it votes about each household",
    )  # fmt: skip
    quorum: Text = field(
        "到会比例", "Share present", Kind.CODE, STEP_ADDED, codes="meeting_share", sensitivity=PUBLIC,
        asked="form:meeting", hint="应到人数的多少到会才有效", hint_en="Of those expected",
    )  # fmt: skip
    majority: Text = field(
        "赞成比例", "Share in favour", Kind.CODE, STEP_ADDED, codes="meeting_share", sensitivity=PUBLIC,
        asked="form:meeting", hint="到会人数的多少赞成才通过", hint_en="Of those present",
    )  # fmt: skip
    people: Number = field(
        "至少几人办理", "Persons at least", Kind.WHOLE, STEP_ADDED, unit="人", sensitivity=PUBLIC, minimum=1, maximum=20,
        asked="!form:meeting,notice",
    )  # fmt: skip
    needed: Flag = field("是否必办", "Must be done", Kind.YES_NO, group=STEP_DONE, sensitivity=PUBLIC)
    who: Text = field("由谁办理", "Who does it", group=STEP_DONE, sensitivity=PUBLIC)
    paper: Text = field("留存材料", "Paper", group=STEP_DONE, sensitivity=PUBLIC)
    seal: Text = field("签字盖章", "Signed or sealed by", group=STEP_DONE, sensitivity=PUBLIC)
    reason: Text = field(
        "调整原因", "Why", group=STEP_DONE, sensitivity=PUBLIC, length=200,
        hint="如“乡镇纪委抽查后再公示”", hint_en="Such as: the township checks before the notice",
    )  # fmt: skip
    least: Number = field(
        "最少办理天数", "Days at least", Kind.WHOLE, group=STEP_DAYS, sensitivity=PUBLIC, minimum=1, maximum=366,
        hint="从开始日期到实际日期，如公示天数", hint_en="From its first to its last day, as of a notice",
    )  # fmt: skip
    most: Number = field(
        "最多办理天数", "Days at most", Kind.WHOLE, group=STEP_DAYS, sensitivity=PUBLIC, minimum=1, maximum=366,
        hint="从前一步办结到本步办结", hint_en="From the end of the step before it to its own",
    )  # fmt: skip
    since: Text = field(
        "从哪一步算起", "Counted from", Kind.CODE, group=STEP_DAYS, codes="procedure_step", sensitivity=PUBLIC,
        asked="most", hint="空着从前一步算起", hint_en="Empty: from the step before it",
    )  # fmt: skip
    working: Flag = field(
        "按工作日计算", "Working days", Kind.YES_NO, group=STEP_DAYS, sensitivity=PUBLIC, asked="most",
    )  # fmt: skip
    types: Codes = field(
        "监测类别（限）", "Only types of monitoring", Kind.CODES, STEP_FOR, codes="monitor_type", sensitivity=PUBLIC,
        hint="空着不限；只用于监测对象的程序", hint_en="Empty: all; of monitoring procedures only",
    )  # fmt: skip
    risks: Codes = field(
        "风险类型（限）", "Only risks", Kind.CODES, STEP_FOR, codes="risk", sensitivity=PUBLIC,
        hint="有其中一项的户才办；空着不限", hint_en="Households with one of them; empty: all",
    )  # fmt: skip
    causes: Codes = field(
        "致贫原因（限）", "Only causes", Kind.CODES, STEP_FOR, codes="cause", sensitivity=PUBLIC,
        hint="有其中一项的户才办；空着不限", hint_en="Households with one of them; empty: all",
    )  # fmt: skip


@entity(
    "process", "识别退出程序", "Procedure of a household", Scope.EVENT,
    parent="household", natural=("household", "template", "year", "turn"),
)  # fmt: skip
class Process(Record):
    """A procedure that was begun for a household.

    The id is derived, so that two offices that begin the same procedure of the same year mean the same one. Kind and
    order of the steps follow from the template.
    """

    household: Text = field("户", "Household", Kind.REF, WHICH, ref="household", required=True)
    template: Text = field(
        "程序", "Procedure", Kind.CODE, START, codes="procedure", sensitivity=PUBLIC, required=True, public=True
    )
    year: Number = field("年度", "Year", Kind.YEAR, START, required=True, public=True)
    turn: Number = field("当年第几次", "Turn in that year", Kind.WHOLE, WHICH, minimum=1, maximum=9)
    programme: Text = field("所属政策", "Programme", Kind.CODE, WHICH, codes="programme", sensitivity=PUBLIC)
    monitoring: Text = field("对应的监测记录", "Monitoring record", Kind.REF, WHICH, ref="monitoring")
    started_on: Text = field("启动日期", "Started on", Kind.DATE, START, required=True)
    ended: Text = field("终止原因", "Why it was ended", Kind.CODE, ENDING, codes="process_end")
    ended_on: Text = field("终止日期", "Ended on", Kind.DATE, ENDING)
    note: Text = field("程序备注", "Note", Kind.NOTE, ENDING)


@entity(
    "process_step", "程序步骤", "Step of a procedure", Scope.EVENT,
    parent="process", natural=("process", "step", "round"),
)  # fmt: skip
class ProcessStep(Record):
    """What was done of one step: dates, persons and papers as people entered them.

    A step that was returned is done again in another round; the id is derived from procedure, step and round.
    """

    process: Text = field("程序", "Procedure", Kind.REF, WHICH, ref="process", required=True)
    step: Text = field("步骤", "Step", Kind.CODE, WHICH, codes="procedure_step", sensitivity=PUBLIC, required=True)
    round: Number = field("第几次办理", "Round", Kind.WHOLE, WHICH, minimum=1, maximum=99)
    planned: Text = field("计划日期", "Planned for", Kind.DATE)
    start: Text = field(
        "开始日期", "Begun on", Kind.DATE, hint="公示填张贴的日期", hint_en="Of a notice: the day it was put up"
    )
    done: Text = field("实际日期", "Done on", Kind.DATE, hint="公示填截止的日期", hint_en="Of a notice: its last day")
    actor: Text = field("办理人", "Done by", hint="可填多人，用顿号分开", hint_en="Several people are parted by commas")
    result: Text = field("办理结果", "Result", Kind.CODE, codes="step_result")
    paper_no: Text = field("文号", "Number of the paper", length=60)
    signed: Flag = field("已签字盖章", "Signed and sealed", Kind.YES_NO, **ON_PAPER)
    note: Text = field("步骤备注", "Note", Kind.NOTE)
    photo: Text = field("步骤照片", "Photo", Kind.PHOTO, sensitivity=SENSITIVE)


@entity("meeting", "会议", "Meeting", Scope.EVENT, parent="village")
class Meeting(Record):
    """A meeting that was held; attendance and votes are typed from its minutes and never filled in."""

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    date: Text = field("会议日期", "Date", Kind.DATE, sensitivity=PUBLIC, required=True)
    kind: Text = field("会议类别", "Kind", Kind.CODE, codes="meeting_kind", sensitivity=PUBLIC, required=True)
    place: Text = field("会议地点", "Place", sensitivity=PUBLIC)
    chair: Text = field("主持人", "Chair", Kind.NAME, sensitivity=PUBLIC, required=True)
    recorder: Text = field("记录人", "Recorder", Kind.NAME, sensitivity=PUBLIC)
    expected: Number = field("应到人数", "Expected", Kind.WHOLE, unit="人", sensitivity=PUBLIC, minimum=0)
    present: Number = field("实到人数", "Present", Kind.WHOLE, unit="人", sensitivity=PUBLIC, minimum=0)
    agenda: Text = field("议题", "Agenda", Kind.NOTE)
    resolution: Text = field("决议", "Resolution", Kind.NOTE)
    signed: Flag = field("到会人员已签名", "Signed by those present", Kind.YES_NO, **ON_PAPER)
    photo: Text = field("会议照片", "Photo of the meeting", Kind.PHOTO, sensitivity=SENSITIVE)
    note: Text = field("会议备注", "Note", Kind.NOTE)


@entity(
    "meeting_item", "会议评议的户", "Household at a meeting", Scope.EVENT,
    parent="meeting", natural=("meeting", "household", "process"),
)  # fmt: skip
class MeetingItem(Record):
    """What a meeting voted about one household."""

    meeting: Text = field("会议", "Meeting", Kind.REF, ref="meeting", required=True)
    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    process: Text = field("程序", "Procedure", Kind.REF, ref="process")
    step: Text = field("所办步骤", "Step carried out", Kind.CODE, codes="procedure_step", sensitivity=PUBLIC)
    in_favour: Number = field("赞成票", "In favour", Kind.WHOLE, VOTES, minimum=0)
    against: Number = field("反对票", "Against", Kind.WHOLE, VOTES, minimum=0)
    abstained: Number = field("弃权票", "Abstained", Kind.WHOLE, VOTES, minimum=0)
    opinion: Text = field("评议意见", "Opinion", Kind.NOTE)


@entity("notice", "公示公告", "Public notice", Scope.EVENT, parent="village")
class Notice(Record):
    """A list that was put up in public, and what came of it."""

    village: Text = field("村", "Village", Kind.REF, PERIOD, ref="village", required=True)
    start: Text = field("公示起始日期", "From", Kind.DATE, PERIOD, required=True, **POSTED)
    end: Text = field("公示截止日期", "To", Kind.DATE, PERIOD, required=True, **POSTED)
    kind: Text = field("公示类别", "Kind", Kind.CODE, PERIOD, codes="notice_kind", required=True, **POSTED)
    place: Text = field("公示地点", "Place", group=PERIOD, required=True, **POSTED)
    issued_by: Text = field("落款单位", "Issued by", group=PERIOD, **POSTED)
    phones: Text = field(
        "监督电话",
        "Supervision phones",
        group=PERIOD,
        required=True,
        **POSTED,
        hint="可填多个，用顿号分开",
        hint_en="Several are parted by commas",
    )
    sealed: Flag = field("已盖章", "Sealed", Kind.YES_NO, PERIOD, **ON_PAPER)
    objected: Flag = field(
        "有无异议",
        "Objections",
        Kind.YES_NO,
        public=True,
        hint="公示期满后照实填写：有异议选“是”",
        hint_en="To be filled in when the period is over: yes if there were objections",
    )
    objections: Text = field("异议及处理", "Objections and what came of them", Kind.NOTE, public=True)
    taken_down: Text = field("撤下日期", "Taken down on", Kind.DATE, public=True)
    photo: Text = field("远景照片", "Photo from afar", Kind.PHOTO, PHOTOS, sensitivity=SENSITIVE)
    note: Text = field("公示备注", "Note", Kind.NOTE)
    photo_near: Text = field("近景照片", "Photo close up", Kind.PHOTO, PHOTOS, sensitivity=SENSITIVE)
    photo_up: Text = field("张贴照片", "Photo of putting it up", Kind.PHOTO, PHOTOS, sensitivity=SENSITIVE)
    photo_down: Text = field("揭下照片", "Photo of taking it down", Kind.PHOTO, PHOTOS, sensitivity=SENSITIVE)


@entity(
    "notice_item", "公示的户", "Household on a notice", Scope.EVENT,
    parent="notice", natural=("notice", "household", "process"),
)  # fmt: skip
class NoticeItem(Record):
    """One household on a notice, and whether somebody objected to it."""

    notice: Text = field("公示公告", "Notice", Kind.REF, ref="notice", required=True)
    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    process: Text = field("程序", "Procedure", Kind.REF, ref="process")
    step: Text = field("所办步骤", "Step carried out", Kind.CODE, codes="procedure_step", sensitivity=PUBLIC)
    objected: Flag = field("对该户有异议", "Objection to the household", Kind.YES_NO)
    upheld: Flag = field("异议成立", "Objection upheld", Kind.YES_NO)
    outcome: Text = field("处理情况", "Outcome", Kind.NOTE)


@entity(
    "monitoring", "监测记录", "Monitoring", Scope.EVENT, parent="household", natural=("household", "turn"),
)  # fmt: skip
class Monitoring(Record):
    """A household under monitoring, from the clue until the risk is gone (domain.md §5.2, §5.3)."""

    household: Text = field("户", "Household", Kind.REF, CLUE, ref="household", required=True)
    turn: Number = field("第几次纳入监测", "Turn", Kind.WHOLE, CLUE, minimum=1, maximum=20)
    kind: Text = field("监测类别", "Kind", Kind.CODE, CLUE, codes="monitor_type", required=True)
    clue_source: Text = field("线索来源", "Source of the clue", Kind.CODE, CLUE, codes="clue_source", required=True)
    clue_on: Text = field("发现线索日期", "Clue on", Kind.DATE, CLUE, required=True)
    consent_on: Text = field("承诺授权日期", "Consent given on", Kind.DATE, CLUE)
    confirmed_on: Text = field("认定日期", "Confirmed on", Kind.DATE, CLUE)
    no_labour: Flag = field("整户无劳动力兜底保障", "Nobody able to work", Kind.YES_NO, CLUE)
    resettled: Flag = field("居住在集中安置区", "Lives in a resettlement estate", Kind.YES_NO, CLUE)
    contact: Text = field("信息采集人", "Collected by", Kind.NAME, CLUE, sensitivity=PUBLIC)
    contact_phone: Text = field("信息采集人电话", "Phone of the collector", Kind.PHONE, CLUE)
    risks: Codes = field(
        "风险类型", "Risks", Kind.CODES, RISKS, codes="risk", sensitivity=SENSITIVE, required=True, hint="最多5项",
        hint_en="At most 5",
    )  # fmt: skip
    disaster: Text = field(
        "自然灾害子项",
        "Kind of disaster",
        group=RISKS,
        length=50,
        hint="如 洪涝、干旱、地质灾害；选了因自然灾害才填",
        hint_en="e.g. flood, drought, landslide; only with natural disaster",
    )
    risk_note: Text = field(
        "风险情况说明", "About the risks", Kind.NOTE, RISKS, sensitivity=SENSITIVE, hint="选了“其他”的必须说明",
        hint_en="Needed where another risk is named",
    )  # fmt: skip
    not_removed: Flag = field("暂不标注风险消除", "Not to be marked as removed", Kind.YES_NO, REMOVAL)
    removed_on: Text = field("风险消除日期", "Risk removed on", Kind.DATE, REMOVAL)
    removal: Text = field("消除方式", "How it was removed", Kind.CODE, REMOVAL, codes="risk_removal")
    after_income: Number = field("消除后人均纯收入", "Income per head afterwards", Kind.MONEY, AFTER, minimum=0)
    after_school: Flag = field("消除后义务教育有保障", "Schooling secured", Kind.YES_NO, AFTER)
    after_house: Flag = field("消除后住房安全有保障", "Housing secured", Kind.YES_NO, AFTER)
    after_medical: Flag = field("消除后基本医疗有保障", "Medical care secured", Kind.YES_NO, AFTER)
    after_water: Flag = field("消除后饮水安全有保障", "Water secured", Kind.YES_NO, AFTER)
    note: Text = field("监测备注", "Note", Kind.NOTE)
