# SPDX-License-Identifier: MIT
"""Rules D: health, insurance and support; ages count at the end of 2025."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.families import (
    FIRES,
    QUIET,
    cause,
    expect,
    having,
    household,
    lines,
    look,
    man,
    person,
    pupil,
)
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.models.catalogue.spec import NA

COUPLE = (person(), man())


def head(**facts):
    return household(person(**facts), man())


def born(birth, **facts):
    return household(person(birth=birth, **facts))


def unknown_birth(**facts):
    return household(having(person(**facts), birth=None, id_no=None, no_id_reason="unregistered"))


def poor_by(code, *people, **facts):
    return replace(household(*people, **facts), causes=(cause(code),))


def unable(low_income="none", destitute="none", labour="none"):
    return household(person(labour="lost"), man(labour=labour, low_income=low_income, destitute=destitute))


TABLE = [
    ("D01", "health unknown", head(health=()), FIRES),
    ("D01", "health known", head(), QUIET),
    ("D01", "nothing entered for the year", household(person(), replace(man(), facts=MemberYear())), QUIET),
    ("D02", "healthy and ill", head(health=("1", "2")), FIRES),
    ("D02", "ill and disabled", head(health=("2", "4")), QUIET),
    ("D02", "healthy", head(), QUIET),
    ("D02", "health unknown, which D01 reports", head(health=()), QUIET),
    ("D03", "both medical insurances", head(employee_medical=True), FIRES),
    ("D03", "one of them", head(), QUIET),
    ("D03", "the other one unknown", head(employee_medical=None), "member_year.employee_medical"),
    ("D04", "neither", head(medical=False), FIRES),
    ("D04", "no and nothing said of the rarer one", head(medical=False, employee_medical=None), FIRES),
    ("D04", "insured at work", head(medical=False, employee_medical=True), QUIET),
    ("D04", "a soldier", head(medical=False, soldier=True), QUIET),
    ("D04", "unknown", head(medical=None, employee_medical=None), "member_year.medical"),
    ("D05", "no 大病保险", head(critical_insurance=False), FIRES),
    ("D05", "大病保险", head(), QUIET),
    ("D05", "insured at work", head(medical=False, employee_medical=True, critical_insurance=False), QUIET),
    ("D05", "unknown", head(critical_insurance=None), "member_year.critical_insurance"),
    ("D06", "nothing said at 16", born("2009-12-31", pension=None, employee_pension=None), FIRES),
    ("D06", "nothing said at 15", born("2010-01-01", pension=None, employee_pension=None), QUIET),
    ("D06", "no is an answer", head(pension=False, employee_pension=None), QUIET),
    ("D06", "a student of 16", household(*COUPLE, pupil(birth="2009-12-31", school="senior1", pension=None, employee_pension=None)), QUIET),
    ("D06", "birth unknown", unknown_birth(pension=None, employee_pension=None), "member.birth"),
    ("D07", "insured at 15", born("2010-01-01"), FIRES),
    ("D07", "insured at 16", born("2009-12-31"), QUIET),
    ("D07", "not insured at 15", born("2010-01-01", pension=False), QUIET),
    ("D07", "birth unknown", unknown_birth(), "member.birth"),
    ("D08", "both pensions", head(employee_pension=True), FIRES),
    ("D08", "one of them", head(), QUIET),
    ("D08", "the other one unknown", head(employee_pension=None), "member_year.employee_pension"),
    ("D09", "aid without insurance", head(critical_aid=True, medical=False), FIRES),
    ("D09", "aid with insurance", head(critical_aid=True), QUIET),
    ("D09", "insurance unknown", head(critical_aid=True, medical=None), "member_year.medical"),
    ("D10", "因病 and everybody healthy", poor_by("1"), FIRES),
    ("D10", "因病 and one ill", poor_by("1", person(), man(health=("3",))), QUIET),
    ("D10", "因病 and one disabled only", poor_by("1", person(), man(health=("4",))), FIRES),
    ("D10", "out of poverty: the cause is history", poor_by("1", exit_status="exited_policy"), QUIET),
    ("D10", "health of one unknown", poor_by("1", person(), man(health=())), "member_year.health"),
    ("D11", "因残 and nobody disabled", poor_by("2", person(), man(health=("2",))), FIRES),
    ("D11", "因残 and one disabled", poor_by("2", person(), man(health=("2", "4"))), QUIET),
    ("D11", "health of one unknown", poor_by("2", person(), man(health=())), "member_year.health"),
    ("D12", "低保户 and nobody gets it", household(attribute="low_income"), FIRES),
    ("D12", "低保户 and one gets it", household(person(), man(low_income="rural"), attribute="low_income"), QUIET),
    ("D12", "一般户 and one gets it", household(person(), man(low_income="urban")), FIRES),
    ("D12", "低保特困户 and one gets it", household(person(), man(low_income="rural"), attribute="low_destitute"), QUIET),
    ("D12", "unknown of one", household(person(), man(low_income=None), attribute="low_income"), "member_year.low_income"),
    ("D12", "attribute unknown and nobody gets it", household(person(), attribute=None), "household_year.attribute"),
    ("D12", "边缘易致贫户 has no attribute", household(person(), man(low_income="rural"), attribute=None, household_type="edge"), QUIET),
    ("D12", "attribute unknown", household(person(), man(low_income="rural"), attribute=None), "household_year.attribute"),
    ("D13", "特困户 with one of 59", household(person(birth="1966-01-01"), attribute="destitute"), FIRES),
    ("D13", "特困户 with one of 60", household(person(birth="1965-12-31"), attribute="destitute"), QUIET),
    ("D13", "特困户 with one of 16, healthy", household(person(birth="2009-12-31"), attribute="destitute"), FIRES),
    ("D13", "特困户 with one of 15", household(person(birth="2010-01-01"), attribute="destitute"), QUIET),
    ("D13", "特困户 with one ill", household(person(health=("3",)), attribute="destitute"), QUIET),
    ("D13", "特困户 with a student", household(person(education=None, school="senior1", birth="2008-01-01"), attribute="destitute"), QUIET),
    ("D13", "特困户, health unknown", household(person(health=()), attribute="destitute"), "member_year.health"),
    ("D13", "特困户, health unknown of one of 60", household(person(health=(), birth="1965-12-31"), attribute="destitute"), QUIET),
    ("D13", "特困户, birth unknown of one ill", replace(unknown_birth(health=("3",)), facts=household(attribute="destitute").facts), QUIET),
    ("D13", "attribute unknown, one who would be doubted", household(person(birth="1966-01-01"), attribute=None), "household_year.attribute"),
    ("D13", "attribute unknown, nobody who would be", household(person(birth="1965-12-31"), attribute=None), QUIET),
    ("D13", "边缘易致贫户 has no attribute", household(person(), attribute=None, household_type="edge"), QUIET),
    ("D13", "低保特困户, gets 特困供养", household(person(destitute="rural"), attribute="low_destitute"), FIRES),
    ("D13", "低保特困户, gets none", household(person(destitute="none"), attribute="low_destitute"), QUIET),
    ("D13", "低保特困户, unknown who gets it", household(person(destitute=None), attribute="low_destitute"), "member_year.destitute"),
    ("D14", "低保 and 特困", head(low_income="rural", destitute="rural"), FIRES),
    ("D14", "低保 only", head(low_income="rural"), QUIET),
    ("D14", "低保, 特困 unknown", head(low_income="rural", destitute=None), "member_year.destitute"),
    ("D15", "nobody able and nobody supported", unable(), FIRES),
    ("D15", "nobody able, one on 低保", unable(low_income="rural"), QUIET),
    ("D15", "nobody able, one on 特困", unable(destitute="rural"), QUIET),
    ("D15", "one weak", unable(labour="weak"), QUIET),
    ("D15", "ability of one unknown", unable(labour=None), "member_year.labour"),
    ("D15", "support of one unknown", unable(low_income=None), "member_year.low_income"),
    ("D16", "特困 with a month of work", head(destitute="rural", work_months=1), FIRES),
    ("D16", "特困 without", head(destitute="rural", work_months=0), QUIET),
    ("D16", "特困 outside the province", head(destitute="rural", work_months=0, work_place="outside"), FIRES),
    ("D16", "特困, work not applicable", head(destitute="rural", work_months=None, work_place=NA), QUIET),
    ("D16", "特困, work unknown", head(destitute="rural", work_months=None), "member_year.work_months"),
    ("D16", "nobody 特困", head(work_months=10), QUIET),
]  # fmt: skip


@pytest.mark.parametrize(("code", "what", "case", "outcome"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_health_and_support(code, what, case, outcome):
    expect(code, case, outcome)


def test_d06_d07_and_d13_go_by_lines():
    expect("D06", born("2009-12-31", pension=None, employee_pension=None), QUIET, lines(check_d06_from=17))
    expect("D07", born("2009-12-31"), FIRES, lines(check_d06_from=17))
    expect("D07", born("2009-12-31"), "line.value", lines(check_d06_from=None))
    expect("D13", household(person(birth="1965-12-31"), attribute="destitute"), FIRES, lines(check_d13_to=60))


def test_d12_names_who_gets_the_allowance():
    (found,), _lacking = look("D12", household(person(), man(low_income="rural")))
    assert "但肖辉享受低保" in found.text()


def test_d13_names_the_person_and_the_age():
    (found,), _lacking = look("D13", household(person(birth="1966-01-01"), attribute="destitute"))
    assert "“高凤珍”59岁（16–59岁）、健康、不在校" in found.text()
