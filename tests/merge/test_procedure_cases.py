# SPDX-License-Identifier: MIT
"""Procedures on two laptops: the same procedure and step is one row, and its cells merge one by one."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.merge.conftest import V1, both_ways, contested, put, value
from villagedesk.errors import Refused
from villagedesk.merge.returning import make_return_file
from villagedesk.models.procedures import Stage, Status
from villagedesk.models.templates import template_of
from villagedesk.services.opening.files import NewFile, village_id
from villagedesk.services.procedure.editions import refuse_editions
from villagedesk.services.procedure.procedures import Rulebook, facts_of, record_step, start
from villagedesk.store.file import Opening, open_file
from villagedesk.store.ids import derived_id

TODAY = dt.date(2026, 3, 2)
SECOND = NewFile("village", "石门村", "510199100202", 2025)


def the_state(store):
    (facts,) = facts_of(store, ["h1"])["h1"]
    return Rulebook(store).state(facts, TODAY)


def test_two_laptops_that_begin_the_same_procedure_have_one_and_all_its_steps(pair):
    a, b = pair
    ours, theirs = (start(store, "h1", "monitor_2021", "2026-02-20").ids["process"] for store in pair)
    assert ours == theirs
    record_step(a, ours, "clue", {"done": "2026-02-20"})
    record_step(a, ours, "survey", {"done": "2026-02-21"})
    record_step(b, ours, "survey", {"actor": "李书记"})
    record_step(b, ours, "consent", {"done": "2026-02-22"})
    both_ways(a, b)
    assert contested(a) == []  # of the one step that both entered each said something else (M13)
    found = the_state(a)
    assert found.step("appraisal").status is Status.NEXT
    survey = next(one for one in found.facts.steps if one.step == "survey")
    assert (survey.done, survey.actor) == ("2026-02-21", "李书记")


def test_two_results_of_one_step_are_asked_about_and_the_state_follows_what_is_shown(pair):
    a, b = pair
    process, _same = (start(store, "h1", "monitor_2021", "2026-02-20").ids["process"] for store in pair)
    record_step(a, process, "survey", {"done": "2026-02-21", "result": "passed"})
    record_step(b, process, "survey", {"done": "2026-02-21", "result": "refused"})
    both_ways(a, b)
    ((_row, cell, values),) = contested(a)
    assert (cell, values) == ("result", {"passed", "refused"})
    shown = value(a, "process_step", _row, "result")
    assert the_state(a).stage is (Stage.REFUSED if shown == "refused" else Stage.RUNNING)
    assert the_state(a).stage is the_state(b).stage


def test_steps_left_out_on_two_laptops_are_all_left_out(pair):
    for store, step in zip(pair, ("township", "enter"), strict=True):
        put(store, "procedure_edition", "e1", template="monitor_2021", year=2026, off=(step,))
    both_ways(*pair)
    edition = Rulebook(pair[0]).edition("monitor_2021", 2026)
    assert set(edition.off) == {"township", "enter"}


def test_a_village_gets_its_own_procedures_and_meetings_back_and_nothing_of_others(laptops, township, tmp_path):
    v2 = village_id(SECOND.code)
    with township.change("登记") as change:
        change.put("procedure_edition", "e1", {"template": "exit_2016", "year": 2018, "source": "县里的办法"})
        for key, village, code in (("1", V1, "510199100201"), ("2", v2, SECOND.code)):
            change.put("village", village, {"name": f"{key}村", "code": code})
            change.put("household", f"h{key}", {"village": village})
            change.put("process", f"p{key}", {"household": f"h{key}", "template": "exit_2016", "year": 2018, "turn": 1})
            change.put("process_step", f"s{key}", {"process": f"p{key}", "step": "verify", "note": f"核实{key}"})
            change.put("meeting", f"k{key}", {"village": village, "date": "2018-09-01", "agenda": f"议题{key}"})
            change.put(
                "meeting_item", f"i{key}", {"meeting": f"k{key}", "household": f"h{key}", "opinion": f"意见{key}"}
            )
            change.put("notice", f"n{key}", {"village": village, "start": "2018-09-02", "place": f"地点{key}"})
            change.put("monitoring", f"o{key}", {"household": f"h{key}", "turn": 1, "risk_note": f"风险{key}"})
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    content = made.path.read_bytes()
    for word in ("核实", "议题", "意见", "地点", "风险"):
        assert f"{word}1".encode() in content
        assert f"{word}2".encode() not in content
    assert "县里的办法".encode() in content
    with open_file(made.path, "", Opening()) as returned:
        assert list(facts_of(returned, ["h1", "h2"])) == ["h1"]


# -- steps of a county (ADR 16) -----------------------------------------------------------------------------------------


def own(store, step, **values):
    put(store, "edition_step", derived_id("edition_step", "e1", step), edition="e1", step=step, **values)


def an_edition(store):
    put(store, "procedure_edition", "e1", template="monitor_2021", year=2026, source="县里的办法")


def order(store):
    return [step.key for step in Rulebook(store).template("monitor_2021", 2026).steps]


def test_steps_added_on_two_laptops_are_all_there_and_in_the_same_order(pair):
    for store, step in zip(pair, ("入户抽查", "部门会审"), strict=True):
        an_edition(store)
        own(store, step, after="township")
    both_ways(*pair)
    assert order(pair[0]) == order(pair[1])
    assert order(pair[0])[5:9] == ["township", "入户抽查", "部门会审", "county"]


def test_the_same_step_added_on_two_laptops_is_one_and_its_cells_merge_one_by_one(pair):
    a, b = pair
    for store in pair:
        an_edition(store)
    own(a, "入户抽查", after="township", paper="抽查表")
    own(b, "入户抽查", after="township", who="乡镇纪委")
    both_ways(a, b)
    for store in pair:
        step = Rulebook(store).template("monitor_2021", 2026).step("入户抽查")
        assert (step.paper[0], step.who[0]) == ("抽查表", "乡镇纪委")
    own(a, "入户抽查", after="county")
    own(b, "入户抽查", after="survey")
    both_ways(a, b)
    (asked,) = [found for found in contested(a) if found[1] == "after"]
    assert asked[2] == {"county", "survey"}
    assert order(a) == order(b)


def test_a_circle_that_two_laptops_make_together_leaves_a_procedure_and_the_next_arranging_mends_it(pair):
    a, b = pair
    for store in pair:
        an_edition(store)
    own(a, "survey", after="consent")
    own(b, "consent", after="survey")
    both_ways(a, b)
    assert order(a) == order(b) == [step.key for step in template_of("monitor_2021").steps]
    a.guards.append(refuse_editions)
    with pytest.raises(Refused, match="转了一圈"):
        own(a, "township", after="survey")
    own(a, "survey", after="clue")
    assert order(a)[:3] == ["clue", "survey", "consent"]


def test_what_was_done_of_a_step_that_another_office_took_off_is_still_seen_after_merging(pair):
    a, b = pair
    an_edition(a)
    own(a, "入户抽查", after="clue")
    both_ways(a, b)
    process = start(a, "h1", "monitor_2021", "2026-02-20").ids["process"]
    record_step(a, process, "入户抽查", {"done": "2026-02-21", "actor": "李书记"})
    put(b, "procedure_edition", "e1", off=("入户抽查",))
    both_ways(a, b)
    for store in pair:
        (dropped,) = the_state(store).dropped
        assert (dropped.step.name, dropped.status, dropped.doing.done) == ("入户抽查", Status.DROPPED, "2026-02-21")


def test_a_village_gets_the_steps_of_its_county_back(laptops, township, tmp_path):
    with township.change("登记") as change:
        change.put("village", V1, {"name": "1村", "code": "510199100201"})
        change.put("procedure_edition", "e1", {"template": "monitor_2021", "year": 2026, "source": "县里的办法"})
        change.put("edition_step", "s1", {"edition": "e1", "step": "入户抽查", "after": "township"})
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    with open_file(made.path, "", Opening()) as returned:
        assert "入户抽查" in order(returned)
