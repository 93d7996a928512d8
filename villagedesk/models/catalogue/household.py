# SPDX-License-Identifier: MIT
"""The household: who they are, and the facts of each year (domain.md §2.2; 贫困户登记表 2014, 信息采集表 2016/17)."""

from __future__ import annotations

from typing import Final

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
CONTACT = Group("联系方式", "Contact")
IDENTIFICATION = Group("识别与退出", "Identification and exit")
PICTURES = Group("位置与照片", "Place and photos")
STATUS = Group("年度状态", "Status of the year")
MONITORING = Group("防返贫监测", "Monitoring")
LAND = Group("土地", "Land")
SECURITY = Group("吃穿", "Food and clothing")
UTILITIES = Group("水电路", "Water, power, road")
HOUSE = Group("住房", "House")
DEVELOPMENT = Group("带动情况", "Development")
RELOCATION = Group("易地扶贫搬迁", "Relocation")
ENDING = Group("户的注销", "End of the household")
NEVER_POOR: Final = ("edge", "sudden", "prevention", "ordinary")  # codes of household_type
_EVER_POOR = f"!household_type:{','.join(NEVER_POOR)}"  # others have no such facts


@entity("household", "户", "Household", Scope.IDENTITY)
class Household(Record):
    """A household as an identity; whatever changes from year to year stands in `HouseholdYear`."""

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    hh_no: Text = field(
        "户编号",
        "Household number",
        sensitivity=PUBLIC,
        sys="aac001",
        length=30,
        hint="系统编号，只从系统导入，不自编",
        hint_en="From the national system by import only; never made up",
    )
    local_no: Text = field(
        "村内户号",
        "Number in the village",
        sensitivity=PUBLIC,
        length=30,
        hint="如 组号+3位顺序号",
        hint_en="e.g. group and a number of three digits",
    )
    group: Text = field(
        "村民小组",
        "Group",
        sensitivity=PUBLIC,
        public=True,
        aliases="自然村 所在组 组 小组 村民组 村民小组（自然村）",
        required=True,
        length=50,
    )
    address: Text = field("住址", "Address", group=CONTACT, aliases="家庭住址 详细地址 地址")
    phone: Text = field(
        "联系电话",
        "Phone",
        Kind.PHONE,
        CONTACT,
        sensitivity=SENSITIVE,
        sys="aar012",
        aliases="户联系电话 电话 手机号",
        required=True,
    )
    bank: Text = field("开户银行", "Bank", group=CONTACT, sensitivity=SENSITIVE, sys="aaq002", aliases="开户银行名称")
    bank_no: Text = field(
        "银行卡号",
        "Bank account",
        Kind.BANK_NUMBER,
        CONTACT,
        sensitivity=SENSITIVE,
        sys="aac004",
        aliases="银行账号 一卡通账号",
        hint="农业惠农“一卡通”",
        hint_en="The card for farming subsidies",
    )
    standard: Text = field(
        "识别标准", "Identification standard", Kind.CODE, IDENTIFICATION, codes="identify_standard", required=True
    )
    programmes: Codes = field(
        "纳入项目", "Programmes as the roster states them", Kind.CODES, IDENTIFICATION, codes="programme", fixed=True,
        hint="花名册所列；何时纳入和退出，见“纳入项目记录”", hint_en="As imported; when it began and ended stands in the enrolments",
    )  # fmt: skip
    identified: Text = field(
        "首次识别时间",
        "First identified",
        Kind.MONTH,
        IDENTIFICATION,
        sensitivity=PUBLIC,
        sys="aar041",
        aliases="识别（纳入）时间 识别时间",
    )
    identify_year: Number = field(
        "识别年度",
        "Year of identification",
        Kind.YEAR,
        IDENTIFICATION,
        sensitivity=PUBLIC,
        aliases="识别（纳入）年度 纳入年度",
    )
    plan_exit_year: Number = field("计划脱贫年度", "Planned year of exit", Kind.YEAR, IDENTIFICATION)
    family_types: Codes = field("家庭类型", "Kind of family", Kind.CODES, codes="family_type")
    care_level: Text = field(
        "关爱等级",
        "Care level",
        Kind.CODE,
        codes="care_level",
        hint="红黄蓝三色分级；有定级记录的，以定级记录为准",
        hint_en="Red, yellow or blue; a care grading with its day goes before it",
    )
    longitude: Text = field(
        "经度", "Longitude", group=PICTURES, length=20, pattern=r"(7[3-9]|[89]\d|1[0-2]\d|13[0-5])(\.\d{1,8})?",
        hint="73到136之间的小数，如 104.0668", hint_en="decimal between 73 and 136, e.g. 104.0668",
    )  # fmt: skip
    latitude: Text = field(
        "纬度", "Latitude", group=PICTURES, length=20, pattern=r"([3-9]|[1-4]\d|5[0-4])(\.\d{1,8})?",
        hint="3到55之间的小数，如 30.5728", hint_en="decimal between 3 and 55, e.g. 30.5728",
    )  # fmt: skip
    head_photo: Text = field("户主照片", "Photo of the head", Kind.PHOTO, PICTURES, sensitivity=SENSITIVE)
    note: Text = field("备注", "Note", Kind.NOTE)
    ended: Text = field(
        "注销日期",
        "Ended on",
        Kind.DATE,
        ENDING,
        hint="由“家庭变动”登记；注销的户不再计数",
        hint_en="Entered by a life event; a household that has ended counts nowhere",
    )
    end_reason: Text = field("注销原因", "Ended because", Kind.CODE, ENDING, codes="household_end", asked="ended")
    volume_no: Number = field(
        "案卷号", "Number of the volume", Kind.WHOLE, sensitivity=PUBLIC, minimum=1, maximum=9_999,
        hint="一键成档时在本村内连续编号，编后不变", hint_en="Given once within the village when the binder is made",
    )  # fmt: skip


