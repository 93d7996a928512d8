# SPDX-License-Identifier: MIT
"""Notes of the papers of books (台账) that were printed; the newest of a record, year and paper is the one that counts.

Whether it is still what would be printed today is found by `documents.registers.standing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import BookPrint
from villagedesk.services.papers.printing import age, times
from villagedesk.store import reads
from villagedesk.store.faults import ReadOnlyFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store

    Place = tuple[str, int, str]  # id of the record, year, key of the paper

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

    @property
    def place(self) -> Place:
        """What it is a printing of."""
        return self.record, self.year, self.paper


def note_books(store: Store, papers: Sequence[BookNote], dated: str) -> int:
    """Note papers of one village that bear one date, as one action. What is noted already is not noted again.

    Returns:
        How many were noted.

    Raises:
        ReadOnlyFile, CannotWrite: nothing was noted.
    """
    if not papers:
        return 0
    if store.read_only:
        raise ReadOnlyFile
    known = newest_prints(store, papers[0].village)
    rows = [_row(store, one, dated, known.get(one.place)) for one in papers]
    fresh = [one for one in rows if one is not None]
    if fresh:
        label = _("打印台账文书：{count}份").format(count=len(fresh))
        with store.change(label) as change:
            change.put_new(ENTITY, [(store.new_id(), values) for values in fresh])
    return len(fresh)


def _row(store: Store, one: BookNote, dated: str, before: BookPrint | None) -> dict[str, Value] | None:
    """The values of a new note; None where it would say the same as the one before."""
    values: dict[str, Value] = {**one._asdict(), "record": one.record or None, "dated": dated}
    if before is not None and all(getattr(before, key) == values[key] for key in _SAME):
        return None
    return values | {"printed_on": store.clock().date().isoformat(), "printing": times(before) + 1}


def newest_prints(store: Store, village: str) -> dict[Place, BookPrint]:
    """The last printing of each paper of a village's books."""
    rows = sorted(reads.of_owner(store, BookPrint, village), key=age)
    return {(row.record or "", row.year if isinstance(row.year, int) else 0, row.paper or ""): row for row in rows}
