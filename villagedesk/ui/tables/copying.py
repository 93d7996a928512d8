# SPDX-License-Identifier: MIT
"""Cells for the clipboard, so that WPS and Excel take them over as they are.

Long numbers (户编号, 身份证号) would be rounded and texts like "=1+1" would be run; the HTML form declares every cell as
text, the plain form puts an apostrophe before what a spreadsheet would run (safety.md G27).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

HANDFUL: Final = 10  # lines that are copied whole: a family, or what is pasted into a form
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_CELL: Final = "<td style=\"mso-number-format:'\\@'\">"


def masks_copies(rows: int) -> bool:
    """Whether a copy of so many lines is a list, in which numbers and birthdays of persons are masked (docs/adr/0015)."""
    return rows > HANDFUL


def tell_masked(widget: QWidget, rows: int) -> None:
    """Say that a copy was masked, in the status bar; in a dialog, which has none, beside the list."""
    text = _(
        "已复制{count}行，证件号码、电话、账号遮去中间，出生日期只留年份（{handful}行以内照原样）。要写全的，请用“花名册”导出并登记。"
    ).format(count=rows, handful=HANDFUL)
    QApplication.sendEvent(widget, QStatusTipEvent(text))
    if not isinstance(widget.window(), QMainWindow):
        QToolTip.showText(widget.mapToGlobal(widget.rect().center()), text, widget)


def as_mime(rows: Iterable[Sequence[str]]) -> QMimeData:
    """The rows as a table for spreadsheets and as plain text for everything else."""
    import html

    table = [list(row) for row in rows]
    data = QMimeData()
    data.setText(as_text(table))
    lines = ("<tr>" + "".join(f"{_CELL}{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table)
    data.setHtml('<meta charset="utf-8"><table>' + "".join(lines) + "</table>")
    return data


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells parted by tabs; cells with line breaks are quoted as spreadsheets do."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(
        [[_harmless(cell) for cell in row] for row in rows]
    )
    return out.getvalue().removesuffix("\n")


def from_text(text: str) -> list[list[str]]:
    """What a spreadsheet put on the clipboard, cell by cell."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab")]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return False
    return True
