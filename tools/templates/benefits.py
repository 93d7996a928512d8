# SPDX-License-Identifier: MIT
"""D19 政策享受明白卡: the policies of domain.md §4.1 on a card for the wall, with what the household got of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    TINY,
    TINY_HEADING,
    TINY_LEFT,
    TINY_TICKS_LEFT,
    Cell,
    Row,
    head,
    heads,
    last_kept,
    table,
    tag,
    unless_long,
)
from templates.letter_style import known
from templates.signing import DATE
from templates.typography import Page, Style, add, finish, new_paper, text
from templates.words import counted, kind_of_household

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=16, right=14, bottom=12, left=14, footer=6)
_GAP = Style(size=3, line=4)
_COLUMNS = (
    ("政策类别", "{{ 项.类别选项 }}", TINY_TICKS_LEFT, 40),
    ("政策（享受的打勾）", "{{ 项.政策选项 }}", TINY_TICKS_LEFT, 92),
    ("享受内容", "{{ 项.享受内容 }}", TINY_LEFT, 80),
    ("金额（元）", "{{ 项.享受金额 }}", TINY, 25),
    ("时间", "{{ 项.享受时间 }}", TINY, 32),
)


def build() -> Document:
    """Whose card it is, a row for each group of policies, two signatures.

    A card of one page is the rule. Where somebody got more, it goes on from the first page, and the last two groups keep
    the signatures company.
    """
    paper = new_paper("政策享受明白卡", _PAGE)
    row = Row([Cell(content, style) for _, content, style, _ in _COLUMNS], 9)
    columns = len(_COLUMNS)
    add(
        paper,
        text("政策享受明白卡", FORM_TITLE.but(after=0)),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR.but(after=2)),
        table([22, 46, 22, 52, 22, 31, 27, 47], [_household()]),
        text("", _GAP),
        table(
            [width for *_, width in _COLUMNS],
            [
                heads(*(name for name, *_ in _COLUMNS), style=TINY_HEADING, height=8),
                tag("for 项 in 政策享受", columns),
                *unless_long(["项.享受内容"], row, columns, last_kept(row, columns)),
                tag("endfor", columns),
            ],
            margin=0.8,
        ),
        text("", _GAP.but(keep=True)),
        table([28, 106, 28, 107], [_signed()]),
    )
    finish(paper)
    return paper


def _household() -> Row:
    told = (
        ("户主", "{{ 户.户主姓名 }}"),
        ("村组", "{{ 村.行政村 }}" + known("户.组名", 3)),
        ("家庭人口", counted("家庭人口")),
        kind_of_household(),
    )
    return Row([cell for name, content in told for cell in (head(name, style=SMALL_HEADING), Cell(content, SMALL))], 8)


def _signed() -> Row:
    """Who filled it in and the household sign by hand."""
    signs = ("填写人签字", "户主签字")
    return Row(
        [
            cell
            for who in signs
            for cell in (head(who, style=SMALL_HEADING), Cell(f"　\n{DATE}", SMALL.but(align="right")))
        ],
        14,
    )
