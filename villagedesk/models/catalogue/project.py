# SPDX-License-Identifier: MIT
"""Projects of a village, their money and whom they reach; needs, and who took them upon himself (domain.md §1A J5, §1B L10).

How far a project has come is computed from its days (`models.projects`), and whether a need is met from its claims
(`models.needs`); both are stored nowhere.
"""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.spec import Flag, Group, Kind, Number, Record, Scope, Sensitivity, Text, entity, field

PUBLIC, SENSITIVE = Sensitivity.PUBLIC, Sensitivity.SENSITIVE
COURSE: Final = Group("立项与实施", "Approval and course")
MONEY: Final = Group("预算", "Budget")
NOTICE: Final = Group("项目公示", "Public notice of the project")
ACCEPTANCE: Final = Group("验收与公告", "Acceptance and announcement")
AFTER: Final = Group("管护与资产", "After-care and asset")
NEED: Final = Group("认领的需求", "What is needed")
HOW_MUCH: Final = Group("数量和时限", "How much and until when")
MADE_KNOWN: Final = Group("发布情况", "How it was made known")
HANDED: Final = Group("交付与反馈", "Delivery and feedback")
TAKEN: Final = Group("认领与办理", "Who took it on, and what came of it")
PHOTOS: Final = Group("项目照片", "Photos of the project")
HUNG: Final = Group("项目公示照片", "Photos of the public notice")
_OF_THE_SITE: Final[dict[str, Any]] = {
    "hint": "拍工程和地点，不拍人脸和证件",
    "hint_en": "Of the work and its place, not of faces or papers",
}
POSTED: Final[dict[str, Any]] = {"sensitivity": PUBLIC, "public": True}


