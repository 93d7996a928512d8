# SPDX-License-Identifier: MIT
"""Each event on a real file: what it writes, that it is one action, undone, redone, and there after closing the file."""

from __future__ import annotations

import pytest

from tests.services.events.conftest import V1, listed, member, plan, record, relations, wanted
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.help import Pairing
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.services.casefile.casefiles import assess_household, finding_lines, load_casefile
from villagedesk.services.events.planning import EVENTS, record_event
from villagedesk.services.events.preview import preview
from villagedesk.services.opening.files import village_id
from villagedesk.store import history, reads
from villagedesk.store.counts import live_households, statistics
from villagedesk.store.file import Opening, open_file
from villagedesk.store.households import Query, ids
from villagedesk.store.store import Author

V2 = village_id("510199100202")
BABY = {"name": "肖小晴", "sex": "2", "relation": "granddaughter"}
BRIDE = {"name": "王芳", "sex": "2", "birth": "1990-01-01", "relation": "other"}
# Every event with what it needs; the household of each is h unless it says otherwise.
ALL = {
    "birth": {"person": BABY},
    "married_in": {"person": BRIDE},
    "moved_in": {"person": BRIDE, "place": "石门村"},
    "other_in": {"person": BRIDE},
    "death": {"members": ("m",)},
    "married_out": {"members": ("g",)},
    "moved_out": {"members": ("s",)},
    "emigrated": {"members": ("s",)},
    "prison": {"members": ("s",)},
    "lost": {"members": ("s",)},
    "other_out": {"members": ("s",)},
    "enlisted": {"members": ("s",)},
    "head": {"new_head": "m"},
    "split": {"members": ("s", "l", "g"), "their_head": "s", "group": "3组"},
    "merged": {"other": "n"},
    "transferred": {"other": "510199100202", "place": "石门村"},
    "left": {"place": "成都"},
    "cleared": {},
}


@pytest.mark.parametrize("kind", ALL)
def test_an_event_is_one_action_that_is_undone_and_redone(family, back_and_forth, kind):
    before = family.value("SELECT count(*) FROM batch")
    back_and_forth(family, lambda: record(family, kind, **ALL[kind]))
    assert family.value("SELECT count(*) FROM batch") == before + 3
    assert history.batches(family, 1)[0].label == plan_label(family, kind)


def plan_label(store, kind):
    return store.value("SELECT label FROM batch WHERE kind = 'edit' ORDER BY seq DESC LIMIT 1")


@pytest.mark.parametrize("kind", ALL)
def test_what_is_shown_before_is_what_is_written(family, kind):
    planned = plan(family, kind, **ALL[kind])
    shown = preview(family, planned.chosen(()))
    record(family, kind, **ALL[kind])
    cells = family.value("SELECT changes FROM batch ORDER BY seq DESC LIMIT 1")
    assert shown
    assert cells > 0
    settled = [
        edit for edit in planned.edits if edit.row and not any(str(one).startswith("@") for one in edit.values.values())
    ]
    assert preview(family, settled) == []
    assert all(line.whose and line.field for line in shown)


@pytest.mark.parametrize("kind", ALL)
def test_the_day_of_the_event_and_the_day_of_entry_are_two(family, kind):
    record(family, kind, **ALL[kind])
    records = [*reads.where(family, MemberChange), *reads.where(family, HouseholdChange)]
    assert records
    assert {one.date for one in records} == {"2025-06-01"}
    assert {one.evidence for one in records} == {"村组证明"}
    assert family.value("SELECT at FROM batch ORDER BY seq DESC LIMIT 1").startswith("2026-03-02")


def test_every_event_of_the_menu_is_tried_here_or_needs_something_before():
    assert set(EVENTS) - set(ALL) == {"returned", "dissolved", "reinstated"}


def test_what_was_recorded_is_there_when_the_file_is_opened_again(family):
    record(family, "split", **ALL["split"])
    path = family.path
    family.close()
    again = open_file(path, "", Opening(Author("李书记", "村办笔记本")))
    assert {one.kind for one in reads.where(again, HouseholdChange)} == {"split", "formed"}
    assert relations(again) == {"f": "head", "m": "spouse"}
    again.close()


