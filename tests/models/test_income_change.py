# SPDX-License-Identifier: MIT
"""A year's income against the year before."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.income_change import YearOf, compare, standing_out


def changes(before, now, people=(2, 2)):
    found = compare(YearOf(IncomeYear(**before), people[0]), YearOf(IncomeYear(**now), people[1]))
    return {one.name: one for one in found}


def odd(before, now, limit=50):
    return standing_out(list(changes(before, now).values()), limit)


def test_each_cell_has_its_difference_and_its_percentage():
    found = changes({"wages": 20_000_00, "pension": 1_000_00}, {"wages": 25_000_00, "pension": 990_00})
    assert (found["wages"].more, found["wages"].percent_words) == (5_000_00, "+25.00%")
    assert (found["pension"].more, found["pension"].percent_words) == (-10_00, "-1.00%")
    assert found["per_head"].before == 10_500_00
    assert found["per_head"].now == 12_995_00
    assert "low_income" not in found


def test_each_year_is_divided_by_its_own_people():
    found = changes({"wages": 9_000_00}, {"wages": 9_000_00}, people=(3, 2))
    assert (found["per_head"].before, found["per_head"].now) == (3_000_00, 4_500_00)


def test_kinds_make_up_a_total_that_was_not_typed():
    assert changes({"wage_work": 100, "wage_other": 20}, {"wages": 150})["wages"].more == 30


def test_without_a_base_there_is_no_percentage():
    found = changes({"wages": 0}, {"wages": 5})
    assert found["wages"].percent is None
    assert changes({}, {"wages": 5})["wages"].more is None
    assert changes({"production": 1, "production_cost": 5}, {"wages": 5})["net"].percent is None


@pytest.mark.parametrize(("now", "told"), [(150_00, False), (150_01, True), (50_00, False), (49_99, True)])
def test_a_change_beyond_the_limit_stands_out_and_one_on_it_does_not(now, told):
    said = [one for one in odd({"wages": 100_00}, {"wages": now}) if one.startswith("工资性收入")]
    assert bool(said) is told


def test_what_came_and_what_went_stands_out_at_any_limit():
    said = odd(
        {"wages": 100_00, "pension": 60_00, "ecology": 30_00},
        {"wages": 100_00, "low_income": 50_00, "ecology": 0},
        None,
    )
    assert "低保金上年没有，今年50.00元" in said
    assert "养老保险金上年60.00元，今年没有填写" in said
    assert "生态补偿金上年30.00元，今年为0" in said
    assert not any(one.startswith("工资性收入") for one in said)


def test_income_that_turned_negative_stands_out():
    said = odd({"production": 100_00}, {"production": 100_00, "production_cost": 150_00})
    assert any(one.startswith("纯收入今年为负数：-50.00") for one in said)


def test_a_year_without_a_year_before_is_not_compared():
    assert odd({}, {"wages": 100}) == ["上年没有登记收支，无法比较"]
    assert odd({}, {}) == []


@given(st.integers(1, 10**10), st.integers(-(10**10), 10**10))
def test_a_percentage_is_rounded_half_away_from_zero(before, now):
    found = changes({"wages": before}, {"wages": now})["wages"].percent
    exact = (Decimal(now - before) * 10_000 / before).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert found == exact