@entity("project", "项目", "Project", Scope.EVENT, parent="village")
class Project(Record):
    """Something that is built or done for the village with money of a plan, from its entry into the book to its after-care."""

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    code: Text = field("项目编号", "Number", length=60, **POSTED)
    name: Text = field("项目名称", "Name", required=True, **POSTED)
    year: Number = field("项目年度", "Year", Kind.YEAR, required=True, **POSTED)
    kind: Text = field("项目类型", "Kind", Kind.CODE, codes="project_kind", required=True, **POSTED)
    three_help: Text = field("所属三帮扶", "One of the three kinds of help", Kind.CODE, codes="three_help", **POSTED)
    place: Text = field("建设地点", "Place", **POSTED)
    content: Text = field("建设内容", "Content", Kind.NOTE, **POSTED)
    scale: Text = field("建设规模", "Scale", **POSTED)
    builder: Text = field("项目实施单位", "Carried out by", offers="unit", **POSTED)
    owner: Text = field("项目负责人", "Person in charge", Kind.NAME, offers="cadre", **POSTED)
    owner_phone: Text = field("项目负责人电话", "Phone of the person in charge", Kind.PHONE)
    supervisor: Text = field("项目监管单位", "Supervised by", offers="unit", **POSTED)
    approved: Text = field("批复日期", "Approved on", Kind.DATE, COURSE, **POSTED)
    approval_no: Text = field("批复文号", "Number of the approval", group=COURSE, length=60, **POSTED)
    planned_start: Text = field("计划开工日期", "To begin on", Kind.DATE, COURSE, **POSTED)
    planned_end: Text = field("计划完工日期", "To be finished on", Kind.DATE, COURSE, **POSTED)
    begun: Text = field("实际开工日期", "Begun on", Kind.DATE, COURSE, **POSTED)
    finished: Text = field("实际完工日期", "Finished on", Kind.DATE, COURSE, **POSTED)
    stopped: Text = field("项目终止日期", "Stopped on", Kind.DATE, COURSE)
    stop_reason: Text = field("项目终止原因", "Why it was stopped", group=COURSE, asked="stopped")
    budget: Number = field("项目预算", "Budget", Kind.MONEY, MONEY, required=True, minimum=0, **POSTED)
    budget_change: Number = field(
        "预算调整",
        "Change of the budget",
        Kind.MONEY,
        MONEY,
        hint="批准追加的填正数，核减的填负数",
        hint_en="Positive where more was granted, negative where less",
    )
    change_ground: Text = field("预算调整依据", "Ground of the change", group=MONEY, asked="budget_change")
    households: Number = field(
        "计划受益户数", "Households to be reached", Kind.WHOLE, MONEY, unit="户", minimum=0, **POSTED
    )
    people: Number = field("计划受益人数", "People to be reached", Kind.WHOLE, MONEY, unit="人", minimum=0, **POSTED)
    notice_from: Text = field("项目公示起始日期", "Notice from", Kind.DATE, NOTICE, **POSTED)
    notice_to: Text = field("项目公示截止日期", "Notice to", Kind.DATE, NOTICE, **POSTED)
    notice_place: Text = field("项目公示地点", "Place of the notice", group=NOTICE, **POSTED)
    notice_down: Text = field(
        "项目公示撤下日期", "Notice taken down on", Kind.DATE, NOTICE, asked="notice_from", **POSTED
    )
    objected: Flag = field(
        "项目公示有无异议", "Objections", Kind.YES_NO, NOTICE, asked="notice_from", public=True,
        hint="公示期满后照实填写：有异议选“是”",
        hint_en="To be filled in when the period is over: yes if there were objections",
    )  # fmt: skip
    objection_count: Number = field(
        "项目异议件数", "Number of objections", Kind.WHOLE, NOTICE, unit="件", minimum=0, asked="objected", public=True
    )
    objections: Text = field(
        "项目异议及处理", "Objections and what came of them", Kind.NOTE, NOTICE, asked="objected", public=True
    )
    accepted: Text = field("验收日期", "Accepted on", Kind.DATE, ACCEPTANCE, **POSTED)
    acceptance: Text = field(
        "验收结论", "Outcome", Kind.CODE, ACCEPTANCE, codes="project_acceptance", asked="accepted", **POSTED
    )
    acceptor: Text = field("验收单位", "Accepted by", group=ACCEPTANCE, offers="unit", asked="accepted", **POSTED)
    findings: Text = field("验收意见", "Findings of the acceptance", Kind.NOTE, ACCEPTANCE, asked="accepted")
    told_from: Text = field("完工公告起始日期", "Announced from", Kind.DATE, ACCEPTANCE)
    told_to: Text = field("完工公告截止日期", "Announced to", Kind.DATE, ACCEPTANCE)
    keeper: Text = field("管护责任单位", "Kept by", group=AFTER, offers="unit", **POSTED)
    keeper_name: Text = field("管护责任人", "Person who keeps it", Kind.NAME, AFTER, offers="cadre", **POSTED)
    keeping: Text = field("管护措施", "How it is kept", Kind.NOTE, AFTER)
    is_asset: Flag = field("形成村集体资产", "Became property of the village", Kind.YES_NO, AFTER)
    asset: Number = field("村集体资产原值", "Value of the asset", Kind.MONEY, AFTER, minimum=0, asked="is_asset")
    income: Number = field(
        "村集体年收益", "Income of the village a year", Kind.MONEY, AFTER, minimum=0,
        hint="项目形成的资产每年给村集体带来的收益", hint_en="What the asset brings the village in a year",
    )  # fmt: skip
    effect: Text = field("带动增收情况", "Effect on incomes", Kind.NOTE, AFTER)
    photo_before: Text = field("建设前照片", "Photo before the work", Kind.PHOTO, PHOTOS, **_OF_THE_SITE)
    photo_during: Text = field("建设中照片", "Photo during the work", Kind.PHOTO, PHOTOS, **_OF_THE_SITE)
    photo_after: Text = field("建成后照片", "Photo after the work", Kind.PHOTO, PHOTOS, **_OF_THE_SITE)
    notice_far: Text = field("项目公示远景照片", "Notice from afar", Kind.PHOTO, HUNG, sensitivity=SENSITIVE)
    notice_near: Text = field("项目公示近景照片", "Notice close up", Kind.PHOTO, HUNG, sensitivity=SENSITIVE)
    notice_up: Text = field("项目公示张贴照片", "Putting the notice up", Kind.PHOTO, HUNG, sensitivity=SENSITIVE)
    notice_gone: Text = field("项目公示揭下照片", "Taking the notice down", Kind.PHOTO, HUNG, sensitivity=SENSITIVE)
    note: Text = field("项目备注", "Note", Kind.NOTE, AFTER)


