# SPDX-License-Identifier: MIT
"""D26 捐赠证书: who gave what, and the thanks of the village; whoever wants to stay unknown is not named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper
from templates.fonts import BODY, ONE, THREE, TITLE
from templates.letter_style import DAY, known
from templates.typography import GREY, Page, Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=22, right=24, bottom=15, left=24)
_TITLE = Style(font=TITLE, size=ONE + 10, align="center", before=8, after=10, spacing=8)
_NUMBER = Style(font=BODY, size=14, align="right", after=6)
_TEXT = Style(font=BODY, size=THREE + 2, align="left", line=32, indent=2)
_GIFT = (
    "{% if 捐赠.捐赠形式 == '物资' %}捐赠{{ 称呼.捐赠内容 }}，折款{% else %}捐赠资金{% endif %}"
    f"人民币{known('捐赠.捐赠金额大写', 8)}（￥{known('捐赠.捐赠金额', 5)}）"
)


def build() -> Document:
    """The thanks in a sentence; unit, seal and date."""
    paper = new_book_paper("捐赠证书", _PAGE)
    add(
        paper,
        text("捐赠证书", _TITLE),
        text(f"编号：{known('捐赠.收据号', 6)}", _NUMBER),
        text(f"{known('称呼.捐赠人', 10)}：", _TEXT.but(indent=0)),
        text(
            f"于{known('捐赠.接收日期', 8)}向{known('村.行政村', 5)}{_GIFT}，用于帮扶困难群众和村内公益事业。"
            "款物收支由村务公开栏公示，使用情况向您反馈。扶危济困，善行可敬，特发此证，谨致谢忱。",
            _TEXT,
        ),
        text("（盖章）", _TEXT.but(align="right", color=GREY, indent=0, before=104, right=4, keep=True)),
        text(known("文书.单位", 10), _TEXT.but(align="right", indent=0, right=2, keep=True)),
        text(DAY.strip(), _TEXT.but(align="right", indent=0, right=3)),
    )
    finish(paper)
    return paper
