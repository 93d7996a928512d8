# SPDX-License-Identifier: MIT
"""Printing one household of a binder, by volume or by piece. Needs plain values only, so that any process can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import STAMPS, chosen
from villagedesk.documents.volumes.paging import VOLUME_PDF, numbered
from villagedesk.documents.volumes.press import Made
from villagedesk.documents.volumes.volume import printed, title_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import render
from villagedesk.documents.word.typesetting import as_pdfs, joined, pages_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.documents.volumes.press import Job

STAMPED: Final = (
    "归档章"  # the group of the context: what stands in the stamp of each piece, in the order of the papers
)


def volume(job: Job) -> Made:
    """案卷: cover with spine, contents, papers and remarks; numbered through where an office program counts the pages."""
    papers, context, layout = chosen(job.papers), job.context, job.layout
    pages: dict[str, int] = {}
    if layout is not None and layout.numbers:
        filed = [paper for paper in papers if paper.filed]
        drawn = as_pdfs(layout.program, [content for _name, content in printed(context, filed)])
        pages = {paper.key: pages_in(one) for paper, one in zip(filed, drawn, strict=True)}
        context = numbered(context, filed, list(pages.values()))
    made = printed(context, papers)
    if layout is not None and layout.pdf:
        made.append((VOLUME_PDF, joined(as_pdfs(layout.program, [content for _name, content in made]))))
    return Made(made, pages)


def pieces(job: Job) -> Made:
    """件: each paper with its own number and paged from 1, and before them a sheet with the stamps of all of them."""
    papers, context, layout = chosen(job.papers), job.context, job.layout
    made = [_piece(context, paper, row) for paper, row in zip(papers, context[STAMPED], strict=True)]
    pages: dict[str, int] = {}
    drawn: list[bytes] = []
    if layout is not None:
        drawn = as_pdfs(layout.program, [content for _name, content in made])
        pages = {paper.key: pages_in(one) for paper, one in zip(papers, drawn, strict=True)}
        context = context | {STAMPED: _counted(context[STAMPED], list(pages.values()))}
    stamps = (safe_name(f"{STAMPS.order:02d}-{STAMPS.title}.docx"), render(built_in(STAMPS.template), _titled(context)))
    if layout is not None and layout.pdf:
        made.append((VOLUME_PDF, joined([*as_pdfs(layout.program, [stamps[1]]), *drawn])))
    return Made([stamps, *made], pages)


def _piece(context: dict[str, Any], paper: Paper, row: dict[str, str]) -> tuple[str, bytes]:
    title = title_of(paper, context[ABOUT])
    facts = context | {
        ABOUT: context[ABOUT] | {"题名": title, "保管期限": row["保管期限"]},
        "户": context["户"] | {"档号": row["档号"]},
    }
    return safe_name(f"{paper.order:02d}-{title}.docx"), render(built_in(paper.template), facts)


def _titled(context: dict[str, Any]) -> dict[str, Any]:
    return context | {ABOUT: context[ABOUT] | {"题名": STAMPS.title}, "户": context["户"] | {"档号": ""}}


def _counted(rows: Sequence[dict[str, str]], pages: Sequence[int]) -> list[dict[str, str]]:
    return [row | {"页数": str(count)} for row, count in zip(rows, pages, strict=True)]
