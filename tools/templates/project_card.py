# SPDX-License-Identifier: MIT
"""D26 项目卡: a project from its entry into the book to its after-care, its money by source, and whom it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import (
    CLOSE,
    PAIRS,
    REACHED,
    SITE,
    Column,
    asked,
    day_of,
    ended,
    line_table,
    new_book_paper,
    objections,
    photo_pages,
    ticked,
    village_title,
)
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, TINY, Row, pair, table
from templates.signing import signing_row
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_NOTE = 13.0


def build() -> Document:
    """What is to be built, its course, money, households, acceptance and after-care; who filled it in."""
    paper = new_book_paper("项目卡", CLOSE)
    add(
        paper,
        text(village_title("项目卡"), FORM_TITLE),
        text("（{{ 项目.项目年度 or '　　　　' }}年度　金额单位：元）", FORM_YEAR),
        table(PAIRS, _plan()),
        text("资金来源和支付", FORM_PART),
        line_table("项目资金来源", _MONEY, 4),
        text("受益户", FORM_PART),
        line_table("项目受益户", _REACHED, 6),
        text("公示、验收和管护", FORM_PART),
        ended(
            _after(), [text("签字", FORM_PART), signing_row(("填表人（签字）", "审核人（签字）"), "村民委员会", _WIDTH)]
        ),
        *photo_pages("项目照片", SITE, 140, 70),
    )
    finish(paper)
    return paper


def _plan() -> list[Row]:
    return [
        Row(asked("project.name", 3), 10),
        Row([*asked("project.code"), *ticked("project.three_help", 1)]),
        Row(ticked("project.kind", 3), 14),
        Row(asked("project.place", 3)),
        Row(asked("project.content", 3), 20, split=True),
        Row(asked("project.scale", 3)),
        Row([*asked("project.builder", style=SMALL_LEFT), *asked("project.supervisor", style=SMALL_LEFT)]),
        Row([*asked("project.owner"), *asked("project.owner_phone")]),
        Row([*day_of("project.approved"), *asked("project.approval_no", style=SMALL_LEFT)]),
        Row([*day_of("project.planned_start"), *day_of("project.planned_end")]),
        Row([*day_of("project.begun"), *day_of("project.finished")]),
        Row([*asked("project.budget"), *asked("project.budget_change")]),
        Row(asked("project.change_ground", 3)),
        Row(pair("计划受益", REACHED, 3, SMALL_LEFT)),
    ]


_MONEY = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("资金来源", "{{ 项.项目资金来源 }}", 33, SMALL_LEFT),
    Column("计划资金", "{{ 项.计划资金 }}", 27, total="{{ 项目资金来源合计.计划资金 }}"),
    Column("已支付", "{{ 项.已支付资金 }}", 27, total="{{ 项目资金来源合计.已支付资金 }}"),
    Column("最近支付日期", "{{ 项.最近支付日期 }}", 28, TINY),
    Column(
        "文号、备注", "{{ 项.资金文号 }}{% if 项.资金文号 and 项.资金备注 %}；{% endif %}{{ 项.资金备注 }}", 38, TINY
    ),
)
_REACHED = (
    Column("序号", "{{ 项.行号 }}", 11),
    Column("村民小组", "{{ 项.受益户组名 }}", 22),
    Column("户主", "{{ 项.受益户户主 }}", 28),
    Column("受益人数", "{{ 项.受益人数 }}", 20, total="{{ 项目受益户合计.受益人数 }}"),
    Column("受益金额", "{{ 项.受益金额 }}", 27, total="{{ 项目受益户合计.受益金额 }}"),
    Column("受益内容", "{{ 项.受益内容 }}", 56, SMALL_LEFT),
)


def _after() -> list[Row]:
    return [
        Row([*day_of("project.notice_from"), *day_of("project.notice_to")]),
        Row(asked("project.notice_place", 3)),
        Row([*objections("project.objected"), *asked("project.objections", style=SMALL_LEFT)], _NOTE),
        Row([*day_of("project.accepted"), *asked("project.acceptor", style=SMALL_LEFT)]),
        Row(ticked("project.acceptance", 3)),
        Row(asked("project.findings", 3), _NOTE),
        Row([*asked("project.keeper", style=SMALL_LEFT), *asked("project.keeper_name")]),
        Row(asked("project.keeping", 3), _NOTE),
        Row([*ticked("project.is_asset", 1), *asked("project.asset")]),
        Row([*asked("project.income"), *asked("project.effect", style=SMALL_LEFT)], _NOTE),
        Row(asked("project.note", 3), _NOTE),
    ]
