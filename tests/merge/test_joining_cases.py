# SPDX-License-Identifier: MIT
"""Joining, parting and moving persons across files: merge.md M48–M51, M56, on real files."""

import pytest

from tests.merge.conftest import (
    NOON,
    V1,
    V2,
    contested,
    live,
    merge,
    number,
    put,
    remove,
    rules_of,
    sound,
    told,
    value,
    view,
    year_row,
)
from villagedesk.clock import FixedClock
from villagedesk.merge.returning import make_return_file
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.joining import joining
from villagedesk.services.joining.joining import NotTheSame, carry_over, join, obstacles, part
from villagedesk.services.joining.lookalikes import look_alikes
from villagedesk.store import joins, undo
from villagedesk.store.counts import statistics
from villagedesk.store.file import Opening, open_file
from villagedesk.store.store import Author


def test_a_join_keeps_both_histories_and_is_undone_as_one_action(villages):
    _one, _two, township = villages
    put(township, "member", "l", phone="13700000001", name="肖惠")
    put(township, "member_year", "yl24", member="l", year=2024, relation="other")
    before = view(township)
    join(township, "w", "l")
    assert value(township, "member", "w", "phone") == "13700000001"  # lacking: copied
    assert value(township, "member", "w", "name") == "肖慧"  # said: kept
    assert not live(township, "l")
    assert township.one("SELECT name, removed FROM member WHERE id = 'l'") == ("肖惠", "并入另一村的记录")
    assert [facts.year for facts in load_casefile(township, "hw", 2024).people[-1].years] == [2024]
    assert joins.final_of(township, "l") == "w"
    sound(township)
    undo.undo(township)
    assert view(township) == before
    sound(township)


def test_m48_edits_of_a_joined_person_elsewhere_appear_at_the_winner_and_the_loser_does_not_come_back(villages):
    _one, two, township = villages
    put(two, "member_year", "yl", member="l", year=2025, relation="other", low_income="none")
    merge(township, two.path)
    join(township, "w", "l")
    put(two, "member", "l", phone="13700000001")
    put(two, "member_year", "yl", low_income="rural")
    put(two, "member_year", "yl26", member="l", year=2026, relation="other")
    merge(township, two.path)
    (text,) = told(township, "M48")
    assert "已并入清溪村 1组 肖辉户的“肖慧”，又有新修改" in text
    assert statistics(township)["members"] == 3  # not counted a second time meanwhile
    carry_over(township, "l")
    assert not live(township, "l")
    assert value(township, "member", "w", "phone") == "13700000001"
    assert value(township, "member_year", year_row(township, "w", 2025), "low_income") == "rural"
    assert year_row(township, "w", 2026)
    assert contested(township) == []
    assert "M48" not in rules_of(township)
    sound(township)
    merge(two, township.path)
    assert not live(two, "l")
    assert contested(two) == []


def test_m48_an_edit_that_contradicts_the_winner_is_a_conflict_there(villages):
    _one, two, township = villages
    put(township, "member", "w", phone="13700000009")
    join(township, "w", "l")
    put(two, "member", "l", phone="13700000001")
    merge(township, two.path)
    carry_over(township, "l")
    assert contested(township) == [("w", "phone", {"13700000009", "13700000001"})]


def test_m48_a_death_recorded_of_the_joined_person_reaches_the_winner(villages):
    _one, two, township = villages
    join(township, "w", "l")
    put(two, "member", "l", left="2026-02-01", leave_reason="death")
    merge(township, two.path)
    carry_over(township, "l")
    assert value(township, "member", "w", "leave_reason") == "death"


@pytest.mark.parametrize("township_first", [True, False])
def test_m49_joined_each_to_the_other_in_two_files_has_one_winner_in_every_order(villages, laptops, township_first):
    _one, _two, township = villages
    other = laptops.copy(township, "t2")
    join(township, "w", "l")
    join(other, "l", "w")
    merge(township, other.path)
    merge(other, township.path)
    assert view(township) == view(other)
    first, second = (township, other) if township_first else (other, township)
    for store in (first, second):
        assert joins.final_of(store, "w") == joins.final_of(store, "l") == "l"  # the smaller id
        assert live(store, "w")
        assert live(store, "l")
        assert statistics(store)["members"] == 3
        assert told(store, "M49")
        sound(store)
    join(first, "l", "w")
    assert (live(first, "l"), live(first, "w")) == (True, False)
    assert contested(first) == []
    merge(second, first.path)
    assert view(first) == view(second)


