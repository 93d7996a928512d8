# SPDX-License-Identifier: MIT
"""The list with which one cadre hands households over to another; who hands over, takes over and watches signs by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table
from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, TINY_LEFT
from templates.signing import signing_row
from templates.typography import HAIR, WIDE, add, finish, new_list, new_page, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 10
_SAID = SMALL_LEFT.but(after=2)
_COLUMNS = (
    Column("序号", "{{ 项.序号 }}", 11, SMALL),
    Column("村组", "{{ 项.村组 }}", 30, SMALL_LEFT),
    Column("户号", "{{ 项.户号 }}", 24, SMALL),
    Column("户主", "{{ 项.户主 }}", 18, SMALL),
    Column("人口", "{{ 项.人口 }}", 11, SMALL),
    Column("关爱等级", "{{ 项.关爱等级 }}", 20, SMALL),
    Column("责任类别", "{{ 项.责任类别 }}", 23, SMALL),
    Column("开始时间", "{{ 项.开始时间 }}", 22, SMALL),
    Column("最近走访", "{{ 项.最近走访 }}", 22, SMALL),
    Column("下次走访", "{{ 项.下次走访 }}", 24, SMALL),
    Column("未完成的措施", "{{ 项.未完成措施 }}", 60, TINY_LEFT),
)


def build() -> Document:
    """One table for each successor, each on pages of its own."""
    paper = new_list("帮扶责任移交清单", WIDE, "{{ 文书.单位 }}")
    signing = signing_row(("移交人签字", "接收人签字", "监交人签字"), "村民委员会", sum(one.width for one in _COLUMNS))
    said = text("签字表示户内资料和未办结的事项已当面交接清楚。", _SAID.but(before=4))
    add(
        paper,
        text("{%p for 单 in 清单 %}", HAIR),
        text("{%p if not loop.first %}", HAIR),
        new_page(),
        text("{%p endif %}", HAIR),
        text("帮扶责任移交清单", FORM_TITLE),
        text("（{{ 文书.单位 }}　移交日期：{{ 单.移交日期 }}　共{{ 单.户数 }}户）", FORM_YEAR),
        text("移交人：{{ 单.移交人.姓名 }}　{{ 单.移交人.单位职务 }}　{{ 单.移交人.电话 }}", _SAID),
        text("接收人：{{ 单.接收人.姓名 }}　{{ 单.接收人.单位职务 }}　{{ 单.接收人.电话 }}", _SAID),
        text("移交原因：{{ 单.移交原因 }}", _SAID),
        line_table("单.户", _COLUMNS, 1, _HEIGHT, below=[said, signing]),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper
