# SPDX-License-Identifier: MIT
"""F21 compares dividends with whom projects reach: a save in the book of projects is told to the households concerned."""

from __future__ import annotations

import pytest

from tests.services.entering import put
from villagedesk.services.casefile.casefiles import findings_of
from villagedesk.services.keeping.records import Edit, Removal, save_records


@pytest.fixture
def home(store, village):
    put(store, "household", "h", village=village)
    put(store, "household", "g", village=village)
    cells = ("wages", "production", "production_cost")
    put(store, "income_year", "i", household="h", year=2025, asset_dividend=300_00, **dict.fromkeys(cells, 0))
    put(store, "project", "pr", village=village, name="柑橘产业园", year=2023)
    return "h"


def doubted(store, home):
    return [found.key for _row, found in findings_of(store, [home]) if found.code == "F21"]


def test_a_dividend_needs_a_project_that_reaches_the_household(store, home):
    assert doubted(store, home) == ["asset_dividend"]
    put(store, "project_beneficiary", "pb", project="pr", household=home)
    assert doubted(store, home) == []
    save_records(store, "删除", [Removal("project", "pr", "登记错了")])
    assert doubted(store, home) == ["asset_dividend"]


def test_a_project_of_a_later_year_pays_nothing_yet(store, home):
    put(store, "project_beneficiary", "pb", project="pr", household=home)
    for year, expected in ((2025, []), (2026, ["asset_dividend"]), (None, [])):
        changed = save_records(store, "改", [Edit("project", "pr", {"year": year})]).changed
        assert doubted(store, home) == expected
        assert changed.households == {home}  # its doubt is looked at again


def test_both_households_are_looked_at_where_another_is_reached_instead(store, home):
    put(store, "project_beneficiary", "pb", project="pr", household=home)
    changed = save_records(store, "改", [Edit("project_beneficiary", "pb", {"household": "g"})]).changed
    assert changed.households == {home, "g"}
    assert doubted(store, home) == ["asset_dividend"]