@entity("project_fund", "项目资金来源", "Money of a project", Scope.EVENT, parent="project")
class ProjectFund(Record):
    """What one source gives to a project: planned, and paid until now."""

    project: Text = field("资金所属项目", "Project", Kind.REF, ref="project", required=True)
    position: Number = field("资金序号", "Position", Kind.WHOLE, minimum=0)
    source: Text = field("项目资金来源", "Source", Kind.CODE, codes="project_source", required=True, **POSTED)
    planned: Number = field("计划资金", "Planned", Kind.MONEY, required=True, minimum=0, **POSTED)
    paid: Number = field(
        "已支付资金", "Paid", Kind.MONEY, minimum=0, hint="截至目前的累计数", hint_en="All that was paid until now",
        **POSTED,
    )  # fmt: skip
    paid_on: Text = field("最近支付日期", "Last paid on", Kind.DATE)
    paper: Text = field("资金文号", "Number of the paper", length=60)
    note: Text = field("资金备注", "Note")


@entity("project_beneficiary", "项目受益户", "Household that a project reaches", Scope.EVENT, parent="project")
class ProjectBeneficiary(Record):
    """One household that a project reaches, and what it has of it."""

    project: Text = field("受益所属项目", "Project", Kind.REF, ref="project", required=True)
    position: Number = field("受益户序号", "Position", Kind.WHOLE, minimum=0)
    household: Text = field("受益户", "Household", Kind.REF, ref="household", required=True)
    people: Number = field("受益人数", "People", Kind.WHOLE, unit="人", minimum=0)
    amount: Number = field("受益金额", "Amount", Kind.MONEY, minimum=0)
    benefit: Text = field("受益内容", "Benefit")


@entity("need", "帮扶需求", "Need", Scope.EVENT, parent="village")
class Need(Record):
    """What somebody needs and who made it known; claims say who took it upon himself (domain.md §1A J5, 发布→认领→…→反馈).

    Whether it is open, taken on or met follows from its claims (`models.needs`). The public reads what is needed and how much,
    and never who needs it; why he does is often his health.
    """

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    number: Text = field("需求编号", "Number", length=30, **POSTED)
    date: Text = field("提出日期", "Since", Kind.DATE, required=True)
    household: Text = field("需求户", "Household", Kind.REF, ref="household")
    member: Text = field("需求成员", "Member", Kind.REF, ref="member", asked="household")
    households: Number = field(
        "需求户数", "Households", Kind.WHOLE, unit="户", minimum=0, asked="!household",
        hint="几户共有的需求填写", hint_en="Of a need that several households share",
    )  # fmt: skip
    title: Text = field(
        "需求事项", "What is needed", required=True, **POSTED,
        hint="会印在公开的需求清单上：不写姓名、电话、病情", hint_en="Stands on the public list: no names, phones or illness",
    )  # fmt: skip
    kind: Text = field("需求类别", "Kind", Kind.CODE, codes="need_kind", required=True, **POSTED)
    content: Text = field(
        "需求说明", "About the need", Kind.NOTE, sensitivity=SENSITIVE, hint="不公开",
        hint_en="Not for the public",
    )  # fmt: skip
    quantity: Number = field("需求数量", "Quantity", Kind.QUANTITY, HOW_MUCH, minimum=0, **POSTED)
    unit: Text = field("需求计量单位", "Unit", group=HOW_MUCH, length=20, asked="quantity", **POSTED)
    wanted: Number = field("需求资金", "Money needed", Kind.MONEY, HOW_MUCH, minimum=0, **POSTED)
    deadline: Text = field("希望完成日期", "Needed until", Kind.DATE, HOW_MUCH, **POSTED)
    published: Text = field(
        "需求发布日期", "Published on", Kind.DATE, MADE_KNOWN, hint="没有发布的空着", hint_en="Empty until it is published",
        **POSTED,
    )  # fmt: skip
    place: Text = field("发布地点", "Published where", group=MADE_KNOWN, asked="published")
    contact: Text = field("需求联系人", "Contact", Kind.NAME, MADE_KNOWN, offers="cadre")
    withdrawn: Text = field("需求撤回日期", "Withdrawn on", Kind.DATE, MADE_KNOWN)
    withdraw_reason: Text = field("需求撤回原因", "Why it was withdrawn", group=MADE_KNOWN, asked="withdrawn")
    note: Text = field("需求备注", "Note", Kind.NOTE, MADE_KNOWN)


