# SPDX-License-Identifier: MIT
"""D26 “四有”考核表: an organisation, what it does under contract, the four things it must have, and what the assessors say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, Column, asked, line_table, new_book_paper, photo_pages
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    TINY,
    Cell,
    Row,
    heads,
    pair,
    table,
)
from templates.letter_style import known
from templates.signing import sealed_opinions
from templates.typography import add, finish, text
from templates.words import label

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_CONTRACTS = (
    Column("年度", "{{ 项.合同年度 }}", 16),
    Column("合同编号", "{{ 项.合同编号 }}", 28, TINY),
    Column("服务内容", "{{ 项.服务内容 }}", 66, SMALL_LEFT),
    Column("合同金额", "{{ 项.合同金额 }}", 28),
    Column("签订日期", "{{ 项.签订日期 }}", 26, TINY),
)
_FOUR = ("members", "rules", "activities", "signs")


def build() -> Document:
    """The organisation, its contracts, the four answers with their evidence, the result and three seals."""
    paper = new_book_paper("“四有”考核表", CLOSE)
    add(
        paper,
        text("承接社会组织党建“四有”考核评估表", FORM_TITLE),
        text(
            f"（{known('最近考核.考核年度', 3)}年度　考核日期：{known('最近考核.考核日期', 7)}　金额单位：元）",
            FORM_YEAR,
        ),
        table(PAIRS, _organisation()),
        text("购买服务合同", FORM_PART),
        line_table("购买服务合同", _CONTRACTS, 2),
        text("考核内容", FORM_PART),
        table([32.0, 34.0, _WIDTH - 66.0], _four()),
        text("意见", FORM_PART.but(keep=True)),
        sealed_opinions(("被考核组织意见", "村民委员会意见", "乡镇（街道）意见"), _WIDTH),
        *photo_pages("考核照片", [], 150, 95, ("四有考核", "考核照片", "{{ 项.考核年度 }}年度考核　{{ 项.考核日期 }}")),
    )
    finish(paper)
    return paper


def _organisation() -> list[Row]:
    return [
        Row(asked("organisation.name", 3), 10),
        Row([*asked("organisation.credit_code"), *asked("organisation.party_members")]),
        Row([*asked("organisation.leader"), *asked("organisation.phone")]),
        Row(asked("organisation.address", 3)),
    ]


def _four() -> list[Row]:
    rows = [heads("考核项目", "是否符合", "情况和佐证", height=9)]
    for key in _FOUR:
        name, shown = label(f"four_have.{key}"), label(f"four_have.{key}_shown")
        answer, evidence = f"{{{{ 最近考核.{name}选项 }}}}", f"{{{{ 最近考核.{shown} }}}}"
        rows.append(Row([Cell(name, SMALL_HEADING), Cell(answer, TICKS), Cell(evidence, SMALL_LEFT)], 13))
    rows.append(Row(pair("考核结果", "{{ 最近考核.考核结果选项 }}", 2, TICKS), 10))
    rows.append(Row(pair("整改要求", "{{ 最近考核.整改要求 }}", 2, SMALL_LEFT), 12))
    return rows
