# SPDX-License-Identifier: MIT
"""D26 入户复核评估表: who was visited by whom, what was found, what is needed, and whether he is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, asked, day_of, new_book_paper, photo_pages, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, TICKS, Row, pair, table
from templates.letter_style import unless_blank
from templates.signing import sealed_opinions, signing_row
from templates.special_style import person_rows
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width


def build() -> Document:
    """The person, the findings, the conclusion; two who assessed and the person sign, village and township seal."""
    paper = new_book_paper("入户复核评估表", CLOSE)
    number = "编号：{{ 复核评估.评估编号 or '　　　　　　　　' }}"
    add(
        paper,
        text(village_title("特殊困难群众入户复核评估表"), FORM_TITLE),
        text(f"（{number}　第{unless_blank('复核评估.第几次评估', 2)}次评估）", FORM_YEAR),
        table(PAIRS, person_rows()),
        text("复核评估情况", FORM_PART),
        table(PAIRS, _found()),
        text("评估结论", FORM_PART),
        table(PAIRS, _conclusion()),
        text("签字（评估人不少于两人）", FORM_PART.but(keep=True)),
        signing_row(("评估人签字", "评估人签字", "本人或监护人签字"), "村民委员会", _WIDTH),
        text("意见", FORM_PART.but(keep=True)),
        sealed_opinions(("村（社区）意见", "乡镇（街道）意见"), _WIDTH),
        *photo_pages("评估照片", [("{{ 复核评估.评估日期 }}　入户复核评估", "复核评估.评估照片")], 150, 105),
    )
    finish(paper)
    return paper


def _found() -> list[Row]:
    return [
        Row(pair("登记的困难类型", "{{ 评估对象.困难类型选项 }}", 3, TICKS), 15),
        Row([*day_of("appraisal.date"), *asked("appraisal.received_by")]),
        Row(asked("appraisal.assessors", 3)),
        Row(asked("appraisal.findings", 3), 40, split=True),
        Row(asked("appraisal.needs", 3), 26, split=True),
        Row([*asked("appraisal.score"), *ticked("appraisal.level", 1)], 10),
    ]


def _conclusion() -> list[Row]:
    return [
        Row([*ticked("appraisal.conclusion", 1), *day_of("appraisal.again_on")], 10),
        Row(pair("结论理由", "{{ 复核评估.结论理由 }}", 3, SMALL_LEFT), 18, split=True),
    ]
