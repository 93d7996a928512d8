# SPDX-License-Identifier: MIT
"""I01, I02, I04 and I11: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, person, sentence, verdict
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.checks.matrix import answering, needs
from villagedesk.models.checks.measures import RULES
from villagedesk.models.codes import code_list
from villagedesk.paths import resources


def measure(category="industry", content="养羊30只", **more):
    return {"category": category, "content": content, "due": "2025-10", "status": "done", **more}


# -- the tables ---------------------------------------------------------------------------------------------------------


def test_the_matrix_knows_every_cause_and_risk_but_the_others_and_only_classes_that_exist():
    known = {("cause", entry.code) for entry in code_list("cause").entries} - {("cause", "99")}
    known |= {("risk", entry.code) for entry in code_list("risk").entries} - {("risk", "other")}
    assert set(answering()) == known
    assert all(code in code_list("measure_class") for classes in answering().values() for code in classes)
    assert all(answering().values())


def test_every_row_of_the_tables_says_where_it_comes_from():
    for name in ("cause_measures.csv", "measure_needs.csv"):
        with (resources() / "checks" / name).open(encoding="utf-8", newline="") as file:
            assert all(row["source"] for row in csv.DictReader(file))
    assert all(code in code_list("measure_class") for need in needs() for code in need.classes)


# -- I01 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "category", "expected"),
    [
        ("1", "health", "ok"),
        ("1", "social", "ok"),
        ("1", "industry", "doubt"),
        ("3", "education", "ok"),
        ("3", "compulsory", "ok"),
        ("3", "health", "doubt"),
        ("2", "security", "ok"),
        ("9", "finance", "ok"),
        ("9", "education", "doubt"),
        ("99", "industry", "ok"),
        ("1", None, "? measure.category"),
    ],
)
def test_i01_each_cause_has_a_measure_that_answers_it(cause, category, expected):
    assert verdict(RULES, "I01", a_case(causes=[cause], measures=[measure(category)])) == expected


def test_i01_every_cause_is_asked_and_named_with_what_would_answer_it():
    case = a_case(causes=["1", "3"], measures=[measure("health")])
    text = sentence(RULES, "I01", case)
    assert "致贫原因“因学”没有对应的帮扶措施（如 义务教育保障、教育帮扶、社会帮扶）" in text


def test_i01_a_measure_that_was_given_up_answers_nothing():
    given_up = measure("health", status="dropped")
    assert verdict(RULES, "I01", a_case(causes=["1"], measures=[given_up, measure()])) == "doubt"
    assert verdict(RULES, "I01", a_case(causes=["1"], measures=[given_up])) == "ok"  # that is I11


def test_i01_another_measure_answers_the_cause_against_which_it_is_said_to_be():
    assert verdict(RULES, "I01", a_case(causes=["1"], measures=[measure("other", cause="1")])) == "ok"
    assert verdict(RULES, "I01", a_case(causes=["1"], measures=[measure("other", cause="3")])) == "doubt"
    assert verdict(RULES, "I01", a_case(causes=["1"], measures=[measure("industry", cause="1")])) == "doubt"


@pytest.mark.parametrize(
    ("risk", "category", "expected"),
    [
        ("housing", "housing", "ok"),
        ("housing", "relocation", "ok"),
        ("housing", "water", "doubt"),
        ("other", "water", "ok"),
    ],
)
def test_i01_risks_are_asked_until_they_are_removed(risk, category, expected):
    facts = {"monitor_type": "edge", "risks": (risk,)}
    assert verdict(RULES, "I01", a_case(facts=facts, measures=[measure(category)])) == expected
    said = [measure("other", risk=risk)]
    assert verdict(RULES, "I01", a_case(facts=facts, measures=said)) == "ok"
    gone = {**facts, "risk_removed": True}
    assert verdict(RULES, "I01", a_case(facts=gone, measures=[measure(category)])) == "ok"


# -- I02 ----------------------------------------------------------------------------------------------------------------

SICK = {"health": ("2",), "low_income": "none", "destitute": "none", "work_months": 0}


@pytest.mark.parametrize(
    ("content", "facts", "expected"),
    [
        ("享受残疾人两项补贴", {}, "doubt"),
        ("享受残疾人两项补贴", {"health": ("4",)}, "ok"),
        ("享受残疾人两项补贴", {"card_no": "51019919740224002143"}, "ok"),
        ("享受残疾人两项补贴", {"health": ()}, "? member_year.health"),
        ("纳入农村低保", {}, "doubt"),
        ("纳入农村低保", {"low_income": "rural"}, "ok"),
        ("纳入农村低保", {"low_income": None}, "? member_year.low_income"),
        ("纳入低保边缘管理", {}, "ok"),
        ("特困供养", {}, "doubt"),
        ("特困供养", {"destitute": "rural"}, "ok"),
        ("交通费补助500元", {}, "doubt"),
        ("交通费补助500元", {"work_place": "outside", "work_months": 8}, "ok"),
        ("交通费补助500元", {"work_place": "county", "work_months": 8}, "doubt"),
        ("交通费补助500元", {"work_place": None, "work_months": 8}, "? member_year.work_place"),
        ("医疗救助", {}, "ok"),
    ],
)
def test_i02_some_measures_need_somebody(content, facts, expected):
    case = a_case(people=(person(**{**SICK, **facts}),), measures=[measure("security", content)])
    assert verdict(RULES, "I02", case) == expected


@pytest.mark.parametrize(
    ("labour", "months", "expected"),
    [("none", 0, "doubt"), ("none", 3, "ok"), ("weak", 0, "ok"), (None, 0, "? member_year.labour")],
)
def test_i02_help_to_work_needs_somebody_who_can(labour, months, expected):
    people = (person(labour=labour, low_income="none", destitute="none", work_months=months),)
    assert verdict(RULES, "I02", a_case(people=people, measures=[measure("employment", "务工")])) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"status": "planned"}, "ok"),
        ({"status": "running"}, "doubt"),
        ({"status": None, "helped_since": "2025-05"}, "doubt"),
        ({"status": None}, "? measure.status"),
        ({"status": "dropped"}, "ok"),
    ],
)
def test_i02_what_is_only_planned_may_still_find_its_people(more, expected):
    case = a_case(people=(person(**SICK),), measures=[measure("security", "纳入农村低保", **more)])
    assert verdict(RULES, "I02", case) == expected


def test_i02_who_has_an_allowance_has_a_measure_for_it():
    people = (person(low_income="rural", destitute="none"),)
    (found,) = answers(RULES, "I02", a_case(people=people, measures=[measure()]))
    assert found.text().startswith("高凤珍 是否享受低保“农村低保”但本年度措施中没有登记")
    assert answers(RULES, "I02", a_case(people=people, measures=[measure("security", "农村低保")])) == []
    assert answers(RULES, "I02", a_case(people=people)) == []  # no plan: that is I11


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("disabled_allowances", "按月发放", "doubt"),
        ("low_income", "按月发放", "doubt"),
        ("temporary", "未纳入低保，给予临时救助", "ok"),  # the subclass says what it is
    ],
)
def test_i02_goes_by_the_subclass_where_there_is_one(kind, content, expected):
    case = a_case(people=(person(**SICK),), measures=[measure("security", content, subcategory=kind)])
    assert verdict(RULES, "I02", case) == expected


# -- I04 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begun", "more", "expected"),
    [
        ("2014-02", {}, "doubt"),
        ("2014-03", {}, "ok"),
        ("2014-02", {"note": "先行救助"}, "ok"),
        (None, {"done_on": "2014-02-28"}, "doubt"),
        (None, {}, "? measure.helped_since"),
        (None, {"status": "planned"}, "ok"),
    ],
)
def test_i04_help_does_not_begin_before_the_identification(begun, more, expected):
    assert verdict(RULES, "I04", a_case(measures=[measure(helped_since=begun, **more)])) == expected


def test_i04_without_an_identification_nothing_is_judged_but_monitoring_is_one():
    case = a_case(household={"identified": None}, measures=[measure(helped_since="2024-01")])
    assert verdict(RULES, "I04", case) == "? household.identified"
    assert verdict(RULES, "I04", replace(case, facts=case.facts.having(monitored_since="2023-12"))) == "ok"
    assert verdict(RULES, "I04", replace(case, facts=case.facts.having(monitored_since="2024-02"))) == "doubt"


@pytest.mark.parametrize(
    ("status", "left", "expected"),
    [("exited_no_policy", 2024, "doubt"), ("exited_no_policy", 2025, "ok"), ("exited_policy", 2024, "ok")],
)
def test_i04_after_the_exit_only_those_without_benefits_are_asked(status, left, expected):
    """脱贫不脱政策: help after the exit is lawful."""
    case = a_case(facts={"exit_status": status, "exit_year": left}, measures=[measure(helped_since="2025-03")])
    assert verdict(RULES, "I04", case) == expected


@pytest.mark.parametrize(("left", "expected"), [("2025-02-10", "doubt"), ("2025-03-10", "ok")])
def test_i04_nobody_is_helped_after_everybody_is_gone(left, expected):
    gone = (person(left=left, leave_reason="death"),)
    case = a_case(people=(), departed=gone, measures=[measure(helped_since="2025-03")])
    assert verdict(RULES, "I04", case) == expected


# -- I11 ----------------------------------------------------------------------------------------------------------------


def test_i11_a_plan_with_measures_that_are_done_is_right():
    assert verdict(RULES, "I11", a_case(measures=[measure()])) == "ok"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "doubt"),
        ({"exit_status": "dissolved"}, "ok"),
        ({"household_type": "ordinary"}, "ok"),
        ({"id": ""}, "ok"),  # nothing was entered for the year
    ],
)
def test_i11_who_is_helped_has_a_plan(facts, expected):
    assert verdict(RULES, "I11", replace(a_case(facts=facts), plan=Plan(), measures=())) == expected


def test_i11_before_the_month_of_the_line_no_plan_is_missed():
    """Looked at on 2 March 2026."""
    young = replace(a_case(facts={"year": 2026}), year=2026, plan=Plan())
    assert verdict(RULES, "I11", young) == "ok"
    assert verdict(RULES, "I11", young, around(check_i11_month=2)) == "doubt"
    assert verdict(RULES, "I11", young, around(check_i11_month=None)) == "? line.value"


def test_i11_a_plan_without_measures():
    assert "2025年度计划的措施一条也没有登记" in sentence(RULES, "I11", a_case())
    assert "2025年度计划的措施" in sentence(RULES, "I11", a_case(measures=[measure(status="dropped")]))


@pytest.mark.parametrize(
    ("due", "status", "expected"),
    [
        ("2025-12", "running", "doubt"),  # 2026 has begun
        ("2025-12", "done", "ok"),
        ("2025-12", "adjusted", "ok"),
        ("2026-01", "running", "ok"),
        ("2025-10", None, "? measure.status"),
        (None, "running", "? measure.due"),
    ],
)
def test_i11_a_measure_is_done_when_it_is_due(due, status, expected):
    assert verdict(RULES, "I11", a_case(measures=[measure(due=due, status=status)])) == expected


def test_i11_several_overdue_measures_are_one_doubt_with_their_number():
    late = [measure(due="2025-10", status="running"), measure(due="2025-06", status="planned", content="修圈舍")]
    case = a_case(measures=[*late, measure(), measure(due="2025-12", status="running")])
    assert len(answers(RULES, "I11", case)) == 1
    assert "修圈舍" in sentence(RULES, "I11", case)
    assert "还有2条措施也已到期" in sentence(RULES, "I11", case)


@pytest.mark.parametrize(("due", "expected"), [("2026-02", "doubt"), ("2026-03", "ok")])
def test_i11_while_the_year_is_running_the_month_must_be_over(due, expected):
    case = replace(a_case(measures=[measure(due=due, status="running")]), year=2026)
    assert verdict(RULES, "I11", case) == expected
