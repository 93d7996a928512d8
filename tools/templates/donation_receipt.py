# SPDX-License-Identifier: MIT
"""D26 捐赠接收单（三联）: three copies of a receipt, each on half a page: for the stub, the donor and the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import asked, day_of, new_book_paper, photo_pages, ticked
from templates.form import FORM_TITLE, FORM_YEAR, SMALL_LEFT, Row, pair, table
from templates.letter_style import known
from templates.signing import signing_row
from templates.typography import CARD, Style, add, finish, new_page, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CARD.text_width
_WIDTHS = (32.0, 60.0, 30.0, _WIDTH - 122.0)
_COPIES = ("第一联　存根", "第二联　交捐赠人", "第三联　记账凭证")
_ROW = 9.0
_VOID = "{% if 捐赠.是否作废 == '是' %}（作废）{% endif %}"


def build() -> Document:
    """Who gave what on which day, in figures and in words; who took it, and the seal."""
    paper = new_book_paper("捐赠接收单", CARD)
    for place, copy in enumerate(_COPIES):
        if place:
            add(paper, new_page())
        add(
            paper,
            text(f"捐赠接收单{_VOID}", FORM_TITLE),
            text(f"（{copy}　收据号：{known('捐赠.收据号', 6)}　金额单位：元）", FORM_YEAR),
            table(_WIDTHS, _rows(), together=True),
            text("", Style(size=4, line=6)),
            signing_row(("捐赠人（签字）", "经手人（签字）", "审核人（签字）"), "接收单位财务专用章", _WIDTH),
        )
    received = "{{ 捐赠.接收日期 }}　{{ 称呼.捐赠内容 }}　随第一联存档，不交捐赠人"
    add(paper, *photo_pages("接收照片", [(received, "捐赠.接收照片")], 130, 88))
    finish(paper)
    return paper


def _rows() -> list[Row]:
    for_whom = "{{ 捐赠.指定项目 }}{{ 捐赠.指定户组名 }} {{ 捐赠.指定户户主 }}"
    return [
        Row([*pair("捐赠方", "{{ 捐赠.捐赠方 }}", style=SMALL_LEFT), *day_of("donation.date")], _ROW),
        Row([*pair("捐赠内容", "{{ 称呼.捐赠内容 }}", style=SMALL_LEFT), *asked("donation.valued_by")], _ROW),
        Row(
            [*asked("donation.amount"), *pair("大写（人民币）", "{{ 捐赠.捐赠金额大写 }}", style=SMALL_LEFT)],
            _ROW,
        ),
        Row([*ticked("donation.designation", 1), *pair("指定用于", for_whom, style=SMALL_LEFT)], _ROW),
    ]
