# SPDX-License-Identifier: MIT
"""D25 督查记录表: how somebody looked how the work is done, what was found, and how it was put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, asked, line_table, new_book_paper, photo_pages, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, TINY, TINY_LEFT, Row, pair, table
from templates.signing import signing_row
from templates.typography import Page, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

PAGE = Page(width=297, height=210, top=16, right=16, bottom=13, left=16, footer=7)
WIDTH = PAGE.text_width
FACTS = (30.0, 58.0, 30.0, 58.0, 30.0, WIDTH - 206.0)
LONG = ("项.发现问题", "项.整改要求", "项.整改情况", "项.佐证说明")  # texts of a problem
_DAY = "|replace('年', '年\\n')"
_PROBLEMS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("发现问题", "{{ 项.发现问题 }}", 47, TINY_LEFT),
    Column("整改要求", "{{ 项.整改要求 }}", 38, TINY_LEFT),
    Column("责任人", "{{ 项.整改责任人 }}", 20, TINY),
    Column("整改时限", f"{{{{ (项.整改时限 or 督查.整改期限){_DAY} }}}}", 19, TINY),
    Column(
        "整改情况和佐证", "{{ 项.整改情况 }}{% if 项.佐证说明 %}\n佐证：{{ 项.佐证说明 }}{% endif %}", 50, TINY_LEFT
    ),
    Column("完成日期", f"{{{{ 项.整改完成日期{_DAY} }}}}", 19, TINY),
    Column("复核日期", f"{{{{ 项.复核日期{_DAY} }}}}", 19, TINY),
    Column("复核人", "{{ 项.复核人 }}", 20, TINY),
    Column("是否通过", "{{ 项.复核是否通过 }}", WIDTH - 242, TINY),
)
_SIGNERS = ("督查人员（签字）", "被督查单位负责人（签字）", "复核人（签字）")


def build() -> Document:
    """The inspection, its problems with what became of them, and who signs."""
    paper = new_book_paper("督查记录表", PAGE)
    add(
        paper,
        text(village_title("督查记录表"), FORM_TITLE),
        text("（通知书文号：{{ 督查.整改通知书文号 or '　　　　　　　　　　' }}）", FORM_YEAR),
        table(FACTS, _facts()),
        text("发现的问题和整改", FORM_PART),
        line_table(
            "整改事项", _PROBLEMS, 2, 12, LONG, [text("签字", FORM_PART), signing_row(_SIGNERS, "派出单位", WIDTH)]
        ),
        *photo_pages(
            "督查和整改照片",
            [("督查　{{ 督查.督查日期 }}", "督查.督查照片")],
            150,
            72,
            ("整改事项", "佐证照片", "第{{ 项.行号 }}项问题的整改佐证　{{ 项.整改完成日期 }}"),
        ),
    )
    finish(paper)
    return paper


def _facts() -> list[Row]:
    days = "{{ 督查.督查日期 or '    年   月   日' }}{% if 督查.结束日期 %}至{{ 督查.结束日期 }}{% endif %}"
    return [
        Row([*pair("督查日期", days), *ticked("inspection.method", 3)]),
        Row([*asked("inspection.unit", style=SMALL_LEFT), *asked("inspection.inspectors", 3)]),
        Row([*asked("inspection.target", 3), *pair("被督查责任人", "{{ 督查.被督查责任人 }}")]),
        Row(asked("inspection.content", 5), split=True),
        Row(asked("inspection.findings", 5), 10, split=True),
        Row(ticked("inspection.actions", 5)),
    ]
