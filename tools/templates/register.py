# SPDX-License-Identifier: MIT
"""D07 贫困户登记表 / 信息采集表: parts Ⅰ–Ⅶ of domain.md §6.5, the members on a landscape page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import FIVE
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    TINY,
    TINY_HEADING,
    TINY_LEFT,
    TINY_TICKS,
    TINY_TICKS_LEFT,
    Cell,
    Row,
    head,
    heads,
    repeated,
    table,
    tag,
    unless_long,
)
from templates.letter_style import known
from templates.money import income_pair
from templates.register_people import member_tables
from templates.risks import when_monitored
from templates.signing import DATE, signing_below
from templates.typography import GREY, WIDE, Page, Style, add, finish, new_paper, new_section, text
from templates.words import choices, counted, item, label, numbered, value, with_unit
from villagedesk.models.income import PROPERTY_PARTS, TOTALS, TRANSFER_PARTS

if TYPE_CHECKING:
    from docx.document import Document

_PLACE = Style(size=FIVE, after=3)
_PAGE = Page(top=17, bottom=14, footer=7)
_LOW = 8.0
_SIGNED = 12.0  # the household signs in every row
_BESIDE = 8.7  # five of them beside the photo
_PHOTO = Style(size=FIVE, align="center", color=GREY)
_SEVEN = [33, 26, 27, 26, 12, 14, 26]  # three pairs, of which the last name spans two; or two pairs and the photo


def build() -> Document:
    """Portrait, landscape, portrait.

    Blank forms have living conditions before income, as the entry screen has, so that they are typed down as they lie.
    """
    paper = new_paper("贫困户登记表（信息采集表）", _PAGE)
    place = "　".join(value(f"village.{key}") for key in ("province", "city", "county", "township", "name"))
    add(
        paper,
        text("{{ 文书.登记表名 }}", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        text(f"{place}　{known('户.组名', 3)}　　　填表日期：　　　{DATE}", _PLACE),
        text("Ⅰ 基本情况", FORM_PART),
        table(_SEVEN, [*_basics(), *_identification()]),
    )
    new_section(paper, WIDE)
    add(paper, *member_tables())
    new_section(paper, _PAGE)
    income = (
        text("{no} 收支情况（单位：元；期间：{{ 收支.期间 }}）", FORM_PART),
        table([38, 17.5, 35, 18, 35, 20.5], _income(), together=True),
    )
    living = (
        text("{no} 生产生活条件", FORM_PART),
        table([34, 20, 34, 21, 34, 21], _living()),
        text("{no} 易地扶贫搬迁", FORM_PART),
        table([34, 48, 34, 48], _relocation(), together=True),
    )
    add(
        paper,
        text("{%p if 文书.空白 %}", FORM_PART),
        *_numbered([*living, *income]),
        text("{%p else %}", FORM_PART),
        *_numbered([*income, *living]),
        text("{%p endif %}", FORM_PART),
        text("Ⅵ 帮扶责任人", FORM_PART),
        _helpers(),
        text("Ⅶ 帮扶措施", FORM_PART),
        _measures(),
    )
    finish(paper)
    return paper


def _numbered(blocks: list[str]) -> list[str]:
    """The parts Ⅲ to Ⅴ with their numbers, in the order in which they stand."""
    numbers = iter("ⅢⅣⅤ")
    return [one.replace("{no}", next(numbers)) if "{no}" in one else one for one in blocks]


def _line(name: str, content: str, style: Style = SMALL_LEFT) -> Row:
    return Row([head(name, style=SMALL_HEADING), Cell(content, style, 6)])


def _choice(path: str, number: str = "") -> Row:
    return _line(number + label(path), choices(path), TICKS)


def _pairs(*paths: str) -> Row:
    """Label and value of several fields in one row."""
    cells = []
    for place, path in enumerate(paths):
        cells += [head(with_unit(path), 2 if place == 2 else 1, SMALL_HEADING), Cell(value(path), SMALL)]
    return Row(cells)


def _basics() -> list[Row]:
    """What fits beside the photo, as far as possible in the order of the entry screen."""
    photo = "{% if 照片.户主照片 %}{{ 照片.户主照片|框(36, 41) }}{% else %}（户主照片）{% endif %}"
    beside = [
        _two("household.local_no", "household.hh_no"),
        (label("household.group"), "{{ 户.组名 }}", "户主姓名", "{{ 户.户主姓名 }}"),
        ("劳动力数", counted("劳动力数"), "家庭人口", counted("家庭人口") + _STATED),
        _two("household.care_level", "household.phone"),
        _two("household.bank", "household.bank_no"),
    ]  # fmt: skip
    rows = []
    for place, cells in enumerate(beside):
        shown = [
            head(one, style=SMALL_HEADING) if at % 2 == 0 else Cell(one, SMALL, 2 if at == 3 else 1)
            for at, one in enumerate(cells)
        ]
        merged = Cell(photo if place == 0 else "", _PHOTO, 2, merge="restart" if place == 0 else "continue")
        rows.append(Row([*shown, merged], _BESIDE))
    return rows


def _two(one: str, other: str) -> tuple[str, str, str, str]:
    return label(one), value(one), label(other), value(other)


def _identification() -> list[Row]:
    return [
        _choice("household.family_types"),
        Row(
            [
                head(label("household.address"), style=SMALL_HEADING),
                Cell(value("household.address"), SMALL_LEFT, 3),
                head("经纬度", 2, SMALL_HEADING),
                Cell(f"{value('household.longitude')}\n{value('household.latitude')}", SMALL),
            ]
        ),
        _choice("household.standard", item("household.standard")),
        _choice("household.programmes"),
        _pairs("household.identified", "household.identify_year", "household.plan_exit_year"),
        _choice("household_year.attribute", item("household_year.attribute")),
        *when_monitored(7, _choice("household_year.household_type")),
        _choice("household_year.exit_status"),
        _pairs("household_year.exit_year", "household_year.return_year", "household_year.return_cause"),
        _line(label("household_year.not_exit_reason"), value("household_year.not_exit_reason")),
        *when_monitored(
            7,
            _choice("household_year.monitor_type"),
            _choice("household_year.risks"),
            _pairs(
                "household_year.monitored_since", "household_year.risk_disaster", "household_year.no_labour_household"
            ),
            *_tall(label("household_year.risk_note"), value("household_year.risk_note"), "年度情况.风险说明"),
            _pairs("household_year.risk_removed", "household_year.risk_removed_on", "household_year.risk_removal"),
        ),
        _line(f"{numbered('主要致贫原因')}主要致贫原因\n（单选）", "{{ 户.主要致贫原因选项 }}", TICKS),
        _line(f"{numbered('其他致贫原因')}其他致贫原因\n（最多选两项）", "{{ 户.其他致贫原因选项 }}", TICKS),
        *_tall(label("cause.note"), _CAUSES, "致贫原因|map(attribute='致贫原因说明')|join"),
        *_tall(f"{label('household.note')}、{label('household_year.note')}", _NOTES, "户.备注", "年度情况.年度说明"),
    ]


_STATED = "{% if 年度情况.系统人口 %}（系统{{ 年度情况.系统人口 }}人）{% endif %}"
_CAUSES = (
    "{% for 项 in 致贫原因 if 项.致贫原因说明 %}{{ 项.致贫原因 }}：{{ 项.致贫原因说明 }}"
    "{{ '' if loop.last or 项.致贫原因说明[-1] in '。；！？' else '；' }}{% endfor %}"
)
_NOTES = (
    f"{value('household.note')}\n{{%p if 年度情况.年度说明 and 年度情况.年度说明 != 户.备注 %}}\n"
    f"{value('household_year.note')}\n{{%p endif %}}"
)


def _tall(name: str, content: str, *typed: str) -> list[Row]:
    """A row with room for several lines of the pen; what was `typed` may be longer than a page."""
    row = Row([head(name, style=SMALL_HEADING), Cell(content, SMALL_LEFT, 6)], 10)
    return unless_long(typed, row, 7, [row])


_EARNED = ("=工资性收入", *TOTALS["wages"], "=财产性收入", *PROPERTY_PARTS, "=年收入")
_PRODUCED = ("=生产经营性收入", *TOTALS["production"], "=生产经营性支出", *TOTALS["production_cost"])
_GIVEN = ("=转移性收入", *TRANSFER_PARTS, "=纯收入", "=人均纯收入", "stated_per_head")


def _income() -> list[Row]:
    """Three columns of totals, marked by "=", with what they are made of; below what monitoring adds."""
    rows = [
        Row([cell for key in keys for cell in income_pair(key)], _LOW)
        for keys in zip(_EARNED, _PRODUCED, _GIVEN, strict=True)
    ]
    said = [
        Cell(label("income_year.note"), TINY_HEADING.but(align="left")),
        Cell(value("income_year.note"), TINY_LEFT, 5),
    ]
    note = Row(said, 9)
    return [
        Row([head(word, style=TINY_HEADING) for word in ("项目", "金额") * 3], _LOW, repeat=True),
        *rows,
        *when_monitored(
            6, Row([cell for key in ("claims", "own_payments", "=人均收入参考范围") for cell in income_pair(key)], _LOW)
        ),
        tag("if 收支.收支说明 or 文书.空白", 6),
        *unless_long(["收支.收支说明"], note, 6, [note]),
        tag("endif", 6),
    ]


def _living() -> list[Row]:
    def ask(*keys: str) -> Row:
        cells = []
        for key in keys:
            path = f"household_year.{key}"
            yes_no = label(path).startswith(("是否", "饮水", "有无"))
            cells += [
                head(with_unit(path), style=TINY_HEADING),
                Cell(choices(path), TINY_TICKS) if yes_no else Cell(value(path), TINY),
            ]
        return Row(cells)

    def beside(*keys: str) -> Row:
        cells = []
        for key in keys:
            path = f"household_year.{key}"
            cells += [head(label(path), style=TINY_HEADING), Cell(choices(path), TINY_TICKS_LEFT, 2)]
        return Row(cells)

    return [
        ask("farmland", "irrigated", "registered_land"),
        ask("paddy", "dry_land", "water_surface"),
        ask("forest", "returned", "orchard"),
        ask("grassland", "house_area", "road_distance"),
        ask("production_power", "living_power", "broadcasting"),
        ask("water_hard", "water_safe", "water_solved"),
        ask("toilet", "no_house", "dangerous"),
        ask("cooperative", "leader_firm", "leader_person"),
        beside("structure", "house_grade"),
        beside("fuel", "road_type"),
        tag("if 照片.房屋照片 or 文书.空白", 6),
        Row([head(label("household_year.house_photo"), style=TINY_HEADING), Cell(_HOUSE, _PHOTO, 5)], 46),
        tag("endif", 6),
    ]


_HOUSE = "{% if 照片.房屋照片 %}{{ 照片.房屋照片|框(120, 44) }}{% else %}（房屋照片）{% endif %}"


def _relocation() -> list[Row]:
    def ask(*keys: str) -> Row:
        cells = []
        for key in keys:
            path = f"household_year.{key}"
            coded = key not in {"moved_in", "settlement_area"}
            cells += [
                head(with_unit(path), style=TINY_HEADING),
                Cell(choices(path), TINY_TICKS) if coded else Cell(value(path), TINY),
            ]
        return Row(cells)

    def wide(key: str) -> Row:
        path = f"household_year.{key}"
        coded = key != "relocation_trouble"
        return Row(
            [head(label(path), style=TINY_HEADING), Cell(choices(path) if coded else value(path), TINY_TICKS_LEFT, 3)]
        )

    return [
        ask("relocated", "consents"),
        wide("relocation_mode"),
        ask("settlement_mode", "old_house_gone"),
        wide("settlement_place"),
        ask("moved_in", "settlement_area"),
        wide("relocation_trouble"),
    ]


def _helpers() -> str:
    named = [
        (label("cadre.name"), value("cadre.name")),
        (label("unit.name"), f"{value('unit.name')}{{% if 项.隶属关系 %}}（{value('unit.level')}）{{% endif %}}"),
        (label("cadre.post"), value("cadre.post")),
        (label("cadre.phone"), value("cadre.phone")),
        ("起止时间", "{{ 项.起止时间 }}"),
    ]
    rows = [
        heads(*(name for name, _ in named)),
        *repeated("项 in 责任人", [Cell(content, SMALL) for _, content in named], 5),
        *repeated("空 in 责任人|空行(3)", [Cell() for _ in named], 5),
    ]
    return table([27, 46, 27, 28, 36], rows)


def _dotted(path: str) -> str:
    """A month in a narrow column: 2016.12."""
    return value(path).replace(" }}", "|replace('年', '.')|replace('月', '') }}")


def _measures() -> str:
    """The measures, and below them who signs for the whole form."""
    named = [
        ("类别", value("measure.category"), TINY, 20),
        ("帮扶单位\n和责任人", "{{ 项.责任单位 }}\n{{ 项.措施责任人 }}", TINY, 31),
        ("帮扶内容", value("measure.content"), TINY_LEFT, 38.5),
        ("规模\n数量", value("measure.quantity"), TINY, 17),
        ("资金\n（元）", value("measure.amount"), TINY, 15.5),
        ("帮扶时间\n完成时限", f"{_dotted('measure.helped_since')}\n{_dotted('measure.due')}", TINY, 15.5),
        ("完成\n情况", value("measure.status"), TINY, 11.5),
        ("户主签名", "", TINY, 15),
    ]
    columns = len(named)
    rows = [
        heads(*(name for name, _, _, _ in named), style=TINY_HEADING, height=10),
        *repeated("项 in 措施", [Cell(content, style) for _, content, style, _ in named], columns, _SIGNED, kept=True),
        *repeated("空 in 措施|空行(3)", [Cell("", TINY) for _ in named], columns, _SIGNED, kept=True),
        signing_below(("户主签字（按手印）", "填表人", "审核人"), "村民委员会", (2, 1, 2, 3)),
    ]
    return table([width for _, _, _, width in named], rows, margin=0.7)
