# SPDX-License-Identifier: MIT
"""Cleaning of typed and pasted text, done once at the entrance, so that equal facts are equal bytes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LINE_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Never part of a fact: control characters, soft hyphens, zero-width and direction marks and tags (they can disguise a
# name), fillers, BOM, non-characters. Variation selectors stay: they choose the form of a 汉字.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# One run of ASCII signs and common 汉字: has nothing to clean. Most cells of a roster are such; asking first saves most of
# the time of the steps below.
_CLEAN: Final = re.compile("[!-~\u00b7\u4e00-\u9fff]*")
_BLANKS: Final = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_FULL_WIDTH: Final = {
    sign: sign - 0xFEE0 for sign in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
# The middle dot of minority names has many look-alikes; GB/T 2312 row 1 and identity cards use U+00B7.
_DOTS: Final = str.maketrans(dict.fromkeys("•．・‧･∙⋅●。", "·"))
_HAN_DOT: Final = re.compile(r"(?<=[^\W\d_])[.](?=[^\W\d_])")


def broken(text: str) -> bool:
    """Whether half characters (lone surrogates) stand in the text; no file or document can hold them."""
    return _SURROGATE.search(text) is not None


def clean_line(text: str) -> str:
    """One line: composed (NFC), without invisible characters, blanks folded and trimmed, １２ and ＡＢ as 12 and AB."""
    if _CLEAN.fullmatch(text):
        return text
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub(" ", text).replace("\n", " ")).translate(_FULL_WIDTH)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_note(text: str) -> str:
    """Several lines: as `clean_line`, but line breaks and inner blanks stay."""
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines).strip()


def half_width(text: str) -> str:
    """Digits, letters and signs in their plain form (１２３ → 123), without any blanks; for numbers and codes.

    Raised, circled and Roman numerals stay as they are: 10² is not 102.
    """
    if _CLEAN.fullmatch(text):
        return text
    plain = "".join(map(_plain_form, unicodedata.normalize("NFC", _INVISIBLE.sub("", text))))
    return unicodedata.normalize("NFC", re.sub(r"\s", "", plain))  # an accent may have lost the blank it stood on


def _plain_form(sign: str) -> str:
    if sign.isascii() or unicodedata.category(sign) in {"No", "Nl"}:
        return sign
    return unicodedata.normalize("NFKC", sign)


def clean_name(text: str) -> str:
    """A person's name: no blanks between 汉字, the middle dot as U+00B7; any 汉字 of Unicode stays as it is."""
    line = clean_line(text).translate(_DOTS)
    line = _HAN_DOT.sub("·", line)
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", line)


def matching_form(text: str) -> str:
    """What two spellings of the same name or heading have in common; for comparing only, never stored."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()
