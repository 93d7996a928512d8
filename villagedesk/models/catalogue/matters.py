# SPDX-License-Identifier: MIT
"""What people ask for, what inspections find and what councils resolve (domain.md §1A J12, §1B L12–L13, §1C Y6–Y7).

The three ledgers (三本台账) are one entity with three kinds. Whether something is open or overdue is computed
(`models.matters`) and stored nowhere. A council is a `meeting`; here stand its resolutions only.
"""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.shared import SEVERAL
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
WHO: Final = Group("反映人", "Who brought it")
ASKED: Final = Group("诉求", "What is asked for")
TASK: Final = Group("办理", "Handling")
OUTCOME: Final = Group("结果与反馈", "Result and feedback")
FOUND: Final = Group("督查情况", "What was found")
NOTICE: Final = Group("整改通知", "Notice to put right")


@entity("matter", "民情台账", "Matter", Scope.EVENT, parent="village")
class Matter(Record):
    """An item of one of the three ledgers: what somebody asks for, who sees to it until when, and what came of it.

    Attributes:
        person: who brought it, where it is no member of a household on file.
        visit: the visit on which it was raised, where it was entered from there.
        outcome: settled, handed up, or hung up (挂账: known, and not to be settled now); empty while it is being handled.
        closed_on: the day of the outcome.
    """

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    ledger: Text = field("台账", "Ledger", Kind.CODE, codes="matter_ledger", required=True)
    number: Text = field("编号", "Number", length=30)
    date: Text = field("登记日期", "Entered on", Kind.DATE, required=True)
    household: Text = field("户", "Household", Kind.REF, WHO, ref="household")
    member: Text = field("反映成员", "Member who brought it", Kind.REF, WHO, ref="member", asked="household")
    person: Text = field(
        "反映人",
        "Brought by",
        Kind.NAME,
        WHO,
        sensitivity=SENSITIVE,
        asked="!member",
        hint="不在册的人，或几户一起反映的，写在这里",
        hint_en="For people who are not on file, or several together",
    )
    phone: Text = field("联系电话", "Phone", Kind.PHONE, WHO, sensitivity=SENSITIVE, asked="!member")
    group: Text = field("村民小组", "Group", group=WHO)
    visit: Text = field("走访记录", "Visit", Kind.REF, WHO, ref="visit")
    source: Text = field("来源", "Source", Kind.CODE, ASKED, codes="matter_source")
    category: Text = field("类别", "Class", Kind.CODE, ASKED, codes="matter_class", required=True)
    content: Text = field("诉求内容", "Content", Kind.NOTE, ASKED, sensitivity=SENSITIVE, required=True)
    cadre: Text = field("在册责任人", "Cadre responsible", Kind.REF, TASK, ref="cadre")
    responsible: Text = field(
        "责任人",
        "Person responsible",
        Kind.NAME,
        TASK,
        offers="cadre",
        asked="!cadre",
        hint="责任人在帮扶责任人名单里的，在“在册责任人”里选",
        hint_en="Where the person is not on the list of cadres",
    )
    unit: Text = field("责任单位", "Unit responsible", group=TASK, offers="unit")
    due: Text = field("办理期限", "Due", Kind.DATE, TASK, required=True)
    outcome: Text = field(
        "办理结论",
        "Outcome",
        Kind.CODE,
        OUTCOME,
        codes="matter_outcome",
        hint="还在办理的空着",
        hint_en="Empty while it is being handled",
    )
    closed_on: Text = field(
        "销号日期",
        "Closed on",
        Kind.DATE,
        OUTCOME,
        asked="outcome",
        hint="办结、上报或挂账的日期",
        hint_en="The day on which it was settled, handed up or hung up",
    )
    result: Text = field("办理结果", "Result", Kind.NOTE, OUTCOME, sensitivity=SENSITIVE, asked="outcome")
    reported_to: Text = field("上报单位", "Handed up to", group=OUTCOME, asked="outcome:reported")
    hung_why: Text = field("挂账原因", "Why it was hung up", Kind.NOTE, OUTCOME, asked="outcome:hung")
    told_on: Text = field("反馈日期", "Told on", Kind.DATE, OUTCOME, asked="outcome")
    satisfaction: Text = field("满意度", "Satisfaction", Kind.CODE, OUTCOME, codes="satisfaction", asked="outcome")
    note: Text = field("台账备注", "Note", Kind.NOTE, OUTCOME)


@entity("matter_step", "办理经过", "Step of a matter", Scope.EVENT, parent="matter")
class MatterStep(Record):
    """What was done about a matter on a day."""

    matter: Text = field("民情台账", "Matter", Kind.REF, ref="matter", required=True)
    date: Text = field("办理日期", "Date", Kind.DATE, required=True)
    actor: Text = field("办理人", "Done by", offers="cadre", required=True, **SEVERAL)
    content: Text = field("办理情况", "What was done", Kind.NOTE, sensitivity=SENSITIVE, required=True)


