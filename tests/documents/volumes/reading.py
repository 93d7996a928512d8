# SPDX-License-Identifier: MIT
"""The papers of a household, made and read back."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn

from tests.documents.conftest import DAY
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.volume import papers_of

ROOT = Path(__file__).resolve().parents[3]
MM = 56.6929  # twentieths of a point
NUMBERS = [paper.order for paper in PAPERS if paper.key != "letter"]  # which is printed where something was decided


def volume(case, **more):
    return dict(papers_of(case, office_of(case.village), DAY, **more))


def paper(case, number, **more):
    """A paper out of the volume; one that does not concern the household is asked for."""
    papers = volume(case, **more)
    if not any(name.startswith(f"{number:02d}-") for name in papers):
        papers = volume(case, keys=[one.key for one in PAPERS if one.order == number])
    return next(content for name, content in papers.items() if name.startswith(f"{number:02d}-"))


def opened(content):
    return docx.Document(io.BytesIO(content))


def rows_of(content, table=0):
    return [[cell.text for cell in row.cells] for row in opened(content).tables[table].rows]


def xml_of(content):
    return opened(content).element


def told(element):
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def tables_and_sections(document):
    """Each table with the section on whose pages it stands."""
    sections, tables, at = document.sections, iter(document.tables), 0
    for block in document.element.body:
        if block.tag == qn("w:tbl"):
            yield next(tables), sections[at]
        at += block.tag == qn("w:p") and block.find(f".//{qn('w:sectPr')}") is not None


def every_part(content):
    document = opened(content)
    yield document.element
    for section in document.sections:
        yield section.header._element
        yield section.footer._element
