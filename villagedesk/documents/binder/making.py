# SPDX-License-Identifier: MIT
"""Printing one household of a binder, by volume or by piece. Needs plain values only, so that any process can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import STAMPS
from villagedesk.documents.volumes.paging import VOLUME_PDF, starts_of, with_pages
from villagedesk.documents.volumes.press import Made
from villagedesk.documents.volumes.prints import print_of
from villagedesk.documents.volumes.volume import file_name
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.package import STARTS
from villagedesk.documents.word.template import render
from villagedesk.documents.word.typesetting import joined, pages_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.documents.volumes.leaves import Leaf
    from villagedesk.documents.volumes.press import Job
    from villagedesk.documents.volumes.prints import Print

    Facts = Mapping[Leaf, dict[str, Any]]

STAMPED: Final = (
    "归档章"  # the group of the context: what stands in the stamp of each piece, in the order of the papers
)


def volume(job: Job) -> Made:
    """案卷: cover with spine, contents, papers and remarks; numbered through where an office program counts the pages."""
    layout, facts = job.layout, job.facts
    pages: dict[Leaf, int] = {}
    if layout is not None and layout.numbers:
        filed = [leaf for leaf in facts if leaf.kind.filed]
        drawn = layout.pdfs([content for _name, content in _rendered(facts, filed)])
        pages = {leaf: pages_in(one) for leaf, one in zip(filed, drawn, strict=True)}
        facts = _numbered(facts, pages)
    leaves = _written(job)
    made = _rendered(facts, leaves)
    prints = _prints(job, leaves, [] if pages else made)
    if layout is not None and layout.pdf:
        made.append((VOLUME_PDF, joined(layout.pdfs([content for _name, content in made]))))
    return Made(made, pages, prints, beside=len(made) - len(leaves))


def pieces(job: Job) -> Made:
    """件: each paper with its own number and paged from 1, and before them a sheet with the stamps of all of them."""
    leaves, context, layout = _written(job), job.context, job.layout
    made = _rendered(job.facts, leaves)
    prints = _prints(job, leaves, made)
    pages: dict[Leaf, int] = {}
    drawn: list[bytes] = []
    if layout is not None:
        drawn = layout.pdfs([content for _name, content in made])
        pages = {leaf: pages_in(one) for leaf, one in zip(leaves, drawn, strict=True)}
        context = context | {STAMPED: _counted(context[STAMPED], list(pages.values()))}
    stamps = (safe_name(f"{STAMPS.order:02d}-{STAMPS.title}.docx"), render(built_in(STAMPS.template), _titled(context)))
    if layout is not None and layout.pdf:
        made.append((VOLUME_PDF, joined([*layout.pdfs([stamps[1]]), *drawn])))
    return Made([stamps, *made], pages, prints, beside=1 + len(made) - len(leaves))


def prints_of(facts: Facts, leaves: Iterable[Leaf], contents: Sequence[bytes] = ()) -> tuple[Print, ...]:
    """The fingerprints of papers, as they are without page numbers; filled in here where their contents are not at hand."""
    return tuple(
        print_of(leaf.kind, facts[leaf], contents[at] if contents else None)._replace(year=leaf.year)
        for at, leaf in enumerate(leaves)
    )


def _numbered(facts: Facts, pages: Mapping[Leaf, int]) -> Facts:
    """What papers print where the filed ones have so many pages each: their first page, on cover and contents all of them."""
    counts = list(pages.values())
    starts, total = dict(zip(pages, starts_of(counts), strict=True)), {"卷页数": str(sum(counts))}
    return {
        leaf: own | {ABOUT: own[ABOUT] | total | {STARTS: str(starts[leaf])}}
        if leaf in starts
        else with_pages(own, counts)
        for leaf, own in facts.items()
    }


def _prints(job: Job, leaves: Sequence[Leaf], made: Sequence[tuple[str, bytes]]) -> tuple[Print, ...]:
    return prints_of(job.facts, leaves, [content for _name, content in made]) if job.noted else ()


def _written(job: Job) -> list[Leaf]:
    return [leaf for leaf in job.facts if job.written is None or leaf in job.written]


def _rendered(facts: Facts, leaves: Iterable[Leaf]) -> list[tuple[str, bytes]]:
    return [(file_name(leaf.kind, facts[leaf]), render(built_in(leaf.kind.template), facts[leaf])) for leaf in leaves]


def _titled(context: dict[str, Any]) -> dict[str, Any]:
    return context | {ABOUT: context[ABOUT] | {"题名": STAMPS.title}, "户": context["户"] | {"档号": ""}}


def _counted(rows: Sequence[dict[str, str]], pages: Sequence[int]) -> list[dict[str, str]]:
    return [row | {"页数": str(count)} for row, count in zip(rows, pages, strict=True)]
