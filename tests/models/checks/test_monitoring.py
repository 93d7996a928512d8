# SPDX-License-Identifier: MIT
"""H08–H20: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import TODAY, a_case, answers, around, helper, person, sentence, verdict
from villagedesk.models.catalogue.help import Benefit, Measure, Plan
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import aftercare, monitoring

RULES = (*monitoring.RULES, *aftercare.RULES)
REMOVED = {"risk_removed": True, "risk_removed_on": "2025-10", "risk_removal": "helped", "no_labour_household": False}


def watched(**parts):
    facts = {"monitor_type": "edge", "risks": ("illness",), "monitored_since": "2025-01", **parts.pop("facts", {})}
    return a_case(facts=facts, **parts)


def removed(**parts):
    return watched(facts={**REMOVED, **parts.pop("facts", {})}, **parts)


CODES = [rule.code for rule in RULES]


@pytest.mark.parametrize("code", CODES)
def test_a_household_that_is_not_monitored_is_no_matter_of_monitoring(code):
    case = a_case(facts={"risks": ("other",), "monitor_type": NA, **REMOVED} if code not in {"H09"} else {})
    assert verdict(RULES, code, case) == "ok"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"risks": ()}, "error"),
        ({"risks": ("illness",)}, "ok"),
        ({"risks": (), "monitor_type": None, "household_type": "unstable"}, "error"),
        ({"risks": (), "monitor_type": NA}, "ok"),
    ],
)
def test_h08_who_is_monitored_has_a_risk(facts, expected):
    assert verdict(RULES, "H08", watched(facts=facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"risks": ("other",)}, "error"),
        ({"risks": ("other",), "risk_note": "外出务工受骗"}, "ok"),
        ({"risks": ("disaster",)}, "error"),
        ({"risks": ("disaster",), "risk_disaster": NA}, "error"),
        ({"risks": ("disaster",), "risk_disaster": "洪涝"}, "ok"),
        ({"risks": ("illness",)}, "ok"),
    ],
)
def test_h09_some_risks_need_a_word(facts, expected):
    assert verdict(RULES, "H09", watched(facts=facts)) == expected


EARNED = IncomeLine(id="l", household="h", year=2025, item="work", gross=100, date="2025-05-01")
CHILD = person("高磊", "son", "2015-01-01", school="none", education=None)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"facts": {"dangerous": True}}, "doubt"),
        ({"facts": {"dangerous": True, "risks": ("housing",)}}, "ok"),
        ({"facts": {"water_solved": False}}, "doubt"),
        ({"facts": {"water_solved": None, "water_safe": False}}, "doubt"),
        ({"facts": {"water_solved": None, "water_safe": True}}, "ok"),
        ({"people": (person(), CHILD)}, "doubt"),
        ({"people": (person(), CHILD), "facts": {"risks": ("schooling",)}}, "ok"),
        ({"facts": {"dangerous": NA}}, "? household_year.dangerous"),
        ({"facts": {"dangerous": None}}, "? household_year.dangerous"),
        ({"facts": {"dangerous": None, "house_grade": "B"}}, "ok"),
        ({"facts": {"dangerous": None, "house_grade": "C"}}, "doubt"),
        ({"facts": {"dangerous": None, "no_house": True}}, "doubt"),
        ({"facts": {"water_solved": NA}}, "? household_year.water_solved"),
        ({"facts": {"water_solved": NA, "water_safe": True}}, "ok"),
        ({"facts": {"water_solved": NA, "water_hard": True}}, "doubt"),
        ({"facts": {"dangerous": True, "risk_removed": True}}, "ok"),
        ({}, "ok"),
    ],
)
def test_h10_what_is_not_assured_is_among_the_risks(parts, expected):
    assert verdict(RULES, "H10", watched(**parts)) == expected


def test_an_answer_that_tells_nothing_is_not_called_empty():
    (found,) = answers(RULES, "H10", watched(facts={"water_solved": NA}))
    assert found.text() == "是否解决安全饮用水“不适用”，无法判断"
    told = removed(income={"wages": 1}, facts={"water_solved": NA})
    assert sentence(RULES, "H11", told).startswith("是否解决安全饮用水“不适用”不能说明是否有保障，但风险已消除")


def test_h10_names_risk_and_fact():
    text = sentence(RULES, "H10", watched(facts={"dangerous": True}))
    assert "不含“因安全住房”，但是否危房户“是”" in text


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"income": {"wages": 1}}, "ok"),
        ({}, "error"),
        ({"income": {"wages": 1}, "facts": {"dangerous": None}}, "error"),
        ({"income": {"wages": 1}, "facts": {"dangerous": None, "house_grade": "A"}}, "ok"),
        ({"ledger_lines": (EARNED,)}, "ok"),
        ({"income": {"wages": 1}, "facts": {"water_solved": None}}, "error"),
        ({"income": {"wages": 1}, "people": (person(medical=None),)}, "error"),
        ({"income": {"wages": 1}, "facts": {"dangerous": True}}, "ok"),  # that is H12
        ({"facts": {"risk_removed_on": "2024-12"}}, "ok"),
        ({"facts": {"risk_removed_on": None}}, "? household_year.risk_removed_on"),
        ({"facts": {"risk_removed": None}}, "? household_year.risk_removed"),
    ],
)
def test_h11_in_the_year_of_the_removal_its_proof_is_entered(parts, expected):
    assert verdict(RULES, "H11", removed(**parts)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, "ok"),
        ({"facts": {"dangerous": True}}, "error"),
        ({"facts": {"water_solved": False}}, "error"),
        ({"facts": {"house_grade": "D"}}, "error"),
        ({"facts": {"no_house": True}}, "error"),
        ({"people": (person(), CHILD)}, "error"),
        ({"people": (person(medical=False),)}, "error"),
        ({"facts": {"dangerous": None}}, "? household_year.dangerous"),
        ({"facts": {"dangerous": None, "risk_removed_on": "2024-12"}}, "? household_year.dangerous"),
        ({"facts": {"dangerous": True, "risk_removed": False}}, "ok"),
    ],
)
def test_h12_a_risk_is_not_removed_while_its_problem_lasts(parts, expected):
    assert verdict(RULES, "H12", removed(**parts)) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected", "word"),
    [
        ("2025-01", "2025-06", "doubt", "仅5个月，不足6个月"),
        ("2025-01", "2025-07", "ok", ""),
        ("2025-01", "2025-03", "doubt", "仅2个月，明显过快"),
        ("2025-01", "2025-04", "doubt", "仅3个月，不足6个月"),
        ("2024-12", "2025-01", "doubt", "仅1个月"),
        ("2025-05", "2025-05", "doubt", "仅0个月，明显过快"),
        ("2025-05", "2025-04", "error", "早于识别监测时间2025-05"),
        (None, "2025-04", "? household_year.monitored_since", ""),
        ("2025-01", None, "? household_year.risk_removed_on", ""),
    ],
)
def test_h13_removed_within_months_of_the_identification(since, until, expected, word):
    case = removed(facts={"monitored_since": since, "risk_removed_on": until})
    assert verdict(RULES, "H13", case) == expected
    if word:
        assert word in sentence(RULES, "H13", case)


def test_h13_goes_by_the_line():
    case = removed(facts={"monitored_since": "2025-01", "risk_removed_on": "2025-06"})
    assert verdict(RULES, "H13", case, around(check_h13_months=5)) == "ok"
    assert verdict(RULES, "H13", case, around(check_h13_months=None)) == "? line.value"


@pytest.mark.parametrize(
    ("flag", "expected"), [(True, "doubt"), (False, "ok"), (None, "? household_year.no_labour_household")]
)
def test_h14_a_household_that_nobody_can_work_in_stays_unmarked(flag, expected):
    assert verdict(RULES, "H14", removed(facts={"no_labour_household": flag})) == expected


DONE = {"category": "health", "content": "医疗救助", "status": "done", "helped_since": "2025-02"}


@pytest.mark.parametrize(
    ("facts", "measures", "expected"),
    [
        ({}, (), "error"),
        ({}, (DONE,), "ok"),
        ({}, ({**DONE, "status": "dropped"},), "error"),
        ({"risk_removal": "natural"}, (), "ok"),
        ({"risk_removal": None}, (), "? household_year.risk_removal"),
        ({"monitored_since": None}, (), "error"),
        ({"monitored_since": None}, (DONE,), "? household_year.monitored_since"),
    ],
)
def test_h15_removed_by_help_means_that_there_was_help(facts, measures, expected):
    assert verdict(RULES, "H15", removed(facts=facts, measures=measures)) == expected


def test_h15_measures_of_other_years_count_from_the_identification_on():
    old = Measure(id="old", plan="p24", content="医疗救助", helped_since="2024-11")
    case = replace(removed(), plans=(Plan(id="p24", household="h", year=2024),), all_measures=(old,))
    assert verdict(RULES, "H15", case) == "error"
    earlier = replace(case, facts=case.facts.having(monitored_since="2024-11"))
    assert verdict(RULES, "H15", earlier) == "ok"


@pytest.mark.parametrize(
    ("since", "begun", "expected"),
    [
        ("2025-01", "2025-02", "ok"),
        ("2025-01", "2025-03", "doubt"),
        ("2025-01", None, "? measure.helped_since"),
        (None, "2025-02", "? household_year.monitored_since"),
    ],
)
def test_h16_help_begins_within_a_month(since, begun, expected):
    case = watched(facts={"monitored_since": since}, measures=({**DONE, "helped_since": begun},))
    assert verdict(RULES, "H16", case) == expected


@pytest.mark.parametrize(("since", "expected"), [("2025-11", "ok"), ("2025-10", "doubt")])
def test_h16_without_any_measure_the_month_must_have_passed(since, expected):
    """Looked at on 31 December of the year."""
    assert TODAY.year > 2025
    assert verdict(RULES, "H16", watched(facts={"monitored_since": since})) == expected


def test_h16_goes_by_the_line():
    case = watched(measures=({**DONE, "helped_since": "2025-03"},))
    assert verdict(RULES, "H16", case, around(check_h16_months=2)) == "ok"
    assert verdict(RULES, "H16", case, around(check_h16_months=None)) == "? line.value"


SECURITY = {"category": "security", "content": "低保"}


@pytest.mark.parametrize(
    ("labour", "measures", "expected"),
    [
        ("ordinary", (SECURITY,), "doubt"),
        ("ordinary", (SECURITY, {"category": "employment", "content": "务工"}), "ok"),
        ("none", (SECURITY,), "ok"),
        (None, (SECURITY,), "? member_year.labour"),
        ("ordinary", (SECURITY, {"category": None, "content": "？"}), "? measure.category"),
        ("ordinary", (), "ok"),  # that is H16
    ],
)
def test_h17_who_can_work_is_helped_to_earn(labour, measures, expected):
    assert verdict(RULES, "H17", watched(people=(person(labour=labour),), measures=measures)) == expected


def test_h17_tells_mere_security_from_other_measures():
    only = watched(measures=(SECURITY,))
    both = watched(measures=(SECURITY, {"category": "health", "content": "医疗救助"}))
    assert "只有综合保障" in sentence(RULES, "H17", only)
    assert "没有开发式帮扶" in sentence(RULES, "H17", both)
    assert verdict(RULES, "H17", removed(measures=(SECURITY,))) == "ok"


@pytest.mark.parametrize(
    ("labour", "flag", "expected"),
    [
        ("none", True, "ok"),
        ("none", False, "doubt"),
        ("none", None, "doubt"),
        ("ordinary", True, "doubt"),
        ("ordinary", False, "ok"),
        ("weak", None, "ok"),
        (None, False, "? member_year.labour"),
    ],
)
def test_h18_the_flag_follows_the_ability_to_work(labour, flag, expected):
    case = watched(people=(person(labour=labour),), facts={"no_labour_household": flag})
    assert verdict(RULES, "H18", case) == expected


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        ({"wages": 699_999}, "doubt"),
        ({"wages": 700_000}, "doubt"),  # as much as the line is not more than it
        ({"wages": 700_001}, "ok"),
        ({"wages": 700_001, "own_payments": 1}, "doubt"),
        ({"wages": 699_001, "claims": 1_000}, "ok"),
        (None, "? income_year.wages"),
    ],
)
def test_h19_the_income_of_the_year_of_the_removal_reaches_the_line(income, expected):
    assert verdict(RULES, "H19", removed(income=income), around(monitoring_line=7000)) == expected


def test_h19_without_a_line_nothing_is_judged_and_other_years_are_no_matter():
    poor = {"wages": 1}
    assert verdict(RULES, "H19", removed(income=poor), around(monitoring_line=None)) == "? line.value"
    before = removed(income=poor, facts={"risk_removed_on": "2024-12"})
    assert verdict(RULES, "H19", before, around(monitoring_line=7000)) == "ok"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"household": {"phone": None}, "helpers": ()}, "doubt"),
        ({"household": {"phone": None}, "helpers": (helper(phone=None),)}, "doubt"),
        ({"household": {"phone": None}, "helpers": (helper(end="2025-12-30"),)}, "doubt"),
        ({"household": {"phone": None}, "helpers": (helper(end="2025-12-31"),)}, "ok"),
        ({"household": {"phone": None}, "helpers": (), "people": (person(phone="13700003333"),)}, "ok"),
        ({"helpers": ()}, "ok"),
    ],
)
def test_h20_somebody_can_be_called(parts, expected):
    assert verdict(RULES, "H20", watched(**parts)) == expected


def test_every_rule_of_monitoring_has_a_number_of_its_own():
    assert len(set(CODES)) == len(CODES)
    assert answers(RULES, "H08", watched()) == []


# -- the monitoring record stands in for what the facts of the year do not say ---------------------------------------------

RECORD = {
    "id": "mo", "household": "h", "kind": "edge", "clue_on": "2025-01-02", "confirmed_on": "2025-01-10", "risks": ("illness",),
    "contact": "赵志强", "contact_phone": "13900002222", "no_labour": False,
}  # fmt: skip


def recorded(*, facts=None, record=None, **parts):
    return replace(a_case(facts=facts or {}, **parts), monitorings=(Monitoring(**{**RECORD, **(record or {})}),))


@pytest.mark.parametrize(
    ("code", "record", "expected"),
    [
        ("H08", {}, "ok"),
        ("H08", {"risks": ()}, "error"),
        ("H09", {"risks": ("other",)}, "error"),
        ("H09", {"risks": ("other",), "risk_note": "受骗"}, "ok"),
        ("H13", {"removed_on": "2025-06-30"}, "doubt"),
        ("H13", {"removed_on": "2025-07-01"}, "ok"),
        ("H14", {"removed_on": "2025-07-01", "not_removed": True}, "doubt"),
        ("H14", {"removed_on": "2025-07-01"}, "ok"),
        ("H15", {"removed_on": "2025-07-01", "removal": "helped"}, "error"),
        ("H15", {"removed_on": "2025-07-01"}, "? monitoring.removal"),
        ("H16", {"confirmed_on": "2025-11-30"}, "ok"),
        ("H16", {"confirmed_on": "2025-10-31"}, "doubt"),
        ("H20", {}, "ok"),
        ("H20", {"contact_phone": None}, "doubt"),
        ("H20", {"contact": None}, "doubt"),
        ("H08", {"risks": (), "confirmed_on": None}, "ok"),  # not confirmed yet
        ("H08", {"risks": (), "confirmed_on": "2026-01-01"}, "ok"),  # after the year
        ("H08", {"risks": (), "confirmed_on": "2023-01-01", "removed_on": "2024-12-31"}, "ok"),  # over before it
    ],
)
def test_the_record_is_judged_where_the_year_says_nothing(code, record, expected):
    assert verdict(RULES, code, recorded(record=record)) == expected


def test_what_stands_in_the_record_is_mended_there_and_what_stands_in_the_year_there():
    (found,) = answers(RULES, "H08", recorded(record={"risks": ()}))
    assert (found.entity, found.row) == ("monitoring", "mo")
    (found,) = answers(
        RULES, "H13", recorded(facts=REMOVED, record={"removed_on": "2025-03-01"}), around(check_h13_months=12)
    )
    assert (found.entity, found.row, found.shown) == ("household_year", "hy", "2025-10")


def test_h11_and_h12_take_what_the_record_says_of_the_time_afterwards():
    after = {
        "after_income": 800_000,
        "after_house": True,
        "after_school": True,
        "after_medical": True,
        "after_water": True,
    }
    gone = {"removed_on": "2025-09-01", "removal": "natural"}
    unknown = {"facts": {"dangerous": None, "water_solved": None}, "people": (person(medical=None),)}
    assert verdict(RULES, "H11", recorded(record={**gone, **after}, **unknown)) == "ok"
    assert verdict(RULES, "H11", recorded(record=gone, **unknown)) == "error"
    assert verdict(RULES, "H12", recorded(record={**gone, **after})) == "ok"
    denied = recorded(record={**gone, **after, "after_house": False})
    assert "消除后住房安全有保障“否”" in sentence(RULES, "H12", denied)


def test_help_that_was_given_is_a_measure_too():
    given = (Benefit(id="b", household="h", date="2025-02-10", content="慰问"),)
    assert verdict(RULES, "H16", replace(watched(), benefits=given)) == "ok"
    assert verdict(RULES, "H15", replace(removed(), benefits=given)) == "ok"
    late = (given[0].having(date="2025-03-01"),)
    assert verdict(RULES, "H16", replace(watched(), benefits=late)) == "doubt"