def area(label: str, en: str, sys: str = "", **more: object) -> Number:
    """A piece of land in hundredths of a mu; "no land" is 0, unknown is empty."""
    figure: Number = field(label, en, Kind.AREA, LAND, sys=sys, minimum=0, maximum=1_000_000, **more)
    return figure


def yes_no(label: str, en: str, group: Group, sys: str = "", **more: object) -> Flag:
    """A question of the form with the answers yes, no and, where `na`, not applicable."""
    flag: Flag = field(label, en, Kind.YES_NO, group, sys=sys, **more)
    return flag


@entity("household_year", "户年度情况", "Household year", Scope.YEAR, parent="household", natural=("household", "year"))
class HouseholdYear(Record):
    """A household's facts in one year. Its id is derived from household and year."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, sensitivity=PUBLIC, required=True)

    attribute: Text = field(
        "贫困户属性",
        "Kind of poor household",
        Kind.CODE,
        STATUS,
        codes="household_attr",
        sensitivity=SENSITIVE,
        sys="aac006",
        aliases="户属性 属性",
        eras=((2021, "脱贫户属性"),),
        required=True,
        asked=_EVER_POOR,
    )
    household_type: Text = field(
        "户类型",
        "Type of household",
        Kind.CODE,
        STATUS,
        codes="household_type",
        sensitivity=PUBLIC,
        eras=((2026, "帮扶对象类型"),),
    )
    exit_status: Text = field(
        "脱贫状态", "Exit status", Kind.CODE, STATUS, codes="exit_status", sensitivity=PUBLIC,
        sys="aar010", aliases="脱贫属性", required=True, asked=_EVER_POOR,
    )  # fmt: skip
    exit_year: Number = field("脱贫年度", "Year of exit", Kind.YEAR, STATUS, sensitivity=PUBLIC, sys="aac023", na=True)
    not_exit_reason: Text = field(
        "未脱贫原因",
        "Why not out of poverty",
        Kind.CODE,
        STATUS,
        codes="not_exit_reason",
        sensitivity=SENSITIVE,  # some reasons name an illness or a disability
        na=True,
        asked="exit_status:new,not_exited,pre_exit",
    )
    return_year: Number = field(
        "返贫年度", "Year of falling back", Kind.YEAR, STATUS, na=True, asked="exit_status:returned"
    )
    return_cause: Text = field(
        "返贫原因",
        "Cause of falling back",
        Kind.CODE,
        STATUS,
        codes="cause",
        sensitivity=SENSITIVE,
        na=True,
        asked="exit_status:returned",
    )
    stated_size: Number = field(
        "家庭人口数（系统）",
        "Size as the system states it",
        Kind.WHOLE,
        STATUS,
        sys="aac017",
        aliases="人数 家庭人口数 家庭人口",
        fixed=True,
        unit="人",
        minimum=0,
        maximum=99,
        short="系统人口",
    )
    note: Text = field("年度说明", "Remarks of the year", Kind.NOTE, STATUS)

    monitor_type: Text = field(
        "监测对象类型", "Kind of monitored household", Kind.CODE, MONITORING, codes="monitor_type", aliases="监测对象类别",
        eras=((2026, "防止返贫致贫对象类型"),), na=True,
        asked="!household_type:exited,poor,ordinary",
    )  # fmt: skip
    monitored_since: Text = field(
        "识别监测时间", "Monitored since", Kind.MONTH, MONITORING, na=True, asked="monitor_type"
    )
    risks: Codes = field(
        "返贫致贫风险",
        "Risks",
        Kind.CODES,
        MONITORING,
        codes="risk",
        sensitivity=SENSITIVE,
        hint="最多5项",
        hint_en="At most 5",
        asked="monitor_type",
    )
    risk_disaster: Text = field(
        "因自然灾害子项",
        "Kind of disaster",
        group=MONITORING,
        length=50,
        na=True,
        hint="如 洪涝、干旱、地质灾害",
        hint_en="e.g. flood, drought, landslide",
        asked="risks:disaster",
    )
    risk_note: Text = field(
        "风险说明", "About the risks", Kind.NOTE, MONITORING, sensitivity=SENSITIVE, asked="monitor_type"
    )
    risk_removed: Flag = yes_no(
        "风险是否已消除", "Risk removed", MONITORING, aliases="风险是否消除", na=True, asked="monitor_type"
    )
    risk_removed_on: Text = field(
        "消除监测时间",
        "Risk removed on",
        Kind.MONTH,
        MONITORING,
        aliases="消除时间",
        na=True,
        asked="risk_removed",
    )
    risk_removal: Text = field(
        "风险消除方式",
        "How the risk was removed",
        Kind.CODE,
        MONITORING,
        codes="risk_removal",
        na=True,
        asked="risk_removed",
    )
    no_labour_household: Flag = yes_no("整户无劳动能力兜底保障户", "Nobody able to work", MONITORING)

    farmland: Number = area("耕地面积", "Farmland", "aac301", aliases="耕地面积（亩） 耕地", required=True)
    irrigated: Number = area("有效灌溉面积", "Irrigated", aliases="有效灌溉")
    dry_land: Number = area("旱地面积", "Dry land", aliases="旱地")
    paddy: Number = area("水田面积", "Paddy", aliases="水田")
    registered_land: Number = area("确权面积", "Registered land", aliases="确权")
    forest: Number = area("林地面积", "Forest", "aac303", aliases="林地面积（亩） 林地")
    returned: Number = area("退耕还林面积", "Returned to forest", "aac304", aliases="退耕还林面积（亩） 退耕还林 退耕")
    orchard: Number = area("林果面积", "Orchard", "aac305", aliases="林果面积（亩） 林果")
    grassland: Number = area("牧草地面积", "Grassland", "aac306", aliases="牧草地")
    water_surface: Number = area("水面面积", "Water surface", "aac307", aliases="水面")

    food_secure: Flag = yes_no("是否不愁吃", "Enough to eat", SECURITY, aliases="不愁吃 吃不愁")
    clothing_secure: Flag = yes_no("是否不愁穿", "Enough to wear", SECURITY, aliases="不愁穿 穿不愁")

    production_power: Flag = yes_no(
        "是否通生产用电", "Power for production", UTILITIES, "aac308", aliases="通生产用电 生产用电"
    )
    living_power: Flag = yes_no(
        "是否通生活用电", "Power for living", UTILITIES, "aac313", aliases="通生活用电 生活用电", required=True
    )
    broadcasting: Flag = yes_no(
        "是否通广播电视", "Broadcasting", UTILITIES, "aac314", aliases="通广播电视 广播电视", required=True
    )
    road_distance: Number = field(
        "与村主干路距离",
        "Distance to the main road",
        Kind.DISTANCE,
        UTILITIES,
        sys="aac315",
        aliases="与村主干路距离（公里）",
        minimum=0,
        maximum=100_00,
    )
    road_type: Text = field("入户路类型", "Road to the house", Kind.CODE, UTILITIES, codes="road_type", sys="aac316")
    water_hard: Flag = yes_no("饮水是否困难", "Short of water", UTILITIES, "aac311", aliases="是否饮水困难")
    water_safe: Flag = yes_no("饮水是否安全", "Water is safe", UTILITIES, "aac312", aliases="是否饮水安全")
    water_solved: Flag = yes_no(
        "是否解决安全饮用水", "Safe water solved", UTILITIES, "aac091", aliases="是否解决安全饮水", required=True
    )
    fuel: Text = field(
        "主要燃料类型", "Main fuel", Kind.CODE, UTILITIES, codes="fuel", sys="aac320", aliases="主要燃料"
    )
    toilet: Flag = yes_no("有无卫生厕所", "Sanitary toilet", UTILITIES, "aac319", aliases="是否有卫生厕所 卫生厕所")

    house_area: Number = field(
        "住房面积",
        "Floor area",
        Kind.FLOOR,
        HOUSE,
        sys="aac317",
        aliases="住房面积（平方米） 住房面积（㎡）",
        minimum=0,
        maximum=1_000_00,
        na=True,
        required=True,
    )
    no_house: Flag = yes_no("是否无房", "Without a house", HOUSE, aliases="无房户")
    dangerous: Flag = yes_no(
        "是否危房户", "Dangerous house", HOUSE, "aac318", aliases="危房户 危房 是否危房", required=True
    )
    house_grade: Text = field(
        "危房级别",
        "Grade of the house",
        Kind.CODE,
        HOUSE,
        codes="house_grade",
        sys="aac322",
        aliases="危房等级 房屋安全等级 房屋安全属性",
        na=True,
    )
    structure: Text = field(
        "房屋结构", "Structure", Kind.CODE, HOUSE, codes="house_structure", aliases="房屋类型 住房结构"
    )
    house_photo: Text = field("房屋照片", "Photo of the house", Kind.PHOTO, HOUSE, sensitivity=SENSITIVE)

    cooperative: Flag = yes_no(
        "是否加入农民专业合作组织", "In a cooperative", DEVELOPMENT, "aac084", aliases="是否参加合作社 加入合作社"
    )
    leader_firm: Flag = yes_no("是否有龙头企业带动", "Led by a firm", DEVELOPMENT, "aac088", aliases="龙头企业带动")
    leader_person: Flag = yes_no(
        "是否有创业致富带头人带动", "Led by an entrepreneur", DEVELOPMENT, "aac089", aliases="创业致富带头人带动"
    )

    relocated: Flag = yes_no("是否搬迁户", "Relocated", RELOCATION, aliases="易地搬迁户 是否易地扶贫搬迁户")
    consents: Flag = yes_no("是否同意搬迁", "Consents to relocation", RELOCATION, na=True, asked="relocated")
    relocation_mode: Text = field(
        "搬迁方式", "How relocated", Kind.CODE, RELOCATION, codes="relocation_mode", na=True, asked="relocated"
    )
    settlement_mode: Text = field(
        "安置方式", "How settled", Kind.CODE, RELOCATION, codes="settlement_mode", na=True, asked="relocated"
    )
    settlement_place: Text = field(
        "安置地", "Where settled", Kind.CODE, RELOCATION, codes="settlement_place", na=True, asked="relocated"
    )
    moved_in: Text = field("入住时间", "Moved in", Kind.MONTH, RELOCATION, na=True, asked="relocated")
    settlement_area: Number = field(
        "安置面积", "Settlement floor area", Kind.FLOOR, RELOCATION, minimum=0, na=True, asked="relocated"
    )
    old_house_gone: Flag = yes_no(
        "旧房是否拆除", "Old house pulled down", RELOCATION, aliases="旧房拆除", na=True, asked="relocated"
    )
    relocation_trouble: Text = field(
        "搬迁可能的困难", "Difficulties with relocation", Kind.NOTE, RELOCATION, na=True, asked="relocated"
    )
