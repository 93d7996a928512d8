# SPDX-License-Identifier: MIT
"""D24 驻村干部承诺书: what one cadre promises in public; he signs it himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SIGN, TO, known
from templates.pledge_style import GOALS, term
from templates.typography import LETTER, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document


def build() -> Document:
    """To the village, the promises, and a place to sign."""
    paper = new_book_paper("驻村干部承诺书", LETTER)
    add(
        paper,
        text("驻村干部承诺书", LETTER_TITLE),
        text(f"{known('村.行政村', 6)}党支部、村民委员会和全体村民：", TO),
        text(
            f"我是{known('责任书与承诺书.承诺人', 5)}，{known('本人.单位', 9)}派驻本村任{known('本人.岗位', 5)}。"
            f"{term()}驻村工作期间，我郑重承诺：",
            BODY_TEXT,
        ),
        *GOALS,
        text("以上承诺，请组织和群众监督。", BODY_TEXT),
        text(
            "{% if 村.监督电话 %}监督电话：{{ 村.监督电话 }}{% else %}监督电话：＿＿＿＿＿＿＿＿{% endif %}", BODY_TEXT
        ),
        text("承诺人（签字）：　　　　　　　　", SIGN.but(before=60)),
        text(DAY, SIGN.but(before=24)),
    )
    finish(paper)
    return paper
