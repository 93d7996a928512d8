# SPDX-License-Identifier: MIT
"""Undoing a merge: refused, by name, where something that stands rests on it; what was taken back goes with it."""

from __future__ import annotations

import pytest

from tests.merge.conftest import V1, both_ways, contested, merge, put, remove, sound, value, view
from villagedesk.services.merging.conflicts import decide, decision, disputes_of
from villagedesk.store import steps, undo
from villagedesk.store.arrivals import BuiltUpon, arrivals, take_out


@pytest.fixture
def merged(pair):
    """A has merged B's file, which changes the telephone and brings a household; with A's view before and after."""
    a, b = pair
    put(b, "household", "h1", phone="2")
    put(b, "household", "h2", village=V1, group="2组")
    before = view(a)
    merge(a, b.path)
    return a, b, before, view(a)


def test_what_stands_upon_a_merge_is_named_with_day_and_author_and_nothing_is_lost(merged):
    a, _b, _before, _after = merged
    put(a, "household", "h1", phone="3")
    put(a, "member", "m9", household="h2", name="何小满")
    standing = view(a)
    with pytest.raises(BuiltUpon) as refused:
        take_out(a, arrivals(a)[0].seq)
    told = str(refused.value)
    assert "后来又有人改过或裁决过：“改m9”（2026-03-02 12:00 a的人）、“改h1”（2026-03-02 12:00 a的人）。" in told
    assert "请先撤销这些操作" in told
    assert view(a) == standing
    sound(a)


def test_an_edit_that_was_taken_back_hinders_nothing_and_goes_with_the_merge(merged):
    a, b, before, after = merged
    put(a, "household", "h1", phone="3")
    undo.undo(a)
    assert view(a) == after
    undo.undo(a)  # the merge
    assert view(a) == before
    assert a.value("SELECT count(*) FROM batch WHERE label = '改h1'") == 0
    sound(a)
    merge(a, b.path)
    assert view(a) == after
    sound(a)


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_redone_counts_until_it_is_undone_again(merged, times):
    a, _b, before, after = merged
    put(a, "household", "h1", phone="3")
    for _time in range(times):
        undo.undo(a)
        undo.redo(a)
    with pytest.raises(BuiltUpon):
        take_out(a, arrivals(a)[0].seq)
    undo.undo(a)
    assert view(a) == after
    undo.undo(a)
    assert view(a) == before
    sound(a)


def test_persons_added_to_a_household_that_came_and_taken_back_go_too(merged):
    a, _b, before, _after = merged
    put(a, "member", "m9", household="h2", name="何小满")
    put(a, "member_year", "y9", member="m9", year=2025, relation="head")
    undo.undo(a)
    undo.undo(a)
    undo.undo(a)
    assert view(a) == before
    assert a.value("SELECT count(*) FROM member WHERE id = 'm9'") == 0
    sound(a)


def test_a_household_that_came_removed_and_restored_by_undo_goes(merged):
    a, _b, before, _after = merged
    remove(a, "household", "h2")
    undo.undo(a)
    undo.undo(a)
    assert view(a) == before
    sound(a)


def test_a_decision_that_was_taken_back_lets_the_merge_go_and_the_conflict_with_it(pair):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    before = view(a)
    merge(a, b.path)
    (dispute,) = disputes_of(a)
    decide(a, [decision(dispute, dispute.theirs.value)])
    undo.undo(a)
    assert len(contested(a)) == 1
    undo.undo(a)
    assert view(a) == before
    assert contested(a) == []
    sound(a)


def test_what_was_done_apart_from_the_merge_stays_and_can_be_redone(merged):
    a, _b, _before, _after = merged
    put(a, "member", "m1", phone="13700000005")
    undo.undo(a)
    undo.undo(a)  # the merge
    assert steps.next_redo(a).label == "改m1"
    undo.redo(a)
    assert value(a, "member", "m1", "phone") == "13700000005"
    sound(a)


def test_an_edit_changed_back_by_hand_stands_and_is_named(merged):
    a, _b, _before, _after = merged
    put(a, "household", "h1", phone="3")
    put(a, "household", "h1", phone="2")
    with pytest.raises(BuiltUpon, match="“改h1”"):
        take_out(a, arrivals(a)[0].seq)


def test_what_a_later_merge_brought_upon_it_is_named_as_such(merged, laptops):
    a, b, _before, _after = merged
    first = arrivals(a)[0].seq
    put(b, "household", "h1", phone="4")
    merge(a, b.path)
    with pytest.raises(BuiltUpon, match=r"“改h1”（2026-03-02 12:00 b的人，合并时带来）"):
        take_out(a, first)
    undo.undo(a)
    undo.undo(a)
    assert value(a, "household", "h1", "phone") == "13800000001"


def test_only_the_first_five_of_many_are_named(merged):
    a, _b, _before, _after = merged
    for number in range(7):
        put(a, "member", f"n{number}", household="h2", name="何小满")
    with pytest.raises(BuiltUpon, match=r"“改n6”.*“改n2”.*、等7次操作。"):
        take_out(a, arrivals(a)[0].seq)


def test_others_who_saw_the_action_and_its_undoing_bring_both_back(merged, laptops):
    a, b, before, after = merged
    put(a, "household", "h1", phone="3")
    undo.undo(a)
    merge(b, a.path)
    undo.undo(a)
    assert view(a) == before
    both_ways(a, b)
    assert view(a) == after
    assert contested(a) == []


def test_a_household_that_only_the_merge_kept_visible_goes_back_into_the_bin(pair):
    a, b = pair
    remove(a, "household", "h1")
    put(b, "household_year", "h1-y", household="h1", year=2025, farmland=1)  # who wrote it did not know of the removal
    before = view(a)
    merge(a, b.path)
    assert a.value("SELECT removed FROM household WHERE id = 'h1'") is None
    undo.undo(a)
    assert a.value("SELECT removed FROM household WHERE id = 'h1'") == "误登"
    assert view(a) == before
    sound(a)


def test_a_household_kept_visible_by_somebody_who_moved_in_goes_back_too(pair):
    a, b = pair
    put(a, "household", "h2", village=V1, group="2组")
    put(a, "member", "m2", household="h2", name="何小满")
    merge(b, a.path)
    remove(a, "household", "h1")
    put(b, "member", "m2", household="h1")
    before = view(a)
    merge(a, b.path)
    assert a.value("SELECT removed FROM household WHERE id = 'h1'") is None
    undo.undo(a)
    assert a.value("SELECT removed FROM household WHERE id = 'h1'") == "误登"
    assert view(a) == before
    sound(a)
