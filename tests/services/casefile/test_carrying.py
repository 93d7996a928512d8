# SPDX-License-Identifier: MIT
"""Last year's facts are proposed, confirmed, written once and taken back as one action; nothing goes over by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.errors import Cancelled, Refused
from villagedesk.models.catalogue.economy import Cause
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.member import MemberYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.casefile import carrying
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit, Removal, redo_last, save_records, undo_last
from villagedesk.services.opening.files import village_id
from villagedesk.store import history, reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from villagedesk.models.carrying import Proposal
    from villagedesk.services.casefile.carrying import Offer
    from villagedesk.store.store import Store

V = village_id("510199100201")
YEAR = 2025


def household(store: Store, **more: dict[str, object]) -> str:
    """A household with the facts of 2024; `more` are values of household_year, member, member_year, cause, income."""
    edits = [
        Edit("household", "", {"village": V, "group": "1组"}, "h"),
        Edit("member", "", {"household": "@h", "name": "张三", "birth": "1980-05-01", **more.get("member", {})}, "m"),
        Edit("household_year", "", {"household": "@h", "year": YEAR - 1, **more.get("household_year", {})}),
        Edit("member_year", "", {"member": "@m", "year": YEAR - 1, "relation": "head", **more.get("member_year", {})}),
    ]
    if "cause" in more:
        edits.append(Edit("cause", "", {"household": "@h", "year": YEAR - 1, "rank": "main", **more["cause"]}))
    if "income" in more:
        edits.append(Edit("income_year", "", {"household": "@h", "year": YEAR - 1, **more["income"]}))
    return save_records(store, "登记", edits).ids["h"]


def offer(store: Store, *households: str, year: int = YEAR) -> Offer:
    return carrying.offer(store, households, year)


def of(offered: Offer, entity: str, key: str) -> Proposal:
    return next(one for one in offered.proposals if (one.entity, one.key) == (entity, key))


def ticked(offered: Offer) -> list[Proposal]:
    return [one for one in offered.proposals if one.ticked]


def test_what_usually_stays_is_ticked_and_looking_writes_nothing(store):
    one = household(store, household_year={"farmland": 300, "house_area": NA, "fuel": "straw"})
    batches = len(history.batches(store))
    found = offer(store, one)
    assert [(each.key, each.value) for each in ticked(found) if each.entity == "household_year"] == [
        ("farmland", 300),
        ("fuel", "straw"),
        ("house_area", NA),
    ]
    assert len(history.batches(store)) == batches
    assert store.value("SELECT count(*) FROM household_year WHERE year = ?", (YEAR,)) == 0


@pytest.mark.parametrize(
    ("part", "values", "key"),
    [
        ("member_year", {"medical": True}, "medical"),
        ("member_year", {"work_months": 8}, "work_months"),
        ("member_year", {"low_income": "rural"}, "low_income"),
        ("household_year", {"exit_status": "not_exited"}, "exit_status"),
        ("household_year", {"note": "去年受灾"}, "note"),
        ("income", {"wages": 0}, "wages"),
    ],
)
def test_what_has_to_be_asked_again_is_not_ticked_and_says_why(store, part, values, key):
    one = household(store, **{part: values})
    found = of(offer(store, one), {"income": "income_year"}.get(part, part), key)
    assert (found.ticked, bool(found.reason), found.value) == (False, True, next(iter(values.values())))


def test_an_exit_that_is_done_stays(store):
    one = household(store, household_year={"exit_status": "exited_no_policy", "exit_year": 2018})
    assert of(offer(store, one), "household_year", "exit_status").ticked


@pytest.mark.parametrize(
    ("before", "after"),
    [("g7", "g8"), ("senior2", "senior3"), ("bachelor3", "bachelor4"), ("primary", "primary"), ("g9", None)],
)
def test_pupils_move_up_and_where_that_is_a_choice_nothing_is_proposed(store, before, after):
    one = household(store, member={"birth": "2011-09-01"}, member_year={"school": before, "education": "primary"})
    found = offer(store, one)
    school = of(found, "member_year", "school")
    assert (school.value, school.ticked, school.possible) == (after, False, after is not None)
    assert not of(found, "member_year", "education").ticked


@pytest.mark.parametrize(
    ("birth", "stays"),
    [
        ("2010-01-01", True),  # 15 at the end of the year
        ("2009-12-31", False),  # 16
        ("2009-01-01", False),
        ("2008-12-31", True),  # 17
        ("1966-01-01", True),  # 59
        ("1965-12-31", False),  # 60
        ("1964-12-31", True),  # 61
    ],
)
def test_the_ability_to_work_is_asked_again_in_the_year_of_the_16th_and_60th_birthday(store, birth, stays):
    one = household(store, member={"birth": birth}, member_year={"labour": "ordinary"})
    found = of(offer(store, one), "member_year", "labour")
    assert (found.ticked, not found.reason) == (stays, stays)


def test_without_a_birthday_the_ability_to_work_is_asked_again(store):
    one = household(store, member={"birth": None}, member_year={"labour": "ordinary"})
    assert not of(offer(store, one), "member_year", "labour").ticked


def test_a_word_that_the_new_year_does_not_know_cannot_be_taken_over(store):
    edits = [
        Edit("household", "", {"village": V}, "h"),
        Edit("household_year", "", {"household": "@h", "year": 2015, "attribute": "low_income_2014"}),
    ]
    one = save_records(store, "登记", edits).ids["h"]
    found = of(offer(store, one, year=2016), "household_year", "attribute")
    assert (found.possible, found.ticked, found.before) == (False, False, "low_income_2014")
    with pytest.raises(Refused, match="不能沿用"):
        carrying.carry_over(store, offer(store, one, year=2016), [found])


def test_what_this_year_has_already_is_not_proposed(store):
    one = household(store, household_year={"farmland": 300, "forest": 100})
    save_records(store, "填", [Edit("household_year", "", {"household": one, "year": YEAR, "farmland": 0})])
    assert [each.key for each in offer(store, one).proposals if each.entity == "household_year"] == ["forest"]


def test_what_comes_from_the_system_by_import_only_is_never_taken_over(store):
    one = household(store, household_year={"stated_size": 4}, member_year={"relation_text": "户主"})
    assert not {"stated_size", "relation_text"} & {each.key for each in offer(store, one).proposals}


def test_confirming_writes_one_marked_action_that_is_undone_and_redone_as_a_whole(store):
    one = household(store, household_year={"farmland": 300}, member_year={"health": ("1", "4")}, cause={"code": "1"})
    changed = carrying.carry_over(store, offer(store, one), ticked(offer(store, one)))
    assert changed.label == "沿用上年（2024→2025）：张三"
    facts = reads.where(store, HouseholdYear, "year = ?", (YEAR,))
    person = reads.where(store, MemberYear, "year = ?", (YEAR,))
    cause = reads.where(store, Cause, "year = ?", (YEAR,))
    assert (facts[0].farmland, person[0].health, cause[0].code, cause[0].rank) == (300, ("1", "4"), "1", "main")
    assert facts[0].id == derived_id("household_year", one, YEAR)
    undo_last(store)
    assert not reads.where(store, HouseholdYear, "year = ?", (YEAR,))
    redo_last(store)
    assert reads.where(store, Cause, "year = ?", (YEAR,))[0].code == "1"


def test_what_somebody_fills_in_meanwhile_stays(store):
    one = household(store, household_year={"farmland": 300, "forest": 100})
    found = offer(store, one)
    save_records(store, "填", [Edit("household_year", "", {"household": one, "year": YEAR, "farmland": 7})])
    carrying.carry_over(store, found, ticked(found))
    facts = reads.where(store, HouseholdYear, "year = ?", (YEAR,))[0]
    assert (facts.farmland, facts.forest) == (7, 100)


def test_a_cause_goes_over_with_its_code_or_not_at_all(store):
    one = household(store, cause={"code": "1", "note": "慢性病"})
    found = offer(store, one)
    note = of(found, "cause", "note")
    assert not carrying.carry_over(store, found, [note])
    carrying.carry_over(store, found, [note, of(found, "cause", "code")])
    assert reads.where(store, Cause, "year = ?", (YEAR,))[0].note == "慢性病"


def test_another_cause_of_this_year_is_not_mixed_with_the_old_one(store):
    one = household(store, cause={"code": "1", "note": "慢性病"})
    save_records(store, "填", [Edit("cause", "", {"household": one, "year": YEAR, "rank": "main", "code": "8"})])
    assert not [each for each in offer(store, one).proposals if each.entity == "cause"]


def test_a_record_in_the_recycle_bin_does_not_come_back(store):
    one = household(store, cause={"code": "1"})
    made = save_records(
        store, "填", [Edit("cause", "", {"household": one, "year": YEAR, "rank": "main", "code": "5"}, "c")]
    )
    save_records(store, "删", [Removal("cause", made.ids["c"], "误登")])
    assert not [each for each in offer(store, one).proposals if each.entity == "cause"]


def test_who_has_left_is_not_carried_over_and_a_new_head_means_new_relations(store):
    one = household(store, member_year={"labour": "ordinary"})
    head = store.value("SELECT id FROM member")
    save_records(
        store,
        "变动",
        [
            Edit("member", "", {"household": one, "name": "李四", "birth": "1981-01-01"}, "s"),
            Edit("member_year", "", {"member": "@s", "year": YEAR - 1, "relation": "spouse"}),
            Edit("member", head, {"left": "2024-11-01", "leave_reason": "death"}),
        ],
    )
    found = offer(store, one)
    assert {each.person for each in found.proposals if each.entity == "member_year"} == {"李四"}
    assert not of(found, "member_year", "relation").ticked


def test_a_selection_is_one_action_with_progress_and_counts_those_left_out(store):
    some = [household(store, household_year={"farmland": 300}) for _ in range(3)]
    bare = save_records(store, "登记", [Edit("household", "", {"village": V}, "h")]).ids["h"]
    found = offer(store, *some, bare)
    assert (found.households, found.nothing, found.name) == (4, 1, "")
    told: list[tuple[int, int]] = []
    changed = carrying.carry_over(
        store, found, ticked(found), report=lambda done, total, _text: told.append((done, total))
    )
    assert changed.label == "沿用上年（2024→2025）：3户"
    assert told
    undo_last(store)
    assert store.value("SELECT count(*) FROM household_year WHERE year = ? AND removed IS NULL", (YEAR,)) == 0


def test_cancelling_writes_nothing(store):
    one = household(store, household_year={"farmland": 300})
    found = offer(store, one)

    def pressed() -> None:
        raise Cancelled("取消")

    with pytest.raises(Cancelled):
        carrying.offer(store, [one], YEAR, pressed)
    with pytest.raises(Cancelled):
        carrying.carry_over(store, found, ticked(found), pressed)
    assert store.value("SELECT count(*) FROM household_year WHERE year = ?", (YEAR,)) == 0


def test_a_locked_year_receives_nothing(store):
    one = household(store, household_year={"farmland": 300})
    found = offer(store, one)
    locking.lock_year(store, V, YEAR, "王审核")
    assert (offer(store, one).locked, offer(store, one).proposals) == (1, ())
    with pytest.raises(Refused, match="2025年度"):
        carrying.carry_over(store, found, ticked(found))


def test_nothing_chosen_is_said(store):
    one = household(store, household_year={"farmland": 300})
    with pytest.raises(Refused, match="没有勾选"):
        carrying.carry_over(store, offer(store, one), [])


def test_a_household_that_has_ended_has_no_further_years(store):
    one = household(store, household_year={"farmland": 300})
    save_records(store, "注销", [Edit("household", one, {"ended": "2024-12-31", "end_reason": "left"})])
    found = offer(store, one)
    assert (found.proposals, found.away) == ((), 1)
    save_records(store, "更正", [Edit("household", one, {"ended": "2025-01-01"})])
    assert offer(store, one).proposals
