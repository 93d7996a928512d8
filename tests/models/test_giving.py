# SPDX-License-Identifier: MIT
"""What accounts hold and what became of donations, as computed from the records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.cases.giving import account, donation, payment
from villagedesk.models.catalogue.giving import Donor
from villagedesk.models.catalogue.organisations import FourHave, ServiceContract
from villagedesk.models.giving import (
    assessed_before,
    before_opening,
    course,
    from_donations,
    handed_out,
    latest,
    movements,
    passed,
    public_name,
    shares,
)

AMOUNTS = st.integers(0, 10**9)
DAYS = st.sampled_from(["2024-12-31", "2025-01-01", "2025-06-10", "2025-12-31"])


def test_what_comes_in_on_a_day_stands_before_what_leaves_on_it():
    found = movements(account(opening=None), [donation()], [payment()])
    assert [(one.day, one.amount) for one in found] == [("2025-06-10", 100_00), ("2025-06-10", -100_00)]


@given(st.lists(st.tuples(AMOUNTS, DAYS)), st.lists(st.tuples(AMOUNTS, DAYS)), AMOUNTS, DAYS)
def test_a_balance_is_what_came_in_less_what_left_until_the_day(came, left, opening, day):
    gifts = [donation(f"d{place}", amount=amount, date=date) for place, (amount, date) in enumerate(came)]
    paid = [payment(False, amount=amount, date=date) for amount, date in left]
    expected = opening + sum(a for a, date in came if date <= day) - sum(a for a, date in left if date <= day)
    moved = movements(account(opening=opening), gifts, paid)
    assert sum(one.amount for one in moved if one.day <= day) == expected
    assert [one.day for one in moved] == sorted(one.day for one in moved)


@given(st.lists(st.tuples(AMOUNTS, DAYS)), st.lists(st.tuples(AMOUNTS, DAYS)), AMOUNTS, DAYS)
def test_what_moved_before_the_opening_balance_is_contained_in_it_and_counts_once(came, left, opening, since):
    gifts = [donation(f"d{place}", amount=amount, date=date) for place, (amount, date) in enumerate(came)]
    paid = [payment(False, amount=amount, date=date) for amount, date in left]
    one = account({"date": "2025-01-01", "received": 7_00}, opening=opening, opening_on=since)
    after = sum(a for a, date in [*came, (7_00, "2025-01-01")] if date >= since) - sum(
        a for a, date in left if date >= since
    )
    assert sum(moved.amount for moved in movements(one, gifts, paid)) == opening + after
    every = movements(account({"date": "2025-01-01", "received": 7_00}, opening=0), gifts, paid)
    contained = [moved for moved in before_opening(one, gifts, paid) if moved.amount]
    assert sum(moved.amount for moved in contained) == sum(moved.amount for moved in every) - after
    assert all(moved.day < since for moved in contained)


def test_goods_and_void_receipts_and_other_accounts_do_not_move_an_account():
    gifts = [donation(form="goods"), donation(voided=True), donation(account="b"), donation(date=None)]
    paid = [payment(form="goods"), payment(account="b"), payment(date=None)]
    assert movements(account(opening=0), gifts, paid) == []


def test_a_donation_is_followed_until_a_day():
    paid = [
        payment({"amount": 30_00}),
        payment({"amount": 20_00}, date="2025-09-01"),
        payment({"amount": 5_00}, date=None),
    ]
    parts = shares(paid)["d"]
    found = course(donation(), parts, "2025-06-30")
    assert (found.received, found.allocated, found.paid, found.left) == (100_00, 55_00, 30_00, 70_00)
    assert found.days == ("2025-06-10",)
    assert course(donation(), parts, "2025-12-31").paid == 50_00
    assert course(donation(), parts, "2025-01-01").received == 0
    assert course(donation(voided=True), parts, "2025-12-31").received == 0


def test_what_a_payment_hands_out_and_takes_from_donations_is_added_up():
    one = payment({"amount": 70_00}, ({"amount": 60_00}, {"amount": 40_00}, {"amount": None}))
    assert (handed_out(one), from_donations(one)) == (100_00, 70_00)


def test_a_renewal_rests_on_the_last_assessment_before_it_was_signed():
    contract = ServiceContract(id="c", organisation="o", year=2025, signed_on="2025-01-10")
    days = ("2024-06-01", "2024-12-01", "2025-01-11")
    made = [FourHave(id=day, organisation="o", year=2024, date=day) for day in days]
    made.append(FourHave(id="old", organisation="o", year=2023, date="2024-12-31"))
    found = assessed_before(contract, made)
    assert found is not None
    assert found.id == "2024-12-01"
    assert assessed_before(contract, []) is None


def test_of_two_assessments_of_a_day_each_office_takes_the_same_as_the_last():
    one, other = (FourHave(id=row, organisation="o", year=2024, date="2024-12-18") for row in ("a", "b"))
    older, undated = other.having(id="c", year=2023), other.having(id="d", year=None)
    assert latest([one, other, older, undated]) == latest([undated, older, other, one]) == other
    assert latest([]) is None


def test_all_four_and_the_conclusion_make_an_assessment_passed():
    full = FourHave(id="f", organisation="o", members=True, rules=True, activities=True, signs=True, conclusion="pass")
    assert passed(full) is True
    assert passed(full.having(signs=False)) is False
    assert passed(full.having(conclusion="mend")) is False
    assert passed(full.having(rules=None)) is None
    assert passed(full.having(conclusion=None)) is None


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("张小宝", "person", False),
        ("张 小 宝", "person", False),
        ("张小宝同学", "person", False),
        ("小学生张小宝（8岁）", None, False),
        ("王一鸣", "person", True),  # the whole name of somebody else, which a child's begins
        ("王一", "firm", False),
        ("王一科技有限公司", "firm", True),
        ("李大山", "person", True),
    ],
)
def test_a_child_is_not_named_whatever_was_entered_of_his_wish(name, kind, named):
    donor = Donor(id="d", name=name, kind=kind, anonymous=False)
    assert public_name(donor, {"张小宝", "王一"}) == (name if named else "")
    assert public_name(Donor(id="d", name=name, kind=kind, anonymous=True), ()) == ""
    assert public_name(None, ()) == ""
