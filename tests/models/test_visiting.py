# SPDX-License-Identifier: MIT
"""When a visit is due: the day before, the day itself and the day after; by whose interval; what cannot be told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.visiting import Helping, Interval, Intervals, duties, last_visits, people_named, worst

TODAY = dt.date(2026, 3, 2)
LINES = Intervals(
    general=Interval(30, "一般户"),
    levels={"red": Interval(1, "红色户"), "yellow": Interval(7, "黄色户"), "blue": Interval(None, "蓝色户")},
    roles={"leader": Interval(90, "联系领导"), "first": Interval(None, "第一责任人")},
)
NOBODY = ("", "")
FIRST = Helping("c1", "周明", "first", "2024-01-01")
LEADER = Helping("c2", "吴兰", "leader", "2025-10-01")


def before(days):
    return (TODAY - dt.timedelta(days=days)).isoformat()


def owed(*helpers, level=NOBODY, lines=LINES, **visits):
    last = {"": max(visits.values(), default=""), **visits}
    return duties(helpers, level, {who: day for who, day in last.items() if day}, lines, TODAY)


@pytest.mark.parametrize(("days", "over"), [(29, -1), (30, 0), (31, 1), (400, 370)])
def test_a_visit_is_late_from_the_day_after_its_interval(days, over):
    (duty,) = owed(FIRST, c1=before(days))
    assert (duty.over, duty.overdue) == (over, over > 0)
    assert duty.due == before(days - 30)
    assert duty.last == before(days)


@pytest.mark.parametrize(("level", "days", "over"), [("red", 1, 0), ("red", 2, 1), ("yellow", 7, 0), ("yellow", 8, 1)])
def test_a_care_level_has_an_interval_of_its_own(level, days, over):
    (duty,) = owed(FIRST, level=(level, "2025-01-01"), c1=before(days))
    assert (duty.over, duty.interval.name) == (over, LINES.levels[level].name)


def test_a_level_without_a_value_goes_by_the_general_interval():
    (duty,) = owed(FIRST, level=("blue", ""), c1=before(31))
    assert (duty.interval.name, duty.over) == ("一般户", 1)


def test_who_was_never_visited_is_counted_from_the_beginning_of_the_pairing_or_of_the_level():
    assert owed(Helping("c1", "周明", "first", before(30)))[0].over == 0
    assert owed(Helping("c1", "周明", "first", before(31)))[0].over == 1
    (duty,) = owed(FIRST, level=("red", before(2)))
    assert (duty.since, duty.over) == (before(2), 1)


def test_a_household_is_not_late_before_it_was_graded():
    assert owed(FIRST, level=("red", before(0)), c1=before(20))[0].over == 0  # graded today, due today
    assert owed(FIRST, level=("red", before(1)), c1=before(20))[0].over == 1
    assert owed(FIRST, level=("yellow", before(30)), c1=before(3))[0].over == -4


def test_without_a_visit_and_without_a_day_to_count_from_nothing_is_claimed():
    (duty,) = owed(Helping("c1", "周明", "first", ""))
    assert duty.unknown
    assert not duty.overdue
    assert (duty.due, duty.over) == ("", 0)


def test_nobody_owes_a_household_without_helper_and_level():
    assert owed(c9=before(400)) == []
    assert len(owed(level=("red", ""), c9=before(1))) == 1  # a level alone is a duty, whoever comes


def test_a_role_with_an_interval_owes_a_visit_of_his_own():
    general, own = owed(FIRST, LEADER, c1=before(3), c2=before(91))
    assert (general.helper, general.overdue) == (None, False)
    assert (own.helper, own.over, own.interval.name) == (LEADER, 1, "联系领导")
    assert worst([general, own]) == own
    assert [one.overdue for one in owed(FIRST, LEADER, c1=before(3), c2=before(90))] == [False, False]


def test_a_visit_made_before_he_answered_for_the_household_does_not_count_for_a_helper():
    late = Helping("c2", "吴兰", "leader", before(10))
    own = owed(FIRST, late, c1=before(3), c2=before(60))[1]
    assert (own.last, own.since, own.over) == ("", before(10), -80)


def test_visits_count_for_those_named_by_id_or_in_the_line_of_visitors_and_not_before_they_are_made():
    names = {"c1": "周明", "c2": "吴兰"}
    visits = [
        ("2026-01-05", "c1", "周明"),
        ("2026-02-01", None, "周明华、 吴兰;驻村工作队"),
        ("2026-04-01", "c1", "周明"),
        (None, "c1", ""),
    ]
    assert last_visits(visits, names, "2026-03-02") == {"": "2026-02-01", "c1": "2026-01-05", "c2": "2026-02-01"}
    assert people_named("张三，李四/王五 赵六") == ["张三", "李四", "王五", "赵六"]


def test_a_text_of_another_program_that_is_no_day_is_taken_for_none():
    assert owed(Helping("c1", "周明", "first", "去年"), c1="2025-02-30")[0].unknown


@given(st.integers(0, 500), st.integers(1, 120))
def test_late_means_more_days_than_the_interval(days, interval):
    lines = LINES._replace(general=Interval(interval, "一般户"))
    assert owed(FIRST, lines=lines, c1=before(days))[0].overdue == (days > interval)
