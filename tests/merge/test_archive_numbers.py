# SPDX-License-Identifier: MIT
"""Archive numbers that two copies of a village's file give: nothing is lost, and what stands twice is said."""

from __future__ import annotations

from tests.merge.conftest import V1, both_ways, contested, put, sound, value
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.services.merging import conflicts
from villagedesk.services.papers import archiving
from villagedesk.store.ids import derived_id

SETTINGS = {
    "fonds_no": "Z1", "archive_class_no": "02", "archive_village_no": "7", "archive_category": "WS", "archive_issue": "FP",
}  # fmt: skip


def ready(pair):
    a, b = pair
    put(a, "village", V1, **SETTINGS)
    put(a, "household", "h-new", village=V1, group="1")
    both_ways(a, b)
    return a, b


def test_the_same_number_given_to_two_households_is_kept_and_said_in_both_files(pair):
    a, b = ready(pair)
    archiving.number_volumes(a, ["h1"])
    archiving.number_volumes(b, ["h-new"])
    both_ways(a, b)
    assert contested(a) == []
    for store in pair:
        assert (value(store, "household", "h1", "volume_no"), value(store, "household", "h-new", "volume_no")) == (1, 1)
        (clash,) = archiving.clashes(store, V1, VOLUME, 2025)
        assert set(clash.households) == {"h1", "h-new"}
    archiving.number_again(a, V1, VOLUME, 2025)
    both_ways(a, b)
    assert archiving.clashes(b, V1, VOLUME, 2025) == []
    sound(*pair)


def test_two_numbers_for_one_household_are_a_question(pair):
    a, b = ready(pair)
    archiving.number_volumes(a, ["h1"])
    archiving.number_volumes(b, ["h-new", "h1"])
    both_ways(a, b)
    (one,) = conflicts.disputes_of(a)
    assert (one.household, one.cell) == ("h1", "volume_no")


def test_one_paper_that_was_numbered_in_both_files_is_one_record(pair):
    a, b = ready(pair)
    for store in pair:
        archiving.number_pieces(store, 2025, [("h1", "plan", "D30")])
    both_ways(a, b)
    assert contested(a) == []
    assert value(b, "filing", derived_id("filing", "h1", 2025, "plan"), "number") == 1
    assert archiving.clashes(b, V1, PIECE, 2025) == []
    sound(*pair)


def test_retentions_travel_and_are_one_record_for_every_file(pair):
    a, b = pair
    archiving.save_terms(a, {"p14": ("Y", "县档〔2019〕3号")})
    both_ways(a, b)
    assert archiving.terms_in_force(b)["p14"] == "Y"
    archiving.save_terms(a, {"p14": ("D10", "")})
    archiving.save_terms(b, {"p14": ("D30", "")})
    both_ways(a, b)
    assert tuple(cell for _row, cell, _values in contested(a)) == ("term",)
