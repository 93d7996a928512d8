# SPDX-License-Identifier: MIT
"""Printing one household of a binder, by volume or by piece. Needs plain values only, so that any process can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import STAMPS, chosen
from villagedesk.documents.volumes.paging import VOLUME_PDF, numbered
from villagedesk.documents.volumes.press import Made, prints_in
from villagedesk.documents.volumes.prints import print_of
from villagedesk.documents.volumes.volume import facts_of, printed, title_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import render
from villagedesk.documents.word.typesetting import joined, pages_in
from villagedesk.models.archiving import PIECE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.documents.volumes.press import Job

STAMPED: Final = (
    "归档章"  # the group of the context: what stands in the stamp of each piece, in the order of the papers
)


def volume(job: Job) -> Made:
    """案卷: cover with spine, contents, papers and remarks; numbered through where an office program counts the pages."""
    papers, context, layout = _written(job), job.context, job.layout
    pages: dict[str, int] = {}
    if layout is not None and layout.numbers:
        filed = [paper for paper in papers if paper.filed]
        drawn = layout.pdfs([content for _name, content in printed(context, filed)])
        pages = {paper.key: pages_in(one) for paper, one in zip(filed, drawn, strict=True)}
        context = numbered(context, filed, list(pages.values()))
    made = printed(context, papers)
    prints = prints_in(job, papers, made)
    if layout is not None and layout.pdf:
        made.append((VOLUME_PDF, joined(layout.pdfs([content for _name, content in made]))))
    return Made(made, pages, prints)


def pieces(job: Job) -> Made:
    """件: each paper with its own number and paged from 1, and before them a sheet with the stamps of all of them."""
    papers, context, layout = _written(job), job.context, job.layout
    facts = facts_by_paper(PIECE, context, chosen(job.papers))
    made = [_piece(paper, facts[paper.key]) for paper in papers]
    prints = tuple(print_of(one, facts[one.key], made[at][1]) for at, one in enumerate(papers)) if job.noted else ()
    pages: dict[str, int] = {}
    drawn: list[bytes] = []
    if layout is not None:
        drawn = layout.pdfs([content for _name, content in made])
        pages = {paper.key: pages_in(one) for paper, one in zip(papers, drawn, strict=True)}
        context = context | {STAMPED: _counted(context[STAMPED], list(pages.values()))}
    stamps = (safe_name(f"{STAMPS.order:02d}-{STAMPS.title}.docx"), render(built_in(STAMPS.template), _titled(context)))
    if layout is not None and layout.pdf:
        made.append((VOLUME_PDF, joined([*layout.pdfs([stamps[1]]), *drawn])))
    return Made([stamps, *made], pages, prints)


def facts_by_paper(mode: str, context: dict[str, Any], papers: Sequence[Paper]) -> dict[str, dict[str, Any]]:
    """Key of the paper → what it prints: of pieces, each its own number and retention.

    Args:
        mode: `VOLUME` or `PIECE`.
        context: see `filling.filled`.
        papers: all of the binder, in order.
    """
    if mode != PIECE:
        return {paper.key: facts_of(paper, context) for paper in papers}
    return {
        paper.key: context
        | {
            ABOUT: context[ABOUT] | {"题名": title_of(paper, context[ABOUT]), "保管期限": row["保管期限"]},
            "户": context["户"] | {"档号": row["档号"]},
        }
        for paper, row in zip(papers, context[STAMPED], strict=True)
    }


def _written(job: Job) -> list[Paper]:
    return [paper for paper in chosen(job.papers) if job.written is None or paper.key in job.written]


def _piece(paper: Paper, facts: dict[str, Any]) -> tuple[str, bytes]:
    name = safe_name(f"{paper.order:02d}-{facts[ABOUT]['题名']}.docx")
    return name, render(built_in(paper.template), facts)


def _titled(context: dict[str, Any]) -> dict[str, Any]:
    return context | {ABOUT: context[ABOUT] | {"题名": STAMPS.title}, "户": context["户"] | {"档号": ""}}


def _counted(rows: Sequence[dict[str, str]], pages: Sequence[int]) -> list[dict[str, str]]:
    return [row | {"页数": str(count)} for row, count in zip(rows, pages, strict=True)]
