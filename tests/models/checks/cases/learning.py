# SPDX-License-Identifier: MIT
"""Groups C and D: schooling, health and insurance. Ages at school are those of 1 September 2025, others of 31 December."""

from __future__ import annotations

from tests.models.checks.a_household import a_case, person
from tests.models.checks.cases.proof import CODES, EQUAL, PRESENT, at, edge, plain
from villagedesk.models.casefile import Person


def one(birth="1974-02-24", **facts):
    return a_case(people=(person(birth=birth, **facts),))


def pupil(school, birth, **facts):
    return one(birth, **{"education": None, "school": school, **facts})


def ages(school, youngest, oldest, least, most):
    """Both ends of the ages at a school: the youngest and the oldest day of birth, each with the day beyond it."""
    lower = edge(pupil(school, youngest[0]), pupil(school, youngest[1]), least, "school_day")
    if oldest is None:
        return at(lower)
    return at(lower, edge(pupil(school, oldest[0]), pupil(school, oldest[1]), most, "school_day"))


def out_of_school(birth, **facts):
    return one(birth, **{"education": "primary", **facts})


def after(before, now):
    who = person(education=None, school=now)
    last = who.facts.having(id="before", year=2024, school=before)
    return a_case(people=(Person(who.member, who.facts, (last, who.facts)),))


def caused(code, **facts):
    return a_case(people=(person(**facts),), causes=(code,))


def household(facts, **about):
    return a_case(people=(person(**about),), facts=facts)


DESTITUTE = {"attribute": "destitute"}
YULU = [{"category": "education", "content": "雨露计划"}]
PROOFS = {
    "C01": plain(one(school="senior1"), one(school="none"), PRESENT),
    "C02": plain(one(education=None), one(), PRESENT),
    "C03": at(
        edge(out_of_school("2019-09-02"), out_of_school("2019-09-01"), "check_c03_from", "school_day"),
        edge(out_of_school("2009-09-01"), out_of_school("2009-09-02"), "check_c03_to", "school_day"),
    ),
    "C04": at(
        edge(pupil("preschool_age", "2018-09-02"), pupil("preschool_age", "2018-09-01"), "check_c04_from", "school_day"),
    ),
    "C05": ages("primary", ("2019-09-01", "2019-09-02"), ("2010-09-02", "2010-09-01"), "check_c05_from", "check_c05_to"),
    "C06": ages("g7", ("2013-09-01", "2013-09-02"), ("2007-09-02", "2007-09-01"), "check_c06_from", "check_c06_to"),
    "C07": ages("senior1", ("2010-09-01", "2010-09-02"), ("2004-09-02", "2004-09-01"), "check_c07_from", "check_c07_to"),
    "C08": ages("bachelor1", ("2007-09-01", "2007-09-02"), None, "check_c08_from", ""),
    "C09": ages("master", ("2005-09-01", "2005-09-02"), None, "check_c09_from", ""),
    "C10": at(
        edge(out_of_school("2009-09-02"), out_of_school("2009-09-01"), "check_c10_from", "school_day"),
        edge(out_of_school("2002-09-01"), out_of_school("2002-09-02"), "check_c10_to", "school_day"),
    ),
    "C11": plain(one(dropout_reason="illness"), one(dropout_reason="illness", health=("3",)), CODES),
    "C12": plain(after("g9", "primary"), after("g9", "senior1"), "compares stages of school, which are codes in an order"),
    "C13": at(edge(pupil("master", "1994-09-02"), pupil("master", "1994-09-01"), "check_c13_to", "school_day")),
    "C14": plain(caused("3"), caused("3", education=None, school="senior1"), PRESENT),
    "C15": plain(
        pupil("vocational1", "2008-01-01"), a_case(people=pupil("vocational1", "2008-01-01").people, measures=YULU), PRESENT
    ),
    "C16": plain(
        a_case(people=pupil("senior1", "2008-01-01").people, measures=YULU),
        a_case(people=pupil("vocational1", "2008-01-01").people, measures=YULU), CODES,
    ),
    "C17": plain(one(education="doctor?"), one(education="junior"), CODES),
    "D01": plain(one(health=()), one(), PRESENT),
    "D02": plain(one(health=("1", "3")), one(health=("3", "4")), CODES),
    "D03": plain(one(employee_medical=True), one(employee_medical=False), EQUAL),
    "D04": plain(one(medical=False), one(), EQUAL),
    "D05": plain(one(critical_insurance=False), one(critical_insurance=True), EQUAL),
    "D06": at(edge(one("2010-01-01"), one("2009-12-31"), "check_d06_from")),
    "D07": at(edge(one("2009-12-31", pension=True), one("2010-01-01", pension=True), "check_d06_from")),
    "D08": plain(one(pension=True, employee_pension=True), one(pension=True, employee_pension=False), EQUAL),
    "D09": plain(one(critical_aid=True, medical=False), one(critical_aid=True), EQUAL),
    "D10": plain(caused("1"), caused("1", health=("2",)), CODES),
    "D11": plain(caused("2"), caused("2", health=("4",)), CODES),
    "D12": plain(
        household({"attribute": "low_income"}, low_income="none"), household({"attribute": "low_income"}, low_income="full"),
        PRESENT,
    ),
    "D13": at(
        edge(household(DESTITUTE, birth="2010-01-01"), household(DESTITUTE, birth="2009-12-31"), "check_d13_from"),
        edge(household(DESTITUTE, birth="1965-12-31"), household(DESTITUTE, birth="1966-01-01"), "check_d13_to"),
    ),
    "D14": plain(one(low_income="full", destitute="scattered"), one(low_income="full", destitute="none"), EQUAL),
    "D15": plain(one(labour="none", low_income="none"), one(labour="weak", low_income="none"), CODES),
    "D16": at(edge(one(destitute="scattered", work_months=0), one(destitute="scattered", work_months=1))),
}  # fmt: skip
