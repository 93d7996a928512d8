# SPDX-License-Identifier: MIT
"""The income ledger in a real file: periods by region, booking of estimates, moving lines, merging cell by cell."""

from __future__ import annotations

import pytest

from villagedesk.errors import Refused
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.ledger import IncomeLine, IncomeRate
from villagedesk.models.completeness import Light, Section
from villagedesk.models.estimating import Estimate
from villagedesk.models.income_period import Period
from villagedesk.services.casefile import casefiles
from villagedesk.services.casefile.income import booking, moving, rate_edits, rates_for
from villagedesk.services.keeping.records import Edit, redo_last, save_records, undo_last
from villagedesk.services.opening.files import village_id
from villagedesk.services.standards.income_settings import YearLines
from villagedesk.services.standards.lines import save_line
from villagedesk.store import counts, history, reads
from villagedesk.store.ids import derived_id

RICE = Estimate(item="rice", quantity=2_00, unit="亩", output=800_00, output_unit="斤", price=1_25, cost=300_00)
WORK = Estimate(item="work", member="m1", quantity=9_00, unit="月", price=3_000_00)


@pytest.fixture
def village(store):
    return village_id(store.info.code)


@pytest.fixture
def household(store, village):
    edits = [
        Edit("household", "", {"village": village, "group": "1组"}, "h"),
        Edit("member", "", {"household": "@h", "name": "张三"}, "m"),
        Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
    ]
    return save_records(store, "登记", edits).ids["h"]


def book(store, household, **facts):
    facts = {"household": household, "year": 2025, "evidence": "statement", **facts}
    return save_records(store, "记账", [Edit("income_line", "", facts, "l")]).ids["l"]


def case(store, household, year=2025):
    return casefiles.load_casefile(store, household, year)


def test_a_case_file_has_the_ledger_of_its_year_in_the_order_of_writing(store, household):
    book(store, household, item="work", gross=100, position=1)
    book(store, household, item="rice", gross=200, position=0)
    book(store, household, item="corn", gross=300, year=2024)
    assert [one.item for one in case(store, household).ledger_lines] == ["rice", "work"]
    assert [one.item for one in case(store, household, 2024).ledger_lines] == ["corn"]
    assert [entity for entity, _record in case(store, household).records()].count("income_line") == 2


def test_income_without_any_typed_cell_is_known_from_the_ledger_and_lights_the_section(store, household):
    assert casefiles.assess_household(store, case(store, household))[Section.INCOME].light is Light.GREY
    book(store, household, item="work", gross=9_000_00)
    state = casefiles.assess_household(store, case(store, household))[Section.INCOME]
    assert {one.key for one in state.missing} == {"production", "production_cost"}
    book(store, household, item="rice", gross=1_000_00, cost=200_00)
    found = case(store, household)
    assert found.counted_income(2025).wage_work == 9_000_00
    assert casefiles.assess_household(store, found)[Section.INCOME].light is Light.GREEN


def test_a_line_without_an_item_is_missing_it(store, household):
    row = book(store, household, gross=100)
    state = casefiles.assess_household(store, case(store, household))[Section.INCOME]
    assert [(one.entity, one.row, one.key) for one in state.missing if one.entity == "income_line"] == [
        ("income_line", row, "item")
    ]


def test_a_typed_cell_that_differs_from_the_ledger_is_a_doubt_and_one_that_agrees_is_none(store, household):
    book(store, household, item="work", gross=9_000_00)
    facts = {"household": household, "year": 2025}
    save_records(store, "年度", [Edit("income_year", "", {**facts, "wages": 8_999_99})])
    found = casefiles.assess_household(store, case(store, household))[Section.INCOME].problems
    assert [(one.code, one.key) for one in found] == [("F25", "wages")]
    assert "9,000.00" in found[0].text()
    save_records(store, "年度", [Edit("income_year", "", {**facts, "wages": 9_000_00})])
    assert casefiles.assess_household(store, case(store, household))[Section.INCOME].problems == ()


@pytest.mark.parametrize(("day", "codes"), [("2025-09-30", []), ("2025-10-01", ["F26"])])
def test_a_line_outside_the_period_is_a_doubt_and_one_on_the_last_day_is_none(store, household, day, codes):
    book(store, household, item="work", gross=9_000_00, date=day)
    found = casefiles.assess_household(store, case(store, household))[Section.INCOME].problems
    assert [one.code for one in found] == codes


def test_what_is_no_income_by_rule_is_no_doubt(store, household):
    book(store, household, item="loan", gross=100)
    assert casefiles.assess_household(store, case(store, household))[Section.INCOME].problems == ()


# -- settings -----------------------------------------------------------------------------------------------------------


def test_the_nearest_region_settles_from_which_year_on_the_period_begins_in_october(store, household):
    assert case(store, household, 2016).income_period(2016) == Period("2015-10-01", "2016-09-30")
    own = Line(name="income_period", year=2016, region="示范县", value=1, unit="月", source="县文件", confirmed=True)
    save_line(store, own.having(id=derived_id("line", "income_period", 2016, "示范县")))
    later = own.having(id=derived_id("line", "income_period", 2018, "示范县"), year=2018, value=10)
    save_line(store, later)
    found = case(store, household, 2016)
    assert found.income_period(2017) == Period("2017-01-01", "2017-12-31")
    assert found.income_period(2018) == Period("2017-10-01", "2018-09-30")
    assert [one.source for one in found.editions if one.since == 2016] == ["县文件"]
    undo_last(store)
    undo_last(store)
    assert case(store, household, 2016).income_period(2017) == Period("2016-10-01", "2017-09-30")


