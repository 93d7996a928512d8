# SPDX-License-Identifier: MIT
"""The data dictionary for people who write templates: every placeholder, as it is written, with what it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.typography import HAIR, WIDE, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 7
_COLUMNS = (
    ("占位符（复制到表里）", "{{ 项.写法 }}", SMALL_LEFT, 95),
    ("内容", "{{ 项.内容 }}", SMALL_LEFT, 92),
    ("类型", "{{ 项.类型 }}", SMALL, 20),
    ("例", "{{ 项.例 }}", SMALL_LEFT, 58),
)
_HOW = (
    ("在Word里这样写", "{{ 项.写法 }}", SMALL_LEFT, 95),
    ("打印出来", "{{ 项.说明 }}", SMALL_LEFT, 170),
)


def build() -> Document:
    """How it is done, then one table for each group of facts."""
    paper = new_list("模板数据字典", WIDE, "{{ 文书.单位 }}")
    rows = [Cell(content, style) for _, content, style, _ in _COLUMNS]
    add(
        paper,
        text("模板数据字典", FORM_TITLE),
        text("（{% if 文书.单位 %}{{ 文书.单位 }}　{% endif %}{{ 文书.日期 }}　例子都不是真人）", FORM_YEAR),
        text("怎么写", SMALL_LEFT.but(before=6, keep=True)),
        table(
            [width for _, _, _, width in _HOW],
            [
                heads(*(name for name, _, _, _ in _HOW), height=8),
                *repeated("项 in 写法", [Cell(content, style) for _, content, style, _ in _HOW], len(_HOW), _HEIGHT),
            ],
        ),
        text("{%p for 组 in 各组 %}", HAIR),
        text("{{ 组.名称 }}{{ 组.说明 }}", SMALL_LEFT.but(before=6, keep=True)),
        table(
            [width for _, _, _, width in _COLUMNS],
            [
                heads(*(name for name, _, _, _ in _COLUMNS), height=8),
                *repeated("项 in 组.行", rows, len(_COLUMNS), _HEIGHT),
            ],
        ),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper
