# SPDX-License-Identifier: MIT
"""D11 公示情况说明 of a notice about money: where and when it hung, what came of it, and a page of photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper
from templates.letter_style import known
from templates.notice_style import BODY_TEXT, TITLE, on, vouched
from templates.typography import LETTER, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_ON_FILE = {"张贴": "{{ 收支公示.公示张贴照片|框(74, 88) }}"}  # the other photos are glued into their boxes
_OBJECTIONS = "{% if 收支公示说明.异议及处理 %}{{ 收支公示说明.异议及处理 }}{% else %}" + "＿" * 18 + "{% endif %}"


def build() -> Document:
    """The text, who did it, unit, seal and date; then four photos, or boxes for them."""
    paper = new_book_paper("收支公示情况说明", LETTER)
    add(
        paper,
        text("社会捐赠和帮扶资金收支公示情况说明", TITLE.but(after=16)),
        text(
            f"{known('村.行政村', 5)}{on('收支公示.收支起始日期')}至{on('收支公示.收支截止日期')}社会捐赠和帮扶资金收支情况，"
            f"自{on('收支公示.公示开始日期')}起至{on('收支公示.公示结束日期')}止，"
            f"在{known('收支公示.公示地点', 12)}张贴公示。公示内容由{known('收支公示.公示审核人', 6)}审核。",
            BODY_TEXT,
        ),
        text(f"公示期间收到的异议及处理：{_OBJECTIONS}", BODY_TEXT),
        text(f"公示于{on('收支公示.撤下日期')}撤下。", BODY_TEXT),
        *vouched("文书.单位", _ON_FILE),
    )
    finish(paper)
    return paper
