# SPDX-License-Identifier: MIT
"""Opening a spreadsheet of any kind that offices send, as plain rows. What the columns mean is decided in `columns`."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.sheets import compound, guard
from villagedesk.sheets.bulk import many_objects
from villagedesk.sheets.separated import read_separated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Cell = str | int | float | bool | dt.date | dt.datetime | None

_LARGEST: Final = 100_000_000
_HEADING_ROWS: Final = 12  # merged cells above this row are headings and belong to every column they cover
_ZIP: Final = b"PK\x03\x04"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is the first row that Excel shows. Numbers stay numbers, so that rounded ones are noticed."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx, .xls, .ods, .et or .csv file. What it is is told by its content, not by its name.

    Raises:
        Refused: not a spreadsheet, damaged, protected, empty or too large; each said in its own words.
        EnvironmentProblem: the disk or another program keeps it from being read.
    """
    content = _content(path)
    if content.startswith(_ZIP):
        _refuse_other_archives(content)
        guard.check_workbook(content)
        return _calamine_sheets(content)
    if content.startswith(compound.MAGIC):
        _refuse_other_compounds(content)
        guard.check_old_workbook(content)
        return _calamine_sheets(content)
    _refuse_other_formats(content)
    return (Sheet(path.stem, tuple(read_separated(content))),)


def _content(path: Path) -> bytes:
    """The bytes, after everything that is told without opening the file.

    A village file is never opened here: closing it again would drop the locks under which this process works on it.
    """
    name = path.name
    if path.suffix.lower() == ".village":
        raise Refused(_("“{name}”是村档文件，不是花名册。打开村档请用“打开”。").format(name=name))
    if name.startswith("~$"):
        raise Refused(_("“{name}”是Excel打开表格时的临时文件。请选同一文件夹里不带“~$”的表格。").format(name=name))
    try:
        if path.is_dir():
            raise Refused(_("“{name}”是文件夹。请选其中的花名册表格。").format(name=name))
        if path.exists() and not path.is_file():
            raise Refused(_("“{name}”不是普通文件。请选花名册表格。").format(name=name))
        size = path.stat().st_size
        if size > _LARGEST:
            text = _("“{name}”有{size}兆，最多读{most}兆。请删去图片和用不到的表，或按村分成几个文件，再导入。")
            raise Refused(text.format(name=name, size=size // 1_000_000, most=_LARGEST // 1_000_000))
        content = path.read_bytes()
    except FileNotFoundError as fault:
        raise Refused(_("找不到“{name}”。请检查是否已移动、改名，或U盘已拔出。").format(name=name)) from fault
    except PermissionError as fault:
        text = _("“{name}”打不开：可能正被Excel或WPS打开，或没有读取权限。请先关闭表格，再试一次。")
        raise EnvironmentProblem(text.format(name=name)) from fault
    except OSError as fault:
        text = _("“{name}”读取失败。请把文件复制到本机硬盘后再试。")
        raise EnvironmentProblem(text.format(name=name)) from fault
    if not content.strip():
        raise Refused(_("“{name}”是空文件，没有任何内容。请重新导出或向发文单位重新要一份。").format(name=name))
    return content


def _refuse_other_archives(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except guard.ARCHIVE_FAULTS as fault:
        raise guard.damaged() from fault
    if "word/document.xml" in names or b"opendocument.text" in kind:
        raise _word()
    if "xl/workbook.bin" in names:
        raise Refused(_("这是 .xlsb 格式的表格。请用Excel或WPS打开，另存为 .xlsx 后再导入。"))
    if "xl/workbook.xml" not in names and b"opendocument.spreadsheet" not in kind:
        raise Refused(_("这是压缩文件或其他文件，不是表格。请先解压，再选其中的花名册表格。"))


def _refuse_other_compounds(content: bytes) -> None:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise _protected()
    if has("WordDocument"):
        raise _word()
    if not has("Workbook") and not has("Book"):
        raise guard.damaged()


def _refuse_other_formats(content: bytes) -> None:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<style", b"<meta", b"<div")):
        raise Refused(_("这个文件虽然用了表格的扩展名，内容却是网页。请用Excel或WPS打开，另存为 .xlsx 后再导入。"))
    if head.startswith(b"{\\rtf"):
        raise _word()
    if head.startswith(b"%pdf"):
        raise Refused(_("这是PDF文件，不是表格。请向发文单位要表格文件（.xlsx 或 .xls）。"))
    if b"\0" in content[:4096] and not content.startswith(_UTF16):
        raise Refused(_("认不出这个文件的格式。请选 .xlsx、.xls、.ods、.et 或 .csv 表格。"))


def _word() -> Refused:
    return Refused(_("这是Word文件，不是表格。请把其中的表格复制到Excel或WPS表格里，另存为 .xlsx 后再导入。"))


def _protected() -> Refused:
    return Refused(_("表格设了打开密码。请用Excel或WPS打开，取消密码（文件－信息－保护）另存后再导入。"))


def _calamine_sheets(content: bytes) -> tuple[Sheet, ...]:
    import python_calamine

    try:
        with many_objects(), python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            sheets = tuple(_sheet(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names)
    except Refused:
        raise
    except python_calamine.PasswordError as fault:
        raise _protected() from fault
    except Exception as fault:
        raise guard.damaged() from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # the reader gave up in Rust; it is no `Exception`
            raise
        raise guard.damaged() from fault
    if not any(sheet.rows for sheet in sheets):
        raise Refused(_("表格里没有任何内容。请确认选对了文件。"))
    return sheets


def _sheet(sheet: Any) -> Sheet:
    end = sheet.end
    if end is None:
        return Sheet(sheet.name, ())
    guard.check_size(end[0] + 1, end[1] + 1)
    rows = [_cells(row) for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(rows, sheet.merged_cell_ranges or ())
    return Sheet(sheet.name, tuple(map(tuple, rows)))


_PLAIN: Final = frozenset({str, float, int, bool, dt.date, dt.datetime})


def _cells(row: list[Any]) -> list[Cell]:
    """Nothing for empty cells; times and durations, of which no field consists, as text."""
    if _PLAIN.issuperset(map(type, row)):
        return [None if cell == "" else cell for cell in row]
    return [None if cell == "" else cell if type(cell) in _PLAIN else str(cell) for cell in row]


def _fill_merged(rows: list[list[Cell]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give every cell that a merged one covers its content: headings to all sides, facts only downwards.

    A fact merged over several rows is a household's, written once for all its members; merged over several columns it is
    only laid out wide.
    """
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        last = right if top < _HEADING_ROWS and bottom < _HEADING_ROWS else left
        for row in rows[top : bottom + 1]:
            for column in range(left, min(last + 1, len(row))):
                if row[column] is None:
                    row[column] = rows[top][left]
