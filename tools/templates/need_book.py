# SPDX-License-Identifier: MIT
"""D26 帮扶需求台账: the needs of a year, who took them on, what was delivered, and how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table, new_book_paper, village_title
from templates.form import FORM_TITLE, FORM_YEAR, TINY, TINY_LEFT
from templates.signing import answering_row
from templates.typography import WIDE, Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("提出日期", "{{ 项.提出日期 }}", 27, TINY),
    Column("需求户", "{{ 项.组名 }} {{ 项.户主 }}{% if 项.户数 %}{{ 项.户数 }}户{% endif %}", 26, TINY),
    Column("需求事项", "{{ 项.事项 }}", 38, TINY_LEFT),
    Column("类别", "{{ 项.类别 }}", 18, TINY),
    Column("数量", "{{ 项.数量 }}", 16, TINY),
    Column("资金", "{{ 项.资金 }}", 20, TINY),
    Column("发布日期和地点", "{{ 项.发布 }}", 30, TINY_LEFT),
    Column("认领日期和认领人", "{{ 项.认领 }}", 36, TINY_LEFT),
    Column("交付、签收", "{{ 项.交付 }}", 27, TINY),
    Column("状态", "{{ 项.状态 }}", 17, TINY),
)


def build() -> Document:
    """One lying page or more."""
    paper = new_book_paper("帮扶需求台账", WIDE)
    year = "{{ 文书.年度 or '　　　　' }}"
    add(
        paper,
        text(village_title("帮扶需求台账"), FORM_TITLE),
        text(f"（{year}年度　金额单位：元）", FORM_YEAR),
        line_table("需求台账", _COLUMNS, "8 if 文书.空白 else 1", 10),
        text("", Style(size=6, line=6)),
        answering_row(WIDE.text_width),
    )
    finish(paper)
    return paper
