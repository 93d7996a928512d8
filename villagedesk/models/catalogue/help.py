# SPDX-License-Identifier: MIT
"""Who helps, what is planned for a year, and the visits that were made (domain.md §2.6, §4.2, §4.3)."""

from __future__ import annotations

from typing import Any

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

PUBLIC, SENSITIVE = Sensitivity.PUBLIC, Sensitivity.SENSITIVE
MONEY = Group("资金与效果", "Money and effect")
COURSE = Group("进度", "Progress")
FOUND = Group("走访情况", "What was found")
SIGNED = Group("签字情况", "Signatures on paper")
ON_PAPER: dict[str, Any] = {
    "hint": "只记录事实，程序不代签",
    "hint_en": "Only records the fact; the program signs nothing",
}


@entity("unit", "帮扶单位", "Helping unit", Scope.IDENTITY)
class Unit(Record):
    """An office, firm or organisation that cadres come from."""

    name: Text = field("单位名称", "Unit", sensitivity=PUBLIC, aliases="帮扶单位 单位", required=True)
    level: Text = field(
        "隶属关系", "Level", Kind.CODE, codes="unit_level", sensitivity=PUBLIC, aliases="单位隶属关系 帮扶单位隶属关系"
    )
    address: Text = field("单位地址", "Address")
    contact: Text = field("单位联系人", "Contact", Kind.NAME)
    phone: Text = field("单位电话", "Phone", Kind.PHONE)
    note: Text = field("单位备注", "Note", Kind.NOTE)


@entity("cadre", "帮扶责任人", "Cadre", Scope.IDENTITY)
class Cadre(Record):
    """A person who answers for households; pairings say which, and since when."""

    name: Text = field(
        "责任人姓名", "Name", Kind.NAME, sensitivity=PUBLIC, aliases="帮扶责任人 帮扶人 帮扶责任人姓名", required=True
    )
    sex: Text = field("责任人性别", "Sex", Kind.CODE, codes="sex")
    politics: Text = field("责任人政治面貌", "Political affiliation", Kind.CODE, codes="politics")
    unit: Text = field("责任人单位", "Unit", Kind.REF, ref="unit", sensitivity=PUBLIC)
    post: Text = field("职务", "Post", sensitivity=PUBLIC)
    phone: Text = field(
        "责任人电话", "Phone", Kind.PHONE, sensitivity=PUBLIC, aliases="帮扶责任人手机号 帮扶责任人电话", required=True
    )
    role: Text = field("岗位", "Role", Kind.CODE, codes="pairing_role")
    note: Text = field("责任人备注", "Note", Kind.NOTE)


@entity("pairing", "结对", "Pairing", Scope.EVENT, parent="household")
class Pairing(Record):
    """A cadre answers for a household from a day to a day; a change ends one pairing and begins another."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    cadre: Text = field("结对责任人", "Cadre", Kind.REF, ref="cadre", sensitivity=PUBLIC, required=True)
    role: Text = field("责任类别", "Role", Kind.CODE, codes="pairing_role", sensitivity=PUBLIC)
    start: Text = field(
        "开始时间", "Since", Kind.DATE, sensitivity=PUBLIC, aliases="帮扶开始时间 结对开始时间", required=True
    )
    end: Text = field("结束时间", "Until", Kind.DATE, sensitivity=PUBLIC, aliases="帮扶结束时间 结对结束时间")
    change_reason: Text = field("变更原因", "Reason of the change", asked="end")
    note: Text = field("结对备注", "Note", Kind.NOTE)


@entity("plan", "脱贫计划", "Plan of a year", Scope.YEAR, parent="household", natural=("household", "year"))
class Plan(Record):
    """What is to be reached with a household in a year. The id is derived from household and year.

    Attribute, causes, labour force and last year's income, which the paper repeats, are read from where they stand.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, required=True)
    made_on: Text = field("制定日期", "Drawn up on", Kind.DATE)
    wish: Text = field("户主意愿", "Wish of the household", Kind.NOTE, required=True)
    target: Number = field("本年目标人均纯收入", "Target income per head", Kind.MONEY, MONEY, minimum=0, required=True)
    adjustment: Text = field("年中调整", "Adjustment at mid-year", Kind.NOTE, COURSE)
    result: Text = field("年终完成情况", "Result at the end of the year", Kind.NOTE, COURSE)
    actual_gain: Number = field("年终实际增收", "Actual gain", Kind.MONEY, MONEY)
    signed_household: Flag = field("户主已签字", "Signed by the household", Kind.YES_NO, SIGNED, **ON_PAPER)
    signed_cadre: Flag = field("帮扶责任人已签字", "Signed by the cadre", Kind.YES_NO, SIGNED, **ON_PAPER)
    signed_village: Flag = field("村已签章", "Signed by the village", Kind.YES_NO, SIGNED, **ON_PAPER)
    signed_township: Flag = field("乡镇已签章", "Signed by the township", Kind.YES_NO, SIGNED, **ON_PAPER)
    note: Text = field("计划备注", "Note", Kind.NOTE)


