# SPDX-License-Identifier: MIT
"""Checks E: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.models.checks.a_household import told_by
from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import labour, stretches, work
from villagedesk.models.checks.rules import Surroundings, Unjudged

AROUND = Surroundings(dt.date(2026, 3, 2))
YUAN = 100


def somebody(birth="1980-05-05", name="高磊", card=None, **facts):
    member = Member(id=f"m-{name}", household="h", name=name, birth=birth, card_no=card)
    base = {"labour": "ordinary", "health": ("1",), "education": "junior", "work_months": 0}
    return Person(member, MemberYear(id=f"y-{name}", member=member.id, year=2025, **{**base, **facts}))


def household(*people, **income):
    incomes = (IncomeYear(id="i", household="h", year=2025, **income),) if income else ()
    return CaseFile(
        year=2025, village=Village(id="v", county="示范县"), household=Household(id="h"),
        facts=HouseholdYear(id="hy", household="h", year=2025), plan=Plan(), people=people, incomes=incomes,
    )  # fmt: skip


def told(case, code, around=AROUND):
    return told_by((*labour.RULES, *work.RULES), case, code, around)


PERSON = {
    "E01 a child able to work": (
        ("birth", "2010-01-01"), "labour!",
        {"may be without ability": ({"labour": "none"}, ""), "turns 16 on the last day": ({"birth": "2009-12-31"}, ""),
         "turns 16 a day later": ({"birth": "2010-01-01"}, "labour!"), "of whom nothing is said": ({"labour": None}, "labour?"),
         "whose birth is unknown": ({"birth": None}, "birth?")},
    ),
    "E02 a pupil able to work": (
        ("school", "senior2"), "labour",
        {"without ability": ({"labour": "none"}, ""), "not at school": ({"school": "none"}, ""),
         "a student of 18": ({"school": "bachelor1", "birth": "2007-12-31"}, ""),
         "a student a day short of 18": ({"school": "bachelor1", "birth": "2008-01-01"}, "labour"),
         "a child is E01": ({"birth": "2012-01-01"}, ""), "of whom nothing is said": ({"labour": None}, "labour?"),
         "a student of unknown age": ({"school": "bachelor1", "birth": None}, "birth?")},
    ),
    "E03 healthy and yet not able": (
        ("labour", "none"), "labour",
        {"weak counts too": ({"labour": "weak"}, "labour"), "able": ({"labour": "skilled"}, ""),
         "ill": ({"labour": "weak", "health": ("2",)}, ""), "at school": ({"school": "senior3", "education": None}, ""),
         "a day short of 60": ({"birth": "1966-01-01"}, "labour"), "60 on the last day": ({"birth": "1965-12-31"}, ""),
         "16 on the last day": ({"birth": "2009-12-31"}, "labour"), "a day short of 16": ({"birth": "2010-01-01"}, ""),
         "health unknown": ({"health": ()}, "health?"), "school unknown": ({"education": None}, "school?"),
         "birth unknown": ({"birth": None}, "birth?")},
    ),
    "E04 fully able in old age": (
        ("birth", "1960-01-01"), "labour",
        {"weak is allowed": ({"labour": "weak"}, ""), "60 on the last day": ({"birth": "1965-12-31"}, "labour"),
         "a day short of 60": ({"birth": "1966-01-01"}, ""), "birth unknown": ({"birth": None}, "birth?")},
    ),
    "E06 at work without ability": (
        ("labour", "lost"), "",
        {"with months": ({"work_months": 1}, "labour"), "in a public post": ({"public_post_months": 1}, "labour"),
         "weak may work": ({"labour": "weak", "work_months": 12}, ""),
         "nothing about work": ({"work_months": None}, ""),
         "a place and no months": ({"work_months": None, "work_place": "outside"}, "work_months?"),
         "ability unknown": ({"labour": None, "work_months": 3}, "labour?")},
    ),
    "E07 months of a year": (
        ("work_months", 13), "work_months!",
        {"twelve": ({"work_months": 12}, ""), "none": ({"work_months": 0}, ""), "below nothing": ({"work_months": -1}, "work_months!"),
         "in a post": ({"work_months": 0, "public_post_months": 13}, "public_post_months!"),
         "unknown is E08 and others": ({"work_months": None}, "")},
    ),
    "E08 place and months": (
        ("work_months", 3), "work_place",
        {"with a place": ({"work_place": "outside"}, ""), "abroad": ({"work_abroad": True}, ""),
         "a place and none": ({"work_place": "outside", "work_months": 0}, "work_months"),
         "one month": ({"work_place": "outside", "work_months": 1}, ""),
         "a place and unknown": ({"work_county": "示范县", "work_months": None}, "work_months"),
         "neither": ({"work_months": None}, ""), "not applicable is no place": ({"work_place": NA}, "work_place")},
    ),
    "E09 place down to the county": (
        ("work_place", "outside"), "work_county",
        {"named": ({"work_county": "示范县"}, ""), "in the county": ({"work_place": "county"}, ""),
         "only the city": ({"work_place": None, "work_city": "示范市"}, "work_county"),
         "abroad": ({"work_abroad": True}, ""), "no place": ({"work_place": None}, "")},
    ),
    "E10 too young to work": (
        ("work_months", 3), "",
        {"15 all year": ({"birth": "2010-03-01"}, "work_months"), "just enough months": ({"birth": "2009-10-31"}, ""),
         "a month too many": ({"birth": "2009-11-01"}, "work_months"), "no months": ({"birth": "2012-01-01", "work_months": 0}, ""),
         "birth unknown": ({"birth": None}, "birth?")},
    ),
    "E11 a pupil at work": (
        ("work_months", 1), "",
        {"at school": ({"school": "senior1"}, "work_months"), "without months": ({"school": "senior1", "work_months": 0}, ""),
         "school unknown": ({"education": None}, "school?")},
    ),
    "E12 a wage out of bounds": (
        ("wage", 399 * YUAN), "wage",
        {"the lower bound": ({"wage": 400 * YUAN}, ""), "the upper bound": ({"wage": 30_000 * YUAN}, ""),
         "above it": ({"wage": 30_000 * YUAN + 1}, "wage"), "nothing and no work": ({"wage": 0}, ""),
         "nothing for work": ({"wage": 0, "work_months": 1}, "wage"), "unknown": ({"wage": None, "work_months": 1}, "wage?"),
         "unknown and no work": ({"wage": None}, "")},
    ),
    "E14 a post and its months": (
        ("public_post", "forest"), "public_post_months",
        {"with months": ({"public_post_months": 1}, ""), "none": ({"public_post_months": 0}, "public_post_months"),
         "months alone": ({"public_post": None, "public_post_months": 1}, "public_post"),
         "neither": ({"public_post": NA}, "")},
    ),
    "E15 the age in a post": (
        ("public_post", "clean"), "",
        {"a day short of 16": ({"birth": "2010-01-01"}, "public_post!"), "16": ({"birth": "2009-12-31"}, ""),
         "70": ({"birth": "1955-12-31"}, "public_post"), "a day short of 70": ({"birth": "1956-01-01"}, ""),
         "no post": ({"birth": "1940-01-01", "public_post": None}, ""), "birth unknown": ({"birth": None}, "birth?")},
    ),
    "E17 a post far away": (
        ("public_post", "clean"), "",
        {"outside": ({"work_place": "outside"}, "work_place"), "in the county": ({"work_place": "county"}, ""),
         "beyond the county": ({"work_place": "province"}, "work_place"), "abroad": ({"work_abroad": True}, "work_place"),
         "a workshop": ({"public_post": None, "job_channel": "workshop", "work_place": "outside"}, "work_place"),
         "place unknown": ({"work_months": 3}, "work_place?")},
    ),
    "E18 able and not at work": (
        ("labour", "skilled"), "work_months",
        {"one month": ({"work_months": 1}, ""), "in a post": ({"public_post_months": 1}, ""),
         "not skilled": ({"labour": "ordinary"}, ""), "from a college": ({"labour": "ordinary", "education": "college"}, "work_months"),
         "a day short of 60": ({"birth": "1966-01-01"}, "work_months"), "60": ({"birth": "1965-12-31"}, ""),
         "a soldier": ({"soldier": True}, ""), "lost the ability": ({"labour": "lost", "education": "bachelor"}, ""),
         "months unknown": ({"work_months": None}, "work_months?"), "birth unknown": ({"birth": None}, "birth?")},
    ),
}  # fmt: skip


def _rows():
    for title, (change, expected, others) in PERSON.items():
        code, _space, words = title.partition(" ")
        yield pytest.param(code, dict([change]), expected, id=title)
        for more, (facts, wanted) in others.items():
            yield pytest.param(code, {**dict([change]), **facts}, wanted, id=f"{code} {words}: {more}")


@pytest.mark.parametrize(("code", "facts", "expected"), list(_rows()))
def test_a_rule_about_one_person(code, facts, expected):
    assert told(household(somebody(**facts)), code) == [expected] * bool(expected)


@pytest.mark.parametrize("code", sorted({title.split()[0] for title in PERSON}))
def test_nothing_is_said_of_people_of_whom_nothing_was_entered(code):
    blank = Person(Member(id="m", household="h", name="高磊"), MemberYear(member="m", year=2025))
    assert told(household(blank), code) == []


@pytest.mark.parametrize(
    ("facts", "card", "expected"),
    [
        ({"disability_kind": "4", "disability_grade": "2"}, None, ["labour"]),
        ({"disability_kind": "4", "disability_grade": "3"}, None, []),
        ({"disability_kind": "1", "disability_grade": "1"}, None, []),
        ({"disability_kind": "6", "disability_grade": "1", "labour": "weak"}, None, []),
        ({}, "51019919800505002X42", ["labour"]),
        ({}, "51019919800505002X43", []),
        ({"disability_kind": "4"}, None, ["disability_grade?"]),
        ({}, None, ["disability_kind?"]),
    ],
)  # fmt: skip
def test_e05_heavily_disabled_and_fully_able(facts, card, expected):
    assert told(household(somebody(card=card, **{"health": ("4",), **facts})), "E05") == expected


@pytest.mark.parametrize(("holders", "expected"), [(2, []), (3, ["public_post"])])
def test_e16_many_posts_in_one_household(holders, expected):
    people = [somebody(name=str(one), public_post="road" if one < holders else NA) for one in range(4)]
    assert told(household(*people), "E16") == expected


@pytest.mark.parametrize(
    ("months", "wages", "expected"),
    [
        (3, 0, ["wages"]), (3, 1, []), (0, 1, ["wages"]), (0, 0, []), (3, None, ["wages?"]),
        (None, 1, ["work_months?"]), (None, 0, []),
    ],
)  # fmt: skip
def test_e19_work_and_wages(months, wages, expected):
    assert told(household(somebody(work_months=months), wages=wages, crops=0), "E19") == expected


def test_e19_counts_those_who_left_in_the_year_and_kinds_of_wages():
    case = household(somebody(), wage_work=900)
    assert told(case, "E19") == ["wages"]
    assert told(replace(case, departed=(somebody(name="高凤珍", work_months=2),)), "E19") == []


@pytest.mark.parametrize(
    ("months", "wages", "expected"),
    [
        (10, 4_000, []), (10, 3_999, ["wages"]), (2, 60_000, []), (2, 60_001, ["wages"]), (None, 60_001, []), (0, 5, []),
    ],
)  # fmt: skip
def test_e20_wages_per_month(months, wages, expected):
    assert told(household(somebody(work_months=months), wages=wages * YUAN), "E20") == expected


def test_e20_reads_months_in_a_post_in_favour_of_the_household():
    within = somebody(work_months=10, public_post_months=10)
    assert told(household(within, wages=4_000 * YUAN), "E20") == []
    assert told(household(within, wages=600_000 * YUAN), "E20") == []
    assert told(household(within, wages=600_001 * YUAN), "E20") == ["wages"]


def test_e20_is_not_upset_by_months_below_zero():
    strange = somebody(work_months=3, public_post_months=-3)
    assert told(household(strange, wages=900_000 * YUAN), "E20") == ["wages"]


def test_e20_divides_by_no_months_that_cancel_each_other_out():
    strange = somebody(work_months=None, public_post_months=-3)
    other = somebody(name="肖辉", work_months=1, public_post_months=2)
    assert told(household(strange, other, wages=900_000 * YUAN), "E20") == []
    assert told(household(strange, wages=900_000 * YUAN), "E20") == []


def test_e20_cannot_divide_wages_among_months_of_which_some_are_not_known():
    other = somebody(name="高磊", work_months=None)
    assert told(household(somebody(work_months=10), other, wages=900_000 * YUAN), "E20") == ["work_months?"]


def test_a_limit_that_the_office_left_empty_leaves_the_rule_unjudged():
    without = Surroundings(AROUND.today, lines={})
    for rule in (*labour.RULES, *work.RULES):
        said = list(rule.check(household(somebody()), without))
        assert [(type(one), one.entity) for one in said if rule.parameters] == [(Unjudged, "line")] * bool(
            rule.parameters
        )


def test_an_office_may_set_another_limit():
    stricter = Surroundings(AROUND.today, lines={**AROUND.lines, ("check_old_age", "", 2025): 65})
    aged = household(somebody(birth="1961-01-01"))
    assert told(aged, "E04") == ["labour"]
    assert told(aged, "E04", stricter) == []


def test_a_running_year_is_looked_at_today():
    child = household(somebody(birth="2009-12-01"))
    assert told(child, "E01") == []
    assert told(child, "E01", Surroundings(dt.date(2025, 11, 30))) == ["labour!"]


def test_every_number_of_labour_is_there():
    codes = {rule.code for rule in (*labour.RULES, *work.RULES, *stretches.RULES)}
    assert codes == {f"E{number:02d}" for number in range(1, 22)}
