# SPDX-License-Identifier: MIT
"""Shares of a village set what is on file beside the village's own figures, and say of how many villages these are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.services.figures.tallies.reading import opened, values
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from villagedesk.store.store import Store

_FILE, _RATE = "建档户和人口", "贫困发生率"


@pytest.fixture
def township(store: Store) -> Store:
    """Two villages: one with its figures and three households of two, one of them ordinary; one that says nothing, with one."""
    village = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        change.put("village", "silent", {"name": "石桥村"})
        own = {"households": 40, "people": 125, "poor_people": 3, "registered_people": 120}
        change.put("village_year", "own", {"village": village, "year": 2025, **own})
        for row, place, kind in (
            ("a", village, "exited"), ("b", village, None), ("c", village, "ordinary"), ("d", "silent", "exited"),
        ):  # fmt: skip
            change.put("household", row, {"village": place, "group": "1组"})
            change.put("household_year", f"y{row}", {"household": row, "year": 2025, "household_type": kind})
            for who in "12":
                change.put("member", f"{row}{who}", {"household": row, "name": "张三"})
    return store


def told(store: Store, place: Where = Where()) -> dict[str, Any]:  # noqa: B008 - frozen
    return {label: value for (_section, label), (value,) in values(store, "shares", place=place).items()}


def test_the_share_is_of_the_villages_that_say_how_many_they_have(township: Store) -> None:
    found = told(township)
    assert (found["建档户"], found["建档人口"]) == (3, 6), "an ordinary household is none of them"
    assert (found["总户数（已登记的村）"], found["总人口（已登记的村）"]) == (40, 125)
    assert (found["建档户占总户数（%）"], found["建档人口占总人口（%）"]) == (500, 320), "2 of 40, 4 of 125"
    assert found["没有登记总户数的村"] == 1
    assert opened(township, "shares", _FILE, "没有登记总户数的村", 0).others == ("石桥村",)


def test_the_poverty_rate_stands_beside_its_denominator(township: Store) -> None:
    found = told(township)
    assert (found["贫困人数（已登记的村）"], found["农业户籍人口（已登记的村）"]) == (3, 120)
    assert found["贫困发生率（%）"] == 250
    assert found["没有登记贫困人数或农业户籍人口的村"] == 1


def test_without_the_figures_there_is_no_rate_instead_of_none_who_are_poor(township: Store) -> None:
    found = told(township, Where("silent"))
    assert (found["贫困发生率（%）"], found["建档户占总户数（%）"]) == (None, None)
    assert found["建档户"] == 1


def test_each_cell_opens_the_households_behind_it(township: Store) -> None:
    assert opened(township, "shares", _FILE, "建档户", 0).households == ("a", "b", "d")
    assert opened(township, "shares", _FILE, "建档人口", 0).persons == ("a1", "a2", "b1", "b2", "d1", "d2")
    assert opened(township, "shares", _RATE, "贫困发生率（%）", 0).others == ("清溪村",)
