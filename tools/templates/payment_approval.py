# SPDX-License-Identifier: MIT
"""D26 发放审批表: what is to be paid, to whom, out of what; who applied for it, checked it and approves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, Column, asked, day_of, line_table, new_book_paper, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, Row, pair, table
from templates.signing import sealed_opinions, signing_row
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_SOURCES = (
    Column("序号", "{{ 项.行号 }}", 12),
    Column("来源捐赠", "{{ 项.来源捐赠 }}", 84, SMALL_LEFT),
    Column("分配金额（折款）", "{{ 项.分配金额 }}", 36, total="{{ 捐赠分配合计.分配金额 }}"),
    Column("分配数量", "{{ 项.分配数量 }}", 32),
)
_GOODS = "{{ 发放.发放物资名称 }}{{ 发放.发放物资数量 }}{{ 发放.发放计量单位 }}"


def build() -> Document:
    """The payment, the donations that pay for it, three opinions with seals, and who paid it out."""
    paper = new_book_paper("发放审批表", CLOSE)
    add(
        paper,
        text(village_title("援助资金（物资）发放审批表"), FORM_TITLE),
        text("（金额单位：元）", FORM_YEAR),
        table(PAIRS, _payment()),
        text("来源捐赠（由财政资金支付的不填）", FORM_PART),
        line_table("捐赠分配", _SOURCES, 3),
        text("审批", FORM_PART.but(keep=True)),
        sealed_opinions(("申请人意见", "审核意见", "审批意见"), _WIDTH),
        text("发放（领取人在《发放签收花名册》上签收）", FORM_PART.but(keep=True)),
        signing_row(("经办人（签字）", "监督人（签字）"), "财务专用章", _WIDTH),
    )
    finish(paper)
    return paper


def _payment() -> list[Row]:
    reached = "{{ 领取明细合计.行数 or '　　　' }}笔，合计{{ 领取明细合计.领取金额 or '　　　　　　' }}元"
    return [
        Row(asked("payment.purpose", 3), 11),
        Row(ticked("payment.use", 3)),
        Row([*ticked("payment.form", 1), *pair("物资名称数量", _GOODS, style=SMALL_LEFT)]),
        Row([*asked("payment.amount"), *pair("大写（人民币）", "{{ 发放.发放金额大写 }}", style=SMALL_LEFT)], 11),
        Row([*pair("出账账户", "{{ 发放.出账账户 }}", style=SMALL_LEFT), *pair("列支科目", "{{ 发放.列支科目 }}", style=SMALL_LEFT)]),
        Row([*pair("对应项目", "{{ 发放.对应项目 }}", style=SMALL_LEFT), *asked("payment.payee", style=SMALL_LEFT)]),
        Row(pair("领取明细", reached, 3, SMALL_LEFT)),
        Row(ticked("payment.method", 3)),
        Row([*asked("payment.applicant"), *day_of("payment.applied_on")]),
        Row([*day_of("payment.date"), *asked("payment.voucher")]),
    ]  # fmt: skip
