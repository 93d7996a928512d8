# SPDX-License-Identifier: MIT
"""D24 驻村工作清单: what a year's duties are, whose, how often, in which months they were done, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table, new_book_paper, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, TINY, TINY_LEFT
from templates.letter_style import known
from templates.signing import signing_row
from templates.typography import Page, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=20, right=12, bottom=14, left=12, footer=7)
_COLUMNS = (
    Column("序号", "{{ 项.序号 }}", 9, TINY),
    Column("职责类别", "{{ 项.职责类别 }}", 22, TINY),
    Column("工作事项", "{{ 项.工作事项 }}", 46, TINY_LEFT),
    Column("责任人", "{{ 项.责任人 }}", 16, TINY),
    Column("频次", "{{ 项.频次 }}", 12, TINY),
    Column("完成时限", "{{ 项.时限 }}", 20, TINY),
    Column("应留佐证", "{{ 项.佐证 }}", 24, TINY_LEFT),
    *(Column(f"{month}月", f"{{{{ 项.月{month} }}}}", 6, TINY) for month in range(1, 13)),
    Column("销号", "{{ 项.销号 }}", 20, TINY),
    Column("完成情况", "{{ 项.完成情况 }}", 32, TINY_LEFT),
)
_PEN = 8
_SIGNERS = ("驻村干部（签字）", "村党支部书记（签字）", "乡镇组织委员（签字）")


def build() -> Document:
    """The duties with a box for each month; signed by whom they bind and who checks them, sealed by unit and township."""
    paper = new_book_paper("驻村工作清单", _PAGE)
    signing = signing_row(_SIGNERS, "乡镇党委", _PAGE.text_width, also=("派出单位",))
    add(
        paper,
        text(village_title("驻村工作清单"), FORM_TITLE),
        text(f"（{known('文书.年度', 3)}年度　按月打钩：√已完成，×没有完成，空格为没有登记）", FORM_YEAR),
        line_table("清单", _COLUMNS, _PEN, below=[text("签字和盖章", FORM_PART), signing]),
    )
    finish(paper)
    return paper
