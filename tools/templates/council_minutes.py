# SPDX-License-Identifier: MIT
"""D25 议事会会议记录: what a council met about, what it resolved, and what became of it; all who came sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, asked, day_of, line_table, new_book_paper, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, HEADING, TINY, TINY_LEFT, Cell, Row, heads, table
from templates.typography import FORM, add, finish, new_page, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = FORM.text_width
_RESOLVED = (
    Column("序号", "{{ 项.行号 }}", 11, TINY),
    Column("事项", "{{ 项.事项 }}", 27, TINY_LEFT),
    Column("议题提出", "{{ 项.议题提出 }}", 20, TINY),
    Column("议决内容", "{{ 项.议决内容 }}", 43, TINY_LEFT),
    Column("表决结果", "{{ 项.表决结果 }}", 16, TINY),
    Column("赞成人数", "{{ 项.赞成人数 }}", 11, TINY),
    Column("执行责任人", "{{ 项.执行责任人 }}", 17, TINY),
    Column("执行期限", "{{ 项.执行期限|replace('年', '年\\n') }}", _WIDTH - 145, TINY),
)
_DONE = (
    Column("序号", "{{ 项.行号 }}", 11, TINY),
    Column("事项", "{{ 项.事项 }}", 38, TINY_LEFT),
    Column("决议公示日期", "{{ 项.决议公示日期 }}", 26, TINY),
    Column("执行完成日期", "{{ 项.执行完成日期 }}", 26, TINY),
    Column("执行与监督情况", "{{ 项.执行与监督情况 }}", _WIDTH - 101, TINY_LEFT),
)
_PAIRS = (26.0, 56.0, 26.0, _WIDTH - 108.0)
_SIGNERS = 13  # rows of three


def build() -> Document:
    """The meeting, its resolutions, what became of them, the places to sign; then the sheet of signatures."""
    paper = new_book_paper("议事会会议记录", FORM)
    add(
        paper,
        text(village_title("议事会会议记录"), FORM_TITLE),
        text("（会议类别：{{ 会议.会议类别 or '议事会' }}）", FORM_YEAR),
        table(_PAIRS, _facts()),
        text("议决事项", FORM_PART),
        line_table("议决事项", _RESOLVED, 4, 12, ("项.议决内容",)),
        text("执行和监督", FORM_PART),
        line_table(
            "议决事项", _DONE, 4, 10, ("项.执行与监督情况",), [text("签字", FORM_PART), table(_PAIRS, _signing())]
        ),
        new_page(),
        text(village_title("议事会会议签到附页"), FORM_TITLE),
        text("（会议日期：{{ 会议.会议日期 or '　　　　年　　月　　日' }}；由到会人员本人签名）", FORM_YEAR),
        table([11, 43] * 2 + [11, _WIDTH - 119], _signers()),
    )
    finish(paper)
    return paper


def _facts() -> list[Row]:
    return [
        Row([*day_of("meeting.date"), *asked("meeting.place")], 9),
        Row([*asked("meeting.chair"), *asked("meeting.recorder")], 9),
        Row([*asked("meeting.expected"), *asked("meeting.present")], 9),
        Row(asked("meeting.agenda", 3), 16, split=True),
        Row(asked("meeting.resolution", 3), 16, split=True),
    ]


def _signing() -> list[Row]:
    pairs = (("主持人签字", "记录人签字"), ("监督人签字", "计票人签字"))
    return [Row([Cell(left, HEADING), Cell(), Cell(right, HEADING), Cell()], 14) for left, right in pairs]


def _signers() -> list[Row]:
    rows = [
        Row([one for place in range(3) for one in (Cell(str(row * 3 + place + 1)), Cell())], 14)
        for row in range(_SIGNERS)
    ]
    return [heads("序号", "签名", "序号", "签名", "序号", "签名", height=9), *rows]
