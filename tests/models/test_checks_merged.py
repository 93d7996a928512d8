# SPDX-License-Identifier: MIT
"""The checks of merged states: each fires, keeps quiet, knows its boundary, and says what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from villagedesk.models.casefile import CaseFile, Helper, Person
from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.checks import given, merged, pairings
from villagedesk.models.checks import visits as visiting
from villagedesk.models.checks.others import Claim, Joined, Parted, place_of
from villagedesk.models.checks.rules import Surroundings, findings
from villagedesk.models.completeness import section_of_problem
from villagedesk.models.problem import Level

AROUND = Surroundings(dt.date(2026, 3, 2))
OF_HELPERS = tuple(
    rule for rule in (*pairings.RULES, *visiting.RULES, *given.RULES) if rule.code in {"I06", "I09", "J09"}
)


@pytest.fixture
def case():
    member = Member(id="m1", household="h", name="肖辉")
    facts = MemberYear(id="y1", member="m1", year=2025, relation="head")
    return CaseFile(
        year=2025,
        village=Village(id="v", name="清溪村"),
        household=Household(id="h", village="v"),
        facts=HouseholdYear(id="hy", household="h", year=2025),
        plan=Plan(id="p", household="h", year=2025),
        people=(Person(member, facts, (facts,)),),
    )


def found(case, around=AROUND):
    told = findings((*merged.RULES, *OF_HELPERS), case, around)
    assert all(one.remedy and section_of_problem(one) for one in told)
    return {one.code: one.text() for one in told}


def test_a_right_household_has_no_findings(case):
    assert found(case) == {}


def visits(*facts):
    return tuple(Visit(id=f"w{number}", household="h", **one) for number, one in enumerate(facts))


def test_i09_two_visits_of_one_cadre_on_one_day(case):
    day = {"date": "2025-06-01", "cadre": "c1"}
    assert "2025-06-01" in found(replace(case, visits=visits(day, day)))["I09"]
    assert found(replace(case, visits=visits(day, {**day, "cadre": "c2"}))) == {}
    assert found(replace(case, visits=visits(day, {**day, "date": "2025-06-02"}))) == {}
    assert found(replace(case, visits=visits({"date": "2025-06-01"}, {"date": "2025-06-01"}))) == {}


def test_j09_two_gifts_of_money_in_one_month(case):
    gift = {"date": "2025-06-01", "gift_money": 50_000}
    text = found(replace(case, visits=visits(gift, {**gift, "date": "2025-06-30"})))["J09"]
    assert "“500.00”在2025-06内登记了2笔" in text
    assert found(replace(case, visits=visits(gift, {**gift, "date": "2025-07-01"}))) == {}
    assert found(replace(case, visits=visits(gift, {**gift, "gift_money": 0}))) == {}


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({}, True),
        ({"status": "done", "done_on": "2025-06-01", "position": 2, "responsible": "周明"}, True),
        ({"stage": "midyear"}, False),
        ({"status": "dropped"}, False),
        ({"subcategory": "breeding"}, False),
        ({"cause": "1"}, False),
        ({"content": "送羊给肖辉"}, False),
        ({"source": "county"}, False),
    ],
)
def test_m26_lines_are_the_same_where_all_that_is_planned_is(case, more, same):
    one = Measure(id="s1", plan="p", category="industry", content="送羊", due="2025-06")
    assert (set(found(replace(case, measures=(one, one.having(id="s2", **more))))) == {"M26"}) is same


def test_m26_the_same_measure_twice(case):
    one = Measure(id="s1", plan="p", content="养羊30只", amount=100_00)
    assert set(found(replace(case, measures=(one, one.having(id="s2"))))) == {"M26"}
    assert found(replace(case, measures=(one, one.having(id="s2", amount=200_00)))) == {}


def test_i06_one_cadre_paired_twice(case):
    one = Helper(Pairing(id="p1", household="h", cadre="c"), Cadre(id="c", name="赵志强"), Unit())
    other = replace(one, pairing=one.pairing.having(id="p2"))
    assert "赵志强" in found(replace(case, helpers=(one, other)))["I06"]
    ended = replace(one, pairing=one.pairing.having(end="2025-01-01"))
    assert found(replace(case, helpers=(ended, other))) == {}


def test_m60_the_village_or_the_cadre_of_a_household_was_removed(case):
    assert "所在的村" in found(replace(case, village=Village()))["M60"]
    gone = Helper(Pairing(id="p1", household="h", cadre="c"), Cadre(), Unit())
    assert "已被移入回收站，但结对没有结束" in found(replace(case, helpers=(gone,)))["M60"]
    assert found(replace(case, helpers=(replace(gone, pairing=gone.pairing.having(end="2025-01-01")),))) == {}


def test_m53_a_person_of_two_households_is_shown_in_both(case):
    place = {"h9": "清溪村 3组 曾大明户"}
    here = Surroundings(AROUND.today, claims={"h": (Claim("m7", "单小芳", here=True, others=place),)})
    there = Surroundings(AROUND.today, claims={"h": (Claim("m7", "单小芳", here=False, others=place),)})
    assert "“单小芳”同时被登记在清溪村 3组 曾大明户" in found(case, here)["M53"]
    assert "“单小芳”同时被登记在清溪村 3组 曾大明户，暂在那里计数" in found(case, there)["M53"]
    assert "M55" not in found(case, here)  # the head is in this household only


def test_m55_the_same_people_in_two_new_households(case):
    claims = (Claim("m1", "肖辉", here=True, others={"h9": "清溪村 3组 曾大明户"}),)
    around = Surroundings(AROUND.today, claims={"h": claims})
    assert "可能把一次分户做了两遍" in found(case, around)["M55"]


def test_m54_is_a_hint(case):
    parted = Parted("清溪村 2组 高凤珍户", "高凤珍", "甲电脑", "肖小辉", "乙电脑")
    around = Surroundings(AROUND.today, splits={"h": (parted,)})
    (hint,) = findings(merged.RULES, case, around)
    assert (hint.code, hint.level) == ("M54", Level.HINT)
    assert "请核对“肖小辉”应在哪一户" in hint.text()


def test_m48_and_m49_joined_persons_who_are_shown_all_the_same(case):
    one = Joined("肖晖", "石门村 1组 肖晖户", mutual=False)
    assert "肖辉" in found(case, Surroundings(AROUND.today, joined={"m1": one}))["M48"]
    both = replace(one, mutual=True)
    assert "在两处互相并入" in found(case, Surroundings(AROUND.today, joined={"m1": both}))["M49"]


def test_a_household_in_words():
    assert place_of("清溪村", "2组", "肖辉") == "清溪村 2组 肖辉户"
    assert place_of("清溪村", "", "") == "清溪村 （未登记户主的户）"
