# SPDX-License-Identifier: MIT
"""Households for the tests of rules, and what a rule must say of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from villagedesk.models.casefile import CaseFile, Helper, Person
from villagedesk.models.catalogue.economy import Cause
from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.rules import Surroundings, Unjudged
from villagedesk.models.completeness import Section, section_of_problem
from villagedesk.models.lines import shipped_values
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.identity import check_digit

YEAR = 2025
TODAY = dt.date(2026, 3, 2)
AROUND = Surroundings(TODAY)
FIRES, QUIET = "fires", "quiet"
RULES = {rule.code: rule for rule in ALL_RULES}
_HEAVY = [Level.HINT, Level.DOUBT, Level.ERROR]


def number_of(birth, sequence):
    """An identity number for a birth (ISO); odd sequences are men's."""
    seventeen = f"510199{birth.replace('-', '')}{sequence:03d}"
    return seventeen + check_digit(seventeen)


def person(name="高凤珍", relation="head", birth="1974-02-24", sex="2", **facts):
    """A member of whom everything is right; facts of the year that differ are named, those of the member with `having`."""
    sequence = (sum(map(ord, name)) % 400) * 2 + (sex == "1")
    member = Member(
        id=f"m-{name}", household="h", name=name, id_no=number_of(birth, sequence), sex=sex, birth=birth, ethnic="01"
    )
    base = {
        "relation": relation, "labour": "ordinary", "health": ("1",), "education": "junior", "medical": True,
        "employee_medical": False, "critical_insurance": True, "pension": True, "employee_pension": False,
        "low_income": "none", "destitute": "none", "work_months": 0,
    }  # fmt: skip
    year = MemberYear(id=f"y-{name}", member=member.id, year=YEAR, **{**base, **facts})
    return Person(member, year, (year,))


def man(name="肖辉", relation="spouse", birth="1974-05-06", **facts):
    return person(name, relation, birth, "1", **facts)


def pupil(name="高磊", birth="2014-03-04", school="primary", **facts):
    base = {"labour": "none", "education": None, "pension": False}
    return person(name, "son", birth, "1", school=school, **{**base, **facts})


def having(who, **member):
    """The same person with other facts of the member."""
    return replace(who, member=who.member.having(**member))


def household(*people, departed=(), **facts):
    """A household of these people, of the couple if nobody is named; facts of the year that differ are named."""
    members = people or (person(), man())
    helper = Helper(
        Pairing(id="p", household="h", cadre="c", start="2020-01-01"),
        Cadre(id="c", name="赵志强", phone="13900002222"), Unit(),
    )  # fmt: skip
    base = {
        "attribute": "general", "exit_status": "not_exited", "farmland": 300, "living_power": True, "broadcasting": True,
        "water_solved": True, "house_area": 9000, "dangerous": False, "stated_size": len(members),
    }  # fmt: skip
    return CaseFile(
        year=YEAR,
        village=Village(id="v", name="清溪村"),
        household=Household(id="h", village="v", group="2组", phone="13800001111", standard="national"),
        facts=HouseholdYear(id="hy", household="h", year=YEAR, **{**base, **facts}),
        plan=Plan(id="pl", household="h", year=YEAR, wish="发展养殖"),
        people=tuple(members),
        departed=tuple(departed),
        helpers=(helper,),
    )


def cause(code, rank="main"):
    return Cause(id=f"k-{rank}", household="h", year=YEAR, rank=rank, code=code)


def measure(**facts):
    return Measure(id="s", plan="pl", **facts)


def visit(**facts):
    return Visit(id="w", household="h", **facts)


def lines(**values):
    """Surroundings in which some lines have other values; None is a line that nobody has entered."""
    known = dict(shipped_values()) | {(name, "", None): value for name, value in values.items()}
    return Surroundings(TODAY, lines={key: value for key, value in known.items() if value is not None})


def look(code, case, around=AROUND):
    """What a rule finds, and what it lacks, as "entity.field"; each finding is fit to be acted on."""
    rule = RULES[code]
    found = list(rule.check(case, around))
    problems = [one for one in found if isinstance(one, Problem)]
    for one in problems:
        assert one.code == code
        assert one.field
        assert one.rule
        assert one.remedy
        assert one.row
        assert _HEAVY.index(one.level) <= _HEAVY.index(rule.level)
        assert field_spec(f"{one.entity}.{one.key}")
        assert section_of_problem(one) in Section
    lacking = [one for one in found if isinstance(one, Unjudged)]
    assert all(one.code == code and one.field and one.row for one in lacking)
    return problems, [f"{one.entity}.{one.key}" for one in lacking]


def expect(code, case, outcome, around=AROUND):
    """That a rule fires, keeps quiet, or lacks a fact ("entity.field")."""
    problems, lacking = look(code, case, around)
    if outcome == FIRES:
        assert problems
        assert not lacking
    elif outcome == QUIET:
        assert [one.text() for one in problems] == []
        assert lacking == []
    else:
        assert [one.text() for one in problems] == []
        assert set(lacking) == {outcome}
    return problems
