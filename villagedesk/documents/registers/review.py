# SPDX-License-Identifier: MIT
"""Every printed paper of a file and how it stands, whatever it is about: what pages and commands ask for.

Papers of households are compared by `printed.stale`, some households at a time. Of the others (of books, meetings, notices and
villages) those are looked at in whose village something was written since, or that are new; what was found is kept in the file
as this office's own note.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.documents import papers
from villagedesk.documents.printed import remembered, stale
from villagedesk.documents.printed.gathered import OF_GATHERINGS, judged_gatherings, owner_of_gathering
from villagedesk.documents.printed.of_village import OF_VILLAGES, judged_villages, owner_of_village_paper
from villagedesk.documents.printed.stale import BookStanding, Standing
from villagedesk.documents.registers import standing
from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.documents.registers.named import owner_in_words
from villagedesk.documents.registers.standing import judged_books
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.i18n import _, aside, english, listed
from villagedesk.models.catalogue.printing import BookPrint, PrintedPaper
from villagedesk.services.opening.files import villages
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.services.papers.printing import household_names
from villagedesk.store import since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from villagedesk.store.store import Store

    AnyStanding = Standing | BookStanding
    Part = Mapping[str, list[PrintedPaper]] | tuple[BookPrint, ...]  # what is looked at in one step

_TOPIC: Final = "printed-books"
_TOGETHER: Final = 10  # papers of books in one step
# Those that belong to no household, in their order.
_PAPERS: Final = (*(one.paper for one in REGISTER_PAPERS), *OF_GATHERINGS.values(), *OF_VILLAGES.values())
_ORDER: Final = tuple(dict.fromkeys(paper.key for paper in _PAPERS))
_KNOWN: Final = papers.BY_KEY | {paper.key: paper for paper in _PAPERS}


class About(StrEnum):
    """What a printed paper is about."""

    HOUSEHOLD = "household"
    RECORD = "record"  # of a book
    BOOK = "book"  # the whole of it
    GATHERING = "gathering"  # a meeting or notice
    VILLAGE = "village"  # as a whole


def title_in_words(row: PrintedPaper | BookPrint) -> str:
    """What a printed paper is called: the title it bears, in English windows its kind and year; own templates bear their own."""
    paper = _KNOWN.get(row.paper or "")
    if paper is None or not english():
        return row.title or ""
    return aside(paper.label, str(row.year or "") if paper.yearly else "")


def about(row: PrintedPaper | BookPrint) -> About:
    """What a printed paper is about."""
    if isinstance(row, PrintedPaper):
        return About.HOUSEHOLD
    if row.paper in OF_GATHERINGS:
        return About.GATHERING
    if row.paper in OF_VILLAGES:
        return About.VILLAGE
    return About.RECORD if row.record or row.part else About.BOOK


class Review(NamedTuple):
    """What is to be looked at.

    Attributes:
        households: see there.
        place: where the log stood.
        pending: papers of no household that have to be looked at.
        known: of the others of these, what was found before.
    """

    households: stale.Review
    place: str
    pending: tuple[BookPrint, ...]
    known: tuple[BookStanding, ...]

    @property
    def total(self) -> int:
        """How many papers are to be looked at."""
        return sum(map(len, self.households.pending.values())) + len(self.pending)


def begin(store: Store) -> Review:
    """What of all printed papers has to be looked at, and what is known already."""
    households, place = stale.begin(store), since.place(store)
    rows = list(newest_prints(store).values())
    kept = remembered.kept(store, _TOPIC, _PAPERS)
    touched = since.villages_touched_since(store, kept["place"]) if kept else None
    if kept is None or touched is None:
        return Review(households, place, tuple(rows), ())
    said = kept["said"]
    pending = tuple(row for row in rows if row.id not in said or row.village in touched)
    waiting = {row.id for row in pending}
    known = (
        BookStanding(row, Verdict(said[row.id][0]), tuple(said[row.id][1])) for row in rows if row.id not in waiting
    )
    return Review(households, place, pending, tuple(known))


def parts(review: Review) -> Iterator[Part]:
    """What is to be looked at, some at a time."""
    yield from stale.parts(review.households.pending)
    for start in range(0, len(review.pending), _TOGETHER):
        yield review.pending[start : start + _TOGETHER]


def size(part: Part) -> int:
    """How many papers a part has."""
    return len(part) if isinstance(part, tuple) else sum(map(len, part.values()))


def judged(store: Store, part: Part) -> list[AnyStanding]:
    """How the papers of a part stand."""
    if not isinstance(part, tuple):
        return [*stale.judged(store, part)]
    of: dict[About, list[BookPrint]] = {}
    for row in part:
        of.setdefault(about(row), []).append(row)
    books = [*of.get(About.RECORD, ()), *of.get(About.BOOK, ())]
    return [
        *judged_books(store, books),
        *judged_gatherings(store, of.get(About.GATHERING, ())),
        *judged_villages(store, of.get(About.VILLAGE, ())),
    ]


def finish(store: Store, review: Review, fresh: Iterable[AnyStanding]) -> list[AnyStanding]:
    """All standings in order, those of households first; what was found is kept for the next time."""
    some = list(fresh)
    households = [one for one in some if isinstance(one, Standing)]
    books = [one for one in some if isinstance(one, BookStanding)]
    of_households = stale.in_order(store, [*review.households.known, *households])
    of_books = _in_order([*review.known, *books])
    stale.keep(store, review.households.place, of_households)
    _keep(store, review.place, of_books)
    return [*of_households, *of_books]


def _keep(store: Store, place: str, found: Sequence[BookStanding]) -> None:
    if store.read_only or (not found and remembered.kept(store, _TOPIC, _PAPERS) is None):
        return
    said = {one.row.id: [one.verdict, list(one.changed)] for one in found}
    remembered.keep(store, _TOPIC, _PAPERS, {"place": place, "said": said})


def _in_order(found: Iterable[BookStanding]) -> list[BookStanding]:
    """Village by village, paper by paper, the newest year first."""
    places = {key: place for place, key in enumerate(_ORDER)}

    def order(one: BookStanding) -> tuple[str, int, int, str]:
        row = one.row
        year = row.year if isinstance(row.year, int) else 0
        return row.village or "", places.get(row.paper or "", len(places)), -year, row.record or row.part or ""

    return sorted(found, key=order)


def review(
    store: Store,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> list[AnyStanding]:
    """How every printed paper of the file stands.

    Raises:
        Cancelled: by `check`, called before every few papers.
    """
    found = begin(store)
    fresh: list[AnyStanding] = []
    done = 0
    for part in parts(found):
        check()
        fresh += judged(store, part)
        done += size(part)
        report(done, found.total, "")
    return finish(store, found, fresh)


# -- in words -----------------------------------------------------------------------------------------------------------


def reason(one: AnyStanding) -> str:
    """Why a paper is out of date; empty for one that is not."""
    return stale.reason(one) if isinstance(one, Standing) else standing.reason(one)


def changed_in_words(one: AnyStanding) -> list[str]:
    """What of a paper is other now."""
    return stale.changed_in_words(one) if isinstance(one, Standing) else list(one.changed)


def owners_in_words(store: Store, rows: Iterable[PrintedPaper | BookPrint]) -> dict[str, str]:
    """Whose paper it is, by id of the note: the household, the record of a book, the book of a year, the meeting or notice."""
    every = list(rows)
    of_households = [row for row in every if isinstance(row, PrintedPaper)]
    names = household_names(store, {row.household or "" for row in of_households})
    found = {row.id: names.get(row.household or "", "") for row in of_households}
    of_books = [row for row in every if isinstance(row, BookPrint)]
    places = villages(store) if of_books else {}
    for row in of_books:
        village = places.get(row.village or "", "") if len(places) > 1 else ""
        found[row.id] = " ".join(filter(None, (village, _owner(store, row))))
    return found


def _owner(store: Store, row: BookPrint) -> str:
    if about(row) is About.GATHERING:
        return owner_of_gathering(store, row)
    return owner_of_village_paper(row) if about(row) is About.VILLAGE else owner_in_words(store, row)


def counted(rows: Iterable[PrintedPaper | BookPrint]) -> str:
    """How many of these papers belong to no household, by kind: "台账文书2份、村级文书1份"; empty where all do."""
    kinds = Counter(about(row) for row in rows)
    some = (
        (kinds[About.RECORD] + kinds[About.BOOK], _("台账文书{count}份")),
        (kinds[About.GATHERING], _("会议和公示文书{count}份")),
        (kinds[About.VILLAGE], _("村级文书{count}份")),
    )
    return listed(text.format(count=count) for count, text in some if count)
