# SPDX-License-Identifier: MIT
"""The names under which templates find the facts: derived from the field catalogue, plus what papers compute.

A field's name is its Chinese label without brackets (`FieldSpec.placeholder`); a clerk finds it in the list that
`placeholder_list` gives and docs/how-to-add-a-template.md prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.documents.facts.income_paper import RECKONED, RECKONING
from villagedesk.documents.facts.judged import EXITING, JUDGED
from villagedesk.documents.facts.monitoring_paper import STEPS
from villagedesk.documents.word.package import STARTS
from villagedesk.documents.word.pictures import PHOTOS
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.eras import ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTIONS: Final = "选项"  # ☑/□ line of a coded field
CAPITALS: Final = "大写"  # 人民币大写 of an amount
LABELS: Final = "标签"  # labels as the year words them
NUMBERS: Final = "编号"  # item numbers as the form of the year has them
ABOUT: Final = "文书"  # facts about the paper itself
LAST_YEAR: Final = "上年收支"
BLANK: Final = "空白表"  # stands on forms for the pen
_NOT_TEXT: Final = frozenset({Kind.REF, Kind.PHOTO})


@dataclass(frozen=True, slots=True)
class PlaceholderGroup:
    """A name in a template and what stands under it.

    Attributes:
        name: as templates write it.
        entities: whose fields it has; several are one row to the reader.
        each: what a row is called in `{%tr for … in name %}`; empty where there is only one.
        computed: (name, what it is, example) of values that are not fields.
    """

    name: str
    entities: tuple[str, ...] = ()
    each: str = ""
    computed: tuple[tuple[str, str, str], ...] = ()


class Placeholder(NamedTuple):
    """A line of the list for people who write templates.

    Attributes:
        placeholder: as it is written, without braces.
        example: of nobody.
        group: the name in the context under which it stands.
        name: its own name there; empty for the line that begins a loop.
        sort: what is printed, in a word.
    """

    placeholder: str
    label: str
    example: str
    group: str = ""
    name: str = ""
    sort: str = ""

    @property
    def written(self) -> str:
        """As it goes into a document."""
        return f"{{{{ {self.placeholder} }}}}" if self.name else f"{{%tr {self.placeholder} %}}"


_SUMS: Final = (
    ("财产性收入", "财产性收入合计", "600.00"),
    ("转移性收入", "转移性收入合计", "3240.00"),
    ("年收入", "工资性、生产经营性、财产性、转移性收入合计", "36840.00"),
    ("纯收入", "年收入减生产经营性支出", "34710.00"),
    ("人均纯收入", "纯收入除以家庭人口，四舍五入到分", "5785.00"),
    ("收入参考范围", "纯收入加理赔收入减合规自付支出", "34710.00"),
    ("人均收入参考范围", "收入参考范围除以家庭人口", "5785.00"),
    ("期间", "收支的起止日期", "2015年10月1日至2016年9月30日"),
)
_PERSON: Final = (
    ("行号", "在表中的序号", "1"),
    ("年龄", "计龄日期的周岁", "54"),
    ("残疾情况", "残疾类别和等级", "肢体二级"),
    ("务工地点", "务工所在地的原文；分项连起来更详细时用分项", "广东省东莞市长安镇"),
)
_HELPER: Final = (("行号", "在表中的序号", "1"), ("起止时间", "结对起止时间", "2016年5月1日起"))
_ROW: Final = (("行号", "在表中的序号", "1"),)
_LEDGER: Final = (
    *_ROW,
    ("成员姓名", "所属成员的姓名；记全户的空着", "张三"),
    ("时间", "收支日期；不知道日期的是所属季度", "2016年3月5日"),
    ("计入收入", "计入年度收入的金额；没有填写收入金额的，按数量乘单价", "27000.00"),
    ("计入支出", "计入生产经营性支出或合规自付支出的金额", "300.00"),
    ("计入单元", "计入年度收支的哪一项", "务工收入"),
    ("不计原因", "不计入的原因；计入的空着", ""),
)
_POLICY: Final = (
    ("类别选项", "政策类别，按本年度的叫法；享受过的打勾", "☑教育扶贫、义务教育保障"),
    ("政策选项", "这一类的政策，享受的打勾", "□营养餐 ☑雨露计划"),
    ("享受内容", "已经落实的内容，一项一行", "雨露计划补助（2016年5月6日）"),
    ("享受金额", "上述内容的金额合计；不知道的空着", "3000.00"),
    ("享受时间", "落实的年月，或起止年月", "2016年5月"),
)
_ADULT: Final = (
    *_ROW,
    ("姓名", "计龄日期满18周岁、计入家庭人口的成员；出生日期不明的也在内", "张三"),
    ("与户主关系", "与户主关系", "配偶"),
    ("证件号码", "证件号码", "510199196203051014"),
)
_LETTER: Final = (
    ("种类", "确认、脱贫、纳入或风险消除；本年度都没有的，没有这一行", "确认"),
    ("题名", "告知书的题名", "脱贫告知书"),
    ("称谓", "纳入以后对这类户的称谓；其他告知书空着", "监测对象"),
    ("日期", "认定、脱贫或风险消除的日期，知道到哪一级写到哪一级", "2016年12月5日"),
    ("对象", "认定为哪一类", "建档立卡贫困户"),
    ("方式", "风险怎样消除的", "帮扶消除"),
)
_ITEM: Final = (
    ("编号", "一户一档目录的序号；只在一键成档时有", "5"),
    ("名称", "目录项的名称", "户口簿、身份证、残疾证等复印件"),
)

GROUPS: Final = (
    PlaceholderGroup("村", ("village",)),
    PlaceholderGroup(
        "户",
        ("household",),
        computed=(
            ("户主姓名", "户主", "张三"),
            ("户主性别", "户主性别", "男"),
            ("户主民族", "户主民族", "彝族"),
            ("户主出生日期", "户主出生日期", "1962年3月5日"),
            ("户主证件号码", "户主证件号码", "510199196203051014"),
            ("户主年龄", "户主在计龄日期的周岁", "54"),
            ("组名", "村民小组，只有数字的加“组”", "2组"),
            ("档号", "成档时编的档号；没有编的用村内户号，再没有的用户编号", "2003"),
            ("家庭人口", "计入家庭人口的人数", "6"),
            ("劳动力数", "有劳动能力（含弱、半劳动力）的人数", "3"),
            ("主要致贫原因", "主要致贫原因", "因残"),
            ("主要致贫原因选项", "同上，按表格逐项打勾", "□因病 ☑因残 □因学"),
            ("其他致贫原因", "其他致贫原因", "因病、缺技术"),
            ("其他致贫原因选项", "同上，按表格逐项打勾", "☑因病 □因残 ☑缺技术"),
            ("称谓", "本年度对这类户的称谓", "建档立卡贫困户"),
        ),
    ),
    PlaceholderGroup("年度情况", ("household_year",)),
    PlaceholderGroup("家庭成员", ("member", "member_year"), "成员", _PERSON),
    PlaceholderGroup("减少成员", ("member", "member_year"), "成员", _PERSON),
    PlaceholderGroup("致贫原因", ("cause",), "项", _ROW),
    PlaceholderGroup("收支", ("income_year",), computed=_SUMS),
    PlaceholderGroup(LAST_YEAR, ("income_year",), computed=_SUMS),
    PlaceholderGroup("收入台账", ("income_line",), "笔", _LEDGER),
    PlaceholderGroup("收入测算", computed=RECKONING),
    PlaceholderGroup("退出", computed=EXITING),
    PlaceholderGroup("退出核实", each="项", computed=JUDGED),
    PlaceholderGroup("监测", ("monitoring",), computed=STEPS),
    PlaceholderGroup("监测核查", each="项", computed=JUDGED),
    PlaceholderGroup("测算项目", each="项", computed=RECKONED),
    PlaceholderGroup("计划", ("plan",), computed=(("制定日期数字", "制定日期，八位数字", "20160310"),)),
    PlaceholderGroup(
        "措施",
        ("measure",),
        "项",
        computed=(
            *_ROW,
            ("责任单位和责任人", "责任单位和责任人", "县农业农村局 王帮扶"),
            ("调整标记", "年中调整时增加的措施", "年中调整"),
        ),
    ),
    PlaceholderGroup("落实", ("benefit",), "项", (*_ROW, ("受益人", "受益人姓名；全户受益的空着", "张三"))),
    PlaceholderGroup("政策享受", each="项", computed=_POLICY),
    PlaceholderGroup("授权成员", each="成员", computed=_ADULT),
    PlaceholderGroup("告知书", each="项", computed=_LETTER),
    PlaceholderGroup("责任人", ("pairing", "cadre", "unit"), "项", _HELPER),
    PlaceholderGroup("现任责任人", ("pairing", "cadre", "unit"), "项", _HELPER),
    PlaceholderGroup("走访", ("visit",), "项", (*_ROW, ("日期数字", "走访日期，八位数字", "20160412"))),
    PlaceholderGroup(
        PHOTOS,
        computed=(
            ("户主照片", "户主照片，没有时空着；“|框(35, 45)”使它不超过35毫米宽、45毫米高", ""),
            ("房屋照片", "房屋照片，同上", ""),
        ),
    ),
    PlaceholderGroup(
        ABOUT,
        computed=(
            ("题名", "本文书的题名", "2016年贫困户信息采集表"),
            ("年度", "资料的年度", "2016"),
            ("日期", "文书日期，即打印的日期", "2017年3月5日"),
            ("日期数字", "同上，数字形式", "2017-03-05"),
            ("计龄日期", "计算年龄的日期：文书日期，最晚为资料年度的年底", "2016年12月31日"),
            ("登记表名", "登记表在本年度的名称", "贫困户信息采集表"),
            ("计划名", "计划在本年度的名称", "脱贫计划"),
            ("手册名", "手册在本年度的名称", "扶贫手册"),
            ("申请书名", "申请书在本年度的名称", "贫困户申请书"),
            ("申请对象", "申请认定为哪一类", "贫困户"),
            ("授权书名", "授权书在本年度的名称", "家庭经济状况核查授权书"),
            ("告知书名", "告知书的题名；有几种的都写上", "脱贫告知书"),
            ("立卷单位", "立卷单位", "清溪村村民委员会"),
            ("全宗号", "全宗号，没有登记时空着", ""),
            ("全宗名称", "全宗名称，一般是乡镇", "示范镇人民政府"),
            ("类目", "档案类目", "贫困户文件（02）"),
            ("件数", "整卷打印时归入卷内的文书件数；只打印部分材料时空着", "5"),
            ("起止时间", "卷内文书最早和最晚的日期，与卷内目录一致；空白表上留空待填", "2016年3月10日至2016年12月8日"),
            ("卷内年度", "案卷装有哪几年的文书", "2016—2020"),
            ("卷页数", "卷内文书的总页数；没有编页号时空着", "12"),
            (STARTS, "编了页号时，本文书首页在卷内的页号", "3"),
            ("空白", "“空白表”字样；填了内容的文书空着", ""),
            ("保管期限", "案卷的保管期限", "永久"),
            ("草稿", "草稿字样；正式打印时空着", ""),
            ("户标识", "程序内部的户标识，写在文件属性里", ""),
        ),
    ),
    PlaceholderGroup(
        "目录",
        each="项",
        computed=(
            ("顺序号", "顺序号", "1"),
            ("题名", "题名", "2016年贫困户信息采集表"),
            ("文号", "程序步骤登记的文号；没有登记的空着", "示府〔2016〕12号"),
            ("责任者", "签署这份文书的人或单位", "清溪村村民委员会"),
            ("日期", "形成日期，八位数字；只知道年度的是年度", "20160310"),
            ("页号", "首页在卷内的页号，最后一件为起止页号；没有编页号时空着", "3"),
        ),
    ),
    PlaceholderGroup(
        "缺件", each="项", computed=(("部分", "案卷的哪一部分", "家庭成员"), ("内容", "没有填写的项目", "证件号码（张三）"))
    ),
    PlaceholderGroup("缺少材料", each="项", computed=_ITEM),
    PlaceholderGroup("以前材料", each="项", computed=_ITEM),
    PlaceholderGroup("归档说明", each="项", computed=(("内容", "一键成档时对档号的说明", "档号未编：本村没有登记全宗号"),)),
    PlaceholderGroup(
        NUMBERS,
        computed=tuple((name, f"{name}在2015年以前登记表上的项目编号；以后的年度空着", number) for name, number in ITEMS.items()),
    ),
    PlaceholderGroup("问题", each="项", computed=(("内容", "未解决的问题", "张三 证件号码没有填写"),)),
)  # fmt: skip


def name_of(spec: FieldSpec) -> str:
    """The field's name in templates; what the national system states keeps its short name beside what is computed."""
    return spec.short if spec.fixed and spec.short else spec.placeholder


