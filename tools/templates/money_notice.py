# SPDX-License-Identifier: MIT
"""D26 资金收支公示: what came in and left in a period (GB/T 9704-2012); filled in from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table
from templates.form import SMALL_LEFT
from templates.letter_style import known
from templates.notice_style import BODY_TEXT, TITLE, on, signed
from templates.typography import add, finish, new_letter, text

if TYPE_CHECKING:
    from docx.document import Document

_IN = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("日期", "{{ 项.日期 }}", 33),
    Column("来源", "{{ 项.来源 }}", 40, SMALL_LEFT),
    Column("内容", "{{ 项.内容 }}", 30, SMALL_LEFT),
    Column("金额（折款，元）", "{{ 项.金额 }}", 24),
    Column("意向", "{{ 项.意向 }}", 18),
)
_OUT = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("日期", "{{ 项.日期 }}", 33),
    Column("用途", "{{ 项.用途 }}", 40, SMALL_LEFT),
    Column("内容", "{{ 项.内容 }}", 30, SMALL_LEFT),
    Column("金额（折款，元）", "{{ 项.金额 }}", 24),
    Column("受益", "{{ 项.受益 }}", 18),
)


def build() -> Document:
    """For which period, the sums, both lists, from when to when it hangs, where, whom to call; unit, seal, date."""
    paper = new_letter("资金收支公示")
    add(
        paper,
        text(f"{known('村.行政村', 5)}社会捐赠和帮扶资金收支公示", TITLE.but(after=12)),
        text(
            f"现将{on('收支公示.收支起始日期')}至{on('收支公示.收支截止日期')}社会捐赠和帮扶资金收支情况予以公示，接受社会监督。",
            BODY_TEXT,
        ),
        text(
            f"上期结余{known('收支.上期结余', 5)}元，资金收入{known('收支.资金收入', 5)}元，资金支出{known('收支.资金支出', 5)}元，"
            f"本期结余{known('收支.本期结余', 5)}元；接收物资折款{known('收支.物资收入', 5)}元，发放物资折款{known('收支.物资支出', 5)}元。",
            BODY_TEXT,
        ),
        text("一、收入", BODY_TEXT.but(font="黑体", keep=True)),
        line_table("收入", _IN, 4),
        text("二、支出", BODY_TEXT.but(font="黑体", before=8, keep=True)),
        line_table("支出", _OUT, 4),
        text(
            f"公示期自{on('收支公示.公示开始日期')}起至{on('收支公示.公示结束日期')}止。公示地点：{known('收支公示.公示地点', 10)}。"
            f"对公示内容有异议的，请在公示期内反映，监督电话：{known('村.监督电话', 10)}。",
            BODY_TEXT.but(before=10, keep=True),
        ),
        *signed("文书.单位"),
    )
    finish(paper)
    return paper
