# SPDX-License-Identifier: MIT
"""小额信贷: what is owed and overdue at the end of a year, loan by loan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.figures.tallies.reading import opened, values

if TYPE_CHECKING:
    from villagedesk.store.store import Store

_LOANS = {
    "repaid": {"date": "2023-05-01", "loan_due": "2025-05-01", "loan_repaid": "2025-04-30", "amount": 3_000_000},
    "late_back": {"date": "2023-05-01", "loan_due": "2025-05-01", "loan_repaid": "2026-01-10", "amount": 1_000_000},
    "last_day": {"date": "2024-05-01", "loan_due": "2025-12-31", "amount": 2_000_000},
    "overdue": {"date": "2024-05-01", "loan_due": "2025-12-30", "amount": 4_000_000},
    "no_day": {"date": "2025-02-01", "amount": 5_000_000},
    "next_year": {"date": "2026-01-05", "loan_due": "2028-01-05", "amount": 7_000_000},
}


@pytest.fixture
def borrowers(store: Store) -> Store:
    """Two households: one has borrowed twice, one four times; and one that insured its crops."""
    village = store.value("SELECT id FROM village")
    with store.change("贷款") as change:
        for household in ("a", "b"):
            change.put("household", household, {"village": village, "group": "1组"})
        for number, (key, facts) in enumerate(_LOANS.items()):
            kind = None if key == "overdue" else "micro_loan"  # the day on which it is due tells that it is one
            loan = {"household": "a" if number < 2 else "b", "subcategory": kind, **facts}
            change.put("benefit", key, loan)
        change.put("benefit", "crops", {"household": "a", "subcategory": "insurance", "date": "2025-03-01"})
    return store


def test_each_loan_is_repaid_running_overdue_or_without_a_day_at_the_end_of_the_year(borrowers: Store) -> None:
    found = values(borrowers, "loans", 2025)
    assert found["合计", "累计发放"] == (2, 5, 15_000_000)
    assert found["归还情况", "已结清"] == (1, 1, 3_000_000)
    assert found["归还情况", "没有结清"] == (2, 4, 12_000_000)
    assert found["归还情况", "　其中未到期"] == (1, 1, 2_000_000), "on the day on which it is due it is not late"
    assert found["归还情况", "　其中逾期"] == (2, 2, 5_000_000), "what was repaid later was still owed"
    assert found["归还情况", "　其中到期日不详"] == (1, 1, 5_000_000)


def test_what_was_lent_and_what_fell_due_in_the_year_are_told_apart(borrowers: Store) -> None:
    found = values(borrowers, "loans", 2025)
    assert found["其中当年", "当年发放"] == (1, 1, 5_000_000)
    assert found["其中当年", "当年到期"] == (2, 4, 10_000_000)


def test_the_cell_of_overdue_loans_opens_their_households(borrowers: Store) -> None:
    assert set(opened(borrowers, "loans", "归还情况", "　其中逾期", 0).households) == {"a", "b"}
    assert opened(borrowers, "loans", "归还情况", "　其中未到期", 0).households == ("b",)
