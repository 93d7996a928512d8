# SPDX-License-Identifier: MIT
"""D26 个人档案 (一人一档) of a person in special hardship: cover, contents (GB/T 9705-2008) and remarks.

The cover stands on a shelf where many see it: it says who the person is, and nothing of what he lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper
from templates.fonts import NOTE, SMALL_EARLY, THREE, TITLE
from templates.form import FORM_TITLE, LARGE, LARGE_HEADING, LEFT, SMALL, SMALL_LEFT, Cell, Row, heads, repeated, table
from templates.typography import LETTER, Style, add, finish, new_page, text
from templates.words import label, value

if TYPE_CHECKING:
    from docx.document import Document

_PLACE = Style(size=THREE, align="center", before=20)
_TITLE = Style(font=TITLE, size=SMALL_EARLY, align="center", before=36, after=12, spacing=2)
_KIND = Style(font=NOTE, size=THREE, align="center", after=24)
_LINE = LEFT.but(indent=2, before=2, after=2)
_WIDTHS = [13, 24, 32, 46, 19, 11, 11]
_PER_PAGE = 16
_COVER = 14.0


def build() -> Document:
    """Three pages; what is filed by hand goes into the empty rows."""
    paper = new_book_paper("个人档案", LETTER)
    place = "".join(value(f"village.{key}") for key in ("province", "city", "county", "township", "name"))
    add(
        paper,
        text(place, _PLACE),
        text("特殊困难群众个人档案", _TITLE),
        text("（一人一档）", _KIND),
        table([32, 46, 32, 46], _facts()),
        new_page(),
        text("卷内文件目录", FORM_TITLE.but(after=12)),
        table(_WIDTHS, _contents()),
        new_page(),
        text("卷内备考表", FORM_TITLE.but(after=12)),
        table([36, 120], _remarks()),
    )
    finish(paper)
    return paper


def _facts() -> list[Row]:
    title = "{% if not 文书.空白 %}{{ 村.行政村 }}{{ 对象.姓名 }}特殊困难群众个人档案{% endif %}"
    rows = (
        (("姓名", "{{ 对象.姓名 }}"), (label("special.number"), value("special.number"))),
        (("村民小组", "{{ 对象.组名 }}"), ("所在户户主", "{{ 对象.户主 }}")),
        ((label("special.archive_no"), value("special.archive_no")), (label("special.box"), value("special.box"))),
        ((label("special.date"), value("special.date")), (label("special.filed_on"), value("special.filed_on"))),
        (("件数", "{% if 个人档案.件数 %}{{ 个人档案.件数 }}件{% endif %}"), ("页数", "")),
    )
    across = (
        ("起止时间", "{{ 个人档案.起止时间 }}"),
        ("保管期限", "{{ 文书.保管期限 }}"),
        ("立卷单位", "{{ 文书.单位 }}"),
    )
    return [
        Row([Cell("案卷题名", LARGE_HEADING), Cell(title, LARGE, 3)], _COVER),
        *(
            Row(
                [Cell(one, LARGE_HEADING if not place else LARGE) for pair in two for place, one in enumerate(pair)],
                _COVER,
            )
            for two in rows
        ),
        *(Row([Cell(name, LARGE_HEADING), Cell(content, LARGE, 3)], _COVER) for name, content in across),
    ]


def _contents() -> list[Row]:
    named = ("{{ 项.顺序号 }}", "{{ 项.文号 }}", "{{ 项.责任者 }}", "{{ 项.题名 }}", "{{ 项.日期数字 }}", "", "")
    filled = [Cell(one, SMALL_LEFT if "题名" in one else SMALL) for one in named]
    columns = len(_WIDTHS)
    return [
        heads("顺序号", "文号", "责任者", "题名", "日期", "页号", "备注", height=10),
        *repeated("项 in 卷内目录", filled, columns, 12),
        *repeated(f"空 in 卷内目录|满页({_PER_PAGE}, {_PER_PAGE})", [Cell() for _ in _WIDTHS], columns, 12),
    ]


def _remarks() -> list[Row]:
    lines = (
        "{%p if 文书.空白 %}",
        "本卷为　　　　　　　　个人档案，共　　件，　　页。",
        "缺件和需要说明的情况：",
        "{%p else %}",
        "本卷为{{ 对象.姓名 }}个人档案，目录列入{{ 个人档案.件数 }}件，共　　页。",
        "另由人工归入文书　　件，共　　页。",
        "{%p if 缺件 %}",
        "截至{{ 文书.日期 }}，尚缺：",
        "{%p for 项 in 缺件 %}",
        "{{ loop.index }}. {{ 项.内容 }}。",
        "{%p endfor %}",
        "{%p else %}",
        "截至{{ 文书.日期 }}，登记、评估、方案和档案号没有缺项。",
        "{%p endif %}",
        "{%p endif %}",
        "",
        "",
    )
    return [
        Row([Cell("本卷情况说明", LARGE_HEADING, 2)], 12),
        Row([Cell("\n".join(lines), _LINE, 2, valign="top")], 140, split=True),
        *(Row([Cell(name, LARGE_HEADING), Cell("", LEFT)], 14) for name in ("立卷人", "检查人")),
        Row([Cell("立卷时间", LARGE_HEADING), Cell("      年    月    日", LEFT)], 14),
    ]
