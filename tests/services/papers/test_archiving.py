# SPDX-License-Identifier: MIT
"""案卷号 and 件号: given once, kept, going on where they ended; what stands twice is said and changed on request only."""

from __future__ import annotations

import pytest

from villagedesk.models.archiving import PIECE, VOLUME, items
from villagedesk.models.catalogue.archive import Filing
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.place import Village
from villagedesk.services.keeping.records import Edit, Removal, save_records, undo_last
from villagedesk.services.papers import archiving
from villagedesk.store import reads

SETTINGS = {
    "fonds_no": "Z1", "archive_class_no": "02", "archive_village_no": "7", "archive_category": "WS", "archive_issue": "FP",
}  # fmt: skip


@pytest.fixture
def village(store):
    (one,) = reads.where(store, Village)
    save_records(store, "设置", [Edit("village", one.id, SETTINGS)])
    return one.id


@pytest.fixture
def households(store, village):
    saved = save_records(
        store, "户", [Edit("household", "", {"village": village, "group": "1"}, f"h{place}") for place in range(4)]
    )
    return [saved.ids[f"h{place}"] for place in range(4)]


def numbers(store, households):
    return [reads.get(store, Household, one).volume_no for one in households]


def test_volumes_are_numbered_in_the_order_asked_for_as_one_action(store, households):
    archiving.number_volumes(store, [households[2], households[0]])
    assert numbers(store, households) == [2, None, 1, None]
    assert archiving.number_volumes(store, households) == {households[1]: 3, households[3]: 4}
    undo_last(store)
    assert numbers(store, households) == [2, None, 1, None]


def test_a_number_in_the_recycle_bin_is_not_given_again(store, households):
    archiving.number_volumes(store, households[:2])
    save_records(store, "删", [Removal("household", households[1], "试")])
    archiving.number_volumes(store, [households[2]])
    assert numbers(store, [households[2]]) == [3]


def test_without_a_part_of_the_number_nobody_gets_one(store, village, households):
    save_records(store, "设置", [Edit("village", village, {"fonds_no": None})])
    assert archiving.number_volumes(store, households) == {}
    assert archiving.number_pieces(store, 2016, [(households[0], "plan", "D30")]) == 0


def test_pieces_count_within_year_and_retention_and_keep_theirs(store, households):
    first, second = households[:2]
    wanted = [(first, "register", "Y"), (first, "plan", "D30"), (second, "register", "Y"), (second, "plan", "D30")]
    assert archiving.number_pieces(store, 2016, wanted[:2]) == 2
    assert archiving.number_pieces(store, 2016, wanted) == 2
    assert archiving.number_pieces(store, 2017, wanted[:1]) == 1
    assert archiving.number_pieces(store, 2016, [(first, "plan", "Y")]) == 0  # another retention later: kept
    found = {(one.household, one.year, one.paper): (one.term, one.number) for one in reads.where(store, Filing)}
    assert found == {
        (first, 2016, "register"): ("Y", 1), (first, 2016, "plan"): ("D30", 1),
        (second, 2016, "register"): ("Y", 2), (second, 2016, "plan"): ("D30", 2), (first, 2017, "register"): ("Y", 1),
    }  # fmt: skip


def test_volumes_that_share_a_number_are_said_and_the_later_one_is_renumbered_on_request(store, village, households):
    archiving.number_volumes(store, households[:3])
    save_records(store, "合并", [Edit("household", households[3], {"volume_no": 2})])
    (clash,) = archiving.clashes(store, village, VOLUME, 2016)
    assert (clash.number, set(clash.households)) == (2, {households[1], households[3]})
    assert archiving.number_again(store, village, VOLUME, 2016) == 1
    assert numbers(store, households) == [1, 2, 3, 4]
    assert archiving.clashes(store, village, VOLUME, 2016) == []


def test_pieces_that_share_a_number_too(store, village, households):
    archiving.number_pieces(store, 2016, [(one, "plan", "D30") for one in households[:2]])
    facts = {"household": households[2], "year": 2016, "paper": "plan", "term": "D30", "number": 1}
    save_records(store, "合并", [Edit("filing", "", facts)])
    (clash,) = archiving.clashes(store, village, PIECE, 2016)
    assert (clash.number, clash.term) == (1, "D30")
    archiving.number_again(store, village, PIECE, 2016)
    found = {one.household: one.number for one in reads.where(store, Filing)}
    assert found == {households[0]: 1, households[1]: 2, households[2]: 3}


def test_retentions_are_decided_by_item_and_can_be_put_back(store):
    archiving.save_terms(store, {"p14": ("Y", "县档〔2019〕3号")})
    assert archiving.terms_in_force(store)["p14"] == "Y"
    archiving.save_terms(store, {"p14": ("D10", "")})
    assert archiving.decided_terms(store)["p14"].term == "D10"
    archiving.propose_again(store)
    assert archiving.terms_in_force(store) == {item.code: item.term for item in items()}
