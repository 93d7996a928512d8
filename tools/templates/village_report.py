# SPDX-License-Identifier: MIT
"""村级年度工作报告: a report after GB/T 9704-2012 with charts, and the roll-ups as annexes on pages of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.charts import bar_chart
from templates.fonts import HEAD, NOTE, SMALL_FIVE, THREE
from templates.form import FORM_TITLE, SMALL, SMALL_LEFT, Cell, heads, repeated, table
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SEAL, SIGN, TO
from templates.typography import (
    FORM,
    HAIR,
    LETTER,
    Style,
    add,
    finish,
    new_list,
    new_page,
    new_section,
    text,
)

if TYPE_CHECKING:
    from docx.document import Document

_HEADING = Style(font=HEAD, size=THREE, line=28, indent=2, keep=True)
_NEXT = BODY_TEXT.but(indent=5)  # below the number after “附件：”, one a line without a stop (§7.3.4)
_NOTE = Style(font=NOTE, size=SMALL_FIVE, before=3)
_CHARTS = (
    ("cause.main", "主要致贫原因（户）"),
    ("member.age", "人口年龄结构（人）"),
    ("household_year.exit_year", "历年脱贫（户）"),
)
_WIDTH = 164
_OWN_WORDS = 5  # empty lines where people write what no figure tells
_MOST_COLUMNS = 5
_NAMES = {1: 84, 2: 84, 3: 84, 4: 68, 5: 54}  # millimetres for the names of the lines, by the number of columns


def build() -> Document:
    """Text with charts, seal and date, annexes."""
    paper = new_list("村级年度工作报告", LETTER, "{{ 文书.单位 }}")
    add(
        paper,
        text("{{ 文书.题名|replace('年度', '年度\\n') }}", LETTER_TITLE.but(after=28)),
        text("{% if 致 %}{{ 致 }}人民政府：{% endif %}", TO),
        text("{%p for 章 in 章 %}", HAIR),
        text("{{ 章.标题 }}", _HEADING),
        text("{%p for 段 in 章.段落 %}", HAIR),
        text("{{ 段 }}", BODY_TEXT),
        text("{%p endfor %}", HAIR),
        *_charts(paper),
        text("{%p if not 章.段落 %}", HAIR),
        *(text("", BODY_TEXT) for _ in range(_OWN_WORDS)),
        text("{%p endif %}", HAIR),
        text("{%p endfor %}", HAIR),
        text("{%p for 项 in 附件 %}", HAIR),
        text("{%p if loop.first %}", HAIR),
        text("附件：{{ loop.index }}.{{ 项.题名 }}", BODY_TEXT.but(before=28)),
        text("{%p elif loop.last %}", HAIR),  # a page with the seal has text above it
        text("{{ loop.index }}.{{ 项.题名 }}", _NEXT.but(keep=True)),
        text("{%p else %}", HAIR),
        text("{{ loop.index }}.{{ 项.题名 }}", _NEXT),
        text("{%p endif %}", HAIR),
        text("{%p endfor %}", HAIR),
        text("{{ 文书.单位 }}（盖章）　　　　", SEAL.but(before=96, keep=True)),
        text(DAY, SIGN.but(before=40)),
    )  # fmt: skip
    new_section(paper, FORM, "{{ 文书.单位 }}")
    add(
        paper,
        text("{%p for 项 in 附件 %}", HAIR),
        text("{%p if not loop.first %}", HAIR),
        new_page(),
        text("{%p endif %}", HAIR),
        text("附件{{ loop.index }}", Style(font=HEAD, size=THREE, after=6)),
        text("{{ 项.题名 }}", FORM_TITLE.but(after=6)),
        *(block for count in range(1, _MOST_COLUMNS + 1) for block in _table(count)),
        text("口径：{{ 项.口径 }}", _NOTE),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper


def _charts(paper: Document) -> list[str]:
    blocks = []
    for number, (fact, title) in enumerate(_CHARTS, 1):
        blocks += [
            text(f"{{%p if 章.图 == '{fact}' %}}", HAIR),
            bar_chart(paper, number, f"图['{fact}']", title, 150, 70),
            text("{%p endif %}", HAIR),
        ]
    return blocks


def _table(columns: int) -> list[str]:
    """The table of an annex with so many columns of numbers."""
    each = (_WIDTH - _NAMES[columns]) / columns
    cells = [Cell("{{ 行.名 }}", SMALL_LEFT), *(Cell(f"{{{{ 行.值[{at}] }}}}", SMALL) for at in range(columns))]
    rows = [
        heads("项目", *(f"{{{{ 项.列[{at}] }}}}" for at in range(columns)), height=9),
        *repeated("行 in 项.行", cells, columns + 1, 7.5),
    ]
    return [
        text(f"{{%p if 项.列|length == {columns} %}}", HAIR),
        table([_NAMES[columns], *([each] * columns)], rows),
        text("{%p endif %}", HAIR),
    ]
