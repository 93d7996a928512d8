# SPDX-License-Identifier: MIT
"""The computed state of procedures: what the monitoring record tells, and its fifteen days."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.models.procedures.entering import (
    BEFORE_NOTICE,
    PROCESS,
    done,
    state,
    statuses,
    the_notice,
)
from villagedesk.models.catalogue.procedure import (
    Monitoring,
)
from villagedesk.models.doings import watched_by
from villagedesk.models.procedures import Status


def test_the_monitoring_record_tells_the_days_of_clue_consent_and_confirmation():
    watched = Monitoring(clue_on="2026-02-02", consent_on="2026-02-03")
    found = state(done("survey", "2026-02-04"), monitoring=watched)
    assert statuses(found)["appraisal"] is Status.NEXT
    assert found.step("clue").doing.done == "2026-02-02"
    differing = state(done("clue", "2026-02-01"), monitoring=watched)
    assert any("填的是2026-02-01，监测记录填的是2026-02-02" in one for one in differing.problems)


def test_the_only_monitoring_record_is_meant_unless_another_is_named():
    first, second = Monitoring(id="o1", turn=1), Monitoring(id="o2", turn=2)
    assert watched_by(PROCESS, [first]) is first
    assert watched_by(PROCESS, [first, second]) is None
    assert watched_by(PROCESS.having(monitoring="o2"), [first, second]) is second
    assert watched_by(PROCESS, []) is None


@pytest.mark.parametrize(
    ("today", "left", "words"),
    [
        ("2026-02-16", 1, "还有1天"),
        ("2026-02-17", 0, "还有0天"),
        ("2026-02-18", -1, "超期1天"),
    ],
)
def test_fifteen_days_from_the_clue_are_counted_without_its_own_day(today, left, words):
    found = state(done("clue", "2026-02-02"), today=dt.date.fromisoformat(today))
    assert [one.left for one in found.deadlines] == [left]
    assert any(words in one and "不超过15天" in one for one in found.reasons)


@pytest.mark.parametrize(("day", "left"), [("2026-02-17", 0), ("2026-02-18", -1)])
def test_a_confirmed_household_says_how_long_it_took(day, left):
    rest = (the_notice(), done("township", "2026-02-12", "passed"), done("county", day, "passed"))
    found = state(*BEFORE_NOTICE, *rest)
    assert (found.deadlines[0].left, found.deadlines[0].met) == (left, True)
    assert any(f"用了{15 - left}天" in one for one in found.reasons)


def test_without_a_clue_nothing_is_counted_and_without_the_line_it_is_said():
    assert state().deadlines == ()
    found = state(done("clue", "2026-02-02"), limits={})
    assert found.deadlines[0].left is None
    assert any("期限没有填写，无法判断" in one for one in found.reasons)


@pytest.mark.parametrize("fact", ["no_labour", "not_removed"])
def test_a_risk_that_must_not_be_marked_as_removed_is_told(fact):
    found = state(key="removal_2021", monitoring=Monitoring(**{fact: True}))
    assert any("暂不标注" in one for one in found.problems)
    assert state(key="removal_2021", monitoring=Monitoring(**{fact: False})).problems == ()
