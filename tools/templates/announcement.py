# SPDX-License-Identifier: MIT
"""D12 公告: what was decided, with its list of names; filled in from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.letter_style import known
from templates.notice_style import (
    BODY_TEXT,
    WHERE,
    annex,
    annex_named,
    counted,
    grounds,
    heading,
    listed,
    phones,
    signed,
    when,
)
from templates.typography import add, finish, new_letter, text

if TYPE_CHECKING:
    from docx.document import Document


def build() -> Document:
    """On what ground, what list; whom to call; unit, seal, date; the list."""
    paper = new_letter("公告")
    year = "{% if 公示.年度 %}{{ 公示.年度 }}{% else %}＿＿＿＿{% endif %}年"
    add(
        paper,
        *heading("公告"),
        text(f"{grounds()}现将{WHERE}{year}{known('公示.名单名称', 10)}{counted()}予以公告。", BODY_TEXT),
        phones(),
        *when("公示.随文", text("名单如下：", BODY_TEXT.but(after=6, keep=True)), listed()),
        *when("not 公示.随文", annex_named()),
        *signed(),
        *when("not 公示.随文", *annex()),
    )
    finish(paper)
    return paper
