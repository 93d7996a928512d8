# SPDX-License-Identifier: MIT
"""Rule by rule how far a household or village is: met, not met, or which fact is missing; with the boundaries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.checks.a_household import NO_INCOME
from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.help import Line, Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.criteria import all_sets, sets_for
from villagedesk.models.readiness import Place, Verdict, household_standing, village_standing

LINES = {
    "exit_line": 3_100, "monitoring_line": 6_000, "check_l07_rate": 3, "school_day": 901, "check_c03_from": 6, "check_c03_to": 15,
}  # fmt: skip
TODAY = "2026-03-02"


def line(name, _year):
    return Line(id=name, name=name, value=LINES[name], confirmed=True) if name in LINES else None


def nothing(_name, _year):
    return None


def somebody(name, birth="1974-02-24", **facts):
    base = {"relation": "head", "education": "junior", "medical": True}
    member = Member(id=f"m-{name}", household="h", name=name, birth=birth)
    return Person(member, MemberYear(id=f"y-{name}", member=member.id, year=2016, **{**base, **facts}))


@pytest.fixture
def case():
    """Two persons who reach everything in 2016, with 3,100.01 yuan each."""
    return CaseFile(
        year=2016,
        village=Village(id="v", name="清溪村", province="四川省"),
        household=Household(id="h", village="v"),
        facts=HouseholdYear(
            id="hy", household="h", year=2016, food_secure=True, clothing_secure=True, dangerous=False, water_solved=True,
            living_power=True, broadcasting=True,
        ),
        plan=Plan(),
        people=(somebody("高凤珍"), somebody("肖辉")),
        incomes=(IncomeYear(id="i", household="h", year=2016, wages=2 * 3_100_01),),
    )  # fmt: skip


def of(found, key):
    return next(one for one in found if one.rule.key == key)


def sichuan(case, find=line):
    (rules, *_others) = sets_for("household", 2016, ("四川省",))
    return household_standing(case, rules.of_year(2016), find, TODAY)


def having(case, **facts):
    return replace(case, facts=case.facts.having(**facts))


def test_the_set_of_the_province_stands_before_that_of_the_country():
    assert [one.label for one in sets_for("household", 2016, ("四川省",))] == ["一超六有", "一超两不愁三保障"]
    assert [one.label for one in sets_for("household", 2016, ("贵州省",))] == ["一超两不愁三保障"]
    assert [one.key for one in sets_for("household", 2023, ("四川省",))] == ["monitoring"]
    assert [one.label for one in sets_for("village", 2015, ("四川省",))] == ["一低七有"]
    assert [one.label for one in sets_for("village", 2016, ("四川省",))] == ["一低五有", "国家贫困村退出标准"]


def test_safe_water_is_a_rule_of_the_country_from_2019_on():
    (national,) = (one for one in all_sets() if one.key == "national")
    assert "water" not in {rule.key for rule in national.of_year(2018)}
    assert "water" in {rule.key for rule in national.of_year(2019)}


def test_every_rule_of_every_set_can_be_judged(case):
    for one in all_sets():
        if one.subject == "household":
            assert len(household_standing(case, one.rules, line, TODAY)) == len(one.rules)
        else:
            assert len(village_standing(Village(), VillageYear(year=2016), one.rules, line)) == len(one.rules)


def test_nine_rules_are_met_by_a_household_that_has_everything(case):
    found = sichuan(case)
    assert [one.rule.title for one in found] == [
        "年人均纯收入", "不愁吃", "不愁穿", "有义务教育保障", "有基本医疗保障", "有住房安全保障", "有安全饮用水", "有生活用电", "有广播电视",
    ]  # fmt: skip
    assert {one.verdict for one in found} == {Verdict.MET}
    assert of(found, "income").actual == "人均纯收入3,100.01元，标准3,100元"


@pytest.mark.parametrize(
    ("each", "verdict"), [(3_099_99, Verdict.NOT_MET), (3_100_00, Verdict.NOT_MET), (3_100_01, Verdict.MET)]
)
def test_income_must_be_more_than_the_line(case, each, verdict):
    income = IncomeYear(id="i", household="h", year=2016, **{**NO_INCOME, "wages": 2 * each})
    assert of(sichuan(replace(case, incomes=(income,))), "income").verdict is verdict


def test_income_without_figures_or_without_a_line_is_not_judged(case):
    found = of(sichuan(replace(case, incomes=())), "income")
    assert (found.verdict, found.missing) == (Verdict.UNKNOWN, ("当年收入",))
    found = of(sichuan(case, nothing), "income")
    assert (found.verdict, found.missing, found.actual) == (Verdict.UNKNOWN, ("当年的标准",), "人均纯收入3,100.01元")


def test_an_unconfirmed_line_is_said_to_be_one(case):
    unsure = lambda name, _year: Line(id=name, name=name, value=3_000, confirmed=False)  # noqa: E731
    assert "标准未核对" in of(sichuan(case, unsure), "income").actual


@pytest.mark.parametrize(
    ("birth", "school", "verdict"),
    [
        ("2010-09-01", None, Verdict.UNKNOWN),  # six on the first of September
        ("2010-09-02", None, Verdict.MET),  # five
        ("2010-09-01", "primary", Verdict.MET),
        ("2010-09-01", "none", Verdict.NOT_MET),
        ("2000-09-02", "none", Verdict.NOT_MET),  # fifteen
        ("2000-09-01", "none", Verdict.MET),  # sixteen
    ],
)
def test_school_age_is_counted_on_the_first_of_september(case, birth, school, verdict):
    child = somebody("肖小明", birth, relation="son", education=None, school=school)
    found = of(sichuan(replace(case, people=(*case.people, child))), "education")
    assert found.verdict is verdict
    if verdict is Verdict.UNKNOWN:
        assert found.missing == ("肖小明的在校生状况",)
    if verdict is Verdict.NOT_MET:
        assert found.actual == "不在校：肖小明"
        assert found.deciding == (Place("member_year", "y-肖小明", "school"),)


def test_in_a_running_year_the_age_is_that_of_the_last_first_of_september(case):
    """In March a child that will be six in September is not of school age yet, on the sheet as in the checks."""
    child = somebody("肖小明", "2010-09-01", relation="son", education=None)
    household = replace(case, people=(*case.people, child))
    (rules, *_others) = sets_for("household", 2016, ("四川省",))
    for day, verdict in (("2016-08-31", Verdict.MET), ("2016-09-01", Verdict.UNKNOWN)):
        found = household_standing(household, rules.of_year(2016), line, day)
        assert of(found, "education").verdict is verdict


def test_without_a_line_nobody_knows_who_is_of_school_age(case):
    without = lambda name, year: None if name == "check_c03_to" else line(name, year)  # noqa: E731
    found = of(sichuan(case, without), "education")
    assert (found.verdict, found.missing, found.deciding) == (Verdict.UNKNOWN, ("义务教育结束年龄",), ())


def test_income_that_stands_in_the_ledger_only_is_income(case):
    earned = IncomeLine(id="l", household="h", year=2016, item="work", gross=2 * 3_100_01, date="2016-05-01")
    found = of(sichuan(replace(case, incomes=(), ledger_lines=(earned,))), "income")
    assert (found.verdict, found.actual) == (Verdict.MET, "人均纯收入3,100.01元，标准3,100元")


def test_one_child_out_of_school_is_enough_whatever_is_unknown_of_others(case):
    out = somebody("肖小明", "2008-01-01", relation="son", education=None, school="none", dropout_reason="bored")
    unknown = somebody("肖小红", "2008-01-01", relation="daughter", education=None)
    found = of(sichuan(replace(case, people=(*case.people, out, unknown))), "education")
    assert (found.verdict, found.missing) == (Verdict.NOT_MET, ("肖小红的在校生状况",))


def test_a_child_whose_age_nobody_knows_is_not_passed_over(case):
    child = somebody("肖小明", None, relation="son", education=None)
    found = of(sichuan(replace(case, people=(*case.people, child))), "education")
    assert (found.verdict, found.missing) == (Verdict.UNKNOWN, ("肖小明的出生日期",))


def test_everybody_must_be_insured_in_one_way_or_the_other(case):
    employee = somebody("肖辉", medical=False, employee_medical=True)
    assert of(sichuan(replace(case, people=(case.people[0], employee))), "medical").verdict is Verdict.MET
    nobody = somebody("肖辉", medical=False)
    found = of(sichuan(replace(case, people=(case.people[0], nobody))), "medical")
    assert (found.verdict, found.actual) == (Verdict.NOT_MET, "没有参保：肖辉")
    unknown = somebody("肖辉", medical=None)
    found = of(sichuan(replace(case, people=(case.people[0], unknown))), "medical")
    assert (found.verdict, found.missing) == (Verdict.UNKNOWN, ("肖辉是否参加医保",))


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"house_grade": "B", "dangerous": None}, Verdict.MET),
        ({"house_grade": "C", "dangerous": None}, Verdict.NOT_MET),
        ({"house_grade": "C", "dangerous": False}, Verdict.NOT_MET),  # the grade goes before the plain answer
        ({"house_grade": None, "dangerous": True}, Verdict.NOT_MET),
        ({"house_grade": None, "dangerous": None}, Verdict.UNKNOWN),
        ({"no_house": True}, Verdict.NOT_MET),
        ({"house_grade": None, "dangerous": NA}, Verdict.UNKNOWN),
    ],
)
def test_a_house_of_grade_c_is_not_safe(case, facts, verdict):
    assert of(sichuan(having(case, **facts)), "housing").verdict is verdict


def test_what_was_not_asked_is_never_taken_for_met(case):
    bare = replace(case, facts=HouseholdYear(id="hy", household="h", year=2016), people=(), incomes=())
    found = sichuan(bare)
    assert {one.verdict for one in found if one.rule.key != "education"} == {Verdict.UNKNOWN}
    assert all(one.missing for one in found if one.verdict is Verdict.UNKNOWN)


def village(**facts):
    rules, _country = sets_for("village", 2016, ("四川省",))
    return village_standing(Village(), VillageYear(id="vy", year=2016, **facts), rules.of_year(2016), line)


@pytest.mark.parametrize(("poor", "verdict"), [(29, Verdict.MET), (30, Verdict.NOT_MET), (31, Verdict.NOT_MET)])
def test_the_poverty_rate_must_be_below_the_limit(poor, verdict):
    found = of(village(poor_people=poor, registered_people=1_000, registered_basis="2014年公安年报"), "poverty_rate")
    assert found.verdict is verdict
    assert "÷1000，2014年公安年报" in found.actual


def test_a_rate_that_is_only_rounded_to_the_limit_is_below_it():
    assert of(village(poor_people=2_999, registered_people=100_000), "poverty_rate").verdict is Verdict.MET


def test_a_village_without_figures_says_which_are_missing():
    found = village()
    assert of(found, "poverty_rate").missing == ("贫困人数", "农业户籍人口")
    assert of(found, "clinic").missing == ("卫生室数",)
    assert of(village(clinics=0), "clinic").verdict is Verdict.NOT_MET
    assert of(village(clinics=1), "clinic").verdict is Verdict.MET


FLAGS = st.sampled_from([None, True, False])


@given(FLAGS, FLAGS, FLAGS, st.one_of(st.none(), st.integers(-(10**9), 10**9)), st.integers(0, 3))
def test_unknown_goes_with_a_missing_fact_and_only_with_it(water, power, dangerous, wages, people):
    case = CaseFile(
        year=2016,
        village=Village(),
        household=Household(id="h"),
        facts=HouseholdYear(id="hy", year=2016, water_solved=water, living_power=power, dangerous=dangerous),
        plan=Plan(),
        people=tuple(somebody(f"人{number}") for number in range(people)),
        incomes=(IncomeYear(id="i", year=2016, wages=wages),) if wages is not None else (),
    )
    for one in sichuan(case):
        assert (one.verdict is Verdict.UNKNOWN) == bool(one.missing), one
