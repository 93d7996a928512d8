# SPDX-License-Identifier: MIT
"""Procedures on two laptops: the same procedure and step is one row, and its cells merge one by one."""

from __future__ import annotations

import datetime as dt

from tests.merge.conftest import V1, both_ways, contested, put, value
from villagedesk.merge.returning import make_return_file
from villagedesk.models.procedures import Stage, Status
from villagedesk.services.files import NewFile, village_id
from villagedesk.services.procedures import Rulebook, facts_of, record_step, start
from villagedesk.store.file import Opening, open_file

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
    asked = {cell: values for _row, cell, values in contested(a)}
    assert asked == {"done": {"2026-02-21", None}, "actor": {"李书记", None}}  # of the one step that both entered
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
