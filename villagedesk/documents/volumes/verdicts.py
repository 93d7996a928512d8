# SPDX-License-Identifier: MIT
"""How a printed paper stands to what would be printed today with the day that stands on it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from villagedesk.documents.volumes.prints import changed_since, template_seal

if TYPE_CHECKING:
    from villagedesk.documents.papers import Paper
    from villagedesk.models.catalogue.printing import BookPrint, PrintedPaper


class Verdict(StrEnum):
    """How a printed paper stands to the facts of today."""

    FRESH = "fresh"
    FACTS = "facts"  # a fact that it shows has changed
    TEMPLATE = "template"  # the form has changed
    NEEDLESS = "needless"  # it does not concern the household any more
    UNKNOWN = "unknown"  # this program has no such paper

    @property
    def stale(self) -> bool:
        """Whether it is out of date; of what is unknown nothing is said."""
        return self in {Verdict.FACTS, Verdict.TEMPLATE, Verdict.NEEDLESS}


def verdict_of(
    row: PrintedPaper | BookPrint, paper: Paper, facts: dict[str, Any] | None, key: str = ""
) -> tuple[Verdict, tuple[str, ...]]:
    """How a printed paper stands, and the names of the values that are others.

    Args:
        row: the note of it.
        paper: its kind.
        facts: what it would be filled in with now, with the date that stands on it; None where there is no such paper any more.
        key: see `changed_since`.
    """
    if facts is None:
        return Verdict.NEEDLESS, ()
    if row.template != template_seal(paper.template):
        return Verdict.TEMPLATE, ()
    changed = changed_since(paper, row.traces or "", row.seal or "", facts, key)
    return (Verdict.FRESH, ()) if changed is None else (Verdict.FACTS, changed)