# -- coming ------------------------------------------------------------------------------------------------------------


def test_a_newborn_is_a_member_in_every_year_that_is_known(family):
    record(family, "birth", date="2024-03-05", person=BABY)
    (born,) = [one for one in reads.where(family, type(member(family, "f"))) if one.name == "肖小晴"]
    assert (born.birth, born.joined, born.join_reason, born.change_evidence) == (
        "2024-03-05", "2024-03-05", "newborn", "村组证明",
    )  # fmt: skip
    assert relations(family, year=2024)[born.id] == relations(family, year=2025)[born.id] == "granddaughter"
    assert born.id not in relations(family, year=2023)
    assert listed(family) == ("肖辉", 6)


def test_who_is_registered_elsewhere_in_the_file_moves_with_the_history_and_is_not_doubled(family):
    with family.change("号码") as change:
        change.put("member", "g", {"id_no": "510199201009090023"})
    before = statistics(family)["members"]
    person = {"name": "肖雨", "id_no": "510199201009090023", "relation": "spouse"}
    planned = plan(family, "married_in", household="n", person=person)
    assert "将连同历年资料迁入本户" in planned.reminders[0]
    record(family, "married_in", household="n", person=person)
    assert statistics(family)["members"] == before
    who = member(family, "g")
    assert (who.household, who.name, who.join_reason, who.joined) == ("n", "肖小雨", "married_in", "2025-06-01")
    assert relations(family, "n") == {"nm": "head", "g": "spouse"}
    assert relations(family, "h", 2024)["g"] == "granddaughter"  # the papers of earlier years stay what they were
    assert "g" not in relations(family, "h", 2025)
    assert "g" not in relations(family, "n", 2024)


def test_who_was_in_prison_comes_back_and_the_years_between_stay_empty(family):
    record(family, "prison", date="2024-02-01", members=("s",))
    assert "s" not in relations(family)
    record(family, "returned", date="2025-12-01", members=("s",))
    who = member(family, "s")
    assert (who.left, who.leave_reason, who.joined, who.join_reason) == (None, None, "2025-12-01", "released")
    assert relations(family)["s"] == "son"
    assert "s" not in relations(family, year=2024)
    assert "s" in relations(family, year=2023)
    assert [one.kind for one in reads.of_owner(family, MemberChange, "s")] == ["prison", "returned"]


def test_what_only_the_present_fields_told_is_kept_when_they_are_overwritten(family):
    with family.change("手填") as change:
        change.put("member", "s", {"left": "2022-04-01", "leave_reason": "lost", "change_evidence": "派出所证明"})
    record(family, "returned", members=("s",))
    found = [(one.kind, one.date, one.evidence) for one in reads.of_owner(family, MemberChange, "s")]
    assert found == [("lost", "2022-04-01", "派出所证明"), ("returned", "2025-06-01", "村组证明")]
    assert "s" in relations(family, year=2021)


def test_a_soldier_stays_a_member_and_is_marked_from_that_year_on(family):
    record(family, "enlisted", members=("s",))
    assert relations(family)["s"] == "son"
    flags = dict(family.query("SELECT year, soldier FROM member_year WHERE member = 's'"))
    assert flags == {2024: None, 2025: 1}
    record(family, "returned", date="2025-12-20", members=("s",))
    assert dict(family.query("SELECT year, soldier FROM member_year WHERE member = 's'")) == {2024: None, 2025: 0}
    assert member(family, "s").left is None


# -- leaving -----------------------------------------------------------------------------------------------------------


def test_the_death_of_a_head_makes_another_head_in_the_same_action(family):
    planned = plan(family, "death", members=("f",), new_head="s")
    assert {line.member: (line.proposed, line.sure) for line in planned.relations} == {
        "m": ("mother", True), "l": ("spouse", False), "g": ("daughter", False),
    }  # fmt: skip
    record(family, "death", members=("f",), new_head="s")
    assert relations(family) == {"m": "mother", "s": "head", "l": "spouse", "g": "daughter"}
    assert relations(family, year=2024)["f"] == "head"
    assert listed(family) == ("肖明", 4)
    (change,) = reads.where(family, HouseholdChange)
    assert (change.kind, change.head_before, change.head_after) == ("head", "f", "s")


