# SPDX-License-Identifier: MIT
"""D26 帮扶需求台账: the needs of a year, who took them on, what was delivered, and how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, book_list
from templates.form import TINY, TINY_LEFT

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
    return book_list("帮扶需求台账", _COLUMNS, "项.认领", "　金额单位：元", "需求台账")
