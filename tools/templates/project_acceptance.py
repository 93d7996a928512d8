# SPDX-License-Identifier: MIT
"""D26 项目验收单: what was planned and spent; what was found is for the pen as far as nobody entered it; who accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import (
    CLOSE,
    PAIRS,
    SITE,
    asked,
    day_of,
    new_book_paper,
    photo_pages,
    ticked,
    village_title,
)
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    Cell,
    Row,
    heads,
    table,
)
from templates.signing import sealed_opinions
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_MET = "□符合 □不符合"
_CHECKS = (
    ("建设内容", "{{ 项目.建设内容 }}"),
    ("建设规模", "{{ 项目.建设规模 }}"),
    ("工期", "{{ 项目.计划开工日期 or '    年   月   日' }}至{{ 项目.计划完工日期 or '    年   月   日' }}"),
    ("工程（产品、服务）质量", ""),
    ("资金使用", "预算{{ 项目.项目预算 or '　　　　' }}元，已支付{{ 项目资金来源合计.已支付资金 or '　　　　' }}元"),
    (
        "公示公告",
        "{{ 项目.项目公示起始日期 or '    年   月   日' }}至{{ 项目.项目公示截止日期 or '    年   月   日' }}",
    ),
    ("受益户", "计划{{ 项目.计划受益户数 or '　　' }}户，登记{{ 项目受益户合计.行数 or '　　' }}户"),
    ("管护责任", "{{ 项目.管护责任单位 }} {{ 项目.管护责任人 }}"),
)
_TEAM = 5


def build() -> Document:
    """The project, item by item what was planned and what was found, the outcome, the team, three seals."""
    paper = new_book_paper("项目验收单", CLOSE)
    add(
        paper,
        text(village_title("项目验收单"), FORM_TITLE),
        text("（{{ 项目.项目年度 or '　　　　' }}年度　金额单位：元）", FORM_YEAR),
        table(PAIRS, _project()),
        text("逐项验收（实际情况由验收人员现场填写）", FORM_PART),
        table([32.0, 58.0, 44.0, 30.0], _checks()),
        text("验收结论", FORM_PART),
        table(PAIRS, _outcome(), together=True),
        text("验收组成员", FORM_PART.but(keep=True)),
        table([11.0, 36.0, 57.0, 60.0], _team(), together=True),
        text("意见", FORM_PART.but(keep=True)),
        sealed_opinions(("项目实施单位意见", "村民委员会意见", "项目监管单位意见"), _WIDTH),
        *photo_pages("项目照片", SITE, 140, 70),
    )
    finish(paper)
    return paper


def _project() -> list[Row]:
    return [
        Row(asked("project.name", 3), 10),
        Row([*asked("project.code"), *asked("project.kind")]),
        Row(asked("project.place", 3)),
        Row([*asked("project.builder", style=SMALL_LEFT), *asked("project.owner")]),
        Row([*asked("project.supervisor", style=SMALL_LEFT), *asked("project.approval_no", style=SMALL_LEFT)]),
        Row([*day_of("project.begun"), *day_of("project.finished")]),
    ]


def _checks() -> list[Row]:
    return [
        heads("验收内容", "批复、计划和登记", "实际情况", "是否符合", height=9),
        *(
            Row(
                [Cell(name, SMALL_HEADING), Cell(planned, SMALL_LEFT), Cell("", SMALL_LEFT), Cell(_MET, TICKS)],
                11,
                split=True,
            )
            for name, planned in _CHECKS
        ),
    ]


def _outcome() -> list[Row]:
    return [
        Row([*day_of("project.accepted"), *asked("project.acceptor", style=SMALL_LEFT)]),
        Row(ticked("project.acceptance", 3)),
        Row(asked("project.findings", 3), 26),
    ]


def _team() -> list[Row]:
    """Places for those who were there; nobody's name is printed where he signs."""
    return [
        heads("序号", "姓名（签字）", "单位", "职务", height=9),
        *(Row([Cell(str(place), SMALL), Cell(), Cell(), Cell()], 12) for place in range(1, _TEAM + 1)),
    ]
