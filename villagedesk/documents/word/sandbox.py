# SPDX-License-Identifier: MIT
"""The Jinja environment of Word templates: plain values only, no Python within reach, every value escaped for Word.

A clerk's template is somebody else's program; measured: the default environment runs `cycler.__init__.__globals__…`
(stack-data.md §5). Time limits are not set here: a template that loops for ever needs a process of its own.
"""

from __future__ import annotations

import math
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from jinja2 import StrictUndefined, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from villagedesk.documents.word.codes import coded
from villagedesk.documents.word.pictures import Picture, framed, unframed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What Word cannot hold (XML 1.0 §2.2) and what hides or turns text: bidi marks, zero-width characters.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_HALF: Final = re.compile("[\ud800-\udfff]")
_BREAK: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_PLAIN: Final = re.compile(
    "[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]*"
)
_NEW_LINE: Final = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB: Final = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
_BORDER: Final = re.compile("(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
_GLOBALS: Final = frozenset({"range", "namespace"})
# Filters that would let a template write XML of its own or that mean nothing on paper.
_NO_FILTERS: Final = frozenset({"safe", "tojson", "xmlattr", "urlize", "pprint", "filesizeformat", "random", "attr"})

_LARGEST: Final = 10**18  # that a foreign template may multiply
_POWER: Final = 8

_Cells = dict[tuple[tuple[str, int], ...], int]  # (name, 汉字 printed with it) of each text in a cell → 汉字 in a line


class UnknownName(UndefinedError):
    """A placeholder names something that the facts do not have."""

    def __init__(self, message: str | None = None, *, name: str = "", among: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.among = among


class WholeGroup(ValueError):
    """A placeholder names a group of values instead of one of them."""


class _Placeholder(StrictUndefined):
    """Remembers what was asked for, so that the message can propose the name that was meant."""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = UndefinedError
    ) -> None:
        if exc is UndefinedError:
            among = obj if isinstance(obj, dict) else None
            exc = partial(UnknownName, name=str(name or ""), among=among)
        super().__init__(hint, obj, name, exc)


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox with the filters of our templates."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Placeholder, finalize=printed)
        for name in set(self.globals) - _GLOBALS:
            del self.globals[name]
        for name in _NO_FILTERS:
            self.filters.pop(name, None)
        self.filters["空行"] = blank_rows
        self.filters["满页"] = page_filling
        self.filters["框"] = framed
        self.filters["二维码"] = coded

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a group by its name; the data come before whatever Python knows of them."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class ForeignEnvironment(PaperEnvironment):
    """For templates that did not come with the program: sums that would make monsters are refused before they do.

    What is left (loops without end, fillers of a gigabyte) is for the limits of the process that it runs in.
    """

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small numbers only."""
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if not numbers or abs(left) > _LARGEST or abs(right) > (_LARGEST if operator == "*" else _POWER):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def printed(value: Any) -> Any:
    """A value as it goes into `<w:t>`: escaped, without what Word refuses, line breaks and tabs as Word's own.

    Escaping is done here and not left to Jinja, where `{% autoescape false %}` would switch it off.

    Half a character becomes U+FFFD, so that the reader sees that something is missing and nothing after it is lost.

    Raises:
        WholeGroup: the value is a group of values.
    """
    if isinstance(value, Undefined):
        return value  # str() of it raises, with the name
    if isinstance(value, str):
        return escape(value) if _PLAIN.fullmatch(value) else _cleaned(value)
    if value is None:
        return ""
    if isinstance(value, Picture):
        return unframed(value)
    if isinstance(value, (dict, list, tuple, set, frozenset)):
        raise WholeGroup
    return str(value)


def _cleaned(value: str) -> Markup:
    text = value if isinstance(value, Markup) else str(value)
    text = _HALF.sub("\ufffd", _INVISIBLE.sub("", _BREAK.sub("\n", text)))
    safe = Markup(text) if isinstance(value, Markup) else escape(text)  # noqa: S704 - Markup is made of escaped text only
    return safe.replace("\n", _NEW_LINE).replace("\t", _TAB)


def blank_rows(rows: Sequence[Any], least: int) -> range:
    """Filter 空行: the empty rows, for the pen, that bring a table to at least so many rows."""
    return range(max(0, least - len(rows)))


def page_filling(rows: Sequence[Any], first: float, page: float, lines: float = 1, **wide: int) -> range:
    """Filter 满页: the empty rows, for the pen, that fill the last page of a table.

    Nobody knows a page exactly before it is laid out, so three estimates are made, with lines that are a 汉字 shorter and
    longer. Where they agree on which page is the last one, the fewest rows are taken; else none: a page that is not quite
    full is better than one more with nothing on it.

    Args:
        rows: what is printed.
        first: rows of the usual height on the first page.
        page: rows of the usual height on every other page.
        lines: lines that a row of the usual height holds.
        wide: where texts may need several lines: name of the value = 汉字 in a line of its column. Names joined by "_"
            stand below each other in one cell; a number after a name stands for 汉字 printed with it ("宣讲政策：").
    """
    cells = {tuple(_named(name) for name in names.split("_")): width for names, width in wide.items()}
    estimates = ([_height(row, cells, lines, spare) for row in rows] for spare in (-1, 0, 1))
    ends = [_end(heights, first, page) for heights in estimates]
    return range(min(left for _, left in ends) if len({pages for pages, _ in ends}) == 1 else 0)


def _end(heights: Sequence[float], room: float, page: float) -> tuple[int, int]:
    """How many pages are opened after the first, and the rows of the usual height that still fit on the last one."""
    at, pages = 0.0, 0
    for height in heights:
        if at + height > room and height <= page:  # rows do not split, so this one opens a page
            at, room, pages = 0.0, page, pages + 1
        at += height
        while at > room:  # taller than a page: goes on over the next
            at, room, pages = at - room, page, pages + 1
    return pages, math.floor(room - at)


def _named(name: str) -> tuple[str, int]:
    """宣讲政策6 → 宣讲政策, 6."""
    bare = name.rstrip("0123456789")
    return bare, int(name[len(bare) :] or 0)


def _height(row: Any, cells: _Cells, lines: float, spare: int) -> float:
    """The height of a row in rows of the usual height, if lines end so many 汉字 before the edge of the cell."""
    most = max((_cell_lines(row, texts, width - spare) for texts, width in cells.items()), default=1)
    return max(1.0, most / lines)


def _cell_lines(row: Any, texts: tuple[tuple[str, int], ...], width: int) -> int:
    values = ((str(row.get(name, "")), more) for name, more in texts)
    return sum(_lines("　" * more + value, max(1, width)) for value, more in values if value)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(_ems(line) / width)) for line in text.split("\n"))


def _ems(line: str) -> float:
    """Width in 汉字; letters and digits take half of one, and Word leaves a quarter between them and 汉字."""
    return sum(0.5 if char < "\u0100" else 1.0 for char in line) + 0.25 * len(_BORDER.findall(line))
