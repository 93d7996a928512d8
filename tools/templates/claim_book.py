# SPDX-License-Identifier: MIT
"""D26 帮扶认领情况一览表: who took what upon himself in a year, for whom, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, book_list
from templates.form import TINY, TINY_LEFT

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 10, TINY),
    Column("认领日期", "{{ 项.认领日期 }}", 28, TINY),
    Column("认领事项", "{{ 项.认领事项 }}", 39, TINY_LEFT),
    Column("帮扶对象户", "{{ 项.组名 }} {{ 项.户主 }}", 27, TINY),
    Column("需求金额", "{{ 项.需求金额 }}", 22, TINY, "{{ 认领合计.需求金额 }}"),
    Column("认领人或单位", "{{ 项.认领人 }}", 38, TINY_LEFT),
    Column("类型", "{{ 项.类型 }}", 20, TINY),
    Column("认领金额", "{{ 项.认领金额 }}", 22, TINY, "{{ 认领合计.认领金额 }}"),
    Column("启动、完成", "{{ 项.启动日期 }}\n{{ 项.完成日期 }}", 28, TINY),
    Column("结果", "{% if 项.放弃日期 %}{{ 项.放弃日期 }}放弃 {% endif %}{{ 项.结果 }}", 31, TINY_LEFT),
)


def build() -> Document:
    """One lying page or more."""
    return book_list("帮扶认领情况一览表", _COLUMNS, "项.结果", "　金额单位：元", "认领")
