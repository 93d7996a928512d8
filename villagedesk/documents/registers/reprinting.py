# SPDX-License-Identifier: MIT
"""Printing papers again that belong to no household: made first, so that people see what is sensitive, then written.

One that cannot be printed (a conflict that nobody has decided, something that must not be public) does not keep the others
from it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.documents.papers import MINUTES
from villagedesk.documents.printed.reprinting import reprintable
from villagedesk.documents.public.gatherings import make_papers
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, BookPaper, make_book_papers
from villagedesk.documents.registers.review import About, about, owners_in_words, title_in_words
from villagedesk.documents.registers.sharing import records_of_note
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.village.printing import VillageOrder, make_village_paper, village_paper
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import labelled
from villagedesk.models.catalogue.procedure import Meeting, Notice
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.documents.printed.stale import BookStanding
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.store.store import Store


class MadeAgain(NamedTuple):
    """Papers that are ready to be written.

    Attributes:
        papers: see there.
        refused: what could not be made: what it is, and why.
    """

    papers: tuple[BookPaper, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def notes(self) -> list[str]:
        """What was kept off these papers, as sentences."""
        return [labelled(paper.title, note) for paper in self.papers for note in paper.notes]

    @property
    def sensitive(self) -> tuple[BookPaper, ...]:
        """Those that are written for a purpose only."""
        return tuple(paper for paper in self.papers if paper.sensitive)

    def without_sensitive(self) -> MadeAgain:
        """Only those that may be written for no purpose."""
        return self._replace(papers=tuple(paper for paper in self.papers if not paper.sensitive))


class WrittenAgain(NamedTuple):
    """What became of it.

    Attributes:
        files: where the papers are.
        refused: see `MadeAgain`.
        unnoted: why they were not noted; empty where they were.
    """

    files: tuple[Path, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    unnoted: str = ""


def make_again(
    store: Store,
    found: Iterable[BookStanding],
    day: dt.date,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> MadeAgain:
    """Make these papers from the facts of today; those that cannot be printed again are left out.

    Args:
        store: it is only read.
        found: the papers.
        day: the date they will bear.
        check: called between them; may raise `Cancelled`.
        report: told how far it is.
    """
    wanted = [one.row for one in found if reprintable(one.verdict)]
    papers: list[BookPaper] = []
    refused: list[tuple[str, str]] = []
    for done, row in enumerate(wanted):
        check()
        report(done, len(wanted), title_in_words(row))
        try:
            papers += _made(store, row, day.isoformat(), check)
        except Cancelled:
            raise
        except VillageDeskError as fault:
            owner = owners_in_words(store, [row])[row.id]
            refused.append((" ".join(filter(None, (title_in_words(row), owner))), str(fault)))
    report(len(wanted), len(wanted), "")
    return MadeAgain(tuple(papers), tuple(refused))


def _made(store: Store, row: BookPrint, day: str, check: Callable[[], None]) -> tuple[BookPaper, ...]:
    """The paper of one note from the facts of today."""
    if about(row) is About.GATHERING:
        return _gathered(store, row, day, check)
    year = row.year if isinstance(row.year, int) else 0
    if about(row) is About.VILLAGE:
        wanted = VillageOrder(village_paper(row.paper or ""), row.village or "", year, Path())
        made = make_village_paper(store, wanted, dt.date.fromisoformat(day), check)
        return (BookPaper(title=row.title or "", name=made.name, identifier="", content=made.content, note=made.note),)
    records = records_of_note(store, row)
    order = BookOrder((register_paper(row.paper or ""),), row.village or "", records, year, day)
    return make_book_papers(store, order, check)


def _gathered(store: Store, row: BookPrint, day: str, check: Callable[[], None]) -> tuple[BookPaper, ...]:
    """Of a notice with several lists only the paper of this one."""
    record = row.record or ""
    one = reads.get(store, Meeting, record) if row.paper == MINUTES.key else reads.get(store, Notice, record)
    made = make_papers(store, [one] if one else [], [row.paper or ""], check, day=day)
    kept = [place for place, note in enumerate(made.printed) if note.part == (row.part or "")]
    return tuple(
        BookPaper(
            title=made.printed[place].title,
            name=made.papers[place][0],
            identifier="",
            content=made.papers[place][1],
            notes=tuple(note for title, note in made.notes if title == made.printed[place].title),
            note=made.printed[place],
        )
        for place in kept
    )


def write_again(
    store: Store, made: MadeAgain, folder: Path, wanted: Purpose | None, check: Callable[[], None] = lambda: None
) -> WrittenAgain:
    """Write them, each over the former one of the same record; arguments and errors as of `write_book_papers`."""
    if not made.papers:
        return WrittenAgain((), made.refused)
    files, unnoted = write_book_papers(store, made.papers, folder, wanted, check)
    return WrittenAgain(tuple(files), made.refused, unnoted)
