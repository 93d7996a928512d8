# SPDX-License-Identifier: MIT
"""Meetings, notices and conditions of a county's own steps in a real file: who waits for them, what is over, what papers say."""

from __future__ import annotations

import pytest

from tests.services.procedure.test_editions import arrange, finish, planned, shipped
from tests.services.procedure.test_procedures import TODAY, a_family, begin, household, the_state, up_to_the_vote
from villagedesk.errors import Refused
from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice, NoticeItem
from villagedesk.models.edition_plan import Planned, added
from villagedesk.models.procedures import Stage, Status
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.gatherings import minutes_of, sheets_of
from villagedesk.services.procedure.edition_effects import Cases
from villagedesk.services.procedure.editions import edition_id
from villagedesk.services.procedure.procedures import Rulebook, candidates, record_step, start, waiting
from villagedesk.store import reads
from villagedesk.store.procedures import open_processes

__all__ = ["a_family", "household"]  # fixtures

COUNCIL, AGAIN, VISIT = "议事会评议", "再次公示", "入户抽查"
VOTE = Planned(
    COUNCIL, form="meeting", meeting="appraisal", decides=True, quorum="two_thirds", majority="two_thirds", who="议事会"
)
HANG = Planned(AGAIN, form="notice", notice="village", least=3)


def village(store):
    return store.value("SELECT id FROM village")


def meet(store, household, process, favour=20, step=COUNCIL, kind="appraisal", **more):
    meeting = {"village": village(store), "kind": kind, "date": "2026-03-02", "chair": "王"}
    item = {"meeting": "@m", "household": household, "process": process, "in_favour": favour, "step": step}
    edits = [
        Edit("meeting", "", {**meeting, "expected": 30, "present": 20, **more}, "m"),
        Edit("meeting_item", "", item),
    ]
    return save_records(store, "会议", edits).ids["m"]


def put_up(store, household, process, start_day, end, *, step=AGAIN, objected=False):
    notice = {"village": village(store), "kind": "village", "start": start_day, "end": end, "objected": objected}
    item = {"notice": "@n", "household": household, "process": process, "step": step}
    return save_records(store, "公示", [Edit("notice", "", notice, "n"), Edit("notice_item", "", item)]).ids["n"]


def still_looked_at(store, day=TODAY):
    return [one.id for one in open_processes(store, Rulebook(store).endings(), day.isoformat())]


# -- who waits --------------------------------------------------------------------------------------------------------


