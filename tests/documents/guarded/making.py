# SPDX-License-Identifier: MIT
"""Documents as clerks and attackers make them: paragraphs and tables of python-docx, with parts put in, changed, split."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx

from villagedesk.documents.guarded import reading
from villagedesk.documents.guarded.known import known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.documents.guarded.report import Report
    from villagedesk.documents.word.template import Template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(*paragraphs: str, rows: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
    """A .docx of these paragraphs and one table."""
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if rows:
        table = made.add_table(rows=0, cols=max(map(len, rows)))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=False):
                cell.text = words
    if header:
        made.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_parts(content: bytes, **changes: bytes | Callable[[bytes], bytes]) -> bytes:
    """The document with parts put in or changed; `__` in a name stands for `/`, and names end as they stand."""
    return with_named(content, {name.replace("__", "/"): change for name, change in changes.items()})


def with_named(content: bytes, changes: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The document with parts put in (bytes) or changed (a function of the former bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for name in [*names, *(one for one in changes if one not in names)]:
            change = changes.get(name)
            before = source.read(name) if name in names else b""
            target.writestr(name, before if change is None else change if isinstance(change, bytes) else change(before))
    return out.getvalue()


def in_body(xml: str) -> Callable[[bytes], bytes]:
    """Puts raw XML at the beginning of the body."""
    return lambda before: before.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)


def with_body(content: bytes, xml: str) -> bytes:
    """The document with raw XML at the beginning of its body."""
    return with_named(content, {"word/document.xml": in_body(xml)})


def related(kind: str, target: str) -> Callable[[bytes], bytes]:
    """Adds a relation to something outside of the document."""
    line = (
        f'<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="External"/>'
    )
    return lambda before: before.replace(b"</Relationships>", line.encode() + b"</Relationships>")


def field(*instructions: str) -> str:
    """A complex field whose instruction is split over runs."""
    told = "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in instructions)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"<w:p>{mark.format('begin')}{told}{mark.format('separate')}<w:r><w:t>?</w:t></w:r>{mark.format('end')}</w:p>"
    )


def split_as_word_does(*pieces: str) -> str:
    """A paragraph whose text Word has cut up: one run a piece, with revision ids, spelling marks and a bookmark between."""
    runs = []
    for number, piece in enumerate(pieces):
        text = piece.replace("&", "&amp;").replace("<", "&lt;")
        runs.append(
            f'<w:proofErr w:type="{"spellStart" if number % 2 else "gramStart"}"/>'
            f'<w:r w:rsidR="00A1{number:04d}" w:rsidRPr="00B2{number:04d}"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
            f'<w:t xml:space="preserve">{text}</w:t></w:r>'
            f'<w:proofErr w:type="{"spellEnd" if number % 2 else "gramEnd"}"/>'
        )
    return f'<w:p w:rsidR="00C30001" w:rsidRDefault="00C30001">{"".join(runs)}</w:p>'


def understood(name: str, content: bytes) -> tuple[Report, Template]:
    """What the process of a template finds, without the process."""
    return reading.understood(name, reading.taken_in(name, content), known_names())
