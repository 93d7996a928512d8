# SPDX-License-Identifier: MIT
"""What goes on in the demo: every procedure is told by plain facts, breaks no rule but those meant to be found, and contradicts nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import NOW
from villagedesk.demo.practice import make_practice_file, make_village
from villagedesk.demo.township import opening_of_demo
from villagedesk.documents.public.gatherings import make_papers
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice
from villagedesk.models.procedures import Stage, Status
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.doubts import findings
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.opening.files import open_village_file, villages
from villagedesk.services.papers.gatherings import gathered
from villagedesk.services.procedure.procedures import Rulebook, waiting
from villagedesk.store import reads
from villagedesk.store.counts import live_households
from villagedesk.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.doings import Facts
    from villagedesk.models.procedures import State
    from villagedesk.store.store import Store

TODAY = NOW.date()
MEANT = {"H19": 1, "H22": 1, "K04": 1, "K05": 1}
"""For those who practise to find: a risk that the county's roster calls removed though the income is below the line, an overdue
monitoring with a sheet that lacks its seal, and a meeting on a holiday."""
OF_PROCEDURES = frozenset({"H03", "H08", "H11", "H12", "H13", "H15", "H19", "H20", "H21", "H22", "K01", "K02", "K03", "K04", "K05", "K14", "M03"})  # fmt: skip

Told = list[tuple["CaseFile", "Facts", "State"]]


def told_in(store: Store) -> Told:
    book, found = Rulebook(store), []
    for case in load_casefiles(store, live_households(store)):
        for facts in case.procedures:
            state = book.state(facts, TODAY)
            assert state is not None
            found.append((case, facts, state))
    return found


@pytest.fixture
def told(township: Store) -> Told:
    return told_in(township)


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Store]:
    with open_village_file(make_practice_file(tmp_path / "p"), "", opening_of_demo("示范村")) as store:
        yield store


def stages(told: Told, template: str, year: int = 2025) -> Counter[Stage]:
    return Counter(
        state.stage for _case, facts, state in told if (facts.process.template, facts.process.year) == (template, year)
    )


def test_no_procedure_breaks_a_rule_of_its_own(told: Told) -> None:
    assert len(told) > 25
    assert [(case.head_name, state.problems) for case, _facts, state in told if state.problems] == []


def test_the_checks_find_in_them_what_is_meant_to_be_found_and_nothing_else(township: Store, practice: Store) -> None:
    for store, meant in ((township, MEANT), (practice, {})):
        found = Counter(one.code for one in findings.find(store) if one.counts and one.code in OF_PROCEDURES)
        assert found == meant


def test_the_procedures_of_earlier_years_would_not_be_doubted_either(township: Store) -> None:
    from villagedesk.models.checks.registry import ALL_RULES
    from villagedesk.models.checks.rules import judge_all
    from villagedesk.services.casefile.surroundings import surroundings

    around = surroundings(township)
    rules = tuple(rule for rule in ALL_RULES if rule.code in OF_PROCEDURES)
    looked = 0
    for year in (2014, 2016, 2018, 2021, 2022, 2023, 2024):
        cases = [
            case
            for case in load_casefiles(township, live_households(township), year)
            if any(one.process.year == year for one in case.procedures)
        ]
        looked += len(cases)
        assert [one.text() for found in judge_all(rules, cases, around) for one in found.problems] == []
    assert looked > 15


def test_removals_of_the_year_stand_at_different_stages(told: Told) -> None:
    assert stages(told, "removal_2021") == {Stage.COMPLETE: 5, Stage.RUNNING: 2, Stage.REFUSED: 1}
    hanging = [state.step("notice_village") for _case, facts, state in told if state.stage is Stage.RUNNING]
    assert sum(one is not None and one.status is Status.RUNNING for one in hanging) == 2


def test_one_objection_stopped_a_removal_and_another_was_dismissed(told: Told) -> None:
    doubted = {
        posting.item.upheld: state.stage
        for _case, facts, state in told
        for posting in facts.postings
        if facts.process.template == "removal_2021" and posting.item.objected is True
    }
    assert doubted == {True: Stage.REFUSED, False: Stage.COMPLETE}


def test_clues_of_december_run_and_one_of_them_has_run_out(told: Told) -> None:
    left = sorted(
        deadline.left
        for _case, facts, state in told
        for deadline in state.deadlines
        if facts.process.template == "monitor_2021" and facts.process.year == 2025 and deadline.left is not None
    )
    assert left == [-8, 6, 6]


def test_who_cannot_work_at_all_stays_marked(told: Told) -> None:
    kept = [case for case, facts, _state in told if facts.monitoring and facts.monitoring.not_removed is True]
    assert kept
    for case in kept:
        assert case.facts.no_labour_household is True
        assert case.facts.risk_removed is False
        assert not any(facts.process.template == "removal_2021" for facts in case.procedures)


def test_identification_and_exit_agree_with_what_the_household_file_says(told: Told) -> None:
    exits = [(case, facts, state) for case, facts, state in told if facts.process.template == "exit_2016"]
    assert Counter(state.stage for _case, _facts, state in exits) == {Stage.COMPLETE: 4, Stage.REFUSED: 1}
    for case, facts, state in exits:
        assert (case.facts.exit_year == facts.process.year) is (state.stage is Stage.COMPLETE)
    for case, facts, state in told:
        if facts.process.template == "identify_2014":
            county = state.step("county")
            assert county is not None
            assert county.doing.done[:7] == case.household.identified


def test_who_waited_for_a_house_is_not_announced_with_the_others(told: Told) -> None:
    ((case, facts, state),) = [one for one in told if one[1].process.template == "exit_2016" and one[2].stage is Stage.REFUSED]  # fmt: skip
    assert {posting.notice.kind for posting in facts.postings} == {"village"}
    assert all(one.status is not Status.PASSED for one in state.steps[6:])
    assert case.facts.exit_year > facts.process.year


def test_monitoring_began_after_2020_in_the_months_that_the_household_file_says(told: Told) -> None:
    records = {facts.monitoring.id: (case, facts.monitoring) for case, facts, _state in told if facts.monitoring}
    assert len(records) > 10
    for case, record in records.values():
        assert (record.clue_on or "") > "2020-12-31"
        if record.confirmed_on:
            assert record.confirmed_on[:7] == case.facts.monitored_since
            assert (record.removed_on or "")[:7] == (case.facts.risk_removed_on if case.facts.risk_removed else "")
            assert record.kind == case.facts.monitor_type
            assert record.risks == case.facts.risks
        else:
            assert case.facts.household_type == "exited"


def test_meetings_have_attendance_and_votes_that_were_typed(township: Store) -> None:
    meetings, _notices = gathered(township, villages(township))
    assert {meeting.kind for meeting in meetings} == {"appraisal", "committee", "mobilise", "council"}
    for meeting in meetings:
        assert 0 < meeting.present <= meeting.expected
        for item in reads.of_owner(township, MeetingItem, meeting.id):
            if meeting.kind == "appraisal":
                assert item.in_favour + item.against + item.abstained == meeting.present
                assert item.in_favour * 2 > meeting.present
            else:
                assert item.in_favour is None


def test_notices_have_place_period_and_telephone_and_are_answered_once_they_are_over(township: Store) -> None:
    _meetings, notices = gathered(township, villages(township))
    assert {notice.kind for notice in notices} == {"village", "township", "announce"}
    for notice in notices:
        assert all((notice.place, notice.phones))
        assert notice.start < notice.end
        over = notice.end < TODAY.isoformat()
        assert (notice.objected is not None) is (over and notice.kind != "announce")
        assert notice.photo is None, "photos are nobody's to make up"


def test_a_household_stands_at_no_meeting_and_on_no_notice_of_another_village(township: Store) -> None:
    for kind, item, table in ((Meeting, "meeting_item", "meeting"), (Notice, "notice_item", "notice")):
        strangers = township.value(
            f"SELECT count(*) FROM {item} JOIN {table} ON {table}.id = {item}.{table}"
            f" JOIN household ON household.id = {item}.household WHERE household.village != {table}.village"
        )
        assert strangers == 0, kind


def test_the_village_left_poverty_with_figures_that_let_it(township: Store) -> None:
    (file,) = [one for one in village_files(township, 2018) if one.village.name == "清溪村"]
    assert file.village.exit_year == 2018
    assert 0 < file.facts.poor_people < file.facts.registered_people * 2 / 100
    later = [
        case
        for case in load_casefiles(township, live_households(township))
        if case.household.village == file.village.id
        and isinstance(case.facts.exit_year, int)
        and case.facts.exit_year > 2018
    ]
    assert file.facts.poor_households == len(later)
    assert file.facts.poor_people == sum(len(case.people) for case in later)


def test_nothing_has_to_be_kept_off_the_public_papers(township: Store) -> None:
    meetings, notices = gathered(township, villages(township))
    made = make_papers(township, [*meetings, *notices])
    assert len(made.papers) > 50
    assert made.notes == ()


def test_the_page_of_today_has_something_of_procedures_to_tell(township_file: Path) -> None:
    with open_village_file(township_file, "", opening_of_demo("示范镇")) as store:
        assert Counter(one.kind for one in waiting(store)) == {"notice": 2, "deadline": 3}


def test_the_practice_village_tells_all_of_it_too(practice: Store) -> None:
    told = told_in(practice)
    assert [state.problems for _case, _facts, state in told if state.problems] == []
    assert set(stages(told, "removal_2021")) == {Stage.COMPLETE, Stage.RUNNING, Stage.REFUSED}
    assert stages(told, "monitor_2021") == {Stage.RUNNING: 1}
    assert stages(told, "exit_2016", 2020) == {Stage.COMPLETE: 2}
    village = next(iter(villages(practice)))
    left = reads.get(practice, Village, village)
    assert left is not None
    assert left.exit_year == 2020


@pytest.mark.parametrize("households", [1, 5])
def test_a_village_with_nobody_for_a_story_is_made_all_the_same(tmp_path: Path, households: int) -> None:
    with open_village_file(make_village(tmp_path / "p", households), "") as store:
        assert verify(store).ok
        meetings, notices = gathered(store, villages(store))
        meetings = [meeting for meeting in meetings if meeting.kind != "council"]  # which are about no household
        assert all(reads.of_owner(store, MeetingItem, meeting.id) for meeting in meetings)
        assert len(notices) <= len(meetings) * 3
