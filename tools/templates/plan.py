# SPDX-License-Identifier: MIT
"""D16 帮扶计划 / 脱贫计划 / 一户一策 of a year: goal, measures, and what five sides have to say to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import NOTE, SMALL_FIVE
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL_HEADING,
    SMALL_LEFT,
    TINY,
    TINY_HEADING,
    TINY_LEFT,
    Cell,
    Row,
    head,
    heads,
    pair,
    repeated,
    table,
)
from templates.signing import boxes, sealed_opinions
from templates.typography import Page, Style, add, finish, new_paper, text
from templates.words import counted, day, kind_of_household, label, value

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(left=25, right=12)
_WIDTH = 173
_NOTE = Style(font=NOTE, size=SMALL_FIVE, before=2)


def build() -> Document:
    """Head block, measures, course of the year, opinions."""
    paper = new_paper("脱贫计划（一户一策）", _PAGE)
    add(
        paper,
        text("{{ 文书.计划名 }}", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        table([28, 31, 28, 29, 25, 32], _household()),
        text("帮扶措施", FORM_PART),
        _measures(),
        text("{%p if 措施|selectattr('调整标记')|list or 措施|selectattr('调整说明')|list %}", _NOTE),
        text(_ADDED, _NOTE),
        text("{%p endif %}", _NOTE),
        text("执行情况", FORM_PART),
        table([38, 135], _course(), together=True),
        text("意见与签字", FORM_PART),
        boxes(("户主意见（签字按手印）", "帮扶责任人意见", "第一书记意见"), _WIDTH),
        text("", Style(size=2, line=6, keep=True)),
        sealed_opinions(("村民委员会意见", "乡镇人民政府意见"), _WIDTH),
    )
    finish(paper)
    return paper


def _household() -> list[Row]:
    return [
        Row([*pair("户主", "{{ 户.户主姓名 }}"), *pair("村组", "{{ 村.行政村 }}{{ 户.组名 }}"), *pair(label("household.phone"), value("household.phone"))]),
        Row([*pair(*kind_of_household()), *pair("家庭人口", counted("家庭人口")), *pair("劳动力数", counted("劳动力数"))]),
        Row([*pair("致贫原因", "{{ 户.主要致贫原因 }}{% if 户.其他致贫原因 %}（主要），{{ 户.其他致贫原因 }}（其他）{% endif %}", 5, SMALL_LEFT)]),
        Row([*pair("上年人均纯收入（元）", "{{ 上年收支.人均纯收入 }}"), *pair("本年目标人均纯收入（元）", value("plan.target")), *pair(label("plan.made_on"), day("plan.made_on", "  年  月  日"))]),
        Row([*pair(label("plan.wish"), value("plan.wish"), 5, SMALL_LEFT)], 12),
    ]  # fmt: skip


def _measures() -> str:
    columns = (
        ("序号", "{{ 项.行号 }}\n{%p if 项.调整标记 %}\n年中\n{%p endif %}", TINY, 9),
        ("类别", value("measure.category"), TINY, 17),
        (
            "内容",
            f"{value('measure.content')}\n{{%p if 项.调整说明 %}}\n调整：{value('measure.adjusted')}\n{{%p endif %}}",
            TINY_LEFT,
            36,
        ),
        ("规模数量", value("measure.quantity"), TINY, 18),
        ("资金（元）\n及来源", "{{ 项.资金额度 }}\n{{ 项.资金来源 }}", TINY, 21),
        ("责任单位、\n责任人", "{{ 项.责任单位 }}\n{{ 项.措施责任人 }}", TINY, 21),
        ("完成时限", value("measure.due"), TINY, 21),
        ("预计增收\n（元）", value("measure.expected_gain"), TINY, 15),
        ("完成情况", "{{ 项.完成情况 }}{% if 项.实际增收 %}\n增收{{ 项.实际增收 }}{% endif %}", TINY, 15),
    )
    rows = [
        heads(*(name for name, _, _, _ in columns), style=TINY_HEADING, height=11),
        *repeated("项 in 措施", [Cell(content, style) for _, content, style, _ in columns], 9, 11),
        *repeated("空 in 措施|空行(8)", [Cell("", TINY) for _ in columns], 9, 11),
    ]
    return table([width for _, _, _, width in columns], rows, margin=0.7)


_ADDED = "注：序号下标“年中”的措施是年中调整时增加的；“调整”后为调整说明。"


def _course() -> list[Row]:
    def line(path: str) -> Row:
        return Row([head(label(path), style=SMALL_HEADING), Cell(value(path), SMALL_LEFT)], 26)

    gain = Row(
        [head(label("plan.actual_gain") + "（元）", style=SMALL_HEADING), Cell(value("plan.actual_gain"), SMALL_LEFT)],
        9,
    )
    return [line("plan.adjustment"), line("plan.result"), gain]
