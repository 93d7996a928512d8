# SPDX-License-Identifier: MIT
"""What the program cannot do and people should think of: what contradicts itself, and what follows for those who stay."""

from __future__ import annotations

import pytest

from tests.services.events.conftest import plan, record
from villagedesk.models.values.identity import check_digit
from villagedesk.services.events.coming import newborn_relation
from villagedesk.services.events.family import Family


def reminders(store, kind, **more):
    return "\n".join(plan(store, kind, **more).reminders)


def born(sex, relation, number=""):
    return {"name": "肖小晴", "sex": sex, "relation": relation, "id_no": number}


# -- a newborn ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "relation", "told"),
    [
        ("1", "granddaughter", "与户主关系“之孙女”与性别“男”不符"),
        ("2", "grandson", "与户主关系“之孙子”与性别“女”不符"),
        ("2", "granddaughter", ""),
        ("1", "other", ""),
    ],
)
def test_a_relation_that_does_not_go_with_the_sex_is_told_before_it_is_recorded(family, sex, relation, told):
    said = reminders(family, "birth", person=born(sex, relation))
    assert (told in said) if told else not said


def test_a_sex_that_the_number_contradicts_is_told_too(family):
    number = "51019920250601002" + check_digit("51019920250601002")  # of a girl
    assert reminders(family, "birth", person=born("2", "granddaughter", number)) == ""
    assert "性别“男”与证件号码不符" in reminders(family, "birth", person=born("1", "grandson", number))


@pytest.mark.parametrize(("sex", "relation"), [("1", "grandson"), ("2", "granddaughter"), ("", "")])
def test_a_child_is_a_grandchild_where_only_the_daughter_in_law_can_have_borne_it(family, sex, relation):
    assert newborn_relation(Family(family, "h"), "2025-06-01", sex) == relation


def test_a_child_of_a_young_wife_of_the_head_is_his_own(family):
    record(family, "married_out", members=("l",))
    with family.change("出生日期") as change:
        change.put("member", "m", {"birth": "1976-06-01"})
        change.put("member", "g", {"birth": "2010-06-02"})
    assert newborn_relation(Family(family, "h"), "2026-05-31", "1") == ""  # the granddaughter is 15
    assert newborn_relation(Family(family, "h"), "2025-06-01", "1") == "son"
    with family.change("出生日期") as change:
        change.put("member", "m", {"birth": "1975-06-01"})
    assert newborn_relation(Family(family, "h"), "2025-06-01", "1") == ""  # she is 50


def test_where_several_women_can_have_borne_it_nothing_is_proposed(family):
    with family.change("出生日期") as change:
        change.put("member", "m", {"birth": None})
    assert newborn_relation(Family(family, "h"), "2025-06-01", "1") == ""
    assert newborn_relation(Family(family, "h"), "", "1") == ""


# -- joining the army ---------------------------------------------------------------------------------------------------


def test_of_who_joins_the_army_what_he_has_as_a_villager_is_told(family):
    assert reminders(family, "enlisted", members=("s",)) == ""
    with family.change("参保") as change:
        change.put("member_year", "s2025", {"medical": True, "low_income": "rural", "public_post": "none"})
    said = reminders(family, "enlisted", members=("s",))
    assert "“肖明”2025年度登记有" in said
    assert "低保" in said
    assert "公益" not in said


def test_a_head_who_joins_the_army_stays_head_unless_somebody_changes_it(family):
    assert "“肖辉”是户主，参军后仍是" in reminders(family, "enlisted", members=("f",))
    assert reminders(family, "enlisted", household="n", members=("nm",)) == ""  # there is nobody else


def test_who_is_too_young_for_the_army_is_told_by_the_day(family):
    with family.change("出生日期") as change:
        change.put("member", "g", {"birth": "2008-06-02"})
    assert "只有16岁" in reminders(family, "enlisted", members=("g",), date="2025-06-01")
    with family.change("出生日期") as change:
        change.put("member", "g", {"birth": "2008-06-01"})
    assert reminders(family, "enlisted", members=("g",), date="2025-06-01") == ""


# -- one who is left ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "told"),
    [
        ("2007-06-02", "17岁，未成年，请落实监护人"),
        ("2007-06-01", "18岁，请核对户属性"),
        ("1965-06-02", "59岁，请核对户属性"),
        ("1965-06-01", "60岁，请核对赡养情况"),
        (None, "请核对户属性、监护或赡养情况"),
    ],
)
def test_when_a_child_of_a_household_of_two_marries_the_one_who_is_left_is_told_with_his_age(family, birth, told):
    with family.change("两口之家") as change:
        change.put("member", "nm", {"birth": birth})
        change.put("member", "nd", {"household": "n", "position": 1, "name": "曾小妹", "sex": "2"})
        change.put("member_year", "nd2025", {"member": "nd", "year": 2025, "relation": "daughter"})
    said = reminders(family, "married_out", household="n", members=("nd",))
    assert f"登记后户内只剩“曾大明”一人：{told}" in said


def test_where_several_are_left_or_nobody_nothing_is_said_of_one(family):
    assert "只剩" not in reminders(family, "married_out", members=("g",))
    assert "只剩" not in reminders(family, "married_out", household="n", members=("nm",))
