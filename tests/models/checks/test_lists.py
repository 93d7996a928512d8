# SPDX-License-Identifier: MIT
"""E10, E13, E21, K11 and K12: stretches of work, plans to work, lists of members, and pages of what was filed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, person, sentence, verdict
from tests.models.checks.cases.paperwork import archived, on_list
from tests.models.checks.cases.work import again, away, one
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks import kept, listing, stretches, work

RULES = (*stretches.RULES, *work.RULES, *listing.RULES)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (away(), "ok"),
        (away({}), "ok"),
        (away({"end": "2025-02"}), "doubt"),
        (away({"end": None}), "doubt"),  # over, and nobody says since when
        (away({"end": None, "working": True}), "ok"),
        (away({"end": None, "working": None}), "? work_stretch.working"),
        (away({"working": None}), "ok"),  # it ended long ago
        (away({"end": "2026-04", "working": None}), "? work_stretch.working"),
        (away({"end": "2026-04", "working": True}), "ok"),  # until when the contract runs
        (away({"start": None}), "? work_stretch.start"),
        (away({}, member=None), "? work_stretch.member"),
        (away({"end": None, "working": True}, {"start": "2025-09"}), "doubt"),
        (away({}, {"start": "2025-09", "end": "2025-12"}), "ok"),
        (away({"start": "2024-01", "end": "2023-01"}), "ok"),  # told of in its own years
        (replace(away({"start": "2024-01", "end": "2023-01"}), year=2024), "doubt"),
        (away({"start": "2024-01", "end": "2025-04"}, {}), "doubt"),
    ],
)
def test_e13_stretches_of_work_follow_one_another(case, expected):
    assert verdict(RULES, "E13", case) == expected


def test_e13_compares_the_stretches_of_one_person_only():
    two = replace(away({}, {"start": "2025-04"}), people=(person(), person("肖辉", "spouse")))
    first, second = two.stretches
    assert verdict(RULES, "E13", two) == "doubt"
    assert verdict(RULES, "E13", replace(two, stretches=(first, second.having(member="m-肖辉")))) == "ok"


def test_e13_an_end_that_has_come_is_none_of_the_future_whatever_year_is_looked_at():
    case = replace(away({"start": "2024-03", "end": "2025-02"}), year=2024)
    assert verdict(RULES, "E13", case) == "ok"
    assert verdict(RULES, "E13", case, replace(around(), today=dt.date(2025, 1, 31))) == "doubt"


def test_e13_names_the_person_and_the_months():
    said = sentence(RULES, "E13", again("2025-07"))
    assert "高凤珍" in said
    assert "早于2025-03开始的一段的结束时间2025-08" in said


def test_e13_compares_all_stretches_that_overlap_though_another_lies_between():
    long, short = {"start": "2025-01", "end": "2025-11"}, {"start": "2025-02", "end": "2025-03"}
    found = [one.row for one in answers(RULES, "E13", away(long, short, {"start": "2025-06", "end": "2025-12"}))]
    assert found == ["k1", "k2"]  # the third does not overlap its neighbour, but the first
    still = {"start": "2025-01", "end": None, "working": True}
    last = answers(RULES, "E13", away(still, short, {"start": "2025-06", "end": "2025-12"}))[-1]
    assert (last.row, "2025-01开始的一段还没有结束" in last.text()) == ("k2", True)


def test_e13_a_stretch_whose_end_contradicts_its_beginning_overlaps_nothing():
    wrong = {"start": "2025-05", "end": "2025-04"}
    assert [one.key for one in answers(RULES, "E13", away(wrong, {"start": "2025-06"}))] == ["end"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"work_planned": True}, "doubt"),
        ({"work_planned": True, "job_service": "training"}, "ok"),
        ({"work_planned": True, "job_service": NA}, "ok"),
        ({"work_planned": False}, "ok"),
        ({}, "ok"),
        ({"planned_county": "示范县"}, "? member_year.work_planned"),
        ({"planned_county": NA}, "ok"),
    ],
)
def test_e21_who_plans_to_work_is_asked_what_service_is_wanted(facts, expected):
    assert verdict(RULES, "E21", one(**facts)) == expected


def test_e10_a_stretch_is_asked_for_the_birth_once_and_only_for_its_own_member():
    assert verdict(RULES, "E10", away({}, birth=None)) == "? member.birth"
    child = person("肖小明", "son", "2012-03-01")
    case = replace(away({}), people=(person(), child))
    assert verdict(RULES, "E10", case) == "ok"
    mine = tuple(line.having(member=child.member.id) for line in case.stretches)
    assert verdict(RULES, "E10", replace(case, stretches=mine)) == "doubt"
    assert verdict(RULES, "E10", replace(case, stretches=mine, year=2026)) == "ok"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (on_list("高凤珍、肖辉"), "ok"),
        (on_list("肖辉，高凤珍"), "ok"),
        (on_list("高凤珍 肖辉\n"), "ok"),
        (on_list("高凤珍"), "doubt"),
        (on_list("高凤珍、肖辉、肖小明"), "doubt"),
        (on_list("高凤珍、肖辉、肖辉"), "doubt"),
        (on_list(joined="2025-07-01"), "ok"),  # came after the list was made
        (on_list("高凤珍、肖辉", left="2025-07-01"), "ok"),
        (on_list(left="2025-06-01"), "ok"),
        (on_list(left="2025-07-01"), "doubt"),  # was still there
        (on_list(names=None), "? member_list.names"),
        (on_list(date=None), "? member_list.date"),
        (on_list("高凤珍、肖辉", kind=None), "? member_list.kind"),
        (on_list("高凤珍、肖辉", date="2026-02-01"), "ok"),
    ],
)
def test_k11_a_list_names_the_members_of_its_day(case, expected):
    assert verdict(RULES, "K11", case) == expected


@pytest.mark.parametrize(
    ("name", "names", "expected"),
    [
        ("阿依古丽 Aman", "高凤珍、阿依古丽 Aman", "ok"),
        ("阿依古丽 Aman", "阿依古丽 Aman 高凤珍", "ok"),  # blanks part the names, and one holds a blank
        ("Maria Silva", "高凤珍、Maria  Silva", "ok"),
        ("买买提·艾力", "高凤珍、买买提•艾力", "ok"),
        ("王芳", "高凤珍、王　芳", "ok"),  # filled up, as forms print short names
        ("王芳", "高凤珍 王　芳", "ok"),
        ("Maria Silva", "高凤珍、Maria", "doubt"),
        ("王芳", "高凤珍、王 芬", "doubt"),
    ],
)
def test_k11_finds_names_that_hold_blanks_or_a_dot_by_the_names_on_file(name, names, expected):
    case = replace(on_list(names), people=(person(), person(name, "spouse")))
    assert verdict(RULES, "K11", case) == expected


def test_k11_names_a_stranger_with_a_blank_in_his_name_as_one_where_the_list_uses_other_signs():
    assert "名单上多Maria Silva；" in sentence(RULES, "K11", on_list("高凤珍、Maria Silva"))
    assert "名单上多李四、王五；" in sentence(RULES, "K11", on_list("高凤珍 李四 王五"))


def test_k11_of_a_list_made_after_the_year_the_end_of_the_year_counts():
    assert verdict(RULES, "K11", on_list("高凤珍、肖辉", left="2026-01-10", date="2026-02-01")) == "ok"


def test_k11_asks_for_the_day_on_which_somebody_came_or_left():
    came = person("肖辉", "spouse", join_reason="birth")
    case = replace(on_list(), people=(person(), came))
    assert verdict(RULES, "K11", case) == "? member.joined"
    gone = person("肖辉", "spouse", leave_reason="death")
    case = replace(on_list(), people=(person(),), departed=(gone,))
    assert verdict(RULES, "K11", case) == "? member.left"


def test_k11_who_is_not_counted_or_was_joined_to_another_or_moved_since_is_no_difference():
    for facts in ({"counted": False}, {"merged_into": "m9"}):
        other = person("肖辉", "spouse", **facts)
        where = {"departed": (other,)} if "merged_into" in facts else {"people": (person(), other)}
        assert verdict(RULES, "K11", replace(on_list(), **{"people": (person(),), **where})) == "ok"
    moved = person("肖辉", "spouse")
    moved = replace(moved, member=moved.member.having(household="another"))
    for names in ("高凤珍", "高凤珍、肖辉"):
        assert verdict(RULES, "K11", replace(on_list(names), people=(person(), moved))) == "ok"


def test_k11_says_who_is_too_many_and_who_is_missing():
    said = sentence(RULES, "K11", on_list("高凤珍、肖小明"))
    assert "“全国系统”与本档2025-06-30的成员不一致：名单上多肖小明；名单上少肖辉" in said


def test_k11_a_household_without_lists_is_not_asked_for_any():
    assert verdict(RULES, "K11", a_case()) == "ok"


@pytest.mark.parametrize(
    ("pages", "counted", "expected"),
    [
        (3, 3, "ok"),
        (3, 2, "doubt"),
        (3, 4, "doubt"),
        (3, None, "? printed_paper.filed_pages"),
        (None, 3, "? printed_paper.pages"),
        (None, None, "? printed_paper.filed_pages printed_paper.pages"),
    ],
)
def test_k12_as_many_pages_lie_there_as_the_contents_say(pages, counted, expected):
    assert verdict(kept.RULES, "K12", archived(pages, counted)) == expected
