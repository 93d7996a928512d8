# SPDX-License-Identifier: MIT
"""What the demo says of the years in which households left poverty: enough for the sheet of their exit, and true to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.models.criteria import exit_criteria
from villagedesk.models.lines import regions_of
from villagedesk.models.readiness import Verdict, household_standing
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.standards.lines import line_finder
from villagedesk.store.counts import live_households

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store


@pytest.fixture
def then(township: Store) -> list[CaseFile]:
    """The case files of the years of exits."""
    return [
        case
        for year in (2016, 2018)
        for case in load_casefiles(township, live_households(township), year)
        if case.facts.id
    ]


def verdicts(store: Store, case: CaseFile) -> dict[str, Verdict]:
    regions = regions_of(case.village)
    found = household_standing(case, exit_criteria(case.year, regions), line_finder(store, regions), "2025-12-31")
    return {one.rule.key: one.verdict for one in found}


def test_who_left_had_reached_everything_and_who_waited_lacked_a_safe_house(
    township: Store, then: list[CaseFile]
) -> None:
    assert [case.year for case in then].count(2016) == 4
    for case in then:
        found = verdicts(township, case)
        lacking = {key for key, verdict in found.items() if verdict is not Verdict.MET}
        assert lacking == (set() if case.facts.exit_year == case.year else {"housing"}), case.head_name
        assert found
        assert case.facts.dangerous is (case.facts.house_grade in {"C", "D"})
    assert sum(case.facts.exit_status == "not_exited" for case in then) == 1


def test_somebody_checked_each_rule_before_it_was_put_up(then: list[CaseFile]) -> None:
    for case in then:
        assert {one.criterion for one in case.checks if one.year == case.year} == {
            rule.key for rule in exit_criteria(case.year, regions_of(case.village))
        }
        put_up = min(
            posting.notice.start or ""
            for facts in case.procedures
            if facts.process.template == "exit_2016" and facts.process.year == case.year
            for posting in facts.postings
        )
        assert all((one.checked_on or "9") < put_up for one in case.checks if one.year == case.year)


def test_everybody_was_as_old_as_one_was_then(then: list[CaseFile]) -> None:
    for case in then:
        assert case.cause("main") is not None
        for person in case.people:
            age = case.year - int((person.member.birth or "")[:4])
            assert age >= 0
            assert person.facts.labour == "none" or age >= 15
            assert person.facts.labour != "weak" or case.year >= 2017, "the list did not know it before"
            assert (person.facts.school != "none") is (age < 15) or age == 15
