# SPDX-License-Identifier: MIT
"""D02 卷内文件目录 (GB/T 9705-2008): the papers that were printed, with their pages where these were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.typography import LETTER, add, finish, new_paper, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = [14, 22, 34, 44, 19, 11, 12]
_PER_PAGE = 16


def build() -> Document:
    """One table; blank rows fill the page for papers that are filed later."""
    paper = new_paper("卷内目录", LETTER)
    columns = len(_WIDTHS)
    named = (
        "{{ 项.顺序号 }}",
        "{{ 项.文号 }}",
        "{{ 项.责任者 }}",
        "{{ 项.题名 }}",
        "{{ 项.日期 }}",
        "{{ 项.页号 }}",
        "",
    )
    filled = [Cell(one, SMALL_LEFT if "题名" in one else SMALL) for one in named]
    add(
        paper,
        text("卷内文件目录", FORM_TITLE.but(after=12)),
        table(
            _WIDTHS,
            [
                heads("顺序号", "文号", "责任者", "题名", "日期", "页号", "备注", height=10),
                *repeated("项 in 目录", filled, columns, 12),
                *repeated(
                    f"空 in 目录|满页({_PER_PAGE}, {_PER_PAGE + 1}, 2, 文号=4, 责任者=8, 题名=10)",
                    [Cell() for _ in _WIDTHS],
                    columns,
                    12,
                ),
            ],
        ),
    )
    finish(paper)
    return paper
