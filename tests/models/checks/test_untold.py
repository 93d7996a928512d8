# SPDX-License-Identifier: MIT
"""H01–H22 where a fact is missing that decides whether they apply: they say so instead of passing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, person, verdict
from tests.models.checks.cases.leaving import at_risk, family, in_year, leaving, left, returned
from tests.models.checks.cases.monitored import able, after, after_line, posted
from tests.models.checks.test_monitoring import RECORD, SECURITY, recorded, removed, watched
from tests.models.checks.test_procedures import (
    EXIT,
    WATCHED,
    clued,
    exit_case,
    facts,
    steps,
    voted,
    watched_case,
    without,
)
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import aftercare, monitoring, procedures, status
from villagedesk.models.completeness import Section, section_of
from villagedesk.models.doings import Posting

RULES = (*status.RULES, *monitoring.RULES, *aftercare.RULES, *procedures.RULES)
STATUS, TYPE = "household_year.exit_status", "household_year.monitor_type"
LEFT = {
    "H01": left(None), "H02": leaving()[0], "H03": in_year(2020), "H04": left(2019), "H05": returned(),
}  # fmt: skip


def without_facts(case, **empty):
    return replace(case, facts=case.facts.having(**empty))


# -- out of poverty or not ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LEFT)
def test_a_status_that_nobody_entered_is_missing_to_rules_of_the_exit(code):
    assert verdict(RULES, code, without_facts(LEFT[code], exit_status=None)) == f"? {STATUS}"


@pytest.mark.parametrize("code", LEFT)
@pytest.mark.parametrize("kind", ["edge", "ordinary"])
def test_a_household_that_never_was_poor_needs_no_status(code, kind):
    case = without_facts(LEFT[code], exit_status=None, exit_year=None, household_type=kind)
    assert verdict(RULES, code, case) == "ok"


@pytest.mark.parametrize("code", ["H02", "H03"])
def test_the_status_is_no_matter_where_the_exit_was_in_another_year(code):
    assert verdict(RULES, code, without_facts(LEFT[code], exit_status=None, exit_year=2019)) == "ok"


@pytest.mark.parametrize("code", ["H01", "H02", "H03", "H04", "H05"])
@pytest.mark.parametrize("empty", [None, NA])
def test_a_year_of_exit_that_nobody_entered_is_missing_to_all_that_go_by_it(code, empty):
    said = (
        "doubt" if code == "H04" and empty is NA else "? household_year.exit_year"
    )  # who left poverty left in some year
    assert verdict(RULES, code, without_facts(LEFT[code], exit_year=empty)) == said


def test_h03_asks_for_nothing_in_years_without_exits():
    assert verdict(RULES, "H03", without_facts(in_year(2021), exit_year=None)) == "ok"
    assert verdict(RULES, "H03", without_facts(in_year(2021), exit_year=None, exit_status=None)) == "ok"


# -- monitored or not ---------------------------------------------------------------------------------------------------

OF_THE_WATCHED = [f"H{place:02d}" for place in range(8, 21) if place != 9]


@pytest.mark.parametrize("code", OF_THE_WATCHED)
@pytest.mark.parametrize(
    "told",
    [
        {"risks": ("illness",)}, {"monitored_since": "2025-01"}, {"risk_removed": True}, {"risk_removed_on": "2025-10"},
        {"risk_removal": "helped"},
    ],
)  # fmt: skip
def test_the_type_is_missing_where_something_else_is_said_of_the_monitoring(code, told):
    case = a_case(facts=told, measures=[SECURITY])
    assert verdict(RULES, code, case) == f"? {TYPE}"
    assert verdict(RULES, code, without_facts(case, monitor_type=NA)) == "ok"


@pytest.mark.parametrize("code", OF_THE_WATCHED)
def test_of_a_household_without_a_word_about_monitoring_nothing_is_missing(code):
    assert verdict(RULES, code, a_case(facts={"risk_removed": False}, measures=[SECURITY])) == "ok"


def test_h17_asks_for_nothing_where_no_measure_is_kept():
    assert verdict(RULES, "H17", a_case(facts={"risks": ("illness",)})) == "ok"


def test_a_record_that_was_never_confirmed_but_removed_lacks_its_confirmation():
    case = recorded(record={"confirmed_on": None, "removed_on": "2025-07-01"})
    assert verdict(RULES, "H13", case) == "? monitoring.confirmed_on"
    assert verdict(RULES, "H13", recorded(record={"confirmed_on": None})) == "ok"


def test_of_several_records_the_one_that_was_confirmed_last_counts():
    early, late = (
        {**RECORD, "confirmed_on": day, "risks": risks}
        for day, risks in (("2025-01-10", ()), ("2025-05-10", ("other",)))
    )
    case = replace(a_case(), monitorings=(Monitoring(**{**early, "id": "b"}), Monitoring(**{**late, "id": "a"})))
    assert verdict(RULES, "H08", case) == "ok"
    assert verdict(RULES, "H09", case) == "error"


def test_h06_a_risk_counts_of_who_is_monitored_until_it_is_removed():
    assert verdict(RULES, "H06", at_risk("ordinary", monitor_type=None)) == f"? {TYPE}"
    assert verdict(RULES, "H06", at_risk("ordinary", monitor_type=None, household_type="unstable")) == "doubt"
    assert verdict(RULES, "H06", at_risk("ordinary", monitor_type=None, risks=("illness",))) == "ok"
    assert verdict(RULES, "H06", at_risk("ordinary", risk_removed=True)) == "ok"
    assert verdict(RULES, "H06", family("ordinary", facts={"risk_removed": True})) == "doubt"  # the cause stays


# -- removed or not -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["H11", "H12", "H13", "H14", "H15", "H19"])
def test_whether_the_risk_was_removed_is_missing_where_a_day_or_a_way_is_told(code):
    missing = "? household_year.risk_removed"
    both = {"risk_removed": None, "risk_removed_on": None, "risk_removal": None}
    assert verdict(RULES, code, removed(facts={"risk_removed": None})) == missing
    assert verdict(RULES, code, removed(facts={**both, "risk_removed_on": "2025-10"})) == missing
    assert verdict(RULES, code, removed(facts={**both, "risk_removal": "helped"})) == missing
    assert verdict(RULES, code, removed(facts=both)) == "ok"
    assert verdict(RULES, code, removed(facts={"risk_removed": False})) == "ok"
    assert verdict(RULES, code, recorded(record={"removal": "helped"})) == "? monitoring.removed_on"


def test_a_risk_that_was_removed_in_a_later_year_was_still_there():
    bad, removal = {"dangerous": True}, {"removal": "natural"}
    assert verdict(RULES, "H12", recorded(facts=bad, record={**removal, "removed_on": "2025-12-31"})) == "error"
    assert verdict(RULES, "H12", recorded(facts=bad, record={**removal, "removed_on": "2026-01-01"})) == "ok"
    assert verdict(RULES, "H10", recorded(facts=bad, record={**removal, "removed_on": "2025-12-31"})) == "ok"
    assert verdict(RULES, "H10", recorded(facts=bad, record={**removal, "removed_on": "2026-01-01"})) == "doubt"


def test_h11_a_line_of_the_school_age_is_missing_instead_of_nobody_being_of_that_age():
    assert verdict(RULES, "H11", removed(income={"wages": 1}), around(check_c03_to=None)) == "? line.value"


def test_h12_what_nobody_entered_is_missing_unless_the_record_answers():
    gone = {"removed_on": "2025-09-01", "removal": "natural"}
    answered = {"after_house": True, "after_water": True, "after_school": True, "after_medical": True}
    unknown = {"facts": {"dangerous": None}}
    assert verdict(RULES, "H12", recorded(record=gone, **unknown)) == "? household_year.dangerous"
    assert verdict(RULES, "H12", recorded(record={**gone, **answered}, **unknown)) == "ok"


@pytest.mark.parametrize(
    ("until", "lines", "expected"),
    [
        ("2025-03", {"check_h13_months": None}, "doubt"),  # two months are too few by the other line alone
        ("2025-04", {"check_h13_months": None}, "? line.value"),
        ("2025-06", {"check_h13_short": None}, "doubt"),
        ("2025-07", {"check_h13_short": None}, "? line.value"),
        ("2025-03", {"check_h13_months": 2}, "doubt"),
    ],
)
def test_h13_each_of_the_two_lines_holds_by_itself(until, lines, expected):
    assert verdict(RULES, "H13", after("2025-01", until), around(**lines)) == expected


def test_h13_names_the_line_that_was_crossed():
    (found,) = answers(RULES, "H13", *after_line("2025-03", 1))
    assert "距识别监测仅2个月，明显过快（2个月以内）" in found.text()


def test_h14_a_note_that_it_stays_unmarked_is_enough():
    record = {"removed_on": "2025-07-01", "no_labour": None}
    assert verdict(RULES, "H14", recorded(record={**record, "not_removed": True})) == "doubt"
    assert verdict(RULES, "H14", recorded(record=record)) == "? monitoring.no_labour"


def test_h16_a_day_of_removal_does_not_count_while_the_risk_is_not_removed():
    told = {"risk_removed_on": "2025-02"}
    assert verdict(RULES, "H16", watched(facts={**told, "risk_removed": True})) == "ok"
    assert verdict(RULES, "H16", watched(facts={**told, "risk_removed": False})) == "doubt"


def test_h16_the_year_alone_does_not_tell_when_help_began():
    measure = {"category": "health", "content": "医疗救助", "helped_since": "2025"}
    assert verdict(RULES, "H16", watched(measures=[measure])) == "? measure.helped_since"


def test_h18_a_flag_is_not_judged_before_the_ability_to_work_is_known():
    assert verdict(RULES, "H18", able(None, True)) == "? member_year.labour"
    some = watched(
        people=(person(labour=None), person("肖辉", "spouse", labour="weak")), facts={"no_labour_household": True}
    )
    assert verdict(RULES, "H18", some) == "doubt"


def test_h19_without_the_day_of_the_removal_nobody_knows_whose_income_counts():
    case = removed(income={"wages": 1}, facts={"risk_removed_on": None})
    assert verdict(RULES, "H19", case, around(monitoring_line=7_000)) == "? household_year.risk_removed_on"


# -- the procedure of monitoring ----------------------------------------------------------------------------------------


def hung(**notice):
    """The township looked at it on the day before the notice ended, which lacks some facts."""
    one = posted("n1").procedures[0].postings[0]
    dates = {**without(WATCHED, "notice_village"), "township": "2025-03-09"}
    return watched_case(dates, postings=(Posting(one.notice.having(**notice), one.item),))


@pytest.mark.parametrize(
    ("notice", "field"), [("start", "公示起始日期"), ("end", "公示截止日期"), ("kind", "公示类别")]
)
def test_h21_a_notice_lacks_what_tells_whether_it_hung(notice, field):
    (found,) = answers(RULES, "H21", hung(**{notice: None}))
    assert (found.entity, found.row) == ("process", "pr")
    assert field in found.text()
    assert verdict(RULES, "H21", hung()) == "doubt"


def test_h21_days_of_steps_are_missing_where_the_notice_was_typed_into_its_step():
    (found,) = answers(RULES, "H21", watched_case(notice_village={"done": None}))
    assert (found.entity, found.row) == ("process_step", "st-notice_village")
    assert found.text() == "村内公示 实际日期没有填写，无法判断"
    (found,) = answers(RULES, "H21", watched_case(township={"done": None}))
    assert found.row == "st-township"


def test_h21_what_was_typed_into_the_step_tells_what_its_notice_does_not():
    one = posted("n1").procedures[0].postings[0]
    blank = Posting(one.notice.having(start=None, end=None), one.item)
    assert verdict(RULES, "H21", watched_case(postings=(blank,))) == "ok"
    assert verdict(RULES, "H21", watched_case({**WATCHED, "township": "2025-03-09"}, postings=(blank,))) == "doubt"


def test_h21_a_notice_after_which_nothing_was_done_lacks_nothing():
    dates = without(WATCHED, "township", "county")
    assert verdict(RULES, "H21", watched_case(dates, notice_village={"done": None})) == "ok"
    never = without(WATCHED, "notice_village")
    assert verdict(RULES, "H21", watched_case(never, township={"done": None})) == "ok"  # there was no notice


def test_h21_is_about_notices_of_monitoring_and_leaves_other_order_to_k01():
    for case in (
        watched_case({**WATCHED, "county": "2025-03-10"}),  # before the township
        exit_case({**EXIT, "township": "2020-10-19"}),  # while the notice of an exit hung
    ):
        assert verdict(RULES, "H21", case) == "ok"
        assert verdict(RULES, "K01", case) == "error"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"clue_on": "2024-12-20"}, "doubt"),  # nobody looks at the year of the clue any more
        ({"clue_on": "2021-05-01"}, "doubt"),
        ({"clue_on": "2021-05-01", "removed_on": "2022-01-01"}, "ok"),
        ({"clue_on": "2026-01-01"}, "ok"),
    ],
)
def test_h22_a_clue_waits_in_every_later_year_until_it_is_confirmed(record, expected):
    assert verdict(RULES, "H22", clued(confirmed_on=None, **record)) == expected


def test_h22_a_clue_that_was_refused_in_its_own_year_waits_no_longer():
    case = clued(clue_on="2024-12-20", confirmed_on=None)
    refused = steps({"clue": "2024-12-20"}, clue={"result": "refused"})
    stopped = facts("monitor_2021", 2024, refused, monitoring=case.monitorings[0])
    assert verdict(RULES, "H22", replace(case, procedures=(stopped,))) == "ok"
    running = facts("monitor_2021", 2024, steps({"clue": "2024-12-20"}), monitoring=case.monitorings[0])
    assert verdict(RULES, "H22", replace(case, procedures=(running,))) == "doubt"


@pytest.mark.parametrize("votes", [{"expected": None}, {"favour": None}])
def test_what_a_meeting_lacks_is_looked_for_among_the_procedures(votes):
    (found,) = answers(RULES, "K03", voted(**votes))
    assert section_of(ENTITIES[found.entity][found.key]) is Section.PROCEDURES
