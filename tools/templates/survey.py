# SPDX-License-Identifier: MIT
"""D06 入户调查表: household, members, living conditions on one page, income and wishes on the other; two investigators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from templates.fonts import FIVE
from templates.form import (
    FORM_PART,
    FORM_TITLE,
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
    pair,
    repeated,
    table,
    tag,
    unless_long,
)
from templates.letter_style import known
from templates.money import income_pair
from templates.risks import RISKS, when_monitored
from templates.signing import DATE
from templates.typography import Page, Style, add, finish, new_paper, text
from templates.words import choices, counted, label, value, with_unit
from villagedesk.models.income import PROPERTY_PARTS, TOTALS, TRANSFER_PARTS

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(top=16, right=13, bottom=13, left=22, footer=6)
_WIDTH = 175
_LOW = 8.0
_PLACE = Style(size=FIVE, after=2)
_PART = FORM_PART.but(before=5, after=2)
_LEFT = ("=工资性收入", *TOTALS["wages"], "=生产经营性收入", *TOTALS["production"], *PROPERTY_PARTS, "=年收入")
_RIGHT = (
    "=生产经营性支出", *TOTALS["production_cost"], "=转移性收入", *TRANSFER_PARTS, "=纯收入", "=人均纯收入",
)  # fmt: skip
_MONITORED = (("claims", "own_payments"), ("=收入参考范围", "=人均收入参考范围"))


def build() -> Document:
    """Five blocks and the signatures of the head and of two who investigated."""
    paper = new_paper("入户调查表", _PAGE)
    add(
        paper,
        text("入户调查表", FORM_TITLE.but(after=0)),
        text(
            f"（{{{{ 文书.年度 }}}}年度）　　{value('village.township')}　{value('village.name')}　{known('户.组名', 3)}　　　　调查日期：　　　{DATE}",
            _PLACE,
        ),
        text("一、户基本情况", _PART),
        table([26, 33, 24, 29, 22, 41], _household()),
        text("二、家庭成员", _PART),
        _members(),
        text("三、生产生活条件", _PART),
        table([31, 22, 43, 18, 42, 19], _living()),
        text("四、收入和支出（单位：元；期间：{{ 收支.期间 }}）", _PART.but(before=8)),
        table([56, 31, 56, 32], _income(), together=True),
        text("五、意愿与需求", _PART.but(before=8)),
        table([28, 147], _wishes()),
        text("", Style(size=4, line=6, keep=True)),
        table([_WIDTH / 3] * 3, [_signed()]),
    )
    finish(paper)
    return paper


def _household() -> list[Row]:
    """Since 2020 a survey may be about monitoring, and since 2021 nobody is identified as poor any more."""

    def field(path: str, span: int = 1) -> list[Cell]:
        return pair(label(path), value(path), span)

    def ticked(name: str, content: str) -> Row:
        return Row([head(name, style=SMALL_HEADING), Cell(content, TICKS.but(size=9, line=12), 5)], _LOW)

    return [
        Row([*field("household.hh_no"), *field("household.local_no"), *pair("户主", "{{ 户.户主姓名 }}")], _LOW),
        Row([*field("household.address", 3), *pair("性别", "{{ 户.户主性别 }}")], _LOW),
        Row([*pair("家庭人口", counted("家庭人口")), *pair("劳动力数", counted("劳动力数")), *field("household.phone")], _LOW),
        Row([*field("household.bank", 3), *field("household.bank_no")], _LOW),
        tag("if 文书.年度 < '2021'", 6),
        ticked(label("household.standard"), choices("household.standard")),
        tag("endif", 6),
        ticked(label("household_year.attribute"), choices("household_year.attribute")),
        *when_monitored(
            6,
            ticked(label("household_year.household_type"), choices("household_year.household_type")),
            ticked(label("household_year.risks"), RISKS),
        ),
        ticked("主要致贫原因", "{{ 户.主要致贫原因选项 }}"),
        ticked("其他致贫原因", "{{ 户.其他致贫原因选项 }}"),
    ]  # fmt: skip


def _members() -> str:
    columns = (
        ("序号", "{{ 成员.行号 }}", 7),
        (label("member.name"), value("member.name"), 22),
        (label("member.sex"), value("member.sex"), 7),
        (label("member.birth"), "{{ 成员.出生日期|replace('年', '年\\n') }}", 16),
        (label("member.id_no"), value("member.id_no"), 31),
        ("与户主\n关系", value("member_year.relation"), 13),
        (label("member.ethnic"), value("member.ethnic"), 11),
        ("文化\n程度", value("member_year.education"), 11),
        ("在校生\n状况", value("member_year.school"), 13),
        ("健康\n状况", value("member_year.health"), 16),
        ("劳动\n技能", value("member_year.labour"), 15),
        ("务工\n状况", value("member_year.work_place"), 13),
    )
    rows = [
        heads(*(name for name, *_ in columns), style=TINY_HEADING, height=9),
        *repeated("成员 in 家庭成员", [Cell(content, TINY) for _, content, _ in columns], len(columns), _LOW),
        *repeated(
            "空 in 家庭成员|空行(7 if 文书.空白 else 家庭成员|length + 2)",
            [Cell("", TINY) for _ in columns],
            len(columns),
            _LOW,
        ),
    ]
    return table([width for *_, width in columns], rows, margin=0.4)


def _living() -> list[Row]:
    """Group by group in the order of the entry screen, within a group as the widths allow."""

    def ask(*keys: str) -> Row:
        cells = []
        for key in keys:
            path = f"household_year.{key}"
            yes_no = label(path).startswith(("是否", "饮水", "有无"))
            cells += [
                head(with_unit(path), style=TINY_HEADING),
                Cell(choices(path), TINY_TICKS) if yes_no else Cell(value(path), TINY),
            ]
        return Row(cells, _LOW)

    def beside(*keys: str) -> Row:
        cells = []
        for key in keys:
            path = f"household_year.{key}"
            cells += [head(label(path), style=TINY_HEADING), Cell(choices(path), TINY_TICKS_LEFT, 2)]
        return Row(cells, _LOW)

    return [
        ask("farmland", "irrigated", "forest"),
        ask("returned", "orchard", "water_surface"),
        ask("production_power", "living_power", "broadcasting"),
        ask("water_hard", "road_distance", "water_safe"),
        beside("fuel", "road_type"),
        ask("toilet", "house_area", "no_house"),
        beside("house_grade", "structure"),
        ask("dangerous", "cooperative", "relocated"),
    ]


def _income() -> list[Row]:
    """Fourteen rows, which leave none for the sum of the income from property: its parts say themselves what they are of."""

    def row(one: str, other: str) -> Row:
        return Row([*_of_property(one), *income_pair(other)], _LOW)

    return [*map(row, _LEFT, _RIGHT), *when_monitored(4, *(row(*keys) for keys in _MONITORED))]


def _of_property(key: str) -> list[Cell]:
    name, amount = income_pair(key)
    return [replace(name, text=f"财产性收入：{name.text.strip()}") if key in PROPERTY_PARTS else name, amount]


def _wishes() -> list[Row]:
    """What was typed may be longer than a page; the opinion stands with who signs it."""
    needs = "{% for 项 in 致贫原因 if 项.帮扶需求 %}{{ 项.帮扶需求 }}{{ '。' if loop.last else '；' }}{% endfor %}"
    wish = Row([head(label("plan.wish"), style=SMALL_HEADING), Cell(value("plan.wish"), SMALL_LEFT, valign="top")], 24)
    need = Row([head(label("cause.need"), style=SMALL_HEADING), Cell(needs, SMALL_LEFT, valign="top")], 24)
    return [
        *unless_long(["计划.户主意愿"], wish, 2, [wish]),
        *unless_long(["致贫原因|map(attribute='帮扶需求')|join"], need, 2, [need]),
        Row([head("调查人意见", style=SMALL_HEADING), Cell("", SMALL_LEFT)], 24, keep=True),
    ]


def _signed() -> Row:
    who = ("户主签字（按手印）", "调查人签字", "调查人签字")
    style = Style(size=FIVE)
    return Row(
        [Cell(f"{one}：\n\n\n{DATE}", style, valign="top", styles={3: style.but(align="right")}) for one in who], 25
    )
