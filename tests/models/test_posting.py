# SPDX-License-Identifier: MIT
"""Days of a month, rates, leave and sums: from what was entered and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.posting import DAY_KEYS, AssessmentLine, Attendance, Leave, Posting
from villagedesk.models.codes import code_list
from villagedesk.models.posting import (
    KINDS,
    Days,
    Posted,
    allowed_on,
    covers,
    days_in,
    days_of,
    entered_days,
    leave_days,
    not_entered,
    owes,
    signs,
    sums,
    together,
    too_few,
    without_slip,
)


def month(codes: str = "", text: str = "2025-02", **more: str) -> Attendance:
    """A month whose days are said by signs; a blank for a day that nobody entered."""
    by_sign = {sign: code for code, sign in signs().items()}
    facts = {key: by_sign.get(sign) for key, sign in zip(DAY_KEYS, codes, strict=False)}
    return Attendance(id="a", month=text, **{**facts, **more})


def post(start="2025-01-01", end=None, role="member") -> Posting:
    return Posting(id=f"p{start}", start=start, end=end, role=role)


def test_every_code_is_counted_and_has_a_sign_and_a_key_of_its_own():
    choices = code_list("attendance_code").choices()
    assert set(KINDS) == {one.code for one in choices}
    assert len(set(signs().values())) == len({one.more["key"] for one in choices}) == len(choices)


def test_days_are_counted_by_what_was_entered():
    days = days_of(month("√√会△○休×"))
    assert days == Days(28, 2, 1, 1, 1, 1, 1)
    assert (days.entered, days.missing, days.on_duty, days.owed, days.rate) == (7, 21, 4, 6, 6667)
    assert (days.towards(away_counts=True), days.towards(away_counts=False)) == (4, 2)


def test_nobody_was_anywhere_on_a_day_that_nobody_entered():
    days = days_of(month())
    assert (days.entered, days.missing, days.rate) == (0, 28, None)
    assert days_of(Attendance()) == Days(0)


def test_days_to_come_are_not_asked_for():
    assert days_of(month("√√√"), "2025-02-02") == Days(2, 2)


def test_days_that_the_month_does_not_have_are_not_counted():
    assert days_of(month("√" * 31)).present == 28
    assert days_of(month("√" * 31, "2024-02")).present == 29
    assert days_in("2025-13") == days_in("") == 0


def test_a_code_of_a_newer_program_is_a_day_not_known():
    strange = month("√", d02="teleported")
    assert days_of(strange).missing == 27
    assert not_entered(strange)[0] == "d02"


def test_days_without_a_post_are_asked_of_nobody_but_count_where_they_were_entered():
    one = Posted(Cadre(id="c"), (post("2025-02-11"),))
    assert days_of(month(), posted=one).missing == 18
    assert days_of(month("√"), posted=one) == Days(19, 1)


@given(st.lists(st.sampled_from([*KINDS, None]), max_size=31))
def test_counts_add_up_to_the_month(codes):
    one = Attendance(month="2025-03", **dict(zip(DAY_KEYS, codes, strict=False)))
    days = days_of(one)
    assert days.entered + days.missing == 31
    assert days.missing == len(not_entered(one))
    assert days.entered == len(list(entered_days(one)))
    assert days.rate is None or 0 <= days.rate <= 10_000


def test_too_few_days_are_known_only_when_the_missing_ones_cannot_decide():
    assert too_few(Days(30, 20), 20, away_counts=False) is False
    assert too_few(Days(30, 19), 20, away_counts=False) is None
    assert too_few(Days(30, 19, rest=11), 20, away_counts=False) is True
    assert too_few(Days(30, 19, 1, rest=10), 20, away_counts=True) is False


def test_months_are_added_up():
    assert together([days_of(month("√○")), days_of(month("√√", "2025-03"))]) == Days(59, 3, leave=1)
    assert together([]) == Days(0)


def test_only_a_whole_month_at_a_post_of_the_team_is_owed():
    assert owes(Posted(Cadre(), (post("2025-02-01", "2025-02-28"),)), "2025-02")
    for short in (post("2025-02-02"), post(end="2025-02-27"), post(role="agronomist"), post(None)):
        assert not owes(Posted(Cadre(), (short,)), "2025-02")
    handed_over = (post("2025-01-01", "2025-02-10"), post("2025-02-11", role="leader"))
    assert owes(Posted(Cadre(), handed_over), "2025-02")


@pytest.mark.parametrize("text", ["", "2025-13", "2025", "二月"])
def test_nobody_owes_days_of_what_is_no_month(text):
    assert not owes(Posted(Cadre(), (post("2020-01-01"),)), text)


def test_a_leave_without_an_end_lasts_until_he_was_back():
    leave = Leave(start="2024-12-20", back_on="2025-01-08")
    days = ("2024-12-19", "2024-12-20", "2025-01-07", "2025-01-08", "2025-01-09")
    assert [covers(leave, day) for day in days] == [False, True, True, False, False]


def test_who_came_back_before_the_end_of_his_leave_was_at_his_post_from_that_day():
    leave = Leave(start="2025-02-03", end="2025-02-07", back_on="2025-02-05", approver="何书记")
    assert [covers(leave, f"2025-02-0{day}") for day in range(2, 8)] == [False, True, True, False, False, False]
    assert not allowed_on([leave], "2025-02-05")


def test_who_came_back_late_was_not_on_leave_after_the_last_day_that_was_asked_for():
    leave = Leave(start="2025-02-03", end="2025-02-04", back_on="2025-02-07")
    assert [covers(leave, f"2025-02-0{day}") for day in range(3, 8)] == [True, True, False, False, False]


def test_the_post_of_a_month_is_the_last_one_held_in_it():
    one = Posted(Cadre(), (post("2025-01-01", "2025-02-10"), post("2025-02-11", role="leader")))
    assert [one.role_in(text) for text in ("2025-01", "2025-02", "2024-12")] == ["member", "leader", None]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2025-02-27", "2025-03-01", 3), ("2025-02-27", "2025-02-27", 1), ("2025-02-27", "2025-02-26", None), (None, "2025-02-26", None)],
)  # fmt: skip
def test_a_leave_counts_both_ends(start, end, days):
    assert leave_days(Leave(start=start, end=end)) == days


def test_a_leave_covers_its_days_and_those_that_an_open_end_may_hold():
    whole = Leave(start="2025-02-03", end="2025-02-05", approver="何书记")
    assert [covers(whole, f"2025-02-0{day}") for day in range(2, 7)] == [False, True, True, True, False]
    assert covers(whole.having(end=None), "2025-02-20")
    assert not covers(whole.having(end=None), "2025-02-02")
    assert allowed_on([whole], "2025-02-03")
    assert not allowed_on([whole.having(approver=None)], "2025-02-03")


def test_leave_without_a_slip_is_found_day_by_day():
    assert without_slip(month("○√○"), [Leave(start="2025-02-03", end="2025-02-03")]) == [1]


def test_sums_of_an_assessment_leave_out_what_nobody_gave():
    lines = [AssessmentLine(weight=6000, own_score=5500), AssessmentLine(weight=4000, own_score=None)]
    assert sums(lines) == {
        "weight": 10_000, "own_score": 5500, "village_score": None, "township_score": None, "unit_score": None, "score": None,
    }  # fmt: skip
