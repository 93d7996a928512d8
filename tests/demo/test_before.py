# SPDX-License-Identifier: MIT
"""Many households of the demo have the year before as well, and what changed since is what changes in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import MARK, YEAR
from villagedesk.demo.measures import RECIPES
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.store.counts import live_households

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

Pair = tuple["CaseFile", "CaseFile"]
_ONCE = {"infrastructure", "living", "water", "housing"}
_CLASSES = ("preschool_age", "kindergarten", "primary", "g7", "g8", "g9")


@pytest.fixture
def pairs(township: Store) -> Iterator[list[Pair]]:
    """(the year before, the working year) of the households that have both."""
    households = live_households(township)
    then = {case.household.id: case for case in load_casefiles(township, households, YEAR - 1) if case.facts.id}
    return [
        (then[case.household.id], case) for case in load_casefiles(township, households) if case.household.id in then
    ]


def test_a_good_part_of_the_households_has_both_years_and_lacks_nothing_in_the_first(pairs: list[Pair]) -> None:
    assert 50 < len(pairs) < 90
    for then, _now in pairs:
        assert then.facts.note == MARK
        assert all(person.facts.id for person in then.people)
        assert then.cause("main") is not None
        assert then.income is not None
        assert then.plan.result, "the year is over, and so is its plan"
        assert {one.status for one in then.measures} == {"done"}
        assert {cause.code for cause in then.causes} <= {one.cause for one in then.measures}
        assert then.benefits
        assert len(then.visits) >= 7
        assert all((one.date or "").startswith(str(YEAR - 1)) for one in then.visits)


def test_who_helped_then_was_in_office_then(pairs: list[Pair]) -> None:
    for then, _now in pairs:
        there = {helper.cadre.id for helper in then.helpers_on(f"{YEAR - 1}-06-30")}
        assert {visit.cadre for visit in then.visits} <= there
        assert {one.cadre for one in then.benefits} <= there


def test_incomes_grew_and_pupils_went_up_a_class_or_stayed_where_several_stand_under_one_name(
    pairs: list[Pair],
) -> None:
    grew = went_up = 0
    for then, now in pairs:
        assert then.sums
        assert now.sums
        grew += (now.sums.per_head or 0) > (then.sums.per_head or 0)
        before = {person.member.id: person.facts.school for person in then.people}
        for person in now.people:
            school, had = person.facts.school, before.get(person.member.id)
            if school in _CLASSES and had is not None:
                assert had in _CLASSES, person.name
                steps = _CLASSES.index(school) - _CLASSES.index(had)
                assert steps in (0, 1), person.name
                went_up += steps
    assert grew > 0.95 * len(pairs)
    assert went_up > 3


def test_some_families_lost_somebody_aged_since_and_nobody_else_is_gone(pairs: list[Pair]) -> None:
    lost = 0
    for then, now in pairs:
        left = {one.member.id for one in then.people} - {one.member.id for one in now.people}
        gone = [one for one in then.people if one.member.id in left]
        assert all(one.member.leave_reason == "death" and (one.member.left or "") > f"{YEAR}" for one in gone)
        assert all(one.relation in {"father", "mother"} and one.facts.health == ("2",) for one in gone)
        lost += len(gone)
    assert 5 < lost < 25


def test_a_risk_that_was_removed_in_the_working_year_was_open_then(pairs: list[Pair]) -> None:
    solved = [
        (then, now) for then, now in pairs if now.facts.risk_removed is True and then.facts.risk_removed is not True
    ]
    assert len(solved) > 10
    assert all(then.facts.risk_removed_on is NA for then, _now in solved)
    fewer = sum(len(now.causes) < len(then.causes) for then, now in pairs)
    assert fewer > 5, "and a cause is gone here and there"


def test_no_house_is_mended_twice_and_no_loan_is_told_twice(pairs: list[Pair]) -> None:
    loans = {one.content for some in RECIPES.values() for one in some if one.category == "finance"}
    for then, now in pairs:
        again = {one.content for one in now.measures if one.category in _ONCE}
        assert not again & {one.content for one in then.measures}
        assert not loans & {one.content for one in then.measures}
