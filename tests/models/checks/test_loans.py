# SPDX-License-Identifier: MIT
"""I03: loans stay within the limit of money and time, somebody is of an age to borrow, and what is missing is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, around, person, verdict
from villagedesk.models.catalogue.help import Benefit
from villagedesk.models.checks.loans import RULES


def measure(category, content, **more):
    return {"category": category, "content": content, "due": "2025-10", "status": "done", **more}


def lent(due, day="2024-03-01", **more):
    """A household that borrowed on a day."""
    facts = {"subcategory": "micro_loan", "category": "finance", "date": day, "loan_due": due, **more}
    return replace(a_case(), benefits=(Benefit(id="b", household="h", **facts),))


@pytest.mark.parametrize(
    ("amount", "expected"), [(5_000_000, "ok"), (5_000_001, "doubt"), (None, "? measure.amount"), (0, "ok")]
)
def test_i03_the_loan_stays_within_the_limit(amount, expected):
    assert verdict(RULES, "I03", a_case(measures=[measure("finance", "扶贫小额信贷", amount=amount)])) == expected


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("1960-12-31", "ok"),  # 65 on the last day of the year
        ("1959-12-31", "doubt"),
        ("2007-12-31", "ok"),  # 18
        ("2008-01-01", "doubt"),
        (None, "? member.birth"),
    ],
)
def test_i03_somebody_is_of_an_age_to_borrow(birth, expected):
    loan = measure("finance", "小额信贷3万元", amount=3_000_000)
    assert verdict(RULES, "I03", a_case(people=(person(birth=birth),), measures=[loan])) == expected


def test_i03_is_about_loans_only_and_goes_by_the_lines():
    assert verdict(RULES, "I03", a_case(measures=[measure("finance", "农业保险", amount=9_000_000)])) == "ok"
    case = a_case(measures=[measure("finance", "小额信贷", amount=6_000_000)])
    assert verdict(RULES, "I03", case, around(loan_limit=60_000)) == "ok"
    assert verdict(RULES, "I03", case, around(loan_limit=None)) == "? line.value"


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2027-03-01", "ok"),  # three years to the day
        ("2027-03-02", "doubt"),
        ("2024-03-01", "ok"),
        ("2024-02-29", "doubt"),  # due before it was lent
        (None, "? benefit.loan_due"),
    ],
)
def test_i03_a_loan_is_due_within_three_years_and_not_before_it_was_lent(due, expected):
    assert verdict(RULES, "I03", lent(due)) == expected


def test_i03_goes_by_the_term_in_the_lines_and_asks_only_of_loans():
    assert verdict(RULES, "I03", lent("2027-03-02"), around(loan_months=48)) == "ok"
    assert verdict(RULES, "I03", lent("2026-03-01"), around(loan_months=None)) == "? line.value"
    assert verdict(RULES, "I03", lent("2026-03-01", day=None)) == "? benefit.date"
    assert verdict(RULES, "I03", lent(None, subcategory="insurance")) == "ok"
