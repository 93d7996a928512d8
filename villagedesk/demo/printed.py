# SPDX-License-Identifier: MIT
"""Papers of books, meetings, notices and of itself that a demo village has printed: some signed, some filed, some out of date.

They are noted as printing notes them, without files: whoever tries the page 打印的文书 prints them again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, YEAR
from villagedesk.documents.papers import ANNOUNCEMENT, MINUTES, VILLAGE_EXIT, VILLAGE_REPORT
from villagedesk.documents.public.gatherings import make_papers
from villagedesk.documents.public.notice_words import ANNOUNCE
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.documents.village.printing import VillageOrder, make_village_paper
from villagedesk.models.catalogue.printing import ARCHIVED, SIGNED
from villagedesk.models.catalogue.project import Project
from villagedesk.services.papers.bookprints import ENTITY, values_of
from villagedesk.services.papers.gatherings import gathered
from villagedesk.store import reads
from villagedesk.store.ids import SeededIds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.demo.villages import DemoVillage
    from villagedesk.store.store import Store

_OF_PROJECTS: Final = ("project_card", "project_acceptance")
_BOOK: Final = "project_book"
_KEPT: Final[dict[str, Facts]] = {  # what became of them, but for the day
    "project_acceptance": {"status": SIGNED},
    _BOOK: {"status": ARCHIVED},
    MINUTES.key: {"status": ARCHIVED},
    ANNOUNCEMENT.key: {"status": SIGNED},
    VILLAGE_EXIT.key: {"status": SIGNED},
}
_KEPT_BETTER: Final = "每年汛前再检查一次。"
_ONE_MORE_PLACE: Final = "、村卫生室门口"


def print_books(store: Store, village: str) -> None:
    """Note the papers of the accepted projects and the book of projects; then add a word to the last of these."""
    accepted = sorted((one for one in reads.of_owner(store, Project, village) if one.accepted), key=lambda one: one.id)
    with store.change(f"{MARK}：打印台账文书", "demo") as change:
        change.put_new(ENTITY, [(row, facts) for _entity, row, facts in _notes(store, village, accepted)])
    last = accepted[-1]
    with store.change(f"{MARK}：补充管护措施", "demo") as change:
        change.put("project", last.id, {"keeping": f"{last.keeping or ''}{_KEPT_BETTER}"})


def print_others(store: Store, village: DemoVillage) -> None:
    """Note the papers of meetings and notices, of the exit and of the year; then the last notice hangs in one more place."""
    meetings, notices = gathered(store, [village.id])
    wanted = [(VILLAGE_REPORT, YEAR)] + ([(VILLAGE_EXIT, village.exit_year)] if village.exit_told else [])
    orders = [VillageOrder(paper, village.id, year, Path()) for paper, year in wanted]
    notes = [*make_papers(store, [*meetings, *notices]).printed]
    notes += [made.note for made in (make_village_paper(store, order) for order in orders) if made.note]
    ids, today = SeededIds(f"{MARK} printed others {village.id}"), store.clock().date().isoformat()
    with store.change(f"{MARK}：打印会议、公示和村级文书", "demo") as change:
        change.put_new(ENTITY, [(ids(), values_of(note, today) | _became(note.paper, today)) for note in notes])
    hung = [one for one in notices if one.kind != ANNOUNCE]
    if hung:
        with store.change(f"{MARK}：补充公示地点", "demo") as change:
            change.put("notice", hung[-1].id, {"place": f"{hung[-1].place or ''}{_ONE_MORE_PLACE}"})


def _became(paper: str, today: str) -> Facts:
    """What became of a paper."""
    kept = _KEPT.get(paper, {})
    days: dict[str, Facts] = {SIGNED: {"signed_on": today}, ARCHIVED: {"archived_on": today}}
    return kept | days.get(str(kept.get("status")), {})


def _notes(store: Store, village: str, accepted: Sequence[Project]) -> Iterator[Row]:
    ids = SeededIds(f"{MARK} printed {village}")
    today = store.clock().date().isoformat()
    rows = tuple(one.id for one in accepted)
    orders = (
        BookOrder(tuple(map(register_paper, _OF_PROJECTS)), village, rows, YEAR),
        BookOrder((register_paper(_BOOK),), village, (), YEAR),
    )
    for paper in (paper for order in orders for paper in make_book_papers(store, order)):
        if paper.note is not None:
            yield ENTITY, ids(), values_of(paper.note, today) | _became(paper.note.paper, today)
