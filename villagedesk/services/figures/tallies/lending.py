# SPDX-License-Identifier: MIT
"""Micro-loans as they stand at the end of a year: one entry for each that was lent by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.models.checks.loans import MICRO_LOAN
from villagedesk.models.rollups.loans import DUE_IN, DUE_UNKNOWN, LENT_IN, MONEY, OVERDUE, REPAID, RUNNING, STATE
from villagedesk.services.figures.tallies.entries import Entries, entry, span_of
from villagedesk.store import tallies

if TYPE_CHECKING:
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store

_KEYS = ("household", "member", "date", "amount", "loan_due", "loan_repaid")


def gather(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each loan of a household that counts in the year."""
    listed = {one.id: one for one in tallies.households(store, year)}
    _first, day = span_of(store, year)
    is_loan = "(subcategory = ? OR (coalesce(subcategory, '') = '' AND loan_due > ''))"
    lent = tallies.columns(store, "benefit", _KEYS, f"{is_loan} AND date <= ?", (MICRO_LOAN, day))
    found = []
    for row, member, date, amount, due, repaid in lent:
        if row in listed:
            facts: dict[str, Any] = {LENT_IN: int(date[:4]), MONEY: amount, STATE: _state(due, repaid, day)}
            if due:
                facts[DUE_IN] = int(due[:4])
            found.append(entry(listed[row], facts, member or ""))
    return Entries(found)


def _state(due: str | None, repaid: str | None, day: str) -> str:
    """How a loan stands on a day (ISO): it is overdue from the day after the one on which it was due."""
    if repaid and repaid <= day:
        return REPAID
    if not due:
        return DUE_UNKNOWN
    return OVERDUE if due < day else RUNNING
