# SPDX-License-Identifier: MIT
"""Streams of a compound file (OLE), the container of .xls, read only as far as `guard` needs to look inside.

Source: [MS-CFB] §2. The reader itself follows the same chains; here every step is bounded by the size of the file.
"""

from __future__ import annotations

import struct
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE: Final = 0xFFFFFFFA  # this and above are marks, no sector numbers
_ENTRY: Final = 128
_HEADER: Final = 512
_STREAM: Final = 2
_ROOT: Final = 5
_SHORT: Final = 64  # bytes of a sector of the mini stream


class NotCompound(ValueError):
    """The chains of the file lead nowhere: it is damaged or incomplete."""


class Compound:
    """A compound file in memory."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER or not content.startswith(MAGIC):
            raise NotCompound("header")
        shift = int.from_bytes(content[30:32], "little")
        if shift not in {9, 12}:
            raise NotCompound("sector size")
        self._content = content
        self._size = 1 << shift
        first_directory, _signature, cutoff, first_mini, _minis, difat, _difats = struct.unpack_from("<7I", content, 48)
        self._cutoff = cutoff
        self._table = self._numbers(self._table_sectors(difat))
        self._mini_table = self._numbers(self._chain(first_mini, self._table)) if first_mini < _FREE else ()
        self._entries = self._directory(first_directory)

    def streams(self, names: frozenset[str]) -> dict[str, bytes]:
        """The contents of the streams of these names that the file has; NotCompound if a chain is broken."""
        return {
            name: self._stream(start, size)
            for name, kind, start, size in self._entries
            if kind == _STREAM and name in names
        }

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise NotCompound("sector beyond the end")
        return self._content[start : start + self._size]

    def _table_sectors(self, difat: int) -> list[int]:
        """Where the allocation table stands: 109 places in the header, further ones in a chain of their own."""
        found = list(struct.unpack_from("<109I", self._content, 76))
        seen = set()
        while difat < _FREE:
            if difat in seen:
                raise NotCompound("circle")
            seen.add(difat)
            numbers = self._numbers([difat])
            found += numbers[:-1]
            difat = numbers[-1]
        return [number for number in found if number < _FREE]

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        content = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])

    def _chain(self, start: int, table: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        while start < _FREE:
            if start >= len(table) or len(found) > len(table):
                raise NotCompound("chain")
            found.append(start)
            start = table[start]
        return found

    def _directory(self, first: int) -> list[tuple[str, int, int, int]]:
        content = b"".join(map(self._sector, self._chain(first, self._table)))
        entries = []
        for place in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, place + 64)
            name = content[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", content, place + 116)
            entries.append((name, kind, start, size))
        return entries

    def _stream(self, start: int, size: int) -> bytes:
        if size >= self._cutoff:
            return b"".join(map(self._sector, self._chain(start, self._table)))[:size]
        root = next((entry for entry in self._entries if entry[1] == _ROOT), None)
        if root is None:
            raise NotCompound("root")
        minis = b"".join(map(self._sector, self._chain(root[2], self._table)))
        places = self._chain(start, self._mini_table)
        return b"".join(minis[number * _SHORT : (number + 1) * _SHORT] for number in places)[:size]
