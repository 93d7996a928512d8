# SPDX-License-Identifier: MIT
"""What the papers of the books (台账) have in common: mark and footer of the pages, named fields, lines with their sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import (
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    Cell,
    Row,
    heads,
    pair,
    repeated,
    table,
    tag,
)
from templates.signing import answering_row
from templates.typography import WIDE, Page, Style, add, finish, mark_inside, new_list, text
from templates.words import choices, label, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

_OWN = "{% if not 文书.空白 %}{{ 文书.单位 }}　{% endif %}{{ 文书.题名 }}"


def new_book_paper(title: str, page: Page) -> Document:
    """A paper of a book: on top the mark of what is not for everybody, below what it is and the number of the page."""
    paper = new_list(title, page, _OWN)
    mark_inside(paper.sections[0])
    return paper


REACHED = "{{ 项目.计划受益户数 or '　　　' }}户{{ 项目.计划受益人数 or '　　　' }}人"  # whom a project is to reach
PAIRS = (34.0, 48.0, 34.0, 48.0)  # names and contents, two beside each other
_ROWS = 8  # of a whole book for the pen
_LONG = 300  # 汉字 of a text that may take more than a page
CLOSE = Page(top=20, bottom=16, footer=8)  # room for one row more


def village_title(title: str) -> str:
    """The title with the village before it; the pen writes the village where nobody knows it."""
    return f"{{{{ 村.行政村 }}}}{title}"


def asked(path: str, span: int = 1, style: Style = SMALL) -> list[Cell]:
    """A field with its label, whose unit the head of the form says; over several columns it stands at the left."""
    return pair(label(path), value(path), span, SMALL_LEFT if span > 1 else style)


def ticked(path: str, span: int) -> list[Cell]:
    """A coded field with all its choices."""
    return pair(label(path), choices(path), span, TICKS)


def day_of(path: str, span: int = 1) -> list[Cell]:
    """A day; what is not known waits for the pen."""
    name = value(path)[3:-3]
    return pair(label(path), f"{{{{ {name} or '    年   月   日' }}}}", span, SMALL)


def objections(path: str, span: int = 1) -> list[Cell]:
    """A yes or no about 有无: 有 or 无 is ticked, or neither."""
    name = value(path)[3:-3]
    boxes = (f"{{{{ '☑' if {name} == '{answer}' else '□' }}}}{word}" for answer, word in (("是", "有"), ("否", "无")))
    return pair(label(path), " ".join(boxes), span, TICKS)


class Column:
    """A column of lines: heading, what stands in it, its width in millimetres, and the sum below it."""

    def __init__(self, heading: str, content: str, width: float, style: Style = SMALL, total: str = "") -> None:
        self.heading, self.content, self.width, self.style, self.total = heading, content, width, style, total


def book_list(title: str, columns: Sequence[Column], long: str, more: str = "", group: str = "台账") -> Document:
    """A whole book in a year as one table on lying pages; who filled it in and who looked it over.

    `long` is the value of a record that may be longer than a page: such a row goes on on the next one, others do not split.
    `group` has the rows, where the paper computes them.
    """
    paper = new_book_paper(title, WIDE)
    year = "{{ 文书.年度 or '　　　　' }}"
    add(
        paper,
        text(village_title(title), FORM_TITLE),
        text(f"（{year}年度{more}）", FORM_YEAR),
        line_table(group, columns, f"{_ROWS} if 文书.空白 else 1", 10, (long,)),
        text("", Style(size=6, line=6)),
        answering_row(WIDE.text_width),
    )
    finish(paper)
    return paper


def line_table(
    group: str, columns: Sequence[Column], least: int | str, height: float = 9.0, long: Sequence[str] = ()
) -> str:
    """The lines of a group as a table of their own, see `lined`."""
    return table([one.width for one in columns], lined(group, columns, least, height, long))


def lined(
    group: str, columns: Sequence[Column], least: int | str, height: float = 9.0, long: Sequence[str] = ()
) -> list[Row]:
    """Head, lines of a group, rows for the pen up to `least`, and the sums where a column has one.

    `long` are values of a line that may be longer than a page: such a line goes on on the next one, others do not split.
    """
    return [
        heads(*(one.heading for one in columns), height=10),
        *_filled(group, columns, height, long),
        *_for_the_pen(group, columns, str(least), height),
    ]


def _filled(group: str, columns: Sequence[Column], height: float, long: Sequence[str]) -> list[Row]:
    count, cells = len(columns), [Cell(one.content, one.style) for one in columns]
    if not long:
        return repeated(f"项 in {group}", cells, count, height)
    return [
        tag(f"for 项 in {group}", count),
        tag(f"if {' or '.join(f'({one} and {one}|length > {_LONG})' for one in long)}", count),
        Row(cells, height, split=True),
        tag("else", count),
        Row(cells, height),
        tag("endif", count),
        tag("endfor", count),
    ]


def _for_the_pen(group: str, columns: Sequence[Column], least: str, height: float) -> list[Row]:
    rows = repeated(f"空 in {group}|空行({least})", [Cell("", one.style) for one in columns], len(columns), height)
    if any(one.total for one in columns):
        first = next(place for place, one in enumerate(columns) if one.total)
        sums = [Cell(one.total, one.style) for one in columns[first:]]
        rows.append(Row([Cell("合计", SMALL_HEADING, first), *sums], height))
    return rows