@entity("measure", "帮扶措施", "Measure", Scope.EVENT, parent="plan")
class Measure(Record):
    """One line of a plan, drawn up at its beginning or added when it was adjusted at mid-year."""

    plan: Text = field("计划", "Plan", Kind.REF, ref="plan", required=True)
    position: Number = field("措施序号", "Number", Kind.WHOLE, minimum=0, maximum=999)
    stage: Text = field(
        "计划阶段",
        "Stage",
        Kind.CODE,
        codes="plan_stage",
        hint="空着按“年初计划”",
        hint_en="Empty means the plan of the beginning of the year",
    )
    category: Text = field(
        "措施类别", "Class", Kind.CODE, codes="measure_class", aliases="项目类别 类别", required=True
    )
    subcategory: Text = field(
        "措施小类",
        "Subclass",
        Kind.CODE,
        codes="measure_kind",
        aliases="小类 项目名称",
        hint="大类空着时，小类会带出大类",
        hint_en="Fills in the class where that is empty",
    )
    item: Text = field("具体项目", "Item", Kind.CODE, codes="measure_item", aliases="具体内容")
    content: Text = field("措施内容", "Content", Kind.NOTE, aliases="帮扶内容 帮扶内容及成本", required=True)
    cause: Text = field("针对原因", "Against the cause", Kind.CODE, codes="cause", sensitivity=SENSITIVE)
    risk: Text = field("针对风险", "Against the risk", Kind.CODE, codes="risk", sensitivity=SENSITIVE)
    goal: Text = field("措施目标", "Goal", Kind.NOTE, hint="这项措施要达到什么", hint_en="What the measure is to reach")
    quantity: Text = field("规模数量", "Quantity", hint="如 养羊30只、种植2亩", hint_en="e.g. 30 goats, 2 mu of crops")
    amount: Number = field("资金额度", "Amount", Kind.MONEY, MONEY, minimum=0)
    source: Text = field("资金来源", "Source of money", Kind.CODE, MONEY, codes="fund_source")
    responsible_unit: Text = field("责任单位", "Unit responsible", offers="unit")
    responsible: Text = field("措施责任人", "Person responsible", Kind.NAME, required=True, offers="cadre")
    responsible_cadre: Text = field(
        "在册责任人",
        "Cadre responsible",
        Kind.REF,
        ref="cadre",
        hint="责任人在帮扶责任人名单里的，从名单选；姓名会带到“措施责任人”",
        hint_en="Where the person is on the list of cadres",
    )
    helped_since: Text = field(
        "帮扶时间",
        "Helped since",
        Kind.MONTH,
        COURSE,
        hint="实际开始帮扶的年月",
        hint_en="Month in which the help really began",
    )
    due: Text = field("完成时限", "Due", Kind.MONTH, COURSE, required=True)
    expected_gain: Number = field("预计增收", "Expected gain", Kind.MONEY, MONEY)
    status: Text = field("完成情况", "Status", Kind.CODE, COURSE, codes="measure_status")
    done_on: Text = field("完成日期", "Done on", Kind.DATE, COURSE, asked="status:done")
    actual_gain: Number = field("实际增收", "Actual gain", Kind.MONEY, MONEY, aliases="户实际收益")
    adjusted: Text = field("调整说明", "About the adjustment", Kind.NOTE, COURSE)
    evidence: Codes = field("佐证材料", "Evidence", Kind.CODES, COURSE, codes="help_evidence")
    evidence_note: Text = field("佐证说明", "About the evidence", group=COURSE, asked="evidence")
    evidence_photo: Text = field("佐证照片", "Photo of the evidence", Kind.PHOTO, COURSE, sensitivity=SENSITIVE)
    result: Text = field("措施成效", "Result of the measure", Kind.NOTE, COURSE, aliases="帮扶成效 成效")
    signed_household: Flag = field(
        "户主已签字确认",
        "Measure signed by the household",
        Kind.YES_NO,
        SIGNED,
        aliases="户主签名 户主签字",
        **ON_PAPER,
    )
    signed_on: Text = field(
        "户主签字日期",
        "Signed on",
        Kind.DATE,
        SIGNED,
        hint="纸上写的日期",
        hint_en="The date that stands on the paper",
        asked="signed_household",
    )
    paper_signed: Flag = field(
        "成效户主已签字", "Effect signed by the household", Kind.YES_NO, COURSE, **ON_PAPER, asked="result"
    )
    note: Text = field("措施备注", "Note", Kind.NOTE)


