# SPDX-License-Identifier: MIT
"""归档文件目录 of a box (DA/T 22-2015): its pieces in the order of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.typography import WIDE, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 10
_PER_PAGE = 12
_COLUMNS = (
    ("序号", "{{ 项.序号 }}", SMALL, 12),
    ("档号", "{{ 项.档号 }}", SMALL, 52),
    ("文号", "{{ 项.文号 }}", SMALL, 20),
    ("责任者", "{{ 项.责任者 }}", SMALL_LEFT, 38),
    ("题名", "{{ 项.题名 }}", SMALL_LEFT, 78),
    ("日期", "{{ 项.日期 }}", SMALL, 20),
    ("密级", "", SMALL, 13),
    ("页数", "{{ 项.页数 }}", SMALL, 13),
    ("备注", "", SMALL, 18),
)


def build() -> Document:
    """One table; blank rows fill the last page for pieces that are filed later."""
    paper = new_list("归档文件目录", WIDE, "{{ 文书.单位 }}")
    columns = len(_COLUMNS)
    about = "全宗号：{{ 文书.全宗号 }}　年度：{{ 文书.年度 }}　保管期限：{{ 盒.保管期限 }}　机构（问题）：{{ 文书.问题 }}　盒号：{{ 盒.盒号 }}"
    add(
        paper,
        text("归档文件目录", FORM_TITLE),
        text(about, FORM_YEAR),
        table(
            [width for *_, width in _COLUMNS],
            [
                heads(*(name for name, *_ in _COLUMNS), height=10),
                *repeated("项 in 件", [Cell(content, style) for _, content, style, _ in _COLUMNS], columns, _HEIGHT),
                *repeated(
                    f"空 in 件|满页({_PER_PAGE}, {_PER_PAGE + 1}, 2, 文号=4, 题名=20, 责任者=10, 档号=26)",
                    [Cell() for _ in _COLUMNS],
                    columns,
                    _HEIGHT,
                ),
            ],
        ),
    )
    finish(paper)
    return paper
