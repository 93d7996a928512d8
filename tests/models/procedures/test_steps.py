# SPDX-License-Identifier: MIT
"""The computed state of procedures: order, refusal, returning, ending and plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.procedures.entering import (
    BEFORE_NOTICE,
    BEFORE_VOTE,
    LIMITS,
    PROCESS,
    TODAY,
    done,
    state,
    statuses,
    the_notice,
)
from villagedesk.models.catalogue.procedure import (
    ProcessStep,
)
from villagedesk.models.doings import Facts
from villagedesk.models.procedures import Stage, Status, state_of
from villagedesk.models.templates import template_of

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


# -- plans ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("planned", "late"), [("2026-03-03", 0), ("2026-03-02", 0), ("2026-03-01", 1)])
def test_a_step_is_late_from_the_day_after_its_plan(planned, late):
    found = state(ProcessStep(id="s", process="p", step="clue", round=1, planned=planned))
    assert found.step("clue").late == late
    assert any("已过1天" in one for one in found.reasons) == bool(late)
    assert statuses(found)["clue"] is Status.NEXT
