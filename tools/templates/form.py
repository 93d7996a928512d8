# SPDX-License-Identifier: MIT
"""Tables as forms have them: fixed widths, rows that do not split, heads that repeat, places for pen and seal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from templates.fonts import BODY, FIVE, FOUR, HEAD, NOTE, SMALL_FIVE, SMALL_FOUR, SMALL_TWO, TITLE
from templates.typography import Style, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Exact line pitch (固定值) makes rows as high in Word as anywhere else, whatever font stands in for a missing one.
CELL = Style(font=BODY, size=SMALL_FOUR, align="center", line=17)
LEFT = CELL.but(align="left")
HEADING = CELL.but(font=HEAD)
SMALL = CELL.but(size=FIVE, line=14.5)
SMALL_LEFT = SMALL.but(align="left")
SMALL_HEADING = SMALL.but(font=HEAD)
TINY = CELL.but(size=SMALL_FIVE, line=12.5)
TINY_LEFT = TINY.but(align="left")
TINY_HEADING = TINY.but(font=HEAD)
# Boxes to tick in the font of the words beside them; with a Latin one LibreOffice draws the first box of a line smaller.
TICKS = SMALL_LEFT.but(latin=BODY)
TINY_TICKS = TINY.but(latin=BODY)
TINY_TICKS_LEFT = TINY_LEFT.but(latin=BODY)
LARGE = CELL.but(size=FOUR, line=20)
LARGE_HEADING = LARGE.but(font=HEAD)

FORM_TITLE = Style(font=TITLE, size=SMALL_TWO, align="center", after=2)
FORM_YEAR = Style(font=NOTE, size=FIVE, align="center", after=5)
FORM_PART = Style(font=HEAD, size=FIVE, before=8, after=3, keep=True)  # opens a part of the form

_LONG = 300  # 汉字 of a text that may take more than a page
WITH_SIGNATURES = 2  # rows of a list that stand with those who sign below it
ROW = 8.2  # least height of a row; practice is at least 8 mm
_TWIPS = 56.6929
_OPEN = "<w:tcBorders>" + "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right")) + "</w:tcBorders>"


@dataclass(frozen=True)
class Cell:
    """A cell. Lines of the text become paragraphs; `styles` gives single lines, by place, a style of their own.

    `merge`: "restart" in the topmost of cells that are one, "continue" in those below it. `inner`: what stands in the cell
    instead of a text, as paragraphs and tables; such a cell has a frame on top only.
    """

    text: str = ""
    style: Style = CELL
    span: int = 1
    valign: str = "center"
    vertical: bool = False
    merge: str = ""
    inner: str = ""
    styles: Mapping[int, Style] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row of a table; `height` is the least height."""

    cells: Sequence[Cell]
    height: float = ROW
    repeat: bool = False
    split: bool = field(default=False)
    keep: bool = False  # on one page with the next row


def head(words: str, span: int = 1, style: Style = HEADING) -> Cell:
    """A cell with the name of what stands beside or below it."""
    return Cell(words, style, span)


def pair(name: str, content: str, span: int = 1, style: Style = SMALL) -> list[Cell]:
    """A name and what belongs to it beside it."""
    return [head(name, style=SMALL_HEADING), Cell(content, style, span)]


def heads(*words: str, style: Style = SMALL_HEADING, height: float = ROW) -> Row:
    """The head row of a list; repeated on every page."""
    return Row([Cell(word, style) for word in words], height, repeat=True)


def repeated(loop: str, cells: Sequence[Cell], columns: int, height: float = ROW, *, kept: bool = False) -> list[Row]:
    """A row printed once for each thing: `loop` is what stands after `for`. The last ones may keep with what follows."""
    return [tag(f"for {loop}", columns), *last_kept(Row(cells, height), columns, kept=kept), tag("endfor", columns)]


def last_kept(row: Row, columns: int, *, kept: bool = True) -> list[Row]:
    """A row of a loop, the last ones of which are on one page with what follows, so that no signature stands alone."""
    if not kept:
        return [row]
    return [
        tag(f"if loop.revindex <= {WITH_SIGNATURES}", columns),
        replace(row, keep=True),
        tag("else", columns),
        row,
        tag("endif", columns),
    ]


def unless_long(names: Sequence[str], row: Row, columns: int, rows: Sequence[Row]) -> list[Row]:
    """`rows`, but where a value of these names may be longer than a page the row alone, which then goes on on the next one."""
    return [
        tag(f"if {' or '.join(f'({one} and {one}|length > {_LONG})' for one in names)}", columns),
        replace(row, split=True, keep=False),
        tag("else", columns),
        *rows,
        tag("endif", columns),
    ]


def tag(words: str, columns: int) -> Row:
    """A row that only steers the printing and is not printed."""
    return Row([Cell(f"{{%tr {words} %}}", TINY_LEFT, columns)], 4)


def table(
    widths: Sequence[float], rows: Iterable[Row], *, margin: float = 1.0, together: bool = False, onward: bool = False
) -> str:
    """A table of these column widths. The grid is written too: LibreOffice ignores the widths of cells.

    `together` keeps a small table on one page; `onward` also with what follows, so that no signature stands alone.
    """
    rows = list(rows)
    twips = [round(width * _TWIPS) for width in widths]
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="{6 if side.startswith("inside") else 8}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    space = "".join(
        f'<w:{side} w:w="{round(width * _TWIPS)}" w:type="dxa"/>'
        for side, width in (("top", 0.4), ("left", margin), ("bottom", 0.4), ("right", margin))
    )
    properties = (
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edge}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{space}</w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    kept = [onward or row.keep or (together and row is not rows[-1]) for row in rows]
    body = "".join(_row(row, twips, keep=keep and not row.split) for row, keep in zip(rows, kept, strict=True))
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(row: Row, twips: Sequence[int], *, keep: bool) -> str:
    if sum(cell.span for cell in row.cells) != len(twips):
        raise ValueError(f"{sum(cell.span for cell in row.cells)} of {len(twips)} columns: {row.cells}")
    properties = "".join(
        (
            "" if row.split else "<w:cantSplit/>",
            f'<w:trHeight w:val="{round(row.height * _TWIPS)}" w:hRule="atLeast"/>',
            "<w:tblHeader/>" if row.repeat else "",
        )
    )
    cells, at = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(twips[at : at + cell.span]), keep=keep))
        at += cell.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, *, keep: bool) -> str:
    properties = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "",
            f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else "",
            _OPEN if cell.inner else "",
            '<w:textDirection w:val="tbRlV"/>' if cell.vertical else "",
            f'<w:vAlign w:val="{cell.valign}"/>',
        )
    )
    lines = "".join(
        text(line, cell.styles.get(place, cell.style).but(keep=keep or cell.style.keep))
        for place, line in enumerate(cell.text.split("\n"))
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell.inner or lines}</w:tc>"
