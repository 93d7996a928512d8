# SPDX-License-Identifier: MIT
"""How far a sheet reaches, read from its XML with a real parser: for OpenDocument, and for workbooks written unusually.

Slower than the search in `guard`, which covers what Excel, WPS and LibreOffice write as .xlsx.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

_REFERENCE: Final = re.compile(r"([A-Za-z]+)(\d+)", re.ASCII)
_MOST_REPEATS: Final = 100_000_000  # keeps sums of claimed repetitions within reason


class NotASheet(ValueError):
    """The part is not well-formed, or declares a document type of its own."""


@dataclass(slots=True)
class Extent:
    """Rows and columns up to the last cell that holds something."""

    rows: int = 0
    columns: int = 0

    def include(self, row: int, column: int) -> None:
        """Reach at least to this cell, counted from 1."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA: how Excel heads the column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def office_sheet(part: bytes) -> Extent:
    """The extent of a worksheet part of an .xlsx file; cells without a place stand after the one before.

    Raises:
        NotASheet: see there.
    """
    walk = _OfficeWalk()
    _parse(part, walk.start)
    return walk.extent


class _OfficeWalk:
    def __init__(self) -> None:
        self.extent = Extent()
        self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
                self._column = 0
            case "c":
                place = _REFERENCE.fullmatch(attributes.get("r", ""))
                self._column = column_number(place.group(1)) if place else self._column + 1
                self.extent.include(int(place.group(2)) if place else self._row, self._column)


def open_document(part: bytes) -> list[Extent]:
    """The extents of the tables in the content of an .ods file.

    Raises:
        NotASheet: see there.
    """
    walk = _OpenWalk()
    _parse(part, walk.start)
    return walk.extents


class _OpenWalk:
    """A row or cell may say that it stands there many times over; only those with content count."""

    def __init__(self) -> None:
        self.extents: list[Extent] = []
        self._row = self._column = self._rows = self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "table":
                self.extents.append(Extent())
                self._row = 0
            case "table-row":
                self._rows = _repeats(attributes, "rows")
                self._row += self._rows
                self._column = 0
            case "table-cell" | "covered-table-cell":
                self._cells = _repeats(attributes, "columns")
                self._column += self._cells
                if any(key.rpartition(":")[2] in {"value-type", "formula"} for key in attributes):
                    self._fill()
            case "p":
                self._fill()

    def _fill(self) -> None:
        if self.extents:
            self.extents[-1].include(self._row, self._column)


def _repeats(attributes: dict[str, str], what: str) -> int:
    for key, value in attributes.items():
        if key.rpartition(":")[2] == f"number-{what}-repeated" and value.isdecimal():
            return min(int(value), _MOST_REPEATS)
    return 1


def _parse(part: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, OverflowError) as fault:
        raise NotASheet(str(fault)) from fault


def _no_doctype(*_declaration: object) -> None:
    """No office program writes one; those who do mean to make a parser fetch or multiply something."""
    raise NotASheet("document type")
