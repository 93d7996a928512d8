# SPDX-License-Identifier: MIT
"""Looking at households before a binder is made: who can be printed, which papers each gets, how long each is kept."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from villagedesk.documents.binder.held import held
from villagedesk.documents.binder.spans import load_spans
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.batch import Refusal, household_label
from villagedesk.documents.volumes.press import own_fault, trace_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, in_chinese
from villagedesk.models.archiving import term_of_paper
from villagedesk.models.contents import due
from villagedesk.services.casefile.casefiles import blocking_problems, nothing_entered
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.merging.undecided import Undecided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from villagedesk.documents.binder.spans import Span
    from villagedesk.documents.volumes.leaves import Leaf
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.rules import Surroundings
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Store

log = logging.getLogger(__name__)


class Wanted(Protocol):
    """What is asked of an order here."""

    @property
    def year(self) -> int:
        """Of the binders."""

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
        leaves: the papers of its binder, in order.
        terms: retention of each paper that is filed.
        problems: the unsolved problems of a draft.
        refusal: why it cannot be printed; None where it can.
    """

    household: str
    village: str
    leaves: tuple[Leaf, ...] = ()
    terms: dict[Leaf, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refusal: Refusal | None = None


def look(
    store: Store,
    households: Sequence[str],
    order: Wanted,
    by_item: Mapping[str, str],
    all_years: Callable[[CaseFile], bool],
    check: Callable[[], None],
) -> Iterator[Look]:
    """Look at households one by one.

    Args:
        store: the file.
        households: ids; those that are gone are left out.
        order: the order.
        by_item: retention by item of the list of contents.
        all_years: whether the binder of a household holds all years up to that of the order.
        check: called before each; raises `Cancelled` to stop.

    Raises:
        TemplateFault: a template is at fault; said before anything is written.
    """
    for paper in PAPERS:
        built_in(paper.template)
    said = in_chinese if order.draft else nullcontext  # problems of a draft are printed, and papers are Chinese
    with said():
        around, undecided = surroundings(store), Undecided(store)
    for span in load_spans(store, households, order.year, all_years):
        check()
        case, row = span.case, span.case.household.id
        try:
            with said():
                former = [problem for one in span.former for problem in _of_then(one, around)]
                own = _of_then(case, around) if span.silent else blocking_problems(case, around)
                problems = (*own, *former, *undecided.touching(case))
            if problems and not order.draft:
                yield Look(row, case.village.id, refusal=Refusal(row, household_label(case), tuple(problems)))
            else:
                yield seen(span, order.document_date, by_item, tuple(problems))
        except VillageDeskError:
            raise
        except Exception as error:  # facts that the program stumbles over are this household's trouble alone
            log.error("%s", trace_of(error, "look"))
            yield Look(row, case.village.id, refusal=Refusal(row, household_label(case), (own_fault(error),)))


def _of_then(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """The errors of an earlier year, which its papers would show; a year of which only a plan or a visit is known has none."""
    if nothing_entered(case) is None:
        for one in blocking_problems(case, around):
            yield one if one.place else one.at(place=_("{year}年").format(year=case.year))


def seen(span: Span, day: dt.date, by_item: Mapping[str, str], problems: tuple[Problem, ...] = ()) -> Look:
    """Which papers the binder of a household has on a day, and how long each is kept."""
    wanted = {case.year: due(case) for case in span.cases}
    leaves, case = held(span, day), span.case
    terms = {leaf: term_of_paper(leaf.paper, wanted[leaf.year], by_item) for leaf in leaves if leaf.kind.filed}
    return Look(case.household.id, case.village.id, leaves, terms, problems)
