# SPDX-License-Identifier: MIT
"""Which papers concern a household in a year: an application belongs into the volume of the year of the application.

What does not concern it is left out of a volume, also where some papers were taken off it, and printed where a few papers are
picked (not more than half of all): whoever picks an application asks for it. A letter that says what was decided is never printed where nothing was (the blank form is there for the pen).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.papers import PAPERS
from villagedesk.models.templates import template_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.models.casefile import CaseFile

_OF_ENTERING: Final = frozenset({"application", "authorisation", "survey"})
_LETTER: Final = "letter"


def concerning(case: CaseFile, papers: Sequence[Paper], context: dict[str, Any]) -> tuple[Paper, ...]:
    """The papers to print for a household: of a volume those that concern it in the year, of a few all."""
    picked = 2 * len(papers) <= len(PAPERS)
    entered = picked or entering(case)
    return tuple(
        paper
        for paper in papers
        if (entered or paper.key not in _OF_ENTERING) and (paper.key != _LETTER or context["告知书"])
    )


def all_filed(papers: Sequence[Paper]) -> bool:
    """Whether an order names every paper that the table of contents may list."""
    return sum(paper.filed for paper in papers) == sum(paper.filed for paper in PAPERS)


def entering(case: CaseFile) -> bool:
    """Whether the household was identified or taken into monitoring in the year, or somebody began to."""
    year, facts = str(case.year), case.facts
    days = [case.household.identified, case.household.identify_year, facts.monitored_since]
    days += [day for one in case.monitorings for day in (one.clue_on, one.consent_on, one.confirmed_on)]
    days += [one.from_year for one in case.enrolments]
    days += [one.process.year for one in case.procedures if _admits(one.process.template)]
    return facts.exit_status == "new" or any(str(day)[:4] == year for day in days)


def _admits(key: str | None) -> bool:
    template = template_of(key)
    return template is not None and template.kind in {"identify", "monitor"}