@entity("inspection", "督查", "Inspection", Scope.EVENT, parent="village")
class Inspection(Record):
    """A visit, call or stay by which somebody looked how the work is done; the program finds nothing by itself."""

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    date: Text = field("督查日期", "Date", Kind.DATE, sensitivity=PUBLIC, required=True)
    method: Text = field("督查方式", "Method", Kind.CODE, codes="inspection_method", sensitivity=PUBLIC, required=True)
    last: Text = field(
        "结束日期", "Last day", Kind.DATE, hint="蹲点几天的填", hint_en="Of a stay of several days", asked="method:stay"
    )
    unit: Text = field("派出单位", "Sent by", offers="unit")
    inspectors: Text = field("督查人员", "Inspectors", offers="cadre", required=True, **SEVERAL)
    target: Text = field(
        "督查对象",
        "Inspected",
        required=True,
        hint="村、工作队或责任人，如“驻村工作队”",
        hint_en="The village, its team or a cadre",
    )
    cadre: Text = field("被督查责任人", "Cadre inspected", Kind.REF, ref="cadre")
    content: Text = field("督查内容", "Looked at", Kind.NOTE, FOUND)
    findings: Text = field("总体情况", "Findings", Kind.NOTE, FOUND)
    actions: Codes = field("处理方式", "Consequences", Kind.CODES, FOUND, codes="inspection_action")
    notice_no: Text = field("整改通知书文号", "Number of the notice", group=NOTICE, length=60)
    notice_on: Text = field("通知书日期", "Notice of", Kind.DATE, NOTICE)
    due: Text = field(
        "整改期限",
        "To be put right by",
        Kind.DATE,
        NOTICE,
        hint="各问题另有期限的，按各问题的期限",
        hint_en="Where a problem has none of its own",
    )
    answered_on: Text = field("收到回执日期", "Receipt came on", Kind.DATE, NOTICE)
    photo: Text = field("督查照片", "Photo", Kind.PHOTO, FOUND, sensitivity=SENSITIVE)
    note: Text = field("督查备注", "Note", Kind.NOTE, NOTICE)


@entity("inspection_answer", "督查问答", "Question and answer", Scope.EVENT, parent="inspection")
class InspectionAnswer(Record):
    """What somebody was asked on an inspection, on the telephone or face to face, and what was answered."""

    inspection: Text = field("督查", "Inspection", Kind.REF, ref="inspection", required=True)
    household: Text = field("户", "Household", Kind.REF, ref="household")
    person: Text = field("受访人", "Person asked", Kind.NAME, sensitivity=SENSITIVE)
    phone: Text = field("受访电话", "Phone called", Kind.PHONE, sensitivity=SENSITIVE)
    reached: Flag = field("是否接通", "Reached", Kind.YES_NO, hint="电话抽查填", hint_en="Of calls")
    question: Text = field("问题", "Question", Kind.NOTE, required=True)
    answer: Text = field("回答", "Answer", Kind.NOTE, sensitivity=SENSITIVE)
    agrees: Flag = field("与登记是否相符", "Agrees with what is on file", Kind.YES_NO)
    note: Text = field("问答备注", "Note", Kind.NOTE)


@entity("rectification", "整改事项", "Rectification", Scope.EVENT, parent="inspection")
class Rectification(Record):
    """A problem that an inspection found, and how it was put right; struck off when somebody looked again (复核)."""

    inspection: Text = field("督查", "Inspection", Kind.REF, ref="inspection", required=True)
    position: Number = field("问题序号", "Number", Kind.WHOLE, minimum=0, maximum=999)
    problem: Text = field("发现问题", "Problem", Kind.NOTE, required=True)
    demand: Text = field("整改要求", "What is demanded", Kind.NOTE)
    responsible: Text = field("整改责任人", "Person responsible", Kind.NAME, offers="cadre", required=True)
    due: Text = field("整改时限", "Due", Kind.DATE)
    measure: Text = field("整改情况", "What was done", Kind.NOTE)
    evidence: Text = field("佐证说明", "Evidence", Kind.NOTE)
    evidence_photo: Text = field("佐证照片", "Photo of the evidence", Kind.PHOTO, sensitivity=SENSITIVE)
    done_on: Text = field("整改完成日期", "Put right on", Kind.DATE)
    checked_on: Text = field("复核日期", "Looked at again on", Kind.DATE, asked="done_on")
    checked_by: Text = field("复核人", "Looked at again by", Kind.NAME, offers="cadre", asked="done_on")
    passed: Flag = field("复核是否通过", "Found right", Kind.YES_NO, asked="done_on")


