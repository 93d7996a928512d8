# SPDX-License-Identifier: MIT
"""Looking at households before a binder is made: who can be printed, which papers each gets, how long each is kept."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from villagedesk.documents.facts.concerned import concerning
from villagedesk.documents.facts.letters import letters_of
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.batch import Refusal, household_label
from villagedesk.documents.volumes.press import own_fault, trace_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import in_chinese
from villagedesk.models.archiving import term_of_paper
from villagedesk.models.contents import due
from villagedesk.services.casefile.casefiles import blocking_problems, load_casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.merging.undecided import Undecided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)


class Wanted(Protocol):
    """What is asked of an order here."""

    @property
    def year(self) -> int:
        """Whose facts."""

    @property
    def draft(self) -> bool:
        """Print households with errors too."""

    @property
    def document_date(self) -> dt.date:
        """The day of printing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a household.

    Attributes:
        papers: kinds of papers of its binder, in order.
        terms: retention of each paper that is filed.
        problems: the unsolved problems of a draft.
        refusal: why it cannot be printed; None where it can.
    """

    household: str
    village: str
    papers: tuple[str, ...] = ()
    terms: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refusal: Refusal | None = None


def look(
    store: Store, households: Sequence[str], order: Wanted, by_item: Mapping[str, str], check: Callable[[], None]
) -> Iterator[Look]:
    """Look at households one by one.

    Args:
        store: the file.
        households: ids; those that are gone are left out.
        order: the order.
        by_item: retention by item of the list of contents.
        check: called before each; raises `Cancelled` to stop.

    Raises:
        TemplateFault: a template is at fault; said before anything is written.
    """
    for paper in PAPERS:
        built_in(paper.template)
    said = in_chinese if order.draft else nullcontext  # problems of a draft are printed, and papers are Chinese
    with said():
        around, undecided = surroundings(store), Undecided(store)
    for case in load_casefiles(store, households, order.year):
        check()
        row = case.household.id
        try:
            with said():
                problems = (*blocking_problems(case, around), *undecided.touching(case))
            if problems and not order.draft:
                yield Look(row, case.village.id, refusal=Refusal(row, household_label(case), tuple(problems)))
            else:
                yield seen(case, order.document_date, by_item, tuple(problems))
        except VillageDeskError:
            raise
        except Exception as error:  # facts that the program stumbles over are this household's trouble alone
            log.error("%s", trace_of(error, "look"))
            yield Look(row, case.village.id, refusal=Refusal(row, household_label(case), (own_fault(error),)))


def seen(case: CaseFile, day: dt.date, by_item: Mapping[str, str], problems: tuple[Problem, ...] = ()) -> Look:
    """Which papers the binder of a household has on a day, and how long each is kept."""
    papers = concerning(case, PAPERS, {"告知书": letters_of(case, day)})
    wanted = due(case)
    terms = {paper.key: term_of_paper(paper.key, wanted, by_item) for paper in papers if paper.filed}
    return Look(case.household.id, case.village.id, tuple(paper.key for paper in papers), terms, problems)
