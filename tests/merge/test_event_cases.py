# SPDX-License-Identifier: MIT
"""Life events on two laptops: what one recorded and the other edited is kept, merge.md M52–M59 through the events themselves."""

from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from tests.merge.conftest import V1, both_ways, contested, merge, put, sound, value
from tests.merge.test_return_file import FIRST, SECOND, V2, family
from villagedesk.merge.returning import make_return_file
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.services.casefile.casefiles import blocking_problems, finding_lines, load_casefile
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.events.planning import record_event
from villagedesk.services.events.timeline import timeline
from villagedesk.services.events.wanted import Wanted
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.merging.conflicts import decide, decision, disputes_of
from villagedesk.store import reads, undo
from villagedesk.store.asof import Moment
from villagedesk.store.counts import statistics

DAY = "2025-06-01"


def event(store, kind, household="h1", **more):
    return dict(record_event(store, Wanted(kind, household, date=more.pop("date", DAY), **more)).ids)


def told(store, code):
    return [problem.text() for _household, problem in finding_lines(store) if problem.code == code]


def people(store, household, year=2025):
    case = load_casefile(store, household, year)
    return {person.name: person.relation for person in case.people} if case else {}


@pytest.fixture
def three(pair):
    """The pair of laptops with a third member, so that a household is left after a split."""
    a, b = pair
    put(a, "member", "m3", household="h1", name="肖明", position=2, sex="1")
    put(a, "member_year", "ym3", member="m3", year=2025, relation="son")
    for row, sex in (("m1", "1"), ("m2", "2")):
        put(a, "member", row, sex=sex)
    merge(b, a.path)
    return a, b


def test_one_split_and_the_other_edited_and_everything_is_kept(three):
    a, b = three
    new = event(a, "split", members=("m3",))["new"]
    put(b, "member", "m3", phone="13700000001")
    put(b, "member_year", "ym3", work_months=6)
    put(b, "household", "h1", phone="13900000001")
    both_ways(a, b)
    assert contested(a) == []
    assert people(a, new) == {"肖明": "head"}
    assert people(a, "h1") == {"肖辉": "head", "高凤珍": "spouse"}
    assert value(a, "member", "m3", "phone") == "13700000001"
    assert value(a, "member_year", "ym3", "work_months") == 6
    assert value(a, "household", "h1", "phone") == "13900000001"
    assert {one.kind for one in reads.where(b, HouseholdChange)} == {"split", "formed"}


def test_m54_a_child_born_into_a_household_that_was_split_elsewhere_stays_in_it_with_a_hint(three):
    a, b = three
    event(a, "split", members=("m3",))
    event(b, "birth", person={"name": "肖小雨", "sex": "2", "relation": "granddaughter"})
    both_ways(a, b)
    assert people(a, "h1") == {"肖辉": "head", "高凤珍": "spouse", "肖小雨": "granddaughter"}
    (text,) = told(a, "M54")
    assert "肖小雨" in text


def test_m55_the_same_split_on_both_laptops_is_one_conflict_of_the_household_and_a_finding(three):
    a, b = three
    first, second = event(a, "split", members=("m3",))["new"], event(b, "split", members=("m3",))["new"]
    both_ways(a, b)
    assert contested(a) == [("m3", "household", {first, second})]
    assert told(a, "M55")
    (dispute,) = disputes_of(a)
    decide(a, [decision(dispute, first)])
    assert people(a, first) == {"肖明": "head"}
    assert statistics(a)["members"] == 3
    sound(a)


def test_m58_two_heads_in_two_files_are_a_conflict_and_never_two_heads(three):
    a, b = three
    event(a, "head", new_head="m2")
    event(b, "head", new_head="m3")
    both_ways(a, b)
    assert {row for row, cell, _values in contested(a) if cell == "relation"} == {"ym1", "ym2"}
    heads = [person.relation for person in load_casefile(a, "h1", 2025).people].count("head")
    blocked = {problem.code for problem in blocking_problems(load_casefile(a, "h1", 2025), surroundings(a))}
    assert heads == 1 or "B02" in blocked


def test_a_death_recorded_on_both_laptops_is_no_conflict_and_both_records_stay(three):
    a, b = three
    for store in (a, b):
        event(store, "death", members=("m2",))
    both_ways(a, b)
    assert contested(a) == []
    assert value(a, "member", "m2", "left") == DAY
    assert len(reads.where(a, MemberChange)) == 2
    assert [one.detail for one in timeline(a, "h1") if one.id] == ["与另一条相同，可能登记了两遍"] * 2


