# SPDX-License-Identifier: MIT
"""Editions of procedures in a real file: arranged, saved, followed by cases, refused where nobody could carry them out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.procedure.test_procedures import (
    TODAY,
    a_family,
    a_meeting,
    begin,
    household,
    the_state,
    up_to_the_vote,
)
from villagedesk.errors import Refused
from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
from villagedesk.models.edition_plan import (
    Planned,
    added,
    changed,
    moved,
    off_of,
    plan_of,
    planned_rows,
    switched,
    taken_out,
)
from villagedesk.models.editions import edited
from villagedesk.models.procedures import Stage, Status
from villagedesk.models.templates import template_of
from villagedesk.services.keeping.records import Edit, Removal, remove_record, restore_record, save_records, undo_last
from villagedesk.services.procedure.edition_effects import Cases, effect_words
from villagedesk.services.procedure.editions import Editions, edition_id, edits_of
from villagedesk.services.procedure.procedures import candidates, record_step, waiting
from villagedesk.store import reads

__all__ = ["a_family", "household"]  # fixtures

MONITOR = template_of("monitor_2021")
OWN = "入户抽查"
BARE = ProcedureEdition(template="monitor_2021", year=2026, source="县办法")


def arrange(store, plan, year=2026):
    """Save an edition as the page does."""
    row = edition_id("monitor_2021", year)
    known = reads.get(store, ProcedureEdition, row) is not None
    facts = {"template": "monitor_2021", "year": year, "source": "县办法", "off": off_of(plan)}
    edits = [Edit("procedure_edition", row if known else "", facts), *edits_of(store, plan, MONITOR, row)]
    return save_records(store, "程序调整", edits)


def shipped():
    return plan_of(MONITOR, BARE, ())


def with_own(**more):
    return added(shipped(), 5, Planned(OWN, **more))


def planned(plan):
    return edited(MONITOR, BARE.having(off=off_of(plan)), planned_rows(plan, MONITOR))


def order(store, year=2026):
    return [step.key for step in Editions(store).template("monitor_2021", year).steps]


def finish(store, household, process):
    """Everything that the program's own procedure asks."""
    up_to_the_vote(store, process)
    a_meeting(store, household, process)
    record_step(store, process, "notice_village", {"start": "2026-02-23", "done": "2026-02-28", "result": "passed"})
    record_step(store, process, "township", {"done": "2026-03-01", "result": "passed"})
    record_step(store, process, "county", {"done": "2026-03-02", "result": "passed"})


# -- saving -----------------------------------------------------------------------------------------------------------


def test_an_edition_is_saved_as_arranged_as_one_action_that_can_be_undone(store):
    plan = switched(moved(with_own(paper="抽查表"), 6, -1), 6, "乡镇不再审核")
    arrange(store, plan)
    assert order(store)[4:7] == ["notice_village", OWN, "county"]
    assert "township" in order(store, 2025)
    edition = Editions(store).edition("monitor_2021", 2026)
    assert plan_of(MONITOR, edition, Editions(store).rows(edition.id)) == plan
    undo_last(store)
    assert Editions(store).edition("monitor_2021", 2026) is None
    assert Editions(store).template("monitor_2021", 2026) == MONITOR


def test_arranging_again_writes_only_what_is_different(store):
    arrange(store, with_own(paper="抽查表"))
    row = edition_id("monitor_2021", 2026)
    assert edits_of(store, with_own(paper="抽查表"), MONITOR, row) == []
    (edit,) = edits_of(store, with_own(paper="抽查单"), MONITOR, row)
    assert (edit.entity, edit.values["paper"]) == ("edition_step", "抽查单")
    (gone,) = edits_of(store, shipped(), MONITOR, row)
    assert isinstance(gone, Removal)


def test_a_step_that_comes_back_is_empty(store):
    arrange(store, with_own(paper="抽查表", most=9))
    arrange(store, shipped())
    assert reads.where(store, EditionStep) == []
    arrange(store, with_own())
    (row,) = reads.where(store, EditionStep)
    assert (row.step, row.paper, row.most) == (OWN, None, None)


def test_an_edition_that_was_removed_and_is_made_anew_has_none_of_its_old_steps(store):
    arrange(store, with_own())
    remove_record(store, "procedure_edition", edition_id("monitor_2021", 2026), "录入错误", "删除")
    assert order(store) == [step.key for step in MONITOR.steps]
    arrange(store, shipped())
    assert OWN not in order(store)


# -- refusing ---------------------------------------------------------------------------------------------------------


def test_whatever_way_it_is_written_an_edition_that_cannot_be_carried_out_is_refused_and_nothing_is_saved(store):
    arrange(store, with_own())
    row = edition_id("monitor_2021", 2026)
    with pytest.raises(Refused, match="没有一步是必办的"):
        save_records(store, "改", [Edit("procedure_edition", row, {"off": (*order(store)[:7], "county")})])
    with pytest.raises(Refused, match="“排在哪一步之后”填了“走访”"):
        save_records(store, "改", [Edit("edition_step", "", {"edition": row, "step": "复核", "after": "走访"})])
    assert order(store)[6] == OWN
    assert len(order(store)) == 9


