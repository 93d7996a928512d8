# SPDX-License-Identifier: MIT
"""D18 收入测算表 of a year: four kinds of income and the outlay item by item, what is left per head, and the year's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    TINY,
    TINY_HEADING,
    TINY_LEFT,
    Cell,
    Row,
    head,
    heads,
    pair,
    table,
    tag,
    unless_long,
)
from templates.letter_style import known
from templates.risks import when_monitored
from templates.signing import SEAL, sign_here
from templates.typography import FORM, Style, add, finish, new_paper, text
from templates.words import counted, label, value

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 164
_COLUMNS = 5
_SIGNERS = ("户主签字（按手印）", "测算人", "帮扶责任人", "审核人")
_RIGHT = TINY.but(align="right")


def build() -> Document:
    """Head, items, what is left per head, signatures."""
    paper = new_paper("收入测算表", FORM)
    add(
        paper,
        text("收入测算表（台账）", FORM_TITLE),
        text("（{{ 文书.年度 }}年度　单位：元　核算期间：{{ 收支.期间 }}）", FORM_YEAR),
        table([22, 32, 22, 34, 24, 30], _household()),
        text("收支项目", FORM_PART),
        _items(),
        text("人均收入", FORM_PART),
        table([36, 46, 36, 46], _per_head(), onward=True),
        text("", Style(size=6, line=8, keep=True)),
        table([_WIDTH / 4] * 4, [Row([sign_here(who) for who in _SIGNERS], SEAL)]),
    )
    finish(paper)
    return paper


def _household() -> list[Row]:
    return [
        Row([*pair("户主", "{{ 户.户主姓名 }}"), *pair("村组", "{{ 村.行政村 }}" + known("户.组名", 3)), *pair("家庭人口", counted("家庭人口"))]),
        Row([*pair("档号", "{{ 户.档号 }}"), *pair(label("household.phone"), value("household.phone")), *pair("劳动力数", counted("劳动力数"))]),
    ]  # fmt: skip


def _items() -> str:
    """Totals in the font of heads, cells below them, the ledger's lines below these; blank forms have a row more each."""

    def row(name: str, style: Style, *, rest: Style) -> Row:
        return Row(
            [
                Cell(name, style),
                Cell("{{ 项.数量 }}", TINY),
                Cell("{{ 项.单价 }}", _RIGHT),
                Cell("{{ 项.金额 }}", rest),
                Cell("{{ 项.说明 }}", TINY_LEFT),
            ],
            8,
        )

    bold = TINY_HEADING.but(align="left")
    note = Row([head(label("income_year.note"), style=TINY_HEADING), Cell(value("income_year.note"), TINY_LEFT, 4)], 10)
    rows = [
        heads("项目", "数量", "单价", "金额", "说明、凭证", style=TINY_HEADING, height=8.5),
        tag("for 项 in 测算项目", _COLUMNS),
        tag("if 项.层次 == '合计'", _COLUMNS),
        row("{{ 项.项目 }}", bold, rest=TINY_HEADING.but(align="right")),
        tag("elif 项.层次 == '项目'", _COLUMNS),
        row("　{{ 项.项目 }}", TINY_LEFT, rest=_RIGHT),
        tag("else", _COLUMNS),
        row("　　其中：{{ 项.项目 }}", TINY_LEFT, rest=_RIGHT),
        tag("endif", _COLUMNS),
        tag("if 文书.空白 and 项.一类末行", _COLUMNS),
        Row([Cell("", TINY) for _ in range(_COLUMNS)], 8),
        tag("endif", _COLUMNS),
        tag("endfor", _COLUMNS),
        *unless_long(["收支.收支说明"], note, _COLUMNS, [note]),
    ]
    return table([48, 21, 19, 24, 52], rows)


def _per_head() -> list[Row]:
    people = "{% if 文书.空白 %}　　人{% elif 收入测算.人口 %}{{ 收入测算.人口 }}人{% endif %}"
    return [
        Row([*pair("核算期末人口", people), *pair("人均纯收入", "{{ 收支.人均纯收入 }}")]),
        *when_monitored(
            4,
            Row([*pair(label("income_year.claims"), value("income_year.claims")), *pair(label("income_year.own_payments"), value("income_year.own_payments"))]),
            Row([*pair("收入参考范围", "{{ 收支.收入参考范围 }}"), *pair("人均收入参考范围", "{{ 收支.人均收入参考范围 }}")]),
        ),
        Row([*pair("{{ 收入测算.标准名称 }}", "{{ 收入测算.标准 }}"), *pair("是否达标", "{{ 收入测算.是否达标选项 }}", style=TICKS.but(align="center"))]),
        tag("if 收入测算.标准说明", 4),
        Row([head("标准依据", style=SMALL_HEADING), Cell("{{ 收入测算.标准说明 }}", SMALL_LEFT, 3)]),
        tag("endif", 4),
    ]  # fmt: skip
