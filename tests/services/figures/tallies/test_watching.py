# SPDX-License-Identifier: MIT
"""People of watched households: each counted once however often the household was watched, and opened by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.figures.tallies.reading import opened, values

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def test_a_household_that_was_watched_twice_in_a_year_has_its_people_counted_and_opened_once(store: Store) -> None:
    with store.change("登记") as change:
        change.put("household", "a", {"village": store.value("SELECT id FROM village")})
        for person in ("m1", "m2"):
            change.put("member", person, {"household": "a", "name": "张三"})
        for turn, confirmed, removed in ((1, "2024-03-11", "2025-02-20"), (2, "2025-09-09", None)):
            facts = {"kind": "edge", "confirmed_on": confirmed, "removed_on": removed}
            change.put("monitoring", f"w{turn}", {"household": "a", "turn": turn, **facts})
    found = values(store, "monitoring_course")
    assert found["合计", "合计"] == (1, 2)
    assert found["当年消除", "2月"] == found["当年识别", "9月"] == found["年末未消除", "年末未消除"] == (1, 2)
    told = opened(store, "monitoring_course", "合计", "合计", 1)
    assert (told.households, sorted(told.persons)) == (("a",), ["m1", "m2"])


def test_people_of_households_by_income_are_opened_by_name(store: Store) -> None:
    with store.change("登记") as change:
        change.put("household", "a", {"village": store.value("SELECT id FROM village")})
        for person in ("m1", "m2"):
            change.put("member", person, {"household": "a", "name": "张三"})
        change.put("income_year", "i", {"household": "a", "year": 2025, "wages": 30_000_00})
    assert values(store, "income")["人均纯收入", "10000元及以上"] == (1, 2)
    assert sorted(opened(store, "income", "人均纯收入", "10000元及以上", 1).persons) == ["m1", "m2"]
