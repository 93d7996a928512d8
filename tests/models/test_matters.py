# SPDX-License-Identifier: MIT
"""How matters, complaints, problems, resolutions and deeds stand on a day, at the boundaries of their days."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.matters import Complaint, Deed, Inspection, Matter, Rectification, Resolution
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.matters import (
    Standing,
    State,
    of_complaint,
    of_deed,
    of_matter,
    of_problem,
    of_resolution,
)
from villagedesk.models.values.dates import days_between

DAY = "2026-03-02"
MATTER = Matter(id="a", date="2026-02-01", due="2026-03-02")


def test_a_matter_is_open_on_the_day_on_which_it_is_due_and_overdue_on_the_next():
    assert of_matter(MATTER, DAY) == Standing(State.OPEN, "2026-03-02", 29, 0)
    assert of_matter(MATTER, "2026-03-03") == Standing(State.OVERDUE, "2026-03-02", 30, -1)


def test_a_matter_without_a_due_day_is_never_overdue():
    assert of_matter(MATTER.having(due=None), "2030-01-01").state is State.OPEN
    assert of_matter(MATTER.having(due=None), "2030-01-01").left is None


@pytest.mark.parametrize(
    ("outcome", "state"), [("done", State.CLOSED), ("reported", State.REPORTED), ("hung", State.HUNG)]
)
def test_an_outcome_ends_it_from_its_day_on(outcome, state):
    one = MATTER.having(outcome=outcome, closed_on="2026-03-10")
    assert of_matter(one, "2026-03-10") == Standing(state, "2026-03-02", 37, None, "2026-03-10")
    assert of_matter(one, "2026-03-09").state is State.OVERDUE
    assert of_matter(one, "2026-03-01").state is State.OPEN


def test_an_outcome_without_a_day_ends_it_and_nobody_knows_how_long_it_took():
    assert of_matter(MATTER.having(outcome="done"), DAY) == Standing(State.CLOSED, "2026-03-02", None, None)


def test_a_day_without_an_outcome_ends_nothing():
    assert of_matter(MATTER.having(closed_on="2026-02-05"), DAY).state is State.OPEN


def test_days_in_the_wrong_order_are_no_number_of_days():
    assert of_matter(MATTER.having(outcome="done", closed_on="2026-01-31"), DAY).days is None
    assert days_between("2026-03-02", "2026-03-01") is None
    assert days_between("2026-03-02", "2026-03-01", either=True) == -1
    assert days_between("2026-02", "2026-03-01") is None


def test_a_complaint_is_due_by_the_days_of_the_office_unless_it_says_otherwise():
    one = Complaint(id="c", date="2026-01-01")
    assert of_complaint(one, DAY, 60) == Standing(State.OPEN, DAY, 60, 0)
    assert of_complaint(one, "2026-03-03", 60).state is State.OVERDUE
    assert of_complaint(one.having(due="2026-02-01"), DAY, 60).state is State.OVERDUE
    assert of_complaint(one, "2030-01-01", None) == Standing(State.OPEN, "", 1461, None)
    assert of_complaint(one.having(closed_on="2026-03-02"), DAY, 10) == Standing(
        State.CLOSED, "2026-01-11", 60, None, "2026-03-02"
    )
    assert of_complaint(Complaint(id="c"), DAY, 60).state is State.OPEN


INSPECTION = Inspection(id="i", date="2026-02-01", due="2026-03-01")
PROBLEM = Rectification(id="r", inspection="i")


def test_a_problem_is_due_with_its_inspection_unless_it_has_a_day_of_its_own():
    assert of_problem(PROBLEM, INSPECTION, DAY) == Standing(State.OVERDUE, "2026-03-01", 29, -1)
    assert of_problem(PROBLEM.having(due="2026-04-01"), INSPECTION, DAY).state is State.OPEN


def test_a_problem_put_right_waits_until_somebody_has_looked_and_comes_back_if_it_is_not_right():
    done = PROBLEM.having(done_on="2026-02-20")
    assert of_problem(done, INSPECTION, DAY) == Standing(State.WAITING, "2026-03-01", 19, None)
    assert of_problem(done, INSPECTION, "2026-02-19").state is State.OPEN
    passed = done.having(checked_on="2026-02-25", passed=True)
    assert of_problem(passed, INSPECTION, DAY) == Standing(State.CLOSED, "2026-03-01", 19, None, "2026-02-25")
    assert of_problem(passed, INSPECTION, "2026-02-24").state is State.WAITING
    assert of_problem(passed.having(passed=False), INSPECTION, DAY).state is State.OVERDUE


def test_what_was_rejected_or_put_off_is_not_to_be_carried_out():
    meeting = Meeting(id="m", date="2026-02-01")
    one = Resolution(id="s", meeting="m", due="2026-03-01", decision="passed")
    assert of_resolution(one, meeting, DAY).state is State.OVERDUE
    assert of_resolution(one.having(decision=None), meeting, DAY).state is State.OVERDUE
    assert of_resolution(one.having(done_on="2026-02-11"), meeting, DAY) == Standing(
        State.CLOSED, "2026-03-01", 10, None, "2026-02-11"
    )
    for decision in ("rejected", "put_off"):
        assert of_resolution(one.having(decision=decision), meeting, DAY).state is State.DROPPED


def test_a_deed_that_is_done_waits_until_it_is_struck_off():
    one = Deed(id="d", date="2026-02-01", due="2026-03-01")
    assert of_deed(one, DAY).state is State.OVERDUE
    assert of_deed(one.having(done_on="2026-02-27"), DAY) == Standing(State.WAITING, "2026-03-01", 26, None)
    struck = one.having(done_on="2026-02-27", closed_on="2026-03-02")
    assert of_deed(struck, DAY) == Standing(State.CLOSED, "2026-03-01", 26, None, "2026-03-02")
    assert of_deed(struck, "2026-03-01").state is State.WAITING


def test_every_state_has_its_word():
    assert len({state.words for state in State}) == len(State)
