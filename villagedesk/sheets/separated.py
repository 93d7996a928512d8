# SPDX-License-Identifier: MIT
"""Comma-separated text as officials get it: UTF-8, GBK or GB18030, separated by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.sheets.guard import MOST_ROWS, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS: Final = ",;\t"
_PROBED: Final = 10  # rows by which the separator is found
_FORCED_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)  # how exports keep Excel from rounding long numbers
_HALF: Final = re.compile("[\ud800-\udfff]")
_MOST_BAD_BYTES: Final = 50  # a text with more of them is no text of this encoding


def read_separated(content: bytes) -> list[tuple[str | None, ...]]:
    """The rows of a text file; an empty cell is None.

    A stray byte that belongs to no character stays in its cell as half a character, so that this cell is refused with its
    place and the rest of the file is read.

    Raises:
        Refused: not text of a known encoding, or too large; the sentence names the line.
    """
    text = _decoded(content)
    separator = max(_SEPARATORS, key=lambda sign: _columns(text, sign))
    rows = []
    for row in _records(text, separator):
        rows.append(tuple(_cell(cell) for cell in row))
        if len(rows) > MOST_ROWS:
            check_size(max(len(rows), text.count("\n")), 1)
    check_size(len(rows), max(map(len, rows), default=0))
    return rows


def _decoded(content: bytes) -> str:
    """The text. GB18030 can read nearly any bytes as something, so UTF-8 with a few faults is preferred to it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[: len(content) // 2 * 2].decode("utf-16", "surrogatepass")
    text = content.decode("utf-8-sig", "surrogateescape")
    bad = _bad_bytes(text)
    if not bad or bad * 20 < sum(not sign.isascii() for sign in text) - bad:
        return text
    text = content.decode("gb18030", "surrogateescape")
    if _bad_bytes(text) > _MOST_BAD_BYTES:
        line = text.count("\n", 0, _HALF.search(text).start()) + 1  # type: ignore[union-attr]
        sentence = _(
            "第 {line} 行有无法识别的字符，文件的编码既不是UTF-8也不是GBK。请用Excel或WPS打开，另存为 .xlsx 后再导入。"
        )
        raise Refused(sentence.format(line=line))
    return text


def _bad_bytes(text: str) -> int:
    return len(_HALF.findall(text))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error as fault:
        sentence = _(
            "第 {line} 行附近的引号不成对，或有单元格过长，无法读取。请用Excel或WPS打开，另存为 .xlsx 后再导入。"
        )
        raise Refused(sentence.format(line=reader.line_num)) from fault


def _columns(text: str, separator: str) -> tuple[int, int]:
    """How many cells the fullest of the first rows has under this separator, and how many they have together."""
    counts = [0]
    with suppress(Refused):
        counts.extend(map(len, islice(_records(text, separator), _PROBED)))
    return max(counts), sum(counts)


def _cell(raw: str) -> str | None:
    if raw.startswith("="):
        forced = _FORCED_TEXT.fullmatch(raw)
        raw = forced.group(1) if forced else raw
    return raw or None