def test_a_household_waits_for_the_countys_meeting_and_its_line_names_the_step(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    arrange(store, added(shipped(), 2, VOTE))
    (found,) = candidates(store, village(store), meeting="appraisal")
    assert (found.id, found.step, found.named) == (process, COUNCIL, COUNCIL)
    meet(store, household, process)
    (found,) = candidates(store, village(store), meeting="appraisal")
    assert (found.step, found.named) == ("民主评议", "")
    assert the_state(store, household).step(COUNCIL).status is Status.PASSED


def test_a_household_that_waits_for_two_notices_of_a_kind_at_once_is_offered_once(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    arrange(
        store, (*shipped()[:4], Planned(AGAIN, needed=False, form="notice", notice="village", least=3), *shipped()[4:])
    )
    record_step(store, process, "appraisal", {"done": "2026-02-22", "result": "passed"})
    assert [one.step for one in candidates(store, village(store), notice="village")] == [AGAIN]


def test_the_objection_that_was_not_answered_on_the_countys_notice_waits(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    arrange(store, added(shipped(), 2, HANG))
    put_up(store, household, process, "2026-02-22", "2026-02-26", objected=None)
    (found,) = [one for one in waiting(store, TODAY) if one.kind == "notice"]
    assert "“再次公示”2026-02-26期满，还没有填写有无异议" in found.text


# -- what is over -----------------------------------------------------------------------------------------------------


def test_a_case_whose_meeting_voted_for_it_is_not_looked_at_again_day_after_day(store, household):
    process = begin(store, household)
    finish(store, household, process)
    assert still_looked_at(store) == []
    arrange(store, added(shipped(), 5, VOTE))
    assert still_looked_at(store) == [process]
    meet(store, household, process)
    assert the_state(store, household).stage is Stage.COMPLETE
    assert still_looked_at(store) == []


@pytest.mark.parametrize("missing", ["present", "expected", "favour"])
def test_a_vote_of_which_a_number_is_missing_is_looked_at(store, household, missing):
    process = begin(store, household)
    finish(store, household, process)
    arrange(store, added(shipped(), 5, VOTE))
    meet(store, household, process, **{missing: None})
    assert still_looked_at(store) == [process]
    assert [one.kind for one in waiting(store, TODAY)] == ["result"]


def test_the_programs_meeting_does_not_stand_in_for_the_countys(store, household):
    process = begin(store, household)
    finish(store, household, process)  # with a meeting of the same kind
    arrange(store, added(shipped(), 5, VOTE))
    assert still_looked_at(store) == [process]


def test_a_notice_is_over_when_it_came_down_without_an_objection(store, household):
    process = begin(store, household)
    finish(store, household, process)
    arrange(store, added(shipped(), 5, HANG))
    put_up(store, household, process, "2026-02-25", "2026-03-01")
    assert the_state(store, household).stage is Stage.COMPLETE
    assert still_looked_at(store) == []


@pytest.mark.parametrize(("end", "objected"), [("2026-03-02", False), ("2026-03-01", None), ("2026-03-01", True)])
def test_a_notice_that_hangs_or_was_not_answered_is_looked_at(store, household, end, objected):
    process = begin(store, household)
    finish(store, household, process)
    arrange(store, added(shipped(), 5, HANG))
    put_up(store, household, process, "2026-02-25", end, objected=objected)
    assert the_state(store, household).stage is Stage.RUNNING
    assert still_looked_at(store) == [process]


@pytest.mark.parametrize(
    ("only", "known", "over"),
    [
        ({"types": ("edge",)}, {"kind": "sudden"}, True),
        ({"types": ("edge",)}, {"kind": "edge"}, False),
        ({"types": ("edge",)}, {}, False),
        ({"risks": ("illness",)}, {"risks": ("labour", "housing")}, True),
        ({"risks": ("illness",)}, {"risks": ("labour", "illness")}, False),
        ({"risks": ("illness",)}, {}, False),
    ],
)
def test_a_case_of_which_the_step_is_not_asked_is_over(store, household, only, known, over):
    save_records(store, "监测", [Edit("monitoring", "", {"household": household, "turn": 1, **known})])
    process = begin(store, household)
    finish(store, household, process)
    arrange(store, added(shipped(), 5, Planned(VISIT, form="visit", **only)))
    assert still_looked_at(store) == ([] if over else [process])
    assert the_state(store, household).stage is (Stage.COMPLETE if over else Stage.RUNNING)


@pytest.mark.parametrize(("code", "over"), [("3", True), ("1", False), (None, False)])
def test_a_case_of_another_cause_is_over(store, household, code, over):
    if code:
        cause = {"household": household, "year": 2026, "rank": "main", "code": code}
        save_records(store, "原因", [Edit("cause", "", cause)])
    process = begin(store, household)
    finish(store, household, process)
    arrange(store, added(shipped(), 5, Planned(VISIT, causes=("1", "2"))))
    assert still_looked_at(store) == ([] if over else [process])
    assert the_state(store, household).stage is (Stage.COMPLETE if over else Stage.RUNNING)


# -- what it would do -------------------------------------------------------------------------------------------------


def test_before_saving_it_is_told_of_which_households_the_step_would_be_asked(store, a_family):
    found = {}
    for name, code in (("张三", "1"), ("李四", "3")):
        found[name] = a_family(name)
        cause = {"household": found[name], "year": 2026, "rank": "main", "code": code}
        save_records(store, "原因", [Edit("cause", "", cause)])
        up_to_the_vote(store, begin(store, found[name]))
    cases = Cases(store, "monitor_2021", 2026)
    moved = cases.under(planned(added(shipped(), 2, Planned(VISIT, causes=("1",)))))
    assert [(one.household, one.after) for one in moved] == [(found["张三"], f"等候：{VISIT}")]


# -- keeping the door -------------------------------------------------------------------------------------------------


def test_a_meeting_of_which_nobody_said_how_it_votes_is_not_saved(store):
    arrange(store, added(shipped(), 5, VOTE))
    row = edition_id("monitor_2021", 2026)
    values = {
        "edition": row,
        "step": "乡镇会审",
        "after": "clue",
        "form": "meeting",
        "meeting": "joint",
        "decides": True,
    }
    with pytest.raises(Refused, match="“乡镇会审”的“到会比例”没有填写"):
        save_records(store, "改", [Edit("edition_step", "", values)])


# -- papers -----------------------------------------------------------------------------------------------------------


def test_the_minutes_say_which_step_of_the_county_was_voted_about_and_what_came_out(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    arrange(store, added(shipped(), 2, VOTE))
    (one,) = minutes_of(store, reads.get(store, Meeting, meet(store, household, process, favour=13))).households
    assert (one.procedure, one.outcome) == (f"监测对象认定（{COUNCIL}）", "不通过")  # by the county's two thirds
    (one,) = minutes_of(
        store, reads.get(store, Meeting, meet(store, household, process, favour=13, step=None))
    ).households
    assert (one.procedure, one.outcome) == ("监测对象认定", "通过")  # by the program's half


def test_the_sheet_of_a_notice_goes_by_the_step_that_its_lines_name(store, household):
    process = begin(store, household)
    finish(store, household, process)
    arrange(store, added(shipped(), 5, HANG))
    own = sheets_of(store, reads.get(store, Notice, put_up(store, household, process, "2026-02-25", "2026-02-28")))
    assert [(one.own, one.days, one.least, one.steps[-1], one.decided) for one in own] == [
        (AGAIN, 4, 3, "乡镇审核", False)
    ]
    theirs = put_up(store, household, process, "2026-02-25", "2026-02-28", step=None)
    assert [(one.own, one.least) for one in sheets_of(store, reads.get(store, Notice, theirs))] == [("", 5)]


def test_a_notice_about_two_steps_of_one_procedure_gives_a_sheet_for_each(store, household, a_family):
    arrange(store, added(shipped(), 5, HANG))
    notice = put_up(store, household, begin(store, household), "2026-02-25", "2026-02-28")
    other = a_family("李四")
    item = {"notice": notice, "household": other, "process": begin(store, other)}
    save_records(store, "公示", [Edit("notice_item", "", item)])
    assert {one.own for one in sheets_of(store, reads.get(store, Notice, notice))} == {AGAIN, ""}


# -- what the lines hold ----------------------------------------------------------------------------------------------


def test_the_lines_of_meetings_and_notices_hold_the_step(store, household):
    process = begin(store, household)
    arrange(store, added(added(shipped(), 5, HANG), 5, VOTE))
    meet(store, household, process)
    put_up(store, household, process, "2026-02-25", "2026-02-28")
    assert [one.step for one in reads.where(store, MeetingItem)] == [COUNCIL]
    assert [one.step for one in reads.where(store, NoticeItem)] == [AGAIN]


# -- procedures without which there was no way out ----------------------------------------------------------------------


def test_the_end_of_assistance_is_decided_and_the_household_is_told_in_writing(store, household):
    process = begin(store, household, "low_income_stop_2021", "2026-01-12")
    record_step(store, process, "clue", {"done": "2026-01-12"})
    record_step(store, process, "survey", {"done": "2026-01-13", "actor": "王干事"})
    assert any("应由2人以上办理" in one for one in the_state(store, household).problems)
    record_step(store, process, "survey", {"actor": "王干事、赵干事"})
    record_step(store, process, "compare", {"done": "2026-01-14"})
    record_step(store, process, "township", {"done": "2026-01-15", "result": "passed"})
    assert the_state(store, household).headline == "等候：县级审定"  # the notice may be left out
    record_step(store, process, "notice_village", {"start": "2026-01-16", "done": "2026-01-20", "result": "passed"})
    (short,) = [one for one in the_state(store, household).problems if "少于规定的7天" in one]
    assert "《特困人员认定办法》" in short
    assert "待核对" in short  # nobody has compared it with the original
    record_step(store, process, "notice_village", {"done": "2026-01-22"})
    record_step(store, process, "county", {"done": "2026-01-23", "result": "passed"})
    assert the_state(store, household).headline == "等候：发告知书"
    record_step(store, process, "letter", {"done": "2026-01-26"})
    found = the_state(store, household)
    assert (found.stage, found.problems) == (Stage.COMPLETE, ())


def test_where_assistance_goes_on_the_procedure_of_its_end_stops(store, household):
    process = begin(store, household, "low_income_stop_2021", "2026-01-12")
    for step in ("clue", "survey", "compare"):
        record_step(store, process, step, {"done": "2026-01-13", "actor": "王干事、赵干事"})
    record_step(store, process, "township", {"done": "2026-01-15", "result": "refused"})
    assert the_state(store, household).stage is Stage.REFUSED


def test_urban_care_ends_after_an_assessment_with_the_persons_view_and_a_decision(store, household):
    process = begin(store, household, "care_end_2013", "2026-01-12")
    record_step(store, process, "clue", {"done": "2026-01-12"})
    record_step(store, process, "survey", {"done": "2026-01-13", "actor": "张社工、李社工"})
    record_step(store, process, "assess", {"done": "2026-01-14", "result": "passed", "actor": "张社工、李社工"})
    record_step(store, process, "consult", {"done": "2026-01-15"})
    record_step(store, process, "approve", {"done": "2026-01-16", "result": "passed"})
    assert the_state(store, household).headline == "等候：结案"
    record_step(store, process, "close_case", {"done": "2026-01-16"})
    found = the_state(store, household)
    assert (found.stage, found.problems) == (Stage.COMPLETE, ())
    assert any("没有查到公开规定" in one for one in found.reasons)


def test_a_procedure_of_its_own_is_begun_while_the_household_still_is_helped(store, household):
    begin(store, household, "low_income_2021", "2026-01-12")
    assert start(store, household, "low_income_stop_2021", "2026-02-12").ids["process"]
