# SPDX-License-Identifier: MIT
"""贫困村登记表: the village, and its figures of a year group by group, three beside each other; who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    ROW,
    SMALL_LEFT,
    TICKS,
    TINY,
    TINY_HEADING,
    TINY_TICKS,
    Cell,
    Row,
    pair,
    repeated,
    table,
)
from templates.signing import answering_row
from templates.typography import FORM, HAIR, Style, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 164
_COLUMNS = [29.6, 25, 29.6, 25, 29.6, 25.2]
_GAP = Style(size=2, line=6, keep=True)


def build() -> Document:
    """Village, groups of figures, remarks, signatures."""
    paper = new_list("贫困村登记表", FORM, "{{ 文书.单位 }}")
    figures = [
        cell
        for at in range(3)
        for cell in (
            Cell(f"{{{{ 项[{at}].名称 }}}}", TINY_HEADING),
            Cell(f"{{{{ 项[{at}].内容 }}}}", TINY_TICKS),
        )
    ]
    add(
        paper,
        text("{{ 文书.表名 }}", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        table([33, 49, 33, 49], _village()),
        text("{%p for 栏 in 栏目 %}", HAIR),
        text("{{ 栏.名称 }}", FORM_PART),
        table(_COLUMNS, repeated("项 in 栏.行", figures, 6, ROW), margin=0.7),  # a telephone stays on one line
        text("{%p endfor %}", HAIR),
        text("说明", FORM_PART),
        table([_WIDTH], [Row([Cell("{{ 说明 }}", SMALL_LEFT, valign="top")], 16, split=True)]),
        text("", _GAP),
        answering_row(_WIDTH),
    )
    finish(paper)
    return paper


def _village() -> list[Row]:
    place = "{{ 村.省 }}{{ 村.市 }}{{ 村.县 }}{{ 村.乡镇 }}{{ 村.行政村 }}"
    return [
        Row(pair("村", place, 3, SMALL_LEFT)),
        Row([*_head(0), *_head(3)]),
        Row(pair("{{ 概况[1].名称 }}", "{{ 概况[1].内容 }}", 3, TICKS)),
        Row(pair("{{ 概况[2].名称 }}", "{{ 概况[2].内容 }}", 3, TICKS)),
    ]


def _head(at: int) -> list[Cell]:
    return pair(f"{{{{ 概况[{at}].名称 }}}}", f"{{{{ 概况[{at}].内容 }}}}", style=TINY)
