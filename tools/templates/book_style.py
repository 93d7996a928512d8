# SPDX-License-Identifier: MIT
"""What the papers of the books (台账) have in common: mark and footer of the pages, named fields, lines with their sums."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from templates.form import (
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    TICKS,
    TINY_HEADING,
    WITH_SIGNATURES,
    Cell,
    Row,
    heads,
    last_kept,
    pair,
    table,
    tag,
    unless_long,
)
from templates.notice_style import when
from templates.signing import answering_row
from templates.typography import HAIR, WIDE, Page, Style, add, finish, mark_inside, new_list, new_page, text
from templates.words import choices, day, label, value

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
SITE = (("建设前", "项目.建设前照片"), ("建设中", "项目.建设中照片"), ("建成后", "项目.建成后照片"))  # of a project
PAIRS = (34.0, 48.0, 34.0, 48.0)  # names and contents, two beside each other
_PICTURE = Style(align="center")  # an exact pitch would cut the photo off
_GAP = text("", Style(size=6, line=6))
_ROWS = 8  # of a whole book for the pen
_GRID = 7  # millimetres: a column of days or months is narrower
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
    return pair(label(path), day(path), span, SMALL)


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
        line_table(
            group, columns, f"{_ROWS} if 文书.空白 else 1", 10, (long,), below=[_GAP, answering_row(WIDE.text_width)]
        ),
    )
    finish(paper)
    return paper


def line_table(
    group: str,
    columns: Sequence[Column],
    least: int | str,
    height: float = 9.0,
    long: Sequence[str] = (),
    below: Sequence[str] = (),
) -> str:
    """The lines of a group as a table of their own, see `lined`.

    `below` are the paragraphs and tables that must not stand alone on a page, such as signatures: the last row of the table,
    with which the rows above it keep. A grid of days or months has smaller heads and less room beside them.
    """
    rows = lined(group, columns, least, height, long, kept=bool(below))
    if below:
        rows.append(Row([Cell(span=len(columns), inner="".join([*below, text("", HAIR)]))]))
    return table([one.width for one in columns], rows, margin=0.4 if _is_grid(columns) else 1.0)


def ended(rows: Sequence[Row], below: Sequence[str], widths: Sequence[float] = PAIRS) -> str:
    """A form with what must not stand alone on a page, such as signatures, as its last row; two rows above keep with it."""
    kept = [replace(row, keep=True) for row in rows[-WITH_SIGNATURES:]]
    inner = "".join([*below, text("", HAIR)])
    return table(widths, [*rows[:-WITH_SIGNATURES], *kept, Row([Cell(span=len(widths), inner=inner)])])


def _is_grid(columns: Sequence[Column]) -> bool:
    return min(one.width for one in columns) < _GRID


def lined(
    group: str,
    columns: Sequence[Column],
    least: int | str,
    height: float = 9.0,
    long: Sequence[str] = (),
    *,
    kept: bool = False,
) -> list[Row]:
    """Head, lines of a group, rows for the pen up to `least`, and the sums where a column has one.

    `long` are values of a line that may be longer than a page: such a line goes on on the next one, others do not split.
    `kept` keeps the last rows with the row that follows.
    """
    return [
        heads(*(one.heading for one in columns), style=TINY_HEADING if _is_grid(columns) else SMALL_HEADING, height=10),
        *_filled(group, columns, height, long, kept=kept),
        *_for_the_pen(group, columns, str(least), height, kept=kept),
    ]


def _filled(group: str, columns: Sequence[Column], height: float, long: Sequence[str], *, kept: bool) -> list[Row]:
    count, cells = len(columns), [Cell(one.content, one.style) for one in columns]
    rows = last_kept(Row(cells, height), count, kept=kept)
    if long:
        rows = unless_long(long, Row(cells, height), count, rows)
    return [tag(f"for 项 in {group}", count), *rows, tag("endfor", count)]


def _for_the_pen(group: str, columns: Sequence[Column], least: str, height: float, *, kept: bool) -> list[Row]:
    count, row = len(columns), Row([Cell("", one.style) for one in columns], height)
    rows = [tag(f"for 空 in {group}|空行({least})", count), *last_kept(row, count, kept=kept), tag("endfor", count)]
    if any(one.total for one in columns):
        first = next(place for place, one in enumerate(columns) if one.total)
        sums = [Cell(one.total, one.style) for one in columns[first:]]
        rows.append(Row([Cell("合计", SMALL_HEADING, first), *sums], height, keep=kept))
    return rows


def photo_pages(
    title: str,
    photos: Sequence[tuple[str, str]],
    width: float,
    height: float,
    lines: tuple[str, str, str] | None = None,
) -> list[str]:
    """Photos on pages of their own, each with its caption; nothing at all where there is none.

    `photos` are captions and values; `lines` are a group, the photo of its rows and their caption. Measures in millimetres.
    """
    blocks = [new_page(), text(title, FORM_TITLE)]
    for caption, photo in photos:
        blocks += when(photo, *_photo(caption, photo, width, height))
    conditions = [photo for _caption, photo in photos]
    if lines is not None:
        group, photo, caption = lines
        some = _photo(caption, f"项.{photo}", width, height)
        blocks += [text(f"{{%p for 项 in {group} if 项.{photo} %}}", HAIR), *some, text("{%p endfor %}", HAIR)]
        conditions.append(f"{group}|selectattr('{photo}')|list")
    return when(" or ".join(conditions), *blocks)


def _photo(caption: str, photo: str, width: float, height: float) -> list[str]:
    box = Cell(f"{{{{ {photo}|框({width - 6:g}, {height - 4:g}) }}}}", _PICTURE)
    return [
        table([width], [Row([box], height), Row([Cell(caption, SMALL)], 8.5)], together=True),
        text("", Style(size=5, line=6)),
    ]
