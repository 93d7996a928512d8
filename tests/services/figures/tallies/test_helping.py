# SPDX-License-Identifier: MIT
"""Who answers for how many households and visits how often: on average, and cadre by cadre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.figures.tallies.reading import listing, values
from villagedesk.services.figures.rollup_layout import Wish, lay_out
from villagedesk.services.figures.rollups import behind

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def _two_cadres(store: Store) -> None:
    village = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        change.put("unit", "u", {"name": "镇政府", "level": "township"})
        for row, name in (("c", "赵志强"), ("d", "钱小红")):
            change.put("cadre", row, {"name": name, "unit": "u"})
        for row in ("a", "b", "x"):
            change.put("household", row, {"village": village, "group": "1组"})
        for number, (row, cadre, role) in enumerate(
            (("a", "c", "first"), ("a", "c", "first_secretary"), ("b", "c", "first"), ("a", "d", "second"))
        ):
            pairing = {"household": row, "cadre": cadre, "start": "2020-01-01", "role": role}
            change.put("pairing", f"p{number}", pairing)


def test_households_for_each_cadre_are_averaged_and_listed_by_cadre(store: Store) -> None:
    _two_cadres(store)
    found = values(store, "helpers")
    assert found["合计", "合计"] == (1, 2, 2, 150), "a and b of the one, a of the other"
    assert found["没有责任人", "没有责任人的户"] == (0, 0, 1, None)
    columns, lines = listing(store, "helpers")
    assert columns[:3] == ("结对户数", "第一责任人", "第二责任人")
    assert {name: told[:3] for name, told in lines.items()} == {
        "赵志强（镇政府）": ["2", "2", "0"],
        "钱小红（镇政府）": ["1", "0", "1"],
    }


def test_visits_are_averaged_and_listed_by_cadre_and_month_with_those_who_made_none(store: Store) -> None:
    _two_cadres(store)
    days = ("2025-03-01", "2025-03-31", "2025-05-02")
    with store.change("走访") as change:
        for number, day in enumerate(days):
            change.put("visit", f"v{number}", {"household": "ab"[number % 2], "date": day, "cadre": "c"})
        change.put("visit", "w", {"household": "a", "date": "2025-03-09", "visitors": "孙某、李某"})
    found = values(store, "visits")
    assert found["合计", "合计"] == (2, 4, 5, 1, 300)
    assert found["按月", "3月"] == (2, 3, 4, 1, 200)
    assert found["按月", "4月"] == (0, 0, 0, 0, None)
    columns, lines = listing(store, "visits")
    months = [columns.index(f"{month}月") for month in (3, 4, 5)]
    assert {name: told[:3] + [told[one] for one in months] for name, told in lines.items()} == {
        "赵志强（镇政府）": ["2", "2", "3", "2", "0", "1"],
        "钱小红（镇政府）": ["1", "0", "0", "0", "0", "0"],
    }


def test_a_cell_of_the_list_of_cadres_opens_what_it_counts(store: Store) -> None:
    _two_cadres(store)
    found = lay_out(store, Wish("helpers", 2025, listed=True), "示范村")[-1]
    opened = {line.label[:3]: behind(store, line.cells[0].rollup, line.cells[0].cell) for line in found.lines}
    assert opened["赵志强"].households == ("a", "b")
    assert opened["钱小红"].households == ("a",)