def test_people_decide_what_cannot_be_known(family):
    record(family, "death", members=("f",), new_head="s", relations={"l": "other", "g": ""})
    assert relations(family) == {"m": "mother", "s": "head", "l": "other", "g": ""}


def test_what_follows_from_a_death_is_done_only_if_it_is_confirmed(family):
    with family.change("待遇") as change:
        change.put("member", "f", {"phone": "13800000001"})
        change.put("member_year", "f2025", {"low_income": "rural", "public_post": "1"})
    planned = plan(family, "death", date="2024-06-01", members=("f",), new_head="m")
    assert {one.key for one in planned.proposals} == {"facts:2025", "phone", "pairing:p"}
    record(family, "death", date="2024-06-01", members=("f",), new_head="m", accepted=frozenset({"facts:2025"}))
    assert family.one("SELECT low_income, public_post FROM member_year WHERE id = 'f2025'") == (None, None)
    assert reads.get(family, Household, "h").phone == "13800000001"
    assert reads.get(family, Pairing, "p").end is None


def test_what_is_paid_in_the_year_of_the_event_is_named(family):
    with family.change("待遇") as change:
        change.put("member_year", "m2025", {"low_income": "rural", "destitute": "none"})
    assert plan(family, "death", members=("m",)).reminders == ("“高凤珍”2025年度登记有低保，请通知停发或核减",)
    assert plan(family, "death", members=("m",), date="2024-06-01").reminders == ()


def test_with_the_last_member_the_household_ends_if_that_is_confirmed(family):
    planned = plan(family, "death", household="n", members=("nm",))
    assert [one.key for one in planned.proposals] == ["dissolved"]
    record(family, "death", household="n", members=("nm",), accepted=frozenset({"dissolved"}))
    ended = reads.get(family, Household, "n")
    assert (ended.ended, ended.end_reason) == ("2025-06-01", "dissolved")
    assert listed(family, "n") == ("曾大明", 0)
    assert live_households(family) == ["h"]
    assert statistics(family)["households"] == 1
    assert set(ids(family, Query())) == {"h", "n"}  # who looks for it finds it
    assert ids(family, Query(away=False)) == ["h"]
    case = load_casefile(family, "n", 2025)
    assert "B10" not in {one.code for state in assess_household(family, case).values() for one in state.problems}
    assert {household for household, _problem in finding_lines(family)} == {"h"}


# -- heads, splits, unions ---------------------------------------------------------------------------------------------


def test_a_change_of_head_in_the_past_reaches_all_years_since(family):
    record(family, "head", date="2024-03-01", new_head="m")
    for year in (2024, 2025):
        assert relations(family, year=year) == {
            "f": "spouse",
            "m": "head",
            "s": "son",
            "l": "daughter_in_law",
            "g": "granddaughter",
        }
    record(family, "head", date="2025-03-01", new_head="s")
    assert relations(family, year=2024)["m"] == "head"
    assert relations(family, year=2025) == {"f": "father", "m": "mother", "s": "head", "l": "spouse", "g": "daughter"}


def test_a_split_takes_people_with_their_history_and_copies_only_what_is_confirmed(family):
    planned = plan(family, "split", **ALL["split"])
    assert {"address", "identity", "year:Land", "year:Water, power, road", "year:Status of the year"} == {
        one.key for one in planned.proposals
    }
    new = record(family, "split", **ALL["split"], accepted=frozenset({"address", "year:Water, power, road"}))["new"]
    assert relations(family) == {"f": "head", "m": "spouse"}
    assert relations(family, new) == {"s": "head", "l": "spouse", "g": "daughter"}
    assert set(relations(family, "h", 2024)) == {"f", "m", "s", "l", "g"}
    assert relations(family, new, 2024) == {}
    made = reads.get(family, Household, new)
    assert (made.village, made.group, made.address, made.identify_year, made.hh_no) == (V1, "3组", "老屋", None, None)
    (year,) = reads.of_owner(family, HouseholdYear, new)
    assert (year.year, year.water_safe, year.farmland, year.exit_status) == (2025, True, None, None)
    records = {one.household: (one.kind, one.other) for one in reads.where(family, HouseholdChange)}
    assert records == {"h": ("split", new), new: ("formed", "h")}


