# SPDX-License-Identifier: MIT
"""Clocks that are wrong decide nothing: merge.md A6, M78–M81."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.merge.conftest import NOON, both_ways, contested, exchange, merge, put, remove, value, view
from villagedesk.clock import FixedClock
from villagedesk.services.merging import conflicts as deciding


@pytest.mark.parametrize("years", [-3, 1])
def test_m78_wrong_clocks_change_nothing_but_what_is_shown_of_the_time(pair, laptops, years):
    a, b = pair
    right = laptops.copy(b, "right")
    b.clock = FixedClock(dt.datetime(2026 + years, 3, 2, 12))
    for store in (b, right):
        put(store, "household", "h1", phone="2")
    put(a, "household", "h1", phone="1")
    other = laptops.copy(a, "other")
    merge(a, b.path)
    merge(other, right.path)
    assert view(a) == view(other)
    (one,) = deciding.disputes_of(a)
    assert {side.who: side.clock_doubtful for side in one.sides} == {"a的人": False, "b的人": True}


def test_m79_a_clock_that_jumps_back_does_not_undo_ones_own_later_edit(pair):
    a, b = pair
    put(b, "household", "h1", phone="1")
    b.clock = FixedClock(dt.datetime(2020, 1, 1))
    put(b, "household", "h1", phone="2")
    both_ways(a, b)
    assert value(a, "household", "h1", "phone") == "2"
    assert contested(a) == []


def test_m80_two_edits_in_the_same_second_are_a_conflict_and_no_coin_is_tossed(pair):
    a, b = pair
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    latest = "SELECT at FROM batch ORDER BY seq DESC LIMIT 1"
    assert a.value(latest) == b.value(latest)
    both_ways(a, b)
    assert contested(a) == [("h1", "phone", {"1", "2"})]


@pytest.mark.parametrize("hours", [-8, -1, 1, 8])
def test_m81_another_time_zone_or_summer_time_has_no_effect(pair, hours):
    a, b = pair
    b.clock = FixedClock(NOON + dt.timedelta(hours=hours))
    put(a, "household", "h1", phone="1")
    merge(b, a.path)
    put(b, "household", "h1", phone="2")  # knowing of the other, whatever the clock says
    put(b, "member", "m1", phone="13700000001")
    put(a, "member", "m1", phone="13700000002")
    both_ways(a, b)
    assert value(a, "household", "h1", "phone") == "2"
    assert contested(a) == [("m1", "phone", {"13700000001", "13700000002"})]


@pytest.mark.parametrize("years", [-30, 30])
def test_a_removal_and_a_decision_count_by_what_they_knew_and_not_by_their_date(pair, years):
    a, b = pair
    b.clock = FixedClock(NOON.replace(year=NOON.year + years))
    put(a, "household", "h1", phone="1")
    put(b, "household", "h1", phone="2")
    exchange(a, b)
    with b.change("裁决") as change:
        change.settle("household", "h1", "phone", ["2"])
    remove(b, "member", "m2")
    both_ways(a, b)
    assert value(a, "household", "h1", "phone") == "2"
    assert value(a, "member", "m2", "name") is None
    assert contested(a) == []