@entity("claim", "帮扶认领", "Service taken on", Scope.EVENT, parent="village")
class Claim(Record):
    """A need that was made known and that a person or unit took upon itself; given up, it is made known again."""

    village: Text = field("村", "Village", Kind.REF, NEED, ref="village", required=True)
    answers: Text = field(
        "对应需求", "Need", Kind.REF, NEED, ref="need", hint="登记在帮扶需求台账里的，从台账选；需求内容、金额、时限按台账打印",
        hint_en="Where the need stands in the book of needs: content, amount and deadline are printed from there",
    )  # fmt: skip
    title: Text = field("认领事项", "What is to be done", group=NEED, required=True)
    need: Text = field("需求内容", "About the need", Kind.NOTE, NEED, asked="!answers")
    household: Text = field("帮扶对象户", "Household", Kind.REF, NEED, ref="household")
    project: Text = field("认领的项目", "Project", Kind.REF, NEED, ref="project")
    wanted: Number = field("需求金额", "Amount needed", Kind.MONEY, NEED, minimum=0, asked="!answers")
    deadline: Text = field("需求时限", "Needed until", Kind.DATE, NEED, asked="!answers")
    date: Text = field("认领日期", "Taken on on", Kind.DATE, TAKEN, required=True)
    claimer: Text = field("认领人或单位", "Taken on by", group=TAKEN, offers="cadre unit", required=True)
    kind: Text = field("认领者类型", "Kind of claimer", Kind.CODE, TAKEN, codes="claimer_kind", required=True)
    senior: Flag = field("局级以上领导认领", "By a leader of bureau rank or above", Kind.YES_NO, TAKEN)
    contact: Text = field("认领联系人", "Contact", Kind.NAME, TAKEN)
    phone: Text = field("认领联系电话", "Phone", Kind.PHONE, TAKEN)
    pledge: Text = field("认领承诺", "What was promised", Kind.NOTE, TAKEN)
    pledged: Number = field("认领金额", "Amount promised", Kind.MONEY, TAKEN, minimum=0)
    quantity: Number = field(
        "认领数量", "Quantity taken on", Kind.QUANTITY, TAKEN, minimum=0, asked="answers",
        hint="单位与需求相同；认领全部的空着", hint_en="In the unit of the need; empty for all of it",
    )  # fmt: skip
    met_on: Text = field("对接日期", "Brought together on", Kind.DATE, TAKEN)
    started: Text = field("启动日期", "Begun on", Kind.DATE, TAKEN)
    given_up: Text = field("放弃认领日期", "Given up on", Kind.DATE, TAKEN)
    give_up_reason: Text = field("放弃认领原因", "Why it was given up", group=TAKEN, asked="given_up")
    finished: Text = field("认领完成日期", "Done on", Kind.DATE, TAKEN)
    result: Text = field("认领结果", "Result", Kind.NOTE, TAKEN)
    delivered_on: Text = field("交付日期", "Delivered on", Kind.DATE, HANDED)
    delivered: Number = field("交付数量", "Quantity delivered", Kind.QUANTITY, HANDED, minimum=0, asked="delivered_on")
    signed: Flag = field(
        "交付是否签收", "Signed for", Kind.YES_NO, HANDED, asked="delivered_on", hint="只记录事实，程序不代签",
        hint_en="Only records the fact; the program signs nothing",
    )  # fmt: skip
    signed_on: Text = field("交付签收日期", "Signed for on", Kind.DATE, HANDED, asked="signed")
    told_on: Text = field("认领反馈日期", "Claimer told on", Kind.DATE, HANDED)
    note: Text = field("认领备注", "Note", Kind.NOTE, HANDED)
