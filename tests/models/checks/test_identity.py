# SPDX-License-Identifier: MIT
"""Rules A: who people are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.families import (
    AROUND,
    FIRES,
    QUIET,
    TODAY,
    expect,
    having,
    household,
    lines,
    look,
    man,
    number_of,
    person,
)
from villagedesk.models.checks.others import Bearer, Caller
from villagedesk.models.checks.rules import Surroundings

HEAD = person()
NUMBER = HEAD.member.id_no
WRONG = NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1")


def with_head(**member):
    return household(having(HEAD, **member), man())


def with_facts(*, card=None, **facts):
    return household(having(person(**facts), card_no=card), man())


ILL, DISABLED = ("2",), ("2", "4")
TABLE = [
    ("A01", "no number", with_head(id_no=None), FIRES),
    ("A01", "no number and why", with_head(id_no=None, no_id_reason="unregistered"), QUIET),
    ("A01", "a placeholder of nines", with_head(id_no="999999999999999999"), FIRES),
    ("A01", "a word in place of a number", with_head(id_no="无"), FIRES),
    ("A01", "a number", household(), QUIET),
    ("A02", "17 signs", with_head(id_no=NUMBER[:17]), FIRES),
    ("A02", "19 signs", with_head(id_no=NUMBER + "1"), FIRES),
    ("A02", "18 signs", household(), QUIET),
    ("A02", "a card of 20 signs in place of a number", with_head(id_no=NUMBER + "43"), QUIET),
    ("A02", "a letter within", with_head(id_no="5101A9197402240026"), FIRES),
    ("A02", "no number, which A01 reports", with_head(id_no=None), QUIET),
    ("A03", "another check digit", with_head(id_no=WRONG), FIRES),
    ("A03", "another check digit on a paper that was looked at", with_head(id_no=WRONG, id_checked="已核对原件"), QUIET),
    ("A03", "the right check digit", household(), QUIET),
    ("A04", "30 February", with_head(id_no=number_of("1974-02-30", 2)), FIRES),
    ("A04", "29 February of a leap year", with_head(id_no=number_of("1976-02-29", 2)), QUIET),
    ("A04", "the year 1899", with_head(id_no=number_of("1899-12-31", 2)), FIRES),
    ("A04", "the year 1900", with_head(id_no=number_of("1900-01-01", 2)), QUIET),
    ("A04", "tomorrow", with_head(id_no=number_of("2026-03-03", 2)), FIRES),
    ("A04", "today", with_head(id_no=number_of("2026-03-02", 2)), QUIET),
    ("A06", "a card of somebody else", with_head(card_no=man().member.id_no + "43"), FIRES),
    ("A06", "the own card", with_head(card_no=NUMBER + "43"), QUIET),
    ("A06", "kind 7 and grade 4", with_head(card_no=NUMBER + "74"), QUIET),
    ("A06", "kind 8", with_head(card_no=NUMBER + "84"), FIRES),
    ("A06", "grade 5", with_head(card_no=NUMBER + "75"), FIRES),
    ("A06", "no number to compare with", with_head(id_no=None, card_no=NUMBER + "43"), "member.id_no"),
    ("A07", "disabled without a card", with_facts(health=DISABLED), FIRES),
    ("A07", "disabled with a card", with_facts(health=DISABLED, card=NUMBER + "43"), QUIET),
    ("A07", "ill only", with_facts(health=ILL), QUIET),
    ("A07", "health unknown", with_facts(health=()), "member_year.health"),
    ("A08", "a card and ill only", with_facts(health=ILL, card=NUMBER + "43"), FIRES),
    ("A08", "a card and disabled", with_facts(health=DISABLED, card=NUMBER + "43"), QUIET),
    ("A08", "a card and health unknown", with_facts(health=(), card=NUMBER + "43"), "member_year.health"),
    ("A09", "the other sex", with_head(sex="1"), FIRES),
    ("A09", "the sex of the number", household(), QUIET),
    ("A09", "sex unknown", with_head(sex=None), "member.sex"),
    ("A09", "no number, which A01 reports", with_head(id_no=None), QUIET),
    ("A10", "a space", with_head(name="高 凤珍"), FIRES),
    ("A10", "a digit", with_head(name="高凤珍1"), FIRES),
    ("A10", "a letter", with_head(name="高凤珍A"), FIRES),
    ("A10", "one sign", with_head(name="高"), FIRES),
    ("A10", "two signs", with_head(name="高珍"), QUIET),
    ("A10", "a name of the minorities with its point", with_head(name="阿依古丽·买买提"), QUIET),
    ("A10", "15 signs", with_head(name="阿依古丽买买提吐尔逊阿不都拉木"), QUIET),
    ("A10", "16 signs", with_head(name="阿依古丽买买提吐尔逊阿不都拉木江"), FIRES),
    ("A10", "no name", with_head(name=None), "member.name"),
    ("A11", "two of one name", household(person(), having(man(), name="高凤珍")), FIRES),
    ("A11", "two names", household(), QUIET),
    ("A11", "two without a name, which is missing already", household(having(HEAD, name=None), having(man(), name=None)), QUIET),
    ("A12", "no ethnic group", with_head(ethnic=None), FIRES),
    ("A12", "a number that the standard does not have", with_head(ethnic="57"), FIRES),
    ("A12", "the last number of the standard", with_head(ethnic="56"), QUIET),
    ("A13", "eleven digits that are no mobile", replace(household(), household=household().household.having(phone="12800001111")), FIRES),
    ("A13", "ten digits", replace(household(), household=household().household.having(phone="1380000111")), FIRES),
    ("A13", "a landline", replace(household(), household=household().household.having(phone="028-27012345")), QUIET),
    ("A13", "a member's number", with_head(phone="123"), FIRES),
    ("A13", "a member without a number", household(), QUIET),
    ("A13", "no number", replace(household(), household=household().household.having(phone=None)), "household.phone"),
    ("A17", "the day after", with_head(birth="1974-02-25"), FIRES),
    ("A17", "the same day", household(), QUIET),
    ("A17", "birth unknown", with_head(birth=None), "member.birth"),
    ("A18", "15 signs", with_head(id_no="510199740224002"), FIRES),
    ("A18", "18 signs", household(), QUIET),
]  # fmt: skip


@pytest.mark.parametrize(("code", "what", "case", "outcome"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_who_people_are(code, what, case, outcome):
    expect(code, case, outcome)


def test_a10_the_longest_name_is_a_line_of_the_office():
    case = with_head(name="高凤珍珍珍")
    expect("A10", case, FIRES, lines(check_a10_longest=4))
    expect("A10", case, QUIET, lines(check_a10_longest=5))
    expect("A10", case, "line.value", lines(check_a10_longest=None))


def test_a05_and_m56_tell_those_who_are_here_from_those_who_left():
    own = Bearer(HEAD.member.id, "高凤珍", NUMBER, "h", "清溪村 2组 高凤珍户")
    here = Bearer("m9", "高凤贞", NUMBER, "h9", "石门村 1组 单小芳户")
    gone = here.__class__("m9", "高凤贞", NUMBER, "h9", "石门村 1组 单小芳户", "married_out")
    case = household()
    for others, a05, m56 in (((own,), QUIET, QUIET), ((own, here), FIRES, QUIET), ((own, gone), QUIET, FIRES)):
        around = Surroundings(TODAY, {NUMBER: others})
        expect("A05", case, a05, around)
        expect("M56", case, m56, around)
    expect("A05", case, QUIET, AROUND)


def mobile(count, phone="13800001111"):
    case = household()
    return replace(case, household=case.household.having(phone=phone)), Surroundings(
        TODAY, same_phone={phone: count} if phone else {}
    )


@pytest.mark.parametrize(
    ("count", "phone", "outcome"),
    [(2, "13800001111", FIRES), (1, "13800001111", QUIET), (3, "028-27012345", QUIET), (0, None, "household.phone")],
)
def test_a14_a_mobile_that_another_household_has_too(count, phone, outcome):
    case, around = mobile(count, phone)
    expect("A14", case, outcome, around)


PHONE = "13700003333"


def callers(own, other):
    people = (
        Caller(HEAD.member.id, "高凤珍", "清溪村 2组 高凤珍户", own),
        Caller("m9", "单小芳", "石门村 1组 单小芳户", other),
    )
    return Surroundings(TODAY, callers={PHONE: people})


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [
        ("四川省成都市金堂县", "广东省东莞市", FIRES),
        ("四川省成都市金堂县", "四川省成都市金堂县", QUIET),
        ("四川省成都市金堂县", "", QUIET),  # the other household is told what it lacks
        ("", "广东省东莞市", "member_year.work_county"),
    ],
)
def test_a15_one_telephone_at_work_in_two_counties(own, other, outcome):
    case = household(having(person(work_months=10, work_place="province"), phone=PHONE), man())
    found = expect("A15", case, outcome, callers(own, other))
    if outcome == FIRES:
        assert "单小芳" in found[0].text()
        assert "广东省东莞市" in found[0].text()


def test_a15_who_works_nowhere_needs_no_county():
    expect("A15", household(having(person(work_months=0), phone=PHONE), man()), QUIET, callers("", "广东省东莞市"))


def test_a16_the_number_of_the_helper_stands_for_the_household():
    case = household()
    helper = case.helpers[0]

    def with_phone(phone, **pairing):
        return replace(
            case,
            helpers=(
                replace(helper, cadre=helper.cadre.having(phone=phone), pairing=helper.pairing.having(**pairing)),
            ),
        )

    expect("A16", with_phone("13800001111"), FIRES)
    expect("A16", with_phone("13900002222"), QUIET)
    expect("A16", with_phone("13800001111", end="2025-12-30"), QUIET)  # no longer the helper at the end of the year
    expect("A16", with_phone("13800001111", end="2025-12-31"), FIRES)
    expect("A16", with_phone(None), "cadre.phone")


def test_a_wrong_number_is_told_with_name_field_and_remedy():
    (found,), _lacking = look("A03", with_head(id_no=WRONG))
    assert found.text().startswith("高凤珍 证件号码“")
    assert f"第18位应为{NUMBER[17]}" in found.text()
    assert "请核对户口簿" in found.text()
