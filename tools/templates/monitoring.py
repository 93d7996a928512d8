# SPDX-License-Identifier: MIT
"""D22 监测对象核查审批表, and on a page of its own 风险消除审批表 where a removal is dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.exit_check import judged_rows
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_LEFT,
    TICKS,
    TINY,
    TINY_HEADING,
    Cell,
    Row,
    heads,
    pair,
    repeated,
    table,
)
from templates.signing import sealed_opinions, sign_here
from templates.typography import Page, add, finish, new_paper, paragraph, run, text
from templates.words import choices, counted, day, label, value

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(top=20, bottom=16, footer=8)
_WIDTH = 164
_ROOM = 18.0  # to sign with a finger print beside it
_SIX = [26, 28, 25, 31, 26, 28]
_SIGNERS = ("户主签字（按手印）", "核查人", "核查人")
_OFFICES = ("村民委员会意见", "乡镇人民政府意见", "县级主管部门意见")
_YEAR = "（{{ 文书.年度 }}年度）"


def build() -> Document:
    """Entering: household, members, risks, money, securities, steps, opinions. Removal: what became of it."""
    paper = new_paper("监测对象核查审批表", _PAGE)
    add(
        paper,
        text("监测对象核查审批表", FORM_TITLE),
        text(_YEAR, FORM_YEAR),
        table(_SIX, [*_household(), *_clue()]),
        text("家庭成员", FORM_PART),
        _members(),
        text("家庭收支（单位：元）", FORM_PART),
        table([46, 36, 46, 36], _money(), together=True),
        text("义务教育、住房安全、基本医疗和饮水安全", FORM_PART),
        judged_rows("监测核查", together=True),
        text("程序", FORM_PART),
        _steps("入户核实", "民主评议", "村内公示", "乡镇初审", "县级审定"),
        *_approval(),
        text("{%p if 文书.空白 or 监测.办理消除 %}", FORM_PART),
        paragraph(run("风险消除审批表", FORM_TITLE), FORM_TITLE, border="<w:pageBreakBefore/>"),
        text(_YEAR, FORM_YEAR),
        table(_SIX, [*_household()[::3], *_removal()]),
        text("程序", FORM_PART),
        _steps("消除核实", "消除评议", "消除公示", "消除审批", "消除公告"),
        *_approval(),
        text("{%p endif %}", FORM_PART),
    )
    finish(paper)
    return paper


def _approval() -> tuple[str, ...]:
    """Who signs, and below it what the three offices say."""
    return (
        text("认可和核查", FORM_PART),
        table([_WIDTH / 3] * 3, [Row([sign_here(who, _ROOM) for who in _SIGNERS], _ROOM + 11)]),
        text("意见", FORM_PART),
        sealed_opinions(_OFFICES, _WIDTH),
    )


def _asked(path: str, span: int = 1) -> list[Cell]:
    """A field with its label; over several columns it stands at the left."""
    return pair(label(path), value(path), span, SMALL if span == 1 else SMALL_LEFT)


def _day(path: str) -> list[Cell]:
    """A day with its label, smaller: that of December has two digits more and is to stay on its line."""
    return pair(label(path), day(path, "  年  月  日"), 1, TINY)


def _ticked(path: str, span: int = 5, name: str = "") -> list[Cell]:
    return pair(name or label(path), choices(path), span, TICKS)


def _household() -> list[Row]:
    return [
        Row([*pair("户主", "{{ 户.户主姓名 }}"), *pair("村组", "{{ 村.行政村 }}{{ 户.组名 }}"), *pair("家庭人口", counted("家庭人口"))]),
        Row([*_asked("household.address", 3), *pair("劳动力数", counted("劳动力数"))]),
        Row([*_asked("household.phone"), *pair("证件号码", "{{ 户.户主证件号码 }}", 3)]),
        Row(_ticked("monitoring.kind")),
    ]  # fmt: skip


def _clue() -> list[Row]:
    return [
        Row([*_ticked("monitoring.clue_source", 3), *_day("monitoring.clue_on")]),
        Row([*_day("monitoring.consent_on"), *_day("monitoring.confirmed_on"), *_asked("monitoring.contact")]),
        Row(_ticked("monitoring.risks", name=label("monitoring.risks") + "\n（最多5项）"), 12),
        Row([*_asked("monitoring.disaster"), *_asked("monitoring.risk_note", 3)], 12),
        Row([*_ticked("monitoring.no_labour", 2), *_ticked("monitoring.resettled", 2)]),
    ]


def _members() -> str:
    columns = (
        ("序号", "{{ 成员.行号 }}", 9),
        ("姓名", value("member.name"), 28),
        ("与户主\n关系", value("member_year.relation"), 18),
        ("年龄", "{{ 成员.年龄 }}", 11),
        ("证件号码", value("member.id_no"), 37),
        (label("member_year.health"), value("member_year.health"), 24),
        (label("member_year.labour"), value("member_year.labour"), 20),
        ("在校生\n状况", value("member_year.school"), 17),
    )
    rows = [
        heads(*(name for name, _, _ in columns), style=TINY_HEADING, height=10),
        *repeated("成员 in 家庭成员", [Cell(content, TINY) for _, content, _ in columns], len(columns)),
        *repeated("空 in 家庭成员|空行(5)", [Cell("", TINY) for _ in columns], len(columns)),
    ]
    return table([width for _, _, width in columns], rows, margin=0.7)


def _money() -> list[Row]:
    pairs = (
        ("工资性收入", "生产经营性收入"),
        ("财产性收入", "转移性收入"),
        ("生产经营性支出", "纯收入"),
        ("理赔收入", "合规自付支出"),
        ("收入参考范围", "人均收入参考范围"),
    )
    rows = [Row([*pair(one, f"{{{{ 收支.{one} }}}}"), *pair(other, f"{{{{ 收支.{other} }}}}")]) for one, other in pairs]
    return [
        *rows,
        Row([*pair("{{ 收入测算.标准名称 }}", "{{ 收入测算.标准 }}"), *pair("人均纯收入", "{{ 收支.人均纯收入 }}")]),
    ]


def _steps(*names: str) -> str:
    """The steps side by side; a day that nobody knows waits for the pen."""
    width = _WIDTH / len(names)
    cells = [
        Cell(f"{{% if 监测.{one}时间 %}}{{{{ 监测.{one}时间|replace('至', '\\n至') }}}}{{% else %}}  年  月  日{{% endif %}}", TINY)
        for one in names
    ]  # fmt: skip
    return table([width] * len(names), [heads(*names, height=9), Row(cells, 11)], together=True)


def _removal() -> list[Row]:
    return [
        Row(_ticked("monitoring.risks", name="认定时的风险"), 12),
        Row([*_day("monitoring.confirmed_on"), *_day("monitoring.removed_on"), *pair("消除后人均\n纯收入（元）", value("monitoring.after_income"))]),
        Row([*_ticked("monitoring.removal", 3), *pair("第几次监测", value("monitoring.turn"))]),
        Row([*_ticked("monitoring.after_school", 2, "义务教育保障"), *_ticked("monitoring.after_house", 2, "住房安全保障")], 10),
        Row([*_ticked("monitoring.after_medical", 2, "基本医疗保障"), *_ticked("monitoring.after_water", 2, "饮水安全保障")], 10),
        Row(_asked("monitoring.note", 5), 12),
    ]  # fmt: skip