@cache
def fields_of(entity: str) -> tuple[tuple[str, FieldSpec], ...]:
    """The fields of an entity that papers can print, with their names."""
    return tuple((name_of(spec), spec) for spec in ENTITIES[entity].fields if spec.kind not in _NOT_TEXT)


@cache
def labels(year: int) -> dict[str, dict[str, str]]:
    """What stands under 标签: group → name → label as the forms of that year word it. Not to be changed."""
    return {
        group.name: {name: spec.label_in(year) for entity in group.entities for name, spec in fields_of(entity)}
        for group in GROUPS
        if group.entities
    }


def placeholder_list() -> list[Placeholder]:
    """Every placeholder with its label and an example, in the order of the groups."""
    return [line for group in GROUPS for line in lines_of(group)]


def lines_of(group: PlaceholderGroup) -> Iterator[Placeholder]:
    """Every placeholder of a group."""
    lead = group.each or group.name
    if group.each:
        yield Placeholder(f"for {group.each} in {group.name}", f"逐行打印{group.name}", "", group.name, sort=LOOP)
    for entity in group.entities:
        for name, spec in fields_of(entity):
            for more, label, example, sort in _field_lines(spec):
                yield Placeholder(f"{lead}.{name}{more}", label, example, group.name, name + more, sort)
    for name, label, example in group.computed:
        sort = "照片" if group.name == PHOTOS else _TICKED if name.endswith(OPTIONS) else "计算"
        yield Placeholder(f"{lead}.{name}", label, example, group.name, name, sort)


