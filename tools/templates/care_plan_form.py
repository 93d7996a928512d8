# SPDX-License-Identifier: MIT
"""D26 帮扶方案（一人一策）: needs, goals and measures for one person, his chief adviser, what he and the offices say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, Column, asked, day_of, line_table, new_book_paper, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, TICKS, TINY, TINY_LEFT, Row, pair, table
from templates.signing import boxes, sealed_opinions
from templates.special_style import person_rows
from templates.typography import Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_STEPS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("措施内容", "{{ 项.方案措施内容 }}", 46, TINY_LEFT),
    Column("责任人或单位", "{{ 项.方案措施责任人 }}", 28, TINY),
    Column("时限", "{{ 项.方案措施时限 }}", 28, TINY),
    Column("资金", "{{ 项.方案措施资金 }}", 22, TINY, "{{ 方案措施合计.方案措施资金 }}"),
    Column("完成日期、结果", "{{ 项.方案措施完成日期 }}\n{{ 项.方案措施结果 }}", 30, TINY_LEFT),
)


def build() -> Document:
    """The person and the adviser, needs and goals, measures, course; the person, adviser, village, township and centre."""
    paper = new_book_paper("帮扶方案（一人一策）", CLOSE)
    number = "编号：{{ 帮扶方案.方案编号 or '　　　　　　　　' }}"
    add(
        paper,
        text(village_title("特殊困难群众帮扶方案（一人一策）"), FORM_TITLE),
        text(f"（{number}　金额单位：元）", FORM_YEAR),
        table(PAIRS, [*person_rows(), *_adviser()]),
        text("需求和目标", FORM_PART),
        table(PAIRS, _aim()),
        text("帮扶措施", FORM_PART),
        line_table("方案措施", _STEPS, 6, 10, ("项.方案措施内容", "项.方案措施结果")),
        text("审批、执行和结案", FORM_PART),
        table(PAIRS, _course(), together=True),
        text("意见与签字", FORM_PART.but(keep=True)),
        boxes(("本人或监护人意见", "首席顾问意见", "村（社区）意见"), _WIDTH),
        text("", Style(size=2, line=6, keep=True)),
        sealed_opinions(("乡镇（街道）意见", "区（县）关爱援助中心审批意见"), _WIDTH),
    )
    finish(paper)
    return paper


def _adviser() -> list[Row]:
    return [
        Row(pair("困难类型", "{{ 方案对象.困难类型选项 }}", 3, TICKS), 15),
        Row([*pair("首席顾问", "{{ 顾问.姓名 }}"), *pair("顾问单位", "{{ 顾问.单位 }}", style=SMALL_LEFT)]),
        Row([*pair("顾问电话", "{{ 顾问.电话 }}"), *asked("care_plan.helpers")]),
    ]


def _aim() -> list[Row]:
    return [
        Row(asked("care_plan.needs", 3), 24, split=True),
        Row(asked("care_plan.goals", 3), 20, split=True),
        Row([*asked("care_plan.budget"), *pair("大写（人民币）", "{{ 帮扶方案.方案预算大写 }}", style=SMALL_LEFT)], 10),
        Row([*day_of("care_plan.start"), *day_of("care_plan.end")]),
    ]


def _course() -> list[Row]:
    return [
        Row([*day_of("care_plan.date"), *day_of("care_plan.heard_on")]),
        Row(asked("care_plan.opinion", 3), 12, split=True),
        Row(day_of("care_plan.approved_on", 3)),
        Row(day_of("care_plan.adjusted_on", 3)),
        Row(asked("care_plan.adjustment", 3), 12, split=True),
        Row([*day_of("care_plan.closed_on"), *ticked("care_plan.satisfaction", 1)], 10),
        Row(asked("care_plan.result", 3), 12, split=True),
    ]
