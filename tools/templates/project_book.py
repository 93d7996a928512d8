# SPDX-License-Identifier: MIT
"""D26 项目台账: all projects of a village in a year, one a row, with the sum of their budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, book_list
from templates.form import TINY, TINY_LEFT

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("项目名称", "{{ 项.项目名称 }}", 38, TINY_LEFT),
    Column("项目类型", "{{ 项.项目类型 }}", 22, TINY),
    Column("建设地点", "{{ 项.建设地点 }}", 30, TINY_LEFT),
    Column("建设内容和规模", "{{ 项.建设内容 }}{% if 项.建设规模 %}（{{ 项.建设规模 }}）{% endif %}", 54, TINY_LEFT),
    Column("实施单位", "{{ 项.项目实施单位 }}", 31, TINY_LEFT),
    Column("预算", "{{ 项.项目预算 }}", 23, TINY, "{{ 台账合计.项目预算 }}"),
    Column("开工、完工", "{{ 项.实际开工日期 }}\n{{ 项.实际完工日期 }}", 28, TINY),
    Column("验收", "{{ 项.验收日期 }}\n{{ 项.验收结论 }}", 29, TINY),
)


def build() -> Document:
    """One lying page or more."""
    return book_list("项目台账", _COLUMNS, "项.建设内容", "　金额单位：元")
