# SPDX-License-Identifier: MIT
"""Who answers for which households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.store import caseload

if TYPE_CHECKING:
    from villagedesk.store.store import Store


@pytest.fixture
def village(store: Store) -> Store:
    with store.change("登记") as change:
        change.put("unit", "u1", {"name": "水利局"})
        change.put("cadre", "c1", {"name": "周明", "unit": "u1"})
        change.put("cadre", "c2", {"name": "吴兰", "unit": "u1"})
        for number in ("10", "2", "3"):
            change.put("household", f"h{number}", {"group": f"{number}组", "local_no": number})
        change.put("pairing", "p1", {"household": "h10", "cadre": "c1", "start": "2024-01-01", "role": "first"})
        change.put("pairing", "p2", {"household": "h2", "cadre": "c1", "start": "2023-01-01"})
        change.put("pairing", "p3", {"household": "h3", "cadre": "c1", "end": "2022-12-31"})
        change.put("pairing", "p4", {"household": "h3", "cadre": "c2"})
    return store


def test_only_present_pairings_of_live_households_count(village: Store) -> None:
    assert caseload.households_per_cadre(village) == {"c1": 2, "c2": 1}
    with village.change("删除") as change:
        change.remove("household", ["h2"], "重复")
        change.remove("pairing", ["p4"], "登记错了")
    assert caseload.households_per_cadre(village) == {"c1": 1}


def test_two_pairings_with_one_household_count_once(village: Store) -> None:
    with village.change("再登记") as change:
        change.put("pairing", "p5", {"household": "h10", "cadre": "c1", "role": "second"})
    assert caseload.households_per_cadre(village)["c1"] == 2


def test_charges_stand_with_present_ones_first_and_groups_as_people_count(village: Store) -> None:
    assert [(one.household, one.end) for one in caseload.charges_of(village, "c1")] == [
        ("h2", None),
        ("h10", None),
        ("h3", "2022-12-31"),
    ]
    first = caseload.charges_of(village, "c1")[1]
    assert (first.id, first.group, first.number, first.role, first.start) == ("p1", "10组", "10", "first", "2024-01-01")


def test_cadres_are_counted_by_unit(village: Store) -> None:
    assert caseload.cadres_per_unit(village) == {"u1": 2}
    with village.change("删除") as change:
        change.remove("cadre", ["c2"], "调离")
    assert caseload.cadres_per_unit(village) == {"u1": 1}