def test_m49_a_cycle_of_three_ends_and_has_one_winner(villages):
    _one, _two, township = villages
    with township.change("三人") as change:
        for row, into in (("l", "w"), ("w", "headw"), ("headw", "l")):
            change.put("member", row, {"merged_into": into})
    assert {joins.final_of(township, row) for row in ("l", "w", "headw")} == {"headw"}
    assert statistics(township)["members"] == 2


def test_m50_after_further_edits_a_joined_person_is_parted_with_shared_edits_as_conflicts(villages):
    _one, _two, township = villages
    put(township, "member", "l", phone="13700000001", card_no="51019919740224932743")
    join(township, "w", "l")
    put(township, "member", "w", note="后来写的")
    put(township, "member", "w", phone="13700000002")  # the join had brought it: it may be either's
    with pytest.raises(undo.MovedOn):
        undo.revert(township, joins.join_batch(township, "l"))
    part(township, "l")
    assert live(township, "w")
    assert live(township, "l")
    assert value(township, "member", "w", "note") == "后来写的"
    assert value(township, "member", "l", "note") is None
    assert value(township, "member", "w", "card_no") is None  # given back
    assert value(township, "member", "l", "card_no") == "51019919740224932743"
    assert sorted(contested(township)) == [
        ("l", "phone", {"13700000001", "13700000002"}),
        ("w", "phone", {None, "13700000002"}),
    ]
    assert statistics(township)["members"] == 4
    sound(township)
    undo.undo(township)
    assert not live(township, "l")
    sound(township)


def test_m50_years_that_came_by_the_join_go_back_with_the_person(villages):
    _one, _two, township = villages
    put(township, "member_year", "yl24", member="l", year=2024, relation="other")
    join(township, "w", "l")
    part(township, "l")
    assert year_row(township, "w", 2024) == ""
    assert year_row(township, "l", 2024) == "yl24"
    assert contested(township) == []


def test_m50_a_join_made_in_another_file_is_parted_here(villages):
    one, _two, township = villages
    join(township, "w", "l")
    merge(one, township.path)
    part(one, "l")
    merge(township, one.path)
    assert live(township, "l")
    assert contested(township) == []


@pytest.mark.parametrize(
    ("relations", "why"),
    [
        (("head", "spouse"), "配偶"), (("son", "daughter_in_law"), "配偶"), (("head", "mother"), "父母与子女"),
        (("spouse", "son"), "父母与子女"), (("head", "grandson"), "不同辈分的人"),
    ],
)  # fmt: skip
def test_m51_spouses_and_parents_and_children_of_one_household_are_refused(pair, relations, why):
    a, _b = pair
    for row, relation in zip(("ym1", "ym2"), relations, strict=True):
        put(a, "member_year", row, relation=relation)
    before = view(a)
    with pytest.raises(NotTheSame, match=why):
        join(a, "m1", "m2", typed=True)
    assert view(a) == before


def test_m51_two_right_numbers_need_a_typed_confirmation(villages):
    _one, _two, township = villages
    put(township, "member", "w", id_no=number())
    put(township, "member", "l", id_no=number(sequence=4))
    (obstacle,) = obstacles(township, "w", "l")
    assert not obstacle.absolute
    assert number() in obstacle.text
    with pytest.raises(NotTheSame, match="都有效而且不同"):
        join(township, "w", "l")
    join(township, "w", "l", typed=True)
    assert value(township, "member", "w", "id_no") == number()


def test_m51_a_person_is_not_joined_to_himself_nor_to_one_in_the_bin(villages):
    _one, _two, township = villages
    with pytest.raises(NotTheSame, match="同一条记录"):
        join(township, "w", "w", typed=True)
    remove(township, "member", "l")
    with pytest.raises(NotTheSame, match="回收站"):
        join(township, "w", "l", typed=True)


