# SPDX-License-Identifier: MIT
"""The people of a household: who they are, and their facts of each year (domain.md §2.3)."""

from __future__ import annotations

from villagedesk.models.catalogue.spec import (
    GENERAL,
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
PAPERS = Group("证件", "Papers")
BELONGING = Group("在户情况", "Belonging")
CHANGE = Group("人员变更", "Joining and leaving")
SCHOOL = Group("教育", "Schooling")
HEALTH = Group("健康", "Health")
WORK = Group("劳动与务工", "Labour and work")
INSURANCE = Group("保障", "Insurance and support")


@entity("member", "家庭成员", "Member", Scope.IDENTITY, parent="household")
class Member(Record):
    """A person. Shared life and budget make a member, not the household register (domain.md §2.3)."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    position: Number = field("序号", "Number", Kind.WHOLE, sensitivity=PUBLIC, minimum=0, maximum=999)
    person_no: Text = field("人编号", "Person number", aliases="人口编号 个人编号", length=30, fixed=True)
    name: Text = field("姓名", "Name", Kind.NAME, aliases="成员姓名", sensitivity=PUBLIC, required=True, public=True)
    sex: Text = field("性别", "Sex", Kind.CODE, codes="sex", required=True)
    birth: Text = field(
        "出生日期", "Born", Kind.DATE, aliases="出生年月日 出生年月", sensitivity=SENSITIVE, required=True
    )
    id_type: Text = field("证件类型", "Kind of paper", Kind.CODE, PAPERS, codes="id_type")
    id_no: Text = field(
        "证件号码",
        "Identity number",
        Kind.ID_NUMBER,
        PAPERS,
        sys="aab004",
        sensitivity=SENSITIVE,
        required=True,
        aliases="身份证号 身份证号码 公民身份号码 公民身份号码或残疾证号 身份证 证件号",
        source="GB 11643-1999",
    )
    id_checked: Text = field(
        "证件核对说明",
        "Paper was checked",
        group=PAPERS,
        hint="号码与规则不符但原件如此时，注明“已核对原件”",
        hint_en="Where the paper itself breaks the rule, note “已核对原件”",
    )
    no_id_reason: Text = field(
        "无证件原因", "Why without a paper", Kind.CODE, PAPERS, codes="no_id_reason", asked="!id_no"
    )
    card_no: Text = field(
        "残疾证号", "Disability card", Kind.CARD_NUMBER, PAPERS, aliases="残疾人证号 残疾证号码", sensitivity=SENSITIVE
    )
    ethnic: Text = field(
        "民族", "Ethnic group", Kind.CODE, codes="ethnic", sys="aab007", required=True, source="GB/T 3304-1991"
    )
    phone: Text = field("成员联系电话", "Member's phone", Kind.PHONE, aliases="人联系电话", sensitivity=SENSITIVE)
    identified: Text = field("人员识别时间", "Person identified", Kind.MONTH, BELONGING)
    in_hukou: Flag = field("是否在户口簿", "In the household register", Kind.YES_NO, BELONGING)
    shares_budget: Flag = field(
        "是否共享开支", "Shares the budget", Kind.YES_NO, BELONGING, aliases="是否共同生活共享开支"
    )
    counted: Flag = field(
        "是否计入家庭人口", "Counted", Kind.YES_NO, BELONGING, hint="空着按“是”计算", hint_en="Empty counts as “yes”"
    )
    join_reason: Text = field(
        "增加原因", "Joined because", Kind.CODE, CHANGE, codes="join_reason", sensitivity=SENSITIVE
    )
    joined: Text = field("增加日期", "Joined on", Kind.DATE, CHANGE, asked="join_reason")
    leave_reason: Text = field(
        "减少原因", "Left because", Kind.CODE, CHANGE, codes="leave_reason", sensitivity=SENSITIVE
    )
    left: Text = field("减少日期", "Left on", Kind.DATE, CHANGE, asked="leave_reason")
    merged_into: Text = field("并入的成员", "Joined to", Kind.REF, CHANGE, ref="member")
    change_evidence: Text = field("变更佐证", "Evidence of the change", group=CHANGE, asked="join_reason|leave_reason")
    note: Text = field("成员备注", "Note", Kind.NOTE)


def yes_no(label: str, en: str, group: Group, sys: str = "", **more: object) -> Flag:
    """A question about one person in one year."""
    flag: Flag = field(label, en, Kind.YES_NO, group, sys=sys, **more)
    return flag


def work_part(label: str, en: str, sys: str, other: str = "") -> Text:
    """A part of the place of work. That the national codes follow the order of the parts is taken from domain.md §2.3."""
    names = [f"务工地{label}", f"务工所在{label}"] + ([f"务工所在地{other}"] if other else [])
    part: Text = field(
        f"务工所在地{label}", f"Place of work, {en}", group=WORK, sys=sys, aliases=" ".join(names), length=50, na=True
    )
    return part


@entity("member_year", "成员年度情况", "Member year", Scope.YEAR, parent="member", natural=("member", "year"))
class MemberYear(Record):
    """A person's facts in one year. Its id is derived from member and year."""

    member: Text = field("成员", "Member", Kind.REF, ref="member", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, required=True)

    relation: Text = field(
        "与户主关系",
        "Relation to the head",
        Kind.CODE,
        GENERAL,
        codes="relation",
        sys="aab006",
        required=True,
        source="GB/T 4761-2008",
    )
    relation_text: Text = field(
        "关系原文",
        "Relation as it arrived",
        fixed=True,
        length=50,
        hint="导入时的原文，对照表不可逆",
        hint_en="As it stood in the imported sheet",
    )
    politics: Text = field(
        "政治面貌", "Political affiliation", Kind.CODE, codes="politics", sys="aak033", source="GB/T 4762"
    )

    education: Text = field(
        "文化程度",
        "Education",
        Kind.CODE,
        SCHOOL,
        codes="education",
        sys="aab008",
        hint="在校生空着",
        hint_en="Empty for pupils and students",
    )
    school: Text = field("在校生状况", "In school", Kind.CODE, SCHOOL, codes="school_status", sys="aab009")
    dropout_reason: Text = field(
        "失学或辍学原因",
        "Why out of school",
        Kind.CODE,
        SCHOOL,
        codes="dropout_reason",
        sensitivity=SENSITIVE,
        aliases="失学辍学原因",
        na=True,
        asked="school:none",
    )
    mandarin: Flag = yes_no("是否会讲普通话", "Speaks Mandarin", SCHOOL, "aab065")

    health: Codes = field(
        "健康状况", "Health", Kind.CODES, HEALTH, codes="health", sys="aab017", sensitivity=SENSITIVE, required=True
    )
    disability_kind: Text = field(
        "残疾类别",
        "Kind of disability",
        Kind.CODE,
        HEALTH,
        codes="disability_kind",
        sensitivity=SENSITIVE,
        na=True,
        asked="health:4",
    )
    disability_grade: Text = field(
        "残疾等级",
        "Grade of disability",
        Kind.CODE,
        HEALTH,
        codes="disability_grade",
        sensitivity=SENSITIVE,
        aliases="残疾级别",
        na=True,
        asked="health:4",
    )
    card_year: Number = field(
        "残疾证办证年度",
        "Year of the disability card",
        Kind.YEAR,
        HEALTH,
        sensitivity=SENSITIVE,
        na=True,
        asked="health:4",
    )
    illness_note: Text = field(
        "病情说明", "About the illness", Kind.NOTE, HEALTH, sensitivity=SENSITIVE, asked="health:2,3,4"
    )

    labour: Text = field(
        "劳动技能",
        "Ability to work",
        Kind.CODE,
        WORK,
        codes="labour_skill",
        sys="aab010",
        aliases="劳动能力 劳动技能（劳动能力）",
        required=True,
    )
    work_place: Text = field(
        "务工状况",
        "Where at work",
        Kind.CODE,
        WORK,
        codes="work_place",
        sys="aab025",
        na=True,
        asked="!labour:none,lost",
    )
    work_region: Text = field(
        "务工所在地",
        "Place of work",
        group=WORK,
        parts=("work_province", "work_city", "work_county", "work_township"),
        aliases="务工地点 务工地",
        hint="连起来写省市县乡，离开时拆入后面四栏；原文保留",
        hint_en="Province, city, county, township in one; parted into the next four, and kept",
        na=True,
        asked="work_place",
    )
    work_province: Text = work_part("省", "province", "aab026")
    work_city: Text = work_part("市", "city", "aab027", "州")
    work_county: Text = work_part("县", "county", "aab028", "区")
    work_township: Text = work_part("乡镇", "township", "", "乡")
    work_abroad: Flag = yes_no("是否国外务工", "Works abroad", WORK, asked="work_place")
    work_months: Number = field(
        "务工时间",
        "Months at work",
        Kind.WHOLE,
        WORK,
        sys="aab012",
        aliases="务工时间（月） 务工月数",
        unit="个月",
        minimum=0,
        maximum=12,
        asked="work_place",
    )
    employer: Text = field("务工企业名称", "Employer", group=WORK, aliases="务工企业", na=True, asked="work_place")
    industry: Text = field(
        "产业分类", "Sector", Kind.CODE, WORK, codes="industry", aliases="所属行业", na=True, asked="work_place"
    )
    job_channel: Text = field(
        "就业渠道", "How the job was found", Kind.CODE, WORK, codes="job_channel", na=True, asked="work_place"
    )
    wage: Number = field(
        "务工月收入",
        "Monthly wage",
        Kind.MONEY,
        WORK,
        aliases="月收入 月工资",
        minimum=0,
        sensitivity=SENSITIVE,
        na=True,
        asked="work_place",
    )
    public_post: Text = field(
        "公益性岗位类型", "Public-welfare post", Kind.CODE, WORK, codes="public_post", aliases="公益岗位", na=True
    )
    public_post_months: Number = field(
        "公益性岗位月数",
        "Months in the post",
        Kind.WHOLE,
        WORK,
        aliases="公益性岗位（月数）",
        unit="个月",
        minimum=0,
        maximum=12,
        na=True,
        asked="public_post",
    )
    work_planned: Flag = yes_no("是否计划务工", "Plans to work", WORK, asked="!labour:none,lost")
    planned_county: Text = field(
        "计划务工所在县", "County planned", group=WORK, length=50, na=True, asked="work_planned",
        hint="与现在务工的县相同的不用填", hint_en="Only where it is not the county of work",
    )  # fmt: skip
    job_service: Text = field(
        "就业服务需求", "Service wanted", Kind.CODE, WORK, codes="job_service", na=True, asked="work_planned", hint="没有需求的填不适用",
        hint_en="Not applicable where none is wanted",
    )  # fmt: skip

    medical: Flag = yes_no(
        "是否参加城乡居民基本医疗保险",
        "Resident medical insurance",
        INSURANCE,
        "aab013",
        required=True,
        eras=((2013, "是否参加新型农村合作医疗"), (2017, "是否参加城乡居民基本医疗保险")),
        short="居民医保",
        aliases="是否参加新型农村合作医疗（城乡居民基本医疗保险） 新农合 城乡居民基本医疗 是否参加城乡居民基本医疗",
    )
    employee_medical: Flag = yes_no(
        "是否参加城镇职工基本医疗保险",
        "Employee medical insurance",
        INSURANCE,
        short="职工医保",
        aliases="城镇职工基本医疗",
    )
    critical_insurance: Flag = yes_no(
        "是否参加大病保险",
        "Critical-illness insurance",
        INSURANCE,
        "aab022",
        short="大病保险",
        aliases="大病保险 是否参加大病医疗",
    )
    commercial_medical: Flag = yes_no(
        "是否参加商业补充医疗保险",
        "Commercial medical insurance",
        INSURANCE,
        "aab067",
        short="商业医保",
        aliases="商业补充医疗",
    )
    critical_aid: Flag = yes_no(
        "是否接受大病医疗救助",
        "Critical-illness aid",
        INSURANCE,
        "aab066",
        sensitivity=SENSITIVE,
        short="大病救助",
        aliases="大病医疗救助",
    )
    other_health_aid: Flag = yes_no(
        "是否接受其他健康扶贫",
        "Other health aid",
        INSURANCE,
        sensitivity=SENSITIVE,
        short="其他健康扶贫",
        aliases="是否接受其他健康帮扶",
    )
    accident_subsidy: Flag = yes_no(
        "是否享受人身意外险补贴",
        "Accident-insurance subsidy",
        INSURANCE,
        short="意外险补贴",
        aliases="人身意外险补贴 是否接受人身意外险补贴",
    )
    pension: Flag = yes_no(
        "是否参加城乡居民基本养老保险",
        "Resident pension insurance",
        INSURANCE,
        "aab014",
        short="居民养老",
        eras=((2013, "是否参加新型农村社会养老保险"), (2017, "是否参加城乡居民基本养老保险")),
        aliases="新农保 城乡居民基本养老",
    )
    employee_pension: Flag = yes_no(
        "是否参加城镇职工基本养老保险",
        "Employee pension insurance",
        INSURANCE,
        short="职工养老",
        aliases="城镇职工养老",
    )
    low_income: Text = field(
        "是否享受低保",
        "Minimum allowance",
        Kind.CODE,
        INSURANCE,
        codes="low_income",
        sys="aab030",
        aliases="享受低保政策情况 低保 低保人口",
        sensitivity=SENSITIVE,
        short="低保",
    )
    destitute: Text = field(
        "是否特困供养人员",
        "Destitute support",
        Kind.CODE,
        INSURANCE,
        codes="destitute",
        eras=((2013, "是否五保供养人员"), (2016, "是否特困供养人员")),
        aliases="享受特困供养政策情况 特困供养 是否享受特困供养 是否五保户",
        sensitivity=SENSITIVE,
        short="特困供养",
    )
    soldier: Flag = yes_no("是否现役军人", "In military service", INSURANCE, short="现役军人")
    relocated_person: Flag = yes_no("是否易地搬迁人口", "Relocated person", INSURANCE, short="搬迁人口")
