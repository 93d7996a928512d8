# SPDX-License-Identifier: MIT
"""D07 贫困户登记表 / 信息采集表: parts Ⅰ–Ⅶ of domain.md §6.5, the members on a landscape page of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from templates.fonts import FIVE, NOTE
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
    TINY_TICKS,
    TINY_TICKS_LEFT,
    Cell,
    Row,
    head,
    heads,
    repeated,
    table,
    tag,
)
from templates.signing import signing_row
from templates.typography import WIDE, Page, Style, add, finish, new_paper, new_section, text
from templates.words import choices, item, label, numbered, short, value, with_unit

if TYPE_CHECKING:
    from docx.document import Document

_PLACE = Style(size=FIVE, after=3)
_REMARK = Style(font=NOTE, size=FIVE, before=3)
_PAGE = Page(top=22, bottom=18)
_TALL = 12.0  # the first page has room
_SIX = [33, 26, 27, 26, 26, 26]


def build() -> Document:
    """Portrait, landscape, portrait."""
    paper = new_paper("贫困户登记表（信息采集表）", _PAGE)
    place = "　".join(value(f"village.{key}") for key in ("province", "city", "county", "township", "name"))
    add(
        paper,
        text("{{ 文书.登记表名 }}", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        text(f"{place}　{{{{ 户.组名 }}}}　　　　　　填表日期：      年    月    日", _PLACE),
        text("Ⅰ 基本情况", FORM_PART),
        table(_SIX, [replace(row, height=max(row.height, _TALL)) if row.height > 5 else row for row in _basics()]),
    )
    new_section(paper, WIDE)
    add(paper, text("Ⅱ 家庭成员", FORM_PART.but(before=0)), _members(), *_remarks())
    new_section(paper, _PAGE)
    add(
        paper,
        text("Ⅲ 收支情况（单位：元；期间：{{ 收支.期间 }}）", FORM_PART.but(before=0)),
        table([54, 28, 54, 28], _income()),
        text("Ⅳ 生产生活条件", FORM_PART),
        table([34, 20, 34, 21, 34, 21], _living()),
        text("Ⅴ 易地扶贫搬迁", FORM_PART),
        table([34, 48, 34, 48], _relocation(), together=True),
        text("Ⅵ 帮扶责任人", FORM_PART),
        _helpers(),
        text("Ⅶ 帮扶措施", FORM_PART),
        _measures(),
        text("", Style(size=6, line=8)),
        signing_row(("户主签字（按手印）", "填表人", "审核人"), "村民委员会", 164),
    )
    finish(paper)
    return paper


def _line(name: str, content: str, style: Style = SMALL_LEFT) -> Row:
    return Row([head(name, style=SMALL_HEADING), Cell(content, style, 5)])


def _choice(path: str, number: str = "") -> Row:
    return _line(number + label(path), choices(path), TICKS)


def _pairs(*paths: str) -> Row:
    """Label and value of several fields in one row."""
    cells = []
    for path in paths:
        name, _, content = path.partition("=")
        cells += [
            head(name if content else with_unit(path), style=SMALL_HEADING),
            Cell(content or value(path), SMALL),
        ]
    return Row(cells)


def _basics() -> list[Row]:
    return [
        _pairs("户主姓名={{ 户.户主姓名 }}", "家庭人口={{ 户.家庭人口 }}人", "劳动力数={{ 户.劳动力数 }}人"),
        Row(
            [
                head(label("household.hh_no"), style=SMALL_HEADING),
                Cell(value("household.hh_no"), SMALL, 2),
                head(label("household.phone"), style=SMALL_HEADING),
                Cell(value("household.phone"), SMALL, 2),
            ]
        ),
        Row(
            [
                head(label("household.bank"), style=SMALL_HEADING),
                Cell(value("household.bank"), SMALL, 2),
                head(label("household.bank_no"), style=SMALL_HEADING),
                Cell(value("household.bank_no"), SMALL, 2),
            ]
        ),
        _line(label("household.address"), value("household.address")),
        _choice("household.standard", item("household.standard")),
        _choice("household_year.attribute", item("household_year.attribute")),
        _line(f"{numbered('主要致贫原因')}主要致贫原因\n（单选）", "{{ 户.主要致贫原因选项 }}", TICKS),
        _line(f"{numbered('其他致贫原因')}其他致贫原因\n（最多选两项）", "{{ 户.其他致贫原因选项 }}", TICKS),
        tag("if 文书.年度 >= '2020'", 6),
        _choice("household_year.household_type"),
        tag("endif", 6),
        _choice("household_year.exit_status"),
        _pairs("household.identified", "household.plan_exit_year", "household_year.exit_year"),
        _choice("household.family_types"),
        _line(label("household_year.not_exit_reason"), value("household_year.not_exit_reason")),
        tag("if 文书.年度 >= '2020'", 6),
        _choice("household_year.monitor_type"),
        tag("endif", 6),
        tag("if 文书.年度 >= '2020'", 6),
        _choice("household_year.risks"),
        tag("endif", 6),
        tag("if 文书.年度 >= '2020'", 6),
        _pairs("household_year.monitored_since", "household_year.risk_removed", "household_year.risk_removed_on"),
        tag("endif", 6),
        _line(label("household.note"), value("household.note")),
    ]


_COLUMNS = (
    ("序号", "{{ 成员.行号 }}", 8),
    (item("member.name") + label("member.name"), value("member.name"), 25),
    (item("member.sex") + label("member.sex"), value("member.sex"), 8),
    (
        f"{item('member.id_no')}{label('member.id_no')}\n{label('member.card_no')}",
        f"{value('member.id_no')}\n{{%p if 成员.残疾证号 %}}\n{value('member.card_no')}\n{{%p endif %}}",
        36,
    ),
    ("年龄", "{{ 成员.年龄 }}", 9),
    (item("member_year.relation") + label("member_year.relation"), value("member_year.relation"), 14),
    (item("member.ethnic") + label("member.ethnic"), value("member.ethnic"), 13),
    (label("member_year.politics"), value("member_year.politics"), 14),
    (item("member_year.education") + label("member_year.education"), value("member_year.education"), 14),
    (item("member_year.school") + label("member_year.school"), value("member_year.school"), 15),
    (item("member_year.health") + label("member_year.health"), value("member_year.health"), 16),
    ("残疾\n情况", "{{ 成员.残疾情况 }}", 12),
    (item("member_year.labour") + label("member_year.labour"), value("member_year.labour"), 15),
    (item("member_year.work_place") + label("member_year.work_place"), value("member_year.work_place"), 14),
    ("务工\n月数", value("member_year.work_months"), 10),
    (short("member_year.medical"), value("member_year.medical"), 10),
    (short("member_year.critical_insurance"), value("member_year.critical_insurance"), 10),
    (short("member_year.pension"), value("member_year.pension"), 10),
    (short("member_year.low_income"), value("member_year.low_income"), 12),
)


def _members() -> str:
    columns = len(_COLUMNS)
    cells = [Cell(content, TINY) for _, content, _ in _COLUMNS]
    rows = [
        heads(*(name for name, _, _ in _COLUMNS), style=TINY_HEADING, height=12),
        *repeated("成员 in 家庭成员", cells, columns, 10),
        *repeated("空 in 家庭成员|空行(10)", [Cell("", TINY) for _ in _COLUMNS], columns, 10),
    ]
    return table([width for _, _, width in _COLUMNS], rows, margin=0.6)


def _remarks() -> list[str]:
    left = (
        "{% for 成员 in 减少成员 if 成员.减少日期.startswith(文书.年度) %}{% if loop.first %}本年度减少成员：{% endif %}"
        "{{ 成员.姓名 }}（{{ 成员.减少原因 }}，{{ 成员.减少日期 }}）{% if not loop.last %}、{% else %}。{% endif %}{% endfor %}"
    )
    insured = "、".join(
        f"“{short(path)}”指{label(path).replace(' }}', '|replace(' + repr('是否参加') + ', ' + repr('') + ') }}')}"
        for path in ("member_year.medical", "member_year.pension")
    )
    return [text(f"注：年龄按{{{{ 文书.计龄日期 }}}}的周岁计算；{insured}。{left}", _REMARK)]


def _income() -> list[Row]:
    """Income other than transfers and what it cost at the left, the transfers at the right, what is left below."""

    def pair(name: str, content: str) -> list[Cell]:
        return [Cell(name, SMALL_LEFT), Cell(content, SMALL.but(align="right"))]

    def one(key: str, lead: str = "") -> list[Cell]:
        return pair(lead + label(f"income_year.{key}"), value(f"income_year.{key}"))

    def total(name: str) -> list[Cell]:
        return [Cell(name, SMALL_HEADING.but(align="left")), Cell(f"{{{{ 收支.{name} }}}}", SMALL.but(align="right"))]

    return [
        Row([head(word, style=SMALL_HEADING) for word in ("项目", "金额", "项目", "金额")], repeat=True),
        Row([*one("wages"), *total("转移性收入")]),
        Row([*one("production"), *one("family_planning", "其中：")]),
        Row([*total("财产性收入"), *one("low_income", "　　　")]),
        Row([*one("asset_dividend", "其中："), *one("destitute", "　　　")]),
        Row([*one("other_property", "　　　"), *one("pension", "　　　")]),
        Row([*total("年收入"), *one("ecology", "　　　")]),
        Row([*one("production_cost"), *one("other_transfer", "　　　")]),
        Row([*total("纯收入"), *total("人均纯收入")]),
        tag("if 文书.年度 >= '2020'", 4),
        Row([*one("claims"), *one("own_payments")]),
        tag("endif", 4),
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

    def wide(key: str) -> Row:
        path = f"household_year.{key}"
        return Row([head(label(path), style=TINY_HEADING), Cell(choices(path), TINY_TICKS_LEFT, 5)])

    return [
        ask("farmland", "irrigated", "registered_land"),
        ask("paddy", "dry_land", "water_surface"),
        ask("forest", "returned", "orchard"),
        ask("grassland", "house_area", "road_distance"),
        ask("production_power", "living_power", "broadcasting"),
        ask("water_hard", "water_safe", "water_solved"),
        ask("toilet", "no_house", "dangerous"),
        ask("cooperative", "leader_firm", "leader_person"),
        wide("house_grade"),
        wide("structure"),
        wide("road_type"),
        wide("fuel"),
    ]


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


def _measures() -> str:
    named = [
        (label("measure.category"), value("measure.category"), SMALL),
        (label("measure.content"), value("measure.content"), SMALL_LEFT),
        (label("measure.quantity"), value("measure.quantity"), SMALL),
        (with_unit("measure.amount"), value("measure.amount"), SMALL),
        (label("measure.due"), value("measure.due"), SMALL),
        (label("measure.status"), value("measure.status"), SMALL),
    ]
    rows = [
        heads(*(name for name, _, _ in named)),
        *repeated("项 in 措施", [Cell(content, style) for _, content, style in named], 6),
        *repeated("空 in 措施|空行(4)", [Cell() for _ in named], 6),
    ]
    return table([26, 49, 24, 22, 25, 18], rows)
