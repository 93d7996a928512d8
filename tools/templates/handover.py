# SPDX-License-Identifier: MIT
"""The list with which one cadre hands households over to another; who hands over, takes over and watches signs by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, TINY_LEFT, Cell, heads, repeated, table
from templates.signing import signing_row
from templates.typography import HAIR, WIDE, add, finish, new_list, new_page, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 10
_SAID = SMALL_LEFT.but(after=2)
_COLUMNS = (
    ("序号", "{{ 项.序号 }}", SMALL, 11),
    ("村组", "{{ 项.村组 }}", SMALL_LEFT, 30),
    ("户号", "{{ 项.户号 }}", SMALL, 24),
    ("户主", "{{ 项.户主 }}", SMALL, 18),
    ("人口", "{{ 项.人口 }}", SMALL, 11),
    ("关爱等级", "{{ 项.关爱等级 }}", SMALL, 20),
    ("责任类别", "{{ 项.责任类别 }}", SMALL, 23),
    ("开始时间", "{{ 项.开始时间 }}", SMALL, 22),
    ("最近走访", "{{ 项.最近走访 }}", SMALL, 22),
    ("下次走访", "{{ 项.下次走访 }}", SMALL, 24),
    ("未完成的措施", "{{ 项.未完成措施 }}", TINY_LEFT, 60),
)


def build() -> Document:
    """One table for each successor, each on pages of its own."""
    paper = new_list("帮扶责任移交清单", WIDE, "{{ 文书.单位 }}")
    rows = [Cell(content, style) for _, content, style, _ in _COLUMNS]
    width = sum(width for *_, width in _COLUMNS)
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
        table(
            [width for *_, width in _COLUMNS],
            [
                heads(*(name for name, *_ in _COLUMNS), height=10),
                *repeated("项 in 单.户", rows, len(_COLUMNS), _HEIGHT),
            ],
        ),
        text("签字表示户内资料和未办结的事项已当面交接清楚。", _SAID.but(before=4, keep=True)),
        signing_row(("移交人签字", "接收人签字", "监交人签字"), "村民委员会", width),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper
