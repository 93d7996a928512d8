# SPDX-License-Identifier: MIT
"""D15 致贫原因分析表: each cause with what proves it, whom it concerns, what is needed and what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_LEFT,
    Cell,
    Row,
    heads,
    pair,
    repeated,
    table,
)
from templates.signing import signing_row
from templates.typography import FORM, Style, add, finish, new_paper, text
from templates.words import counted, kind_of_household, label, value, with_unit

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 164


def build() -> Document:
    """Head, causes, signatures."""
    paper = new_paper("致贫原因分析表", FORM)
    add(
        paper,
        text("致贫原因分析表", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        table([27, 28, 27, 28, 26, 28], _household()),
        text("致贫原因及对策", FORM_PART),
        _causes(),
        text("", Style(size=6, line=10)),
        signing_row(("户主签字（按手印）", "帮扶责任人签字"), "村民委员会", _WIDTH),
    )
    finish(paper)
    return paper


def _household() -> list[Row]:
    return [
        Row([*pair("户主", "{{ 户.户主姓名 }}"), *pair("村组", "{{ 村.行政村 }}{{ 户.组名 }}"), *pair("档号", "{{ 户.档号 }}")]),
        Row([*pair("家庭人口", counted("家庭人口")), *pair("劳动力数", counted("劳动力数")), *pair(*kind_of_household())]),
        Row([*pair("上年人均纯收入（元）", "{{ 上年收支.人均纯收入 }}"), *pair(with_unit("household_year.farmland"), value("household_year.farmland")), *pair(label("household.phone"), value("household.phone"))]),
    ]  # fmt: skip


def _causes() -> str:
    columns = (
        (
            label("cause.code"),
            "{{ 项.致贫原因 }}\n（{{ '主要' if 项.行号 == '1' and 项.原因类别.startswith('主要') else '其他' }}）",
            SMALL,
        ),
        (
            "说明与佐证",
            "{{ 项.致贫原因说明 }}\n{%p if 项.佐证材料 %}\n佐证：{{ 项.佐证材料 }}\n{%p endif %}",
            SMALL_LEFT,
        ),
        (label("cause.concerned"), value("cause.concerned"), SMALL),
        (label("cause.need"), value("cause.need"), SMALL_LEFT),
        (label("cause.response"), value("cause.response"), SMALL_LEFT),
    )
    rows = [
        heads(*(name for name, _, _ in columns), height=10),
        *repeated("项 in 致贫原因", [Cell(content, style) for _, content, style in columns], 5, 36),
        *repeated("空 in 致贫原因|空行(3)", [Cell() for _ in columns], 5, 36),
    ]
    return table([22, 54, 24, 30, 34], rows)
