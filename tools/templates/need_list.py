# SPDX-License-Identifier: MIT
"""D26 帮扶需求清单: what is needed and not taken on yet (GB/T 9704-2012); filled in from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table
from templates.form import SMALL_LEFT, TINY
from templates.letter_style import known, unless_blank
from templates.notice_style import BODY_TEXT, TITLE, signed
from templates.typography import add, finish, new_letter, text

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 10),
    Column("编号", "{{ 项.编号 }}", 23, TINY),
    Column("类别", "{{ 项.类别 }}", 18),
    Column("需求事项", "{{ 项.事项 }}", 43, SMALL_LEFT),
    Column("数量", "{{ 项.还需数量 }}", 15),
    Column("资金（元）", "{{ 项.需求资金 }}", 19),
    Column("希望完成日期", "{{ 项.希望完成日期 }}", 28, TINY),
)


def build() -> Document:
    """Who may take on what, the list, whom to call; unit, seal, date."""
    paper = new_letter("帮扶需求清单")
    day = unless_blank("文书.日期", 10)
    add(
        paper,
        text(f"{known('村.行政村', 5)}帮扶需求清单", TITLE.but(after=12)),
        text(
            f"截至{day}，下列帮扶需求还没有人认领或者没有全部认领，数量为还需要的数量。欢迎机关团体、企事业单位、社会组织、"
            "党员干部、志愿者和爱心人士认领。",
            BODY_TEXT.but(after=6),
        ),
        line_table("待认领", _COLUMNS, "6 if 文书.空白 else 1", 10),
        text(
            f"认领请与村民委员会联系，填写《帮扶项目认领书》。监督电话：{known('村.监督电话', 10)}。",
            BODY_TEXT.but(before=10, keep=True),
        ),
        *signed("文书.单位"),
    )
    finish(paper)
    return paper
