# SPDX-License-Identifier: MIT
"""The sheet of readiness and the rule of the exit judge the same facts alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.a_household import a_case, around, person
from villagedesk.models.assured import exceeds, insured, schooled
from villagedesk.models.catalogue.help import Line
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.models.checks.rules import Unjudged
from villagedesk.models.checks.standing import out_of_school, uninsured
from villagedesk.models.criteria import Criterion, all_sets
from villagedesk.models.readiness import Verdict, household_standing

_SCHOOLS = st.sampled_from([None, "none", "preschool_age", "kindergarten", "primary", "junior1"])
_REASONS = st.sampled_from([None, "illness", "disability", "poverty", "tired"])
_FLAGS = st.sampled_from([None, True, False])


def line_of(name: str, _year: int) -> Line:
    return Line(name=name, value={"check_c03_from": 6, "check_c03_to": 15}.get(name, 4000))


def rule(key: str) -> Criterion:
    return next(one for some in all_sets() for one in some.rules if one.key == key)


def verdict_of(answers) -> Verdict:
    found = list(answers)
    if any(not isinstance(one, Unjudged) for one in found):
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if found else Verdict.MET


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2008-03-01", "2012-05-01", "2015-01-01", "2018-12-01"]),
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
    case = a_case(people=(person(), *people))
    (standing,) = household_standing(case, (rule("education"),), line_of)
    assert standing.verdict is verdict_of(out_of_school("H02", case, around()))


@given(st.lists(st.tuples(_FLAGS, _FLAGS, _FLAGS), min_size=1, max_size=4))
def test_insurance_is_met_missing_or_unknown_on_the_sheet_where_the_rule_says_so(states):
    people = tuple(
        person(f"人{number}", medical=one, employee_medical=other, soldier=soldier)
        for number, (one, other, soldier) in enumerate(states)
    )
    case = a_case(people=people)
    (standing,) = household_standing(case, (rule("medical"),), line_of)
    assert standing.verdict is verdict_of(uninsured("H02", case))


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
