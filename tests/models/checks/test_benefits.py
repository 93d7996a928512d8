# SPDX-License-Identifier: MIT
"""Checks F11 to F15 and F20 to F24: what is drawn, by whom, for what, with what evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.an_income import household, somebody, told
from villagedesk.models.catalogue.help import Measure
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.spec import NA


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"birth": "1965-12-31"}, []),
        ({"birth": "1966-01-01", "employee_pension": False}, ["pension"]),
        ({"birth": "1966-01-01"}, ["employee_pension?"]),
        ({"birth": "1975-12-31", "employee_pension": True}, []),
        ({"birth": "1976-01-01", "employee_pension": True}, ["pension"]),
        ({"birth": None}, ["birth?"]),
    ],
)
def test_f11_a_pension_needs_somebody_old(person, expected):
    assert told(household(people=(somebody(**person),), pension=1_800), "F11") == expected


def test_f11_who_died_in_the_year_had_drawn_it():
    case = household(pension=900)
    assert told(case, "F11") == ["pension"]
    assert told(replace(case, departed=(somebody("1940-01-01", "高凤珍", left="2025-07-01"),)), "F11") == []
    assert told(household(pension=0), "F11") == []


@pytest.mark.parametrize(
    ("person", "pension", "expected"),
    [
        ({"birth": "1965-11-30", "pension": True}, 0, ["pension"]),
        ({"birth": "1965-12-01", "pension": True}, 0, []),
        ({"birth": "1965-11-30", "pension": False}, 0, []),
        ({"birth": "1965-11-30", "pension": True}, 1, []),
        ({"birth": "1965-11-30", "pension": True}, None, ["pension?"]),
        ({"birth": None, "pension": True}, 0, ["birth?"]),
    ],
)
def test_f12_an_insured_old_person_gets_a_pension(person, pension, expected):
    assert told(household(people=(somebody(**person),), pension=pension), "F12") == expected


@pytest.mark.parametrize("key", ["low_income", "destitute"])
@pytest.mark.parametrize(
    ("amount", "code", "expected"),
    [
        (3_120, "none", "{key}"),
        (3_120, "rural", ""),
        (0, "rural", "{key}"),
        (0, "none", ""),
        (None, "rural", "{key}?"),
        (None, "none", ""),
        (3_120, None, "{key}?"),
        (0, None, ""),
    ],
)
def test_f13_money_and_somebody_who_gets_it(key, amount, code, expected):
    case = household(people=(somebody(**{key: code}),), **{key: amount})
    assert told(case, "F13") == expected.format(key=key).split()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"returned": 0, "forest": 0, "grassland": 0}, ["ecology"]),
        ({"returned": 0, "forest": 1}, []),
        ({"returned": 0, "forest": 0}, ["grassland?"]),
        ({}, ["returned?"]),
    ],
)
def test_f14_compensation_needs_land(facts, expected):
    assert told(household(facts=facts, ecology=300), "F14") == expected
    assert told(household(facts=facts, ecology=0), "F14") == []


def test_f15_any_kind_of_planned_family_will_do():
    case = household(family_planning=960)
    two = replace(case, household=Household(id="h", family_types=("minority", "two_daughters")))
    assert told(two, "F15") == []


@pytest.mark.parametrize(
    ("category", "status", "amounts", "expected"),
    [
        ("industry", "done", {"production": 0}, ["category"]),
        ("industry", "done", {"crops": 1}, []),
        ("industry", "running", {"production": 0, "asset_dividend": 1}, []),
        ("industry", "planned", {"production": 0}, []),
        ("industry", "dropped", {"production": 0}, []),
        ("industry", None, {"production": 0}, ["status?"]),
        ("industry", "done", {"wages": 0}, ["production?"]),
        ("public_post", "running", {"wages": 0}, ["category"]),
        ("employment", "running", {"wages": 1}, []),
        ("security", "done", {"low_income": 0}, ["category"]),
        ("security", "done", {"other_transfer": 1}, []),
        ("security", "done", {"wages": 1}, ["other_transfer?"]),
        ("housing", "done", {"wages": 0}, []),
    ],
)
def test_f20_help_that_has_begun_has_an_effect(category, status, amounts, expected):
    measure = Measure(id="s", plan="p", category=category, status=status)
    assert told(household(measures=(measure,), **amounts), "F20") == expected


def test_f20_a_month_of_help_tells_that_it_has_begun():
    measure = Measure(id="s", plan="p", category="industry", helped_since="2025-03")
    assert told(household(measures=(measure,), production=0), "F20") == ["category"]


ILL = {"monitor_type": "edge", "risks": ("illness",)}


@pytest.mark.parametrize(
    ("facts", "paid", "expected"),
    [
        (ILL, 0, ["own_payments"]),
        (ILL, 1, []),
        (ILL, None, ["own_payments?"]),
        ({**ILL, "risk_removed": True}, 0, []),
        ({**ILL, "risks": ("schooling",)}, 0, []),
        ({**ILL, "monitor_type": NA}, 0, []),
    ],
)
def test_f23_monitored_for_illness_without_cost(facts, paid, expected):
    assert told(household(facts=facts, own_payments=paid, wages=0), "F23") == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"birth": "2010-01-01"}, ["wage"]),
        ({"birth": "2009-12-31"}, []),
        ({"school": "bachelor2"}, ["wage"]),
        ({"birth": None}, ["birth?"]),
        ({"education": None}, ["school?"]),
        ({"school": "bachelor2", "wage": 0}, []),
        ({"school": "bachelor2", "wage": NA}, []),
    ],
)
def test_f24_a_wage_of_a_child_or_student(person, expected):
    assert told(household(people=(somebody(**{"wage": 1, **person}),), wages=0), "F24") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"item": "rice"}, ["evidence"]),
        ({"item": "rice", "evidence": "oral"}, []),
        ({"item": "rice", "evidence_note": "见存折第3页"}, []),
        ({"item": "rice", "photo": "0" * 64}, []),
        ({"item": "loan"}, []),
        ({"item": "rice", "date": "2025-10-01"}, []),
        ({"item": "rice", "date": "2025-09-30"}, ["evidence"]),
        ({}, []),
    ],
)
def test_f22_a_line_of_the_ledger_has_evidence(line, expected):
    lines = (IncomeLine(id="l", household="h", year=2025, gross=100, **line),)
    assert told(replace(household(), ledger_lines=lines), "F22") == expected