def test_two_days_of_death_are_a_conflict_of_one_cell(three):
    a, b = three
    event(a, "death", members=("m2",))
    event(b, "death", members=("m2",), date="2025-06-02")
    both_ways(a, b)
    assert contested(a) == [("m2", "left", {"2025-06-01", "2025-06-02"})]


def test_a_death_here_and_a_change_of_facts_there_are_both_kept(three):
    a, b = three
    event(a, "death", members=("m1",), new_head="m3")
    put(b, "member", "m1", phone="13700000009")
    put(b, "household", "h1", address="新村")
    both_ways(a, b)
    assert contested(a) == []
    assert people(a, "h1") == {"肖明": "head", "高凤珍": "mother"}
    assert value(a, "member", "m1", "phone") == "13700000009"


def test_two_households_united_here_and_edited_there_keep_both_histories(three):
    a, b = three
    put(a, "household", "h2", village=V1, group="1组")
    put(a, "member", "m9", household="h2", name="曾大明", position=0)
    merge(b, a.path)
    event(a, "merged", "h2", other="h1", relations={"m9": "sibling"})
    put(b, "member", "m9", phone="13700000001")
    put(b, "household", "h2", address="村口")
    both_ways(a, b)
    assert contested(a) == []
    assert people(a, "h1")["曾大明"] == "sibling"
    assert value(a, "household", "h2", "address") == "村口"
    assert value(b, "household", "h2", "end_reason") == "merged"
    assert statistics(a)["households"] == 1


def test_m60_a_household_that_ended_here_and_got_a_child_there_counts_with_a_finding(three):
    a, b = three
    event(a, "left", place="成都")
    event(b, "birth", person={"name": "肖小雨", "sex": "2", "relation": "granddaughter"})
    both_ways(a, b)
    assert people(a, "h1") == {"肖小雨": "granddaughter"}
    assert [text for text in told(a, "M60") if "已注销，户内仍有1人" in text]
    assert statistics(a)["households"] == 1


def test_undoing_a_split_after_the_merge_is_refused_where_the_other_built_upon_it_and_else_takes_it_back(three):
    a, b = three
    new = event(a, "split", members=("m3",))["new"]
    merge(b, a.path)
    undo.undo(a)
    merge(b, a.path)
    assert people(b, "h1") == {"肖辉": "head", "高凤珍": "spouse", "肖明": "son"}
    assert load_casefile(b, new, 2025) is None
    sound(a, b)


def test_m57_a_transfer_entered_in_the_old_village_arrives_in_the_new_one_with_its_whole_history(laptops, tmp_path):
    first, second = laptops("v1", FIRST), laptops("v2", SECOND)
    township = laptops("t", TOWNSHIP)
    family(first, "xiao", "肖辉", V1, "13800000001")
    family(second, "zeng", "曾大明", V2, "13800000002")
    merge(township, first.path, second.path)
    event(first, "transferred", "h-xiao", other="510199100202", place="石桥村")
    merge(township, first.path)
    assert value(township, "household", "h-xiao", "village") == V2
    put(first, "household", "h-xiao", phone="13700000001")  # edited in the old village afterwards
    merge(township, first.path)
    assert value(township, "household", "h-xiao", "phone") == "13700000001"
    merge(second, make_return_file(township, V2, tmp_path / "返回.village", "").path)
    assert [one.what for one in timeline(second, "h-xiao") if one.id] == ["迁往他村"]
    assert statistics(first)["households"] == 0
    assert [statistics(one)["households"] for one in (second, township)] == [2, 2]
    sound(first, second, township)


def test_before_an_event_the_file_shows_of_two_offices_what_merging_shows_and_not_what_came_last(three):
    a, b = three
    put(a, "member_year", "ym3", relation="grandson")
    put(b, "member_year", "ym3", relation="daughter")
    both_ways(a, b)
    shown = value(a, "member_year", "ym3", "relation")
    assert value(b, "member_year", "ym3", "relation") == shown
    event(a, "head", new_head="m2", relations={"m3": "other", "m1": "spouse"})
    both_ways(a, b)
    for store in (a, b):
        assert value(store, "member_year", "ym3", "relation") == "other"
        with state_as_of(store, Moment(happened="2025-05-31")) as past:
            assert value(past, "member_year", "ym3", "relation") == shown
        with state_as_of(store, Moment(happened=DAY)) as past:
            assert value(past, "member_year", "ym3", "relation") == "other"
