# SPDX-License-Identifier: MIT
"""Printing the papers of meetings and notices (D09–D12): made first, so that people see what was kept off them, then written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.photos import Photos, lost_in_words
from villagedesk.documents.facts.placeholders import BLANK
from villagedesk.documents.facts.undecided import refuse_undecided
from villagedesk.documents.naming import folded, safe_name
from villagedesk.documents.papers import ANNOUNCEMENT, MINUTES, NOTICE, NOTICE_REPORT, PUBLIC, Paper
from villagedesk.documents.public.minutes import blank_minutes, minutes_paper
from villagedesk.documents.public.notices import blank_public_paper, papers_for, public_paper
from villagedesk.documents.public.whitelist import CAPTIONS
from villagedesk.documents.volumes.shelving import put_papers
from villagedesk.errors import EnvironmentProblem, Refused, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice, NoticeItem, ProcessStep
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.services.opening.files import villages
from villagedesk.services.papers.bookprints import BookNote, note_books
from villagedesk.services.papers.gatherings import minutes_of, sheets_of
from villagedesk.services.papers.printing import not_noted
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.store import reads
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from villagedesk.documents.volumes.prints import Print
    from villagedesk.store.store import Store

    Check = Callable[[], None]
    Report = Callable[[int, int, str], None]

MEETING, NOTICES = "meeting", "notice"  # what a paper is about, see `BookPrint`
PAPERS: Final = (MINUTES, NOTICE, NOTICE_REPORT, ANNOUNCEMENT)


@dataclass(frozen=True, slots=True)
class Made:
    """Papers that are ready to be written.

    Attributes:
        papers: (file name, content).
        notes: what was kept off the public ones and what they lack, as (title, sentence).
        printed: what is remembered of them once they are written; nothing of blank forms.
    """

    papers: tuple[tuple[str, bytes], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    printed: tuple[BookNote, ...] = ()


class _Shelf:
    """Papers on their way, each with a file name of its own."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, bytes]] = []
        self.notes: list[tuple[str, str]] = []
        self.printed: list[BookNote] = []
        self._taken: set[str] = set()

    def put(self, parts: Sequence[str], content: bytes, title: str = "", notes: Iterable[str] = ()) -> None:
        name = safe_name(" ".join(filter(None, parts)) + ".docx", self._taken)
        self._taken.add(folded(name))
        self.papers.append((name, content))
        self.notes += [(title, note) for note in notes]

    def made(self) -> Made:
        return Made(tuple(self.papers), tuple(dict.fromkeys(self.notes)), tuple(self.printed))


def papers_called(keys: Iterable[str]) -> tuple[Paper, ...]:
    """The papers of these keys in their order; all of them where no key is given.

    Raises:
        Refused: a key that is not among `PAPERS`.
    """
    wanted = set(keys)
    unknown = sorted(wanted - {paper.key for paper in PAPERS})
    if unknown:
        text = _("没有名为“{name}”的文书，可选：{known}。")
        raise Refused(text.format(name=unknown[0], known=listed(paper.key for paper in PAPERS)))
    return tuple(paper for paper in PAPERS if not wanted or paper.key in wanted)


def papers_about(one: Meeting | Notice) -> tuple[Paper, ...]:
    """The papers that a meeting or a notice has."""
    return (MINUTES,) if isinstance(one, Meeting) else papers_for(one)


def make_papers(
    store: Store,
    gathered: Sequence[Meeting | Notice],
    keys: Iterable[str] = (),
    check: Check = lambda: None,
    report: Report = lambda done, total, text: None,
    day: str = "",
) -> Made:
    """The papers of meetings and notices; those that a meeting or notice does not have are left out.

    Args:
        store: the open file.
        gathered: what they are about.
        keys: which papers; empty for all.
        check: called between them; may raise `Cancelled`.
        report: told how far it is.
        day: the day printed on them, ISO; empty for today.

    Raises:
        Refused: an unknown key; a conflict in what they print that nobody has decided; or something that must not be
            public would stand on a notice.
        TemplateFault: a template was changed and asks for what does not exist or is not public.
    """
    wanted, shelf, book = papers_called(keys), _Shelf(), Rulebook(store)
    day = day or store.clock().date().isoformat()
    for place, one in enumerate(gathered):
        check()
        report(place, len(gathered), "")
        papers = [paper for paper in papers_about(one) if paper in wanted]
        if papers:
            _refuse_undecided(store, one)
        if papers and isinstance(one, Meeting):
            _put_minutes(store, one, day, shelf, book)
        elif papers and isinstance(one, Notice):
            _put_notice(_Notice(store, one, day, book), papers, shelf)
    report(len(gathered), len(gathered), "")
    return shelf.made()


