# SPDX-License-Identifier: MIT
"""Rules B: how a household is made up, how people came and went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.families import (
    FIRES,
    QUIET,
    YEAR,
    expect,
    having,
    household,
    lines,
    look,
    man,
    person,
    pupil,
    visit,
)
from villagedesk.models.casefile import Person
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.models.problem import Level

COUPLE = (person(), man())


def child(birth, relation="son", **facts):
    return household(*COUPLE, person("高磊", relation, birth, "1", **facts))


def elder(birth, relation="father", sex="1", **facts):
    return household(*COUPLE, person("高大明", relation, birth, sex, **facts))


def unknown_birth(who):
    return having(who, birth=None, id_no=None, no_id_reason="unregistered")


TABLE = [
    ("B01", "nobody is the head", household(person(relation="other"), man()), FIRES),
    ("B01", "one head", household(), QUIET),
    ("B01", "nobody at all, which B10 reports", replace(household(), people=()), QUIET),
    ("B01", "one relation unknown, which B05 reports", household(person(), man(relation=None)), QUIET),
    ("B02", "two heads", household(person(), man(relation="head")), FIRES),
    ("B02", "one head", household(), QUIET),
    ("B03", "two spouses", household(*COUPLE, man("陈刚")), FIRES),
    ("B03", "one spouse", household(), QUIET),
    ("B04", "a couple of one sex", household(person(), person("陈芳", "spouse")), FIRES),
    ("B04", "a couple", household(), QUIET),
    ("B04", "sex unknown", household(person(), having(man(), sex=None)), "member.sex"),
    ("B04", "two spouses, which B03 reports", household(*COUPLE, person("陈芳", "spouse")), QUIET),
    ("B05", "no relation", household(person(), man(relation=None)), FIRES),
    ("B05", "a relation", household(), QUIET),
    ("B06", "a relation that no list has", household(person(), man(relation="cousin")), FIRES),
    ("B06", "其他 is in the list", household(person(), man(relation="other")), QUIET),
    ("B06", "no relation, which B05 reports", household(person(), man(relation=None)), QUIET),
    ("B07", "a man who is a daughter", child("2000-01-01", "daughter"), FIRES),
    ("B07", "a man who is a son", child("2000-01-01"), QUIET),
    ("B07", "a man who is a sibling", child("1980-01-01", "sibling"), QUIET),
    ("B07", "sex unknown", household(*COUPLE, having(man("高磊", "son"), sex=None)), "member.sex"),
    ("B09", "one more than there are", household(stated_size=3), FIRES),
    ("B09", "as many as there are", household(stated_size=2), QUIET),
    ("B09", "who does not count", household(person(), having(man(), counted=False), stated_size=1), QUIET),
    ("B09", "the system said nothing", household(stated_size=None), "household_year.stated_size"),
    ("B10", "nobody", replace(household(), people=()), FIRES),
    ("B10", "one person", household(person()), QUIET),
    ("B14", "a spouse alone", household(man()), FIRES),
    ("B14", "a head alone", household(person()), QUIET),
    ("B14", "a couple", household(), QUIET),
    # B08: the head is born 1974-02-24, the spouse 1974-05-06
    ("B08", "a child born on the head's 14th birthday", child("1988-02-24"), QUIET),
    ("B08", "a child born the day before", child("1988-02-23"), FIRES),
    ("B08", "a child older than the head", child("1970-01-01"), FIRES),
    ("B08", "a child born when the head was 60", household(person(birth="1950-01-01"), person("高磊", "son", "2010-12-31", "1")), QUIET),
    ("B08", "a child born when the head was 61", household(person(birth="1950-01-01"), person("高磊", "son", "2011-01-01", "1")), FIRES),
    ("B08", "an adopted child at any age", child("1980-01-01", relation_text="养子"), QUIET),
    ("B08", "a father of 14", elder("1960-02-24"), QUIET),
    ("B08", "a father of 13", elder("1960-02-25"), FIRES),
    ("B08", "a father of the husband is compared with the husband", elder("1960-05-06", "husbands_father"), QUIET),
    ("B08", "and fires there", elder("1960-05-07", "husbands_father"), FIRES),
    ("B08", "without the spouse nobody knows", household(person(), person("高大明", "husbands_father", "1970-01-01", "1")), QUIET),
    ("B08", "a grandfather of 30", elder("1944-02-24", "grandfather"), QUIET),
    ("B08", "a grandfather of 29", elder("1944-02-25", "grandfather"), FIRES),
    ("B08", "a grandson of 30 years less", child("2004-02-24", "grandson"), QUIET),
    ("B08", "a grandson of 29 years less", child("2004-02-23", "grandson"), FIRES),
    ("B08", "a spouse 30 years younger", household(person(), man(birth="2005-02-23")), QUIET),
    ("B08", "a spouse 31 years younger", household(person(), man(birth="2005-02-24")), FIRES),
    ("B08", "a spouse 31 years older", household(person(), man(birth="1943-02-24")), FIRES),
    ("B08", "a brother of any age", child("2010-01-01", "sibling"), QUIET),
    ("B08", "a child whose birth nobody knows", household(*COUPLE, unknown_birth(man("高磊", "son"))), "member.birth"),
    ("B08", "a head whose birth nobody knows", household(unknown_birth(person()), man()), "member.birth"),
    ("B11", "a head of 15 at the end of the year", household(person(birth="2010-01-01")), FIRES),
    ("B11", "a head who is 16 on the last day", household(person(birth="2009-12-31")), QUIET),
    ("B11", "two of 17 who cannot work", household(person(birth="2008-06-01", labour="none"), man("高磊", "sibling", "2010-01-01", labour="none")), FIRES),
    ("B11", "two of 17 of whom one works", household(person(birth="2008-06-01"), man("高磊", "sibling", "2010-01-01", labour="none")), QUIET),
    ("B11", "one of 18 who cannot work", household(person(birth="2007-12-31", labour="none")), QUIET),
    ("B11", "a head whose birth nobody knows", household(unknown_birth(person())), "member.birth"),
    ("B12", "101 at the end of the year", household(person(birth="1924-12-31")), FIRES),
    ("B12", "100 at the end of the year", household(person(birth="1925-01-01")), QUIET),
    ("B12", "birth unknown", household(unknown_birth(person())), "member.birth"),
    ("B13", "公公 of a man", household(man(relation="head"), person("高大明", "husbands_father", "1945-01-01", "1")), FIRES),
    ("B13", "公公 of a woman", elder("1945-01-01", "husbands_father"), QUIET),
    ("B13", "岳母 of a woman", elder("1945-01-01", "wifes_mother", "2"), FIRES),
    ("B13", "岳母 of a man", household(man(relation="head"), person("单小芳", "wifes_mother", "1945-01-01")), QUIET),
    ("B13", "a head whose sex nobody knows", household(having(person(), sex=None), person("单小芳", "wifes_mother", "1945-01-01")), "member.sex"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "what", "case", "outcome"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_how_a_household_is_made_up(code, what, case, outcome):
    expect(code, case, outcome)


def test_b08_ages_are_lines_of_the_office():
    expect("B08", child("1988-02-24"), FIRES, lines(check_b08_parent=15))
    expect("B08", child("1988-02-24"), "line.value", lines(check_b08_parent=None))


def test_b08_tells_both_persons_the_years_and_the_limit():
    (found,), _lacking = look("B08", child("1988-02-23"))
    assert found.person == "高磊"
    assert "与户主“高凤珍”只相差13岁，至少应相差14岁" in found.text()


def test_b09_does_not_stop_papers_for_a_figure_that_nobody_here_can_change():
    (found,), _lacking = look("B09", household(stated_size=3))
    assert found.level is Level.DOUBT


# -- who came and who went ------------------------------------------------------------------------------------------


def gone(**member):
    facts = {"leave_reason": "married_out", "left": "2024-05-01", "change_evidence": "结婚证"}
    return household(departed=(having(person("高丽", "daughter", "2000-01-01"), **{**facts, **member}),))


def came(**member):
    return household(*COUPLE, having(pupil(birth="2023-06-01", school="preschool_age"), **member))


def dead(left="2024-05-01", years=(), **member):
    who = having(
        person("高大明", "father", "1940-01-01", "1"),
        leave_reason="death",
        left=left,
        change_evidence="死亡证明",
        **member,
    )
    return household(departed=(Person(who.member, MemberYear(), tuple(years)),))


def year_of(year, **facts):
    return MemberYear(id=f"y{year}", member="m-高大明", year=year, **facts)


def visited(date, by="高大明"):
    return replace(dead(), visits=(visit(date=date, received_by=by),))


COMINGS = [
    ("B15", "no day", gone(left=None), FIRES),
    ("B15", "no reason", gone(leave_reason=None), FIRES),
    ("B15", "no paper", gone(change_evidence=None), FIRES),
    ("B15", "reason, day and paper", gone(), QUIET),
    ("B15", "before the birth", gone(left="1999-12-31"), FIRES),
    ("B15", "on the day of the birth", gone(left="2000-01-01"), QUIET),
    ("B15", "today", gone(left="2026-03-02"), QUIET),
    ("B15", "tomorrow", gone(left="2026-03-03"), FIRES),
    ("B15", "came before the birth", came(joined="2023-05-31", join_reason="newborn"), FIRES),
    ("B15", "came on the day of the birth", came(joined="2023-06-01", join_reason="newborn"), QUIET),
    ("B15", "is here", household(), QUIET),
    ("B16", "a newborn who came at 2", came(joined="2026-05-31", join_reason="newborn"), QUIET),
    ("B16", "a newborn who came at 3", came(joined="2026-06-01", join_reason="newborn"), FIRES),
    ("B16", "one of 3 who moved in", came(joined="2026-06-01", join_reason="moved_in"), QUIET),
    ("B16", "a newborn without a day", came(join_reason="newborn"), "member.joined"),
    ("B17", "a man who married in", household(person(), having(man(), join_reason="married_in", joined="2010-01-01")), FIRES),
    ("B17", "a woman who married out", gone(), QUIET),
    ("B17", "a man who moved in", household(person(), having(man(), join_reason="moved_in", joined="2010-01-01")), QUIET),
    ("B17", "sex unknown", gone(sex=None), "member.sex"),
    ("B18", "an allowance of the year after", dead(years=[year_of(2025, low_income="rural")]), FIRES),
    ("B18", "an allowance of the year of death", dead(years=[year_of(2024, low_income="rural")]), QUIET),
    ("B18", "any facts of the year after", dead(years=[year_of(2025, relation="father")]), FIRES),
    ("B18", "an empty row of the year after", dead(years=[year_of(2025)]), QUIET),
    ("B18", "received a visit the day after", visited("2024-05-02"), FIRES),
    ("B18", "received a visit on the day", visited("2024-05-01"), QUIET),
    ("B18", "somebody else received a visit", visited("2024-05-02", "高凤珍"), QUIET),
    ("B18", "nobody knows when", dead(left=None, years=[year_of(2025, relation="father")]), "member.left"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "what", "case", "outcome"), COMINGS, ids=[f"{row[0]} {row[1]}" for row in COMINGS])
def test_how_people_came_and_went(code, what, case, outcome):
    expect(code, case, outcome)


def test_b15_a_paper_that_is_missing_is_a_doubt_and_the_rest_are_errors():
    assert [one.level for one in look("B15", gone(change_evidence=None))[0]] == [Level.DOUBT]
    assert [one.level for one in look("B15", gone(left=None))[0]] == [Level.ERROR]


def test_b17_is_a_hint():
    case = household(person(), having(man(), join_reason="married_in"))
    assert [one.level for one in look("B17", case)[0]] == [Level.HINT]


def test_b18_names_the_benefit_the_year_and_the_day_of_death():
    (found,), _lacking = look("B18", dead(years=[year_of(YEAR, low_income="rural")]))
    assert "是否享受低保“农村低保”记在2025年度，但本人已于2024-05-01死亡" in found.text()
