# SPDX-License-Identifier: MIT
"""Several heads of one cell: which value is shown, and when people must decide (merge.md A4)."""

from __future__ import annotations

import itertools

import pytest

from tests.store.conftest import a_household
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.store import conflicts, reads, verify


def contest(store, cell, values, entity="household", row="h1"):
    with store.change("合并") as change:
        change.settle(entity, row, cell, values)


@pytest.fixture
def household(store):
    return a_household(store)


@pytest.mark.parametrize("values", list(itertools.permutations(["13800001111", "13800002222", None])))
def test_the_value_shown_does_not_depend_on_the_order(store, household, values):
    contest(store, "phone", list(values))
    assert reads.get(store, Household, "h1").phone == "13800001111"
    found = list(conflicts.open_conflicts(store))
    assert [(one.entity, one.row, one.cell) for one in found] == [("household", "h1", "phone")]
    assert set(found[0].values) == {"13800001111", "13800002222", None}


def test_the_same_value_twice_is_no_conflict(store, household):
    contest(store, "phone", ["13800001111", "13800001111"])
    assert conflicts.count(store) == 0


def test_two_notes_are_both_kept_and_need_no_decision(store, household):
    contest(store, "note", ["东边的话", "西边的话"])
    note = reads.get(store, Household, "h1").note
    assert "东边的话" in note
    assert "西边的话" in note
    assert conflicts.count(store) == 0


def test_members_of_a_set_are_decided_one_by_one(store, household):
    with store.change("甲加低保，乙去慢病") as change:
        change.put("member_year", "h1-y1", {"health": ("2", "3", "4")})
    contest(store, "health#3", [False, True], "member_year", "h1-y1")
    assert reads.get(store, MemberYear, "h1-y1").health == ("2", "3", "4")
    assert [one.cell for one in conflicts.open_conflicts(store)] == ["health#3"]


def test_removed_against_edited_stays_visible(store, household):
    contest(store, "removed", ["误登", None])
    assert reads.get(store, Household, "h1") is not None
    assert conflicts.count(store) == 1
    assert store.value("SELECT count(*) FROM household_list") == 1


def test_a_decision_ends_it_and_a_new_value_is_a_decision(store, household):
    contest(store, "phone", ["13800001111", "13800002222"])
    with store.change("改成第三个") as change:
        change.put("household", "h1", {"phone": "13800003333"})
    assert conflicts.count(store) == 0
    assert verify.verify(store).faults == []


def test_saving_the_value_shown_is_not_yet_a_decision(store, household):
    contest(store, "phone", ["13800001111", "13800002222"])
    with store.change("原样保存") as change:
        change.put("household", "h1", {"phone": "13800001111"})
    assert conflicts.count(store) == 1


def test_conflicts_of_every_sort_are_counted_as_they_are_listed(store, household):
    contest(store, "phone", ["13800001111", None])
    contest(store, "note", ["东边的话", "西边的话"])
    contest(store, "removed", ["误登", None])
    a_household(store, "h2")
    a_household(store, "h3")
    contest(store, "address", ["坝上", "坝下"], row="h2")
    contest(store, "household", ["h2", "h3"], "member", "h2-m1")
    contest(store, "name", ["甲", "乙"], "member", "h2-m1")
    contest(store, "name", ["甲", "甲"], "member", "h3-m1")
    assert conflicts.count(store) == len(list(conflicts.open_conflicts(store))) == 5
    with store.change("删除") as change:
        change.remove("household", ["h2"], "误登")
    left = {(one.row, one.cell) for one in conflicts.open_conflicts(store)}
    assert conflicts.count(store) == len(left)
    assert ("h2-m1", "household") in left  # the other household claims the person still
    assert ("h2", "address") not in left


def test_conflicts_of_some_rows_only(store, household):
    contest(store, "phone", ["13800001111", None])
    assert [one.row for one in conflicts.open_conflicts(store, {"h1"})] == ["h1"]
    assert list(conflicts.open_conflicts(store, ())) == []


def test_counting_conflicts_reads_no_head_that_is_not_contested(store, household):
    """Every saving counts them anew; a township's file has a hundred thousand heads and few conflicts."""
    found = store.query(f"EXPLAIN QUERY PLAN SELECT h.change FROM {conflicts.CONTESTED_HEADS}")
    scans = [step for *_place, step in found if step.startswith("SCAN")]
    assert "SCAN change_head USING INDEX change_head_contested" in scans
    assert "SCAN h" not in scans