def _refuse_undecided(store: Store, one: Meeting | Notice) -> None:
    items: Sequence[MeetingItem | NoticeItem]
    if isinstance(one, Meeting):
        items = reads.of_owner(store, MeetingItem, one.id)
    else:
        items = reads.of_owner(store, NoticeItem, one.id)
    homes = {item.household for item in items if item.household}
    processes = [item.process for item in items if item.process]  # a notice says what was done before it
    steps = (step.id for step in reads.below(store, ProcessStep, processes))
    refuse_undecided(store, (one.id, one.village or "", *(item.id for item in items), *processes, *steps), homes)


def _put_minutes(store: Store, meeting: Meeting, day: str, shelf: _Shelf, book: Rulebook) -> None:
    minutes = minutes_of(store, meeting, book)
    title, content, printed = minutes_paper(minutes, day)
    shelf.put((meeting.date or "", minutes.village.name or "", title), content)
    shelf.printed.append(_note(meeting, printed, day, MEETING, year_of(store, meeting.date)))


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notice on its way to paper."""

    store: Store
    notice: Notice
    day: str
    book: Rulebook


def _put_notice(one: _Notice, papers: Sequence[Paper], shelf: _Shelf) -> None:
    store, notice, day = one.store, one.notice, one.day
    photos = Photos(store)
    hung = ((key, getattr(notice, key)) for _name, key in CAPTIONS)
    lost = [
        lost_in_words(store, field_spec(f"notice.{key}"), digest)
        for key, digest in hung
        if digest and NOTICE_REPORT in papers and photos.content(digest) is None
    ]
    for sheet in sheets_of(store, notice, one.book, dt.date.fromisoformat(day)):
        for paper in papers:
            made = public_paper(paper, sheet, day, photos.content)
            notes = (*made.notes, *lost) if paper is NOTICE_REPORT else made.notes
            shelf.put((notice.start or "", sheet.village.name or "", made.title), made.content, made.title, notes)
            shelf.printed.append(_note(notice, made.printed, day, NOTICES, year_of(store, notice.start), sheet.part))


def _note(about: Meeting | Notice, one: Print, day: str, book: str, year: int, part: str = "") -> BookNote:
    return BookNote(
        about.village or "", book, about.id, year, one.paper, one.title, one.template, one.seal, one.traces, day, part
    )  # fmt: skip


def year_of(store: Store, day: str | None) -> int:
    """The year of a meeting or notice; the working year where its day is not known."""
    return int(day[:4]) if day else store.info.year


def blank_papers(store: Store, keys: Iterable[str] = ()) -> Made:
    """The forms for the pen; the village stands on them where the file holds only one.

    Raises:
        Refused: an unknown key.
        TemplateFault: a template was changed and asks for what does not exist.
    """
    known = list(villages(store))
    village = (reads.get(store, Village, known[0]) if len(known) == 1 else None) or Village()
    day, shelf = store.clock().date().isoformat(), _Shelf()
    for paper in papers_called(keys):
        public = paper in PUBLIC
        content = blank_public_paper(paper, village, day).content if public else blank_minutes(village, day)
        shelf.put((f"{paper.title}（{BLANK}）",), content)
    return shelf.made()


def write_papers(store: Store, made: Made, folder: Path) -> str:
    """Write papers into a folder, which is made if need be, and note them; files of the same names are replaced.

    Returns:
        Why they were not noted; empty where they were.

    Raises:
        EnvironmentProblem: it cannot be written; nothing of it is left half done.
    """
    try:
        put_papers(folder, made.papers)
    except OSError as fault:
        text = _("没有写到“{path}”：{reason}。请检查文件是否正在Word中打开、空间和权限。")
        raise EnvironmentProblem(text.format(path=folder, reason=machine_reason(fault))) from fault
    try:
        note_books(store, made.printed)
    except VillageDeskError as fault:
        return not_noted(fault)
    return ""
