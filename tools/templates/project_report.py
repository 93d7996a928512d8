# SPDX-License-Identifier: MIT
"""D11 公示情况说明 of a project: where and when its notice hung, what came of it, and a page of photos; from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper
from templates.letter_style import known
from templates.notice_style import BODY_TEXT, TITLE, WHERE, on, vouched
from templates.typography import LETTER, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_PHOTOS = {name: f"{{{{ 项目.项目公示{name}照片|框(74, 88) }}}}" for name in ("远景", "近景", "张贴", "揭下")}
_OBJECTIONS = (
    "{% if 项目.项目异议及处理 %}{{ 项目.项目异议及处理 }}{% elif 项目.项目公示有无异议 == '否' %}无。{% else %}"
    + "＿" * 18
    + "{% endif %}"
)


def build() -> Document:
    """The text, who did it, unit, seal and date; then four photos, or boxes for them."""
    paper = new_book_paper("项目公示情况说明", LETTER)
    days = "{% if 项目公示.公示天数 %}，共{{ 项目公示.公示天数 }}天{% elif 文书.空白 %}，共＿＿天{% endif %}"
    count = "{% if 项目.项目异议件数 %}，共{{ 项目.项目异议件数 }}件{% elif 文书.空白 %}，共＿＿件{% endif %}"
    add(
        paper,
        text(f"关于{known('项目.项目名称', 8)}的公示情况说明", TITLE.but(after=16)),
        text(
            f"{WHERE}{known('项目.项目年度', 4)}年{known('项目.项目名称', 8)}的有关情况，自{on('项目.项目公示起始日期')}起至"
            f"{on('项目.项目公示截止日期')}止，在{known('项目.项目公示地点', 8)}张贴公示{days}。",
            BODY_TEXT,
        ),
        text(f"公示期间收到的异议：{{{{ 项目公示.异议选项 }}}}{count}。", BODY_TEXT),
        text(f"异议及处理：{_OBJECTIONS}", BODY_TEXT),
        text(f"公示于{on('项目.项目公示撤下日期')}撤下。", BODY_TEXT),
        *vouched("文书.单位", _PHOTOS),
    )
    finish(paper)
    return paper
