# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt

from tests.store.conftest import a_household
from villagedesk.models.catalogue.spec import NA
from villagedesk.store.dump import dump


def test_equal_facts_give_equal_bytes_whoever_typed_them_and_when(new_store, clock):
    one = new_store("一")
    a_household(one)
    clock.at = dt.datetime(1999, 1, 1)
    other = new_store("二")
    with other.change("先填错") as change:
        change.put("household", "h1", {"group": "9组", "phone": "13800001111"})
    a_household(other)
    with other.change("改对") as change:
        change.put("household", "h1", {"phone": None})
    assert "\n".join(dump(one)) == "\n".join(dump(other))


def test_every_difference_shows(store):
    seen = set()
    for values in (
        {},
        {"farmland": 0},
        {"farmland": 100},
        {"house_area": NA},
        {"house_area": None},
        {"dangerous": False},
        {"risks": ("illness",)},
        {"risks": ("illness", "other")},
    ):
        with store.change("改") as change:
            change.put("household_year", "y", {"household": "h", "year": 2025, **values})
        seen.add("\n".join(dump(store)))
    assert len(seen) == 7  # {"house_area": None} after NA changes it back to what {"farmland": 100} was
    lines = list(dump(store, ["A03\tmember\tm1\tid_no"]))
    assert lines[-1] == "finding\tA03\tmember\tm1\tid_no"


def test_removed_rows_and_local_things_are_not_in_it(store):
    a_household(store)
    text = "\n".join(dump(store))
    assert "高凤珍" in text or "肖辉" in text
    assert "2026-03-02" not in text
    with store.change("删") as change:
        change.remove("member", ["h1-m1", "h1-m2"], "误登")
    assert "肖辉" not in "\n".join(dump(store))


def test_open_conflicts_are_in_it(store):
    a_household(store)
    with store.change("合并") as change:
        change.settle("household", "h1", "phone", ["2", "1"])
    conflict = [line for line in dump(store) if line.startswith("conflict")]
    assert conflict == ['conflict\thousehold\th1\tphone\t["\\"1\\"","\\"2\\""]']
