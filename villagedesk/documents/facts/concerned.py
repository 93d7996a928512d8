# SPDX-License-Identifier: MIT
"""Which papers concern a household in a year: an application belongs into the volume of the year of the application.

What concerns some households only (`Paper.only`) is left out of the volumes of the others. Whoever asks for nothing else gets
it for everybody, except a letter that says what was decided: it is never printed where nothing was (the blank form is there
for the pen).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.monitoring_paper import watched
from villagedesk.documents.papers import PAPERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.models.casefile import CaseFile

_OF_ENTERING: Final = ("application", "authorisation", "survey")
_ADMITTING: Final = frozenset({"identify", "monitor"})  # kinds of procedures
_EXIT_CHECK, _MONITORING, _LETTER = "exit_check", "monitoring", "letter"


def concerning(case: CaseFile, papers: Sequence[Paper], context: dict[str, Any]) -> tuple[Paper, ...]:
    """The papers that a household gets of those that were asked for."""
    decided = bool(context["告知书"])
    own = _own(case) | ({_LETTER} if decided else set())
    if all(paper.only for paper in papers):
        own |= {paper.key for paper in papers if decided or paper.key != _LETTER}
    return tuple(paper for paper in papers if not paper.only or paper.key in own)


def all_filed(papers: Sequence[Paper]) -> bool:
    """Whether an order names every paper that the table of contents may list."""
    return sum(paper.filed for paper in papers) == sum(paper.filed for paper in PAPERS)


def _own(case: CaseFile) -> set[str]:
    """Keys of those papers for some households only that concern this one, but for letters."""
    found = set(_OF_ENTERING) if entering(case) else set()
    if leaving(case):
        found.add(_EXIT_CHECK)
    if watched(case).id:
        found.add(_MONITORING)
    return found


def entering(case: CaseFile) -> bool:
    """Whether the household was identified or taken into monitoring in the year, or somebody began to."""
    year, facts = str(case.year), case.facts
    days = [case.household.identified, case.household.identify_year, facts.monitored_since]
    days += [day for one in case.monitorings for day in (one.clue_on, one.consent_on, one.confirmed_on)]
    days += [one.from_year for one in case.enrolments]
    return facts.exit_status == "new" or any(str(day)[:4] == year for day in days) or bool(_began(case) & _ADMITTING)


def leaving(case: CaseFile) -> bool:
    """Whether the household leaves poverty in the year, or is about to."""
    return "exit" in _began(case) or case.facts.exit_year == case.year or case.facts.exit_status == "pre_exit"


def _began(case: CaseFile) -> set[str]:
    """The kinds of the procedures of the year."""
    return {one.template.kind for one in case.procedures if one.template and one.process.year == case.year}