def test_m56_a_woman_who_married_into_the_other_village_is_one_person_there_with_her_history(villages):
    one, two, township = villages
    put(one, "member", "w", id_no=number(), left="2025-05-01", leave_reason="married_out", phone="13700000001")
    put(one, "member_year", "yw24", member="w", year=2024, relation="daughter", education="junior")
    put(one, "member_year", "yw25", member="w", year=2025, relation="daughter", education="junior")
    put(two, "member", "l", id_no=number(), joined="2025-05-02", join_reason="married_in")
    put(two, "member_year", "yl25", member="l", year=2025, relation="daughter_in_law", labour="ordinary")
    merge(township, one.path, two.path)
    assert "石门村" not in "".join(told(township, "A05"))  # she has left the first village
    (text,) = told(township, "M56")
    assert "清溪村 1组 肖辉户的“肖慧”（已嫁出）" in text
    (found,) = look_alikes(township)
    assert {found.one.id, found.other.id} == {"w", "l"}
    join(township, "w", "l", moves=True)
    case = load_casefile(township, "hl", 2025)
    woman = next(person for person in case.people if person.member.id == "w")
    assert (woman.member.joined, woman.member.join_reason, woman.member.left) == ("2025-05-02", "married_in", None)
    assert (woman.relation, woman.facts.education, woman.facts.labour) == ("daughter_in_law", "junior", "ordinary")
    assert woman.member.phone == "13700000001"
    assert {facts.year for facts in woman.years} == {2024, 2025}
    assert {person.member.id for person in load_casefile(township, "hw", 2024).people} == {"headw", "w"}
    assert "w" not in {person.member.id for person in load_casefile(township, "hl", 2024).people}
    assert statistics(township)["members"] == 3
    assert {"A05", "M56"}.isdisjoint(rules_of(township))
    sound(township)
    merge(two, township.path)
    assert not live(two, "l")
    assert value(two, "member", "w", "household") == "hl"
    assert contested(two) == []


def returned(township, village, path):
    make_return_file(township, village, path)
    store = open_file(path, "", Opening(Author("x", "x"), clock=FixedClock(NOON)))
    text = "\n".join("\t".join(map(str, line)) for line in store.query("SELECT * FROM change, batch"))
    store.close()
    return text


def test_m56_the_return_files_bring_the_move_to_both_villages_and_no_more(villages, tmp_path):
    one, two, township = villages
    put(one, "member", "w", left="2025-05-01", leave_reason="married_out", phone="13700000001")
    put(two, "member", "l", phone="13700000002", name="肖惠")
    put(two, "member", "headl", name="曾大明")
    merge(township, one.path, two.path)
    join(township, "w", "l", moves=True)
    first, second = tmp_path / "清溪村.village", tmp_path / "石门村.village"
    text = returned(township, V1, first)
    assert "肖惠" not in text
    assert "曾大明" not in text
    assert "肖辉" not in returned(township, V2, second)
    merge(one, first)
    merge(two, second)
    assert [person.name for person in load_casefile(one, "hw").people] == ["肖辉"]
    assert load_casefile(one, "hw").departed == ()
    assert {person.member.id for person in load_casefile(two, "hl").people} == {"headl", "w"}
    for store in (one, two):
        assert contested(store) == []
        sound(store)


def test_the_winner_removed_elsewhere_meanwhile_does_not_take_the_person_away(villages):
    one, _two, township = villages
    merge(one, township.path)
    join(township, "w", "l")
    remove(one, "member", "w")
    merge(township, one.path)
    assert live(township, "w")
    assert [(row, cell) for row, cell, _values in contested(township)] == [("w", "removed")]


def test_two_persons_joined_to_one_in_two_files_need_no_decision(villages, laptops):
    _one, _two, township = villages
    put(township, "member", "x", household="hl", name="肖慧", position=2)
    other = laptops.copy(township, "t2")
    join(township, "w", "l")
    join(other, "w", "x")
    merge(township, other.path)
    assert contested(township) == []
    assert (live(township, "w"), live(township, "l"), live(township, "x")) == (True, False, False)


def test_the_comparison_shows_what_differs(villages):
    _one, _two, township = villages
    put(township, "member", "w", phone="13700000001")
    put(township, "member", "l", name="肖惠", birth="1974-02-24")
    found = {line.field: line for line in joining.differences(township, "w", "l")}
    assert found["姓名"].differs
    assert (found["出生日期"].one, found["出生日期"].other) == ("", "1974-02-24")
    assert not found["出生日期"].differs
