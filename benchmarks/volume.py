# SPDX-License-Identifier: MIT
"""One household's volume of Word papers, against lxml and zip of the same XML, and against docxtpl by itself.

docxtpl fills the same templates with the same facts; what it writes must say the same as ours does.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Line, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch
    from villagedesk.documents.facts.context import Office
    from villagedesk.models.casefile import CaseFile

ROUNDS = 15
DAY = dt.date(2025, 11, 28)
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def lines(scratch: Scratch) -> Iterator[Line]:
    """A volume of a household with everything in it."""
    from villagedesk.documents.facts.context import office_of
    from villagedesk.documents.volumes.volume import papers_of
    from villagedesk.services.casefile.casefiles import load_casefile
    from villagedesk.services.opening.files import open_village_file
    from villagedesk.store.counts import live_households

    with open_village_file(scratch.village(600), "") as store:
        cases = [load_casefile(store, household) for household in live_households(store)[:40]]
    case = max((case for case in cases if case), key=lambda one: len(one.people) * 10 + len(one.visits))
    office = office_of(case.village)
    papers = papers_of(case, office, DAY)
    packages = [_parsed(content) for _name, content in papers]
    ours, baseline = in_turns(lambda: papers_of(case, office, DAY), lambda: [_zipped(*one) for one in packages], ROUNDS)
    yield Line(f"volume: {len(papers)} papers / lxml and zip of the same XML", ours, baseline, 2.5)
    filled = _facts(case, office)
    for (name, content), again in zip(papers, _by_docxtpl(filled), strict=True):
        if _words(content) != _words(again):
            raise RuntimeError(f"docxtpl says something else in {name}")
    plain, quick = in_turns(lambda: _by_docxtpl(filled), lambda: papers_of(case, office, DAY), ROUNDS)
    yield Line(f"volume: {len(papers)} papers / docxtpl by itself", quick, plain, 0.25)


def _facts(case: CaseFile, office: Office) -> list[tuple[Path, dict[str, Any]]]:
    """Template and facts of each paper of the volume."""
    from villagedesk.documents.facts.concerned import all_filed, concerning
    from villagedesk.documents.facts.context import casefile_context
    from villagedesk.documents.papers import chosen
    from villagedesk.documents.volumes.volume import facts_of, volume_context
    from villagedesk.paths import resources

    context = casefile_context(case, office, DAY)
    wanted = chosen(())
    papers = concerning(case, wanted, context)
    context = volume_context(context, papers, None, whole=all_filed(wanted))
    return [(resources() / "templates" / paper.template, facts_of(paper, context)) for paper in papers]


def _by_docxtpl(papers: list[tuple[Path, dict[str, Any]]]) -> list[bytes]:
    """The papers as docxtpl makes them, which reads, fills in and writes the whole document for every copy."""
    from docxtpl import DocxTemplate

    from villagedesk.documents.word.pictures import DRAWN
    from villagedesk.documents.word.sandbox import PaperEnvironment

    made = []
    for path, facts in papers:
        target = io.BytesIO()
        document = DocxTemplate(path)
        document.render({**facts, DRAWN: []}, jinja_env=PaperEnvironment())
        document.save(target)
        made.append(target.getvalue())
    return made


def _words(content: bytes) -> str:
    """What the body of a paper says."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return "".join(text.text or "" for text in body.iter(_TEXT))


def _parsed(content: bytes) -> tuple[Any, dict[str, bytes]]:
    """The document as a parsed tree, and the other parts as they are."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return etree.fromstring(parts.pop("word/document.xml")), parts


def _zipped(tree: Any, parts: dict[str, bytes]) -> bytes:
    from lxml import etree

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        )
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()
