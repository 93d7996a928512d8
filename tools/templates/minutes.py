# SPDX-License-Identifier: MIT
"""D09 民主评议会议记录: facts of the meeting, votes about each household, resolution; a page on which all sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    HEADING,
    LEFT,
    SMALL,
    SMALL_LEFT,
    Cell,
    Row,
    heads,
    pair,
    repeated,
    table,
)
from templates.typography import FORM, add, finish, new_list, new_page, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = FORM.text_width
_FACTS = (
    (("会议时间", "{{ 会议.会议日期 or '    年   月   日' }}"), ("会议地点", "{{ 会议.会议地点 }}")),
    (("会议类别", "{{ 会议.会议类别 }}"), ("主持人", "{{ 会议.主持人 }}")),
    (("记录人", "{{ 会议.记录人 }}"), ("应到人数", "{{ 会议.应到人数 }}")),
    (("实到人数", "{{ 会议.实到人数 }}"), ("到会比例", "{{ 会议.到会比例 }}")),
)
_VOTES = (
    ("序号", "序号", SMALL, 11),
    ("户主", "户主", SMALL, 31),
    ("人口", "人口", SMALL, 11),
    ("评议事项和理由", "", SMALL_LEFT, 50),
    ("赞成", "赞成", SMALL, 14),
    ("反对", "反对", SMALL, 14),
    ("弃权", "弃权", SMALL, 14),
    ("结果", "结果", SMALL, 19),
)
_REASON = "{{ 项.事项 }}{% if 项.事项 and 项.理由 %}：{% endif %}{{ 项.理由 }}"


def build() -> Document:
    """Twelve rows of four columns with the votes between them, then the sheet of signatures."""
    paper = new_list("民主评议会议记录", FORM, "{{ 村.行政村 }}{{ 文书.空白 }}")
    votes = [Cell(f"{{{{ 项.{name} }}}}" if name else _REASON, style) for _, name, style, _ in _VOTES]
    add(
        paper,
        text("{{ 村.行政村 }}{{ 文书.表名 }}", FORM_TITLE),
        text("（内部资料，归档用，不得公开张贴）", FORM_YEAR),
        table(
            _COLUMNS,
            [*(Row([*pair(*left, style=LEFT), *pair(*right, style=LEFT)], 9) for left, right in _FACTS), _agenda()],
        ),
        text("评议和表决", FORM_PART),
        table(
            [width for *_, width in _VOTES],
            [heads(*(name for name, *_ in _VOTES), height=10), *repeated("项 in 评议", votes, len(_VOTES), 10)],
        ),
        text("决议和签字", FORM_PART),
        table(_COLUMNS, [_resolution(), *_signing()], together=True),
        new_page(),
        text("{{ 村.行政村 }}{{ 文书.表名 }}签到附页", FORM_TITLE),
        text(
            "（会议时间：{% if 会议.会议日期 %}{{ 会议.会议日期 }}{% else %}　　　　年　　月　　日{% endif %}　应到{{ 会议.应到人数 or '　　' }}人　"
            "实到{{ 会议.实到人数 or '　　' }}人；由到会人员本人签名）",
            FORM_YEAR,
        ),
        table(
            [11, 43] * 2 + [11, _WIDTH - 119],
            [
                heads("序号", "签名", "序号", "签名", "序号", "签名", height=9),
                *repeated(
                    "项 in 签到",
                    [one for name in "一二三" for one in (Cell(f"{{{{ 项.{name} }}}}", SMALL), Cell())],
                    6,
                    12.5,
                ),
            ],
        ),
    )
    finish(paper)
    return paper


_COLUMNS = (26.0, 56.0, 26.0, _WIDTH - 108.0)


def _agenda() -> Row:
    return Row([Cell("议题", HEADING), Cell("{{ 会议.议题 }}", SMALL_LEFT, 3)], 20)


def _resolution() -> Row:
    return Row([Cell("决议", HEADING), Cell("{{ 会议.决议 }}", SMALL_LEFT, 3, valign="top")], 40)


def _signing() -> list[Row]:
    """Who presided, wrote, counted and watched; the places stay empty."""
    return [
        Row([Cell(left, HEADING), Cell(), Cell(right, HEADING), Cell()], 14)
        for left, right in (("主持人签字", "记录人签字"), ("监票人签字", "计票人签字"))
    ]
