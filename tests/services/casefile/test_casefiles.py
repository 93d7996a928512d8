# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from villagedesk.models.completeness import Light, Section
from villagedesk.models.enrolling import programmes_of
from villagedesk.services.casefile import casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.keeping.records import remove_record, undo_last
from villagedesk.store import counts, lookalikes


@pytest.fixture
def filled(store):
    with store.change("登记") as change:
        change.put("village", "v", {"name": "清溪村"})
        change.put("household", "h", {"village": "v", "group": "2组"})
        for year in (2024, 2025):
            change.put(
                "household_year",
                f"hy{year}",
                {"household": "h", "year": year, "attribute": "general" if year == 2024 else "low_income"},
            )
            change.put("income_year", f"i{year}", {"household": "h", "year": year, "wages": year * 100})
            change.put("plan", f"p{year}", {"household": "h", "year": year, "wish": f"愿望{year}"})
            change.put("measure", f"s{year}", {"plan": f"p{year}", "content": f"措施{year}"})
            change.put(
                "cause",
                f"c{year}",
                {"household": "h", "year": year, "rank": "main", "code": "1" if year == 2024 else "3"},
            )
            change.put("visit", f"w{year}", {"household": "h", "date": f"{year}-06-01"})
        people = {
            "m1": {"position": 2}, "m2": {"position": 1}, "m3": {"position": 3, "left": "2024-05-01", "leave_reason": "death"},
            "m4": {"position": 4, "joined": "2025-03-01", "join_reason": "newborn"},
        }  # fmt: skip
        for key, values in people.items():
            change.put("member", key, {"household": "h", "name": f"成员{key}", **values})
            change.put(
                "member_year", f"{key}y", {"member": key, "year": 2025, "relation": "head" if key == "m2" else "other"}
            )
        change.put("unit", "u", {"name": "示范镇政府"})
        change.put("cadre", "k", {"name": "赵志强", "unit": "u"})
        change.put("pairing", "q", {"household": "h", "cadre": "k", "start": "2020-01-01"})
    return store


def test_a_case_file_holds_the_facts_of_its_year(filled):
    now, then = casefiles.load_casefile(filled, "h"), casefiles.load_casefile(filled, "h", 2024)
    assert (now.facts.attribute, then.facts.attribute) == ("low_income", "general")
    assert (now.plan.wish, then.plan.wish) == ("愿望2025", "愿望2024")
    assert [one.content for one in now.measures] == ["措施2025"]
    assert (now.cause("main").code, then.cause("main").code) == ("3", "1")
    assert [one.date for one in then.visits] == ["2024-06-01"]
    assert [one.year for one in now.incomes] == [2024, 2025]
    assert now.income.wages == 202500
    assert now.helpers[0].unit.name == "示范镇政府"
    assert now.village.name == "清溪村"


def test_people_come_in_the_order_of_the_form_and_the_departed_apart(filled):
    now, then = casefiles.load_casefile(filled, "h"), casefiles.load_casefile(filled, "h", 2024)
    assert [person.member.id for person in now.people] == ["m2", "m1", "m4"]
    assert [person.member.id for person in now.departed] == ["m3"]
    assert now.head.member.id == "m2"
    assert [person.member.id for person in then.people] == ["m2", "m1"]


def test_a_year_without_facts_is_blank_and_not_the_facts_of_another_year(filled):
    blank = casefiles.load_casefile(filled, "h", 2019)
    assert blank.facts.id == ""
    assert blank.facts.attribute is None
    assert blank.income is None
    assert blank.people[0].facts.relation is None
    assert casefiles.load_casefile(filled, "no such household") is None


def test_of_a_year_in_which_nothing_was_entered_that_is_said_once(filled):
    with filled.change("识别") as change:
        change.put("household", "h", {"identify_year": 2023})
    empty = casefiles.load_casefile(filled, "h", 2014)
    first, *more = casefiles.blocking_problems(empty, surroundings(filled))
    assert first.text() == (
        "2014年度没有任何资料，本户2023年才识别。请改选有资料的年度；确实要印这一年的，先在这一年登记或“沿用上年”"
    )
    assert not [one for one in more if "与户主关系" in one.text()], "nor who lacks what because of it"
    half = casefiles.load_casefile(filled, "h", 2024)
    assert all("没有任何资料" not in one.text() for one in casefiles.blocking_problems(half, surroundings(filled)))


def test_many_case_files_are_the_same_as_each_by_itself(filled):
    with filled.change("再登记") as change:
        for number in range(7):
            change.put("household", f"x{number}", {"group": f"{number}组"})
    ids = counts.live_households(filled)
    assert list(casefiles.load_casefiles(filled, ids)) == [casefiles.load_casefile(filled, row) for row in ids]


def test_the_rules_see_the_whole_file(filled):
    with filled.change("同号") as change:
        for key in ("m1", "m2"):
            change.put("member", key, {"id_no": "510199197402249327"})
        change.put("household", "h2", {"phone": "13800001111"})
        change.put("household", "h", {"phone": "13800001111"})
    case = casefiles.load_casefile(filled, "h")
    found = {problem.code for problem in casefiles.blocking_problems(case, surroundings(filled))}
    assert "A05" in found
    state = casefiles.assess_household(filled, case)
    assert state[Section.MEMBERS].light is Light.RED
    assert "A14" in {problem.code for problem in state[Section.BASIC].problems}
    lines = [(row, problem.code) for row, problem in casefiles.finding_lines(filled)]
    assert ("h", "A05") in lines
    assert ("h2", "B10") in lines


def test_an_old_number_and_its_new_form_are_the_same_person(filled):
    with filled.change("同号") as change:
        change.put("member", "m1", {"id_no": "510199740224932"})
        change.put("member", "m2", {"id_no": "510199197402249327"})
    assert {number: len(people) for number, people in lookalikes.bearers(filled).items()} == {"510199197402249327": 2}


def test_statistics_count_what_is_live(filled):
    found = counts.statistics(filled)
    assert (found["households"], found["members"], found["plans"], found["measures"], found["visits"]) == (
        1,
        3,
        2,
        2,
        2,
    )
    with filled.change("删") as change:
        change.remove("household", ["h"], "误登")
    found = counts.statistics(filled)
    assert [found[key] for key in ("households", "members", "causes", "plans", "measures", "visits", "pairings")] == [
        0
    ] * 7


def test_who_takes_the_only_enrolment_away_is_not_contradicted_by_the_roster(filled):
    """What the roster states cannot be edited, so that nothing else could tell that it is wrong."""
    with filled.change("导入") as change:
        change.put("household", "h", {"programmes": ("file", "monitoring")})
    assert programmes_of(casefiles.load_casefile(filled, "h")) == ("file", "monitoring")
    with filled.change("登记") as change:
        change.put("enrolment", "e", {"household": "h", "programme": "file", "from_year": 2014})
        change.put("enrolment", "other", {"household": "gone", "programme": "monitoring", "from_year": 2014})
    assert programmes_of(casefiles.load_casefile(filled, "h")) == ("file",)
    remove_record(filled, "enrolment", "other", "登记错误", "删除")
    remove_record(filled, "enrolment", "e", "登记错误", "删除")
    assert programmes_of(casefiles.load_casefile(filled, "h")) == ("monitoring",)
    undo_last(filled)
    assert programmes_of(casefiles.load_casefile(filled, "h")) == ("file",)
