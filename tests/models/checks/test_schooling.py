# SPDX-License-Identifier: MIT
"""Rules C: schooling by age on 1 September of the school year; the facts are of 2025."""

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
    measure,
    person,
    pupil,
)
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.models.catalogue.spec import NA

COUPLE = (person(), man())


def child(birth="2014-03-04", school="primary", **facts):
    return household(*COUPLE, pupil(birth=birth, school=school, **facts))


def at_home(birth, **facts):
    return child(birth, "none", **{"education": "primary", **facts})


def unknown(school, **facts):
    who = having(pupil(school=school, **facts), birth=None, id_no=None, no_id_reason="unregistered")
    return household(*COUPLE, who)


def poor_by_schooling(*people, **facts):
    return replace(household(*people, **facts), causes=(cause("1"), cause("3", "other1")))


def with_yulu(case, content="雨露计划补助3000元", kind=None):
    return replace(case, measures=(measure(category="education", subcategory=kind, content=content),))


def last_year(case, **facts):
    *others, who = case.people
    before = MemberYear(id="y-2024", member=who.member.id, year=2024, **facts)
    return replace(case, people=(*others, replace(who, years=(before, who.facts))))


VOCATIONAL = child("2008-10-01", "vocational2")
TABLE = [
    ("C01", "in school with an education", child(education="primary"), FIRES),
    ("C01", "in school without", child(), QUIET),
    ("C01", "not in school with an education", at_home("2000-01-01"), QUIET),
    ("C01", "not of school age with an education of its own (form of 2014)", child("2021-01-01", "preschool_age", education="preschool"), QUIET),
    ("C02", "neither", child(school=None), FIRES),
    ("C02", "neither, but why", child(school=None, dropout_reason="tired"), QUIET),
    ("C02", "one of them", child(), QUIET),
    ("C02", "nothing entered for the year", household(*COUPLE, replace(pupil(), facts=MemberYear())), QUIET),
    # C03: six to fifteen on 2025-09-01
    ("C03", "six on the day", at_home("2019-09-01", education="illiterate"), FIRES),
    ("C03", "six the day after", at_home("2019-09-02", education="illiterate"), QUIET),
    ("C03", "fifteen on the day", at_home("2009-09-02"), FIRES),
    ("C03", "sixteen on the day", at_home("2009-09-01"), QUIET),
    ("C03", "in school", child(), QUIET),
    ("C03", "a reason", at_home("2014-03-04", dropout_reason="disability"), QUIET),
    ("C03", "不适用 is no reason", at_home("2014-03-04", dropout_reason=NA), FIRES),
    ("C03", "junior school is finished", at_home("2010-01-01", education="junior"), QUIET),
    ("C03", "neither schooling nor education known", child(school=None), "member_year.school"),
    ("C03", "birth unknown", unknown("none", education="primary"), "member.birth"),
    ("C04", "seven on the day and in kindergarten", child("2018-09-01", "kindergarten"), FIRES),
    ("C04", "seven the day after", child("2018-09-02", "kindergarten"), QUIET),
    ("C04", "ill", child("2017-01-01", "kindergarten", health=("2",)), QUIET),
    ("C04", "health unknown", child("2017-01-01", "kindergarten", health=()), "member_year.health"),
    ("C04", "birth unknown", unknown("kindergarten"), "member.birth"),
    ("C05", "five in primary school", child("2019-09-02"), FIRES),
    ("C05", "six", child("2019-09-01"), QUIET),
    ("C05", "fourteen", child("2010-09-02"), QUIET),
    ("C05", "fifteen", child("2010-09-01"), FIRES),
    ("C05", "birth unknown", unknown("primary"), "member.birth"),
    ("C06", "eleven in grade 7", child("2013-09-02", "g7"), FIRES),
    ("C06", "twelve", child("2013-09-01", "g7"), QUIET),
    ("C06", "seventeen in grade 9", child("2007-09-02", "g9"), QUIET),
    ("C06", "eighteen", child("2007-09-01", "g9"), FIRES),
    ("C06", "birth unknown", unknown("g8"), "member.birth"),
    ("C07", "fourteen in senior school", child("2010-09-02", "senior1"), FIRES),
    ("C07", "fifteen", child("2010-09-01", "senior1"), QUIET),
    ("C07", "twenty in a vocational school", child("2004-09-02", "vocational3"), QUIET),
    ("C07", "twenty-one", child("2004-09-01", "vocational3"), FIRES),
    ("C07", "birth unknown", unknown("senior2"), "member.birth"),
    ("C08", "seventeen at college", child("2007-09-02", "bachelor1"), FIRES),
    ("C08", "eighteen", child("2007-09-01", "bachelor1"), QUIET),
    ("C08", "seventeen at a technician college", child("2007-09-02", "technician1"), FIRES),
    ("C08", "birth unknown", unknown("higher_vocational1"), "member.birth"),
    ("C09", "nineteen and postgraduate", child("2005-09-02", "master"), FIRES),
    ("C09", "twenty", child("2005-09-01", "master"), QUIET),
    ("C09", "birth unknown", unknown("master"), "member.birth"),
    ("C10", "fifteen with primary school", at_home("2009-09-02"), QUIET),
    ("C10", "sixteen", at_home("2009-09-01"), FIRES),
    ("C10", "twenty-two", at_home("2002-09-02"), FIRES),
    ("C10", "twenty-three", at_home("2002-09-01"), QUIET),
    ("C10", "sixteen with junior school", at_home("2009-09-01", education="junior"), QUIET),
    ("C10", "birth unknown", unknown("none", education="primary"), "member.birth"),
    ("C11", "out of school by illness, yet healthy", at_home("2014-03-04", dropout_reason="illness"), FIRES),
    ("C11", "ill", at_home("2014-03-04", dropout_reason="illness", health=("2",)), QUIET),
    ("C11", "tired of it", at_home("2014-03-04", dropout_reason="tired"), QUIET),
    ("C11", "health unknown", at_home("2014-03-04", dropout_reason="illness", health=()), "member_year.health"),
    ("C12", "grade 9 before", last_year(child(), school="g9"), FIRES),
    ("C12", "the same class again", last_year(child(school="g8"), school="g8"), QUIET),
    ("C12", "one class up", last_year(child(school="g8"), school="g7"), QUIET),
    ("C12", "grade 8 after grade 9", last_year(child(school="g8"), school="g9"), FIRES),
    ("C12", "from senior to vocational school", last_year(child("2008-01-01", "vocational1"), school="senior1"), QUIET),
    ("C12", "no row of the year before", child(), QUIET),
    ("C12", "an empty row of the year before", last_year(child(), relation="son"), "member_year.school"),
    ("C13", "thirty", child("1994-09-02", "master"), QUIET),
    ("C13", "thirty-one", child("1994-09-01", "master"), FIRES),
    ("C13", "thirty-one and not in school", at_home("1994-09-01"), QUIET),
    ("C13", "birth unknown", unknown("master"), "member.birth"),
    ("C14", "nobody in school", poor_by_schooling(), FIRES),
    ("C14", "a pupil", poor_by_schooling(*COUPLE, pupil()), QUIET),
    ("C14", "out of poverty: the cause is history", poor_by_schooling(exit_status="exited"), QUIET),
    ("C14", "schooling of one unknown", poor_by_schooling(*COUPLE, pupil(school=None)), "member_year.school"),
    ("C15", "no 雨露计划", VOCATIONAL, FIRES),
    ("C15", "雨露计划", with_yulu(VOCATIONAL), QUIET),
    ("C15", "雨露计划 by its subclass alone", with_yulu(VOCATIONAL, "每学期1500元", "yulu"), QUIET),
    ("C15", "a pupil of a senior school", child("2008-10-01", "senior2"), QUIET),
    ("C15", "no plan of the year", replace(VOCATIONAL, plan=VOCATIONAL.plan.having(id="")), "measure.content"),
    ("C16", "雨露计划 for a pupil of a senior school", with_yulu(child("2008-10-01", "senior2")), FIRES),
    ("C16", "雨露计划 for one of a vocational school", with_yulu(VOCATIONAL), QUIET),
    ("C16", "who left such a school in summer", with_yulu(last_year(at_home("2007-01-01", education="senior"), school="vocational3")), QUIET),
    ("C16", "by its subclass alone", with_yulu(child("2008-10-01", "senior2"), "每学期1500元", "yulu"), FIRES),
    ("C16", "another subclass", with_yulu(child("2008-10-01", "senior2"), "代替雨露计划", "grant"), QUIET),
    ("C16", "another measure", with_yulu(child(), "营养餐"), QUIET),
    ("C16", "schooling of one unknown", with_yulu(child(school=None)), "member_year.school"),
    ("C17", "a class that no list has", child(school="g10"), FIRES),
    ("C17", "学龄前儿童 as an education after 2016", at_home("2000-01-01", education="preschool"), FIRES),
    ("C17", "学龄前儿童 as an education in 2016", replace(at_home("2000-01-01", education="preschool"), year=2016), QUIET),
    ("C17", "what the lists have", child(), QUIET),
]  # fmt: skip


@pytest.mark.parametrize(("code", "what", "case", "outcome"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_schooling(code, what, case, outcome):
    expect(code, case, outcome)


def test_the_day_that_decides_is_a_line_and_lies_before_the_day_of_the_facts():
    six_in_october = at_home("2019-10-01", education="illiterate")
    expect("C03", six_in_october, QUIET)
    expect("C03", six_in_october, FIRES, lines(school_day=1001))
    expect("C03", six_in_october, "line.value", lines(school_day=None))
    this_year = replace(six_in_october, year=2026)  # in March the school year is still that of September 2025
    expect("C03", this_year, QUIET)


def test_c03_where_children_may_wait_until_seven_the_office_says_so():
    six = at_home("2019-09-01", education="illiterate")
    expect("C03", six, QUIET, lines(check_c03_from=7))


def test_c05_tells_the_age_and_what_is_usual():
    (found,), _lacking = look("C05", child("2010-09-01"))
    assert (
        found.text()
        == "高磊 在校生状况“小学”，但本人2025-09-01时15岁（一般6–14岁）。请核对在校生状况和出生日期；确实早读或晚读的，请写明理由豁免"
    )
