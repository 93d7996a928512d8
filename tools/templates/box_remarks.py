# SPDX-License-Identifier: MIT
"""备考表 of a box (DA/T 22-2015): what is in it and what its households lack; who sorted and who checked is left to the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import FORM_TITLE, LARGE, LARGE_HEADING, LEFT, Cell, Row, table
from templates.typography import LETTER, add, finish, new_list, text

if TYPE_CHECKING:
    from docx.document import Document

_LINE = LEFT.but(indent=2, before=2, after=2)


def build() -> Document:
    """One box for the state of the files, four lines for people and days."""
    paper = new_list("盒内备考表", LETTER, "{{ 文书.单位 }}")
    lines = (
        "本盒为{{ 文书.年度 }}年第{{ 盒.盒号 }}盒，保管期限{{ 盒.保管期限 }}，{% if 盒.起止号 %}件号{{ 盒.起止号 }}，{% endif %}共{{ 盒.户数 }}户{{ 盒.数量 }}件，{{ 盒.页数 }}页。",
        "{{ 文书.说明 }}",
        "{%p if 缺少材料 %}",
        "以下各户按一户一档目录（33项）尚缺：{% for 项 in 缺少材料 %}{{ 项.户 }}缺第{{ 项.内容 }}项{% if not loop.last %}；{% endif %}{% endfor %}。",
        "{%p endif %}",
        "",
        "",
    )
    day = "　　　　　年　　　月　　　日"
    signed = (("整理人", ""), ("整理日期", day), ("检查人", ""), ("检查日期", day))
    add(
        paper,
        text("盒内备考表", FORM_TITLE.but(after=12)),
        table(
            [36, 120],
            [
                Row([Cell("盒内文件情况说明", LARGE_HEADING, 2)], 12),
                Row([Cell("\n".join(lines), _LINE, 2, valign="top")], 128, split=True),
                *(Row([Cell(name, LARGE_HEADING), Cell(content, LARGE)], 14) for name, content in signed),
            ],
        ),
    )
    finish(paper)
    return paper
