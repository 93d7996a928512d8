# SPDX-License-Identifier: MIT
"""Notes of printed papers of books (台账), meetings, notices and villages; the newest of a record and paper is the one that counts.

Of a paper of a whole book, or of the village, each year has its own. A record may come to stand in another year or village; its
papers stay its own. A paper that records share is known by what they share, so that a merge makes no second one of it.

Whether it is still what would be printed today is found by `documents.registers.review`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import PRINTED, BookPrint
from villagedesk.services.papers.printing import age, times
from villagedesk.store import reads
from villagedesk.store.faults import ReadOnlyFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store

    Place = tuple[
        str, int, str, str
    ]  # id of the record, or of the village; year where there is no record, or 0; paper; list of a notice, or what is shared

ENTITY: Final = "book_print"
_SAME: Final = ("template", "seal", "dated")  # where these are equal it is the same paper


class BookNote(NamedTuple):
    """A paper that was just printed; the fields are those of `BookPrint`."""

    village: str
    book: str
    record: str
    year: int
    paper: str
    title: str
    template: str
    seal: str
    traces: str
    dated: str
    part: str = ""

    @property
    def place(self) -> Place:
        """What it is a printing of."""
        return _place(self.village, self.record, self.year, self.paper, self.part)


def note_books(store: Store, papers: Sequence[BookNote]) -> int:
    """Note papers as one action. What is noted already is not noted again.

    Returns:
        How many were noted.

    Raises:
        ReadOnlyFile, CannotWrite: nothing was noted.
    """
    if not papers:
        return 0
    if store.read_only:
        raise ReadOnlyFile
    known = newest_prints(store)
    today = store.clock().date().isoformat()
    found = ((values_of(one, today), known.get(one.place)) for one in papers)
    fresh = [values | {"printing": times(before) + 1} for values, before in found if not _is_noted(values, before)]
    if fresh:
        label = _("打印台账和村级文书：{count}份").format(count=len(fresh))
        with store.change(label) as change:
            change.put_new(ENTITY, [(store.new_id(), values) for values in fresh])
    return len(fresh)


def values_of(one: BookNote, printed_on: str) -> dict[str, Value]:
    """What a note says of a paper that was printed for the first time on a day, ISO."""
    said = {
        "record": one.record or None,
        "part": one.part or None,
        "printed_on": printed_on,
        "printing": 1,
        "status": PRINTED,
    }
    return {**one._asdict(), **said}


def _is_noted(values: Mapping[str, Value], before: BookPrint | None) -> bool:
    """Whether the note before says the same."""
    return before is not None and all(getattr(before, key) == values[key] for key in _SAME)


def newest_prints(store: Store, village: str = "") -> dict[Place, BookPrint]:
    """The last printing of each paper of the books of a village (id), or of all; the oldest first."""
    return {place_of(row): row for row in printings(store, village)}


def printings(store: Store, village: str = "") -> list[BookPrint]:
    """Every printing of papers of the books of a village (id), or of all; the oldest first."""
    return sorted(reads.of_village(store, BookPrint, village), key=age)


def place_of(row: BookPrint) -> Place:
    """What a note is a printing of."""
    year = row.year if isinstance(row.year, int) else 0
    return _place(row.village or "", row.record or "", year, row.paper or "", row.part or "")


def _place(village: str, record: str, year: int, paper: str, part: str) -> Place:
    return (record, 0, paper, part) if record else (village, year, paper, part)
