# SPDX-License-Identifier: MIT
"""Help that demo households got: what their plan says is done, nothing else of it; and loans in every state."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.demo.required import lacking
from villagedesk.demo import NOW
from villagedesk.models.catalogue.help import Benefit
from villagedesk.models.checks.standing import months_between
from villagedesk.models.rollups.tables import TABLES
from villagedesk.models.values.dates import age_on
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.services.figures.rollups import read_rollup
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

TODAY = NOW.date().isoformat()
LOAN = "micro_loan"


def lent(store: Store) -> list[Benefit]:
    return [one for one in reads.where(store, Benefit) if one.subcategory == LOAN]


def test_what_is_done_was_given_and_what_is_not_done_was_not(cases: list[CaseFile]) -> None:
    for case in cases:
        given = defaultdict(list)
        for one in case.benefits:
            given[one.measure].append(one)
        planned = {measure.id: measure for measure in case.measures}
        assert set(given) - {None} == {row for row, measure in planned.items() if measure.status == "done"}
        for row, some in given.items():
            measure = planned.get(row or "")
            for one in some:
                assert measure is None or (one.category, one.subcategory, one.content, one.source) == (
                    measure.category, measure.subcategory, measure.content, measure.source,
                )  # fmt: skip
                assert "2025-01-01" <= (one.date or "") <= min(TODAY, (measure and measure.done_on) or TODAY)


def test_help_for_one_person_is_for_somebody_of_the_household_whom_it_fits(cases: list[CaseFile]) -> None:
    kinds = Counter()
    for case in cases:
        people = {person.member.id: person for person in case.people}
        for one in case.benefits:
            if not one.member:
                continue
            person = people[one.member]
            kinds[one.subcategory] += 1
            if one.subcategory == "disabled_allowances":
                assert "4" in person.facts.health
                assert one.item == (
                    "nursing_allowance" if person.facts.disability_grade in {"1", "2"} else "living_allowance"
                )
            if one.subcategory == "transport":
                assert person.facts.work_place in {"province", "outside"}
            if one.subcategory == "exemptions":
                assert person.facts.school in {"primary", "g7", "g8", "g9"}
            if one.subcategory == "post":
                assert person.facts.public_post == one.item
                assert person.facts.work_place not in {"province", "outside"}
    assert {"disabled_allowances", "transport", "exemptions", "post", "medical_aid", "temporary", LOAN} <= set(kinds)


def test_allowances_agree_in_attribute_people_plan_help_and_income(cases: list[CaseFile]) -> None:
    paid = 0
    for case in cases:
        people = [one for one in case.people if one.facts.low_income not in {None, "none"}]
        given = sum(one.amount or 0 for one in case.benefits if one.subcategory == "low_income")
        assert bool(people) is (case.facts.attribute == "low_income") is bool(given)
        assert case.income is not None
        assert (case.income.low_income or 0) == given
        paid += bool(given)
    assert paid > 10


def test_nobody_holds_a_post_that_was_not_given(cases: list[CaseFile]) -> None:
    held = {one.member.id for case in cases for one in case.people if isinstance(one.facts.public_post, str)}
    assert held == {one.member for case in cases for one in case.benefits if one.subcategory == "post"}


def test_loans_keep_to_the_limits_and_go_to_people_of_age(township: Store, cases: list[CaseFile]) -> None:
    people = {person.member.id: person for case in cases for person in case.people}
    known = {case.household.id: case.household.identified or "" for case in cases}
    loans = lent(township)
    assert len({one.household for one in loans}) == len(loans), "no second loan beside one that runs"
    for one in loans:
        assert 0 < (one.amount or 0) <= 50_000_00
        assert 0 < months_between(one.date or "", one.loan_due or "") <= 36
        assert one.loan_repaid is None or (one.date or "") < one.loan_repaid <= min(TODAY, one.loan_due or "")
        assert (one.date or "")[:7] > known[one.household or ""]
        assert 20 <= age_on(people[one.member or ""].member.birth or "", one.date or "") <= 60


def test_loans_of_several_years_are_repaid_running_and_overdue(township: Store) -> None:
    loans = lent(township)
    states = Counter(
        "repaid" if one.loan_repaid else "overdue" if (one.loan_due or "") < TODAY else "running" for one in loans
    )
    assert set(states) == {"repaid", "running", "overdue"}
    assert states["overdue"] < states["repaid"]
    assert len({(one.date or "")[:4] for one in loans}) == 4
    overdue = [one for one in loans if not one.loan_repaid and (one.loan_due or "") < TODAY]
    assert all("催收" in (one.note or "") for one in overdue)


def test_the_only_doubts_about_them_are_help_nobody_signed_for_and_an_amount_that_differs(township: Store) -> None:
    codes = frozenset({"I03", "I12", "J08", "J09", "E14", "E15", "E16"})
    found = [one.said for one in find(township, Wanted(codes=codes)) if one.said.entity != "visit"]  # gifts on visits
    assert Counter(one.code for one in found) == {"J08": 5, "I12": 1}


def test_every_required_field_is_filled(township: Store) -> None:
    assert lacking(township, "benefit") == []


def test_every_roll_up_has_numbers(township: Store) -> None:
    empty = {key for key in TABLES if not any(any(row) for row in read_rollup(township, key).values)}
    assert empty == {"village_ready"}, "nothing is made up about villages as such"
