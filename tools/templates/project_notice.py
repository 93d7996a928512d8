# SPDX-License-Identifier: MIT
"""D10 帮扶项目公示: what is to be done in a village with whose money, put up before it is begun; from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import REACHED, asked
from templates.form import ROW, SMALL_LEFT, Cell, Row, pair, table
from templates.letter_style import known
from templates.notice_style import BODY_TEXT, TITLE, WHERE, on, signed
from templates.typography import LETTER, add, finish, new_letter, text
from templates.words import day

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = (28.0, 50.0, 28.0, LETTER.text_width - 106.0)
_FUNDS = (
    "{% for 项 in 项目资金来源 %}{{ 项.项目资金来源 }}{{ 项.计划资金 }}元；{% endfor %}"
    "合计{{ 项目资金来源合计.计划资金 or 项目.项目预算 or '　　　　' }}元"
)


def build() -> Document:
    """Which project, its facts and its money; from when to when it hangs, where, whom to call; unit, seal, date."""
    paper = new_letter("帮扶项目公示")
    days = "{% if 项目公示.公示天数 %}，共{{ 项目公示.公示天数 }}天{% elif 文书.空白 %}，共＿＿天{% endif %}"
    more = "{% if 项目公示.服务热线 %}；{{ 项目公示.服务热线 }}{% endif %}"
    add(
        paper,
        text(f"关于{known('项目.项目名称', 8)}的公示", TITLE.but(after=6)),
        text(
            f"按照项目资金公告公示制度，现将{WHERE}{known('项目.项目年度', 4)}年{known('项目.项目名称', 8)}的有关情况予以公示，"
            "接受群众监督。",
            BODY_TEXT.but(after=4),
        ),
        table(_WIDTHS, _facts()),
        text(
            f"公示期自{on('项目.项目公示起始日期')}起至{on('项目.项目公示截止日期')}止{days}。公示地点：{known('项目.项目公示地点', 8)}。"
            "有异议的，请在公示期内向村民委员会、乡镇人民政府反映。",
            BODY_TEXT.but(before=4),
        ),
        text(f"监督电话：{known('村.监督电话', 12)}{more}", BODY_TEXT.but(keep=True)),
        *signed("文书.单位"),
    )
    finish(paper)
    return paper


def _facts() -> list[Row]:
    course = f"{day('project.planned_start')}至{day('project.planned_end')}"
    return [
        Row([*asked("project.kind"), *asked("project.place", style=SMALL_LEFT)], ROW),
        Row(asked("project.content", 3), 12, split=True),
        Row([*asked("project.scale", style=SMALL_LEFT), *pair("计划受益", REACHED)], ROW),
        Row([*asked("project.builder", style=SMALL_LEFT), *asked("project.supervisor", style=SMALL_LEFT)], ROW),
        Row([*asked("project.approval_no", style=SMALL_LEFT), *asked("project.owner")], ROW),
        Row(pair("计划工期", course, 3, SMALL_LEFT), ROW),
        Row([pair("资金来源", "")[0], Cell(_FUNDS, SMALL_LEFT, 3)], ROW),
    ]
