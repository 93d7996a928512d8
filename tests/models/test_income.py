# SPDX-License-Identifier: MIT
from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.income import per_head, sums, total


def test_the_form_of_2018_is_computed_line_by_line():
    """domain.md §2.5: net = wages + production + property + transfers − cost; per head to two places, half up."""
    income = IncomeYear(
        wages=24_000_00, production=8_500_50, production_cost=3_200_25, asset_dividend=300_00, other_property=1_200_00,
        low_income=0, pension=1_260_00, ecology=125_00, other_transfer=88_75, claims=500_00, own_payments=2_000_00,
    )  # fmt: skip
    found = sums(income, 3)
    assert found.property == 1_500_00
    assert found.transfers == 1_473_75
    assert found.gross == 35_474_25
    assert found.net == 32_274_00
    assert found.per_head == 10_758_00
    assert found.monitored == 30_774_00
    assert found.monitored_per_head == 10_258_00


def test_what_is_unknown_is_not_zero():
    found = sums(IncomeYear(), 3)
    assert found.gross is None
    assert found.per_head is None
    assert sums(IncomeYear(wages=0), 3).per_head == 0
    assert sums(IncomeYear(wages=100), 0).per_head is None


def test_costs_may_exceed_income():
    assert sums(IncomeYear(production=100, production_cost=350), 2).per_head == -125


@given(st.integers(-(10**12), 10**12), st.integers(1, 20))
def test_per_head_is_rounded_half_away_from_zero(total, members):
    exact = Fraction(total, members)
    rounded = per_head(total, members)
    assert abs(Fraction(rounded) - exact) <= Fraction(1, 2)
    if abs(Fraction(rounded) - exact) == Fraction(1, 2):
        assert abs(rounded) > abs(exact)


def test_kinds_are_added_up_where_the_total_was_not_typed_and_do_not_replace_it_where_it_was():
    kinds = IncomeYear(wage_work=10_000, wage_other=500, crops=3_000, crops_cost=1_000, livestock_cost=200)
    assert (sums(kinds, 1).gross, sums(kinds, 1).net) == (13_500, 12_300)
    stated = kinds.having(wages=9_000, production_cost=0)
    assert (sums(stated, 1).gross, sums(stated, 1).net) == (12_000, 12_000)
    assert total(IncomeYear(), "wages") is None
    assert total(IncomeYear(wages=0, wage_work=700), "wages") == 0
