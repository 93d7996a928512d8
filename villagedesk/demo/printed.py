# SPDX-License-Identifier: MIT
"""Papers of books that a demo village has printed: some signed, some filed, and one that is out of date since.

They are noted as printing notes them, without files: whoever tries the page 打印的文书 prints them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, YEAR
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.models.catalogue.printing import ARCHIVED, SIGNED
from villagedesk.models.catalogue.project import Project
from villagedesk.services.papers.bookprints import ENTITY, values_of
from villagedesk.store import reads
from villagedesk.store.ids import SeededIds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.store.store import Store

_OF_PROJECTS: Final = ("project_card", "project_acceptance")
_BOOK: Final = "project_book"
_KEPT: Final[dict[str, Facts]] = {  # what became of them, but for the day
    "project_acceptance": {"status": SIGNED},
    _BOOK: {"status": ARCHIVED},
}
_KEPT_BETTER: Final = "每年汛前再检查一次。"


def print_books(store: Store, village: str) -> None:
    """Note the papers of the accepted projects and the book of projects; then add a word to the last of these."""
    accepted = sorted((one for one in reads.of_owner(store, Project, village) if one.accepted), key=lambda one: one.id)
    with store.change(f"{MARK}：打印台账文书", "demo") as change:
        change.put_new(ENTITY, [(row, facts) for _entity, row, facts in _notes(store, village, accepted)])
    last = accepted[-1]
    with store.change(f"{MARK}：补充管护措施", "demo") as change:
        change.put("project", last.id, {"keeping": f"{last.keeping or ''}{_KEPT_BETTER}"})


def _notes(store: Store, village: str, accepted: Sequence[Project]) -> Iterator[Row]:
    ids = SeededIds(f"{MARK} printed {village}")
    today = store.clock().date().isoformat()
    days: dict[str, Facts] = {SIGNED: {"signed_on": today}, ARCHIVED: {"archived_on": today}}
    rows = tuple(one.id for one in accepted)
    orders = (
        BookOrder(tuple(map(register_paper, _OF_PROJECTS)), village, rows, YEAR),
        BookOrder((register_paper(_BOOK),), village, (), YEAR),
    )
    for paper in (paper for order in orders for paper in make_book_papers(store, order)):
        if paper.note is not None:
            kept = _KEPT.get(paper.note.paper, {})
            yield ENTITY, ids(), values_of(paper.note, today) | kept | days.get(str(kept.get("status")), {})
