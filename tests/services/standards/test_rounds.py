# SPDX-License-Identifier: MIT
"""What rules know of cadres over the whole file: charges, days, copied texts, first secretaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.models.catalogue.help import Visit
from villagedesk.models.checks.rounds import Post, told
from villagedesk.services.casefile.surroundings import surroundings, surroundings_of, whole_surroundings_of
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.opening.files import set_working_year
from villagedesk.services.standards.lines import tables_in_force
from villagedesk.services.standards.rounds import rounds_near, rounds_of_file
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.checks.rounds import Rounds
    from villagedesk.store.store import Store

LONG = "家里种了三亩水稻，务农为主"


@pytest.fixture
def township(store: Store) -> Store:
    """Two villages of two households each; c1 answers for three of them, c2 for one."""
    with store.change("登记") as change:
        for place, cadre in (("1", "c1"), ("2", "c2")):
            change.put("village", f"v{place}", {"name": f"村{place}", "code": f"51019910020{place}"})
            change.put("cadre", cadre, {"name": f"干部{place}"})
        for number, village in enumerate(("v1", "v1", "v2", "v2"), 1):
            change.put("household", f"h{number}", {"village": village, "group": "1组"})
        for number in (1, 2, 3):
            change.put("pairing", f"p{number}", {"household": f"h{number}", "cadre": "c1", "start": "2024-01-01"})
        change.put("pairing", "p4", {"household": "h4", "cadre": "c2", "start": "2024-01-01", "role": "second"})
    return store


def visit(store: Store, key: str, household: str, date: str, cadre: str = "c1", **more: str) -> None:
    with store.change("走访") as change:
        change.put("visit", key, {"household": household, "date": date, "cadre": cadre, **more})


def of(store: Store) -> Rounds:
    return rounds_of_file(store, tables_in_force(store))


def test_pairings_of_those_who_answer_in_person_are_counted_at_the_end_of_the_year_or_today(township: Store) -> None:
    assert of(township).charges == {"c1": 3}
    with township.change("调整") as change:
        change.put("pairing", "p1", {"role": "first_secretary"})
        change.put("pairing", "p3", {"end": "2025-12-30"})
    assert of(township).charges == {}
    with township.change("调整") as change:
        change.put("pairing", "p3", {"end": "2025-12-31"})  # the last day of the working year
    assert of(township).charges == {"c1": 2}
    assert rounds_near(township, ["h2"]).charges == {"c1": 2}
    set_working_year(township, 2026)
    assert of(township).charges == {}
    with township.change("调整") as change:
        change.put("pairing", "p3", {"end": "2026-03-02"})  # the day of the check itself
    assert of(township).charges == {"c1": 2}
    set_working_year(township, 2023)  # before anybody was paired
    assert of(township).charges == {}


def test_a_removed_household_counts_nowhere(township: Store) -> None:
    visit(township, "w1", "h1", "2025-06-01")
    visit(township, "w2", "h3", "2025-06-01")
    with township.change("删除") as change:
        change.remove("household", ["h3"], "重复")
    assert of(township).charges == {"c1": 2}
    assert of(township).days == {}


def test_days_in_two_villages_and_years_on_one_day(township: Store) -> None:
    visit(township, "w1", "h1", "2025-06-01")
    visit(township, "w2", "h2", "2025-06-01")
    visit(township, "w3", "h4", "2025-07-01", "c2")
    found = of(township)
    assert found.days == {}
    assert found.single_days == {"c1": 2}
    visit(township, "w4", "h3", "2025-06-01")
    assert of(township).days == {("c1", "2025-06-01"): (3, 2)}
    visit(township, "w5", "h1", "2025-08-01")
    assert of(township).single_days == {}


def test_visits_of_several_households_at_one_time(township: Store) -> None:
    visit(township, "w1", "h1", "2025-06-01", time="9:30")
    visit(township, "w2", "h2", "2025-06-01", time="9:31")
    visit(township, "w3", "h1", "2025-06-01")
    assert of(township).minutes == {}
    visit(township, "w4", "h3", "2025-06-01", time="9:30")
    assert of(township).minutes == {("c1", "2025-06-01", "9:30"): 2}
    assert rounds_near(township, ["h1"]).minutes == of(township).minutes


def test_only_visits_of_the_working_year_count(township: Store) -> None:
    visit(township, "w1", "h1", "2024-12-31")
    visit(township, "w2", "h3", "2024-12-31")
    assert (of(township).days, of(township).single_days) == ({}, {})


def test_copied_texts_are_those_that_a_rule_compares(township: Store) -> None:
    visit(township, "w1", "h1", "2025-06-01", changes=LONG, help_given="代办医保")
    visit(township, "w2", "h2", "2025-06-02", changes=LONG, help_given="代办医保")
    visit(township, "w3", "h3", "2025-06-03", changes=LONG)
    visit(township, "w4", "h3", "2025-06-04", problems="无")
    visit(township, "w5", "h4", "2025-06-05", problems="无")
    (one,) = reads.where(township, Visit, "id = 'w1'")
    assert of(township).copies == {told(one): 2}


def test_of_some_households_only_texts_of_theirs_are_compared_with_all_others(township: Store) -> None:
    visit(township, "w1", "h1", "2025-06-01", changes=LONG)
    visit(township, "w2", "h2", "2025-06-02", changes=LONG)
    visit(township, "w3", "h3", "2025-06-03", changes=LONG + "。")
    visit(township, "w4", "h4", "2025-06-04", changes=LONG + "。")
    (first, other) = (told(one) for one in reads.where(township, Visit, "id IN ('w1', 'w3')"))
    assert of(township).copies == {first: 2, other: 2}
    assert whole_surroundings_of(township, ["h1"]).rounds.copies == {first: 2}
    set_working_year(township, 2024)
    assert whole_surroundings_of(township, ["h1"]).rounds.copies == {}


def test_near_is_the_same_for_the_cadres_of_the_households_without_texts(township: Store) -> None:
    for number, household in enumerate(("h1", "h2", "h3"), 1):
        visit(township, f"w{number}", household, "2025-06-01", changes=LONG)
    whole, near = of(township), rounds_near(township, ["h1"])
    assert (near.charges, near.days, near.single_days) == (whole.charges, whole.days, whole.single_days)
    assert whole.copies
    assert near.copies == {}
    assert rounds_near(township, ["h4"]).days == {}


def test_a_first_secretary_of_two_villages_in_a_year(township: Store) -> None:
    with township.change("村情") as change:
        for place in ("1", "2"):
            facts = {"village": f"v{place}", "first_secretary": "陈建国", "first_secretary_phone": "13600001111"}
            change.put("village_year", f"y{place}", {**facts, "year": 2025})
        change.put("village_year", "y3", {"village": "v1", "year": 2024, "first_secretary": "陈建国"})
    both = (Post("v1", "村1", "13600001111"), Post("v2", "村2", "13600001111"))
    assert of(township).first_secretaries == {(2025, "陈建国"): both}


def test_the_surroundings_carry_them(township: Store) -> None:
    assert surroundings(township).rounds.charges == {"c1": 3}
    assert surroundings_of(township, ["h1"]).rounds.charges == {"c1": 3}


def test_the_surroundings_know_procedures_as_the_county_carries_them_out(township: Store) -> None:
    facts = {"template": "exit_2016", "year": 2016, "off": ("agree",), "source": "县实施细则"}
    with township.change("程序调整") as change:
        change.put("procedure_edition", "e1", facts)
    for around in (surroundings(township), surroundings_of(township, ["h1"])):
        before, since = around.template("exit_2016", 2015), around.template("exit_2016", 2016)
        assert before is not None
        assert before.step("agree") is not None
        assert since is not None
        assert since.step("agree") is None
    assert surroundings(township).template("unknown", 2016) is None


def test_a_chair_of_two_villages_on_a_day(township: Store) -> None:
    with township.change("会议") as change:
        for key, village, day in (("m1", "v1", "2025-03-03"), ("m2", "v2", "2025-03-03"), ("m3", "v2", "2025-03-04")):
            change.put("meeting", key, {"village": village, "date": day, "chair": "陈建国", "kind": "appraisal"})
        change.put("meeting", "m4", {"village": "v1", "date": "2025-03-03", "chair": "陈建国", "kind": "other"})
    assert of(township).chairs == {("2025-03-03", "陈建国"): (Post("v1", "村1"), Post("v2", "村2"))}


def test_a_village_file_has_the_meetings_and_notices_of_its_year(township: Store) -> None:
    with township.change("会议") as change:
        for key, day in (("m2", "2025-06-01"), ("m1", "2025-03-03"), ("m3", "2024-03-03"), ("m4", None)):
            change.put("meeting", key, {"village": "v1", "date": day, "kind": "appraisal"})
        change.put("notice", "n1", {"village": "v1", "start": "2025-03-04", "kind": "village"})
        change.put("notice", "n2", {"village": "v2", "start": "2025-03-04", "kind": "village"})
    first, second = (file for file in village_files(township) if file.village.id in {"v1", "v2"})
    assert [one.id for one in first.meetings] == ["m4", "m1", "m2"]
    assert ([one.id for one in first.notices], [one.id for one in second.notices]) == (["n1"], ["n2"])


def test_visits_on_days_of_leave_are_known_by_the_leave_or_the_attendance(township: Store) -> None:
    for key, day in (
        ("a", "2025-03-03"),
        ("b", "2025-03-04"),
        ("c", "2025-03-05"),
        ("d", "2025-04-01"),
        ("e", "2025-05-06"),
    ):
        visit(township, key, "h1", day)
    visit(township, "f", "h4", "2025-03-04", "c2")
    assert of(township).away == frozenset()
    with township.change("请假") as change:
        change.put(
            "leave",
            "l",
            {"village": "v1", "cadre": "c1", "start": "2025-03-04", "end": "2025-03-06", "back_on": "2025-03-05"},
        )
        change.put(
            "leave", "m", {"village": "v1", "cadre": "c1", "start": "2025-05-05"}
        )  # nobody said until when: I13 asks
        change.put(
            "attendance", "t", {"village": "v1", "cadre": "c1", "month": "2025-04", "d01": "leave", "d02": "present"}
        )
    assert of(township).away == {("c1", "2025-03-04"), ("c1", "2025-04-01")}
    assert rounds_near(township, ["h1"]).away == {("c1", "2025-03-04"), ("c1", "2025-04-01")}
    assert rounds_near(township, ["h4"]).away == frozenset()


def test_terms_of_first_secretaries_are_those_of_several_villages(township: Store) -> None:
    with township.change("任职") as change:
        for key, village, cadre, role in (("x", "v1", "c1", "first_secretary"), ("y", "v2", "c1", "first_secretary"),
                                          ("z", "v1", "c2", "first_secretary"), ("w", "v2", "c2", "member")):  # fmt: skip
            change.put(
                "posting", key, {"village": village, "cadre": cadre, "role": role, "start": f"2025-01-0{len(key)}"}
            )
    assert {cadre: [term.village for term in terms] for cadre, terms in of(township).terms.items()} == {
        "c1": ["v1", "v2"]
    }


def test_who_was_visited_is_looked_at_again_when_a_leave_or_a_month_is_saved(township: Store) -> None:
    visit(township, "a", "h1", "2025-03-04")
    visit(township, "b", "h2", "2025-04-01")
    visit(township, "c", "h4", "2025-03-04", "c2")
    with township.change("请假") as change:
        change.put("leave", "l", {"village": "v1", "cadre": "c1", "start": "2025-03-04", "end": "2025-03-06"})
    assert change.changed.households == {"h1", "h2"}
    with township.change("考勤") as change:
        change.put("attendance", "t", {"village": "v1", "cadre": "c1", "month": "2025-04", "d01": "leave"})
    assert change.changed.households == {"h2"}
