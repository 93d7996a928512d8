# SPDX-License-Identifier: MIT
"""Whatever stands in a case file or a village, all rules together answer with complete findings and never raise."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from villagedesk.models.casefile import RANKS, CaseFile, Helper, Person
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA, NUMBERS, Kind, spec_of
from villagedesk.models.checks.others import Bearer
from villagedesk.models.checks.registry import ALL_RULES, ELSEWHERE, VILLAGE_RULES
from villagedesk.models.checks.rules import Surroundings, Unjudged
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.codes import code_list
from villagedesk.models.completeness import assess
from villagedesk.models.lines import shipped, shipped_values
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import check_digit

YEARS = (2013, 2014, 2016, 2018, 2020, 2021, 2023, 2025, 2026)


def day(dice):
    return (dt.date(1930, 1, 1) + dt.timedelta(days=dice.randrange(36_000))).isoformat()


def identity_number(dice):
    birth = day(dice).replace("-", "")
    seventeen = f"510199{birth}{dice.randrange(1000):03d}"
    return dice.choice((seventeen + check_digit(seventeen), seventeen + "0", seventeen[:12], "999999", "无"))


def some_code(spec, dice):
    return dice.choice([*(entry.code for entry in code_list(spec.codes).entries), "unheard-of"])


def some_codes(spec, dice):
    known = [entry.code for entry in code_list(spec.codes).entries]
    return tuple(dice.sample(known, dice.randrange(min(4, len(known)))))


VALUES = {
    **dict.fromkeys(
        NUMBERS,
        lambda _spec, dice: dice.choice((0, 1, 12, 13, dice.randrange(5_000), dice.randrange(10**7), -dice.randrange(1, 99))),
    ),
    Kind.YEAR: lambda _spec, dice: dice.choice((*YEARS, 1949)),
    Kind.CODE: some_code,
    Kind.CODES: some_codes,
    Kind.YES_NO: lambda _spec, dice: dice.random() < 0.5,
    Kind.DATE: lambda _spec, dice: day(dice),
    Kind.MONTH: lambda _spec, dice: dice.choice((day(dice)[:7], day(dice)[:4])),
    Kind.ID_NUMBER: lambda _spec, dice: identity_number(dice),
    Kind.CARD_NUMBER: lambda _spec, dice: identity_number(dice) + dice.choice(("43", "11", "99", "")),
    Kind.REF: lambda _spec, dice: dice.choice(("h", "v", "m0", "elsewhere")),
}  # fmt: skip


def some_value(spec, dice):
    """A value that the field may hold, also one that typing would refuse but a merged file may bring."""
    if spec.na and dice.random() < 0.1:
        return NA
    make = VALUES.get(spec.kind)
    return make(spec, dice) if make else dice.choice(("高磊", "13800001111", "x" * 60, "104.0668", "1"))


def some_record(kind, dice, density, **given_facts):
    """A record with about that share of its fields filled."""
    spec = spec_of(kind)
    facts = {field.key: some_value(field, dice) for field in spec.fields if dice.random() < density}
    return kind(**{**facts, **given_facts})


def some_person(dice, density, year, place):
    row = f"m{place}"
    member = some_record(Member, dice, density, id=row, household="h")
    years = [
        some_record(MemberYear, dice, density, id=f"{row}-{one}", member=row, year=one) for one in (year - 1, year)
    ]
    facts = years[1] if dice.random() < 0.9 else MemberYear(member=row, year=year)
    return Person(member, facts, tuple(years))


def some_case(dice):
    year, density = dice.choice(YEARS), dice.choice((0.05, 0.4, 0.8, 1.0))
    people = [some_person(dice, density, year, place) for place in range(dice.randrange(6))]
    helpers = [
        Helper(some_record(Pairing, dice, density, id=f"p{one}"), some_record(Cadre, dice, density, id=f"c{one}"), Unit())
        for one in range(dice.randrange(3))
    ]  # fmt: skip
    return CaseFile(
        year=year,
        village=some_record(Village, dice, density, id="v"),
        household=some_record(Household, dice, density, id="h", village=dice.choice(("v", None))),
        facts=some_record(HouseholdYear, dice, density, id=dice.choice(("hy", "")), household="h", year=year),
        plan=some_record(Plan, dice, density, id=dice.choice(("pl", "")), household="h", year=year),
        people=tuple(people),
        departed=tuple(some_person(dice, density, year, 9) for _one in range(dice.randrange(2))),
        causes=tuple(
            some_record(Cause, dice, density, id=rank, household="h", year=year, rank=rank)
            for rank in RANKS[: dice.randrange(4)]
        ),
        incomes=tuple(
            some_record(IncomeYear, dice, density, id=f"i{one}", household="h", year=one)
            for one in (year - 3, year - 1, year)
            if dice.random() < 0.7
        ),
        helpers=tuple(helpers),
        measures=tuple(some_record(Measure, dice, density, id=f"s{one}", plan="pl") for one in range(dice.randrange(3))),
        visits=tuple(some_record(Visit, dice, density, id=f"t{one}", household="h") for one in range(dice.randrange(3))),
        departure=dice.choice(("", "已迁出")),
        ledger_lines=tuple(
            some_record(IncomeLine, dice, density, id=f"l{one}", household="h", year=year) for one in range(dice.randrange(4))
        ),
        exemptions=tuple(
            some_record(Exemption, dice, density, id=f"e{one}", household="h", rule=dice.choice(ALL_RULES).code)
            for one in range(dice.randrange(3))
        ),
    )  # fmt: skip


def some_surroundings(dice, case):
    number = next((person.member.id_no for person in case.people if person.member.id_no), "1")
    return Surroundings(
        dt.date(dice.choice((2016, 2026)), 3, 2),
        bearers={number: (Bearer("m8", "高凤珍", number, "h8", "清溪村"), Bearer("m9", "肖辉", number, "h", "清溪村", "death"))},
        same_phone={"13800001111": 2},
        same_incomes={f"i{case.year}": dice.randrange(9)},
        farmland={("v", case.year): (dice.randrange(9_999), dice.randrange(1, 99))},
        lines=dice.choice(({}, shipped_values(), {key: dice.choice((0, 1, value, 10**6)) for key, value in shipped_values().items()})),
    )  # fmt: skip


def assert_complete(found, known_rows):
    assert found.code
    assert found.text()
    assert found.field
    if found.entity == "line":
        assert isinstance(found, Unjudged)
        assert found.row in code_list("line_name")
        return
    assert found.key in ENTITIES[found.entity]
    assert found.row in known_rows
    if not isinstance(found, Unjudged):
        assert found.remedy
        assert isinstance(found.level, Level)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_no_rule_raises_on_any_case_file(seed):
    dice = Random(seed)
    case = some_case(dice)
    around = some_surroundings(dice, case)
    rows = {"", "h", "v", *(record.id for _entity, record in case.records()), *(one.id for one in case.incomes)}
    rows |= {one.member.id for one in case.departed} | {
        one.id for who in case.departed for one in (*who.years, who.facts)
    }
    rows |= {one.id for who in case.people for one in who.years} | {helper.cadre.id for helper in case.helpers}
    for rule in ALL_RULES:
        found = list(rule.check(case, around))
        for one in found:
            assert_complete(one, rows)
        assert found == list(rule.check(case, around))
    assess(case, around)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_no_village_rule_raises_on_any_village(seed):
    dice = Random(seed)
    density = dice.choice((0.05, 0.5, 1.0))
    facts = some_record(VillageYear, dice, density, id=dice.choice(("vy", "")), village="v", year=2025)
    numbers = [spec.key for spec in ENTITIES["village_year"].fields if spec.is_number]
    sums = {key: dice.randrange(9_999) for key in numbers if dice.random() < density}
    village = VillageFile(
        2025, some_record(Village, dice, density, id="v"), facts, some_record(VillageYear, dice, density, id="vb"), sums, sums
    )  # fmt: skip
    for rule in VILLAGE_RULES:
        for one in rule.check(village, Surroundings(dt.date(2026, 3, 2))):
            assert_complete(one, {"", "v", "vy", "vb"})


def test_numbers_are_given_once_and_titles_say_what_they_are():
    everything = (*ALL_RULES, *VILLAGE_RULES, *ELSEWHERE)
    codes = [rule.code for rule in everything]
    assert len(set(codes)) == len(codes)
    assert all(rule.title and isinstance(rule.level, Level) for rule in everything)
    assert all(rule.elsewhere() for rule in ELSEWHERE)


@pytest.mark.parametrize("rule", [*ALL_RULES, *VILLAGE_RULES], ids=lambda rule: rule.code)
def test_parameters_are_lines_with_a_name_a_source_and_a_unit(rule):
    for name in rule.parameters:
        assert name in code_list("line_name")
        rows = [line for line in shipped() if line.name == name]
        assert rows
        assert all(line.source and line.unit for line in rows)
