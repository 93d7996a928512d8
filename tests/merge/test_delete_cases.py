# SPDX-License-Identifier: MIT
"""Removing against editing, moving, splitting: merge.md A6, M33–M42, M52–M60."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.merge.conftest import V1, both_ways, contested, merge, put, remove, sound, value, view
from villagedesk.clock import FixedClock
from villagedesk.merge.applying import Unanswered
from villagedesk.services.casefile.casefiles import finding_lines
from villagedesk.store import undo
from villagedesk.store.counts import statistics


def rules_of(store) -> set[str]:
    return {problem.code for _household, problem in finding_lines(store)}


def test_m33_removed_here_and_untouched_there_is_removed(pair):
    a, b = pair
    remove(a, "member", "m2")
    both_ways(a, b)
    assert value(b, "member", "m2", "name") is None
    assert contested(b) == []


@pytest.mark.parametrize("years", [-3, 3])
@pytest.mark.parametrize("edited_first", [True, False])
def test_m34_removed_here_and_edited_there_stays_visible_and_flagged_whatever_the_clocks_say(pair, years, edited_first):
    a, b = pair
    b.clock = FixedClock(dt.datetime(2026 + years, 3, 2))
    if edited_first:
        put(b, "member", "m2", phone="13700000001")
    remove(a, "member", "m2")
    if not edited_first:
        put(b, "member", "m2", phone="13700000001")
    both_ways(a, b)
    assert value(a, "member", "m2", "phone") == "13700000001"
    assert contested(a) == [("m2", "removed", {None, "误登"})]


def test_m35_removed_on_both_sides_is_removed_without_a_question(pair):
    a, b = pair
    remove(a, "member", "m2", "误登")
    remove(b, "member", "m2", "迁出")
    both_ways(a, b)
    assert value(a, "member", "m2", "name") is None
    assert contested(a) == []


def test_m36_a_removed_household_whose_member_was_edited_stays_visible_with_the_member(pair):
    a, b = pair
    remove(a, "household", "h1", "整户迁出")
    put(b, "member", "m2", phone="13700000001")
    both_ways(a, b)
    assert statistics(a)["households"] == 1
    assert value(a, "member", "m2", "phone") == "13700000001"
    assert contested(a) == [("h1", "removed", {None, "整户迁出"})]


def test_m37_a_member_added_to_a_removed_household_is_not_lost(pair):
    a, b = pair
    remove(a, "household", "h1", "整户迁出")
    put(b, "member", "m3", household="h1", name="曾大明")
    both_ways(a, b)
    assert statistics(a)["members"] == 3
    assert [(row, cell) for row, cell, _values in contested(a)] == [("h1", "removed")]


def test_m38_removed_and_restored_here_and_edited_there_lives_with_the_edit(pair):
    a, b = pair
    remove(a, "member", "m2")
    put(a, "member", "m2")
    put(b, "member", "m2", phone="13700000001")
    both_ways(a, b)
    assert value(a, "member", "m2", "phone") == "13700000001"
    assert contested(a) == []


def test_m39_a_copy_from_before_the_removal_does_not_bring_it_back(pair):
    a, b = pair
    remove(a, "member", "m2")
    merged = merge(a, b.path)
    assert merged.report.nothing_new
    assert value(a, "member", "m2", "name") is None


def test_m42_removing_a_tenth_stops_with_numbers_and_names_and_wants_a_typed_answer(laptops, township):
    village = laptops("v")
    with village.change("登记") as change:
        change.put_new("household", [(f"h{n}", {"village": V1, "group": "1组"}) for n in range(40)])
        change.put_new("member", [(f"m{n}", {"household": f"h{n}", "name": "肖辉"}) for n in range(40)])
    merge(township, village.path)
    for number in range(3):
        remove(village, "household", f"h{number}")
    merge(township, village.path, answered=False)  # 7.5 %: nobody is asked
    for number in range(3, 7):
        remove(village, "household", f"h{number}")
    before = view(township)
    with pytest.raises(Unanswered) as refused:
        merge(township, village.path, answered=False)
    assert "v.village" in str(refused.value)
    assert "4条户（合并前共37条，占11%）" in str(refused.value)
    assert "4条家庭成员" in str(refused.value)
    assert view(township) == before
    merge(township, village.path)
    assert statistics(township)["households"] == 33


def test_m52_moving_a_person_and_editing_the_phone_combine(pair):
    a, b = pair
    put(a, "household", "h2", village=V1, group="2组")
    put(a, "member", "m2", household="h2")
    put(b, "member", "m2", phone="13700000001")
    both_ways(a, b)
    assert (value(b, "member", "m2", "household"), value(b, "member", "m2", "phone")) == ("h2", "13700000001")
    assert contested(b) == []


def test_m53_moved_to_two_households_is_a_conflict_and_the_person_is_counted_once(pair):
    a, b = pair
    put(a, "household", "h2", village=V1, group="2组")
    merge(b, a.path)
    put(b, "household", "h3", village=V1, group="3组")
    put(a, "member", "m2", household="h2")
    put(b, "member", "m2", household="h3")
    both_ways(a, b)
    assert contested(a) == [("m2", "household", {"h2", "h3"})]
    assert statistics(a)["members"] == 2


def test_m54_a_child_added_to_a_household_that_was_split_is_in_it(pair):
    a, b = pair
    put(a, "household", "h4", village=V1, group="1组")
    put(a, "member", "m2", household="h4")
    put(b, "member", "m3", household="h1", name="肖小辉")
    both_ways(a, b)
    assert value(a, "member", "m3", "household") == "h1"
    assert value(a, "member", "m2", "household") == "h4"


def test_m55_two_splits_are_two_households_and_one_conflict_per_member(pair):
    a, b = pair
    for store, key in ((a, "h4"), (b, "h5")):
        put(store, "household", key, village=V1, group="1组")
        put(store, "member", "m2", household=key)
    both_ways(a, b)
    assert statistics(a)["households"] == 3
    assert contested(a) == [("m2", "household", {"h4", "h5"})]
    assert "B10" in rules_of(a)  # one of the two is empty until it is decided


def test_m58_two_changes_of_the_head_are_a_conflict_or_a_finding_and_never_pass_silently(pair):
    a, b = pair
    put(a, "member_year", "ym1", relation="spouse")
    put(a, "member_year", "ym2", relation="head")
    put(b, "member", "m3", household="h1", name="曾大明", position=2)
    put(b, "member_year", "ym3", member="m3", year=2025, relation="head")
    put(b, "member_year", "ym1", relation="parent")
    both_ways(a, b)
    assert [(row, cell) for row, cell, _values in contested(a)] == [("ym1", "relation")]
    assert "B02" in rules_of(a)


def test_m59_a_head_made_here_and_removed_there_leaves_a_household_without_head_as_a_finding(pair):
    a, b = pair
    put(a, "member_year", "ym1", relation="spouse")
    put(a, "member_year", "ym2", relation="head")
    remove(b, "member_year", "ym2", "重登")
    both_ways(a, b)
    with a.change("确认删除") as change:
        change.settle("member_year", "ym2", "removed", ["重登"])
    assert "B01" in rules_of(a)


def test_m60_a_rule_broken_by_the_merged_state_is_a_finding_and_the_merge_completes(pair):
    a, b = pair
    put(a, "member", "m2", id_no="510199199001011234")
    put(b, "member", "m3", household="h1", name="曾大明", id_no="510199199001011234")
    merged = merge(a, b.path)
    assert "A05" in rules_of(a)
    assert merged.report.files[0].violations > 0
    assert sum(1 for _household, problem in finding_lines(a) if problem.code == "A05") == 2


def test_m98_undoing_a_merge_gives_the_view_before_and_merging_again_the_same_result(pair, township):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    remove(b, "member", "m2")
    put(a, "member", "m2", phone="13700000001")
    merge(township, a.path)
    before = view(township)
    merge(township, b.path)
    after = view(township)
    assert after != before
    undo.undo(township)
    assert view(township) == before
    sound(township)
    merge(township, b.path)
    assert view(township) == after
    sound(township)


def test_undoing_the_decision_about_a_removal_asks_again_in_every_copy(pair):
    a, b = pair
    remove(a, "member", "m2", "误登")
    put(b, "member", "m2", phone="13700000001")
    both_ways(a, b)
    asked = contested(a)
    with a.change("确认删除") as change:
        change.settle("member", "m2", "removed", ["误登"])
    both_ways(a, b)
    assert contested(b) == []
    undo.undo(a)  # the merge that brought nothing is no step; the decision is
    both_ways(a, b)
    assert contested(a) == contested(b) == asked
    assert value(b, "member", "m2", "phone") == "13700000001"
