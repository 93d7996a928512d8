# SPDX-License-Identifier: MIT
"""Marks at the end of a full line, which LibreOffice lets hang over it and then does not draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES_PART: Final = "word/styles.xml"
_AFTER: Final = frozenset(
    {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
     "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"}
)  # fmt: skip
"""What stands before overflowPunct in the properties of a paragraph (ECMA-376 part 1 §17.3.1.26)."""


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


def _child(parent: etree._Element, tag: str, place: int | None = None) -> etree._Element:
    """The child of that name; where there is none it is made, at the end or at a place."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(len(parent) if place is None else place, found)
    return found
