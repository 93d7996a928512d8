# SPDX-License-Identifier: MIT
"""D24 驻村工作考勤表: a month of the village team on one wide page, a column for each day, with what the days come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import new_book_paper, village_title
from templates.form import FORM_TITLE, FORM_YEAR, TINY, TINY_HEADING, TINY_LEFT, Cell, heads, repeated, table
from templates.letter_style import known
from templates.signing import boxes
from templates.typography import Page, Style, add, finish, text
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=20, right=11, bottom=14, left=11, footer=7)
_LEGEND = TINY_LEFT.but(before=3, after=6)
_SUMS = ("在村", "在岗", "请假", "公休", "脱岗", "未填")
_DAY = TINY.but(size=8)
_WIDTHS = (7.0, 17.0, 18.0, *(5.5,) * 31, *(8.0,) * len(_SUMS), 14.0)
_PEN = 8


def build() -> Document:
    """Everybody of the month, the signs, and who kept and checked it."""
    paper = new_book_paper("驻村工作考勤表", _PAGE)
    add(
        paper,
        text(village_title("驻村工作考勤表"), FORM_TITLE),
        text(f"（{known('月份.年月', 6)}）", FORM_YEAR),
        table(_WIDTHS, _grid(), margin=0.2),
        text(f"{_legend()}。空格为没有登记，“／”为当月没有的日子；在岗为在村、开会和出差。", _LEGEND),
        boxes(("驻村干部本人", "考勤员", "村党支部书记", "乡镇组织委员", "派出单位"), _PAGE.text_width),
        text("", Style(size=2, line=2)),
    )
    finish(paper)
    return paper


def _grid() -> list[object]:
    days = [str(day) for day in range(1, 32)]
    columns = len(_WIDTHS)
    row = [Cell(f"{{{{ 行.{name} }}}}", TINY) for name in ("序号", "姓名", "岗位")]
    row += [Cell(f"{{{{ 行.日{day} }}}}", _DAY) for day in days]
    row += [Cell(f"{{{{ 行.{name} }}}}", TINY) for name in (*_SUMS, "在岗率")]
    return [
        heads("序号", "姓名", "岗位", *days, *_SUMS, "在岗率", style=TINY_HEADING, height=9),
        *repeated("行 in 考勤表", row, columns, 9),
        *repeated(f"空 in 考勤表|空行({_PEN})", [Cell("", TINY) for _one in row], columns, 9),
    ]


def _legend() -> str:
    """The signs as the screen has them; of a shape that says itself (会, 休) the word is enough."""
    return "　".join(f"{one.more['sign']} {one.label}" for one in code_list("attendance_code").choices())