def _field_lines(spec: FieldSpec) -> Iterator[tuple[str, str, str, str]]:
    """A field and its twins: what is added to its name, label, example, sort."""
    unit = f"（{spec.unit}）" if spec.unit else ""
    yield "", spec.label + unit, _example(spec), _SORTS.get(spec.kind, "文字")
    if spec.kind in {Kind.CODE, Kind.CODES, Kind.YES_NO}:
        yield OPTIONS, f"{spec.label}，按表格逐项打勾", "", _TICKED
    if spec.kind is Kind.MONEY:
        yield CAPITALS, f"{spec.label}，人民币大写", "壹仟贰佰元整", "大写"


LOOP: Final = "逐行"
_TICKED: Final = "打勾"
_SORTS: Final = {
    Kind.NAME: "姓名",
    Kind.CODE: "选项",
    Kind.CODES: "选项",
    Kind.YES_NO: "是否",
    Kind.DATE: "日期",
    Kind.MONTH: "日期",
    Kind.YEAR: "年度",
    Kind.MONEY: "金额",
    **dict.fromkeys((Kind.AREA, Kind.FLOOR, Kind.DISTANCE, Kind.QUANTITY, Kind.WHOLE), "数字"),
    **dict.fromkeys((Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.PHONE, Kind.BANK_NUMBER, Kind.REGION), "号码"),
}
_EXAMPLES: Final = {
    Kind.NAME: "张三",
    Kind.DATE: "2016年3月5日",
    Kind.MONTH: "2016年3月",
    Kind.YEAR: "2016",
    Kind.MONEY: "1200.00",
    Kind.AREA: "3.5",
    Kind.FLOOR: "86.5",
    Kind.DISTANCE: "1.2",
    Kind.QUANTITY: "2.5",
    Kind.WHOLE: "3",
    Kind.YES_NO: "是",
    Kind.ID_NUMBER: "510199196203051014",
    Kind.CARD_NUMBER: "51019919620305101442",
    Kind.PHONE: "13900000000",
    Kind.BANK_NUMBER: "6221990000000000",
    Kind.REGION: "510199100201",
    Kind.NOTE: "……",
    Kind.TEXT: "……",
}


def _example(spec: FieldSpec) -> str:
    if spec.codes:
        return code_list(spec.codes).entries[0].label
    return _EXAMPLES.get(spec.kind, "")
