# SPDX-License-Identifier: MIT
"""What households of a village are compared with."""

from __future__ import annotations

import pytest

from villagedesk.services.casefile.casefiles import findings_of
from villagedesk.services.casefile.surroundings import surroundings, surroundings_of
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.store.comparing import farmland_of_villages, same_incomes


@pytest.fixture
def township(store):
    """Two villages; h1–h3 of v earn the same, h4 a little more, h5 of w as h1 does."""
    with store.change("登记") as change:
        for village in ("v", "w"):
            change.put("village", village, {"name": village})
        for number in range(1, 6):
            row = f"h{number}"
            change.put("household", row, {"village": "w" if number == 5 else "v", "group": "1组"})
            earned = {"wages": 12_345 if number != 4 else 12_346, "production": 900, "pension": 0}
            change.put("income_year", f"i{number}", {"household": row, "year": 2025, **earned})
            change.put("income_year", f"j{number}", {"household": row, "year": 2024, "wages": 1, "pension": number})
    return store


def test_the_same_income_is_counted_within_a_village_and_year(township):
    assert same_incomes(township, 2025) == {"i1": 3, "i2": 3, "i3": 3}
    assert same_incomes(township, 2024) == {}


def test_one_household_is_compared_with_its_village_only(township):
    assert same_incomes(township, 2025, ["h3"]) == {"i1": 3, "i2": 3, "i3": 3}
    assert same_incomes(township, 2025, ["h5"]) == {}
    assert same_incomes(township, 2025, []) == {}


def test_kinds_count_as_their_total(township):
    with township.change("改") as change:
        change.put("income_year", "i3", {"wages": None, "wage_work": 12_000, "wage_other": 345})
    assert same_incomes(township, 2025) == {"i1": 3, "i2": 3, "i3": 3}


def test_households_on_the_same_allowance_are_not_alike(township):
    with township.change("改") as change:
        for number in range(1, 6):
            change.put("income_year", f"i{number}", {"wages": 0, "production": 0, "low_income": 312_000})
    assert same_incomes(township, 2025) == {}


def test_removed_rows_are_not_compared(township):
    with township.change("删") as change:
        change.remove("income_year", ["i1"], "重复")
        change.remove("household", ["h2"], "重复")
    assert same_incomes(township, 2025) == {}


def test_the_farmland_of_a_village_needs_its_people(township):
    with township.change("村") as change:
        change.put("village_year", "vy", {"village": "v", "year": 2025, "farmland": 100_00, "people": 50})
        change.put("village_year", "vz", {"village": "v", "year": 2024, "farmland": 100_00, "people": 0})
        change.put("village_year", "wy", {"village": "w", "year": 2025, "people": 50})
    assert farmland_of_villages(township) == {("v", 2025): (100_00, 50)}


def test_rules_hear_of_both(township):
    with township.change("村") as change:
        change.put("village_year", "vy", {"village": "v", "year": 2025, "farmland": 100_00, "people": 50})
    for around in (surroundings(township), surroundings_of(township, ["h1"])):
        assert around.same_incomes["i1"] == 3
        assert around.farmland["v", 2025] == (100_00, 50)
    copied = [household for household, problem in findings_of(township, ["h1", "h4", "h5"]) if problem.code == "F17"]
    assert copied == ["h1"]


def test_the_land_of_a_village_is_held_against_that_of_its_households(township):
    def told():
        return [
            (found.said.code, found.said.key)
            for found in find(township, Wanted(frozenset({"G15"})))
            if found.village == "v"
        ]

    with township.change("村") as change:
        change.put("village_year", "vy", {"village": "v", "year": 2025, "farmland": 600, "water": 10})
        for number in (1, 2, 5):
            facts = {"household": f"h{number}", "year": 2025, "farmland": 300, "water_surface": 5}
            change.put("household_year", f"y{number}", facts)
    assert told() == []
    with township.change("户") as change:
        change.put("household_year", "y2", {"farmland": 301, "water_surface": 6})
    assert told() == [("G15", "farmland"), ("G15", "water")]
