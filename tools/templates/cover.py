# SPDX-License-Identifier: MIT
"""D01 封面, with the strip for the back of the folder (脊背)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import FOUR, HEAD, NOTE, SMALL_EARLY, THREE, TITLE
from templates.form import LARGE, LARGE_HEADING, TINY, Cell, Row, table
from templates.typography import GREY, LETTER, Style, add, finish, new_paper, paragraph, run, text
from templates.words import counted, kind_of_household, label, value

if TYPE_CHECKING:
    from docx.document import Document

_PLACE = Style(size=THREE, align="center", before=20)
_TITLE = Style(font=TITLE, size=SMALL_EARLY, align="center", before=36, after=12, spacing=2)
_KIND = Style(font=NOTE, size=THREE, align="center", after=24)
_ROW = 12.5
_HEAD = LARGE_HEADING
_VALUE = LARGE
_NOTE = Style(font=NOTE, size=FOUR, align="center", color=GREY, after=10)


def build() -> Document:
    """Front page and back strip."""
    paper = new_paper("封面", LETTER, numbered=False)
    place = "".join(value(f"village.{key}") for key in ("province", "city", "county", "township", "name"))
    add(
        paper,
        text(place, _PLACE),
        text("{{ 户.称谓 }}档案", _TITLE),
        text("（一户一档）", _KIND),
        table([32, 46, 32, 46], _facts()),
        paragraph(run('<w:br w:type="page"/>', _NOTE), _NOTE),
        text("档案盒脊背（沿边线剪下，宽2厘米）", _NOTE),
        table([20], _spine(), margin=0.5),
    )
    finish(paper)
    return paper


def _facts() -> list[Row]:
    pairs = (
        (("户主", "{{ 户.户主姓名 }}"), (label("household.group"), "{{ 户.组名 }}")),
        (("家庭人口", counted("家庭人口")), kind_of_household()),
        (
            (label("household.identify_year"), value("household.identify_year")),
            (label("household_year.exit_year"), value("household_year.exit_year")),
        ),
        (("全宗号", "{{ 文书.全宗号 }}"), ("档号", "{{ 户.档号 }}")),
        (("保管期限", "{{ 文书.保管期限 }}"), ("资料年度", "{{ 文书.卷内年度 }}")),
        (
            ("件数", "{% if 文书.件数 %}{{ 文书.件数 }}件{% endif %}"),
            ("页数", "{% if 文书.卷页数 %}{{ 文书.卷页数 }}页{% endif %}"),
        ),
    )
    rows = [
        Row([Cell(one, _HEAD if place == 0 else _VALUE) for two in pair for place, one in enumerate(two)], _ROW)
        for pair in pairs
    ]
    title = "{% if not 文书.空白 %}{{ 村.行政村 }}{{ 户.组名 }}{{ 户.户主姓名 }}户{{ 户.称谓 }}档案{% endif %}"
    across = (
        (label("village.fonds_name"), "{{ 文书.全宗名称 }}"),
        (label("village.archive_class"), "{{ 文书.类目 }}"),
        ("案卷题名", title),
        ("起止时间", "{{ 文书.起止时间 }}"),
        ("立卷单位", "{{ 文书.立卷单位 }}"),
    )
    above = [Row([Cell(name, _HEAD), Cell(content, _VALUE, 3)], _ROW) for name, content in across]
    return [*above[:3], *rows, *above[3:]]


def _spine() -> list[Row]:
    across = LARGE
    name = Style(font=HEAD, size=FOUR, align="center")
    return [
        Row([Cell("全宗号\n{{ 文书.全宗号 }}", across)], 22),
        Row([Cell("档号\n{{ 户.档号 }}", across, styles={1: TINY})], 22),
        Row(
            [
                Cell(
                    "{{ 村.行政村 }}{{ 户.组名 }} {% if 文书.空白 %}　　　　{% endif %}{{ 户.户主姓名 }}户档案",
                    name,
                    vertical=True,
                )
            ],
            116,
        ),
        Row([Cell("年度\n{{ 文书.卷内年度 }}", across)], 22),
        Row([Cell("期限\n{{ 文书.保管期限 }}", across)], 22),
    ]
