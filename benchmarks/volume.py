# SPDX-License-Identifier: MIT
"""One household's volume of Word papers, against serialising the same XML with lxml and zipping the same parts."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Line, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch

ROUNDS = 15
DAY = dt.date(2025, 11, 28)


def lines(scratch: Scratch) -> Iterator[Line]:
    """A volume of a household with everything in it."""
    from villagedesk.documents.facts.context import office_of
    from villagedesk.documents.volumes.volume import papers_of
    from villagedesk.services.casefiles import load_casefile
    from villagedesk.services.files import open_village_file
    from villagedesk.store.counts import live_households

    with open_village_file(scratch.village(600), "") as store:
        cases = [load_casefile(store, household) for household in live_households(store)[:40]]
    case = max((case for case in cases if case), key=lambda one: len(one.people) * 10 + len(one.visits))
    office = office_of(case.village)
    papers = papers_of(case, office, DAY)
    packages = [_parsed(content) for _name, content in papers]
    ours, baseline = in_turns(lambda: papers_of(case, office, DAY), lambda: [_zipped(*one) for one in packages], ROUNDS)
    yield Line(f"volume: {len(papers)} papers / lxml and zip of the same XML", ours, baseline, 4)


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
