# SPDX-License-Identifier: MIT
"""What the papers of a binder print, household by household, with what many share read once: terms, lines, numbers that clash."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from villagedesk.documents.binder.filling import Binder, filled
from villagedesk.documents.binder.looking import seen
from villagedesk.documents.facts.contexts import Contexts
from villagedesk.models.archiving import PIECE
from villagedesk.services.papers import archiving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.documents.binder.filling import Filled
    from villagedesk.documents.binder.looking import Look
    from villagedesk.documents.binder.spans import Span
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.archive import Filing
    from villagedesk.store.store import Store


class Facing:
    """Fills binders of one year in; asked after numbers were given, since a number is read when it is first needed.

    Attributes:
        terms: retention by item of the list of contents.
    """

    def __init__(self, store: Store, year: int) -> None:
        self._store, self._year = store, year
        self._contexts = Contexts(store)
        self._clashes: dict[tuple[str, str], list[archiving.Clash]] = {}
        self.terms = archiving.terms_in_force(store)

    def clashes(self, village: str, mode: str) -> list[archiving.Clash]:
        """The numbers of a village that stand twice."""
        if (village, mode) not in self._clashes:
            self._clashes[village, mode] = archiving.clashes(self._store, village, mode, self._year)
        return self._clashes[village, mode]

    def filled(
        self, span: Span, look: Look, mode: str, filings: Mapping[str, Filing], day: dt.date, *, draft: bool = False
    ) -> Filled:
        """The binder of a household as it is printed on a day.

        Args:
            span: its case files.
            look: what was seen of it (`looking`).
            mode: `VOLUME` or `PIECE`.
            filings: 件号 of its papers.
            day: the day of printing.
            draft: no number is given to it.
        """
        said = self._clash_words(span.case, mode)
        binder = Binder(mode, look.leaves, look.terms, filings, look.problems, said, draft)
        contexts = {case.year: self._contexts.of(case, day) for case in span.former}
        contexts[span.case.year] = self._contexts.of(span.case, day, span.former)
        photos = self._contexts.photos
        proven = span._replace(case=photos.proven(span.case), former=tuple(map(photos.proven, span.former)))
        return replace(filled(proven, binder, contexts), lost=photos.lost(*span.cases))

    def as_of(self, span: Span, mode: str, filings: Mapping[str, Filing], day: str) -> Filled:
        """The binder of a household without faults as it would have been printed on an earlier day (ISO)."""
        then = dt.date.fromisoformat(day)
        return self.filled(span, seen(span, then, self.terms), mode, filings, then)

    def _clash_words(self, case: CaseFile, mode: str) -> list[str]:
        word = "件号" if mode == PIECE else "案卷号"
        return [
            f"{word}{one.number}与其他户重号，请核对后改正"
            for one in self.clashes(case.village.id, mode)
            if case.household.id in one.households
        ]
