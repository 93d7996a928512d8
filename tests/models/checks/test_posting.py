# SPDX-License-Identifier: MIT
"""I13: which day, which month and which leave; and that a day nobody entered counts for nothing."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.a_household import answers, around, sentence, verdict
from tests.models.checks.cases.posting import AWAY, DAYS, LONGEST, MONTH, days, leave, on_leave, team
from tests.models.checks.test_any import assert_complete, some_record
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.posting import Attendance, Leave, Posting
from villagedesk.models.checks.posting import RULES
from villagedesk.models.checks.rules import Surroundings
from villagedesk.models.posting import Posted


def found(file, surroundings=None):
    return verdict(RULES, "I13", file, *([surroundings] if surroundings else []))


def test_it_says_how_many_days_and_of_which_month():
    assert sentence(RULES, "I13", team(days(12))).startswith("周明 考勤月份“2025-09”驻村12天，少于20天")


def test_meetings_and_trips_count_only_where_the_office_says_so():
    file = team(days(18, d20="meeting", d21="trip"))
    assert found(file) == "ok"
    assert found(file, around(**{AWAY: 0})) == "doubt"


@pytest.mark.parametrize("code", ["leave", "rest", "absent"])
def test_other_days_never_count(code):
    covering = [leave("2025-09-20", "2025-09-21")]
    assert found(team(days(19, d20=code), leaves=covering)) == "doubt"


def test_a_day_that_nobody_entered_is_asked_for_as_long_as_it_may_decide():
    assert found(team(days(19, rest=10))) == "? attendance.d30"
    assert found(team(days(20, rest=0))) == "ok"
    assert found(team(days(15, rest=11))) == "doubt"  # four days are missing: nineteen at most
    assert "没有登记的4天" in sentence(RULES, "I13", team(days(15, rest=11)))


def test_a_month_without_any_attendance_is_named():
    (one,) = answers(RULES, "I13", team())
    assert one.text() == "周明 9月考勤没有填写，无法判断"


def test_only_whole_months_at_a_post_of_the_team_that_are_over_are_judged():
    assert found(team(days(1), start="2025-09-02")) == "ok"
    assert found(team(days(1), end="2025-09-29")) == "ok"
    assert found(team(days(1), role="agronomist")) == "ok"
    early = Surroundings(dt.date(2025, 9, 29))
    assert found(team(days(1)), early) == "ok"
    assert found(team(days(1)), Surroundings(dt.date(2025, 9, 30))) == "doubt"


def test_leave_needs_a_slip_and_the_slip_somebody_who_allowed_it():
    assert sentence(RULES, "I13", on_leave()).startswith("周明 2025-09 第5日“请假”没有请假记录")
    assert found(on_leave(leave("2025-09-05", None))) == "? leave.end"
    (one,) = answers(RULES, "I13", on_leave(leave("2025-09-05", "2025-09-05", approver=None)))
    assert (one.entity, one.key, one.row) == ("leave", "approver", "l")
    several = team(days(25, d05="leave", d09="leave"))
    assert "等2天没有请假记录" in sentence(RULES, "I13", several)


def test_long_leave_is_not_the_townships_to_allow():
    long = ("2025-09-01", "2025-09-04")
    said = sentence(RULES, "I13", team(days(25), leaves=[leave(*long)]))
    assert said.startswith("周明 审批机关“乡镇党委”无权批准4天的请假，乡镇最多批准3天")
    assert found(team(days(25), leaves=[leave(*long, approver_level="village")])) == "doubt"
    assert found(team(days(25), leaves=[leave(*long, approver_level="county")])) == "ok"
    assert found(team(days(25), leaves=[leave(*long, approver_level=None)])) == "? leave.approver_level"
    assert found(team(days(25), leaves=[leave("2025-09-01", "2025-09-03", approver_level=None)])) == "ok"


@pytest.mark.parametrize("line", [DAYS, AWAY, LONGEST])
def test_a_line_that_the_office_has_not_entered_is_asked_for(line):
    assert found(team(days(25)), around(**{line: None})) == "? line.value"


def test_the_reason_of_a_leave_stands_in_no_sentence():
    slip = leave("2025-09-01", "2025-09-09", reason="化疗", note="化疗")
    assert not any("化疗" in one.text() for one in answers(RULES, "I13", team(days(9), leaves=[slip])))


@given(st.integers(0, 2**32))
def test_it_never_raises_whatever_was_entered(seed):
    dice = Random(seed)

    def some(kind, row):
        return some_record(kind, dice, dice.choice((0.05, 0.5, 1.0)), id=row)

    file = team()
    months = tuple(some(Attendance, f"a{n}").having(month=month) for n, month in enumerate((MONTH, "2025-02", None)))
    one = Posted(some(Cadre, "c"), (some(Posting, "p"), *file.posted[0].postings), months, (some(Leave, "l"),))
    file = type(file)(file.year, file.village, file.facts, posted=(one,))
    for rule in RULES:
        for each in rule.check(file, Surroundings(dt.date(2026, 3, 2))):
            assert_complete(each, {"a0", "a1", "a2", "p", "l"})
