# SPDX-License-Identifier: MIT
"""Papers that were signed or filed and would say the same today: the one in the cabinet stays the one that counts.

A binder that is made anew, for a new year or after a change elsewhere, has them with the day that stands on them, and what is
noted of them (signed, filed, scan) stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.documents.volumes.leaves import Leaf
from villagedesk.documents.volumes.verdicts import Verdict, verdict_of
from villagedesk.models.catalogue.printing import ARCHIVED, SIGNED
from villagedesk.services.papers.printing import newest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from villagedesk.models.catalogue.printing import PrintedPaper
    from villagedesk.store.store import Store


class Signed(NamedTuple):
    """A signed paper: its note, and what it prints with its own day."""

    row: PrintedPaper
    facts: dict[str, Any]


def still_true(
    store: Store, household: str, as_of: Callable[[str], Mapping[Leaf, dict[str, Any]]]
) -> dict[Leaf, Signed]:
    """The papers of a household that were signed or filed, and that would be the same today with the day that stands on them.

    Args:
        store: the file.
        household: id.
        as_of: what the papers of its binder would print with the date of a day (ISO).
    """
    days: dict[str, Mapping[Leaf, dict[str, Any]]] = {}
    found: dict[Leaf, Signed] = {}
    for leaf, row in _signed(store, household):
        day = row.dated or ""
        if day not in days:
            days[day] = as_of(day)
        facts = days[day].get(leaf)
        if facts is not None and verdict_of(row, leaf.kind, facts)[0] is Verdict.FRESH:
            found[leaf] = Signed(row, facts)
    return found


def _signed(store: Store, household: str) -> Iterator[tuple[Leaf, PrintedPaper]]:
    for (_household, year, paper), row in newest(store, [household]).items():
        leaf = Leaf(paper, year)
        if row.status in {SIGNED, ARCHIVED} and row.dated and leaf.known and leaf.kind.filed:
            yield leaf, row
