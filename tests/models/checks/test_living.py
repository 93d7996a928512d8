# SPDX-License-Identifier: MIT
"""Checks G: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.models.checks.a_household import told_by
from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.economy import Cause
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import land, living
from villagedesk.models.checks.rules import Surroundings, Unjudged
from villagedesk.models.checks.villagefile import VillageFile

AROUND = Surroundings(dt.date(2026, 3, 2), farmland={("v", 2025): (1_000_00, 500)})  # 2 mu for each of 500 people
RULES = (*living.RULES, *land.RULES)
COMPLETE = {
    "exit_status": "not_exited", "farmland": 300, "forest": 0, "returned": 0, "orchard": 0, "grassland": 0,
    "water_surface": 0, "irrigated": 0, "road_distance": 0, "road_type": "cement", "water_hard": False,
    "water_safe": True, "water_solved": True, "fuel": "clean", "toilet": True, "living_power": True,
    "broadcasting": True, "house_area": 60_00, "dangerous": False, "house_grade": "A", "cooperative": False,
    "leader_firm": False, "leader_person": False, "relocated": False,
}  # fmt: skip
MOVED = {
    "relocated": True, "settlement_mode": "grouped", "settlement_place": "township", "moved_in": "2019-05",
    "settlement_area": 50_00,
}  # fmt: skip


def case_of(cause=None, people=2, **facts):
    one = [Person(Member(id=str(number)), MemberYear(id=f"y{number}")) for number in range(people)]
    return CaseFile(
        year=2025, village=Village(id="v"), household=Household(id="h"), plan=Plan(), people=tuple(one),
        facts=HouseholdYear(id="hy", household="h", year=2025, **facts),
        causes=(Cause(id="k", household="h", year=2025, rank="main", code=cause),) if cause else (),
    )  # fmt: skip


def told(case, code, around=AROUND):
    return told_by(RULES, case, code, around)


TABLE = {
    "G01": {"an empty area": ({"forest": None}, "forest"), "nothing is an answer": ({"farmland": 0}, "")},
    "G02": {
        "farmland at the limit": ({"farmland": 100_00}, ""), "farmland above": ({"farmland": 100_01}, "farmland"),
        "forest at the limit": ({"forest": 200_00}, ""), "forest above": ({"forest": 200_01}, "forest"),
        "orchard": ({"orchard": 200_01}, "orchard"), "returned": ({"returned": 200_01}, "returned"),
        "grassland": ({"grassland": 100_01}, "grassland"), "water": ({"water_surface": 100_01}, "water_surface"),
        "below nothing": ({"farmland": -1}, "farmland"), "empty is G01": ({"farmland": None}, ""),
    },
    "G03": {
        "more than the forest": ({"returned": 3, "forest": 1, "grassland": 1}, "returned"),
        "as much": ({"returned": 2, "forest": 1, "grassland": 1}, ""),
        "forest unknown": ({"returned": 2, "forest": None, "grassland": 1}, "forest?"),
        "forest unknown and enough grass": ({"returned": 2, "forest": None, "grassland": 2}, ""),
        "nothing returned": ({"returned": 0, "forest": None}, ""),
    },
    "G04": {
        "more than the farmland": ({"irrigated": 301}, "irrigated"), "all of it": ({"irrigated": 300}, ""),
        "farmland unknown": ({"irrigated": 1, "farmland": None}, "farmland?"), "unknown": ({"irrigated": None}, ""),
    },
    "G05": {
        "five kilometres": ({"road_distance": 5_00}, ""), "further": ({"road_distance": 5_01}, "road_distance"),
        "empty": ({"road_distance": None}, "road_distance"), "at the road": ({"road_distance": 0}, ""),
    },
    "G06": {
        "13 a head": ({"house_area": 26_00}, ""), "less": ({"house_area": 25_99}, "house_area"),
        "100 a head": ({"house_area": 200_00}, ""), "more": ({"house_area": 200_01}, "house_area"),
        "empty": ({"house_area": None}, "house_area"), "nothing": ({"house_area": 0}, "house_area"),
        "no house": ({"house_area": None, "no_house": True}, ""), "no house and nothing": ({"house_area": 0, "no_house": True}, ""),
        "no house and an area": ({"no_house": True}, "house_area"), "not applicable": ({"house_area": NA}, ""),
    },
    "G07": {
        "out of poverty": ({"exit_status": "exited", "dangerous": True}, "dangerous!"),
        "sound": ({"exit_status": "exited"}, ""), "still poor": ({"dangerous": True}, ""),
        "unknown": ({"exit_status": "exited", "dangerous": None}, "dangerous?"),
    },
    "G08": {
        "without a grade": ({"dangerous": True, "house_grade": None}, "house_grade!"), "D": ({"dangerous": True, "house_grade": "D"}, ""),
        "a sound grade": ({"dangerous": True, "house_grade": "B"}, "house_grade!"), "not dangerous": ({"house_grade": "none"}, ""),
        "C and not dangerous": ({"house_grade": "C"}, "house_grade!"), "C and unknown": ({"house_grade": "C", "dangerous": None}, "dangerous?"),
    },
    "G09": {
        "out of poverty": ({"exit_status": "exited_policy", "water_solved": False}, "water_solved!"),
        "solved": ({"exit_status": "exited_policy"}, ""), "still poor": ({"water_solved": False}, ""),
        "only the older questions": ({"exit_status": "exited", "water_solved": None}, ""),
        "older question says no": ({"exit_status": "exited", "water_solved": None, "water_hard": True}, "water_hard!"),
        "unknown": ({"exit_status": "exited", "water_solved": None, "water_safe": None}, "water_solved?"),
    },
    "G10": {
        "out of poverty": ({"exit_status": "exited", "living_power": False}, "living_power!"),
        "with power": ({"exit_status": "exited"}, ""), "still poor": ({"living_power": False}, ""),
        "unknown": ({"exit_status": "exited", "living_power": None}, "living_power?"),
    },
    "G11": {"an empty one": ({"toilet": None}, "toilet"), "all answered": ({}, ""), "no is an answer": ({"toilet": False}, "")},
    "G14": {
        "complete": (MOVED, ""), "not relocated": ({"dangerous": True}, ""), "still dangerous": ({**MOVED, "dangerous": True}, "dangerous"),
        "nothing about it": ({"relocated": True}, "settlement_mode"), "one thing is missing": ({**MOVED, "moved_in": None}, "moved_in"),
        "above the red line": ({**MOVED, "settlement_area": 50_01}, "settlement_area"), "unknown": ({"relocated": None}, "relocated?"),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "facts", "expected"),
    [
        pytest.param(code, facts, expected, id=f"{code} {title}")
        for code, cases in TABLE.items()
        for title, (facts, expected) in cases.items()
    ],
)
def test_a_rule_about_land_house_and_utilities(code, facts, expected):
    assert told(case_of(**{**COMPLETE, **facts}), code) == expected.split()


@pytest.mark.parametrize("code", sorted(rule.code for rule in RULES))
def test_nothing_is_said_before_anything_was_entered(code):
    assert told(case_of(), code) == []


def test_empty_fields_are_named_together():
    (found,) = next(rule for rule in RULES if rule.code == "G01").check(
        case_of(**{**COMPLETE, "forest": None, "orchard": None}), AROUND
    )
    assert found.text().startswith("林地面积、林果面积没有填写")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"water_hard": False}, ["code"]),
        ({"water_hard": True}, []),
        ({"water_hard": None}, ["water_hard?"]),
        ({"water_hard": False, "exit_status": "exited"}, []),
    ],
)
def test_g12_poor_for_want_of_water(facts, expected):
    assert told(case_of("6", **{**COMPLETE, **facts}), "G12") == expected
    assert told(case_of("7", **{**COMPLETE, **facts}), "G12") == []


@pytest.mark.parametrize(
    ("farmland", "expected"), [(4_00, []), (4_01, ["code"]), (0, []), (None, ["farmland?"]), (NA, [])]
)
def test_g13_poor_for_want_of_land(farmland, expected):
    assert told(case_of("5", **{**COMPLETE, "farmland": farmland}), "G13") == expected
    assert told(case_of("8", **{**COMPLETE, "farmland": farmland}), "G13") == []


def test_g13_waits_for_the_figures_of_the_village():
    assert told(case_of("5", **COMPLETE), "G13", Surroundings(AROUND.today)) == ["farmland?"]


@pytest.mark.parametrize(
    ("whole", "households", "expected"),
    [
        ({"farmland": 99}, {"farmland": 100}, ["farmland!"]),
        ({"farmland": 100}, {"farmland": 100}, []),
        ({}, {"water": 100}, ["water?"]),
        ({"farmland": 0}, {"farmland": 0}, []),
        ({"farmland": 1, "forest": 1}, {"farmland": 2, "forest": 2, "people": 9}, ["farmland!", "forest!"]),
    ],
)
def test_g15_the_households_of_a_village_have_no_more_land_than_it_has(whole, households, expected):
    village = VillageFile(2025, Village(id="v"), VillageYear(id="vy", village="v", year=2025, **whole), sums=households)
    found = list(land.VILLAGE_RULES[0].check(village, AROUND))
    assert [one.key + ("?" if isinstance(one, Unjudged) else "!") for one in found] == expected
    assert all(one.text() and one.row for one in found)


def test_g15_a_village_without_figures_is_named_as_waiting():
    village = VillageFile(2025, Village(id="v"), VillageYear(village="v", year=2025), sums={"farmland": 100})
    assert [one.row for one in land.VILLAGE_RULES[0].check(village, AROUND)] == ["v"]


def test_every_number_of_living_conditions_is_there():
    assert {one.code for one in (*RULES, *land.VILLAGE_RULES)} == {f"G{number:02d}" for number in range(1, 16)}
