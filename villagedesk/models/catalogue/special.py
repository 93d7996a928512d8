# SPDX-License-Identifier: MIT
"""People in special hardship (特殊困难群众): who was registered, how each was assessed, and what is planned for them (domain.md §1A J1–J4).

One who is on file is named by reference and not written again; of one who is not, a name and what else is known stands here.
What somebody lacks is often his health, so texts about it are sensitive, and so is the kind of hardship. How far a case is
follows from its days (`models.special`) and is stored nowhere. A row about a person is erased with him (`store.erasing`).
"""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.shared import ON_PAPER, SEVERAL, village
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

SENSITIVE: Final = Sensitivity.SENSITIVE
PERSON: Final = Group("登记对象", "Who is registered")
HARDSHIP: Final = Group("困难和线索", "Hardship and clue")
FILED: Final = Group("个人档案", "Personal file")
ENDING: Final = Group("停止服务", "End of the service")
FOUND: Final = Group("复核评估情况", "What was found")
CONCLUSION: Final = Group("评估结论", "Conclusion")
AIM: Final = Group("需求和目标", "Needs and goals")
ADVISER: Final = Group("首席顾问和帮扶人员", "Chief adviser and helpers")
COURSE: Final = Group("审批和执行", "Approval and course")
OUTCOME: Final = Group("调整和结案", "Adjustment and closing")


@entity("special", "特殊困难群众", "Person in special hardship", Scope.EVENT, parent="village")
class Special(Record):
    """A person who was registered, from the clue on; whether he is taken in says the last assessment."""

    village: Text = village()
    number: Text = field("登记编号", "Number", length=30)
    date: Text = field("登记日期", "Registered on", Kind.DATE, required=True)
    household: Text = field("所在户", "Household", Kind.REF, PERSON, ref="household")
    member: Text = field("登记成员", "Member", Kind.REF, PERSON, ref="member", asked="household")
    person: Text = field(
        "不在册姓名", "Name of one not on file", Kind.NAME, PERSON, asked="!member",
        hint="在册的成员不写姓名，在“登记成员”里选", hint_en="Of people on file no name is written",
    )  # fmt: skip
    sex: Text = field("不在册性别", "Sex of one not on file", Kind.CODE, PERSON, codes="sex", asked="!member")
    id_no: Text = field(
        "不在册证件号码", "Identity number of one not on file", Kind.ID_NUMBER, PERSON, sensitivity=SENSITIVE,
        asked="!member",
    )  # fmt: skip
    phone: Text = field("登记联系电话", "Phone", Kind.PHONE, PERSON, sensitivity=SENSITIVE)
    address: Text = field("现住址", "Address", group=PERSON, sensitivity=SENSITIVE)
    community: Text = field("所属社区（网格）", "Community", group=PERSON)
    guardian: Text = field("监护人或联系人", "Guardian or contact", Kind.NAME, PERSON, sensitivity=SENSITIVE)
    guardian_phone: Text = field(
        "监护人联系电话", "Phone of the guardian", Kind.PHONE, PERSON, sensitivity=SENSITIVE, asked="guardian"
    )
    difficulties: Codes = field(
        "困难类型", "Kinds of hardship", Kind.CODES, HARDSHIP, codes="difficulty", sensitivity=SENSITIVE, required=True
    )
    hardship: Text = field("困难情况", "About the hardship", Kind.NOTE, HARDSHIP, sensitivity=SENSITIVE)
    source: Text = field("转介来源", "Source of the referral", Kind.CODE, HARDSHIP, codes="referral", required=True)
    referrer: Text = field("转介单位或个人", "Referred by", group=HARDSHIP, asked="source")
    clue_on: Text = field("线索日期", "Clue on", Kind.DATE, HARDSHIP)
    registrar: Text = field("登记人", "Registered by", Kind.NAME, HARDSHIP, offers="cadre", required=True)
    archive_no: Text = field("个人档案号", "Number of the file", group=FILED, length=60)
    box: Text = field("个人档案盒号", "Box", group=FILED, length=30)
    filed_on: Text = field(
        "建档日期", "Filed on", Kind.DATE, FILED, hint="评估纳入以后一人一档", hint_en="After the person was taken in"
    )
    ended: Text = field("停止服务日期", "Ended on", Kind.DATE, ENDING)
    end_reason: Text = field(
        "停止服务原因", "Why it ended", Kind.CODE, ENDING, codes="special_end", sensitivity=SENSITIVE, asked="ended"
    )
    note: Text = field("登记备注", "Note", Kind.NOTE, ENDING, sensitivity=SENSITIVE)


