# SPDX-License-Identifier: MIT
"""D26 捐赠台账: all receipts of a village in a year, the spoilt ones too, with the sum of those that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, book_list
from templates.form import TINY, TINY_LEFT

if TYPE_CHECKING:
    from docx.document import Document

_WHAT = "{% if 项.捐赠物资名称 %}{{ 项.捐赠物资名称 }}{{ 项.捐赠物资数量 }}{{ 项.捐赠计量单位 }}{% else %}{{ 项.捐赠形式 }}{% endif %}"
_FOR = "{{ 项.捐赠意向 }}{% if 项.指定项目 or 项.指定户 %}：{{ 项.指定项目 }}{{ 项.指定户 }}{% endif %}"
_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("收据号", "{{ 项.收据号 }}{% if 项.是否作废 == '是' %}（作废）{% endif %}", 34, TINY),
    Column("接收日期", "{{ 项.接收日期 }}", 31, TINY),
    Column("捐赠方", "{{ 项.捐赠方 }}", 41, TINY_LEFT),
    Column("捐赠内容", _WHAT, 32, TINY_LEFT),
    Column("金额（折款）", "{{ 项.捐赠金额 }}", 27, TINY, "{{ 有效捐赠.金额 }}"),
    Column("捐赠意向", _FOR, 37, TINY_LEFT),
    Column("募集活动", "{{ 项.募集活动 }}", 24, TINY_LEFT),
    Column("反馈日期", "{{ 项.反馈日期 }}", 29, TINY),
)


def build() -> Document:
    """One lying page or more."""
    return book_list("捐赠台账", _COLUMNS, "项.募集活动", "　金额单位：元，合计不含作废的收据")
