# SPDX-License-Identifier: MIT
"""盒目录: the boxes of a village, and which households lie in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import NOTE, SMALL_FIVE
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.typography import FORM, Style, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 9
_BOXES = (
    ("盒号", "{{ 项.盒号 }}", SMALL, 18),
    ("保管期限", "{{ 项.保管期限 }}", SMALL, 26),
    ("起止{{ 文书.号 }}", "{{ 项.起止号 }}", SMALL, 42),
    ("户数", "{{ 项.户数 }}", SMALL, 20),
    ("卷（件）数", "{{ 项.数量 }}", SMALL, 24),
    ("页数", "{{ 项.页数 }}", SMALL, 34),
)
_HOUSEHOLDS = (
    ("盒号", "{{ 项.盒号 }}", SMALL, 14),
    ("{{ 文书.号 }}", "{{ 项.起止号 }}", SMALL, 26),
    ("档号", "{{ 项.档号 }}", SMALL, 44),
    ("组", "{{ 项.组 }}", SMALL_LEFT, 18),
    ("户主", "{{ 项.户主 }}", SMALL_LEFT, 30),
    ("文书", "{{ 项.件数 }}", SMALL, 14),
    ("页数", "{{ 项.页数 }}", SMALL, 18),
)


def build() -> Document:
    """A table of boxes and one of households."""
    paper = new_list("盒目录", FORM, "{{ 文书.单位 }}")
    add(
        paper,
        text("盒目录", FORM_TITLE),
        text("（{{ 文书.单位 }}　{{ 文书.年度 }}年　{{ 文书.方式 }}　全宗号：{{ 文书.全宗号 }}）", FORM_YEAR),
        text("{{ 文书.说明 }}", Style(font=NOTE, size=SMALL_FIVE, after=4)),
        _table(_BOXES, "项 in 盒"),
        text("各盒的户", FORM_PART),
        _table(_HOUSEHOLDS, "项 in 户"),
    )
    finish(paper)
    return paper


def _table(columns: tuple[tuple[str, str, object, int], ...], loop: str) -> str:
    return table(
        [width for *_, width in columns],
        [
            heads(*(name for name, *_ in columns), height=9),
            *repeated(loop, [Cell(content, style) for _, content, style, _ in columns], len(columns), _HEIGHT),
        ],
    )
