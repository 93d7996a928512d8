# SPDX-License-Identifier: MIT
"""归档章 of the pieces of a household (DA/T 22-2015): a sheet to cut up, since signed papers cannot be printed again.

Six cells, 45 × 16 mm, to be pasted at the top of the first page; what nobody knows is left to the pen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import NOTE, SMALL_FIVE
from templates.form import FORM_TITLE, SMALL_LEFT, TINY, TINY_HEADING, TINY_LEFT, Cell, Row, table, tag
from templates.typography import FORM, GREY, HOUSEHOLD, Style, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_SAID = Style(font=NOTE, size=SMALL_FIVE, align="center", color=GREY, after=8)
_CELL = 15.0  # a stamp is three cells wide and two rows of 8 mm high
_ROW = 8.0
_TITLE = 80.0
_HEADS = TINY_HEADING.but(line=8.5, size=6)


def _cell(name: str, content: str) -> Cell:
    """What it is in small letters, and below it the value."""
    return Cell(f"{name}\n{content}", _HEADS, styles={1: TINY.but(line=11, size=8)})


def build() -> Document:
    """A stamp in each two rows, and beside it the title of the paper on which it belongs."""
    paper = new_list("归档章", FORM, HOUSEHOLD)
    stamp = Row(
        [
            _cell("全宗号", "{{ 项.全宗号 }}"), _cell("年度", "{{ 项.年度 }}"), _cell("件号", "{{ 项.件号 }}"),
            Cell("{{ loop.index }}. {{ 项.题名 }}\n{% if 项.档号 %}{{ 项.档号 }}{% endif %}", SMALL_LEFT, merge="restart"),
        ],
        _ROW,
    )  # fmt: skip
    below = Row(
        [
            _cell("机构（问题）", "{{ 项.问题 }}"), _cell("保管期限", "{{ 项.保管期限 }}"), _cell("页数", "{{ 项.页数 }}"),
            Cell("", TINY_LEFT, merge="continue"),
        ],
        _ROW,
    )  # fmt: skip
    add(
        paper,
        text("归档章", FORM_TITLE.but(after=4)),
        text("沿边线剪下左边六格（宽45毫米、高16毫米），贴在该件首页上端居中的空白处。", _SAID),
        table([_CELL] * 3 + [_TITLE], [tag("for 项 in 归档章", 4), stamp, below, tag("endfor", 4)], margin=0.5),
    )
    finish(paper)
    return paper
