# SPDX-License-Identifier: MIT
"""The question list for the village: what two files hold differently, with blank columns for the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.typography import HAIR, WIDE, add, finish, new_list, new_page, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 14
_COLUMNS = (
    ("序号", "{{ 项.序号 }}", SMALL, 11),
    ("户", "{{ 项.户 }}", SMALL_LEFT, 28),
    ("姓名", "{{ 项.姓名 }}", SMALL, 22),
    ("项目", "{{ 项.项目 }}", SMALL_LEFT, 36),
    ("原为", "{{ 项.原为 }}", SMALL_LEFT, 27),
    ("本机", "{{ 项.本机 }}", SMALL_LEFT, 43),
    ("来件", "{{ 项.来件 }}", SMALL_LEFT, 43),
    ("村里核实结果", "", SMALL_LEFT, 35),
    ("签字", "", SMALL, 20),
)


def build() -> Document:
    """One table for each village, each on pages of its own."""
    paper = new_list("待核实问题清单", WIDE, "{{ 文书.单位 }}")
    rows = [Cell(content, style) for _, content, style, _ in _COLUMNS]
    add(
        paper,
        text("{%p for 村 in 各村 %}", HAIR),
        text("{%p if not loop.first %}", HAIR),
        new_page(),
        text("{%p endif %}", HAIR),
        text("{{ 村.村名 }}待核实问题清单", FORM_TITLE),
        text("（{{ 文书.单位 }}　{{ 文书.日期 }}　共{{ 村.问题|length }}处）", FORM_YEAR),
        table(
            [width for _, _, _, width in _COLUMNS],
            [
                heads(*(name for name, _, _, _ in _COLUMNS), height=10),
                *repeated("项 in 村.问题", rows, len(_COLUMNS), _HEIGHT),
            ],
        ),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper
