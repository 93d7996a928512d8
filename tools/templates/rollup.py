# SPDX-License-Identifier: MIT
"""Roll-ups: everything but the table itself, whose columns are known when it is printed (`documents/lists/rollups`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import FIVE, NOTE
from templates.form import FORM_TITLE
from templates.signing import answering_row
from templates.typography import HAIR, WIDE, Style, add, finish, new_list, new_page, paragraph, run, text

if TYPE_CHECKING:
    from docx.document import Document

_BELOW = Style(size=FIVE, line=14.5, before=4, after=4)
_ABOVE = Style(font=NOTE, size=FIVE, after=3)


def build() -> Document:
    """One roll-up after the other, each on pages of its own; what stands below the table becomes its last row."""
    paper = new_list("汇总表", WIDE, "{{ 文书.单位 }}")
    right = round(WIDE.text_width * 56.7)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    add(
        paper,
        text("{%p for 表 in 各表 %}", HAIR),
        text("{%p if not loop.first %}", HAIR),
        new_page(),
        text("{%p endif %}", HAIR),
        text("{{ 表.题名 }}", FORM_TITLE),
        paragraph(
            run("{{ 表.范围 }}", _ABOVE) + run("<w:tab/>", _ABOVE) + run("{{ 表.计量 }}", _ABOVE), _ABOVE, tabs=tabs
        ),
        text("{{ 表.表格 }}", HAIR),
        text("{{ 表.口径 }}", _BELOW),
        answering_row(WIDE.text_width),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper
