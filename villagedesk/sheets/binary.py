# SPDX-License-Identifier: MIT
"""How far the sheets of an old .xls workbook reach, counted record by record before the reader lays them out.

A single wrong byte can put a cell into column 17,000; the reader then asks for gigabytes (measured: 18 GB, 77 s).
Source: [MS-XLS] §2.1.4, §2.4.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from villagedesk.sheets.compound import Compound, NotCompound
from villagedesk.sheets.extent import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAMS: Final = frozenset({"Workbook", "Book"})
_BOUND_SHEET: Final = 0x0085
_END: Final = 0x000A
# FORMULA, NUMBER, LABEL, BOOLERR, RK, RSTRING, LABELSST and their forms in older versions: row and column lead.
_CELLS: Final = frozenset({0x0006, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x027E, 0x007E, 0x00D6, 0x00FD})
_DIMENSIONS: Final = 0x0200  # the area that the sheet claims to fill; the reader sets memory aside for it
_MOST: Final = (65_536, 256)  # rows and columns of the format
_MANY: Final = 0x00BD  # MULRK: row, first column, numbers, last column


def old_sheets(content: bytes) -> Iterator[Extent]:
    """The extent of every sheet.

    Raises:
        NotCompound: the container is damaged.
    """
    for stream in Compound(content).streams(_STREAMS).values():
        places = [int.from_bytes(body[:4], "little") for kind, body in _records(stream, 0) if kind == _BOUND_SHEET]
        for place in dict.fromkeys(places):
            yield _extent(stream, place)


def _extent(stream: bytes, place: int) -> Extent:
    extent = Extent()
    for kind, body in _records(stream, place):
        if kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            extent.include(row + 1, column + 1)
        elif kind == _MANY and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = max(column, int.from_bytes(body[-2:], "little"), column + (len(body) - 6) // 6)
            extent.include(row + 1, last + 1)
        elif kind == _DIMENSIONS:
            _check_claim(body)
    return extent


def _check_claim(body: bytes) -> None:
    """First and last row and column that the sheet claims; the reader takes their difference for a size."""
    form = "<IIHH" if len(body) >= 12 else "<HHHH"
    if len(body) < struct.calcsize(form):
        raise NotCompound("dimensions")
    top, bottom, left, right = struct.unpack_from(form, body)
    if not (top <= bottom <= _MOST[0] and left <= right <= _MOST[1]):
        raise NotCompound("dimensions")


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, up to the end of their substream."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