def test_where_the_head_goes_those_who_stay_get_another(family):
    planned = plan(family, "split", members=("f", "g"), their_head="f", new_head="s")
    assert any("夫妻" in one for one in planned.reminders)
    new = record(family, "split", members=("f", "g"), their_head="f", new_head="s")["new"]
    assert relations(family) == {"m": "mother", "s": "head", "l": "spouse"}
    assert relations(family, new) == {"f": "head", "g": "granddaughter"}
    assert listed(family) == ("肖明", 3)
    assert listed(family, new) == ("肖辉", 2)


def test_two_households_become_one_and_both_histories_are_kept(family):
    record(family, "merged", household="n", other="h", relations={"nm": "sibling"}, accepted=frozenset({"status"}))
    assert relations(family)["nm"] == "sibling"
    assert relations(family, "n", 2024) == {"nm": ""}
    ended = reads.get(family, Household, "n")
    assert (ended.ended, ended.end_reason) == ("2025-06-01", "merged")
    assert listed(family, "n") == ("曾大明", 0)
    assert set(ids(family, Query(text="曾大明"))) == {"h", "n"}
    records = {one.household: (one.kind, one.other) for one in reads.where(family, HouseholdChange)}
    assert records == {"n": ("merged", "h"), "h": ("absorbed", "n")}
    assert reads.of_owner(family, HouseholdYear, "n")[0].exit_status == "cancelled"
    assert statistics(family)["members"] == 6


# -- the household as a whole ------------------------------------------------------------------------------------------


def test_a_household_that_leaves_stays_on_record_with_its_people(family):
    record(family, "left", place="成都", accepted=frozenset({"pairing:p", "status"}))
    assert member(family, "f").leave_reason == "moved_out"
    assert reads.get(family, Pairing, "p").end == "2025-06-01"
    case = load_casefile(family, "h", 2025)
    assert (len(case.people), len(case.departed), case.facts.exit_status) == (0, 5, "cancelled")
    assert len(load_casefile(family, "h", 2024).people) == 5
    assert listed(family) == ("肖辉", 0)


def test_a_household_moves_to_another_village_and_keeps_its_id(family):
    planned = plan(family, "transferred", **ALL["transferred"])
    assert {one.key for one in planned.proposals} == {"pairing:p", "numbers"}
    assert any("合并到乡镇后" in one for one in planned.reminders)
    record(family, "transferred", **ALL["transferred"])
    assert reads.get(family, Household, "h").village == V2
    assert live_households(family) == ["n"]
    assert load_casefile(family, "h", 2025).departure.startswith("已迁出")


def test_off_the_register_and_back_with_the_former_status(family):
    record(family, "cleared", date="2024-11-01", accepted=frozenset({"pairing:p"}))
    statuses = dict(family.query("SELECT year, exit_status FROM household_year WHERE household = 'h'"))
    assert statuses == {2024: "cleared", 2025: "cleared"}
    planned = plan(family, "reinstated")
    assert "已脱贫" in planned.reminders[0]
    record_event(family, wanted("reinstated"))
    statuses = dict(family.query("SELECT year, exit_status FROM household_year WHERE household = 'h'"))
    assert statuses == {2024: "cleared", 2025: "exited"}


def test_an_empty_household_is_dissolved(family):
    record(family, "death", household="n", date="2025-03-01", members=("nm",))
    record(family, "dissolved", household="n", accepted=frozenset({"status"}))
    assert reads.get(family, Household, "n").end_reason == "dissolved"
    assert reads.of_owner(family, HouseholdYear, "n")[0].exit_status == "dissolved"
