# SPDX-License-Identifier: MIT
"""H01–H07: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, person, sentence, verdict
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.status import RULES


def exited(**parts):
    facts = {"exit_status": "exited", "exit_year": 2025, **parts.pop("facts", {})}
    return a_case(facts=facts, **{"income": {"wages": 600_000}, **parts})


@pytest.mark.parametrize(
    ("left", "entered", "expected"),
    [
        (2013, 2014, "error"),
        (2014, 2014, "ok"),
        (2015, 2014, "ok"),
        (None, 2014, "? household_year.exit_year"),
        (2015, None, "? household.identify_year"),
        (NA, 2014, "? household_year.exit_year"),
    ],
)
def test_h01_nobody_leaves_poverty_before_the_year_of_identification(left, entered, expected):
    household = {"identify_year": entered, "identified": None}
    assert verdict(RULES, "H01", exited(facts={"exit_year": left}, household=household)) == expected


def test_h01_takes_the_year_from_the_month_of_identification():
    case = exited(facts={"exit_year": 2013}, household={"identified": "2014-03"})
    assert sentence(RULES, "H01", case) == "脱贫年度“2013”早于识别年度2014。请核对脱贫年度和识别年度（首次识别时间）"


def test_h01_a_household_that_is_not_out_of_poverty_needs_no_year():
    assert verdict(RULES, "H01", a_case()) == "ok"


SICHUAN = {"exit_line": 4000}
IN_SICHUAN = Village(id="v", name="清溪村", province="四川省")
CHILD = {"relation": "son", "labour": "none", "education": None}


def test_h02_a_household_that_reaches_everything_may_leave():
    assert verdict(RULES, "H02", exited(), around(**SICHUAN)) == "ok"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"income": {"wages": 400_000}}, "人均纯收入4000.00元没有超过4000元"),  # exactly on the line
        ({"facts": {"dangerous": True}}, "是否危房户“是”"),
        ({"facts": {"water_solved": False}}, "是否解决安全饮用水“否”"),
        ({"facts": {"dangerous": False, "house_grade": "C"}}, "危房级别“C级”"),
        ({"facts": {"no_house": True}}, "是否无房“是”"),
        ({"facts": {"water_solved": None, "water_hard": True}}, "饮水是否困难“是”"),
        ({"facts": {"food_secure": False}}, "是否不愁吃“否”"),
        ({"facts": {"clothing_secure": False}}, "是否不愁穿“否”"),
        ({"facts": {"living_power": False}, "village": IN_SICHUAN}, "是否通生活用电“否”"),
        ({"facts": {"broadcasting": False}, "village": IN_SICHUAN}, "是否通广播电视“否”"),
        ({"people": (person(medical=False),)}, "高凤珍（未参加基本医疗保险）"),
        (
            {"people": (person(), person("高磊", birth="2015-01-01", school="none", **CHILD))},
            "高磊（10岁未接受义务教育）",
        ),
    ],
)
def test_h02_names_what_is_not_reached(change, words):
    case = exited(**{"income": {"wages": 1_200_000}, **change})
    assert words in sentence(RULES, "H02", case, around(**SICHUAN))


@pytest.mark.parametrize(
    "reached",
    [
        {"income": {"wages": 400_001}},
        {"people": (person(medical=False, employee_medical=True),)},
        {"people": (person(medical=False, soldier=True),)},
        {"people": (person(), person("高磊", birth="2015-01-01", school="primary", **CHILD))},
        {"people": (person(), person("高磊", birth="2015-01-01", school="none", dropout_reason="disability", **CHILD))},
        {"people": (person(), person("高磊", birth="2019-09-02", school="kindergarten", **CHILD))},
        {
            "people": (person(), person("高磊", birth="2010-01-01", school="none", relation="son"))
        },  # through junior school
    ],
)
def test_h02_what_is_just_reached_is_reached(reached):
    assert verdict(RULES, "H02", exited(**{"income": {"wages": 900_000}, **reached}), around(**SICHUAN)) == "ok"


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ({"facts": {"dangerous": None}}, "? household_year.dangerous"),
        ({"facts": {"water_solved": None}}, "? household_year.water_solved"),
        ({"income": {"wages": None}}, "? income_year.wages"),
        ({"income": {"wages": 1, "pension": None}}, "? income_year.pension"),
        ({"people": (person(medical=None),)}, "? member_year.medical"),
        ({"people": (person(birth=None, education=None),)}, "? member.birth"),
        ({"people": (person(birth=None),)}, "ok"),  # through junior school, whatever the age
        ({"facts": {"food_secure": None}}, "? household_year.food_secure"),
        ({"facts": {"water_solved": NA}}, "? household_year.water_solved"),
        ({"people": (person(), person("高磊", birth="2015-01-01", school=None, **CHILD))}, "? member_year.school"),
    ],
)
def test_h02_says_which_fact_is_missing_instead_of_passing(missing, expected):
    assert verdict(RULES, "H02", exited(**{"income": {"wages": 900_000}, **missing}), around(**SICHUAN)) == expected


def test_h02_without_a_line_the_income_is_not_judged():
    assert verdict(RULES, "H02", exited(), around(exit_line=None)) == "? line.value"


@pytest.mark.parametrize(
    ("province", "year", "key", "expected"),
    [
        ("四川省", 2016, "living_power", "error"),
        ("四川省", 2015, "living_power", "ok"),
        ("贵州省", 2016, "living_power", "ok"),
        ("四川省", 2016, "water_solved", "error"),
        ("贵州省", 2019, "water_solved", "error"),
        ("贵州省", 2018, "water_solved", "ok"),
    ],
)
def test_h02_asks_for_what_the_standard_of_the_region_asks_for_in_the_year(province, year, key, expected):
    village = Village(id="v", name="清溪村", province=province)
    case = exited(facts={key: False, "exit_year": year}, village=village)
    case = replace(case, year=year, incomes=(case.income.having(year=year),))
    assert verdict(RULES, "H02", case, around(exit_line=4000)) == expected


def test_h02_looks_at_the_year_of_the_exit_and_before_one():
    poor = {"income": {"wages": 1}}
    assert verdict(RULES, "H02", exited(**poor, facts={"exit_year": 2024}), around(**SICHUAN)) == "ok"
    assert verdict(RULES, "H02", a_case(**poor, facts={"exit_status": "pre_exit"}), around(**SICHUAN)) == "error"
    assert verdict(RULES, "H02", a_case(**poor), around(**SICHUAN)) == "ok"


@pytest.mark.parametrize(
    ("planned", "note", "expected"),
    [
        (2024, None, "doubt"),
        (2024, "提前退出", "ok"),
        (2025, None, "ok"),
        (None, None, "? household.plan_exit_year"),
    ],
)
def test_h04_an_exit_in_another_year_than_planned_needs_a_note(planned, note, expected):
    assert verdict(RULES, "H04", exited(household={"plan_exit_year": planned}, facts={"note": note})) == expected


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("exited", None, "但户类型是“脱贫户”"),
        ("unstable", None, "但户类型是“脱贫不稳定户”"),
        (None, "exited_policy", "但脱贫状态是“已脱贫（享受政策）”"),
        ("edge", None, ""),  # it never was in the register
        ("ordinary", None, ""),
        ("exited", "not_exited", ""),  # the status knows better than the type
    ],
)
def test_h04_not_applicable_is_no_year_for_who_left_poverty(kind, status, words):
    facts = {"household_type": kind, "exit_status": status, "exit_year": NA}
    case = a_case(facts=facts, household={"plan_exit_year": None})
    remedy = "。请填写脱贫年度；从来不是建档立卡户的，请改正户类型或脱贫状态"
    if words:
        assert sentence(RULES, "H04", case) == f"脱贫年度“不适用”{words}{remedy}"
        noted = a_case(facts={**facts, "note": "外县转入，原籍未登记"}, household={"plan_exit_year": None})
        assert verdict(RULES, "H04", noted) == "ok"
    else:
        assert verdict(RULES, "H04", case) == "ok"


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"return_year": 2025, "return_cause": "1", "exit_year": 2020}, 0),
        ({"return_year": 2025, "return_cause": "1"}, 1),  # nobody knows when it had left poverty
        ({"return_year": None, "return_cause": "1"}, 1),
        ({"return_year": NA, "return_cause": NA}, 2),
        ({"return_year": 2019, "return_cause": "1", "exit_year": 2020}, 1),
        ({"return_year": 2020, "return_cause": "1", "exit_year": 2020}, 0),
    ],
)
def test_h05_who_fell_back_has_a_year_and_a_cause(facts, count):
    assert len(answers(RULES, "H05", a_case(facts={"exit_status": "returned", **facts}))) == count


def test_h05_who_did_not_fall_back_needs_neither():
    assert verdict(RULES, "H05", a_case()) == "ok"


def family(*labours):
    names = ("高凤珍", "肖辉", "高磊", "陈芳")
    return tuple(
        person(name, "head" if not place else "other", labour=labour)
        for place, (name, labour) in enumerate(zip(names, labours, strict=False))
    )


@pytest.mark.parametrize(
    ("labours", "expected"),
    [
        (("ordinary", "none", "none"), "ok"),  # a third
        (("ordinary", "none"), "doubt"),  # exactly half
        (("weak", "skilled", "lost"), "doubt"),
        (("none", "none"), "ok"),
        (("ordinary", None, "none"), "? member_year.labour"),
        (("none", None), "? member_year.labour"),  # with one more it is exactly half
        ((None, "none", "none"), "ok"),  # even with one more it stays below half
    ],
)
def test_h06_lack_of_labour_where_half_can_work(labours, expected):
    assert verdict(RULES, "H06", a_case(causes=["8"], people=family(*labours))) == expected
    monitored = a_case(facts={"monitor_type": "edge", "risks": ("labour",)}, people=family(*labours))
    assert verdict(RULES, "H06", monitored) == expected


@pytest.mark.parametrize(
    ("status", "expected"), [("pre_exit", "doubt"), ("returned", "doubt"), ("exited_policy", "ok")]
)
def test_h06_and_h07_causes_stand_for_the_identification_once_the_household_is_out_of_poverty(status, expected):
    lacking = a_case(causes=["8"], facts={"exit_status": status}, people=family("ordinary"))
    assert verdict(RULES, "H06", lacking) == expected
    unlearned = a_case(causes=["7"], facts={"exit_status": status}, people=family("none"))
    assert verdict(RULES, "H07", unlearned) == expected
    risk = {"exit_status": status, "monitor_type": "edge", "risks": ("labour",)}
    assert verdict(RULES, "H06", a_case(causes=["8"], facts=risk, people=family("ordinary"))) == "doubt"


def test_h06_names_the_able_and_goes_by_the_line():
    case = a_case(causes=["1", "8"], people=family("ordinary", "none", "none"))
    assert verdict(RULES, "H06", case, around(check_h06_share=33)) == "doubt"
    assert "3人中有1人有劳动能力（高凤珍）" in sentence(RULES, "H06", case, around(check_h06_share=33))
    assert verdict(RULES, "H06", case, around(check_h06_share=34)) == "ok"
    assert verdict(RULES, "H06", case, around(check_h06_share=None)) == "? line.value"


@pytest.mark.parametrize(
    ("causes", "labours", "expected"),
    [
        (["7"], ("none", "lost"), "doubt"),
        (["1", "11"], ("none",), "doubt"),
        (["7"], ("none", "weak"), "ok"),
        (["8"], ("none",), "ok"),
        (["7"], ("none", None), "? member_year.labour"),
    ],
)
def test_h07_lack_of_skills_where_nobody_can_work(causes, labours, expected):
    assert verdict(RULES, "H07", a_case(causes=causes, people=family(*labours))) == expected
