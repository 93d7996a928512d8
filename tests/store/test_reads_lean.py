# SPDX-License-Identifier: MIT
"""Lean records say of their fields what whole ones say, and nothing of any other."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads

KEYS = ("id", "household", "exit_status", "dangerous", "house_grade", "risks", "farmland", "water_solved")


@pytest.fixture
def years(store):
    facts = [
        {
            "exit_status": "exited",
            "dangerous": True,
            "house_grade": "A",
            "risks": ("disaster", "illness"),
            "farmland": 250,
        },
        {"dangerous": False, "water_solved": NA, "house_grade": NA, "farmland": 0},
        {},
    ]
    save_records(
        store,
        "登记",
        [
            Edit("village", "", {"name": "清溪村"}, "v"),
            *(
                edit
                for number, one in enumerate(facts)
                for edit in (
                    Edit("household", "", {"village": "@v"}, f"h{number}"),
                    Edit("household_year", "", {"household": f"@h{number}", "year": 2025, **one}),
                )
            ),
        ],
    )
    return store


def test_a_lean_record_says_what_a_whole_one_says(years):
    whole = reads.where(years, HouseholdYear, "year = ?", (2025,))
    lean = reads.lean(years, HouseholdYear, KEYS, "year = ?", (2025,))
    assert [[getattr(one, key) for key in KEYS] for one in lean] == [
        [getattr(one, key) for key in KEYS] for one in whole
    ]
    assert {type(one.dangerous) for one in lean} == {bool, type(None)}
    assert [NA in {getattr(one, key) for one in lean} for key in ("water_solved", "house_grade")] == [True, True]


def test_what_was_not_read_cannot_be_asked(years):
    (one, *_others) = reads.lean(years, HouseholdYear, ("household",), "year = ?", (2025,))
    with pytest.raises(AttributeError):
        one.dangerous  # noqa: B018  # asking is the test
    assert one.having(household="x").household == "x"


def test_of_no_rows_there_are_none(store):
    assert reads.lean(store, HouseholdYear, KEYS, "year = ?", (2025,)) == []
