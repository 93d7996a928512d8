# SPDX-License-Identifier: MIT
"""D03 卷内备考表: what is missing is listed; who filed, who checked and when is left to the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, LARGE, LARGE_HEADING, LEFT, Cell, Row, table
from templates.typography import LETTER, add, finish, new_paper, text

if TYPE_CHECKING:
    from docx.document import Document

_DAY = "　　　　　年　　　月　　　日"  # a year of four digits is written into 25 mm
_LINE = LEFT.but(indent=2, before=2, after=2)


def build() -> Document:
    """One box for the state of the volume, three lines to sign."""
    paper = new_paper("卷内备考表", LETTER)
    lines = (
        "{%p if 文书.空白 %}",
        "本卷为　　　　年　　　　　　　　户案卷，共　　件，　　页。",
        "缺件和需要说明的情况：",
        "{%p else %}",
        "本卷为{{ 文书.卷内年度 }}年{{ 户.称谓 }}{{ 户.户主姓名 }}户案卷，由程序打印文书{{ 目录|length }}件，共{% if 文书.卷页数 %}{{ 文书.卷页数 }}{% else %}　　{% endif %}页。",
        "另由人工归入文书　　件，共　　页。",
        "{%p if 缺件 %}",
        "截至{{ 文书.日期 }}，以下必填项目尚未登记：",
        "{%p for 项 in 缺件 %}",
        "{{ loop.index }}. {{ 项.部分 }}：{{ 项.内容 }}。",
        "{%p endfor %}",
        "{%p else %}",
        "截至{{ 文书.日期 }}，必填的登记项目没有缺项。",
        "{%p endif %}",
        "{%p endif %}",
        "{%p if 缺少材料 %}",
        "按一户一档目录，以下材料尚缺：{% for 项 in 缺少材料 %}{{ 项.编号 }} {{ 项.名称 }}{% if not loop.last %}；{% endif %}{% endfor %}。",
        "{%p endif %}",
        "{%p if 以前材料 %}",
        "以下材料在以前年度形成，本卷未附，请与以前年度的案卷或原件核对：{% for 项 in 以前材料 %}{{ 项.编号 }} {{ 项.名称 }}{% if not loop.last %}；{% endif %}{% endfor %}。",
        "{%p endif %}",
        "{%p for 项 in 归档说明 %}",
        "{{ 项.内容 }}。",
        "{%p endfor %}",
        "{%p if 问题 %}",
        "以下问题尚未解决，本卷不得归档：",
        "{%p for 项 in 问题 %}",
        "{{ loop.index }}. {{ 项.内容 }}。",
        "{%p endfor %}",
        "{%p endif %}",
        "",
        "",
    )
    signed = [Row([Cell(name, LARGE_HEADING), Cell("", LEFT)], 14) for name in ("立卷人", "检查人")]
    add(
        paper,
        text("卷内备考表", FORM_TITLE.but(after=12)),
        table(
            [36, 120],
            [
                Row([Cell("本卷情况说明", LARGE_HEADING, 2)], 12),
                Row([Cell("\n".join(lines), _LINE, 2, valign="top")], 140, split=True),
                *signed,
                Row([Cell("立卷时间", LARGE_HEADING), Cell(_DAY, LARGE)], 14),
            ],
        ),
    )
    finish(paper)
    return paper
