# SPDX-License-Identifier: MIT
"""D25 举报处理单: what was complained of, what was found and answered. Who complained is never printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, asked, day_of, ended, new_book_paper, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, Row, pair, table
from templates.signing import signing_row
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document
_SIGNERS = ("承办人（签字）", "审核人（签字）", "负责人（签字）")


def build() -> Document:
    """As it came, the inquiry, the finding; who signs."""
    paper = new_book_paper("举报处理单", CLOSE)
    add(
        paper,
        text(village_title("举报处理单"), FORM_TITLE),
        text("（编号：{{ 举报.举报编号 or '　　　　　　　　' }}　内部资料，不得转给被举报人）", FORM_YEAR),
        table(PAIRS, _came()),
        text("核查", FORM_PART),
        table(PAIRS, _inquiry()),
        text("处理和答复", FORM_PART),
        ended(_result(), [text("签字", FORM_PART), signing_row(_SIGNERS, "承办单位", CLOSE.text_width)]),
    )
    finish(paper)
    return paper


def _came() -> list[Row]:
    kept = "对举报人保密，姓名和电话不写在本单上"
    return [
        Row([*day_of("complaint.date"), *ticked("complaint.anonymous", 1)]),
        Row(ticked("complaint.channel", 3)),
        Row(pair("举报人", kept, 3, SMALL_LEFT)),
        Row(asked("complaint.about", 3)),
        Row(asked("complaint.content", 3), 34, split=True),
        Row([*asked("complaint.handler"), *asked("complaint.handling_unit", style=SMALL_LEFT)]),
        Row(pair("应办结日期", "{{ 举报办理.应办结日期 or '    年   月   日' }}", 3, SMALL_LEFT)),
    ]


def _inquiry() -> list[Row]:
    return [Row(asked("complaint.inquiry", 3), 34, split=True), Row(ticked("complaint.finding", 3))]


def _result() -> list[Row]:
    return [
        Row(asked("complaint.result", 3), 26, split=True),
        Row([*day_of("complaint.closed_on"), *day_of("complaint.replied_on")]),
    ]
