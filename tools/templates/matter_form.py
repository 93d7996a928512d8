# SPDX-License-Identifier: MIT
"""D25 民情事项办理单: one matter, who sees to it until when, what was done about it, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import (
    CLOSE,
    PAIRS,
    Column,
    asked,
    day_of,
    ended,
    line_table,
    new_book_paper,
    ticked,
    village_title,
)
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, Row, pair, table
from templates.signing import signing_row
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_STEPS = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("办理日期", "{{ 项.办理日期 }}", 32),
    Column("办理人", "{{ 项.办理人 }}", 32),
    Column("办理情况", "{{ 项.办理情况 }}", _WIDTH - 75, SMALL_LEFT),
)
_SIGNERS = ("承办人（签字）", "反映人（签字）", "村负责人（签字）")


def build() -> Document:
    """What was asked for, the task, the course, the end; who signs."""
    paper = new_book_paper("民情事项办理单", CLOSE)
    add(
        paper,
        text(village_title("民情事项办理单"), FORM_TITLE),
        text("（编号：{{ 民情台账.编号 or '　　　　　　　　' }}）", FORM_YEAR),
        table(PAIRS, _asked()),
        text("办理经过", FORM_PART),
        line_table("办理经过", _STEPS, 3, 8.2, ("项.办理情况",)),
        text("办理结果", FORM_PART),
        ended(_outcome(), [text("签字", FORM_PART), signing_row(_SIGNERS, "村民委员会", _WIDTH)]),
    )
    finish(paper)
    return paper


def _asked() -> list[Row]:
    who = "{{ 民情台账.反映成员 or 民情台账.反映人 or 民情台账.户户主 }}"
    group = "{{ 民情台账.户组名 or 民情台账.村民小组 }}"
    cadre = "{{ 民情台账.在册责任人 or 民情台账.责任人 }}"
    return [
        Row(ticked("matter.ledger", 3)),
        Row([*day_of("matter.date"), *pair("村民小组", group)]),
        Row([*pair("反映人", who), *asked("matter.phone")]),
        Row(ticked("matter.source", 3)),
        Row(ticked("matter.category", 3), 16),
        Row(asked("matter.content", 3), 14, split=True),
        Row([*pair("责任人", cadre), *asked("matter.unit", style=SMALL_LEFT)]),
        Row(day_of("matter.due", 3)),
    ]


def _outcome() -> list[Row]:
    return [
        Row([*ticked("matter.outcome", 1), *day_of("matter.closed_on")]),
        Row(asked("matter.result", 3), 16, split=True),
        Row(asked("matter.reported_to", 3)),
        Row(asked("matter.hung_why", 3), split=True),
        Row([*day_of("matter.told_on"), *ticked("matter.satisfaction", 1)]),
    ]
