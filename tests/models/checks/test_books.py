# SPDX-License-Identifier: MIT
"""R01–R07 of a village's books: which field, what is missing, and that no sentence tells who complained about whom."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.a_household import answers, around, sentence, verdict
from tests.models.checks.cases.books import (
    BEFORE,
    TERM,
    answered,
    books,
    complaint,
    deed,
    inspection,
    matter,
    put_right,
    resolution,
    settled,
    twice,
)
from tests.models.checks.test_any import assert_complete, some_record
from villagedesk.models.catalogue.matters import (
    Complaint,
    Deed,
    Inspection,
    Matter,
    MatterStep,
    Rectification,
    Resolution,
)
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.checks.matters import RULES
from villagedesk.models.checks.rules import Surroundings, judge_village
from villagedesk.models.matters import InspectionFile, MatterFile, Resolved


def keys(code, file):
    return [f"{one.entity}.{one.key}" for one in answers(RULES, code, file)]


def test_r01_says_which_day_lies_before_which():
    assert sentence(RULES, "R01", settled(closed_on=BEFORE)).startswith(
        "1号 销号日期“2025-03-09”早于登记日期2025-03-10"
    )
    assert keys("R01", inspection({"done_on": BEFORE})) == ["rectification.done_on"]


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        (settled(result=None), ["matter.result"]),
        (settled(closed_on=None), ["matter.closed_on"]),
        (settled(outcome=None), ["matter.outcome"]),
        (settled(outcome="reported", result=None), ["matter.reported_to"]),
        (settled(outcome="reported", reported_to="示范镇"), []),
        (settled(outcome="hung", result=None), ["matter.hung_why"]),
        (settled(outcome="hung", hung_why="要等规划"), []),
        (answered(), []),
        (answered(finding=None), ["complaint.finding"]),
        (answered(result=None), ["complaint.result"]),
        (answered(replied_on=None), ["complaint.replied_on"]),
        (answered(replied_on=None, anonymous=True), []),
        (answered(replied_on=None, anonymous=None), []),
        (complaint(), []),
        (put_right(), []),
        (put_right(measure=None), ["rectification.measure"]),
        (put_right(evidence=None), ["rectification.evidence"]),
        (put_right(evidence=None, evidence_photo="ab"), []),
        (put_right(checked_on="2025-04-02"), ["rectification.passed"]),
        (put_right(checked_on="2025-04-02", passed=False), []),
        (inspection({"passed": True}), ["rectification.done_on"]),
    ],
)
def test_r02_what_is_over_says_how(file, missing):
    assert keys("R02", file) == missing


def test_r03_says_how_late_it_is_and_what_is_missing_to_tell():
    assert sentence(RULES, "R03", matter(due="2025-12-21")).startswith("1号 办理期限“2025-12-21”已过10天，还没有办结")
    for file, path in (
        (matter(due=None), "matter.due"),
        (inspection(due=None), "rectification.due"),
        (resolution(due=None), "resolution.due"),
        (deed(due=None), "deed.due"),
        (complaint(due=None, date=None), "complaint.date"),
    ):
        assert verdict(RULES, "R03", file) == f"? {path}"
    assert verdict(RULES, "R03", complaint(due=None), around(**{TERM: None})) == "? line.value"
    assert verdict(RULES, "R03", complaint(), around(**{TERM: None})) == "ok"  # it has a day of its own


def test_r03_a_complaint_has_the_days_of_the_year_in_which_it_came():
    lines = {(TERM, "", None): 60, (TERM, "", 2024): 400}
    for date, expected in (("2024-12-20", "ok"), ("2025-03-10", "doubt")):
        file = complaint(due=None, date=date)
        assert verdict(RULES, "R03", file, Surroundings(dt.date(2026, 3, 2), lines=lines)) == expected


def test_a_missing_line_is_told_of_once():
    two = books(complaints=(Complaint(id="c1", date="2025-03-10"), Complaint(id="c2", date="2025-03-11")))
    missing = judge_village(RULES, two, Surroundings(dt.date(2026, 3, 2), lines={(TERM, "", None): 60}))
    assert not [one for one in missing.unjudged if one.entity == "line"]
    missing = judge_village(RULES, two, around(**{TERM: None}))
    assert [one.row for one in missing.unjudged if one.entity == "line"] == [TERM]


def test_r03_what_is_done_handed_up_hung_up_or_rejected_is_not_late():
    early = "2025-04-01"
    for file in (
        settled(due=early), settled(due=early, outcome="hung"), settled(due=early, outcome="reported"),
        answered(due=early), put_right(due=early), resolution(due=early, decision="rejected"),
        resolution(due=early, done_on=early), deed(due=early, done_on=early),
    ):  # fmt: skip
        assert verdict(RULES, "R03", file) == "ok"


def test_r04_finds_the_name_among_others_and_repeats_none():
    file = complaint(about="驻村工作队 周明、王芳", handler="周明", complainant="罗小明")
    assert verdict(RULES, "R04", file) == "error"
    said = sentence(RULES, "R04", file)
    assert not any(name in said for name in ("周明", "王芳", "罗小明"))
    assert verdict(RULES, "R04", complaint(about=None)) == "? complaint.about"
    assert verdict(RULES, "R04", complaint(handler=None)) == "? complaint.handler"


def test_r05_a_name_or_a_telephone_contradicts_an_anonymous_complaint_and_is_not_repeated():
    file = complaint(anonymous=True, complainant="罗小明", phone="13800001111")
    assert keys("R05", file) == ["complaint.complainant", "complaint.phone"]
    said = " ".join(one.text() for one in answers(RULES, "R05", file))
    assert "罗小明" not in said
    assert "13800001111" not in said
    for anonymous in (False, None):
        assert verdict(RULES, "R05", complaint(anonymous=anonymous, complainant="罗小明")) == "ok"


def test_r06_numbers_are_compared_within_a_ledger_and_a_missing_one_is_no_number():
    assert verdict(RULES, "R06", twice("1", "1")) == "doubt"
    assert verdict(RULES, "R06", twice(None, None)) == "ok"
    first, second = twice("1", "1").matters
    apart = books(matters=(first, second._replace(matter=second.matter.having(ledger="stability"))))
    assert verdict(RULES, "R06", apart) == "ok"


def test_r07_somebody_answers_for_what_is_still_to_be_done():
    assert keys("R07", inspection({"responsible": None})) == ["rectification.responsible"]
    assert keys("R07", complaint(handler=None)) == ["complaint.handler"]
    assert keys("R07", deed(responsible=None)) == ["deed.responsible"]
    for file in (
        settled(responsible=None),
        answered(handler=None),
        put_right(responsible=None),
        deed(responsible=None, done_on="2025-12-01"),
    ):
        assert verdict(RULES, "R07", file) == "ok"


@given(st.integers(0, 2**32))
def test_no_rule_raises_on_any_books(seed):
    dice = Random(seed)
    density = dice.choice((0.05, 0.5, 1.0))

    def some(kind, row):
        return some_record(kind, dice, density, id=row)

    file = books(
        matters=(MatterFile(some(Matter, "m"), (some(MatterStep, "ms"),)), MatterFile(some(Matter, "m2"))),
        inspections=(InspectionFile(some(Inspection, "i"), (some(Rectification, "r"),)),),
        complaints=(some(Complaint, "c"), some(Complaint, "c2")),
        resolved=(Resolved(some(Resolution, "s"), some(Meeting, "g")),),
        deeds=(some(Deed, "d"),),
    )
    for rule in RULES:
        for one in rule.check(file, Surroundings(dt.date(2026, 3, 2))):
            assert_complete(one, {"m", "m2", "ms", "i", "r", "c", "c2", "s", "g", "d"})


@pytest.mark.parametrize(
    ("number", "former", "expected"),
    [
        ("1", "2024-12-31", "ok"),  # a book that begins anew each year
        ("1", "2025-01-01", "doubt"),
        ("2024-001", "2024-12-31", "doubt"),  # the year stands in it, so it was given once
        ("1", None, "? matter.date"),
        ("2024-001", None, "doubt"),
    ],
)
def test_r06_a_number_that_names_no_year_may_begin_anew_with_each(number, former, expected):
    first, second = twice(number, number).matters
    file = books(matters=(first._replace(matter=first.matter.having(date=former)), second))
    assert verdict(RULES, "R06", file) == expected
