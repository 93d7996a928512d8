# SPDX-License-Identifier: MIT
"""D26 捐赠使用反馈函: what became of a gift, line by line; whom it reached is told as a number only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table, new_book_paper
from templates.form import SMALL, SMALL_LEFT
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SEAL, SIGN, TO, known
from templates.typography import LETTER, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 12),
    Column("日期", "{{ 项.日期 }}", 33),
    Column("用途", "{{ 项.用途 }}", 43, SMALL_LEFT),
    Column("内容", "{{ 项.内容 }}", 24),
    Column("金额（元）", "{{ 项.金额 }}", 24, SMALL, "{{ 使用情况.已使用 }}"),
    Column("受益", "{{ 项.受益 }}", 20),
)
_GIFT = "{% if 捐赠.捐赠形式 == '物资' %}{{ 称呼.捐赠内容 }}，折款{% endif %}"


def build() -> Document:
    """Thanks, what was spent and what is left, the lines, whom to ask; unit, seal and date."""
    paper = new_book_paper("捐赠使用反馈函", LETTER)
    add(
        paper,
        text("捐赠使用反馈函", LETTER_TITLE),
        text(f"{known('称呼.捐赠人', 10)}：", TO),
        text(
            f"您于{known('捐赠.接收日期', 8)}捐赠的{_GIFT}人民币{known('捐赠.捐赠金额大写', 8)}"
            f"（￥{known('捐赠.捐赠金额', 5)}，收据号：{known('捐赠.收据号', 5)}）已经收到并入账，衷心感谢您的爱心。",
            BODY_TEXT.but(align="left"),
        ),
        text(
            f"到{{% if 文书.空白 %}}＿＿＿＿年＿＿月＿＿日{{% else %}}{{{{ 文书.日期 }}}}{{% endif %}}，"
            f"已使用人民币{known('使用情况.已使用大写', 8)}（￥{known('使用情况.已使用', 5)}），"
            f"结余￥{known('使用情况.结余', 5)}。使用情况如下：",
            BODY_TEXT.but(align="left", after=6),
        ),
        line_table("使用明细", _COLUMNS, 4),
        text(
            f"收支情况在村务公开栏公示。需要查询的，请与村民委员会联系：{known('村.监督电话', 10)}。",
            BODY_TEXT.but(before=10),
        ),
        text("（盖章）", SEAL.but(before=104, right=4, keep=True)),
        text(known("文书.单位", 10), SIGN.but(right=2, keep=True)),
        text(DAY.strip(), SIGN.but(right=3)),
    )
    finish(paper)
    return paper
