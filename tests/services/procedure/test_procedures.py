# SPDX-License-Identifier: MIT
"""Procedures in a real file: begun, entered step by step, what waits, editions of the county, two offices."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from villagedesk.errors import Refused
from villagedesk.models.catalogue.procedure import Process
from villagedesk.models.procedures import Stage, Status
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.keeping.records import Edit, remove_record, save_records, undo_last
from villagedesk.services.opening.files import village_id
from villagedesk.services.procedure import procedures
from villagedesk.services.procedure.procedures import Rulebook, candidates, facts_of, record_step, start, waiting
from villagedesk.services.standards.lines import all_lines, save_line
from villagedesk.store import reads

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def a_family(store):
    def register(name, group="1组"):
        member = {"household": "@h", "position": 0, "name": name}
        edits = [
            Edit("household", "", {"village": village_id(store.info.code), "group": group}, "h"),
            Edit("member", "", member, "m"),
            Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
        ]
        return save_records(store, "登记", edits).ids["h"]

    return register


@pytest.fixture
def household(a_family):
    return a_family("张三")


def the_state(store, household, today=TODAY):
    (facts,) = facts_of(store, [household])[household]
    return Rulebook(store).state(facts, today)


def begin(store, household, template="monitor_2021", day="2026-02-20", **more):
    return start(store, household, template, day, **more).ids["process"]


def up_to_the_vote(store, process):
    for step in ("clue", "survey", "consent"):
        record_step(store, process, step, {"done": "2026-02-21"})


def a_meeting(store, household, process, favour=20):
    meeting = {"village": village_id(store.info.code), "kind": "appraisal", "date": "2026-02-22"}
    item = {"meeting": "@m", "household": household, "process": process, "in_favour": favour}
    edits = [Edit("meeting", "", {**meeting, "expected": 30, "present": 20}, "m"), Edit("meeting_item", "", item)]
    return save_records(store, "会议", edits)


# -- beginning --------------------------------------------------------------------------------------------------------


def test_a_procedure_is_begun_as_one_undoable_action_and_nothing_of_it_is_done(store, household):
    process = begin(store, household)
    found = reads.get(store, Process, process)
    assert (found.template, found.year, found.turn, found.programme) == ("monitor_2021", 2026, 1, "monitoring")
    assert the_state(store, household).stage is Stage.RUNNING
    assert not facts_of(store, [household])[household][0].steps
    undo_last(store)
    assert facts_of(store, [household]) == {}


@pytest.mark.parametrize(
    ("template", "day", "year", "words"),
    [
        ("exit_2016", "2026-02-20", None, "适用于2014—2020年"),
        ("monitor_2021", "2026-03-03", None, "在今天之后"),
        ("", "2026-02-20", None, "没有选择程序"),
        ("monitor_2021", "2020-12-31", None, "年度2020不能启动"),
    ],
)
def test_a_procedure_that_cannot_be_begun_is_refused_with_the_reason(store, household, template, day, year, words):
    with pytest.raises(Refused, match=words):
        start(store, household, template, day, year=year)
    assert facts_of(store, [household]) == {}


def test_a_second_one_waits_for_the_end_of_the_first(store, household):
    process = begin(store, household)
    with pytest.raises(Refused, match="还没有办结（等候：发现线索）"):
        begin(store, household)
    save_records(store, "终止", [Edit("process", process, {"ended": "withdrawn", "ended_on": "2026-02-21"})])
    second = begin(store, household)
    assert reads.get(store, Process, second).turn == 2
    remove_record(store, "process", second, "启动错了", "删除")
    assert reads.get(store, Process, begin(store, household)).turn == 3


def test_no_procedure_begins_of_a_household_that_has_ended(store, household):
    save_records(store, "注销", [Edit("household", household, {"ended": "2026-02-20", "end_reason": "left"})])
    with pytest.raises(Refused, match="该户已于2026-02-20注销"):
        begin(store, household, day="2026-02-20")
    assert begin(store, household, day="2026-02-19")


def test_the_monitoring_record_goes_along_with_its_procedure(store, household):
    watched = {"household": household, "turn": 1, "clue_on": "2026-02-19", "risks": ("illness",)}
    save_records(store, "监测", [Edit("monitoring", "", watched)])
    begin(store, household)
    assert the_state(store, household).step("clue").status is Status.PASSED
    assert load_casefile(store, household, 2026).monitorings[0].risks == ("illness",)


def test_two_offices_that_begin_the_same_procedure_mean_the_same_rows(store, household, new_store):
    other = new_store("other")
    save_records(other, "登记", [Edit("household", household, {"group": "1组"})])
    assert begin(store, household) == begin(other, household, day="2026-02-21")
    assert procedures.step_row("p", "survey") == procedures.step_row("p", "survey")
    assert procedures.step_row("p", "survey") != procedures.step_row("p", "survey", 2)


# -- entering ---------------------------------------------------------------------------------------------------------


def test_any_order_of_entering_the_steps_gives_the_same_state(new_store, clock):
    steps = {
        "clue": {"done": "2026-02-20"},
        "survey": {"done": "2026-02-21", "actor": "李书记"},
        "consent": {"done": "2026-02-21"},
        "appraisal": {"done": "2026-02-22", "result": "refused"},
    }
    states = []
    for number, order in enumerate(itertools.permutations(steps)):
        if number % 4:
            continue
        store = new_store(f"order{number}")
        row = save_records(store, "登记", [Edit("household", "", {"village": village_id(store.info.code)}, "h")]).ids[
            "h"
        ]
        process = begin(store, row)
        for step in order:
            record_step(store, process, step, steps[step])
        found = the_state(store, row)
        states.append((found.stage, found.headline, found.reasons, found.problems, [one.status for one in found.steps]))
    assert len(states) == 6
    assert len({repr(one) for one in states}) == 1
    assert states[0][0] is Stage.REFUSED


def test_a_step_that_the_procedure_does_not_have_is_refused(store, household):
    process = begin(store, household)
    with pytest.raises(Refused, match="没有这一步"):
        record_step(store, process, "pairing", {"done": "2026-02-21"})
    with pytest.raises(Refused, match="已不在文件中"):
        record_step(store, "nowhere", "clue", {"done": "2026-02-21"})


def test_a_removed_step_counts_no_more(store, household):
    process = begin(store, household)
    row = record_step(store, process, "clue", {"done": "2026-02-20"}).ids["step"]
    assert the_state(store, household).step("clue").status is Status.PASSED
    remove_record(store, "process_step", row, "登记错了", "删除")
    assert the_state(store, household).step("clue").status is Status.NEXT


def test_a_step_entered_again_after_its_removal_holds_nothing_of_the_former_one(store, household):
    process = begin(store, household)
    row = record_step(store, process, "survey", {"done": "2026-02-21", "actor": "李书记"}).ids["step"]
    remove_record(store, "process_step", row, "登记错了", "删除")
    assert record_step(store, process, "survey", {"done": "2026-02-22"}).ids["step"] == row
    (found,) = facts_of(store, [household])[household][0].steps
    assert (found.done, found.actor) == ("2026-02-22", None)


def test_a_step_that_another_page_has_entered_meanwhile_keeps_what_it_holds(store, household):
    process = begin(store, household)
    record_step(store, process, "survey", {"done": "2026-02-21", "actor": "李书记"})
    values = {"process": process, "step": "survey", "round": 1, "paper_no": "3号"}
    save_records(store, "步骤", procedures.without_past(store, [Edit("process_step", "", values)]))
    (found,) = facts_of(store, [household])[household][0].steps
    assert (found.done, found.actor, found.paper_no) == ("2026-02-21", "李书记", "3号")


def test_a_vote_of_a_meeting_passes_the_step_and_a_removed_meeting_does_not(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    a_meeting(store, household, process)
    assert the_state(store, household).step("appraisal").status is Status.PASSED
    undo_last(store)
    assert the_state(store, household).step("appraisal").status is Status.NEXT


# -- editions and lines -----------------------------------------------------------------------------------------------


def test_the_county_leaves_steps_out_from_a_year_on(store, household):
    edition = {"template": "monitor_2021", "year": 2026, "off": ("survey", "township"), "source": "县办法"}
    save_records(store, "程序调整", [Edit("procedure_edition", "", edition)])
    book = Rulebook(store)
    assert book.template("monitor_2021", 2025).step("township") is not None
    assert book.template("monitor_2021", 2026).step("township") is None
    assert book.template("monitor_2021", 2027).step("county").after == ("notice_village",)
    found = [(one.template, one.first, one.last, [step.key for step in one.steps]) for one in book.endings()]
    assert ("monitor_2021", 2026, 9999, ["county"]) in found
    assert ("monitor_2021", 0, 2025, ["county"]) in found
    begin(store, household)
    assert "survey" not in [one.step.key for one in the_state(store, household).steps]


def test_a_line_of_the_year_goes_before_the_one_of_no_year(store):
    line = next(one for one in all_lines(store) if (one.name, one.region) == ("notice_days", "监测对象公示"))
    own = line.having(id="own", year=2026, value=10, confirmed=True)
    save_line(store, own)
    book = Rulebook(store)
    assert book.limits(2026)["notice_days", "监测对象公示"].days == 10
    assert book.limits(2025)["notice_days", "监测对象公示"].days == 5


def test_the_procedures_of_a_year_are_offered(store):
    later = [
        "monitor_2021", "removal_2021", "low_income_2021", "low_income_stop_2021", "care_2013", "care_end_2013",
    ]  # fmt: skip
    assert [one.key for one in procedures.offered(store, 2016)] == [
        "identify_2014", "exit_2016", "care_2013", "care_end_2013",
    ]  # fmt: skip
    assert [one.key for one in procedures.offered(store, 2026)] == later


# -- help in towns, low income ------------------------------------------------------------------------------------------


def test_a_low_income_household_is_confirmed_within_working_days_from_its_acceptance(store, household):
    process = begin(store, household, "low_income_2021", "2026-01-12")
    record_step(store, process, "apply", {"done": "2026-01-12"})
    record_step(store, process, "accept", {"done": "2026-01-16"})  # a Friday
    record_step(store, process, "survey", {"done": "2026-01-20", "actor": "王干事"})
    found = the_state(store, household)
    (deadline,) = found.deadlines
    assert (deadline.used, deadline.left) == (31, -1)
    assert any("按工作日计算，周六周日不计" in one and "超期1天" in one for one in found.reasons)
    assert ("deadline", "2026-02-27") in [(one.kind, one.due) for one in waiting(store, TODAY)]
    assert any("“入户调查”应由2人以上办理，办理人只填了1人" in one for one in found.problems)
    record_step(store, process, "survey", {"actor": "王干事、赵干事"})
    record_step(store, process, "compare", {"done": "2026-01-21"})
    record_step(store, process, "township", {"done": "2026-01-22", "result": "passed"})
    record_step(store, process, "notice_village", {"start": "2026-01-23", "done": "2026-01-28", "result": "passed"})
    found = the_state(store, household)
    assert any("共6天，少于规定的7天" in one for one in found.problems)
    record_step(store, process, "notice_village", {"done": "2026-01-29"})
    record_step(store, process, "county", {"done": "2026-02-03", "result": "passed"})
    found = the_state(store, household)
    assert (found.stage, found.problems) == (Stage.COMPLETE, ())
    assert found.deadlines[0].used == 12


def test_a_case_of_care_that_is_put_off_is_assessed_again_and_complete_with_its_plan_approved(store, household):
    process = begin(store, household, "care_2013", "2026-01-12")
    for step in ("clue", "register"):
        record_step(store, process, step, {"done": "2026-01-12"})
    record_step(store, process, "survey", {"done": "2026-01-13", "actor": "张社工、李社工"})
    record_step(store, process, "assess", {"done": "2026-01-14", "result": "deferred"})
    found = the_state(store, household)
    assert found.headline == "等候：评估"
    assert "“评估”2026-01-14暂缓，情况变化后再办" in found.reasons
    record_step(store, process, "assess", {"done": "2026-02-14", "result": "passed"}, turn=2)
    assert the_state(store, household).headline == "等候：建立个人档案、制定帮扶计划"
    for step in ("file_up", "plan", "consult"):
        record_step(store, process, step, {"done": "2026-02-16"})
    record_step(store, process, "approve", {"done": "2026-02-17", "result": "passed"})
    found = the_state(store, household)
    assert (found.stage, found.problems) == (Stage.COMPLETE, ())
    assert found.step("claim").status is Status.STOPPED


# -- what waits -------------------------------------------------------------------------------------------------------


def test_what_waits_names_the_household_the_day_and_the_rule(store, household):
    process = begin(store, household)
    record_step(store, process, "clue", {"done": "2026-02-20"})
    record_step(store, process, "survey", {"planned": "2026-02-28"})
    found = waiting(store, TODAY)
    assert [(one.household, one.kind, one.due) for one in found] == [
        (household, "late", "2026-02-28"),
        (household, "deadline", "2026-03-07"),
    ]
    assert found[0].whose == "1组 张三"
    assert found[0].text == "监测对象认定：“入户调查”计划2026-02-28办理，已过2天"
    assert "还有5天" in found[1].text


@pytest.mark.parametrize(
    ("today", "words"), [("2026-02-26", "还有1天"), ("2026-02-27", "今天是最后一天"), ("2026-02-28", "有无异议")]
)
def test_a_notice_waits_until_somebody_says_what_came_of_it(store, household, today, words):
    process = begin(store, household)
    up_to_the_vote(store, process)
    record_step(store, process, "appraisal", {"done": "2026-02-22", "result": "passed"})
    notice = {"village": village_id(store.info.code), "kind": "village", "start": "2026-02-23", "end": "2026-02-27"}
    item = {"notice": "@n", "household": household, "process": process}
    row = save_records(store, "公示", [Edit("notice", "", notice, "n"), Edit("notice_item", "", item)]).ids["n"]
    day = dt.date.fromisoformat(today)
    (found,) = [one for one in waiting(store, day) if one.kind == "notice"]
    assert words in found.text
    assert found.due == "2026-02-27"
    save_records(store, "无异议", [Edit("notice", row, {"objected": False})])
    assert [one for one in waiting(store, dt.date(2026, 2, 28)) if one.kind == "notice"] == []


def test_what_is_finished_refused_ended_or_gone_waits_no_more(store, household, a_family):
    process = begin(store, household)
    record_step(store, process, "clue", {"done": "2026-02-20"})
    assert waiting(store, TODAY)
    record_step(store, process, "survey", {"done": "2026-02-21", "result": "refused"})
    assert waiting(store, TODAY) == []
    other = a_family("李四")
    ended = begin(store, other)
    record_step(store, ended, "clue", {"done": "2026-02-20"})
    save_records(store, "终止", [Edit("process", ended, {"ended": "other"})])
    assert waiting(store, TODAY) == []
    third = a_family("王五")
    record_step(store, begin(store, third), "clue", {"done": "2026-02-20"})
    assert [one.household for one in waiting(store, TODAY)] == [third]
    remove_record(store, "household", third, "登记错了", "删除")
    assert waiting(store, TODAY) == []


def test_a_decision_without_result_still_waits_at_the_last_step(store, household):
    process = begin(store, household)
    record_step(store, process, "county", {"done": "2026-02-25"})
    assert [one.kind for one in waiting(store, TODAY)] == ["result"]
    record_step(store, process, "county", {"result": "passed"})
    assert waiting(store, TODAY) == []


def test_households_that_wait_for_a_meeting_or_a_notice_are_found(store, household, a_family):
    process = begin(store, household)
    village = village_id(store.info.code)
    begin(store, a_family("李四"))
    assert candidates(store, village, meeting="appraisal") == []
    up_to_the_vote(store, process)
    (found,) = candidates(store, village, meeting="appraisal")
    assert (found.id, found.household, found.whose, found.step) == (process, household, "1组 张三", "民主评议")
    assert candidates(store, village, meeting="committee") == []
    assert candidates(store, "elsewhere", meeting="appraisal") == []
    a_meeting(store, household, process)
    assert candidates(store, village, meeting="appraisal") == []
    assert [one.id for one in candidates(store, village, notice="village")] == [process]
