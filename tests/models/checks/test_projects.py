# SPDX-License-Identifier: MIT
"""J10–J12 of projects and claims: which field, what is missing, and what is no fault."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.a_household import answers, around, sentence, verdict
from tests.models.checks.cases.projects import NOTICE, TERM, WHOLE, claim, project, village
from tests.models.checks.test_any import assert_complete, some_record
from villagedesk.models.catalogue.project import Claim, Project, ProjectBeneficiary, ProjectFund
from villagedesk.models.checks.projects import RULES
from villagedesk.models.checks.rules import Surroundings
from villagedesk.models.projects import ProjectFile


def levels(code, file):
    return [(one.key, one.level.value) for one in answers(RULES, code, file)]


def test_j10_says_what_was_granted_and_what_was_paid():
    said = sentence(RULES, "J10", project({**WHOLE, "paid": 7_000_000}, budget_change=0))
    assert said.startswith("修渠 项目预算“60,000.00”加上预算调整共60,000.00元，已支付70,000.00元，超过了预算")


def test_j10_only_what_is_paid_beyond_the_budget_blocks():
    assert levels("J10", project({**WHOLE, "paid": 6_000_001})) == [("budget", "error")]
    assert levels("J10", project({**WHOLE, "planned": 1})) == [("budget", "doubt")]
    assert levels("J10", project(WHOLE, accepted="2025-06-29")) == [("accepted", "doubt")]


def test_j10_what_is_not_paid_or_not_yet_known_is_no_fault_and_says_what_is_missing():
    assert verdict(RULES, "J10", project({**WHOLE, "paid": 0})) == "ok"
    assert verdict(RULES, "J10", project({**WHOLE, "paid": None})) == "? project_fund.paid"
    assert verdict(RULES, "J10", project({**WHOLE, "planned": None})) == "? project_fund.planned"
    assert verdict(RULES, "J10", project(WHOLE, budget=None)) == "? project.budget"
    assert verdict(RULES, "J10", project(WHOLE, finished=None)) == "? project.finished"
    assert verdict(RULES, "J10", project(WHOLE, finished=None, accepted=None)) == "ok"


def test_j10_without_any_source_of_money_says_nothing():
    (one,) = project().projects
    assert verdict(RULES, "J10", village(projects=(ProjectFile(one.project),))) == "ok"


def test_j10_too_much_is_seen_although_one_payment_is_not_known():
    file = project({"planned": 3_000_000, "paid": 6_000_001}, {"planned": 3_000_000, "paid": None})
    assert verdict(RULES, "J10", file) == "error"


def test_j11_counts_the_day_of_putting_up_as_the_line_says():
    assert sentence(RULES, "J11", project(notice_to="2025-01-06")).startswith(
        "修渠 项目公示截止日期“2025-01-06”共公示5天，少于规定的10天"
    )
    assert verdict(RULES, "J11", project(), around(notice_first_day=0)) == "doubt"
    assert verdict(RULES, "J11", project(notice_to="2025-01-12"), around(notice_first_day=0)) == "ok"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"notice_from": None, "notice_to": None}, "? project.notice_from"),
        ({"notice_to": None}, "? project.notice_to"),
        ({"notice_from": None, "notice_to": None, "begun": None, "finished": None, "accepted": None}, "ok"),
        ({"notice_from": None, "notice_to": None, "stopped": "2025-02-01"}, "ok"),
        ({"notice_to": "2025-01-01"}, "doubt"),
    ],
)
def test_j11_what_has_begun_must_have_hung_out(facts, told):
    assert verdict(RULES, "J11", project(**facts)) == told


def test_j11_and_j12_without_their_lines_cannot_be_told():
    assert verdict(RULES, "J11", project(), around(**{NOTICE[0]: None})) == "? line.value"
    assert verdict(RULES, "J12", claim(), around(**{TERM: None})) == "? line.value"


def test_j12_says_how_long_nothing_was_begun():
    said = sentence(RULES, "J12", claim(date="2025-11-01"))
    assert said.startswith("送教上门 启动日期没有填写，2025-11-01认领后已过60天，超过30天")


@pytest.mark.parametrize("key", ["started", "given_up", "finished"])
def test_j12_what_was_begun_given_up_or_done_does_not_wait(key):
    assert verdict(RULES, "J12", claim(date="2025-06-01", **{key: "2025-12-30"})) == "ok"
    assert verdict(RULES, "J12", claim(date="2025-06-01", **{key: "2026-01-01"})) == "doubt"  # not yet in that year
    assert verdict(RULES, "J12", claim(date=None)) == "? claim.date"


@given(st.integers(0, 2**32))
def test_no_rule_raises_on_any_projects(seed):
    dice = Random(seed)
    density = dice.choice((0.05, 0.5, 1.0))

    def some(kind, row):
        return some_record(kind, dice, density, id=row)

    funds = (some(ProjectFund, "f"), some(ProjectFund, "f2"))
    file = village(
        projects=(
            ProjectFile(some(Project, "p"), funds, (some(ProjectBeneficiary, "b"),)),
            ProjectFile(some(Project, "p2")),
        ),
        claims=(some(Claim, "c"),),
    )
    for rule in RULES:
        for one in rule.check(file, Surroundings(dt.date(2026, 3, 2))):
            assert_complete(one, {"p", "p2", "f", "f2", "c", NOTICE[0], TERM})
