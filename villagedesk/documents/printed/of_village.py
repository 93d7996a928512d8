# SPDX-License-Identifier: MIT
"""Which printed papers of a village as a whole are out of date: what would be printed as of their date differs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from villagedesk.documents.papers import VILLAGE_REPORT
from villagedesk.documents.printed.stale import BookStanding
from villagedesk.documents.village.printing import VILLAGE_PAPERS, facts_of_village
from villagedesk.documents.village.prints import differing, in_words, traces_of
from villagedesk.documents.village.report import WRONG
from villagedesk.documents.volumes.prints import template_seal
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.errors import Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.store.store import Store

OF_VILLAGES: Final = {paper.key: paper for paper in VILLAGE_PAPERS}


def judged_villages(store: Store, rows: Iterable[BookPrint]) -> list[BookStanding]:
    """How these papers of villages stand."""
    return [_judged(store, row) for row in rows]


def _judged(store: Store, row: BookPrint) -> BookStanding:
    paper, village = OF_VILLAGES.get(row.paper or ""), row.village or ""
    year = row.year if isinstance(row.year, int) else 0
    if paper is None:
        return BookStanding(row, Verdict.UNKNOWN)
    if row.template != template_seal(paper.template):
        return BookStanding(row, Verdict.TEMPLATE)
    day = dt.date.fromisoformat(row.dated) if row.dated else dt.date(year, 12, 31)
    try:
        facts = facts_of_village(store, paper, village, year, day)
    except Refused:
        return BookStanding(row, Verdict.NEEDLESS)
    changed = differing(row.traces or "", traces_of(paper, facts, village))
    if paper == VILLAGE_REPORT and year != store.info.year:
        changed = tuple(name for name in changed if name != WRONG)  # doubts are told of the working year only
    if not changed:
        return BookStanding(row, Verdict.FRESH)
    return BookStanding(row, Verdict.FACTS, tuple(map(in_words, changed)))


def owner_of_village_paper(row: BookPrint) -> str:
    """Of which year a paper of a village is."""
    return _("{year}年全村").format(year=row.year or "")
