# SPDX-License-Identifier: MIT
"""The mark of unmasked lists (内部资料 注意保密) on every page of a finished paper, whoever changed its template."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.section import _Header

_RED: Final = RGBColor(0xC0, 0x00, 0x00)


def marked(content: bytes, mark: str) -> bytes:
    """The paper with the mark above the text of every page; an empty mark leaves it as it is."""
    if not mark:
        return content
    document = Document(io.BytesIO(content))
    for section in document.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            _write(header, mark)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(header: _Header, mark: str) -> None:
    if any(mark in one.text for one in header.paragraphs):
        return  # linked to the section before
    first = header.paragraphs[0]
    line = first.insert_paragraph_before() if first.text else first
    line.alignment = 1
    run = line.add_run(mark)
    run.bold = True
    run.font.size = Pt(12)
    run.font.color.rgb = _RED
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - python-docx has no public way to the East Asian font
    fonts.set(qn("w:eastAsia"), "黑体")
