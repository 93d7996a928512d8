# SPDX-License-Identifier: MIT
"""The computed state of procedures: order, refusal, returning, notices, votes and deadlines at their boundaries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.procedure import (
    Meeting,
    MeetingItem,
    Monitoring,
    Notice,
    NoticeItem,
    Process,
    ProcessStep,
)
from villagedesk.models.doings import Facts, Posting, Vote, watched_by
from villagedesk.models.procedures import Stage, Status, state_of
from villagedesk.models.templates import Limit, template_of, templates

TODAY = dt.date(2026, 3, 2)
LIMITS = {
    ("notice_days", "识别、退出公示（村）"): Limit(7, "实施细则", confirmed=False),
    ("notice_days", "识别、退出公示（乡镇）"): Limit(7, "实施细则", confirmed=False),
    ("notice_days", "监测对象公示"): Limit(5, "监测工作要求", confirmed=False),
    ("monitoring_days", "全国"): Limit(15, "监测工作要求", confirmed=True),
    ("notice_first_day", "全国"): Limit(1),
}
PROCESS = Process(id="p", household="h", template="monitor_2021", year=2026, turn=1, started_on="2026-02-01")


def done(step, day, result=None, turn=1, **more):
    return ProcessStep(id=f"{step}{turn}", process="p", step=step, round=turn, done=day, result=result, **more)


def state(*steps, key="monitor_2021", today=TODAY, limits=LIMITS, process=PROCESS, **more):
    facts = Facts(process.having(template=key), tuple(steps), **more)
    return state_of(template_of(key), facts, today, limits)


def a_vote(favour, present=20, expected=30, day="2026-02-10", kind="appraisal", **item):
    meeting = Meeting(id=f"m{day}", kind=kind, date=day, expected=expected, present=present)
    return Vote(meeting, MeetingItem(id=f"i{day}", process="p", in_favour=favour, **item))


def a_notice(start, end, kind="village", any_objection=None, row="n", **item):
    notice = Notice(id=row, kind=kind, start=start, end=end, objected=any_objection)
    return Posting(notice, NoticeItem(id=f"i{row}", process="p", **item))


def statuses(found):
    return {one.step.key: one.status for one in found.steps}


BEFORE_VOTE = (done("clue", "2026-02-02"), done("survey", "2026-02-04"), done("consent", "2026-02-04"))
BEFORE_NOTICE = (*BEFORE_VOTE, done("appraisal", "2026-02-06", "passed"))


def the_notice(start="2026-02-07", end="2026-02-11", result="passed"):
    return ProcessStep(id="no", process="p", step="notice_village", round=1, start=start, done=end, result=result)


# -- order ------------------------------------------------------------------------------------------------------------


def test_nothing_entered_leaves_the_first_step_to_be_done_and_says_who_does_it():
    found = state()
    assert statuses(found)["clue"] is Status.NEXT
    assert statuses(found)["survey"] is Status.WAITING
    assert found.headline == "等候：发现线索"
    assert "农户、干部或部门" in found.reasons[0]
    assert "中农组发〔2021〕7号" in found.reasons[-1]


def test_two_steps_may_be_next_at_once_and_what_needs_both_waits_for_both():
    found = state(done("clue", "2026-02-02"))
    assert {one.step.key for one in found.open} == {"survey", "consent"}
    found = state(done("clue", "2026-02-02"), done("survey", "2026-02-03"))
    assert statuses(found)["appraisal"] is Status.WAITING
    assert statuses(state(*BEFORE_VOTE))["appraisal"] is Status.NEXT


def test_a_step_before_its_predecessor_is_told_with_both_dates():
    found = state(done("clue", "2026-02-05"), done("survey", "2026-02-04"))
    assert "“入户调查”（2026-02-04）早于前面的“发现线索”（2026-02-05），先后颠倒" in found.problems
    assert state(done("clue", "2026-02-05"), done("survey", "2026-02-05")).problems == ()


def test_a_step_whose_predecessor_is_missing_is_told():
    found = state(done("clue", "2026-02-02"), done("appraisal", "2026-02-06", "passed"))
    assert "“民主评议”2026-02-06已办，前面的“入户调查”还没有办结" in found.problems


def test_a_step_begun_while_the_notice_hangs_is_told():
    found = state(*BEFORE_NOTICE, the_notice(), done("township", "2026-02-10", "passed"))
    assert any("早于前面的“村内公示”（2026-02-11）" in one for one in found.problems)
    assert state(*BEFORE_NOTICE, the_notice(), done("township", "2026-02-11", "passed")).problems == ()


def test_what_may_be_left_out_stops_nothing_but_is_waited_for_once_it_was_begun():
    found = state(key="exit_2016")
    assert statuses(found)["appraisal"] is Status.NEXT
    assert statuses(found)["mobilise"] is Status.NEXT
    assert found.headline == "等候：民主评议"
    begun = state(ProcessStep(id="s", process="p", step="mobilise", round=1, start="2026-02-03"), key="exit_2016")
    assert statuses(begun)["appraisal"] is Status.WAITING


def test_a_day_after_today_and_a_first_step_before_the_start_are_told():
    assert any("在今天之后" in one for one in state(done("clue", "2026-03-03")).problems)
    assert state(done("clue", "2026-03-02")).problems == ()
    early = state(done("clue", "2026-01-31"))
    assert "程序启动日期2026-02-01晚于最早一步的日期2026-01-31，请核对" in early.problems


def test_a_step_that_ends_before_it_begins_is_told():
    found = state(done("clue", "2026-02-02"), done("survey", "2026-02-03", start="2026-02-04"))
    assert any("早于开始日期2026-02-04" in one for one in found.problems)


def test_what_was_done_of_a_step_that_is_taken_off_stays_in_sight_and_decides_nothing():
    template = template_of("identify_2014").without({"notice_township"})
    facts = Facts(PROCESS, (done("notice_township", "2016-05-01", "refused"),))
    found = state_of(template, facts, TODAY, LIMITS)
    (dropped,) = found.dropped
    assert (dropped.status, dropped.doing.done) == (Status.DROPPED, "2016-05-01")
    assert found.step("notice_township") is dropped
    keys = [one.step.key for one in found.shown]
    assert keys.index("notice_township") == keys.index("township") + 1
    assert (found.stage, found.problems) == (Stage.RUNNING, ())
    assert "“乡镇公示”现在不要求办理，已登记的情况保留，不影响进度" in found.reasons


def test_a_step_that_no_procedure_of_the_program_has_is_a_problem_and_one_of_the_county_is_not():
    found = state(done("pairing", "2026-02-02"), done("入户抽查", "2026-02-03"))
    assert [one.step.name for one in found.dropped] == ["结对帮扶", "入户抽查"]
    assert [one for one in found.problems if "没有“" in one] == ["本程序没有“结对帮扶”这一步，却登记了办理情况"]


def test_a_step_that_is_put_off_waits_to_be_done_again_and_says_so():
    found = state(done("clue", "2026-02-02"), done("survey", "2026-02-04", "deferred"))
    assert found.step("survey").status is Status.RETURNED
    assert "“入户调查”2026-02-04暂缓，情况变化后再办" in found.reasons
    again = state(
        done("clue", "2026-02-02"), done("survey", "2026-02-04", "deferred"), done("survey", "2026-02-20", turn=2)
    )
    assert again.step("survey").status is Status.PASSED


@pytest.mark.parametrize(
    ("actor", "told"), [("张三", 1), ("张三、李四", 0), ("张三 李四", 0), ("张三和李四", 0), (None, 0)]
)
def test_a_step_for_two_persons_names_both(actor, told):
    template = template_of("monitor_2021")
    steps = tuple(replace(step, people=2) if step.key == "survey" else step for step in template.steps)
    facts = Facts(PROCESS, (done("survey", "2026-02-04", actor=actor),))
    found = state_of(replace(template, steps=steps), facts, TODAY, LIMITS)
    assert sum("应由2人以上办理" in one for one in found.problems) == told


def test_a_decision_without_its_result_waits_for_the_result():
    found = state(*BEFORE_NOTICE, the_notice(), done("township", "2026-02-12"))
    assert statuses(found)["township"] is Status.UNDECIDED
    assert statuses(found)["county"] is Status.WAITING
    assert "“乡镇审核”2026-02-12已办，还没有填写结果" in found.reasons


# -- refused, returned, ended, complete -------------------------------------------------------------------------------


def test_a_refused_step_stops_the_procedure():
    found = state(*BEFORE_VOTE, done("appraisal", "2026-02-06", "refused"))
    assert found.stage is Stage.REFUSED
    assert found.open == ()
    assert found.headline == "“民主评议”不通过，程序停止"
    assert statuses(found)["notice_village"] is Status.STOPPED


def test_what_is_done_after_a_refusal_is_told():
    found = state(*BEFORE_VOTE, done("appraisal", "2026-02-06", "refused"), the_notice())
    assert found.stage is Stage.REFUSED
    assert "“民主评议”不通过，之后不应再办“村内公示”（2026-02-07）" in found.problems


def test_a_returned_step_is_done_again_and_the_second_round_counts():
    returned = done("township", "2026-02-12", "returned")
    found = state(*BEFORE_NOTICE, the_notice(), returned)
    assert statuses(found)["township"] is Status.RETURNED
    assert statuses(found)["county"] is Status.WAITING
    assert any("退回补办，需要重新办理" in one for one in found.reasons)
    again = state(*BEFORE_NOTICE, the_notice(), returned, done("township", "2026-02-14", "passed", turn=2))
    assert statuses(again)["township"] is Status.PASSED
    assert statuses(again)["county"] is Status.NEXT


def test_people_may_end_a_procedure_and_the_reason_is_said():
    found = state(*BEFORE_VOTE, process=PROCESS.having(ended="withdrawn", ended_on="2026-02-08"))
    assert found.stage is Stage.ENDED
    assert found.open == ()
    assert "2026-02-08终止：农户撤回" in found.reasons


def test_all_steps_passed_is_complete_without_those_that_may_be_left_out():
    rest = (the_notice(), done("township", "2026-02-12", "passed"), done("county", "2026-02-13", "passed"))
    found = state(*BEFORE_NOTICE, *rest)
    assert found.stage is Stage.COMPLETE
    assert found.headline == "已办结"
    assert found.problems == ()
    assert "“县级审定”2026-02-13办结" in found.reasons


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
    assert (step.quorum, step.majority) == (Fraction(2, 3), Fraction(1, 2))


# -- monitoring -------------------------------------------------------------------------------------------------------


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


# -- plans ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("planned", "late"), [("2026-03-03", 0), ("2026-03-02", 0), ("2026-03-01", 1)])
def test_a_step_is_late_from_the_day_after_its_plan(planned, late):
    found = state(ProcessStep(id="s", process="p", step="clue", round=1, planned=planned))
    assert found.step("clue").late == late
    assert any("已过1天" in one for one in found.reasons) == bool(late)
    assert statuses(found)["clue"] is Status.NEXT


# -- the order of entering --------------------------------------------------------------------------------------------

days = st.integers(0, 40).map(lambda n: (dt.date(2026, 1, 25) + dt.timedelta(days=n)).isoformat())
results = st.sampled_from([None, "passed", "refused", "returned"])


@st.composite
def anything_entered(draw):
    key = draw(st.sampled_from(sorted(templates())))
    steps = []
    for step in template_of(key).steps:
        for turn in range(1, draw(st.integers(0, 2)) + 1):
            facts = {"planned": draw(st.none() | days), "start": draw(st.none() | days), "done": draw(st.none() | days)}
            row = f"{step.key}{turn}"
            steps.append(ProcessStep(id=row, process="p", step=step.key, round=turn, result=draw(results), **facts))
    counts = st.none() | st.integers(0, 40)
    votes = [
        a_vote(draw(counts), draw(counts), draw(counts), draw(days), draw(st.sampled_from(["appraisal", "mobilise"])))
        for _ in range(draw(st.integers(0, 2)))
    ]
    flags = st.none() | st.booleans()
    postings = [
        Posting(
            Notice(
                id=f"n{place}",
                kind=draw(st.sampled_from(["village", "township", "announce"])),
                start=draw(days),
                end=draw(st.none() | days),
                objected=draw(flags),
            ),
            NoticeItem(id=f"i{place}", process="p", objected=draw(flags), upheld=draw(flags)),
        )
        for place in range(draw(st.integers(0, 2)))
    ]
    watched = draw(st.none() | st.builds(Monitoring, clue_on=st.none() | days, confirmed_on=st.none() | days))
    return key, steps, votes, postings, watched


def told(found):
    return found.stage, found.steps, found.deadlines, found.headline, found.reasons, found.problems


@given(anything_entered(), st.randoms())
def test_any_order_of_entering_gives_the_same_state_and_a_refusal_leaves_nothing_to_do(entered, chance):
    key, steps, votes, postings, watched = entered
    first = state(*steps, key=key, votes=tuple(votes), postings=tuple(postings), monitoring=watched)
    for facts in (steps, votes, postings):
        chance.shuffle(facts)
    again = state(*steps, key=key, votes=tuple(votes), postings=tuple(postings), monitoring=watched)
    assert told(again) == told(first)
    assert first.reasons
    if any(one.status is Status.REFUSED for one in first.steps):
        assert first.stage is Stage.REFUSED
        assert first.open == ()
    for one in first.open:
        before = [first.step(step) for step in one.step.after]
        if one.status is Status.NEXT:
            assert all(two.status is Status.PASSED or two.step.optional for two in before)