def test_taking_a_step_out_of_the_bin_is_refused_where_another_now_stands_behind_itself(store):
    plan = added(added(shipped(), 0, Planned("甲走访")), 1, Planned("乙走访"))
    arrange(store, plan)
    first = next(one for one in reads.where(store, EditionStep) if one.step == "乙走访")
    remove_record(store, "edition_step", first.id, "录入错误", "删除")
    second = next(one for one in reads.where(store, EditionStep) if one.step == "甲走访")
    with pytest.raises(Refused, match="“排在哪一步之后”填了“乙走访”"):
        save_records(store, "改", [Edit("edition_step", second.id, {"after": "乙走访"})])
    restore_record(store, "edition_step", first.id)
    with pytest.raises(Refused, match="转了一圈"):
        save_records(store, "改", [Edit("edition_step", second.id, {"after": "乙走访"})])


# -- cases follow it --------------------------------------------------------------------------------------------------


def test_a_running_case_waits_for_the_added_step_and_says_why(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    arrange(store, added(shipped(), 2, Planned(OWN, who="乡镇纪委", paper="抽查表", reason="县里要求")))
    found = the_state(store, household)
    assert found.headline == f"等候：{OWN}"
    assert any("由乡镇纪委办理" in one and "留存抽查表" in one for one in found.reasons)
    assert "新增“入户抽查”，排在“农户承诺授权”之后（原因：县里要求）" in found.reasons[-1]
    record_step(store, process, OWN, {"done": "2026-02-22", "actor": "李书记"})
    assert the_state(store, household).step("appraisal").status is Status.NEXT
    undo_last(store)
    assert the_state(store, household).step(OWN).status is Status.NEXT


def test_what_was_done_of_a_step_that_is_taken_off_stays_and_is_asked_for_again_later(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    arrange(store, switched(shipped(), 1, "已合并"))
    found = the_state(store, household)
    assert [one.step.key for one in found.dropped] == ["survey"]
    assert "“入户调查”现在不要求办理，已登记的情况保留，不影响进度" in found.reasons
    arrange(store, shipped())
    assert the_state(store, household).step("survey").status is Status.PASSED


def test_meetings_and_notices_take_the_households_in_the_countys_order(store, household):
    process = begin(store, household)
    up_to_the_vote(store, process)
    village = store.value("SELECT id FROM village")
    arrange(store, moved(shipped(), 3, 1))
    assert candidates(store, village, meeting="appraisal") == []
    assert [one.id for one in candidates(store, village, notice="village")] == [process]


def test_a_case_that_is_finished_but_for_an_added_step_is_work_again(store, household):
    process = begin(store, household)
    finish(store, household, process)
    assert the_state(store, household).stage is Stage.COMPLETE
    arrange(store, with_own())
    assert the_state(store, household).stage is Stage.RUNNING
    record_step(store, process, OWN, {"planned": "2026-03-01"})
    assert [one.kind for one in waiting(store, TODAY + dt.timedelta(days=2)) if one.kind == "late"] == ["late"]
    record_step(store, process, OWN, {"done": "2026-03-02"})
    assert the_state(store, household).stage is Stage.COMPLETE
    assert waiting(store, TODAY + dt.timedelta(days=2)) == []


# -- what it would do -------------------------------------------------------------------------------------------------


def test_before_saving_it_is_told_whose_case_would_stand_otherwise(store, household, a_family):
    process = begin(store, household)
    up_to_the_vote(store, process)
    finished = a_family("李四")
    finish(store, finished, begin(store, finished))
    cases = Cases(store, "monitor_2021", 2026)
    assert (len(cases), cases.running) == (2, 1)
    found = cases.under(planned(with_own()))
    assert [(one.household, one.before, one.after, one.reopened) for one in found] == [
        (finished, "已办结", f"等候：{OWN}", True)
    ]
    assert effect_words(cases, found, "保存后").startswith("适用这个调整的程序共2个，其中1个正在办理。保存后")
    assert "1个已办结的变为没有办结" in effect_words(cases, found, "保存后")
    assert "疑点" in effect_words(cases, found, "保存后")  # the county's decision came before the step in front of it
    assert cases.under(MONITOR) == []
    assert "现在的进度都不改变" in effect_words(cases, [], "保存后")
    assert order(store) == [step.key for step in MONITOR.steps]


def test_an_edition_does_nothing_to_the_cases_of_other_years_and_other_editions(store, household):
    up_to_the_vote(store, begin(store, household))
    assert len(Cases(store, "monitor_2021", 2027)) == 0
    assert "只影响以后启动的" in effect_words(Cases(store, "monitor_2021", 2027), [], "保存后")
    arrange(store, shipped())
    assert len(Cases(store, "monitor_2021", 2025)) == 0  # that of 2026 holds for it
    assert len(Cases(store, "monitor_2021", 2026)) == 1


def test_a_change_of_words_alone_moves_no_case(store, household):
    up_to_the_vote(store, begin(store, household))
    plan = changed(shipped(), 3, replace(shipped()[3], who="村民小组"))
    assert Cases(store, "monitor_2021", 2026).under(planned(plan)) == []


def test_an_added_step_that_nobody_did_goes_as_it_came(store, household):
    up_to_the_vote(store, begin(store, household))
    arrange(store, added(shipped(), 2, Planned(OWN)))
    plan = added(shipped(), 2, Planned(OWN))
    arrange(store, taken_out(plan, 3))
    assert the_state(store, household).headline == "等候：民主评议"
