# SPDX-License-Identifier: MIT
"""Page numbers of a volume: the papers that are filed are numbered on from one to the next, and the contents say it.

The contents give the first page of each paper, and of the last one its first and last; cover, contents and remarks are the
binding and are not numbered (卷内文件页号, GB/T 9705-2008).

A volume is laid out once to see how many pages each paper has, and printed again with the numbers. Both times a paper has
the same lines, since a number in the footer takes no other room than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.word.package import STARTS
from villagedesk.documents.word.typesetting import as_pdfs, joined, pages_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.documents.word.desk import Desk
    from villagedesk.documents.word.office import Typesetter

    Printing = Callable[[dict[str, Any], Sequence[Paper]], list[tuple[str, bytes]]]

VOLUME_PDF: Final = "案卷.pdf"


@dataclass(frozen=True, slots=True)
class Layout:
    """What an office program is asked to do for volumes.

    Attributes:
        program: the office program, see `office.find_typesetter`.
        numbers: number the pages of the papers that are filed.
        pdf: also make `VOLUME_PDF`.
        desk: where a process lays out; put in by the press.
    """

    program: Typesetter
    numbers: bool = True
    pdf: bool = False
    desk: Desk | None = field(default=None, compare=False, repr=False)

    def pdfs(self, papers: Sequence[bytes]) -> list[bytes]:
        """These .docx files as PDF, in their order; see `typesetting.as_pdfs`."""
        return self.desk.pdfs(self.program, papers) if self.desk else as_pdfs(self.program, papers)


def laid_out(
    print_them: Printing, context: dict[str, Any], papers: Sequence[Paper], layout: Layout
) -> list[tuple[str, bytes]]:
    """The papers of a volume with page numbers, as (file name, content), and the whole volume as one PDF behind them.

    Args:
        print_them: fills papers in (`volume.printed`).
        context: see `volume.volume_context`.
        papers: in the order of the volume.
        layout: what is wanted.

    Raises:
        EnvironmentProblem: see `typesetting.as_pdfs`.
    """
    if layout.numbers:
        filed = [paper for paper in papers if paper.filed]
        drawn = layout.pdfs([content for _name, content in print_them(context, filed)])
        context = numbered(context, filed, [pages_in(one) for one in drawn])
    made = print_them(context, papers)
    if layout.pdf:
        made.append((VOLUME_PDF, joined(layout.pdfs([content for _name, content in made]))))
    return made


def numbered(context: dict[str, Any], filed: Sequence[Paper], pages: Sequence[int]) -> dict[str, Any]:
    """The facts of a volume whose papers have so many pages each: 页号 of the contents, 卷页数, first pages."""
    starts = {paper.key: str(start) for paper, start in zip(filed, starts_of(pages), strict=True)}
    return with_pages(context, pages) | {STARTS: starts}


def starts_of(pages: Sequence[int]) -> list[int]:
    """The first page of each paper, where they have so many pages each."""
    return [end - count + 1 for end, count in zip(accumulate(pages), pages, strict=True)]


def with_pages(context: dict[str, Any], pages: Sequence[int]) -> dict[str, Any]:
    """The facts of cover and contents of a volume whose papers have so many pages each."""
    starts, end = starts_of(pages), sum(pages)
    named = [str(start) for start in starts]
    if named and starts[-1] != end:
        named[-1] = f"{starts[-1]}-{end}"
    entries = [entry | {"页号": number} for entry, number in zip(context["目录"], named, strict=True)]
    return context | {"目录": entries, ABOUT: context[ABOUT] | {"卷页数": str(end) if pages else ""}}
