# SPDX-License-Identifier: MIT
"""D21 贫困村退出认定表: the village, its poverty rate with numerator and denominator, the rules, three opinions with seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.exit_check import judged_rows
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    Cell,
    Row,
    head,
    pair,
    table,
)
from templates.signing import SEAL, sealed_opinions, sign_here
from templates.typography import FORM, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 164
_SIGNERS = ("村党组织书记（签字）", "驻村工作队队长（签字）", "核查人（签字）")


def build() -> Document:
    """Village, rules, signatures, opinions."""
    paper = new_list("贫困村退出认定表", FORM, "{{ 文书.单位 }}")
    add(
        paper,
        text("贫困村退出认定表（{{ 文书.标准名称 }}）", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        table([34, 21, 34, 21, 33, 21], _village()),
        text("逐项认定", FORM_PART),
        judged_rows("退出核实"),
        text("签字", FORM_PART),
        table([_WIDTH / 3] * 3, [Row([sign_here(who) for who in _SIGNERS], SEAL)]),
        text("意见", FORM_PART),
        sealed_opinions(("村民委员会意见", "乡镇人民政府意见", "县级认定意见"), _WIDTH),
    )
    finish(paper)
    return paper


def _village() -> list[Row]:
    place = "{{ 村.省 }}{{ 村.市 }}{{ 村.县 }}{{ 村.乡镇 }}{{ 村.行政村 }}"
    figures = [
        Row(
            [
                cell
                for at in range(first, first + 3)
                for cell in (
                    head(f"{{{{ 概况[{at}].名称 }}}}", style=SMALL_HEADING),
                    Cell(f"{{{{ 概况[{at}].内容 }}}}", SMALL),
                )
            ]
        )
        for first in (0, 3)
    ]
    return [
        Row(pair("村", place, 5, SMALL_LEFT)),
        *figures,
        Row(pair("贫困发生率", "{{ 发生率 }}", 5, SMALL_LEFT)),
    ]
