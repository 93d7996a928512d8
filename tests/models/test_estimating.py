# SPDX-License-Identifier: MIT
"""The calculator: quantity × yield × price, cost per unit, and the ledger line it becomes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.models.test_income_steps import case_of
from villagedesk.models.casefile import Person
from villagedesk.models.catalogue.ledger import IncomeLine, IncomeRate
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.estimating import Estimate, as_line, asked, new_rates, reckon, worth_booking
from villagedesk.models.income_period import period_of
from villagedesk.models.ledger import ledger_of

RICE = Estimate(item="rice", quantity=2_50, unit="亩", output=800_00, output_unit="斤", price=1_25, cost=300_00)


def test_crops_are_area_times_yield_times_price_less_cost_per_mu():
    found = reckon(RICE)
    assert (found.sold, found.unit, found.income, found.cost) == (2_000_00, "斤", 2_500_00, 750_00)
    assert found.formula == "2.5亩×单产800斤×单价1.25元；成本2.5亩×300元"


def test_work_is_months_times_wage():
    found = reckon(Estimate(item="work", quantity=9_00, unit="月", price=3_200_00))
    assert (found.sold, found.unit, found.income, found.cost) == (9_00, "月", 28_800_00, None)


def test_a_coefficient_that_nobody_gave_is_not_invented():
    found = reckon(Estimate(item="rice", quantity=2_50, unit="亩", cost=300_00))
    assert (found.income, found.cost) == (None, 750_00)
    assert found.missing == ("单价",)
    assert reckon(Estimate(item="rice", price=100)).income is None


@given(st.integers(0, 10**6), st.integers(0, 10**6) | st.none(), st.integers(0, 10**6))
def test_an_estimate_is_rounded_half_up_once_at_the_end(quantity, output, price):
    found = reckon(Estimate(item="rice", quantity=quantity, output=output, price=price))
    exact = Decimal(quantity) / 100 * (1 if output is None else Decimal(output) / 100) * price
    assert found.income == exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def test_a_confirmed_estimate_is_a_ledger_line_marked_as_reckoned():
    values = as_line(RICE, "h", 2018)
    assert values["evidence"] == "estimate"
    assert values["evidence_note"] == "2.5亩×单产800斤×单价1.25元；成本2.5亩×300元"
    made = ledger_of([IncomeLine(**values)], 2018, period_of(2018))
    assert made.cells == {"crops": 2_500_00, "crops_cost": 750_00}
    assert "date" not in values


def test_an_estimated_outlay_lands_where_outlays_stand():
    values = as_line(Estimate(item="own_payment", quantity=1_00, price=900_00), "h", 2022)
    assert ledger_of([IncomeLine(**values)], 2022, period_of(2022)).cells == {"own_payments": 900_00}


def test_the_calculator_asks_workers_first_then_crops_then_animals():
    people = (
        Person(Member(id="a", name="张三"), MemberYear(labour="ordinary", work_months=9, wage=3_200_00)),
        Person(Member(id="b", name="李四"), MemberYear(labour="none")),
        Person(Member(id="c", name="王五"), MemberYear(labour="skilled", work_place="township")),
    )
    rates = {"rice": IncomeRate(item="rice", output=800_00, price=1_25, year=2017)}
    lines = asked(case_of(people=people), rates)
    assert [(one.item, one.member, one.quantity, one.price) for one in lines[:2]] == [
        ("work", "a", 9_00, 3_200_00), ("work_near", "c", None, None),
    ]  # fmt: skip
    rice = next(one for one in lines if one.item == "rice")
    assert (rice.unit, rice.output, rice.output_unit, rice.price, rice.quantity) == ("亩", 800_00, "斤", 1_25, None)
    others = [one for one in lines[2:] if one is not rice]
    assert {"corn", "pig", "sheep"} <= {one.item for one in others}
    assert all(one.price is None and one.output is None and one.cost is None for one in others)
    assert [one.item for one in worth_booking(lines)] == ["work"]


def test_what_was_typed_is_remembered_for_the_village_once_and_wages_are_not():
    pig = Estimate(item="pig", unit="头", price=1_800_00)
    again = Estimate(item="rice", output=900_00)
    found = new_rates([RICE, again, pig, Estimate(item="work", price=3_000_00), Estimate(item="corn")], {}, "v", 2018)
    assert [(one["item"], one.get("output"), one.get("price"), one.get("cost")) for one in found] == [
        ("rice", 800_00, 1_25, 300_00), ("pig", None, 1_800_00, None),
    ]  # fmt: skip
    assert all((one["village"], one["year"], one["confirmed"]) == ("v", 2018, False) for one in found)


def test_coefficients_that_are_the_villages_already_are_not_written_again_and_those_of_last_year_are():
    known = {"rice": IncomeRate(item="rice", year=2018, output=800_00, output_unit="斤", price=1_25, cost=300_00)}
    assert new_rates([RICE], known, "v", 2018) == []
    (changed,) = new_rates([RICE.having(price=1_40)], known, "v", 2018)
    assert {key for key in changed if key in {"output", "price", "cost"}} == {"price"}
    older = {"rice": known["rice"].having(year=2017)}
    assert len(new_rates([RICE], older, "v", 2018)) == 1
