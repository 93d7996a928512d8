# SPDX-License-Identifier: MIT
"""D17 走访记录 of a year: the visits that were made, and blank rows for those still to be written down by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, FORM_YEAR, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.letter_style import known
from templates.typography import WIDE, add, finish, new_paper, text

if TYPE_CHECKING:
    from docx.document import Document

_HEIGHT = 21
_FIRST_PAGE, _OTHER_PAGES = 6.5, 7.3  # rows of the usual height
_LINES = 3.9  # in such a row
_WIDE_CELLS = (
    "走访人_走访单位=8, 接待人14_变化情况_宣讲政策6=20, 反映问题=9, 帮办实事_下次安排6=9, 慰问物资_慰问金额1=5"
)


def build() -> Document:
    """One table over as many pages as it takes."""
    paper = new_paper("走访记录", WIDE)
    columns = (
        ("走访日期", "{{ 项.走访日期|replace('年', '年\\n') }}", SMALL, 20),
        ("走访人及单位", "{{ 项.走访人 }}\n{{ 项.走访单位 }}", SMALL, 32),
        (
            "走访情况",
            (
                "{%p if 项.接待人 or 项.家庭变化 %}\n{% if 项.接待人 %}接待人：{{ 项.接待人 }}。{% endif %}"
                "{% if 项.家庭变化 %}家庭变化：{{ 项.家庭变化 }}。{% endif %}\n{%p endif %}\n{%p if 项.变化情况 or not 项.宣讲政策 %}\n{{ 项.变化情况 }}\n{%p endif %}\n"
                "{%p if 项.宣讲政策 %}\n宣讲政策：{{ 项.宣讲政策 }}。\n{%p endif %}"
            ),
            SMALL_LEFT,
            79,
        ),
        ("反映问题", "{{ 项.反映问题 }}", SMALL_LEFT, 37),
        (
            "措施及办理",
            "{%p if 项.帮办实事 or not 项.下次安排 %}\n{{ 项.帮办实事 }}\n{%p endif %}\n{%p if 项.下次安排 %}\n下次安排：{{ 项.下次安排 }}。\n{%p endif %}",
            SMALL_LEFT,
            37,
        ),
        (
            "慰问",
            (
                "{%p if 项.慰问物资 or not 项.慰问金额 %}\n{{ 项.慰问物资 }}\n{%p endif %}\n"
                "{%p if 项.慰问金额 and (项.慰问金额 != '0.00' or not 项.慰问物资) %}\n{{ 项.慰问金额 }}元\n{%p endif %}"
            ),
            SMALL,
            20,
        ),
        ("走访人\n签字", "", SMALL, 20),
        ("户主签字", "", SMALL, 20),
    )
    count = len(columns)
    add(
        paper,
        text("走访记录", FORM_TITLE),
        text(
            f"（{{{{ 文书.年度 }}}}年度　{{{{ 村.行政村 }}}}{known('户.组名', 3)}　户主：{known('户.户主姓名', 6)}）",
            FORM_YEAR,
        ),
        table(
            [width for _, _, _, width in columns],
            [
                heads(*(name for name, _, _, _ in columns), height=10),
                *repeated("项 in 走访", [Cell(content, style) for _, content, style, _ in columns], count, _HEIGHT),
                *repeated(
                    f"空 in 走访|满页({_FIRST_PAGE}, {_OTHER_PAGES}, {_LINES}, {_WIDE_CELLS})",
                    [Cell() for _ in columns],
                    count,
                    _HEIGHT,
                ),
            ],
        ),
    )
    finish(paper)
    return paper
