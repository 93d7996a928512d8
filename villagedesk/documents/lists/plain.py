# SPDX-License-Identifier: MIT
"""A plain report as Word: a title, whose it is and of which day, and its lines. For reports that are no form of the archive."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from villagedesk.documents.word.saving import save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BODY, _TITLE = "仿宋", "黑体"


def save_plain(path: Path, office: str, title: str, day: str, lines: Sequence[str]) -> None:
    """Write the report; a file of that name is replaced only when the new one is whole.

    Args:
        path: a .docx file; its folder must exist.
        office: name of the village or township.
        title: what the report is about.
        day: the day, ISO.
        lines: one paragraph each; those that begin with blanks are indented.

    Raises:
        Refused, EnvironmentProblem: see `save`.
    """
    document = Document()
    style = document.styles["Normal"]
    _set_font(style.element.get_or_add_rPr(), _BODY)
    style.font.size = Pt(12)
    heading = document.add_paragraph()
    heading.alignment = 1
    run = heading.add_run(f"{office} {title}")
    run.font.size = Pt(16)
    _set_font(run._element.get_or_add_rPr(), _TITLE)  # noqa: SLF001 - python-docx has no public way to the East Asian font
    document.add_paragraph(day).alignment = 2
    for line in lines:
        paragraph = document.add_paragraph(line.strip())
        paragraph.paragraph_format.space_after = Pt(2)
        if line.startswith(" "):
            paragraph.paragraph_format.left_indent = Pt(24)
    content = io.BytesIO()
    document.save(content)
    save(content.getvalue(), path)


def _set_font(properties: object, name: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(attribute), name)
