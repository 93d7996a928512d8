# SPDX-License-Identifier: MIT
"""Writing papers of books into a folder: each whole or not at all, sensitive ones with their entry in the export log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.documents.naming import folded, safe_name
from villagedesk.documents.word.package import identifier_of, untouched
from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.services.keeping.exportlog import Contents, outgoing, refuse_without_log
from villagedesk.services.papers.bookprints import note_books
from villagedesk.services.papers.printing import not_noted
from villagedesk.store.scope import KEPT_BACK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.documents.registers.making import BookPaper
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.store.store import Store


def sensitive_fields(papers: Sequence[BookPaper]) -> tuple[str, ...]:
    """Labels of all sensitive fields that papers print; where there are any, they are written for a purpose only."""
    return tuple(dict.fromkeys(label for paper in papers for label in paper.sensitive))


def needs_purpose(fields: Sequence[str]) -> str:
    """Why a paper with these sensitive fields is not printed just like that."""
    text = _("文书上有敏感内容（{fields}），要写明提供给谁和原因并登记后才能打印。")
    return text.format(fields=listed(fields))


def write_book_papers(
    store: Store,
    papers: Sequence[BookPaper],
    folder: Path,
    wanted: Purpose | None = None,
    check: Callable[[], None] = lambda: None,
) -> tuple[list[Path], str]:
    """Write papers, and note them as printed. A paper that lies there already of the same record is replaced.

    Args:
        store: keeps the export log and the notes.
        papers: see `making.make_book_papers`.
        folder: made if need be.
        wanted: for whom and why; only for papers that print something sensitive.
        check: called between the papers; may raise `Cancelled`.

    Returns:
        The files, and why they were not noted; empty where they were.

    Raises:
        Refused: something sensitive without a purpose, or from a file opened for reading; nothing was written.
        EnvironmentProblem: it cannot be written there; earlier files stay, and so do those written before.
    """
    sensitive = sensitive_fields(papers)
    if sensitive and wanted is None:
        raise Refused(needs_purpose(sensitive))
    if sensitive:
        refuse_without_log(store)
    made: dict[Path, BookPaper] = {}
    taken: set[str] = set()
    try:
        for paper in papers:
            check()
            target = _target(folder, paper, taken)
            taken.add(folded(target.name))
            with outgoing(store, target, _contents(paper), wanted if paper.sensitive else None) as part:
                part.write_bytes(paper.content)
            made[target] = paper
    finally:
        unnoted = _noted(store, list(made.values()))
    return list(made), unnoted


def _target(folder: Path, paper: BookPaper, taken: set[str]) -> Path:
    """Where a paper goes: over the one of the same record that lies there under its name, and over no other's."""
    refused = set(taken)
    while True:
        target = folder / safe_name(paper.name, refused)
        if not target.exists() or _is_same(target, paper):
            return target
        refused.add(folded(target.name))


def _is_same(target: Path, paper: BookPaper) -> bool:
    """Whether a file is an earlier one of this paper; a blank form is nobody's, so somebody may have filled one in."""
    return identifier_of(target) == paper.identifier and (bool(paper.identifier) or untouched(target))


def _contents(paper: BookPaper) -> Contents:
    note = paper.note
    return Contents(
        what=paper.title,
        village=note.village if note and note.book not in KEPT_BACK else "",
        place=paper.place,
        year=note.year if note else 0,
        columns=paper.sensitive,
        households=paper.households,
        people=paper.people,
    )


def _noted(store: Store, papers: Sequence[BookPaper]) -> str:
    """Note what was written; the papers are there also where that cannot be done."""
    notes = [paper.note for paper in papers if paper.note is not None]
    try:
        note_books(store, notes)
    except VillageDeskError as fault:
        return not_noted(fault)
    return ""
