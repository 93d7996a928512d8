# SPDX-License-Identifier: MIT
"""Which households were written since a place in the log."""

from __future__ import annotations

import pytest

from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.store import since


def put(store, entity, row="", **values):
    return save_records(store, "试", [Edit(entity, row, values, "new")]).ids["new"]


@pytest.fixture
def village(store):
    return put(store, "village", name="清溪村")


@pytest.fixture
def home(store, village):
    return put(store, "household", village=village, local_no="2001")


def test_nothing_was_written(store, home):
    assert since.touched_since(store, since.place(store)) == frozenset()


def test_a_record_far_below_names_its_household(store, home, village):
    other = put(store, "household", village=village, local_no="2002")
    plan = put(store, "plan", household=home, year=2016)
    before = since.place(store)
    put(store, "measure", plan=plan, content="养羊")
    assert since.touched_since(store, before) == {home}
    member = put(store, "member", household=other, name="李四")
    put(store, "member_year", member=member, year=2016)
    assert since.touched_since(store, before) == {home, other}


def test_who_moves_touches_both_households(store, home, village):
    other = put(store, "household", village=village, local_no="2002")
    member = put(store, "member", household=home, name="李四")
    before = since.place(store)
    put(store, "member", member, household=other)
    assert since.touched_since(store, before) == {home, other}


def test_what_many_share_concerns_everybody(store, home, village):
    before = since.place(store)
    put(store, "village", village, name="清水村")
    assert since.touched_since(store, before) is None


def test_what_no_paper_shows_concerns_nobody(store, home):
    before = since.place(store)
    put(store, "exemption", household=home, rule="A01", reason="核实无误")
    assert since.touched_since(store, before) == frozenset()


def test_undoing_touches_too(store, home):
    put(store, "household", home, phone="13900000000")
    before = since.place(store)
    undo_last(store)
    assert since.touched_since(store, before) == {home}


@pytest.mark.parametrize("before", ["", "0  0", "77 x 77", "1 another-id 1", "unsinn"])
def test_of_another_log_nothing_can_be_said(store, home, before):
    assert since.touched_since(store, before) is None


def test_a_village_is_touched_by_its_own_records_and_by_those_of_its_households(store, village, home):
    other = put(store, "village", name="石桥村")
    before = since.place(store)
    put(store, "member", household=home, name="李四")
    assert since.villages_touched_since(store, before) == {village}
    project = put(store, "project", village=other, name="水塔")
    put(store, "project_fund", project=project, source="fiscal")
    assert since.villages_touched_since(store, before) == {village, other}


def test_a_household_that_moved_touches_the_village_that_it_came_from_as_well(store, village, home):
    other = put(store, "village", name="石桥村")
    put(store, "household", home, village=other)
    before = since.place(store)
    put(store, "household", home, phone="13900000000")
    assert since.villages_touched_since(store, before) == {village, other}


def test_notes_of_printed_papers_of_books_and_entries_of_exports_touch_nobody(store, village, home):
    before = since.place(store)
    put(store, "book_print", village=village, book="project", paper="project_card")
    put(store, "export_entry", village=village, what="花名册")
    assert since.touched_since(store, before) == frozenset()
    assert since.villages_touched_since(store, before) == frozenset()
    put(store, "cadre", name="周明")
    assert since.villages_touched_since(store, before) is None


@pytest.mark.parametrize(
    ("entity", "values"),
    [
        ("household", {"phone": "13800001111"}),
        ("visit", {"date": "2025-03-01"}),
        ("income_year", {"year": 2025, "wages": 100_00}),
        ("member", {"phone": "13800001111"}),
    ],
)
def test_villages_know_nothing_of_most_that_is_written_of_households(store, home, entity, values):
    rows = {"household": home, "member": put(store, "member", household=home, name="李四")}
    before = since.place(store)
    own = {} if entity in rows else {"household": home}
    put(store, entity, rows.get(entity, ""), **own, **values)
    assert since.judged_anew_since(store, before) == ({home}, None)


@pytest.mark.parametrize(
    ("entity", "values"),
    [
        ("household", {"ended": "2025-03-01"}),
        ("household_year", {"exit_status": "exited"}),
        ("household_year", {"farmland": 500}),
        ("member", {"left": "2025-03-01"}),
        ("member", {"name": "李五"}),
        ("member", {"ethnic": "02"}),
        ("member_year", {"medical": True}),
        ("member_change", {"date": "2025-03-01", "kind": "death"}),
    ],
)
def test_villages_know_what_their_households_add_up_to_and_whom_they_paid(store, home, village, entity, values):
    member = put(store, "member", household=home, name="李四")
    rows = {
        "household": home,
        "member": member,
        "household_year": put(store, "household_year", household=home, year=2025),
        "member_year": put(store, "member_year", member=member, year=2025),
        "member_change": put(store, "member_change", member=member),
    }
    before = since.place(store)
    put(store, entity, rows[entity], **values)
    assert since.judged_anew_since(store, before) == ({home}, {village})


def test_villages_know_that_somebody_came_or_went(store, home, village):
    before = since.place(store)
    put(store, "member", household=home, name="李四")
    assert since.judged_anew_since(store, before) == ({home}, {village})
