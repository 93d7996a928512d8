# SPDX-License-Identifier: MIT
"""How far projects and claims are on a day, what their money comes to, and of which years they are."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.project import Claim, Project, ProjectFund
from villagedesk.models.projects import (
    ClaimStage,
    Money,
    Stage,
    claim_stage_of,
    claimed_in,
    is_late,
    money_of,
    runs_in,
    stage_of,
)

BUILT = Project(
    id="p", year=2024, begun="2024-03-01", finished="2024-09-30", accepted="2024-10-15", planned_end="2024-06-30"
)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2024-02-29", Stage.AHEAD), ("2024-03-01", Stage.RUNNING), ("2024-09-29", Stage.RUNNING),
        ("2024-09-30", Stage.FINISHED), ("2024-10-14", Stage.FINISHED), ("2024-10-15", Stage.ACCEPTED),
    ],
)  # fmt: skip
def test_a_project_is_as_far_as_the_last_of_its_days(day, stage):
    assert stage_of(BUILT, day) is stage


def test_what_did_not_pass_is_not_accepted_and_what_was_stopped_is_nothing_else():
    assert stage_of(BUILT.having(acceptance="failed"), "2025-01-01") is Stage.FAILED
    assert stage_of(BUILT.having(acceptance="mended"), "2025-01-01") is Stage.ACCEPTED
    stopped = BUILT.having(stopped="2024-05-01")
    assert stage_of(stopped, "2024-04-30") is Stage.RUNNING
    assert stage_of(stopped, "2025-01-01") is Stage.STOPPED


def test_late_is_what_should_have_been_finished_and_is_not():
    assert not is_late(BUILT, "2024-06-30")
    assert is_late(BUILT, "2024-07-01")
    assert not is_late(BUILT, "2024-09-30")
    assert not is_late(BUILT.having(planned_end=None), "2024-07-01")
    assert is_late(BUILT.having(begun=None), "2024-07-01")
    assert not is_late(BUILT.having(stopped="2024-05-01"), "2024-07-01")


def test_a_claim_waits_until_it_is_begun_given_up_or_done():
    one = Claim(id="c", date="2025-03-01", started="2025-03-10", finished="2025-05-01")
    assert claim_stage_of(one, "2025-03-09") is ClaimStage.WAITING
    assert claim_stage_of(one, "2025-03-10") is ClaimStage.RUNNING
    assert claim_stage_of(one, "2025-05-01") is ClaimStage.DONE
    assert claim_stage_of(one.having(finished=None, given_up="2025-04-01"), "2025-04-01") is ClaimStage.GIVEN_UP


def test_money_is_the_budget_with_its_change_and_what_of_the_sources_is_known():
    funds = [ProjectFund(planned=300, paid=None), ProjectFund(planned=None, paid=50)]
    assert money_of(BUILT.having(budget=400, budget_change=-100), funds) == Money(300, 300, 50)
    assert money_of(BUILT.having(budget=400), funds).granted == 400
    assert money_of(BUILT, funds).granted is None


def test_a_project_belongs_to_its_year_and_to_those_after_until_it_is_over():
    assert [runs_in(BUILT, year) for year in (2023, 2024, 2025)] == [False, True, False]
    late = BUILT.having(accepted="2025-02-01")
    assert [runs_in(late, year) for year in (2024, 2025, 2026)] == [True, True, False]
    assert runs_in(BUILT.having(year=None), 2019)


def test_a_claim_belongs_to_its_year_and_to_those_after_until_it_is_done_or_given_up():
    one = Claim(id="c", date="2024-12-01", finished="2025-02-01")
    assert [claimed_in(one, year) for year in (2023, 2024, 2025, 2026)] == [False, True, True, False]
    assert not claimed_in(one.having(finished=None, given_up="2024-12-20"), 2025)
    assert claimed_in(one.having(date=None), 2019)
