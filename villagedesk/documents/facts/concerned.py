# SPDX-License-Identifier: MIT
"""Which papers concern a household in a year: an application belongs into the volume of the year of the application.

What concerns some households only (`Paper.only`) is left out of the volumes of the others. Whoever asks for nothing else gets
it for everybody, except a letter that says what was decided: it is never printed where nothing was (the blank form is there
for the pen).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.papers import PAPERS
from villagedesk.models.occasions import ADMITTING, began, entering, leaving, watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.models.casefile import CaseFile

_OF_ENTERING: Final = ("application", "authorisation", "survey")
_EXIT_CHECK, _MONITORING, _LETTER = "exit_check", "monitoring", "letter"


def concerning(case: CaseFile, papers: Sequence[Paper], context: dict[str, Any]) -> tuple[Paper, ...]:
    """The papers that a household gets of those that were asked for."""
    decided = bool(context["告知书"])
    own = _own(case) | ({_LETTER} if decided else set())
    if all(paper.only for paper in papers):
        own |= {paper.key for paper in papers if decided or paper.key != _LETTER}
    return tuple(paper for paper in papers if not paper.only or paper.key in own)


def told_by_procedure(case: CaseFile, paper: str) -> bool:
    """Whether a procedure of the year tells that a household needs a paper of entering or leaving, whatever else is known."""
    return bool(began(case) & {**dict.fromkeys(_OF_ENTERING, ADMITTING), _EXIT_CHECK: {"exit"}}.get(paper, set()))


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
