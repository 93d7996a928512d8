# SPDX-License-Identifier: MIT
"""D24 驻村工作清单: what a year's duties are, whose, how often, and in which months they were done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper, village_title
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    TINY,
    TINY_HEADING,
    TINY_LEFT,
    Cell,
    Row,
    heads,
    repeated,
    table,
)
from templates.letter_style import known
from templates.signing import signing_row
from templates.typography import Page, Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=20, right=12, bottom=14, left=12, footer=7)
_NAMED: tuple[tuple[str, str, float, Style], ...] = (
    ("序号", "序号", 9, TINY),
    ("职责类别", "职责类别", 24, TINY),
    ("工作事项", "工作事项", 62, TINY_LEFT),
    ("责任人", "责任人", 18, TINY),
    ("频次", "频次", 13, TINY),
    ("完成时限", "时限", 21, TINY),
    ("应留佐证", "佐证", 30, TINY_LEFT),
)
_MONTH = 6.0
_LAST = (("销号", "销号", 21, TINY),)
_PEN = 8


def build() -> Document:
    """The duties with a box for each month; signed by whom they bind and who checks them."""
    paper = new_book_paper("驻村工作清单", _PAGE)
    add(
        paper,
        text(village_title("驻村工作清单"), FORM_TITLE),
        text(f"（{known('文书.年度', 3)}年度　按月打钩：√已完成，×没有完成，空格为没有登记）", FORM_YEAR),
        table([*(one[2] for one in _NAMED), *(_MONTH,) * 12, *(one[2] for one in _LAST)], _rows(), margin=0.4),
        text("签字", FORM_PART.but(keep=True)),
        signing_row(("驻村干部（签字）", "村党支部书记（签字）", "乡镇组织委员（签字）"), "乡镇党委", _PAGE.text_width),
    )
    finish(paper)
    return paper


def _rows() -> list[Row]:
    months = [str(month) for month in range(1, 13)]
    cells = [Cell(f"{{{{ 项.{name} }}}}", style) for _head, name, _width, style in _NAMED]
    cells += [Cell(f"{{{{ 项.月{month} }}}}", TINY) for month in months]
    cells += [Cell(f"{{{{ 项.{name} }}}}", style) for _head, name, _width, style in _LAST]
    words = [*(one[0] for one in _NAMED), *(f"{month}月" for month in months), *(one[0] for one in _LAST)]
    return [
        heads(*words, style=TINY_HEADING, height=10),
        *repeated("项 in 清单", cells, len(cells), 9),
        *repeated(f"空 in 清单|空行({_PEN})", [Cell("", TINY) for _one in cells], len(cells), 9),
    ]
