# SPDX-License-Identifier: MIT
"""The village and its yearly figures (《贫困村登记表》 B1–B49; domain.md §2.7)."""

from __future__ import annotations

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

PUBLIC = Sensitivity.PUBLIC
PLACE = Group("地区", "Place")
PEOPLE = Group("人口", "Population")
LAND = Group("土地", "Land")
POVERTY = Group("贫困状况", "Poverty")
FACILITIES = Group("基础设施与公共服务", "Facilities and services")
INDUSTRY = Group("产业与集体经济", "Industry and collective income")
ORGANISATION = Group("组织与帮扶力量", "Organisation and helpers")
ARCHIVE = Group("档案", "Archive")
_PLAIN = r"[A-Za-z0-9]+"


@entity("village", "村", "Village", Scope.IDENTITY, natural=("code",))
class Village(Record):
    """An administrative village. Its id is derived from the division code, so that every file means the same row."""

    name: Text = field(
        "行政村",
        "Village",
        group=PLACE,
        sensitivity=PUBLIC,
        aliases="村 村名 行政村名称 村名称",
        required=True,
        public=True,
    )
    code: Text = field(
        "行政区划代码",
        "Division code",
        Kind.REGION,
        PLACE,
        sensitivity=PUBLIC,
        aliases="村代码 区划代码",
        required=True,
        hint="12位统计用区划代码",
        hint_en="Statistical division code of 12 digits",
    )
    township: Text = field(
        "乡镇", "Township", group=PLACE, sensitivity=PUBLIC, public=True, aliases="乡 镇 乡（镇） 街道"
    )
    county: Text = field(
        "县", "County", group=PLACE, sensitivity=PUBLIC, public=True, aliases="行政县 区县 县（市、区） 县区"
    )
    city: Text = field("市", "City", group=PLACE, sensitivity=PUBLIC, public=True, aliases="市（州） 地市")
    province: Text = field("省", "Province", group=PLACE, sensitivity=PUBLIC, public=True, aliases="省（区、市）")
    former_name: Text = field(
        "曾用村名",
        "Former name",
        group=PLACE,
        sensitivity=PUBLIC,
        hint="合村并组前的名称",
        hint_en="Before villages were merged",
    )
    former_code: Text = field("曾用代码", "Former code", Kind.REGION, PLACE, sensitivity=PUBLIC)
    attribute: Text = field("村属性", "Kind of village", Kind.CODE, codes="village_attr", sensitivity=PUBLIC)
    traits: Codes = field("村类型", "Traits", Kind.CODES, codes="village_trait")
    exit_year: Number = field(
        "出列年度", "Exit year", Kind.YEAR, sensitivity=PUBLIC, aliases="退出年度 是否出列年度", na=True
    )
    supervision_phone: Text = field("监督电话", "Supervision phone", Kind.PHONE, sensitivity=PUBLIC, public=True)
    fonds_name: Text = field(
        "全宗名称",
        "Name of the fonds",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        hint="立档单位，一般是乡镇，如“示范镇人民政府”",
        hint_en="Whose archive it is, as a rule the township's",
        source="GB/T 9705-2008; domain.md §6.1",
    )
    fonds_no: Text = field(
        "全宗号",
        "Number of the fonds",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=30,
        hint="由县档案馆给定；没有就空着",
        hint_en="Given by the county archives; empty without one",
    )
    archive_class: Text = field(
        "类目",
        "Class of the archive",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        aliases="档案类目",
        hint="如“贫困户文件（02）”",
        hint_en="Class under which the township files it",
    )
    archive_class_no: Text = field(
        "类目号",
        "Number of the class",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=10,
        pattern=_PLAIN,
        hint="按卷归档的档号用，字母或数字，如“02”",
        hint_en="For archive numbers of volumes, letters or digits, e.g. “02”",
    )
    archive_village_no: Text = field(
        "行政村编码",
        "Number of the village in the archive",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=12,
        pattern=_PLAIN,
        hint="按卷归档的档号用，由乡镇给定，字母或数字",
        hint_en="For archive numbers of volumes, given by the township, letters or digits",
    )
    archive_category: Text = field(
        "门类代码",
        "Code of the archive category",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=10,
        pattern=_PLAIN,
        hint="按件归档的档号用，文书档案为“WS”",
        hint_en="For archive numbers of pieces; WS for written records",
    )
    archive_issue: Text = field(
        "机构或问题代码",
        "Code of the office or subject",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=10,
        pattern=_PLAIN,
        hint="按件归档的档号用，由乡镇给定，如“FP”",
        hint_en="For archive numbers of pieces, given by the township, e.g. FP",
    )
    cataloguing: Text = field(
        "归档方式",
        "How files are catalogued",
        Kind.CODE,
        ARCHIVE,
        codes="cataloguing",
        sensitivity=PUBLIC,
        hint="空着按“按卷”办",
        hint_en="By volume where nothing is chosen",
    )
    volume_pattern: Text = field(
        "案卷档号式样",
        "Pattern of a volume's archive number",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=60,
        pattern=r".*案卷号.*",
        hint="空着用“全宗号-JF+类目号+行政村编码-案卷号”；必须有“案卷号”，“+”表示连写",
        hint_en="Must name “案卷号”; + joins without a sign; empty for the usual one",
        source="domain.md §6.1",
    )
    piece_pattern: Text = field(
        "件档号式样",
        "Pattern of a piece's archive number",
        group=ARCHIVE,
        sensitivity=PUBLIC,
        length=60,
        pattern=r".*件号.*",
        hint="空着用“全宗号-门类·年度-期限-问题-件号”；必须有“件号”",
        hint_en="Must name “件号”; empty for the usual one",
        source="DA/T 22-2015; domain.md §6.1",
    )
    box_pages: Number = field(
        "每盒页数",
        "Pages in a box",
        Kind.WHOLE,
        ARCHIVE,
        sensitivity=PUBLIC,
        minimum=20,
        maximum=2_000,
        hint="装盒用，空着按300页",
        hint_en="How full a box is; 300 where nothing is entered",
    )
    note: Text = field("备注", "Note", Kind.NOTE)


