# SPDX-License-Identifier: MIT
"""危房改造: how far the repair of each dangerous house is, and what was planned and given for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.services.figures.tallies.reading import opened, values

if TYPE_CHECKING:
    from villagedesk.store.change import Change
    from villagedesk.store.store import Store

_REPAIR = {"category": "housing", "subcategory": "house_repair"}


def _household(change: Change, key: str, village: str, grade: str | None, *, dangerous: bool | None) -> None:
    change.put("household", key, {"village": village, "group": "1组"})
    facts = {"household": key, "year": 2025, "dangerous": dangerous, "house_grade": grade}
    change.put("household_year", f"y{key}", facts)


def _planned(change: Change, key: str, year: int, *measures: dict[str, Any]) -> None:
    change.put("plan", f"p{key}{year}", {"household": key, "year": year})
    for place, measure in enumerate(measures):
        facts = {"plan": f"p{key}{year}", "position": place, **_REPAIR, **measure}
        change.put("measure", f"m{key}{year}{place}", facts)


@pytest.fixture
def houses(store: Store) -> Store:
    """Of eight households: what their houses are, and what was done about them."""
    village = store.value("SELECT id FROM village")
    with store.change("住房") as change:
        for key, grade in {"left": "D", "begun": "C", "still": "C", "given_up": "D", "half": "C"}.items():
            _household(change, key, village, grade, dangerous=True)
        for key in ("sound", "mended", "unplanned"):
            _household(change, key, village, None, dangerous=False)
        _planned(change, "begun", 2024, {"status": "planned", "amount": 100_00})
        _planned(change, "begun", 2025, {"status": "running", "amount": 200_00, "item": "rebuild"})
        _planned(change, "still", 2025, {"status": "done", "item": "reinforce"})
        _planned(change, "given_up", 2025, {"status": "dropped", "amount": 900_00})
        _planned(change, "half", 2025, {"status": "done"}, {"status": None})
        _planned(change, "mended", 2023, {"status": "done", "amount": 300_00, "item": "rebuild"})
        _planned(change, "mended", 2026, {"status": "planned", "amount": 800_00})
        for key, day in {"unplanned": "2025-12-31", "sound": "2026-01-01"}.items():
            given = {"household": key, "date": day, "amount": 50_00, "item": "reinforce", **_REPAIR}
            change.put("benefit", f"b{key}", given)
    return store


def test_each_household_stands_where_the_latest_plan_up_to_the_year_says(houses: Store) -> None:
    found = values(houses, "repairs", 2025)
    assert found["合计", "合计"] == (7, 5, 3, 2, 600_00, 50_00), "the sound house is not among them"
    assert found["改造进度", "没有列入改造计划"] == (2, 2, 0, 2, 0, 0), "a measure that was given up is none"
    assert found["改造进度", "未开始"] == (0, 0, 0, 0, 0, 0)
    assert found["改造进度", "实施中"] == (1, 1, 1, 0, 300_00, 0)
    assert found["改造进度", "已完成"] == (2, 1, 1, 0, 300_00, 0)
    assert found["改造进度", "计划中没有，已有落实"] == (1, 0, 0, 0, 0, 50_00)
    assert found["改造进度", "不详"] == (1, 1, 1, 0, 0, 0), "of one of two nobody says how far it is"


def test_ways_add_up_too_and_cells_open_their_households(houses: Store) -> None:
    found = values(houses, "repairs", 2025)
    ways = [row for (section, _label), row in found.items() if section == "改造方式"]
    assert [sum(column) for column in zip(*ways, strict=True)] == list(found["合计", "合计"])
    assert found["改造方式", "原址重建"][0] == 2
    assert set(opened(houses, "repairs", "改造进度", "已完成", 1).households) == {"still"}
