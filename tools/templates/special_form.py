# SPDX-License-Identifier: MIT
"""D26 特殊困难群众登记表: who is registered, in what hardship, on whose word; who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, asked, day_of, new_book_paper, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, Row, pair, table
from templates.signing import sealed_opinions, signing_row
from templates.special_style import person_rows
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width


def build() -> Document:
    """The person, the hardship, the clue, the file; signatures, and what village and township say."""
    paper = new_book_paper("特殊困难群众登记表", CLOSE)
    add(
        paper,
        text(village_title("特殊困难群众登记表"), FORM_TITLE),
        text("（编号：{{ 特殊困难群众.登记编号 or '　　　　　　　　' }}）", FORM_YEAR),
        table(PAIRS, [*person_rows(), *_contacts()]),
        text("困难和线索", FORM_PART),
        table(PAIRS, _hardship()),
        text("个人档案（评估纳入以后填写）", FORM_PART),
        table(PAIRS, _filed(), together=True),
        text("签字", FORM_PART.but(keep=True)),
        signing_row(("本人或监护人签字", "登记人签字", "转介人签字"), "村民委员会", _WIDTH),
        text("意见", FORM_PART.but(keep=True)),
        sealed_opinions(("村（社区）意见", "乡镇（街道）意见"), _WIDTH),
    )
    finish(paper)
    return paper


def _contacts() -> list[Row]:
    return [
        Row([*asked("special.guardian"), *asked("special.guardian_phone")]),
        Row(asked("special.community", 3)),
    ]


def _hardship() -> list[Row]:
    return [
        Row(ticked("special.difficulties", 3), 15),
        Row(asked("special.hardship", 3), 34, split=True),
        Row(ticked("special.source", 3), 9),
        Row([*asked("special.referrer", style=SMALL_LEFT), *day_of("special.clue_on")]),
        Row([*pair("登记人", "{{ 特殊困难群众.登记人 }}"), *day_of("special.date")]),
    ]


def _filed() -> list[Row]:
    return [
        Row([*asked("special.archive_no"), *asked("special.box")]),
        Row(day_of("special.filed_on", 3)),
    ]
