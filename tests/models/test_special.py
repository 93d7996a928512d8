# SPDX-License-Identifier: MIT
"""How far the case of a person in special hardship is: the last assessment holds; and how far a plan of help is."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.special import Appraisal, CarePlan, Special
from villagedesk.models.special import CaseStage, PlanStage, SpecialFile, case_stage_of, due_again, plan_stage_of

PERSON = Special(id="s", date="2025-01-05")
PLAN = CarePlan(
    id="p", date="2025-02-01", heard_on="2025-02-05", approved_on="2025-02-10", start="2025-02-15",
    adjusted_on="2025-06-01", closed_on="2025-12-01",
)  # fmt: skip


def seen(row, date, conclusion, **more):
    return Appraisal(id=row, special="s", date=date, conclusion=conclusion, **more)


@pytest.mark.parametrize(
    ("appraisals", "day", "stage"),
    [
        ((), "2025-06-01", CaseStage.REGISTERED),
        ((seen("a", "2025-02-01", "in"),), "2025-01-31", CaseStage.REGISTERED),
        ((seen("a", "2025-02-01", "in"),), "2025-02-01", CaseStage.IN),
        ((seen("a", "2025-02-01", None),), "2025-02-01", CaseStage.REGISTERED),
        ((seen("a", None, "in"),), "2025-02-01", CaseStage.REGISTERED),
        ((seen("a", "2025-02-01", "of_a_newer_program"),), "2025-02-01", CaseStage.REGISTERED),
        ((seen("b", "2025-03-01", "in"), seen("a", "2025-02-01", "later")), "2025-02-28", CaseStage.LATER),
        ((seen("b", "2025-03-01", "in"), seen("a", "2025-02-01", "later")), "2025-03-01", CaseStage.IN),
        ((seen("a", "2025-02-01", "in"), seen("b", "2025-03-01", "out")), "2025-04-01", CaseStage.OUT),
        ((seen("b", "2025-02-01", "in", round=2), seen("z", "2025-02-01", "out", round=1)), "2025-04-01", CaseStage.IN),
    ],
)
def test_the_last_assessment_by_the_day_holds(appraisals, day, stage):
    assert case_stage_of(SpecialFile(PERSON, appraisals), day) is stage


def test_who_is_served_no_more_is_nothing_else_from_that_day_on():
    ended = SpecialFile(PERSON.having(ended="2025-05-01"), (seen("a", "2025-02-01", "in"),))
    assert case_stage_of(ended, "2025-04-30") is CaseStage.IN
    assert case_stage_of(ended, "2025-05-01") is CaseStage.ENDED


def test_a_new_assessment_is_due_on_its_day_until_somebody_assesses_again():
    one = (seen("a", "2025-02-01", "later", again_on="2025-05-01"),)
    assert due_again(SpecialFile(PERSON, one), "2025-04-30") == ""
    assert due_again(SpecialFile(PERSON, one), "2025-05-01") == "2025-05-01"
    assert due_again(SpecialFile(PERSON, (*one, seen("b", "2025-05-02", "in"))), "2025-06-01") == ""
    assert due_again(SpecialFile(PERSON.having(ended="2025-03-01"), one), "2025-06-01") == ""


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2025-02-04", PlanStage.DRAFT), ("2025-02-05", PlanStage.HEARD), ("2025-02-10", PlanStage.APPROVED),
        ("2025-02-15", PlanStage.RUNNING), ("2025-06-01", PlanStage.ADJUSTED), ("2025-12-01", PlanStage.CLOSED),
    ],
)  # fmt: skip
def test_a_plan_is_as_far_as_the_last_of_its_days(day, stage):
    assert plan_stage_of(PLAN, day) is stage
