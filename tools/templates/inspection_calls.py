# SPDX-License-Identifier: MIT
"""D25 电话抽查记录表: who was called, what was asked and answered, and whether it agrees with what is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, asked, day_of, line_table, new_book_paper, village_title
from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, Row, pair, table
from templates.inspection_record import FACTS, PAGE, WIDTH
from templates.typography import Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_CALLS = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("村民小组", "{{ 项.户组名 }}", 20),
    Column("户主", "{{ 项.户户主 }}", 24),
    Column("受访人", "{{ 项.受访人 }}", 24),
    Column("受访电话", "{{ 项.受访电话 }}", 28),
    Column("是否接通", "{{ 项.是否接通 }}", 13),
    Column("问题", "{{ 项.问题 }}", 50, SMALL_LEFT),
    Column("回答", "{{ 项.回答 }}", 50, SMALL_LEFT),
    Column("与登记是否相符", "{{ 项.与登记是否相符 }}", 19, SMALL),
    Column("备注", "{{ 项.问答备注 }}", WIDTH - 239, SMALL_LEFT),
)
_GAP = text("", Style(size=4, line=7))


def build() -> Document:
    """The calls of one inspection, and who made them."""
    paper = new_book_paper("电话抽查记录表", PAGE)
    signing = table([34.0, 92.0, 34.0, WIDTH - 160.0], [_signing()])
    add(
        paper,
        text(village_title("电话抽查记录表"), FORM_TITLE),
        text("（内部资料，归档用，不得公开张贴）", FORM_YEAR),
        table(
            FACTS, [Row([*day_of("inspection.date"), *asked("inspection.unit"), *asked("inspection.inspectors")], 10)]
        ),
        _GAP,
        line_table("督查问答", _CALLS, 8, 13.5, ("项.问题", "项.回答", "项.问答备注"), [_GAP, signing]),
    )
    finish(paper)
    return paper


def _signing() -> Row:
    return Row([*pair("抽查人（签字）", ""), *pair("日期", "年    月    日")], 14)
