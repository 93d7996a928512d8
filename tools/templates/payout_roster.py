# SPDX-License-Identifier: MIT
"""D26 发放签收花名册: who gets how much, with places to sign and to put a fingerprint; nobody's name stands in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table, new_book_paper, photo_pages, village_title
from templates.form import FORM_TITLE, FORM_YEAR
from templates.letter_style import known
from templates.signing import signing_row
from templates.typography import WIDE, Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = WIDE.text_width
_WHO = "{{ 项.领取成员 or 项.不在册领取人 or 项.领取户户主 }}"
_COLUMNS = (
    Column("序号", "{{ 项.行号 }}", 12),
    Column("村民小组", "{{ 项.领取户组名 }}", 24),
    Column("户主", "{{ 项.领取户户主 }}", 28),
    Column("领取人", _WHO, 30),
    Column("金额（折款）", "{{ 项.领取金额 }}", 28, total="{{ 领取明细合计.领取金额 }}"),
    Column("数量", "{{ 项.领取数量 }}", 20),
    Column("领取人签字（按手印）", "", 46),
    Column("代领人签字", "", 38),
    Column("签收日期", "", _WIDTH - 226),
)
_GOODS = "{% if 发放.发放物资名称 %}　物资：{{ 发放.发放物资名称 }}（{{ 发放.发放计量单位 }}）{% endif %}"


_SIGNING = ("经办人（签字）", "审核人（签字）", "监督人（签字）")


def _sum_in_words() -> str:
    words = (
        f"合计人民币（大写）：{known('领取明细合计.领取金额大写', 14)}　代领的，注明与领取人的关系，并附领取人委托书。"
    )
    return text(words, Style(size=10.5, before=4, after=4, keep=True))


def build() -> Document:
    """A lying page: what is paid, a line for each who gets something, the sum in figures and in words, who answers for it."""
    paper = new_book_paper("发放签收花名册", WIDE)
    add(
        paper,
        text(village_title("援助资金（物资）发放签收花名册"), FORM_TITLE),
        text(
            f"（用途：{known('发放.发放用途', 10)}{_GOODS}　发放日期：{known('发放.发放日期', 7)}　金额单位：元）",
            FORM_YEAR,
        ),
        line_table(
            "领取明细", _COLUMNS, 10, 12.0, below=[_sum_in_words(), signing_row(_SIGNING, "村民委员会", _WIDTH)]
        ),
        *photo_pages("发放照片", [("{{ 发放.发放日期 }}　{{ 发放.发放用途 }}", "发放.发放照片")], 190, 125),
    )
    finish(paper)
    return paper
