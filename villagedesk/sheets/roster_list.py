# SPDX-License-Identifier: MIT
"""A roster (花名册, D23) as a spreadsheet: XlsxWriter makes the frame, the rows are written straight into the file.

XlsxWriter holds every cell of a sheet in memory, or puts them into a temporary file that a crash would leave behind with
everybody's names. Texts are inline strings: never formulas, and no long number loses digits.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.sax.saxutils import escape

from villagedesk.models.rosters.columns import decimals
from villagedesk.models.values.dates import shown as date_words
from villagedesk.sheets.saving import MARK_RED, mark_pages, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from villagedesk.models.rosters.columns import Column
    from villagedesk.services.figures.rosters import Head, Item

_SHEET: Final = "xl/worksheets/sheet1.xml"
_TEXT: Final = 49  # the built-in number format for text
_FONT: Final = {"font_name": "宋体", "font_size": 10}
_SIGNED: Final = (
    "填表单位（盖章）：　　　　　　　　填表人：　　　　　　审核人：　　　　　　填表日期：　　　年　　月　　日"
)
_TOGETHER: Final = 200
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d+)?")
_IMPOSSIBLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIGH: Final = ' ht="20" customHeight="1"'  # rows that the pen fills, and sums


class _Kind(NamedTuple):
    """How the cells of a column are written."""

    counts: bool
    number: str
    text: str


class _Looks(NamedTuple):
    """Numbers of the formats in the finished workbook."""

    text: str
    left: str
    whole: str
    scaled: str
    total: str


def write_sheet(head: Head, items: Iterable[Item], target: Path) -> None:
    """Write a roster as .xlsx; what is written is in memory some rows at a time only.

    Raises:
        OSError: it cannot be written.
    """
    frame, first = _frame(head)
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                if name == _SHEET:
                    for piece in _sheet(content.decode("utf-8"), head, items, first):
                        part.write(piece.encode("utf-8"))
                else:
                    part.write(content)


def _frame(head: Head) -> tuple[io.BytesIO, int]:
    """The workbook with a sample of every look where the rows will stand, and the number of the first row (from 0)."""
    import xlsxwriter

    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = workbook.add_worksheet("花名册")
    last = len(head.columns) - 1
    at = 0
    if head.mark:
        mark = workbook.add_format({**_FONT, "bold": True, "font_color": f"#{MARK_RED}", "align": "center"})
        _across(page, at, last, head.mark, mark)
        at += 1
    title = workbook.add_format({**_FONT, "bold": True, "font_size": 16, "align": "center"})
    middle = workbook.add_format({**_FONT, "align": "center"})
    blank = "" if head.ages_on else "（空白表）"
    ages = f"　年龄截至{head.ages_on}" if head.ages_on else ""
    _across(page, at, last, head.title + blank, title)
    _across(page, at + 1, last, f"{head.place}　{head.year}年度{ages}", middle)
    look = {**_FONT, "bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}
    heading = workbook.add_format({**look, "bg_color": "#E8ECEF"})
    for place, column in enumerate(head.columns):
        page.write_string(at + 2, place, column.heading, heading)
        page.set_column(place, place, max(5.0, column.width * 2.1))
    _samples(workbook, page, at + 3)
    page.freeze_panes(at + 3, 0)
    page.repeat_rows(at + 2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(0.6, 0.6, 0.9, 0.7)
    page.fit_to_pages(1, 0)
    mark_pages(page, head.mark)
    page.set_footer(
        f"&L{_footed(head.place + head.title)}&C第&P页 共&N页&R生成日期：{date_words(head.day.isoformat())}"
    )
    workbook.set_properties({"title": head.title, "author": "村档 VillageDesk"})
    workbook.close()
    content.seek(0)
    return content, at + 3


def _footed(text: str) -> str:
    """An ampersand begins a code in headers and footers; Excel takes 255 signs in all."""
    return text.replace("&", "＆")[:80]


def _across(page: Any, row: int, last: int, text: str, look: Any) -> None:
    if last:
        page.merge_range(row, 0, row, last, plain_text(text), look)
    else:
        page.write_string(row, 0, plain_text(text), look)


def _samples(workbook: Any, page: Any, row: int) -> None:
    """One cell in each look, in the order of `_Looks`: their numbers are read from the finished sheet."""
    cell = {**_FONT, "border": 1, "valign": "vcenter", "text_wrap": True}
    looks = (
        {**cell, "align": "center", "num_format": _TEXT}, {**cell, "num_format": _TEXT},
        {**cell, "align": "center", "num_format": "0"}, {**cell, "align": "center", "num_format": "0.00"},
        {**_FONT, "border": 1, "valign": "vcenter", "bold": True},
    )  # fmt: skip
    for place, look in enumerate(looks):
        page.write_blank(row, place, None, workbook.add_format(look))


def _sheet(frame: str, head: Head, items: Iterable[Item], first: int) -> Iterator[str]:
    """The sheet's XML with the rows in place of the samples, and the line for pens below them."""
    start = frame.index(f'<row r="{first + 1}"')
    end = frame.index("</sheetData>")
    found = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', frame[start:end])
    looks = _Looks(*found)
    yield re.sub(r"<dimension [^>]*/>", "", frame[:start])  # of the samples
    letters = [_letters(place) for place in range(len(head.columns))]
    kinds = [
        _Kind(one.counts, looks.scaled if decimals(one) else looks.whole, _look(one, looks)) for one in head.columns
    ]
    row, rows = first, list[str]()
    for item in items:
        row += 1
        if item.total:
            cells = [
                _string(letter, row, looks.total, "" if place else item.total) for place, letter in enumerate(letters)
            ]
        else:
            cells = [
                _cell(letter, row, kind, text) for letter, kind, text in zip(letters, kinds, item.cells, strict=True)
            ]
        rows.append(f'<row r="{row}"{"" if any(item.cells) else _HIGH}>{"".join(cells)}</row>')
        if len(rows) == _TOGETHER:
            yield "".join(rows)
            rows.clear()
    signed = f'<row r="{row + 2}" ht="40" customHeight="1">{_string("A", row + 2, "0", _SIGNED)}</row>'
    yield "".join(rows) + signed + frame[end:]


def _look(column: Column, looks: _Looks) -> str:
    return looks.text if column.width < 7 or column.hidden else looks.left


def _string(letter: str, row: int, look: str, text: str) -> str:
    if not text:
        return f'<c r="{letter}{row}" s="{look}"/>'
    safe = escape(_IMPOSSIBLE.sub("", plain_text(text)))
    return f'<c r="{letter}{row}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def _cell(letter: str, row: int, kind: _Kind, text: str) -> str:
    """A number where the column counts and the text is one; 不适用 and the like stay words."""
    if kind.counts and _NUMBER.fullmatch(text):
        return f'<c r="{letter}{row}" s="{kind.number}"><v>{text}</v></c>'
    return _string(letter, row, kind.text, text)


def _letters(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(place)
    return name
