# SPDX-License-Identifier: MIT
"""From the lines of an income ledger to the cells of the national form (domain.md §2.5)."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.codes import code_list
from villagedesk.models.income import PROPERTY_PARTS, TOTALS, TRANSFER_PARTS, kinds_of, sums
from villagedesk.models.income_period import NATIONAL, period_of
from villagedesk.models.ledger import adopted, amount_of, belongs_to, differences, ledger_of, times, with_ledger

YEAR = 2018
PERIOD = period_of(YEAR)
ITEMS = code_list("income_item").entries
COUNTING = [one.code for one in ITEMS if (one.more["cell"] or one.more["cost_cell"]) and one.valid_in(YEAR)]
FEN = st.integers(0, 9_000_000_00)
INSIDE = st.dates(dt.date(2017, 10, 1), dt.date(2018, 9, 30)).map(dt.date.isoformat)
lines_inside = st.lists(
    st.builds(
        lambda item, gross, cost, date: IncomeLine(item=item, gross=gross, cost=cost, date=date, year=YEAR),
        st.sampled_from(COUNTING), FEN | st.none(), FEN | st.none(), INSIDE,
    ),
    max_size=12,
)  # fmt: skip


def line(item="work", **facts):
    return IncomeLine(item=item, year=YEAR, **facts)


def ledger(*lines):
    return ledger_of(lines, YEAR, PERIOD, NATIONAL)


def why(one):
    return ledger(one).lines[0].why_not


def test_lines_add_up_in_the_cells_of_their_items():
    made = ledger(
        line("work", gross=9_000_00), line("work_near", gross=600_50), line("rice", gross=2_400_00, cost=800_00),
        line("pig", gross=5_000_00, cost=3_100_00), line("corn", cost=50_00), line("pension", gross=1_260_00),
        line("aged", gross=300_00), line("relief", gross=200_00),
    )  # fmt: skip
    assert made.cells == {
        "wage_work": 9_600_50, "crops": 2_400_00, "crops_cost": 850_00, "livestock": 5_000_00,
        "livestock_cost": 3_100_00, "pension": 1_260_00, "other_transfer": 500_00,
    }  # fmt: skip
    assert [one.line.item for one in made.of_cell("wages")] == ["work", "work_near"]
    assert made.left_out == []


def test_every_item_leads_to_a_cell_of_the_year_or_says_why_it_is_no_income():
    cells = set(IncomeYear.empty)
    for one in ITEMS:
        assert {one.more["cell"], one.more["cost_cell"]} <= cells | {""}, one
        named = bool(one.more["cell"] or one.more["cost_cell"])
        assert named is not bool(one.more["reason"]), one
        assert bool(one.more["reason"]) is bool(one.more["reason_en"]), one


def test_every_cell_that_the_form_asks_has_an_item():
    reached = {one.more[column] for one in ITEMS for column in ("cell", "cost_cell")}
    asked = {kind for kinds in TOTALS.values() for kind in kinds} | {*PROPERTY_PARTS, *TRANSFER_PARTS}
    assert asked | {"claims", "own_payments"} == reached - {""}


@pytest.mark.parametrize("item", ["house_subsidy", "medical_refund", "loan", "gift", "land_compensation", "asset_sale"])
def test_what_is_no_income_does_not_count_and_says_why(item):
    made = ledger(line(item, gross=10_000_00))
    assert made.cells == {}
    assert "不计入纯收入" in made.lines[0].why_not


def test_the_amount_is_what_was_written_else_quantity_times_price_half_up():
    assert amount_of(line(quantity=2_50, price=3_33)) == 8_33  # 8.325
    assert amount_of(line(quantity=1_50, price=1)) == 2
    assert amount_of(line(quantity=2_50, price=3_33, gross=7_00)) == 7_00
    assert amount_of(line(quantity=2_50)) is None
    assert "8.33" in ledger(line(quantity=2_50, price=3_33, gross=7_00)).lines[0].remark


@given(st.integers(0, 10**8), st.integers(0, 10**9))
def test_quantity_times_price_is_rounded_half_up_to_the_fen(quantity, price):
    exact = (Decimal(quantity) * price / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert times(quantity, price) == exact


def test_a_line_without_an_item_or_without_an_amount_does_not_count():
    assert "没有选择收支项目" in why(line(None, gross=100))
    assert "不在本版本的代码表中" in why(line("from-the-future", gross=100))
    assert "没有填写金额" in why(line("rice"))
    assert "没有填写金额" in why(line("rice", quantity=3_00))


def test_zero_is_an_amount():
    assert ledger(line("low_income", gross=0)).cells == {"low_income": 0}


@pytest.mark.parametrize(("day", "counts"), [
    ("2017-09-30", False), ("2017-10-01", True), ("2018-09-30", True), ("2018-10-01", False),
])  # fmt: skip
def test_a_day_counts_within_the_period_only(day, counts):
    made = ledger(line(gross=100, date=day))
    assert (made.cells == {"wage_work": 100}) is counts
    assert ("核算期间（2017-10-01至2018-09-30）" in made.lines[0].why_not) is not counts


def test_the_calendar_year_holds_for_the_form_of_2015():
    made = ledger_of([IncomeLine(item="work", gross=100, date="2015-10-01")], 2015, period_of(2015), NATIONAL)
    assert made.cells == {"wage_work": 100}


def test_a_line_outside_says_in_which_year_it_belongs():
    assert "应记入2019年度" in why(line(gross=100, date="2018-10-01"))
    assert "应记入2017年度" in why(line(gross=100, date="2017-09-30"))
    assert belongs_to(line(quarter="4"), YEAR, NATIONAL) == 2019
    assert belongs_to(line(quarter="0"), YEAR, NATIONAL) == 2018
    assert belongs_to(line(), YEAR, NATIONAL) is None


def test_a_quarter_stands_in_for_an_unknown_day_and_the_day_decides_where_both_are_known():
    assert ledger(line(gross=100, quarter="0")).cells == {"wage_work": 100}
    assert "第四季度" in why(line(gross=100, quarter="4"))
    assert ledger(line(gross=100, quarter="4", date="2018-05-01")).cells == {"wage_work": 100}


def test_a_line_of_another_year_is_shown_and_not_counted():
    made = ledger_of([IncomeLine(item="work", gross=100, year=2019)], YEAR, PERIOD, NATIONAL)
    assert made.cells == {}
    assert "2019" in made.lines[0].why_not


def test_outlay_on_what_has_no_cost_in_the_form_is_not_taken_off_and_that_is_said():
    made = ledger(line("work", gross=5_000_00, cost=400_00))
    assert made.cells == {"wage_work": 5_000_00}
    assert "400.00" in made.lines[0].remark


def test_own_payments_count_in_whichever_column_they_were_written():
    """domain.md §2.5: monitoring subtracts 合规自付支出 and adds 理赔收入."""
    for facts in ({"gross": 3_000_00}, {"cost": 3_000_00}, {"quantity": 1_00, "price": 3_000_00}):
        made = ledger_of(
            [IncomeLine(item="own_payment", **facts), IncomeLine(item="claim", gross=500_00)], 2022, period_of(2022)
        )
        assert made.cells == {"own_payments": 3_000_00, "claims": 500_00}
    income = IncomeYear(wages=10_000_00)
    found = sums(with_ledger(income, made.cells), 2)
    assert (found.net, found.monitored, found.monitored_per_head) == (10_000_00, 7_500_00, 3_750_00)


# -- against what was typed ---------------------------------------------------------------------------------------------


def test_the_ledger_fills_cells_that_nobody_typed_and_leaves_the_others():
    cells = ledger(line("work", gross=24_000_00), line("rice", gross=2_400_00), line("pension", gross=1_260_00)).cells
    stated = IncomeYear(wages=20_000_00, pension=1_200_00)
    known = with_ledger(stated, cells)
    assert (known.wages, known.wage_work, known.crops, known.pension) == (20_000_00, 24_000_00, 2_400_00, 1_200_00)
    assert sums(known, 1).gross == 20_000_00 + 2_400_00 + 1_200_00


def test_a_typed_cell_that_differs_is_told_with_both_figures():
    cells = ledger(line("work", gross=24_000_00), line("pension", gross=1_260_00)).cells
    stated = IncomeYear(wages=20_000_00, pension=1_260_00)
    assert [(one.cell, one.stated, one.booked, one.more) for one in differences(stated, cells)] == [
        ("wages", 20_000_00, 24_000_00, 4_000_00)
    ]
    assert differences(IncomeYear(), cells) == []


def test_a_total_agrees_where_kinds_outside_the_ledger_make_up_for_the_rest():
    cells = ledger(line("work", gross=24_000_00)).cells
    assert differences(IncomeYear(wages=24_500_00, wage_other=500_00), cells) == []


def test_taking_the_ledger_over_writes_kinds_and_only_totals_that_were_typed():
    cells = ledger(line("work", gross=24_000_00), line("rice", gross=2_400_00, cost=800_00)).cells
    found = adopted(IncomeYear(wages=20_000_00, wage_other=500_00, crops=2_400_00), cells)
    assert found == {"wage_work": 24_000_00, "crops_cost": 800_00, "wages": 24_500_00}
    assert adopted(IncomeYear(), cells, {"crops"}) == {"crops": 2_400_00}


@given(lines_inside)
def test_the_roll_up_is_the_sum_by_hand(lines):
    made = ledger(*lines)
    by_hand: dict[str, int] = {}
    for one in lines:
        entry = code_list("income_item").entry(one.item, YEAR)
        for cell, amount in ((entry.more["cell"], one.gross), (entry.more["cost_cell"], one.cost)):
            if cell and amount is not None:
                by_hand[cell] = by_hand.get(cell, 0) + amount
    assert {cell: made.cells[cell] for cell in by_hand} == by_hand
    assert set(made.cells) - set(by_hand) <= {"own_payments"}
    known = with_ledger(IncomeYear(), made.cells)
    costs = sum(by_hand.get(kind, 0) for kind in TOTALS["production_cost"])
    earned = sum(amount for cell, amount in by_hand.items() if cell not in {*TOTALS["production_cost"], "claims"})
    if sums(known, 3).net is not None:
        assert sums(known, 3).net == earned - costs


@given(lines_inside, st.integers(0, 11), st.sampled_from(["2017-09-30", "2018-10-01", "2017-10-01", "2018-09-30"]))
def test_moving_a_line_across_the_boundary_takes_exactly_its_amounts_in_or_out(lines, place, day):
    if not lines:
        return
    moved = lines[place % len(lines)]
    rest = [one for one in lines if one is not moved]
    before, alone = ledger(*rest).cells, ledger(moved).cells
    after = ledger(*rest, moved.having(date=day)).cells
    inside = "2017-10-01" <= day <= "2018-09-30"
    expected = {
        cell: before.get(cell, 0) + (alone.get(cell, 0) if inside else 0)
        for cell in {*before, *(alone if inside else ())}
    }
    assert after == expected


@given(lines_inside, st.dictionaries(st.sampled_from([*TOTALS, *TOTALS["wages"], "crops", "pension"]), FEN, max_size=6))
def test_after_taking_over_nothing_differs_and_kinds_make_up_their_totals(lines, typed):
    stated, cells = IncomeYear(**typed), ledger(*lines).cells
    written = stated.having(**adopted(stated, cells))
    assert differences(written, cells) == []
    assert adopted(written, cells) == {}
    for key, kinds in TOTALS.items():
        if getattr(written, key) is not None and any(kind in cells for kind in kinds):
            assert getattr(written, key) == kinds_of(written, key)
    for cell in IncomeYear.empty:
        if cell not in cells and cell not in TOTALS:
            assert getattr(written, cell) == getattr(stated, cell)


@given(lines_inside)
def test_the_order_of_the_lines_does_not_matter(lines):
    assert ledger(*lines).cells == ledger(*reversed(lines)).cells
