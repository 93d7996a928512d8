# SPDX-License-Identifier: MIT
"""Names of files and folders that Windows, WPS and a USB stick accept, made from what people are called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container


LONGEST: Final = 80  # UTF-16 units, as Windows counts; a path of a few folders stays under its 260
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
# Device names are reserved with any extension, and with superscript digits (learn.microsoft.com, "Naming Files, Paths").
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?")
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(text: str, taken: Container[str] = ()) -> str:
    """A name that Windows can create, as close to the text as possible.

    Args:
        text: any text; an extension of up to five letters at its end is kept.
        taken: names already used, compared as Windows does (see `folded`); a number is added on a clash.

    Returns:
        At most `LONGEST` UTF-16 units; never empty.
    """
    name = _clean(text)
    found = _EXTENSION.search(name)
    extension = found.group() if found and found.start() > 0 else ""
    stem = _cut(name[: len(name) - len(extension)], LONGEST - len(extension)) or "未命名"
    candidate, number = stem + extension, 1
    while folded(candidate) in taken:
        number += 1
        suffix = f"（{number}）{extension}"
        candidate = _cut(stem, LONGEST - len(suffix)) + suffix
    return candidate


def folded(name: str) -> str:
    """The form in which Windows takes two names for the same."""
    return unicodedata.normalize("NFC", name).upper().casefold()


def _clean(text: str) -> str:
    """NFC, without control characters, halves of characters, direction marks and what Windows forbids."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    kept = "".join(" " if char.isspace() else char for char in text if _printable(char))
    kept = re.sub(r" {2,}", " ", _FORBIDDEN.sub("_", kept)).strip(" ").rstrip(". ")
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def _printable(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _cut(text: str, units: int) -> str:
    """The beginning of the text that fits into so many UTF-16 units, without a blank or dot at the end."""
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.rstrip(". ")
