# SPDX-License-Identifier: MIT
"""D24 驻村工作考勤表: a month of the village team on one wide page, a column for each day, with what the days come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import Column, line_table, new_book_paper, village_title
from templates.form import FORM_TITLE, FORM_YEAR, TINY, TINY_LEFT
from templates.signing import signing_row
from templates.typography import Page, add, finish, text
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from docx.document import Document

_PAGE = Page(width=297, height=210, top=20, right=11, bottom=14, left=11, footer=7)
_LEGEND = TINY_LEFT.but(before=3, after=6)
_SUMS = ("在村", "在岗", "请假", "公休", "脱岗", "未填")
_WIDTHS = {"序号": 8.0, "姓名": 16.0, "岗位": 18.0, **dict.fromkeys(_SUMS, 8.0), "在岗率": 14.0}
_PEN = 8
_SIGNERS = ("驻村干部（签字）", "考勤员（签字）", "村党支部书记（签字）", "乡镇组织委员（签字）")
_MONTH = "{% if 月份.年月 %}{{ 月份.年月 }}{% else %}＿＿＿＿年＿＿月{% endif %}"


def build() -> Document:
    """Everybody of the month, the signs, and who kept and checked it; the unit that sent them seals."""
    paper = new_book_paper("驻村工作考勤表", _PAGE)
    legend = f"{_legend()}。空格为没有登记，“／”为当月没有的日子；在岗为在村、开会和出差。"
    below = [text(legend, _LEGEND), signing_row(_SIGNERS, "派出单位", _PAGE.text_width)]
    add(
        paper,
        text(village_title("驻村工作考勤表"), FORM_TITLE),
        text(f"（{_MONTH}）", FORM_YEAR),
        line_table("考勤表", _columns(), _PEN, below=below),
    )
    finish(paper)
    return paper


def _columns() -> list[Column]:
    named = [Column(name, f"{{{{ 项.{name} }}}}", width, TINY) for name, width in _WIDTHS.items()]
    days = [Column(str(day), f"{{{{ 项.日{day} }}}}", 5.5, TINY.but(size=8)) for day in range(1, 32)]
    return [*named[:3], *days, *named[3:]]


def _legend() -> str:
    """The signs as the screen has them; of a shape that says itself (会, 休) the word is enough."""
    return "　".join(f"{one.more['sign']} {one.label}" for one in code_list("attendance_code").choices())