def count(label: str, en: str, group: Group, **more: object) -> Number:
    """A figure of the village form: a whole number that may be published."""
    figure: Number = field(label, en, Kind.WHOLE, group, sensitivity=PUBLIC, minimum=0, **more)
    return figure


@entity("village_year", "村年度情况", "Village year", Scope.YEAR, parent="village", natural=("village", "year"))
class VillageYear(Record):
    """A village's figures in one year."""

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, required=True)

    hamlets: Number = count("自然村数", "Hamlets", PEOPLE, unit="个")
    groups: Number = count("村民小组数", "Villagers' groups", PEOPLE, unit="个")
    households: Number = count("总户数", "Households", PEOPLE, unit="户")
    people: Number = count("总人口", "People", PEOPLE, unit="人", aliases="总人口数")
    minority_people: Number = count("少数民族人口", "Minority people", PEOPLE, unit="人")
    labour: Number = count("劳动力", "Able to work", PEOPLE, unit="人", aliases="劳动力人数")
    migrants: Number = count("外出务工", "Working away", PEOPLE, unit="人", aliases="外出务工人数")
    migrants_outside: Number = count("省外务工", "Working outside the province", PEOPLE, unit="人", aliases="其中省外")

    farmland: Number = field("耕地面积", "Farmland", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)
    irrigated: Number = field("有效灌溉面积", "Irrigated", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)
    forest: Number = field("林地面积", "Forest", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)
    returned: Number = field("退耕还林面积", "Returned to forest", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)
    orchard: Number = field("林果面积", "Orchard", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)
    grassland: Number = field("牧草地面积", "Grassland", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)
    water: Number = field("水面面积", "Water surface", Kind.AREA, LAND, sensitivity=PUBLIC, minimum=0)

    poor_households: Number = count("贫困户数", "Poor households", POVERTY, unit="户")
    poor_people: Number = count("贫困人数", "Poor people", POVERTY, unit="人", aliases="贫困人口")
    poor_ordinary: Number = count("一般贫困户数", "Ordinary poor households", POVERTY, unit="户")
    poor_ordinary_people: Number = count("一般贫困人口", "People in ordinary poor households", POVERTY, unit="人")
    poor_low_income: Number = count("低保贫困户数", "Poor households on allowance", POVERTY, unit="户")
    poor_low_income_people: Number = count("低保贫困人口", "People in poor households on allowance", POVERTY, unit="人")
    poor_destitute: Number = count(
        "五保贫困户数",
        "Poor households in destitute support",
        POVERTY,
        unit="户",
        eras=((2016, "特困供养贫困户数"),),
    )
    poor_destitute_people: Number = count(
        "五保贫困人口",
        "People in poor households in destitute support",
        POVERTY,
        unit="人",
        eras=((2016, "特困供养贫困人口"),),
    )
    low_households: Number = count("低保户数", "Households on allowance", POVERTY, unit="户")
    low_people: Number = count("低保人口数", "People on allowance", POVERTY, unit="人", aliases="低保户人口数")
    destitute_people: Number = count(
        "特困供养人口数",
        "People in destitute support",
        POVERTY,
        unit="人",
        eras=((2013, "五保供养人口数"), (2016, "特困供养人口数")),
        aliases="特困人口",
    )
    disabled_people: Number = count("残疾人口数", "Disabled people", POVERTY, unit="人")
    registered_people: Number = count(
        "农业户籍人口",
        "Registered rural people",
        POVERTY,
        unit="人",
        hint="贫困发生率的分母",
        hint_en="What the poverty rate is a share of",
    )
    registered_basis: Text = field(
        "农业户籍人口口径",
        "Basis of the registered people",
        group=POVERTY,
        sensitivity=PUBLIC,
        hint="年份和来源",
        hint_en="Year and source",
    )
    dangerous_houses: Number = count("危房户数", "Households in dangerous houses", POVERTY, unit="户")
    unsafe_water: Number = count("未实现饮水安全户数", "Households without safe water", POVERTY, unit="户")
    hard_water: Number = count("饮水困难户数", "Households short of water", POVERTY, unit="户")

    road_to_township: Flag = field(
        "到乡镇是否通沥青（水泥）路",
        "Hard road to the township",
        Kind.YES_NO,
        FACILITIES,
        sensitivity=PUBLIC,
        aliases="到乡镇是否通沥青水泥路",
    )
    road_length: Number = field("到乡镇里程", "Distance to the township", Kind.DISTANCE, FACILITIES, sensitivity=PUBLIC)
    unpaved_hamlets: Number = count("未通硬化路自然村数", "Hamlets without a hard road", FACILITIES, unit="个")
    bus: Flag = field("是否通客运班车", "Bus service", Kind.YES_NO, FACILITIES, sensitivity=PUBLIC)
    production_power: Flag = field(
        "是否通生产用电", "Power for production", Kind.YES_NO, FACILITIES, sensitivity=PUBLIC
    )
    living_power: Flag = field("是否通生活用电", "Power for living", Kind.YES_NO, FACILITIES, sensitivity=PUBLIC)
    broadcast_households: Number = count("通广播电视户数", "Households with broadcasting", FACILITIES, unit="户")
    broadband: Flag = field("是否通宽带", "Broadband", Kind.YES_NO, FACILITIES, sensitivity=PUBLIC)
    primary_schools: Number = count(
        "村小学数", "Primary schools", FACILITIES, unit="个", aliases="村小学（个数） 村小学"
    )
    clinics: Number = count("卫生室数", "Clinics", FACILITIES, unit="个", aliases="行政村卫生室个数")
    doctors: Number = count(
        "执业（助理）医师数", "Doctors", FACILITIES, unit="人", aliases="执业（助理）医师（人） 执业（助理）医师"
    )
    toilets: Number = count("公共卫生厕所个数", "Public toilets", FACILITIES, unit="个")
    refuse_points: Number = count("垃圾集中堆放点数", "Refuse points", FACILITIES, unit="个", aliases="垃圾集中堆放点")
    reading_rooms: Number = count("文化（图书）室数", "Reading rooms", FACILITIES, unit="个", aliases="文化（图书）室")
    medical_insured: Number = count(
        "参加医保人数",
        "People with medical insurance",
        FACILITIES,
        unit="人",
        eras=((2013, "参加新型农村合作医疗人数"), (2017, "参加城乡居民基本医疗保险人数")),
    )
    pension_insured: Number = count(
        "参加养老保险人数",
        "People with pension insurance",
        FACILITIES,
        unit="人",
        eras=((2013, "参加新型农村社会养老保险人数"), (2017, "参加城乡居民基本养老保险人数")),
    )

    cooperatives: Number = count("合作社数", "Cooperatives", INDUSTRY, unit="个")
    cooperative_households: Number = count("参加合作社户数", "Households in cooperatives", INDUSTRY, unit="户")
    tourism_workers: Number = count("乡村旅游从业人数", "Workers in tourism", INDUSTRY, unit="人")
    tourism_income: Number = field("乡村旅游收入", "Income from tourism", Kind.MONEY, INDUSTRY, sensitivity=PUBLIC)
    collective_income: Number = field(
        "村级集体经济收入",
        "Collective income",
        Kind.MONEY,
        INDUSTRY,
        sensitivity=PUBLIC,
        aliases="村级集体经济收入（万元） 集体经济收入",
        hint="填元；写“3万”也可以",
        hint_en="In yuan; “3万” is understood too",
    )

    secretary: Text = field("村支书", "Party secretary", Kind.NAME, ORGANISATION, aliases="村党支部书记")
    secretary_phone: Text = field("村支书电话", "Secretary's phone", Kind.PHONE, ORGANISATION)
    director: Text = field("村主任", "Village director", Kind.NAME, ORGANISATION)
    director_phone: Text = field("村主任电话", "Director's phone", Kind.PHONE, ORGANISATION)
    first_secretary: Text = field("第一书记", "First secretary", Kind.NAME, ORGANISATION)
    first_secretary_phone: Text = field(
        "第一书记联系电话", "First secretary's phone", Kind.PHONE, ORGANISATION, aliases="第一书记电话"
    )
    team_size: Number = count("驻村工作队人数", "Members of the village team", ORGANISATION, unit="人")
    team_leader: Text = field("驻村工作队队长", "Leader of the village team", Kind.NAME, ORGANISATION)
    team_unit: Text = field("驻村帮扶单位", "Helping unit", group=ORGANISATION)
    leader: Text = field("联系领导", "Leader in charge", Kind.NAME, ORGANISATION)
    agronomist: Text = field("农技员", "Agronomist", Kind.NAME, ORGANISATION)
    law_lecturer: Text = field("法制宣讲员", "Law lecturer", Kind.NAME, ORGANISATION)
    office_phone: Text = field("村办公电话", "Office phone", Kind.PHONE, ORGANISATION)
    exited: Flag = field("是否出列", "Out of poverty", Kind.YES_NO, POVERTY, sensitivity=PUBLIC)
    note: Text = field("年度说明", "Remarks of the year", Kind.NOTE)