@entity("appraisal", "复核评估", "Assessment", Scope.EVENT, parent="village")
class Appraisal(Record):
    """One visit with its assessment; a person may be assessed any number of times, and the last one holds."""

    village: Text = village()
    special: Text = field("评估对象", "Who is assessed", Kind.REF, ref="special", required=True)
    number: Text = field("评估编号", "Number", length=30)
    round: Number = field("第几次评估", "Round", Kind.WHOLE, minimum=1, maximum=99)
    date: Text = field("评估日期", "Assessed on", Kind.DATE, required=True)
    assessors: Text = field("评估人", "Assessors", offers="cadre", required=True, hint="至少两人，用顿号分开",
                            hint_en="At least two, parted by commas")  # fmt: skip
    received_by: Text = field("评估接待人", "Received by", Kind.NAME, sensitivity=SENSITIVE)
    findings: Text = field("复核情况", "Findings", Kind.NOTE, FOUND, sensitivity=SENSITIVE, required=True)
    needs: Text = field("主要需求", "Main needs", Kind.NOTE, FOUND, sensitivity=SENSITIVE)
    score: Number = field("评估得分", "Score", Kind.WHOLE, FOUND, minimum=0, maximum=100)
    level: Text = field("评估等级", "Level", Kind.CODE, FOUND, codes="care_level")
    photo: Text = field("评估照片", "Photo", Kind.PHOTO, FOUND, sensitivity=SENSITIVE)
    conclusion: Text = field("评估结论", "Conclusion", Kind.CODE, CONCLUSION, codes="appraisal_result", required=True)
    reason: Text = field(
        "结论理由", "Reason", Kind.NOTE, CONCLUSION, sensitivity=SENSITIVE, asked="conclusion:out,later"
    )
    again_on: Text = field("再次评估日期", "To be assessed again on", Kind.DATE, CONCLUSION, hint="到期没有再评估的，在“今天”提醒",
                           hint_en="Told of on the page Today when it has come")  # fmt: skip
    signed: Flag = field("评估表本人已签字", "Signed by the person", Kind.YES_NO, CONCLUSION, **ON_PAPER)
    note: Text = field("评估备注", "Note", Kind.NOTE, CONCLUSION, sensitivity=SENSITIVE)


@entity("care_plan", "帮扶方案", "Plan of help", Scope.EVENT, parent="village")
class CarePlan(Record):
    """What is planned for one person (一人一策): drafted, put to him, approved, carried out, adjusted, closed."""

    village: Text = village()
    special: Text = field("方案对象", "For whom", Kind.REF, ref="special", required=True)
    number: Text = field("方案编号", "Number", length=30)
    date: Text = field("方案制定日期", "Drafted on", Kind.DATE, required=True)
    needs: Text = field("需求清单", "Needs", Kind.NOTE, AIM, sensitivity=SENSITIVE, required=True)
    goals: Text = field("方案目标", "Goals", Kind.NOTE, AIM, sensitivity=SENSITIVE, required=True)
    budget: Number = field("方案预算", "Budget", Kind.MONEY, AIM, minimum=0)
    cadre: Text = field("在册首席顾问", "Chief adviser on the list", Kind.REF, ADVISER, ref="cadre")
    adviser: Text = field("顾问姓名", "Name of the adviser", Kind.NAME, ADVISER, asked="!cadre",
                          hint="首席顾问不在帮扶责任人名单里的填写", hint_en="Of one who is not on the list of cadres")  # fmt: skip
    adviser_unit: Text = field("顾问单位", "Unit of the adviser", group=ADVISER, offers="unit", asked="!cadre")
    adviser_phone: Text = field("顾问电话", "Phone of the adviser", Kind.PHONE, ADVISER, asked="!cadre")
    helpers: Number = field("帮扶人数", "Helpers", Kind.WHOLE, ADVISER, unit="人", minimum=0, maximum=999)
    heard_on: Text = field("征求意见日期", "Put to the person on", Kind.DATE, COURSE)
    opinion: Text = field(
        "本人意见", "What the person says", Kind.NOTE, COURSE, sensitivity=SENSITIVE, asked="heard_on"
    )
    approved_on: Text = field("方案审批日期", "Approved on", Kind.DATE, COURSE)
    approver: Text = field("方案审批人", "Approved by", Kind.NAME, COURSE, offers="cadre", asked="approved_on")
    start: Text = field("方案开始日期", "Carried out from", Kind.DATE, COURSE)
    end: Text = field("方案截止日期", "To be carried out until", Kind.DATE, COURSE)
    adjusted_on: Text = field("方案调整日期", "Adjusted on", Kind.DATE, OUTCOME)
    adjustment: Text = field(
        "方案调整情况", "About the adjustment", Kind.NOTE, OUTCOME, sensitivity=SENSITIVE, asked="adjusted_on"
    )
    closed_on: Text = field("结案日期", "Closed on", Kind.DATE, OUTCOME)
    result: Text = field("结案情况", "Result", Kind.NOTE, OUTCOME, sensitivity=SENSITIVE, asked="closed_on")
    satisfaction: Text = field("本人评价", "Judged by the person", Kind.CODE, OUTCOME, codes="satisfaction",
                               asked="closed_on")  # fmt: skip
    note: Text = field("方案备注", "Note", Kind.NOTE, OUTCOME, sensitivity=SENSITIVE)


@entity("care_step", "方案措施", "Step of a plan of help", Scope.EVENT, parent="plan")
class CareStep(Record):
    """One thing that a plan of help promises, by whom and until when."""

    plan: Text = field("帮扶方案", "Plan of help", Kind.REF, ref="care_plan", required=True)
    position: Number = field("方案措施序号", "Position", Kind.WHOLE, minimum=0, maximum=999)
    content: Text = field("方案措施内容", "Content", Kind.NOTE, sensitivity=SENSITIVE, required=True)
    responsible: Text = field("方案措施责任人", "Person responsible", offers="cadre unit", required=True, **SEVERAL)
    due: Text = field("方案措施时限", "Due", Kind.DATE)
    amount: Number = field("方案措施资金", "Amount", Kind.MONEY, minimum=0)
    done_on: Text = field("方案措施完成日期", "Done on", Kind.DATE)
    result: Text = field("方案措施结果", "Result", Kind.NOTE, sensitivity=SENSITIVE)
