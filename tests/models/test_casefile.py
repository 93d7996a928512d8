# SPDX-License-Identifier: MIT
"""Who is called the head of a household on papers of a year."""

from __future__ import annotations

from villagedesk.models.casefile import CaseFile, Person
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village


def household(year: int, *relations: dict[int, str]) -> CaseFile:
    """People named 甲, 乙, … with their relation to the head in some years."""
    people = []
    for name, told in zip("甲乙丙", relations, strict=False):
        years = tuple(MemberYear(id=f"{name}{one}", year=one, relation=relation) for one, relation in told.items())
        now = next((one for one in years if one.year == year), MemberYear(year=year))
        people.append(Person(Member(id=name, name=name), now, years))
    facts = HouseholdYear(year=year)
    return CaseFile(year, Village(), Household(), facts, plan=Plan(), people=tuple(people))


def test_the_head_of_the_year_is_the_head() -> None:
    case = household(2024, {2024: "mother", 2025: "head"}, {2024: "head", 2025: "son"})
    assert case.head_name == "乙"


def test_in_a_year_that_names_nobody_the_head_is_that_of_the_nearest_year() -> None:
    case = household(2023, {2024: "mother", 2020: "head"}, {2024: "head"})
    assert case.head_name == "乙"


def test_where_no_year_names_a_head_the_first_member_stands_for_the_household() -> None:
    assert household(2023, {}, {2024: "son"}).head_name == "甲"
    assert household(2023).head_name == ""
