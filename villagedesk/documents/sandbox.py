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
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

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
_GLOBALS: Final = frozenset({"range", "namespace"})
# Filters that would let a template write XML of its own or that mean nothing on paper.
_NO_FILTERS: Final = frozenset({"safe", "tojson", "xmlattr", "urlize", "pprint", "filesizeformat", "random"})


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

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a group by its name; the data come before whatever Python knows of them."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


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


def page_filling(rows: Sequence[Any], first: int, page: int, lines: int = 1, **wide: int) -> range:
    """Filter 满页: the empty rows, for the pen, that fill the last page of a table.

    Args:
        rows: what is printed.
        first: rows of the usual height on the first page.
        page: rows of the usual height on every other page.
        lines: lines that a row of the usual height holds.
        wide: where texts may need several lines: name of the value = 汉字 in a line of its column. Names joined by "_"
            stand below each other in one cell.
    """
    used = sum(_height(row, wide, lines) for row in rows)
    return range(first - used if used <= first else -(used - first) % page)


def _height(row: Any, wide: Mapping[str, int], lines: int) -> int:
    """Rows of the usual height that this one takes."""
    cells = (
        sum(_lines(str(row.get(name, "")), width) for name in names.split("_") if row.get(name))
        for names, width in wide.items()
    )
    return max(1, math.ceil(max(cells, default=1) / lines))


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(_ems(line) / width)) for line in text.split("\n"))


def _ems(line: str) -> float:
    """Width in 汉字; letters and digits take half of one."""
    return sum(0.5 if char < "\u0100" else 1.0 for char in line)