@entity("complaint", "举报", "Complaint", Scope.EVENT, parent="village")
class Complaint(Record):
    """A complaint by box, telephone or visit. Who complained is told to those who handle it, and to nobody else.

    It never travels from the township to the village (`store.scope`): the village may be what it is about.

    Attributes:
        about: whom or what it is about.
        finding: whether it was found to be true.
    """

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    number: Text = field("举报编号", "Number", length=30)
    date: Text = field("受理日期", "Received on", Kind.DATE, required=True)
    channel: Text = field("举报渠道", "Channel", Kind.CODE, codes="complaint_channel", required=True)
    anonymous: Flag = field("是否匿名", "Anonymous", Kind.YES_NO, WHO)
    complainant: Text = field(
        "举报人",
        "Complainant",
        Kind.NAME,
        WHO,
        sensitivity=SENSITIVE,
        asked="!anonymous",
        hint="对举报人保密，名单和统计中都不出现",
        hint_en="Confidential: on no list and in no figure",
    )
    phone: Text = field(
        "举报人电话", "Phone of the complainant", Kind.PHONE, WHO, sensitivity=SENSITIVE, asked="!anonymous"
    )
    about: Text = field("被反映对象", "About", group=ASKED, sensitivity=SENSITIVE)
    content: Text = field("举报内容", "Content", Kind.NOTE, ASKED, sensitivity=SENSITIVE, required=True)
    handler: Text = field("承办人", "Handled by", Kind.NAME, TASK, offers="cadre", required=True)
    handling_unit: Text = field("承办单位", "Unit that handles it", group=TASK, offers="unit")
    due: Text = field(
        "应办结日期",
        "Due",
        Kind.DATE,
        TASK,
        hint="空着按设置中的举报办理期限，从受理日起算",
        hint_en="Empty for the days of the settings, from the day on which it was received",
    )
    inquiry: Text = field("核查情况", "Inquiry", Kind.NOTE, TASK, sensitivity=SENSITIVE)
    finding: Text = field("核查结论", "Finding", Kind.CODE, OUTCOME, codes="complaint_finding")
    result: Text = field("处理结果", "Result", Kind.NOTE, OUTCOME, sensitivity=SENSITIVE)
    closed_on: Text = field("办结日期", "Closed on", Kind.DATE, OUTCOME)
    replied_on: Text = field("答复日期", "Replied on", Kind.DATE, OUTCOME, na=True, asked="!anonymous")
    note: Text = field("举报备注", "Note", Kind.NOTE, OUTCOME, sensitivity=SENSITIVE)


@entity("resolution", "议决事项", "Resolution", Scope.EVENT, parent="meeting")
class Resolution(Record):
    """One thing that a meeting (议事会) resolved, and what became of it."""

    meeting: Text = field("会议", "Meeting", Kind.REF, ref="meeting", required=True)
    position: Number = field("事项序号", "Number", Kind.WHOLE, minimum=0, maximum=999)
    topic: Text = field("事项", "Topic", group=ASKED, required=True)
    raised_by: Text = field("议题提出", "Raised by", group=ASKED)
    content: Text = field("议决内容", "Resolved", Kind.NOTE, ASKED, required=True)
    decision: Text = field("表决结果", "Decision", Kind.CODE, ASKED, codes="resolution_result")
    in_favour: Number = field("赞成人数", "In favour", Kind.WHOLE, ASKED, unit="人", minimum=0)
    published_on: Text = field("决议公示日期", "Published on", Kind.DATE, TASK)
    responsible: Text = field(
        "执行责任人", "Carried out by", Kind.NAME, TASK, offers="cadre", asked="!decision:rejected"
    )
    due: Text = field("执行期限", "Due", Kind.DATE, TASK, asked="!decision:rejected")
    done_on: Text = field("执行完成日期", "Carried out on", Kind.DATE, OUTCOME, asked="!decision:rejected")
    follow_up: Text = field("执行与监督情况", "What became of it", Kind.NOTE, OUTCOME, asked="!decision:rejected")


@entity("deed", "实事", "Practical deed", Scope.EVENT, parent="village")
class Deed(Record):
    """A practical deed for the village (三类实事): collected, announced, done, struck off, and judged by the people."""

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    number: Text = field("实事编号", "Number", length=30)
    date: Text = field("征集日期", "Collected on", Kind.DATE, required=True)
    kind: Text = field("实事类别", "Class", Kind.CODE, codes="deed_kind", sensitivity=PUBLIC, required=True)
    title: Text = field("实事名称", "Title", sensitivity=PUBLIC, required=True)
    content: Text = field("实事内容", "Content", Kind.NOTE)
    group: Text = field("受益范围", "Whom it serves", hint="组、院落或人群", hint_en="Group, neighbourhood or people")
    households: Number = field("受益户数", "Households served", Kind.WHOLE, unit="户", minimum=0)
    money: Number = field("投入资金", "Money spent", Kind.MONEY, minimum=0)
    responsible: Text = field("实事责任人", "Person responsible", Kind.NAME, TASK, offers="cadre", required=True)
    unit: Text = field("实事责任单位", "Unit responsible", group=TASK, offers="unit")
    published_on: Text = field("公布日期", "Announced on", Kind.DATE, TASK)
    due: Text = field("计划完成日期", "Due", Kind.DATE, TASK, required=True)
    progress: Text = field("进展情况", "Progress", Kind.NOTE, TASK)
    done_on: Text = field("实际完成日期", "Done on", Kind.DATE, OUTCOME)
    closed_on: Text = field("实事销号日期", "Struck off on", Kind.DATE, OUTCOME)
    satisfaction: Text = field("群众评价", "Judged by the people", Kind.CODE, OUTCOME, codes="satisfaction")
    note: Text = field("实事备注", "Note", Kind.NOTE, OUTCOME)
