# SPDX-License-Identifier: MIT
"""Marks at the end of a full line, which LibreOffice lets hang over it and then does not draw."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from lxml import etree

from villagedesk.documents.word.package import parts_in, written

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES_PART: Final = "word/styles.xml"
_AFTER: Final = frozenset(
    {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
     "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"}
)  # fmt: skip
"""What stands before overflowPunct in the properties of a paragraph (ECMA-376 part 1 §17.3.1.26)."""
_TEXTS: Final = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*|footnotes|endnotes)\.xml")
_DENIED: Final = re.compile(rb'(<w:overflowPunct\b[^>]*\bw:val=")(?:0|false|off)(?=")')


def with_marks_drawn(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a .docx whose defaults say of marks at line ends what Word assumes where nobody says it.

    LibreOffice takes the word for its contrary and keeps the marks on the line. What a style or a paragraph says of its own
    goes before, and Word and WPS draw the paper as they did.
    """
    try:
        styles = etree.fromstring(parts.get(STYLES_PART, b""), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:  # none, or not such as Word makes
        return dict(parts)
    space = f"{{{etree.QName(styles).namespace}}}"
    properties = _child(_child(_child(styles, f"{space}docDefaults", 0), f"{space}pPrDefault"), f"{space}pPr")
    if properties.find(f"{space}overflowPunct") is not None:
        return dict(parts)
    place = sum(etree.QName(one).localname in _AFTER for one in properties if isinstance(one.tag, str))
    properties.insert(place, etree.Element(f"{space}overflowPunct", {f"{space}val": "1"}))
    return {**parts, STYLES_PART: etree.tostring(styles, encoding="UTF-8", xml_declaration=True, standalone=True)}


def for_libreoffice(paper: bytes) -> bytes:
    """The copy of a .docx that LibreOffice lays out: whoever says that marks are not to hang over has them drawn.

    A clerk's form may say so in a style or a paragraph. LibreOffice takes that too for its contrary and loses the marks; the
    form and what is printed of it stay as the clerk has them, since Word and WPS do what they say.
    """
    try:
        parts = parts_in(paper)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        return paper  # it is for LibreOffice to say what is wrong with it
    said = {name: _DENIED.sub(rb"\g<1>1", content) for name, content in parts.items() if _TEXTS.fullmatch(name)}
    return written(parts | said) if any(parts[name] != content for name, content in said.items()) else paper


def _child(parent: etree._Element, tag: str, place: int | None = None) -> etree._Element:
    """The child of that name; where there is none it is made, at the end or at a place."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(len(parent) if place is None else place, found)
    return found
