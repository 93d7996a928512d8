# SPDX-License-Identifier: MIT
"""D26 项目公示牌: what stands on the board at the site; filled in from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import REACHED, village_title
from templates.fonts import BODY, FOUR, HEAD, ONE, TITLE
from templates.form import Cell, Row, repeated, table
from templates.letter_style import known
from templates.typography import GREY, Page, Style, add, finish, new_list, text
from templates.words import day, label, value

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=16, right=16, bottom=15, left=16, footer=7)
_WIDTH = _PAGE.text_width
_TITLE = Style(font=TITLE, size=ONE, align="center", after=6, line=34)
_NAME = Style(font=HEAD, size=FOUR, align="center", line=19)
_TEXT = Style(font=BODY, size=FOUR, align="left", line=19)
_MONEY = _TEXT.but(align="right")
_SIGN = Style(font=BODY, size=FOUR, align="center", line=22)
_FOUR = [38.0, 95.0, 38.0, _WIDTH - 171.0]
_SUMS = [58.0, 52.0, 52.0, _WIDTH - 162.0]
_ROW = 8.8
_LINES = 4  # of money, at least: between mark and unit 36 mm stay empty for the seal


def build() -> Document:
    """What, where, by whom, from when to when, whom to call; with whose money, and beside it the seal."""
    paper = new_list("项目公示牌", _PAGE, "{{ 村.行政村 }}")
    add(
        paper,
        text(village_title("项目公示牌"), _TITLE),
        table(_FOUR, [*_what(), *_course()]),
        text("", Style(size=4, line=7)),
        table(_SUMS, _money(), together=True),
    )
    finish(paper)
    return paper


def _pair(path: str, span: int = 1) -> list[Cell]:
    return [Cell(label(path), _NAME), Cell(value(path), _TEXT, span)]


def _days(name: str, first: str, last: str) -> list[Cell]:
    """From one day to another, left to the pen as far as they are not known."""
    blank = "    年   月   日"  # two of them on one line
    content = "至".join(f"{{{{ {value(path)[3:-3]} or '{blank}' }}}}" for path in (first, last))
    return [Cell(name, _NAME), Cell(content, _TEXT)]


def _what() -> list[Row]:
    return [
        Row(_pair("project.name", 3), _ROW),
        Row([*_pair("project.kind"), *_pair("project.place")], _ROW),
        Row(_pair("project.content", 3), 16, split=True),
        Row(_pair("project.scale", 3), _ROW),
    ]


def _course() -> list[Row]:
    return [
        Row([*_pair("project.builder"), *_pair("project.owner")], _ROW),
        Row([*_pair("project.supervisor"), *_pair("project.approval_no")], _ROW),
        Row(
            [
                *_days("计划工期", "project.planned_start", "project.planned_end"),
                *_days("实际工期", "project.begun", "project.finished"),
            ],
            _ROW,
        ),
        Row([Cell("计划受益", _NAME), Cell(REACHED, _TEXT), *_pair("project.keeper")], _ROW),
        Row(
            [
                *_pair("project.acceptance"),
                Cell(label("project.accepted"), _NAME),
                Cell(day("project.accepted"), _TEXT),
            ],
            _ROW,
        ),
        Row(_phones(), _ROW),
    ]


def _phones() -> list[Cell]:
    more = "{% if 公示牌.服务热线 %}；{{ 公示牌.服务热线 }}{% endif %}"
    return [Cell("监督电话", _NAME), Cell(f"{known('村.监督电话', 12)}{more}", _TEXT, 3)]


def _money() -> list[Row]:
    """The money by source; the budget stands in the sum's place where nobody entered sources. At the right unit and seal."""
    total = "{{ 项目资金来源合计.计划资金 or 项目.项目预算 }}"
    seal = f"（盖章）\n{known('文书.单位', 10)}\n年    月    日"
    styles = {0: _SIGN.but(color=GREY), 1: _SIGN.but(before=100)}
    below = Cell("", _TEXT, merge="continue")
    filled = [Cell(f"{{{{ 项.{name} }}}}", style) for name, style in _PRINTED]
    empty = [Cell("", style) for _name, style in _PRINTED]
    sums = [Cell("合计", _NAME), Cell(total, _MONEY), Cell("{{ 项目资金来源合计.已支付资金 }}", _MONEY)]
    heads = [Cell(name, _NAME) for name in ("资金来源", "计划资金（元）", "已支付资金（元）")]
    return [
        Row([*heads, Cell(seal, _SIGN, valign="top", merge="restart", styles=styles)], _ROW),
        *repeated("项 in 项目资金来源", [*filled, below], 4, _ROW),
        *repeated(f"空 in 项目资金来源|空行({_LINES})", [*empty, below], 4, _ROW),
        Row([*sums, below], _ROW),
    ]


_PRINTED = (("项目资金来源", _TEXT), ("计划资金", _MONEY), ("已支付资金", _MONEY))
