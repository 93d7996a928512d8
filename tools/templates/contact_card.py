# SPDX-License-Identifier: MIT
"""D14 结对帮扶联系卡: an A5 card for the wall with everybody who answers for the household at present."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from templates.fonts import FIVE, HEAD
from templates.form import FORM_TITLE, SMALL, SMALL_HEADING, TINY_LEFT, Cell, Row, head, heads, pair, repeated, table
from templates.signing import DATE, seal_here
from templates.typography import CARD, Style, add, finish, new_paper, text
from templates.words import counted, kind_of_household, label, value

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = replace(CARD, top=12, bottom=8, footer=4)  # room for a line of measures more
_GAP = Style(size=4, line=5)
_SIGN = Style(size=FIVE)
_NAME = Style(font=HEAD, size=FIVE, align="center")


def build() -> Document:
    """Household, helpers, measures, signatures and the seal of the village committee."""
    paper = new_paper("结对帮扶联系卡", _PAGE)
    add(
        paper,
        text("结对帮扶联系卡", FORM_TITLE.but(after=4)),
        table([24, 50, 22, 30, 26, 30], _household()),
        text("", _GAP),
        _helpers(),
        text("", _GAP),
        table(
            [24, 42, 42, 36, 38],
            [
                Row([head("帮扶措施", style=SMALL_HEADING), Cell(_measures(), TINY_LEFT, 4)], 18),
                Row(
                    [
                        head("签字盖章", style=SMALL_HEADING),
                        Cell(f"户主签字（按手印）：\n\n\n\n      {DATE}", _SIGN, valign="top"),
                        Cell(f"帮扶责任人签字：\n\n\n\n      {DATE}", _SIGN, valign="top"),
                        Cell(f"监督电话：\n{value('village.supervision_phone')}", _SIGN, valign="top"),
                        seal_here("村民委员会"),
                    ],
                    47,
                ),
            ],
        ),
    )
    finish(paper)
    return paper


def _household() -> list[Row]:
    return [
        Row([*pair("户主", "{{ 户.户主姓名 }}"), *pair("村组", "{{ 村.行政村 }}{{ 户.组名 }}"), *pair(label("household.phone"), value("household.phone"))], 8),
        Row([*pair(*kind_of_household()), *pair("家庭人口", counted("家庭人口")), *pair("致贫原因", "{{ 户.主要致贫原因 }}")], 8),
    ]  # fmt: skip


def _helpers() -> str:
    columns = (
        (label("pairing.role"), value("pairing.role"), 26),
        (label("cadre.name"), value("cadre.name"), 28),
        (label("unit.name"), value("unit.name"), 38),
        (label("cadre.post"), value("cadre.post"), 26),
        (label("cadre.phone"), value("cadre.phone"), 26),
        ("结对时间", "{{ 项.起止时间 }}", 38),
    )
    rows = [
        heads(*(name for name, _, _ in columns), height=8),
        *repeated("项 in 现任责任人", [Cell(content, SMALL) for _, content, _ in columns], 6, 8),
        *repeated("空 in 现任责任人|空行(2)", [Cell("", SMALL) for _ in columns], 6, 8),
    ]
    return table([width for _, _, width in columns], rows)


def _measures() -> str:
    return "{% for 项 in 措施 %}{{ loop.index }}. {{ 项.措施内容 }}{% if 项.规模数量 %}（{{ 项.规模数量 }}）{% endif %}{{ '。' if loop.last else '；' }}{% endfor %}"
