# SPDX-License-Identifier: MIT
"""D24 驻村帮扶目标责任书: two parties, a term, goals one by one, what follows from them; both sign and seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper
from templates.form import SMALL, SMALL_LEFT, Cell, Row, table
from templates.letter_style import BODY_TEXT, LETTER_TITLE, TO, known
from templates.pledge_style import GOALS, HEADING, RULED, term
from templates.signing import DATE
from templates.typography import GREY, Page, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_BOOK = "责任书与承诺书"
_PAGE = Page(
    top=28, right=26, bottom=24, left=28, footer=14
)  # a letter whose signatures fit on its first page as a rule
_PARTY = SMALL_LEFT.but(size=14, line=24)
_SEAL = SMALL.but(color=GREY, align="left", before=4)
_DAY = SMALL.but(align="right", before=102)


def build() -> Document:
    """The letter, and below it two places with 36 mm for seal and pen."""
    paper = new_book_paper("驻村帮扶目标责任书", _PAGE)
    add(
        paper,
        text("驻村帮扶目标责任书", LETTER_TITLE),
        text(f"甲方：{known(f'{_BOOK}.甲方', 14)}", TO),
        text(
            f"乙方：{known(f'{_BOOK}.承诺人', 6)}（{known('本人.单位', 10)}　{known('本人.岗位', 5)}）", TO.but(after=8)
        ),
        text(
            f"为落实驻村帮扶责任，经双方商定，乙方{term()}在{known('村.行政村', 6)}驻村帮扶，完成下列目标。",
            BODY_TEXT,
        ),
        text("一、责任目标", HEADING),
        *GOALS,
        text("二、奖惩约定", HEADING),
        *RULED,
        text("三、检查考核", HEADING.but(keep=True)),
        text("甲方半年督查一次，年度考核一次；考核结果作为评优评先和使用的依据。", BODY_TEXT.but(keep=True)),
        text("本责任书一式两份，双方各执一份，签字盖章后生效。", BODY_TEXT.but(after=10, keep=True)),
        table([78.0, 78.0], [Row([_side("甲方（签字、盖章）"), _side("乙方（签字）")], 52)]),
    )
    finish(paper)
    return paper


def _side(words: str) -> Cell:
    return Cell(f"{words}：\n{DATE}", _PARTY, valign="top", styles={1: _DAY})
