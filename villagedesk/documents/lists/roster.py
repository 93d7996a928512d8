# SPDX-License-Identifier: MIT
"""A roster (花名册, D23) as Word: the template around a table that is written row by row straight into the file.

Fixed column widths, a head that repeats and rows that do not split (domain.md §6.4). The text becomes smaller where many
columns were chosen, and wraps where even the smallest is too large. Who answers for it stands in the last row of the table, and
the rows above keep with it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.sax.saxutils import escape

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.lists.closing import closing_row
from villagedesk.documents.papers import ROSTER
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.package import DOCUMENT_PART, new_entry
from villagedesk.documents.word.template import render
from villagedesk.models.values.dates import shown as date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from villagedesk.models.rosters.columns import Column
    from villagedesk.services.figures.rosters import Head, Item

TABLE_HERE: Final = "〔花名册〕"  # the paragraph of the template that gives way to the table
_WITH_SIGNATURES: Final = 4  # rows: somebody, and the sums of group, village and all
_TWIPS: Final = 56.7  # of a millimetre
_POINT: Final = 0.3528  # millimetres
_WIDTH: Final = 265.0  # between the margins of the template
_PADDING: Final = 0.8  # on either side of a cell
_LARGEST, _SMALLEST, _STEP = 10.5, 6.5, 0.5
_ROW: Final = 8.0  # least height in millimetres (domain.md §6.4)
_BODY, _HEAD, _LATIN = "仿宋_GB2312", "黑体", "Times New Roman"
_TOGETHER: Final = 200  # rows that are packed at a time
_IMPOSSIBLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Measures(NamedTuple):
    """How the table is set: points of its letters, and the width of each column in twentieths of a point."""

    size: float
    widths: tuple[int, ...]


def measures(columns: Sequence[Column]) -> Measures:
    """The largest letters with which the columns stand side by side, and the page filled with them."""
    room = _WIDTH - 2 * _PADDING * len(columns)
    total = sum(column.width for column in columns)
    size = _LARGEST
    while size > _SMALLEST and total * size * _POINT > room:
        size -= _STEP
    each = [column.width / total * room + 2 * _PADDING for column in columns]
    return Measures(size, tuple(int(width * _TWIPS) for width in each))


def write_word(head: Head, items: Iterable[Item], target: Path) -> None:
    """Write a roster as .docx; what is written is in memory some rows at a time only.

    Raises:
        TemplateFault: the template was changed and asks for what does not exist.
        OSError: it cannot be written.
    """
    frame = render(built_in(ROSTER.template), _context(head))
    with zipfile.ZipFile(io.BytesIO(frame)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            with archive.open(new_entry(name), "w") as part:
                if name == DOCUMENT_PART:
                    before, signing, after = _around(content.decode("utf-8"))
                    part.write(before.encode("utf-8"))
                    for piece in _table(head, items, signing):
                        part.write(piece.encode("utf-8"))
                    part.write(after.encode("utf-8"))
                else:
                    part.write(content)


def _context(head: Head) -> dict[str, Any]:
    """What the template prints: plain values only."""
    return {
        ABOUT: {
            "题名": head.title,
            "户标识": "",
            "日期": date_words(head.day.isoformat()),
            "日期数字": head.day.isoformat(),
            "范围": head.place,
            "年度": str(head.year),
            "计龄日期": head.ages_on,
            "内部": head.mark,
            "空白": "" if head.ages_on else "（空白表）",
        }
    }


def _around(document: str) -> tuple[str, str, str]:
    """The text before the paragraph that gives way to the table, the table of the signatures below it, and what follows."""
    place = document.index(TABLE_HERE)
    start = max(document.rfind("<w:p>", 0, place), document.rfind("<w:p ", 0, place))
    begun = document.index("<w:tbl>", place)
    end = document.index("</w:tbl>", begun) + len("</w:tbl>")
    return document[:start], document[begun:end], document[end:]


def _table(head: Head, items: Iterable[Item], signing: str) -> Iterator[str]:
    found = measures(head.columns)
    yield _opening(found)
    yield _row([_cell(width, found.size, _HEAD).join(one.heading) for one, width in _pairs(head, found)], head=True)
    cells = [_cell(width, found.size, _BODY, centred=_is_short(one)) for one, width in _pairs(head, found)]
    total = _cell(sum(found.widths), found.size, _HEAD, centred=False, span=len(head.columns))
    rows: list[str] = []
    last: deque[str] = deque()
    for item in items:
        filled = [total.join(item.total)] if item.total else [c.join(t) for c, t in zip(cells, item.cells, strict=True)]
        last.append(_row(filled))
        if len(last) > _WITH_SIGNATURES:
            rows.append(last.popleft())
        if len(rows) == _TOGETHER:
            yield "".join(rows)
            rows.clear()
    yield "".join((*rows, *map(_kept, last), closing_row(found.widths, signing))) + "</w:tbl>"


def _kept(row: str) -> str:
    """A row that stands on one page with the next."""
    return row.replace("<w:pPr>", "<w:pPr><w:keepNext/>")


def _pairs(head: Head, found: Measures) -> Iterator[tuple[Column, int]]:
    return zip(head.columns, found.widths, strict=True)


def _is_short(column: Column) -> bool:
    """Long texts begin at the left, everything else stands in the middle."""
    return column.width < 7 or column.hidden


def _opening(found: Measures) -> str:
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="{4 if side.startswith("inside") else 8}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    space = (
        f'<w:left w:w="{int(_PADDING * _TWIPS)}" w:type="dxa"/><w:right w:w="{int(_PADDING * _TWIPS)}" w:type="dxa"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in found.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(found.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edge}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{space}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    height = f'<w:trHeight w:val="{round(_ROW * _TWIPS)}" w:hRule="atLeast"/>'
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeat}</w:trPr>{''.join(cells)}</w:tr>"


class _Around(NamedTuple):
    """The XML before and after the words of a cell."""

    before: str
    after: str

    def join(self, text: str) -> str:
        if not text:
            return self.before + self.after
        lines = escape(_IMPOSSIBLE.sub("", text)).replace("\t", " ").split("\n")
        broken = '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)
        return f"{self.before}{broken}{self.after}"


def _cell(width: int, size: float, font: str, *, centred: bool = True, span: int = 1) -> _Around:
    """A cell with an East Asian font and an exact pitch, as on all papers."""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fonts = f'<w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}" w:cs="{_LATIN}"/>'
    half = round(size * 2)
    before = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{round(size * 1.3 * 20)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{"center" if centred else "left"}"/></w:pPr><w:r><w:rPr>{fonts}'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        '<w:t xml:space="preserve">'
    )
    return _Around(before, "</w:t></w:r></w:p></w:tc>")
