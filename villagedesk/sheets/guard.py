# SPDX-License-Identifier: MIT
"""Looks into a workbook before the reader does: a few kilobytes may claim gigabytes.

The reader (calamine) lays a sheet out as a full rectangle, so two cells in opposite corners of a sheet end the whole
process, past any `except` (measured: SIGABRT from a file of 5 KB). What cells a sheet really has is therefore counted
here first. Limits: safety.md B5. What the sheets say is none of this module's business.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.sheets.binary import old_sheets
from villagedesk.sheets.compound import NotCompound
from villagedesk.sheets.extent import column_number, office_sheet, open_document

# What `zipfile` lets through of a damaged archive.
ARCHIVE_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 500
_MOST_PLACES: Final = 8_000_000  # rows × columns of a sheet; the reader needs some 30 bytes for each
_MOST_ENTRIES: Final = 2_000
_MOST_UNPACKED: Final = 200_000_000
_MOST_RATIO: Final = 100
_SMALL: Final = 1_000_000  # an entry this small may be packed as tightly as it likes
_MOST_TEXT: Final = 200_000_000  # bytes of the texts of all cells, each counted as often as it is referred to

_CELL: Final = re.compile(rb"<c[\s>/]")
_PREFIXED: Final = re.compile(rb":(?:c|row)[\s>/]")
_FAR: Final = re.compile(rb' r="(?:[A-Za-z]{3}|[S-Zs-z][A-Za-z]|[A-Za-z]{0,2}(?:[2-9]\d{4}|\d{6}))')
_FILLED: Final = re.compile(rb'<c r="([A-Za-z]+)(\d+)"[^>]*(?<!/)>')
_SHARED: Final = re.compile(rb't="s"[^>]*>\s*<v>(\d+)')


def check_workbook(content: bytes) -> None:
    """Refuse a zipped workbook that is damaged, or would take more room than any roster needs.

    Raises:
        Refused: what is wrong with it, and what to do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            _check_parts(archive)
    except ARCHIVE_FAULTS as fault:
        raise damaged() from fault


def check_old_workbook(content: bytes) -> None:
    """Refuse an .xls workbook that is damaged, or whose cells reach further than any roster.

    Raises:
        Refused: what is wrong with it, and what to do.
    """
    try:
        for extent in old_sheets(content):
            check_size(extent.rows, extent.columns)
    except NotCompound as fault:
        raise damaged() from fault


def check_size(rows: int, columns: int) -> None:
    """Refuse a sheet with more rows or columns than a roster can have."""
    if rows > MOST_ROWS:
        text = _("表格有{rows}行，最多读{most}行。请删去多余的行，或按村分成几个文件，再导入。")
        raise Refused(text.format(rows=rows, most=MOST_ROWS))
    if columns > MOST_COLUMNS:
        text = _("表格有{columns}列，最多读{most}列。请删去多余的列再导入。")
        raise Refused(text.format(columns=columns, most=MOST_COLUMNS))
    if rows * columns > _MOST_PLACES:
        text = _("表格有{rows}行{columns}列，太大了。请删去用不到的行和列，或按村分成几个文件，再导入。")
        raise Refused(text.format(rows=rows, columns=columns))


def damaged() -> Refused:
    """The file looks like a workbook but cannot be read as one."""
    return Refused(
        _("文件已损坏或不完整，无法读取。请用Excel或WPS打开，另存为 .xlsx 后再导入；打不开就向发文单位重新要一份。")
    )


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    suspicious = len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED
    for entry in entries:
        too_tight = entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
        outside = ".." in re.split(r"[/\\]", entry.filename) or entry.filename.startswith(("/", "\\"))
        strange = entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        suspicious = suspicious or too_tight or outside or strange
    if suspicious:
        text = _("文件的内部结构不正常（展开后有{size}兆），可能是恶意文件，没有打开。请向发文单位重新要一份。")
        raise Refused(text.format(size=max(1, unpacked // 1_000_000)))


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, the texts of the cells first: a size that was lied about shows as a wrong checksum."""
    entries = sorted(archive.infolist(), key=lambda entry: not entry.filename.lower().endswith("sharedstrings.xml"))
    texts = [b""]
    for entry in entries:
        part = archive.open(entry).read()
        if entry.filename.lower().endswith("sharedstrings.xml"):
            texts = part.split(b"</si>")
        elif b"sheetData" in part:
            _check_sheet(part)
            _check_text(part, texts)
        elif entry.filename == "content.xml":
            for extent in open_document(part):
                check_size(extent.rows, extent.columns)


def _check_sheet(part: bytes) -> None:
    """Sheets of Excel, WPS and LibreOffice name the place of every cell in one form, which is quickly searched."""
    if b"\0" in part:
        raise damaged()
    if not _is_plain(part):
        extent = office_sheet(part)
        check_size(extent.rows, extent.columns)
    elif _FAR.search(part):
        check_size(*_extent(part))


def _is_plain(part: bytes) -> bool:
    """Whether every row and cell says its place first, without prefix or entity."""
    start, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if (
        _PREFIXED.search(part)
        or b' r="&' in part
        or part.count(b"<row", start, end) != part.count(b'<row r="', start, end)
    ):
        return False
    cells = part.count(b'<c r="', start, end)
    return part.count(b"<c", start, end) == cells or len(_CELL.findall(part, start, end)) == cells


def _extent(part: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell that holds something; formatted empty cells do not count."""
    rows, letters = 0, set()
    for cell in _FILLED.finditer(part):
        rows = max(rows, int(cell.group(2)))
        letters.add(cell.group(1))
    return rows, max((column_number(one.decode()) for one in letters), default=0)


def _check_text(part: bytes, texts: list[bytes]) -> None:
    """A long text that many cells refer to is stored once but read as often as it is referred to."""
    if part.count(b't="s"') * max(map(len, texts)) <= _MOST_TEXT:
        return
    total = sum(len(texts[int(place)]) for place in _SHARED.findall(part) if int(place) < len(texts))
    if total > _MOST_TEXT:
        raise Refused(_("表格里的文字太多（超过200兆），不像花名册，没有打开。请删去大段文字后再导入。"))
