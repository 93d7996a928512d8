# SPDX-License-Identifier: MIT
"""The computed state of procedures: notices and votes at their boundaries."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from tests.models.procedures.entering import (
    BEFORE_NOTICE,
    BEFORE_VOTE,
    LIMITS,
    PROCESS,
    TODAY,
    a_notice,
    a_vote,
    done,
    state,
    statuses,
    the_notice,
)
from villagedesk.models.doings import Facts
from villagedesk.models.procedures import Stage, Status, state_of
from villagedesk.models.templates import SHARES, Limit, Share, template_of

# -- notices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "days"), [("2026-02-10", 4), ("2026-02-11", 5), ("2026-02-12", 6)])
def test_a_notice_must_hang_as_many_days_as_the_line_says(end, days):
    found = state(*BEFORE_NOTICE, the_notice(end=end))
    short = [one for one in found.problems if "少于规定的5天" in one]
    assert bool(short) == (days < 5)
    if short:
        assert "共4天" in short[0]
        assert "监测工作要求，待核对" in short[0]


def test_whether_the_first_day_counts_is_a_line():
    limits = {**LIMITS, ("notice_first_day", "全国"): Limit(0)}
    found = state(*BEFORE_NOTICE, the_notice(end="2026-02-11"), limits=limits)
    assert any("共4天" in one for one in found.problems)
    assert state(*BEFORE_NOTICE, the_notice(end="2026-02-12"), limits=limits).problems == ()


def test_a_period_that_nobody_has_fixed_is_not_passed_over_in_silence():
    found = state(*BEFORE_NOTICE, the_notice(), limits={**LIMITS, ("notice_days", "监测对象公示"): Limit(None)})
    assert any("规定公示多少天还没有填写，无法判断" in one for one in found.problems)
    assert state(*BEFORE_NOTICE, limits={}).problems == ()


def test_a_notice_hangs_to_its_last_day_and_then_waits_for_what_came_of_it():
    posting = a_notice("2026-02-26", "2026-03-02")
    found = state(*BEFORE_NOTICE, postings=(posting,))
    assert statuses(found)["notice_village"] is Status.RUNNING
    assert any("今天是最后一天" in one for one in found.reasons)
    before = state(*BEFORE_NOTICE, postings=(posting,), today=dt.date(2026, 3, 1))
    assert any("还有1天" in one for one in before.reasons)
    after = state(*BEFORE_NOTICE, postings=(posting,), today=dt.date(2026, 3, 3))
    assert statuses(after)["notice_village"] is Status.UNDECIDED
    assert any("还没有填写有无异议" in one for one in after.reasons)


@pytest.mark.parametrize(
    ("notice", "item", "status"),
    [
        (False, {}, Status.PASSED),
        (True, {}, Status.UNDECIDED),
        (True, {"objected": False}, Status.PASSED),
        (True, {"objected": True}, Status.UNDECIDED),
        (True, {"objected": True, "upheld": False}, Status.PASSED),
        (True, {"objected": True, "upheld": True}, Status.REFUSED),
        (None, {"objected": False}, Status.PASSED),
    ],
)
def test_a_notice_passes_only_when_somebody_said_that_no_objection_holds(notice, item, status):
    found = state(*BEFORE_NOTICE, postings=(a_notice("2026-02-07", "2026-02-11", any_objection=notice, **item),))
    assert statuses(found)["notice_village"] is status


def test_a_household_stands_once_on_the_notice_of_monitoring():
    postings = (
        a_notice("2026-02-07", "2026-02-11", any_objection=False),
        a_notice("2026-02-13", "2026-02-17", any_objection=False, row="n2"),
    )
    assert "“村内公示”只应公示一次，已登记2次" in state(*BEFORE_NOTICE, postings=postings).problems
    assert state(*BEFORE_NOTICE, postings=postings[:1]).problems == ()


# -- votes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "favour", "status"),
    [
        (19, 19, Status.UNDECIDED),  # of 30, two thirds are 20
        (20, 11, Status.PASSED),
        (20, 10, Status.REFUSED),  # half is not more than half
        (21, 11, Status.PASSED),
        (None, 11, Status.UNDECIDED),
        (20, None, Status.UNDECIDED),
        (0, 0, Status.UNDECIDED),
    ],
)
def test_a_vote_needs_two_thirds_present_and_more_than_half_of_them_in_favour(present, favour, status):
    found = state(*BEFORE_VOTE, votes=(a_vote(favour, present),))
    assert statuses(found)["appraisal"] is status
    too_few = [one for one in found.problems if "到会人数不足，评议无效" in one]
    assert bool(too_few) == (present in {19, 0})


def test_more_votes_than_people_are_told():
    found = state(*BEFORE_VOTE, votes=(a_vote(15, against=4, abstained=2),))
    assert any("共21票，多于实到20人" in one for one in found.problems)
    assert statuses(found)["appraisal"] is Status.UNDECIDED  # numbers that contradict each other decide nothing
    assert state(*BEFORE_VOTE, votes=(a_vote(15, against=4, abstained=1),)).problems == ()


def test_more_people_than_were_called_decide_nothing():
    found = state(*BEFORE_VOTE, votes=(a_vote(40, present=45, expected=20),))
    assert statuses(found)["appraisal"] is Status.UNDECIDED
    assert any("实到45人，多于应到20人" in one for one in found.problems)
    assert statuses(state(*BEFORE_VOTE, votes=(a_vote(16, present=20, expected=20),)))["appraisal"] is Status.PASSED


def test_an_edition_that_leaves_every_step_out_leaves_nothing_to_do_and_nothing_done():
    whole = template_of("monitor_2021")
    none_left = whole.without({step.key for step in whole.steps})
    found = state_of(none_left, Facts(PROCESS.having(template="monitor_2021")), TODAY, LIMITS)
    assert (found.stage, found.headline) == (Stage.RUNNING, "没有可以办理的步骤")
    assert not [one for one in found.reasons if "办结" in one or "等候" in one]


def test_what_was_typed_into_the_step_goes_before_the_meeting_and_a_later_meeting_answers_a_return():
    typed = state(*BEFORE_VOTE, done("appraisal", "2026-02-06", "refused"), votes=(a_vote(20),))
    assert statuses(typed)["appraisal"] is Status.REFUSED
    again = state(*BEFORE_VOTE, done("appraisal", "2026-02-06", "returned"), votes=(a_vote(20, day="2026-02-10"),))
    assert statuses(again)["appraisal"] is Status.PASSED
    before = state(*BEFORE_VOTE, done("appraisal", "2026-02-11", "returned"), votes=(a_vote(20, day="2026-02-10"),))
    assert statuses(before)["appraisal"] is Status.RETURNED


def test_a_meeting_of_another_kind_says_nothing():
    assert statuses(state(*BEFORE_VOTE, votes=(a_vote(20, kind="committee"),)))["appraisal"] is Status.NEXT


def test_the_shares_come_from_the_template():
    step = template_of("monitor_2021").step("appraisal")
    assert (SHARES[step.quorum].part, SHARES[step.majority]) == (Fraction(2, 3), Share(Fraction(1, 2), more=True))
