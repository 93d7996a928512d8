# SPDX-License-Identifier: MIT
"""Households with a year's income, in yuan, and what rules F say of them."""

from __future__ import annotations

import datetime as dt

from tests.models.checks.a_household import NO_INCOME as ALL
from tests.models.checks.a_household import told_by
from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.checks import benefits, income, standards
from villagedesk.models.checks.rules import Surroundings

AROUND = Surroundings(dt.date(2026, 3, 2))
RULES = (*income.RULES, *standards.RULES, *benefits.RULES)
YUAN = 100


def somebody(birth="1980-05-05", name="高磊", left=None, joined=None, **facts):
    member = Member(id=f"m-{name}", household="h", name=name, birth=birth, left=left, joined=joined)
    base = {"labour": "ordinary", "health": ("1",), "education": "junior", "low_income": "none", "destitute": "none"}
    return Person(member, MemberYear(id=f"y-{name}", member=member.id, year=2025, **{**base, **facts}))


def household(year=2025, people=None, last=None, measures=(), facts=None, **amounts):
    """A household with these amounts in yuan; `last` is the year before, `facts` those of the household's year."""
    now = {key: value * YUAN if isinstance(value, int) else value for key, value in amounts.items()}
    incomes = () if last is None else (IncomeYear(id="i0", year=year - 1, **{**ALL, "wages": last * YUAN}),)
    return CaseFile(
        year=year, village=Village(id="v"), household=Household(id="h", identify_year=2014),
        facts=HouseholdYear(id="hy", household="h", year=year, **(facts or {})), plan=Plan(id="p"),
        people=tuple(people or (somebody(),)), measures=tuple(measures),
        incomes=(*incomes, IncomeYear(id="i", household="h", year=year, **now)),
    )  # fmt: skip


def whole(*year, people=None, last=None, facts=None, **amounts):
    """A household that earned nothing but these amounts in yuan."""
    return household(*year, people=people, last=last, facts=facts, **{**ALL, **amounts})


def told(case, code, around=AROUND):
    return told_by(RULES, case, code, around)


OUT = {"exit_status": "exited", "exit_year": 2018}  # the line of 2018 is 3535 yuan in the country
