# SPDX-License-Identifier: MIT
"""The sheet of readiness and the rules of exit, monitoring and removal judge the same facts alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.a_household import TODAY, YEAR, a_case, around, person
from villagedesk.models.assured import SchoolAges, exceeds, insured, school_ages, school_day, schooled
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import monitoring, status
from villagedesk.models.checks.rules import Unjudged
from villagedesk.models.checks.standing import lacking
from villagedesk.models.criteria import Criterion, all_sets
from villagedesk.models.lines import COUNTRY, shipped_values, value_in
from villagedesk.models.readiness import Verdict, household_standing

_SCHOOLS = st.sampled_from([None, "none", "preschool_age", "kindergarten", "primary", "junior1"])
_REASONS = st.sampled_from([None, "illness", "disability", "poverty", "tired"])
_FLAGS = st.sampled_from([None, True, False])
_ANSWERS = st.sampled_from([None, True, False, NA])
_GRADES = st.sampled_from([None, "none", "A", "B", "C", "D", NA])
_LINES = {**shipped_values(), ("exit_line", "", None): 4_000, ("monitoring_line", "", None): 7_000}
_DECIDED = {"dangerous": False, "house_grade": "A", "no_house": False, "water_solved": True}


def line_of(name: str, year: int) -> Line:
    return Line(name=name, value=value_in(_LINES, name, year), region=COUNTRY)


def rule(key: str) -> Criterion:
    return next(one for some in all_sets() for one in some.rules if one.key == key)


def verdict_of(found) -> Verdict:
    found = list(found)
    if any(not isinstance(one, Unjudged) for one in found):
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if found else Verdict.MET


def assert_agreed(key, case) -> Verdict:
    """What the sheet says of a criterion is what the rules say of it; returns it."""
    (standing,) = household_standing(case, (rule(key),), line_of, TODAY.isoformat())
    surroundings = around(exit_line=4_000, monitoring_line=7_000)
    assert standing.verdict is verdict_of(lacking("H02", key, case, surroundings))
    return standing.verdict


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "2008-03-01", "2010-09-01", "2010-09-02", "2015-01-01", "2018-12-01", "2019-09-01"]),
            _SCHOOLS, _REASONS, st.sampled_from([None, "primary", "junior"]),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_education_is_met_missing_or_unknown_on_the_sheet_where_the_rule_says_so(children):
    people = [
        person(f"孩{number}", birth=birth, school=school, dropout_reason=reason, education=education, relation="son")
        for number, (birth, school, reason, education) in enumerate(children)
    ]
    assert_agreed("education", a_case(people=(person(), *people)))


@given(st.lists(st.tuples(_FLAGS, _FLAGS, _FLAGS), min_size=1, max_size=4))
def test_insurance_is_met_missing_or_unknown_on_the_sheet_where_the_rule_says_so(states):
    people = tuple(
        person(f"人{number}", medical=one, employee_medical=other, soldier=soldier)
        for number, (one, other, soldier) in enumerate(states)
    )
    assert_agreed("medical", a_case(people=people))


@given(_ANSWERS, _GRADES, _ANSWERS, _ANSWERS, _ANSWERS, _ANSWERS)
def test_the_rules_of_exit_monitoring_and_removal_say_of_house_and_water_what_the_sheet_says(
    dangerous, grade, no_house, solved, safe, hard
):
    facts = {
        "dangerous": dangerous, "house_grade": grade, "no_house": no_house, "water_solved": solved, "water_safe": safe,
        "water_hard": hard, "monitor_type": "edge", "risks": ("illness",), "monitored_since": "2025-01",
    }  # fmt: skip
    base = {"people": (person(),), "income": {"wages": 900_000}}
    said = {assert_agreed(key, a_case(facts=facts, **base)) for key in ("housing", "water")}
    whole = next((one for one in (Verdict.NOT_MET, Verdict.UNKNOWN) if one in said), Verdict.MET)
    leaves = a_case(facts={**facts, "exit_status": "exited", "exit_year": YEAR}, **base)
    assert of(status.RULES, "H02", leaves) is whole
    assert of(monitoring.RULES, "H10", a_case(facts=facts, **base)) is whole
    gone = a_case(facts={**facts, "risk_removed": True, "risk_removed_on": "2025-10"}, **base)
    assert (of(monitoring.RULES, "H12", gone) is Verdict.NOT_MET) == (whole is Verdict.NOT_MET)
    assert (of(monitoring.RULES, "H11", gone) is Verdict.NOT_MET) == (Verdict.UNKNOWN in said)


def of(rules, code, case) -> Verdict:
    (one,) = (some for some in rules if some.code == code)
    return verdict_of(one.check(case, around(exit_line=4_000)))


@given(st.one_of(st.none(), st.integers(399_990, 400_010), st.integers(699_990, 700_010)))
def test_income_is_over_the_line_for_the_rules_where_it_is_on_the_sheet(wages):
    case = a_case(income={"wages": wages})
    assert_agreed("income", case)
    assert_agreed("monitored_income", case)


@pytest.mark.parametrize("key", ["power", "broadcasting", "food", "clothing"])
@given(_ANSWERS)
def test_plain_questions_are_judged_alike_and_not_applicable_proves_nothing(key, answer):
    field = {"power": "living_power", "food": "food_secure", "clothing": "clothing_secure"}.get(key, key)
    found = assert_agreed(key, a_case(facts={field: answer}))
    assert (found is Verdict.UNKNOWN) == (answer is None or answer is NA)


def test_who_is_of_school_age_is_said_by_lines_only():
    values = {"school_day": 901, "check_c03_from": 7, "check_c03_to": 15}
    assert school_ages(values.get, "2025-12-31") == SchoolAges(7, 15, "2025-09-01")
    for name in values:
        assert school_ages({**values, name: None}.get, "2025-12-31") == name


@pytest.mark.parametrize(("at", "day"), [("2026-08-31", "2025-09-01"), ("2026-09-01", "2026-09-01")])
def test_the_day_that_decides_the_age_at_school_is_the_last_that_came(at, day):
    assert school_day(lambda _name: 901, at) == day


def test_as_much_as_the_line_does_not_exceed_it():
    assert [exceeds(head, 4000) for head in (399_999, 400_000, 400_001)] == [False, False, True]


def test_at_six_some_are_still_in_kindergarten_and_at_seven_nobody_is():
    facts = MemberYear(school="kindergarten")
    assert (schooled(facts, 6), schooled(facts, 7)) == (True, False)


def test_who_gave_up_school_is_out_of_it_and_who_is_ill_is_not():
    assert schooled(MemberYear(dropout_reason="tired"), 10) is False
    assert schooled(MemberYear(dropout_reason="illness"), 10) is True
    assert schooled(MemberYear(), 10) is None


def test_a_soldier_is_cared_for_and_nothing_entered_is_unknown():
    assert insured(MemberYear(medical=False, soldier=True)) is True
    assert insured(MemberYear(medical=False)) is False
    assert insured(MemberYear()) is None


def test_where_school_begins_at_seven_some_are_in_kindergarten_at_seven():
    assert schooled(MemberYear(school="kindergarten"), 7, 7) is True
    assert schooled(MemberYear(school="kindergarten"), 8, 7) is False