@entity("visit", "走访记录", "Visit", Scope.EVENT, parent="household")
class Visit(Record):
    """A visit as somebody made and wrote it down. The program never proposes one (domain.md §11.2, mistake 11)."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    date: Text = field("走访日期", "Date", Kind.DATE, required=True)
    time: Text = field(
        "到户时间", "Time", length=10, pattern=r"([01]?\d|2[0-3]):[0-5]\d", hint="如 9:30、14:05", hint_en="e.g. 9:30"
    )
    minutes: Number = field("走访时长", "Minutes", Kind.WHOLE, unit="分钟", minimum=0, maximum=1440)
    cadre: Text = field("走访责任人", "Cadre", Kind.REF, ref="cadre")
    visitors: Text = field(
        "走访人",
        "Visitors",
        required=True,
        offers="cadre",
        hint="可填多人，用顿号分开",
        hint_en="Several people are parted by commas",
    )
    unit: Text = field("走访单位", "Unit", offers="unit")
    received_by: Text = field("接待人", "Received by", Kind.NAME, offers="member")
    change_kinds: Codes = field("家庭变化", "Changes", Kind.CODES, FOUND, codes="change_kind")
    changes: Text = field("变化情况", "About the changes", Kind.NOTE, FOUND, sensitivity=SENSITIVE)
    policies: Text = field("宣讲政策", "Policies explained", Kind.NOTE, FOUND)
    problems: Text = field("反映问题", "Problems raised", Kind.NOTE, FOUND, sensitivity=SENSITIVE)
    help_given: Text = field("帮办实事", "Help given", Kind.NOTE, FOUND)
    gifts: Text = field("慰问物资", "Gifts", group=MONEY)
    gift_money: Number = field("慰问金额", "Gift of money", Kind.MONEY, MONEY, minimum=0)
    next_date: Text = field("下次安排", "Next visit", Kind.DATE)
    next_plan: Text = field("下次安排内容", "Plan for the next visit", Kind.NOTE, asked="next_date")
    photo: Text = field("走访照片", "Photo of the visit", Kind.PHOTO, sensitivity=SENSITIVE)
    paper_signed: Flag = field("纸质记录户主已签字", "Paper signed by the household", Kind.YES_NO, **ON_PAPER)
    note: Text = field("走访备注", "Note", Kind.NOTE)


@entity("care", "关爱定级", "Care grading", Scope.EVENT, parent="household")
class Care(Record):
    """From a day on a household has a care level (红黄蓝三色分级); it holds until the next one begins (domain.md J-table).

    The level that a roster brings without a day stands in the household itself; it holds as long as nothing was graded.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    level: Text = field("定级", "Level", Kind.CODE, codes="care_level", required=True)
    start: Text = field("定级日期", "Since", Kind.DATE, required=True)
    reason: Text = field("定级原因", "Reason", Kind.NOTE, sensitivity=SENSITIVE)
    decided_by: Text = field("定级人", "Decided by", Kind.NAME)
    note: Text = field("定级备注", "Note", Kind.NOTE)


