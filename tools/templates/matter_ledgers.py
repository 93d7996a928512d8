# SPDX-License-Identifier: MIT
"""D25 三本台账: the matters of a year, each ledger on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, lined, new_book_paper, village_title
from templates.form import FORM_TITLE, FORM_YEAR, SMALL_LEFT, TINY, TINY_LEFT, Cell, Row, table
from templates.notice_style import when
from templates.typography import Page, add, finish, new_page, text
from villagedesk.documents.registers.matters import NO_LEDGER, ledgers

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=22, right=14, bottom=15, left=14, footer=7)
_ROWS = 9  # at least
_HEIGHT = 12.0
_LONG = ("项.诉求内容", "项.办理经过")
_COLUMNS = (
    Column("序号", "{{ 项.序号 }}", 9, TINY),
    Column("编号", "{{ 项.编号 }}{% if 项.结转 %}\n（{{ 项.结转 }}）{% endif %}", 22, TINY),
    Column("登记日期", "{{ 项.登记日期|replace('年', '年\\n') }}", 19, TINY),
    Column("组、反映人", "{{ 项.组名 }}\n{{ 项.反映人 }}", 23, TINY),
    Column("类别", "{{ 项.类别 }}", 18, TINY),
    Column("诉求内容", "{{ 项.诉求内容 }}", 46, TINY_LEFT),
    Column("责任人", "{{ 项.责任人 }}", 19, TINY),
    Column("办理期限", "{{ 项.办理期限|replace('年', '年\\n') }}", 19, TINY),
    Column("办理经过和结果", "{{ 项.办理经过 }}", 60, TINY_LEFT),
    Column("状态、销号日期", "{{ 项.办理状态 }}\n{{ 项.销号日期|replace('年', '年\\n') }}", 19, TINY),
    Column("满意度", "{{ 项.满意度 }}", 15, TINY),
)


def build() -> Document:
    """One table for each ledger; what was entered in none of them follows where there is any."""
    paper = new_book_paper("三本台账", _PAGE)
    for place, (_code, group) in enumerate(ledgers()):
        least = 0 if group == NO_LEDGER else _ROWS
        blocks = [
            *([new_page()] if place else []),
            text(village_title(f"{group}（{{{{ 文书.年度 or '　　　　' }}}}年）"), FORM_TITLE),
            text("（内部资料；状态按生成日期计算）", FORM_YEAR),
            table(
                [one.width for one in _COLUMNS], [*lined(group, _COLUMNS, least, _HEIGHT, _LONG, kept=True), _signing()]
            ),
        ]
        add(paper, *(when(group, *blocks) if group == NO_LEDGER else blocks))
    finish(paper)
    return paper


def _signing() -> Row:
    """Who wrote the ledger and who looked through it, below its last line."""
    blank = "　" * 12
    words = f"填表人（签字）：{blank}审核人（签字）：{blank}填报日期：　　　　年　　月　　日"
    return Row([Cell(words, SMALL_LEFT, len(_COLUMNS))], 13)