def test_a_line_without_a_year_holds_where_no_year_is_settled(store, household):
    lines = YearLines(store, case(store, household).village)
    assert lines.value("income_change", 2025) == 50
    assert lines.value("exit_line", 2016) == 3146
    assert lines.value("exit_line", 2035) is None


# -- estimates ----------------------------------------------------------------------------------------------------------


def confirm(store, household, lines, *, replace=False):
    found = case(store, household)
    rates = rates_for(store, found.village.id, 2025)
    save_records(store, "收入测算", booking(found, lines, rates, replace=replace))


def test_a_confirmed_estimate_is_one_action_that_undo_takes_back_whole(store, household, village):
    before = len(history.batches(store))
    confirm(store, household, [WORK, RICE, Estimate(item="pig", unit="头")])
    assert len(history.batches(store)) == before + 1
    lines = case(store, household).ledger_lines
    assert [(one.item, one.evidence, one.position) for one in lines] == [
        ("work", "estimate", 0),
        ("rice", "estimate", 1),
    ]
    assert case(store, household).ledger().cells == {"wage_work": 27_000_00, "crops": 2_000_00, "crops_cost": 600_00}
    (rate,) = reads.where(store, IncomeRate)
    assert (rate.village, rate.year, rate.item, rate.output, rate.price, rate.confirmed) == (
        village, 2025, "rice", 800_00, 1_25, False,
    )  # fmt: skip
    undo_last(store)
    assert case(store, household).ledger_lines == ()
    assert reads.where(store, IncomeRate) == []
    redo_last(store)
    assert len(case(store, household).ledger_lines) == 2


def test_a_new_estimate_replaces_the_old_one_and_nothing_else(store, household):
    book(store, household, item="pension", gross=100, evidence="statement")
    confirm(store, household, [WORK])
    confirm(store, household, [WORK.having(quantity=6_00)], replace=True)
    assert [(one.item, one.gross) for one in case(store, household).ledger_lines] == [
        ("pension", 100), ("work", 18_000_00),
    ]  # fmt: skip
    confirm(store, household, [WORK])
    assert len(case(store, household).ledger_lines) == 3


def test_an_estimate_of_nothing_is_refused_with_what_to_fill_in(store, household):
    with pytest.raises(Refused, match="几亩"):
        confirm(store, household, [Estimate(item="rice", unit="亩"), Estimate()])


def test_the_villages_coefficients_are_those_of_the_year_else_of_the_latest_year_before(store, household, village):
    for year, price in ((2023, 100), (2024, 110), (2026, 130)):
        save_records(
            store, "系数", [Edit("income_rate", "", {"village": village, "year": year, "item": "rice", "price": price})]
        )
    assert rates_for(store, village, 2025)["rice"].price == 110
    assert rates_for(store, village, 2026)["rice"].price == 130
    assert rates_for(store, village, 2022) == {}
    edits = rate_edits(case(store, household), [RICE], rates_for(store, village, 2025))
    assert [edit.values["year"] for edit in edits] == [2025]


def test_coefficients_of_two_offices_are_the_same_record(store, village):
    values = {"village": village, "year": 2025, "item": "rice"}
    save_records(store, "系数", [Edit("income_rate", "", {**values, "price": 100})])
    save_records(store, "系数", [Edit("income_rate", "", {**values, "cost": 200})])
    (rate,) = reads.where(store, IncomeRate)
    assert (rate.price, rate.cost, rate.id) == (100, 200, derived_id("income_rate", village, 2025, "rice"))


# -- moving -------------------------------------------------------------------------------------------------------------


def test_lines_outside_the_period_move_to_their_year_and_back_with_undo(store, household):
    stays = book(store, household, item="work", gross=1, date="2025-09-30")
    goes = book(store, household, item="work", gross=2, date="2025-10-01")
    quarterly = book(store, household, item="work", gross=4, quarter="4")
    found = case(store, household)
    assert found.ledger().cells == {"wage_work": 1}
    save_records(store, "移动", moving(found.ledger_lines, 2025, found.editions))
    assert case(store, household).ledger().cells == {"wage_work": 1}
    assert [one.id for one in case(store, household).ledger_lines] == [stays]
    later = case(store, household, 2026)
    assert {one.id for one in later.ledger_lines} == {goes, quarterly}
    assert reads.get(store, IncomeLine, quarterly).quarter == "0"
    assert later.ledger().cells == {"wage_work": 6}
    undo_last(store)
    assert len(case(store, household).ledger_lines) == 3


def test_statistics_do_not_count_ledger_lines_as_anything_else(store, household):
    before = counts.statistics(store)
    book(store, household, item="work", gross=1)
    after = counts.statistics(store)
    assert {key for key in before if before[key] != after[key]} == {"batches", "changes"}
