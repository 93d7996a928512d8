# SPDX-License-Identifier: MIT
"""D20 脱贫退出核实表: rule by rule what must be reached and what the facts say; who checked, who agrees, four opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_LEFT,
    TICKS,
    Cell,
    Row,
    heads,
    pair,
    repeated,
    table,
)
from templates.signing import SEAL, sealed_opinions, sign_here
from templates.typography import FORM, Style, add, finish, new_paper, text
from templates.words import counted, day, label, value

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 164
_SIGNERS = ("户主认可签字（按手印）", "核查人", "核查人")
_GAP = Style(size=2, line=6, keep=True)


def build() -> Document:
    """Household, rules, signatures, opinions."""
    paper = new_paper("脱贫退出核实表", FORM)
    add(
        paper,
        text("脱贫退出核实表{% if 退出.标准名称 %}（{{ 退出.标准名称 }}）{% endif %}", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        table([26, 30, 25, 31, 26, 26], _household()),
        text("逐项核实", FORM_PART),
        judged_rows("退出核实"),
        text("认可和核查（谁签字谁负责）", FORM_PART),
        table([_WIDTH / 3] * 3, [Row([sign_here(who) for who in _SIGNERS], SEAL)]),
        text("意见（谁签字谁负责）", FORM_PART),
        sealed_opinions(("村民委员会、驻村工作队意见", "乡镇人民政府意见"), _WIDTH),
        text("", _GAP),
        sealed_opinions(("县级主管部门意见", "县级行业部门意见"), _WIDTH),
    )
    finish(paper)
    return paper


def judged_rows(group: str, *, together: bool = False) -> str:
    """The rules of a group of placeholders; how it was checked where that is on file, else the place waits for the pen."""
    columns = (
        ("核实项目", "{{ 项.项目 }}", SMALL, 28),
        ("标准", "{{ 项.标准 }}", SMALL_LEFT, 44),
        ("实际情况", "{{ 项.实际情况 }}", SMALL_LEFT, 44),
        ("是否达标", "{{ 项.是否达标选项 }}", TICKS.but(align="center"), 24),
        ("核查方式", "{{ 项.核查方式 }}", SMALL, 24),
    )
    cells = [Cell(content, style) for _, content, style, _ in columns]
    return table(
        [width for _, _, _, width in columns],
        [
            heads(*(name for name, _, _, _ in columns), height=9),
            *repeated(f"项 in {group}", cells, len(columns), 12),
        ],
        together=together,
    )


def _household() -> list[Row]:
    return [
        Row([*pair("户主", "{{ 户.户主姓名 }}"), *pair("村组", "{{ 村.行政村 }}{{ 户.组名 }}"), *pair("家庭人口", counted("家庭人口"))]),
        Row([*pair(label("household.identified"), day("household.identified", "    年   月")), *pair(label("household_year.attribute"), value("household_year.attribute")), *pair(label("household.plan_exit_year"), value("household.plan_exit_year"))]),
        Row([*pair("致贫原因", "{{ 户.主要致贫原因 }}{% if 户.其他致贫原因 %}（主要），{{ 户.其他致贫原因 }}（其他）{% endif %}", 3, SMALL_LEFT), *pair("人均纯收入（元）", "{{ 收支.人均纯收入 }}")]),
    ]  # fmt: skip
