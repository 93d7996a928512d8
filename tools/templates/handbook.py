# SPDX-License-Identifier: MIT
"""D08 扶贫手册: the six parts that the household keeps a copy of (domain.md §2.1), behind a cover of its own.

Household and village each keep one. A new helper is written on the next line and the start of the term after the
telephone number, so the list of helpers is that of the year, with blank rows. The household signs in every row of help
and of what came of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import FIVE, SMALL_EARLY, THREE, TITLE
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    LARGE,
    LARGE_HEADING,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    TINY,
    TINY_HEADING,
    TINY_LEFT,
    Cell,
    Row,
    head,
    heads,
    last_kept,
    pair,
    repeated,
    table,
    tag,
    unless_long,
)
from templates.risks import RISKS, RISKS_TOLD, when_monitored
from templates.signing import signing_below
from templates.typography import (
    FORM,
    GREY,
    WIDE,
    Style,
    add,
    finish,
    new_page,
    new_paper,
    new_section,
    text,
)
from templates.words import choices, counted, label, short, value, with_unit

if TYPE_CHECKING:
    from docx.document import Document

_PLACE = Style(size=THREE, align="center", before=60)
_TITLE = Style(font=TITLE, size=SMALL_EARLY, align="center", before=50, after=60, spacing=6)
_SIGNED = 12.0
_PHOTO = Style(size=FIVE, align="center", color=GREY)


def build() -> Document:
    """Cover, household and conditions, members on a wide page, then help as it was planned, given and of what use."""
    paper = new_paper("扶贫手册", FORM)
    place = "".join(value(f"village.{key}") for key in ("province", "city", "county", "township", "name"))
    add(
        paper,
        text(place, _PLACE),
        text("{{ 文书.手册名 }}", _TITLE),
        table([45, 75], _cover()),
        new_page(),
        text("{{ 文书.手册名 }}", FORM_TITLE),
        text("（{{ 文书.年度 }}年度）", FORM_YEAR),
        text("一、家庭基本情况", FORM_PART),
        table([28, 31, 27, 34, 44], _household()),
        text("生产生活条件", FORM_PART),
        table([34, 21, 34, 21, 33, 21], _living(), together=True),
        text("二、致贫原因{% if 文书.年度 >= '2020' %}和返贫致贫风险{% endif %}", FORM_PART),
        table([34, 130], _causes(), together=True),
    )
    new_section(paper, WIDE)
    add(paper, text("家庭成员", FORM_PART.but(before=0)), _members())
    new_section(paper, FORM)
    add(
        paper,
        text("三、帮扶责任人", FORM_PART.but(before=0)),
        _helpers(),
        text("四、帮扶计划", FORM_PART),
        _plan(),
        text("五、帮扶措施", FORM_PART),
        _given(),
        text("六、帮扶成效", FORM_PART),
        _gained(),
    )
    finish(paper)
    return paper


def _cover() -> list[Row]:
    lines = (
        ("户主", "{{ 户.户主姓名 }}"),
        (label("household.group"), "{{ 户.组名 }}"),
        (label("household.hh_no"), value("household.hh_no")),
        ("帮扶责任人", "{% for 项 in 现任责任人 %}{{ 项.责任人姓名 }}{{ '' if loop.last else '、' }}{% endfor %}"),
        (label("village.supervision_phone"), value("village.supervision_phone")),
    )
    return [Row([Cell(name, LARGE_HEADING), Cell(content, LARGE)], 15) for name, content in lines]


_EXIT = f"{{% if 文书.年度 >= '2021' %}}{label('household_year.exit_year')}{{% else %}}{label('household.plan_exit_year')}{{% endif %}}"
_EXIT_YEAR = f"{{% if 文书.年度 >= '2021' %}}{value('household_year.exit_year')}{{% else %}}{value('household.plan_exit_year')}{{% endif %}}"


def _household() -> list[Row]:
    photo = "{% if 照片.户主照片 %}{{ 照片.户主照片|框(36, 41) }}{% else %}（户主照片）{% endif %}"
    beside = (
        ("户主", "{{ 户.户主姓名 }}", label("member.sex"), "{{ 户.户主性别 }}"),
        (label("member.birth"), "{{ 户.户主出生日期 }}", label("member.ethnic"), "{{ 户.户主民族 }}"),
        ("家庭人口", counted("家庭人口"), "劳动力数", counted("劳动力数")),
        (label("household.phone"), value("household.phone"), label("household.local_no"), value("household.local_no")),
    )
    rows = [
        Row(
            [
                *pair(*cells[:2]),
                *pair(*cells[2:]),
                Cell(photo if place == 0 else "", _PHOTO, merge="restart" if place == 0 else "continue"),
            ],
            11.5,
        )
        for place, cells in enumerate(beside)
    ]
    return [
        *rows,
        Row(pair(label("household.address"), value("household.address"), 4, SMALL_LEFT)),
        Row(pair(label("household.standard"), choices("household.standard"), 4, TICKS)),
        Row(pair(label("household_year.attribute"), choices("household_year.attribute"), 4, TICKS)),
        *when_monitored(5, Row(pair(label("household_year.household_type"), choices("household_year.household_type"), 4, TICKS))),
        Row(pair(label("household.identified"), value("household.identified"), 1) + pair(_EXIT, _EXIT_YEAR, 2)),
    ]  # fmt: skip


def _living() -> list[Row]:
    rows = (
        ("farmland", "forest", "returned"),
        ("house_area", "structure", "house_grade"),
        ("living_power", "water_safe", "broadcasting"),
        ("toilet", "fuel", "road_type"),
        ("cooperative", "road_distance", "relocated"),
    )
    return [
        Row(
            [
                cell
                for key in row
                for cell in (
                    head(with_unit(f"household_year.{key}"), style=TINY_HEADING),
                    Cell(value(f"household_year.{key}"), TINY),
                )
            ]
        )
        for row in rows
    ]


def _causes() -> list[Row]:
    told = (
        "{% for 项 in 致贫原因 if 项.致贫原因说明 %}{{ 项.致贫原因 }}：{{ 项.致贫原因说明 }}"
        "{{ '' if loop.last or 项.致贫原因说明[-1] in '。；！？' else '；' }}{% endfor %}"
    )
    return [
        Row([head("主要致贫原因", style=SMALL_HEADING), Cell("{{ 户.主要致贫原因选项 }}", TICKS)]),
        Row([head("其他致贫原因", style=SMALL_HEADING), Cell("{{ 户.其他致贫原因选项 }}", TICKS)]),
        *_told(label("cause.note"), told, 14, "致贫原因|map(attribute='致贫原因说明')|join"),
        *when_monitored(
            2,
            Row([head(label("household_year.risks"), style=SMALL_HEADING), Cell(RISKS, TICKS)]),
            *_told(label("household_year.risk_note"), RISKS_TOLD, 14, "年度情况.风险说明", "监测.风险情况说明"),
        ),
    ]


def _told(name: str, content: str, height: float, *typed: str) -> list[Row]:
    """A row with room for several lines; what was `typed` may be longer than a page."""
    row = Row([head(name, style=SMALL_HEADING), Cell(content, SMALL_LEFT)], height)
    return unless_long(typed, row, 2, [row]) if typed else [row]


def _members() -> str:
    def plain(path: str, width: float, name: str = "") -> tuple[str, str, float]:
        return name or label(path), value(path), width

    columns = (
        ("序号", "{{ 成员.行号 }}", 10),
        plain("member.name", 24),
        plain("member.sex", 10),
        (label("member.id_no"), "{{ 成员.证件号码 or 成员.无证件原因 }}", 38),
        plain("member_year.relation", 22),
        plain("member.ethnic", 15),
        plain("member_year.education", 22),
        plain("member_year.school", 24),
        plain("member_year.health", 28),
        plain("member_year.labour", 24),
        plain("member_year.work_place", 20, "务工状况"),
        plain("member_year.work_months", 12, "务工\n月数"),
        ("参加\n" + short("member_year.medical"), value("member_year.medical"), 16),
    )
    rows = [
        heads(*(name for name, _, _ in columns), style=TINY_HEADING, height=11),
        *repeated("成员 in 家庭成员", [Cell(content, TINY) for _, content, _ in columns], len(columns), 11),
        *repeated("空 in 家庭成员|空行(10)", [Cell("", TINY) for _ in columns], len(columns), 11),
    ]
    return table([width for _, _, width in columns], rows, margin=0.6)


def _helpers() -> str:
    columns = (
        (label("cadre.name"), value("cadre.name"), 24),
        (label("unit.name"), value("unit.name"), 44),
        (label("unit.level"), value("unit.level"), 22),
        (label("cadre.post"), value("cadre.post"), 24),
        ("联系电话\n起止时间", value("cadre.phone") + "\n{{ 项.起止时间 }}", 50),
    )
    rows = [
        heads(*(name for name, _, _ in columns), height=10),
        *repeated("项 in 责任人", [Cell(content, SMALL) for _, content, _ in columns], 5, 9.5),
        *repeated("空 in 责任人|空行(8)", [Cell() for _ in columns], 5, 9.5),
    ]
    return table([width for _, _, width in columns], rows)


def _plan() -> str:
    return table(
        [38, 126],
        [
            *_told(label("plan.wish"), value("plan.wish"), 14, "计划.户主意愿"),
            *_told("目标人均纯收入（元）", value("plan.target"), 9),
            *_told("计划采取的措施", _PLANNED, 26, "措施|map(attribute='措施内容')|join"),
            *_told(label("plan.made_on"), value("plan.made_on"), 9),
        ],
        together=True,
    )


_PLANNED = (
    "{% for 项 in 措施 %}{{ loop.index }}. {{ 项.措施内容 }}"
    "{% if 项.规模数量 and 项.规模数量 not in 项.措施内容 %}（{{ 项.规模数量 }}）{% endif %}"
    "{{ '。' if loop.last else '；' }}{% endfor %}"
)


def _given() -> str:
    """Help that the household really got, with its day; what was only planned stands in the part before."""
    columns = (
        ("项目类别", value("benefit.category"), TINY, 26),
        ("帮扶单位", value("benefit.provider"), TINY, 34),
        (
            "帮扶内容及成本",
            (
                "{{ 项.落实内容 }}{% if 项.落实数量 and 项.落实数量 not in 项.落实内容 %}（{{ 项.落实数量 }}）{% endif %}"
                "{% if 项.落实金额 and 项.落实金额 != '0.00' %}，{{ 项.落实金额 }}元{% endif %}"
            ),
            TINY_LEFT,
            54,
        ),
        ("帮扶时间", value("benefit.date"), TINY, 26),
        ("户主签名", "", TINY, 24),
    )
    return _signed(columns, "项 in 落实", "空 in 落实|空行(5)", "项.落实内容")


def _gained() -> str:
    """What came of it: the result of a measure that was carried out, and what it earned; below, who signs for the whole book."""
    done = "措施|selectattr('实际增收')|list"
    columns = (
        ("年度", "{{ 文书.年度 }}年", TINY, 22),
        ("项目", value("measure.content"), TINY_LEFT, 60),
        ("收益（元）", value("measure.actual_gain"), TINY, 40),
        ("户主签名", "", TINY, 42),
    )
    signing = signing_below(("户主签字（按手印）", "帮扶责任人签字"), "村民委员会", (2, 1, 1))
    return _signed(columns, f"项 in {done}", f"空 in ({done})|空行(5)", "项.措施内容", signing)


def _signed(
    columns: tuple[tuple[str, str, Style, float], ...], filled: str, blank: str, typed: str, *below: Row
) -> str:
    """A list in which the household signs every row; its last ones are on one page with the rows below it."""
    count = len(columns)
    row = Row([Cell(one, style) for _, one, style, _ in columns], _SIGNED)
    rows = [
        heads(*(name for name, _, _, _ in columns), height=10),
        tag(f"for {filled}", count),
        *unless_long([typed], row, count, last_kept(row, count, kept=bool(below))),
        tag("endfor", count),
        *repeated(blank, [Cell("", TINY) for _ in columns], count, _SIGNED, kept=bool(below)),
        *below,
    ]
    return table([width for _, _, _, width in columns], rows, margin=0.7)
