# SPDX-License-Identifier: MIT
"""D26 发放台账: all payments of a village in a year, one a row, with their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, book_list
from templates.form import TINY, TINY_LEFT

if TYPE_CHECKING:
    from docx.document import Document

_WHAT = "{% if 项.发放物资名称 %}{{ 项.发放物资名称 }}{{ 项.发放物资数量 }}{{ 项.发放计量单位 }}{% else %}{{ 项.发放形式 }}{% endif %}"
_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("发放日期", "{{ 项.发放日期 }}", 31, TINY),
    Column("发放用途", "{{ 项.发放用途 }}", 52, TINY_LEFT),
    Column("用途类别", "{{ 项.用途类别 }}", 22, TINY),
    Column("内容", _WHAT, 30, TINY_LEFT),
    Column("金额（折款）", "{{ 项.发放金额 }}", 27, TINY, "{{ 台账合计.发放金额 }}"),
    Column("出账账户", "{{ 项.出账账户 }}", 37, TINY_LEFT),
    Column("方式", "{{ 项.发放方式 }}", 24, TINY),
    Column("凭证号", "{{ 项.凭证号 }}", 32, TINY),
)


def build() -> Document:
    """One lying page or more."""
    return book_list("发放台账", _COLUMNS, "项.发放用途", "　金额单位：元")