@entity("benefit", "措施落实", "Help that was given", Scope.EVENT, parent="household")
class Benefit(Record):
    """Help that a household really got on a day, planned or not. The program never proposes one."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    date: Text = field("落实日期", "Date", Kind.DATE, required=True)
    measure: Text = field(
        "对应措施",
        "Measure of the plan",
        Kind.REF,
        ref="measure",
        hint="计划外的帮扶空着",
        hint_en="Empty for help outside the plan",
    )
    member: Text = field(
        "受益人", "Person concerned", Kind.REF, ref="member", hint="全户受益的空着", hint_en="Empty for all"
    )
    category: Text = field("落实类别", "Class", Kind.CODE, codes="measure_class", aliases="帮扶类别", required=True)
    subcategory: Text = field("落实小类", "Subclass", Kind.CODE, codes="measure_kind")
    item: Text = field("落实项目", "Item", Kind.CODE, codes="measure_item")
    content: Text = field("落实内容", "Content", Kind.NOTE, required=True)
    quantity: Text = field("落实数量", "Quantity", hint="如 鸡苗60只、大米10公斤", hint_en="e.g. 60 chicks")
    amount: Number = field("落实金额", "Amount", Kind.MONEY, MONEY, minimum=0)
    source: Text = field("落实资金来源", "Source of money", Kind.CODE, MONEY, codes="fund_source")
    provider: Text = field("实施单位", "Provided by", aliases="帮扶单位")
    cadre: Text = field("落实责任人", "Cadre", Kind.REF, ref="cadre")
    handler: Text = field("经办人", "Handled by", Kind.NAME)
    evidence: Codes = field("落实佐证材料", "Evidence", Kind.CODES, COURSE, codes="help_evidence", required=True)
    evidence_note: Text = field("落实佐证说明", "About the evidence", group=COURSE)
    evidence_photo: Text = field("落实照片", "Photo", Kind.PHOTO, COURSE, sensitivity=SENSITIVE)
    result: Text = field("落实成效", "Result", Kind.NOTE, COURSE)
    signed_household: Flag = field("落实户主已签字", "Signed by the household", Kind.YES_NO, SIGNED, **ON_PAPER)
    note: Text = field("落实备注", "Note", Kind.NOTE)
    loan_due: Text = field(
        "贷款到期日期",
        "Loan due",
        Kind.DATE,
        COURSE,
        hint="只有小额信贷填写",
        hint_en="Of micro-loans only",
        asked="subcategory:micro_loan",
    )
    loan_repaid: Text = field(
        "贷款结清日期",
        "Loan repaid",
        Kind.DATE,
        COURSE,
        hint="没有还清的空着",
        hint_en="Empty until all is repaid",
        asked="subcategory:micro_loan",
    )


@entity("line", "标准与期限", "Line or interval", Scope.YEAR, natural=("name", "year", "region"))
class Line(Record):
    """A poverty line, a notice period, an interval: one value of one year and region, with its source.

    The id is derived from name, year and region. The file holds only what an office confirmed or changed; the rest is
    read from `resources/lines.csv`.
    """

    name: Text = field("项目", "Item", Kind.CODE, codes="line_name", sensitivity=PUBLIC, required=True)
    year: Number = field("适用年度", "Year", Kind.YEAR, sensitivity=PUBLIC)
    region: Text = field("适用地区", "Region", sensitivity=PUBLIC, required=True)
    value: Number = field("标准值", "Value", Kind.WHOLE, sensitivity=PUBLIC, minimum=0)
    unit: Text = field("单位", "Unit of measure", sensitivity=PUBLIC, length=20)
    source: Text = field("依据", "Source", sensitivity=PUBLIC, length=500)
    confirmed: Flag = field("已核对", "Confirmed", Kind.YES_NO, sensitivity=PUBLIC)
