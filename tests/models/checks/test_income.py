# SPDX-License-Identifier: MIT
"""Checks F: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import NO_INCOME as ALL
from tests.models.checks.an_income import AROUND, OUT, RULES, YUAN, household, somebody, told, whole
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.rules import Surroundings


def _rows(table):
    for code, cases in table.items():
        for title, (amounts, expected) in cases.items():
            yield pytest.param(code, amounts, expected.split(), id=f"{code} {title}")


FIGURES = {
    "F01": {
        "the system agrees": ({**ALL, "wages": 9_000, "stated_per_head": 9_000}, ""),
        "a yuan apart": ({**ALL, "wages": 9_000, "stated_per_head": 9_001}, "stated_per_head"),
        "a cell is missing": ({**ALL, "pension": None, "wages": 9_000, "stated_per_head": 9_001}, "pension?"),
        "a cell is missing and it agrees": ({"wages": 9_000, "stated_per_head": 9_000}, ""),
        "nothing but the system's figure": ({"stated_per_head": 9_000}, "wages?"),
        "the system states nothing": ({**ALL, "wages": 9_000}, ""),
    },
    "F02": {
        "a total alone": ({"wages": 100}, ""),
        "kinds that agree": ({"wages": 100, "wage_work": 90, "wage_post_village": 10}, ""),
        "kinds that are more": ({"wages": 100, "wage_work": 101}, "wages!"),
        "kinds that are less while some are missing": ({"wages": 100, "wage_work": 99}, "wage_post_sector?"),
        "all kinds and less": (
            {"production_cost": 9, "crops_cost": 8, "livestock_cost": 0, "orchard_cost": 0, "trade_cost": 0},
            "production_cost!",
        ),
    },
    "F03": {"nothing": (ALL, ""), "below": ({**ALL, "ecology": -1, "crops": -1}, "crops! ecology!"), "unknown": ({}, "")},
    "F04": {
        "299": ({"wages": 299}, "wages"), "300": ({"wages": 300}, ""), "300000": ({"wages": 300_000}, ""),
        "300001": ({"wages": 300_001}, "wages"), "none": ({"wages": 0}, ""), "by kinds": ({"wage_work": 299}, "wages"),
        "unknown": ({}, ""),
    },
    "F05": {
        "no cost": ({"production": 1, "production_cost": 0}, "production_cost"), "a cost": ({"production": 1, "production_cost": 1}, ""),
        "no production": ({"production": 0, "production_cost": 0}, ""), "cost unknown": ({"crops": 1}, "production_cost?"),
    },
    "F06": {
        "a loss": ({"production": 1, "production_cost": 2}, "production_cost"), "even": ({"production": 2, "production_cost": 2}, ""),
        "gross unknown": ({"production_cost": 2}, "production?"), "nothing known": ({}, ""),
    },
    "F10": {
        "allowance too small": ({"low_income": 199}, "low_income"), "allowance": ({"low_income": 200}, ""),
        "destitute": ({"destitute": 199}, "destitute"), "planning": ({"family_planning": 99}, "family_planning"),
        "pension": ({"pension": 87}, "pension"), "a month's pension": ({"pension": 88}, ""), "none": (ALL, ""), "unknown": ({}, ""),
    },
    "F15": {"not planned": ({"family_planning": 100}, "family_planning"), "none": (ALL, ""), "unknown": ({}, "")},
}  # fmt: skip


@pytest.mark.parametrize(("code", "amounts", "expected"), list(_rows(FIGURES)))
def test_a_rule_about_the_figures_of_a_year(code, amounts, expected):
    assert told(household(**amounts), code) == expected


@pytest.mark.parametrize("code", sorted({rule.code for rule in RULES} - {"F07"}))
def test_nothing_is_said_of_a_year_without_income(code):
    assert told(replace(household(), incomes=()), code) == []


def test_f01_counts_to_the_fen():
    three = [somebody(name=str(number)) for number in range(3)]
    case = household(people=three, **ALL)
    (row,) = case.incomes
    for stated, expected in ((3333, []), (3334, []), (3332, []), (3335, ["stated_per_head"])):
        stating = replace(case, incomes=(row.having(wages=9_999, stated_per_head=stated),))
        assert told(stating, "F01") == expected


@pytest.mark.parametrize(
    ("now", "last", "note", "expected"),
    [
        (15_000, 10_000, None, []),
        (15_001, 10_000, None, ["note"]),
        (4_999, 10_000, None, ["note"]),
        (5_000, 10_000, None, []),
        (15_001, 10_000, "征地后外出务工", []),
        (15_001, 0, None, []),
        (15_001, None, None, []),
        (None, 10_000, None, ["wages?"]),
    ],
)
def test_f16_against_last_year(now, last, note, expected):
    assert told(whole(last=last, wages=now, note=note), "F16") == expected


def test_f16_divides_each_year_by_its_own_people():
    came = somebody(name="肖辉", joined="2025-06-01")
    assert told(whole(people=(somebody(), came), last=10_000, wages=20_000), "F16") == []
    stayed = somebody(name="肖辉")
    assert told(whole(people=(somebody(), stayed), last=10_000, wages=20_000), "F16") == ["note"]
    gone = replace(whole(last=10_000, wages=10_000), departed=(somebody(name="高凤珍", left="2025-02-01"),))
    assert told(gone, "F16") == ["note"]


def test_f16_waits_for_a_year_that_was_skipped():
    case = whole(last=10_000, wages=20_000)
    skipping = replace(case, incomes=(case.incomes[0].having(year=2022), case.incomes[1]))
    assert told(skipping, "F16") == ["wages?"]
    (waiting,) = next(rule for rule in RULES if rule.code == "F16").check(skipping, AROUND)
    assert waiting.text() == "上年收支没有填写，无法判断"


@pytest.mark.parametrize(("alike", "expected"), [(0, []), (2, []), (3, ["wages"])])
def test_f17_the_same_income_in_several_households(alike, expected):
    around = Surroundings(AROUND.today, same_incomes={"i": alike} if alike else {})
    assert told(household(wages=12_345), "F17", around) == expected


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"wages": 20_000, "crops": 3_000, "pension": 2_000}, ["pension"]),
        ({"wages": 20_000, "crops": 3_000}, []),
        ({"wages": 20_000, "crops": 3_000, "pension": 2_001}, []),
        ({}, []),
    ],
)
def test_f17_nothing_but_round_amounts(amounts, expected):
    assert told(household(**amounts), "F17") == expected


# -- lines of the year --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "facts", "wages", "expected"),
    [
        (2018, OUT, 3_534, ["wages!"]),
        (2018, OUT, 3_535, []),
        (2018, {**OUT, "exit_year": 2017}, 3_534, ["wages"]),
        (2018, {"exit_status": "not_exited"}, 100, []),
        (2018, OUT, None, ["wages?"]),
        (2025, {"exit_status": "new"}, 3_999, ["wages"]),
        (2025, {}, 4_000, []),
        (2025, {}, None, ["wages?"]),
        (2005, OUT, 5_000, ["value?"]),
    ],
)
def test_f07_below_the_line(year, facts, wages, expected):
    assert told(whole(year, facts=facts, wages=wages), "F07") == expected


def test_f07_names_the_income_that_is_missing_altogether():
    assert told(replace(household(), incomes=()), "F07") == ["wages?"]


@pytest.mark.parametrize(
    ("year", "facts", "amounts", "expected"),
    [
        (2020, {}, {"wages": 5_999}, ["monitor_type"]),
        (2020, {}, {"wages": 6_000}, []),
        (2020, {}, {"wages": 6_500, "own_payments": 501}, ["monitor_type"]),
        (2020, {"monitor_type": NA}, {"wages": 5_999}, ["monitor_type"]),
        (2020, {"monitor_type": "edge"}, {"wages": 100}, []),
        (2020, {}, {"wages": None}, ["wages?"]),
        (2018, {}, {"wages": 100}, []),
        (2024, {}, {"wages": 100}, ["value?"]),
    ],
)
def test_f08_below_the_monitoring_line(year, facts, amounts, expected):
    assert told(whole(year, facts=facts, **amounts), "F08") == expected


@pytest.mark.parametrize(
    ("confirmed", "removed", "expected"),
    [
        ("2020-03-01", None, []),
        ("2019-03-01", "2020-06-01", []),
        ("2019-03-01", "2019-12-31", ["monitor_type"]),  # looked at no longer
        ("2021-01-01", None, ["monitor_type"]),  # only later
        (None, None, ["monitor_type"]),  # a clue that nobody confirmed
    ],
)
def test_f08_a_monitoring_record_says_that_somebody_looks_at_the_household(confirmed, removed, expected):
    record = Monitoring(id="mo", household="h", confirmed_on=confirmed, removed_on=removed)
    assert told(replace(whole(2020, wages=100), monitorings=(record,)), "F08") == expected


@pytest.mark.parametrize(
    ("year", "identified", "facts", "wages", "expected"),
    [
        (2014, 2014, {}, 5_600, []),
        (2014, 2014, {}, 5_601, ["wages"]),
        (2015, 2014, {}, 90_000, []),
        (2014, None, {}, 5_601, ["identify_year?"]),
        (2014, None, {}, 5_600, []),
        (2023, 2014, {"monitored_since": "2023-05"}, 20_001, ["wages"]),
        (2023, 2014, {"monitored_since": "2023-05"}, 20_000, []),
        (2023, 2014, {"monitored_since": "2022-12"}, 20_001, []),
        (2023, 2014, {"monitored_since": "2023-05"}, None, []),
    ],
)
def test_f09_rich_when_identified(year, identified, facts, wages, expected):
    case = whole(year, facts=facts, wages=wages)
    assert told(replace(case, household=Household(id="h", identify_year=identified)), "F09") == expected


def test_f09_takes_the_month_of_identification_where_the_year_is_empty():
    case = whole(2014, wages=5_601)
    assert told(replace(case, household=Household(id="h", identified="2014-03")), "F09") == ["wages"]


@pytest.mark.parametrize(
    ("facts", "fen", "expected"),
    [
        (OUT, 353_500, ["wages"]),
        (OUT, 357_034, ["wages"]),
        (OUT, 357_035, []),
        (OUT, 353_499, []),
        ({**OUT, "exit_year": 2017}, 353_500, []),
        ({**OUT, "exit_year": None}, 353_500, ["exit_year?"]),
        ({"exit_status": "not_exited"}, 353_500, []),
    ],
)
def test_f18_just_on_the_line(facts, fen, expected):
    case = whole(2018, facts=facts)
    assert told(replace(case, incomes=(case.incomes[0].having(wages=fen),)), "F18") == expected


@pytest.mark.parametrize(
    ("facts", "amounts", "expected"),
    [
        (OUT, {"wages": 3_000, "pension": 7_000}, []),
        (OUT, {"wages": 2_999, "pension": 7_001}, ["other_transfer"]),
        ({**OUT, "exit_year": 2017}, {"pension": 7_000}, []),
        ({**OUT, "exit_year": None}, {"pension": 7_000}, ["exit_year?"]),
        ({**OUT, "exit_year": None}, {"wages": 7_000, "pension": 0}, []),
        (OUT, {"wages": 3_000, "other_transfer": None}, ["other_transfer?"]),
        (OUT, {"production": 0, "production_cost": 5, "pension": 5}, ["other_transfer"]),
    ],
)
def test_f19_an_exit_that_rests_on_transfers(facts, amounts, expected):
    assert told(whole(2018, facts=facts, **amounts), "F19") == expected


# -- who gets it --------------------------------------------------------------------------------------------------------


def test_rules_count_what_the_ledger_adds_up_to_where_nothing_was_typed():
    lines = (
        IncomeLine(id="l1", household="h", year=2025, item="work", gross=3_999 * YUAN),
        IncomeLine(id="l2", household="h", year=2025, item="rice", gross=1),
    )
    case = replace(whole(wages=None, production=None, production_cost=None), ledger_lines=lines)
    assert told(case, "F07") == ["wages"]
    assert told(case, "F05") == ["production_cost?"]
    alone = replace(case, incomes=())  # a ledger does not say that nothing else was earned
    (found,) = next(rule for rule in RULES if rule.code == "F07").check(alone, AROUND)
    assert (found.row, found.key) == ("h", "asset_dividend")


MISSING = [
    ("F07", 2018, OUT, {"wages": 3_000, "ecology": None}, ["ecology?"]),
    ("F07", 2018, OUT, {"wages": 9_000, "ecology": None}, []),
    ("F07", 2018, OUT, {"wages": 9_000, "production": 1, "production_cost": None}, ["production_cost?"]),
    ("F08", 2020, {}, {"wages": 5_999, "ecology": None}, ["ecology?"]),
    ("F08", 2020, {}, {"wages": 6_000, "ecology": None}, []),
    ("F09", 2014, {}, {"wages": 9_000, "production": 1, "production_cost": None}, ["production_cost?"]),
    ("F09", 2014, {}, {"wages": 100, "production": 1, "production_cost": None}, []),
    ("F16", 2025, {}, {"last": 10_000, "wages": 90_000, "ecology": None}, ["ecology?"]),
    ("F18", 2018, OUT, {"wages": 3_535, "ecology": None}, ["ecology?"]),
    ("F18", 2018, OUT, {"wages": 3_500, "ecology": None}, ["ecology?"]),
    ("F18", 2018, OUT, {"wages": 9_000, "ecology": None}, []),
    ("F18", 2018, OUT, {"wages": 9_000, "production": 1, "production_cost": None}, ["production_cost?"]),
    ("F19", 2018, OUT, {"pension": 9_000, "wages": None}, ["wages?"]),
    ("F19", 2018, OUT, {"pension": 9_000, "ecology": None}, ["other_transfer"]),
    ("F19", 2018, OUT, {"wages": 9_000, "ecology": None}, ["ecology?"]),
    ("F19", 2018, OUT, {"wages": 9_000, "asset_dividend": None}, []),
]


@pytest.mark.parametrize(("code", "year", "facts", "amounts", "expected"), MISSING)
def test_a_cell_that_nobody_entered_is_no_zero_where_it_could_turn_the_verdict(code, year, facts, amounts, expected):
    assert told(whole(year, facts=facts, **amounts), code) == expected


def test_every_number_of_income_is_there():
    assert {one.code for one in RULES} == {f"F{number:02d}" for number in range(1, 25)}
