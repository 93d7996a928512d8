# SPDX-License-Identifier: MIT
"""Which papers of which years a binder holds.

Of its own year a binder holds whatever concerns the household. Of the years before, a volume holds the papers that come every
year, where something is known to fill them with: a form that is empty after years would only invite to make something up.
What came about once (an application, an exit, a letter) is there in its year, where anything was registered of that year, if
only the procedure that it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.concerned import concerning, told_by_procedure
from villagedesk.documents.facts.letters import letters_of
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.leaves import Leaf, in_order
from villagedesk.models.occasions import watched

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from villagedesk.documents.binder.spans import Span
    from villagedesk.documents.papers import Paper
    from villagedesk.models.casefile import CaseFile

_MONITORING: Final = "monitoring"
_LETTER: Final = "letter"  # says what was decided, and nothing else of the year


def held(span: Span, day: dt.date) -> tuple[Leaf, ...]:
    """The papers of a binder on a day, in order."""
    found = [Leaf(paper.key, span.case.year) for paper in _papers(span.case, day)]
    later = watched(span.case).id
    for case in reversed(span.former):
        found += [Leaf(paper.key, case.year) for paper in _papers(case, day) if _is_of_then(paper, case)]
        turn = watched(case).id
        if turn and turn != later:  # one paper tells a whole turn of monitoring, so it is of the last year of it
            found.append(Leaf(_MONITORING, case.year))
        later = turn or later
    return in_order(found)


def _papers(case: CaseFile, day: dt.date) -> tuple[Paper, ...]:
    return concerning(case, PAPERS, {"告知书": letters_of(case, day)})


def _is_of_then(paper: Paper, case: CaseFile) -> bool:
    """Whether a volume holds a paper of a year before, but for those of monitoring."""
    if paper.only:
        known = paper.key == _LETTER or case.entered or told_by_procedure(case, paper.key)
        return paper.key != _MONITORING and known
    return paper.yearly and _FILLED[paper.key](case)


_FILLED: Final[dict[str, Callable[[CaseFile], bool]]] = {
    "register": lambda case: case.entered,
    "income": lambda case: case.earned is not None,
    "causes": lambda case: bool(case.causes),
    "plan": lambda case: bool(case.plan.id),
    "handbook": lambda case: case.entered,
    "benefits": lambda case: any(one.date for one in case.benefits),
    "visits": lambda case: bool(case.visits),
}
"""Whether something is known to fill a paper with that comes every year."""
