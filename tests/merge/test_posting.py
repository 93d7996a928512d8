# SPDX-License-Identifier: MIT
"""Attendance that two offices enter at once: a month is one row in both, days merge one by one, and a day that differs is asked."""

from __future__ import annotations

from tests.merge.conftest import V1, both_ways, contested, put, sound
from villagedesk.services.books.posting import month_lines
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.merging import conflicts as deciding
from villagedesk.store.ids import derived_id
from villagedesk.store.undo import undo

MONTH = "2025-09"
ROW = derived_id("attendance", V1, "c", MONTH)


def day(store, **days):
    facts = {"village": V1, "cadre": "c", "month": MONTH, **days}
    save_records(store, "考勤", [Edit("attendance", "", facts)])


def test_days_that_two_offices_enter_into_a_month_they_share_are_all_there(pair):
    a, b = pair
    put(a, "cadre", "c", name="周明")
    day(a, d01="present")
    both_ways(a, b)
    day(a, d02="leave")
    day(b, d03="meeting")
    both_ways(a, b)
    assert contested(a) == []
    for store in pair:
        (line,) = month_lines(store, V1, MONTH)
        assert (line.month.id, line.month.d01, line.month.d02, line.month.d03) == (ROW, "present", "leave", "meeting")
        assert line.month.d04 is None


def test_of_a_month_that_two_offices_began_apart_only_days_that_both_say_differently_are_asked(pair):
    a, b = pair
    put(a, "cadre", "c", name="周明")
    both_ways(a, b)
    day(a, d01="present", d02="present", d05="present")
    day(b, d01="present", d03="meeting", d05="leave")
    both_ways(a, b)
    assert contested(a) == [(ROW, "d05", {"present", "leave"})]
    for store in pair:
        (line,) = month_lines(store, V1, MONTH)
        assert (line.month.d01, line.month.d02, line.month.d03) == ("present", "present", "meeting")
    sound(*pair)


def test_a_day_that_only_one_of_two_beginners_entered_can_be_corrected_and_that_undone(pair):
    a, b = pair
    put(a, "cadre", "c", name="周明")
    both_ways(a, b)
    day(a, d02="present")
    day(b, d03="meeting")
    both_ways(a, b)
    put(b, "attendance", ROW, d02="absent")
    undo(b)
    put(b, "attendance", ROW, d02="leave")
    put(a, "attendance", ROW, d03="trip")
    both_ways(a, b)
    assert contested(a) == []
    for store in pair:
        (line,) = month_lines(store, V1, MONTH)
        assert (line.month.d02, line.month.d03) == ("leave", "trip")
    sound(*pair)


def test_a_day_that_one_beginner_entered_late_and_the_other_never_is_not_asked(pair):
    a, b = pair
    put(a, "cadre", "c", name="周明")
    both_ways(a, b)
    day(a, d01="present")
    put(a, "attendance", ROW, d04="present")
    day(b, d01="present")
    both_ways(a, b)
    assert contested(a) == []
    assert [store.value("SELECT d04 FROM attendance") for store in pair] == ["present", "present"]


def test_a_day_that_two_offices_say_differently_is_asked(pair):
    a, b = pair
    put(a, "cadre", "c", name="周明")
    day(a, d01="present")
    both_ways(a, b)
    day(a, d05="present")
    day(b, d05="absent")
    both_ways(a, b)
    assert contested(a) == [(ROW, "d05", {"present", "absent"})]
    (one,) = deciding.disputes_of(a)
    assert {side.text for side in one.sides} == {"在村", "脱岗"}


def test_a_tick_of_two_offices_is_one(pair):
    a, b = pair
    put(a, "duty", "d", village=V1, year=2025, text="讲党课")
    both_ways(a, b)
    for store in pair:
        save_records(store, "打钩", [Edit("duty_tick", "", {"duty": "d", "month": MONTH, "done": True})])
    both_ways(a, b)
    assert contested(a) == []
    assert a.value("SELECT count(*) FROM duty_tick") == 1
