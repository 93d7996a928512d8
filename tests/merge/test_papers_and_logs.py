# SPDX-License-Identifier: MIT
"""Notes of printed papers, 件号 and entries of the export log from two copies of a village: nothing is lost, nothing rewritten."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.documents.conftest import full_case, put_cases
from tests.merge.conftest import V1, both_ways, contested, exchange, merge, put, sound, value
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.printed.stale import review
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.merge.checking import NotOurs
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.services.keeping.exportlog import Contents, purpose, put_in_place
from villagedesk.services.keeping.placing import new_file
from villagedesk.services.papers import archiving
from villagedesk.services.papers.printing import mark, newest, of_household

DAY = dt.date(2016, 12, 31)
HOMES = [f"0000000{number}-1111-4111-8111-111111111111" for number in (1, 2)]
ONE, TWO = HOMES
SETTINGS = {
    "fonds_no": "Z1", "archive_class_no": "02", "archive_village_no": "7", "archive_category": "WS", "archive_issue": "FP",
}  # fmt: skip


@pytest.fixture
def copies(laptops):
    a = laptops("a")
    put_cases(a, [full_case(2016, one, serial) for serial, one in enumerate(HOMES, 1)])
    put(a, "village", V1, **SETTINGS)
    return a, laptops.copy(a, "b")


def printed(store, households, folder, papers=()):
    return print_volumes(store, Order(tuple(households), 2016, folder, papers, document_date=DAY), processes=1)


def bound(store, households, folder, mode):
    return bind_volumes(store, BindOrder(tuple(households), 2016, folder, mode, document_date=DAY), processes=1)


def stale_ones(store):
    return {(one.row.household, one.row.paper) for one in review(store) if one.verdict.stale}


def notes(store):
    return {row for (row,) in store.query("SELECT id FROM printed_paper WHERE removed IS NULL")}


def test_what_each_has_printed_is_known_to_both_and_fresh(copies, tmp_path):
    a, b = copies
    printed(a, [ONE], tmp_path / "a")
    printed(b, [TWO], tmp_path / "b")
    mine, theirs = notes(a), notes(b)
    both_ways(a, b)
    assert notes(a) == notes(b) == mine | theirs
    assert contested(a) == []
    for store in copies:
        assert {household for household, _year, _paper in newest(store, HOMES)} == set(HOMES)
        assert stale_ones(store) == set()


def test_a_fact_that_one_changed_makes_what_the_other_printed_stale_in_both_and_nothing_else(copies, tmp_path):
    a, b = copies
    printed(a, HOMES, tmp_path / "a")
    review(a)  # what was kept before the merge must not hide what it brings
    put(b, "household", ONE, phone="13900000000")
    both_ways(a, b)
    expected = {(ONE, key) for key in ("register", "income", "agreement", "contact_card", "causes", "plan", "handbook")}
    assert stale_ones(a) == stale_ones(b) == expected


def test_a_paper_that_both_have_printed_keeps_both_notes_and_the_same_one_counts(copies, tmp_path):
    a, b = copies
    printed(a, [ONE], tmp_path / "a", ("plan",))
    put(b, "household", ONE, phone="13900000000")
    printed(b, [ONE], tmp_path / "b", ("plan",))
    both_ways(a, b)
    assert contested(a) == []
    assert [len(of_household(store, ONE)) for store in copies] == [2, 2]
    counting = {newest(store, [ONE])[ONE, 2016, "plan"].id for store in copies}
    assert len(counting) == 1
    # Whichever counts: it is out of date exactly if it was printed from the former telephone.
    row = newest(a, [ONE])[ONE, 2016, "plan"]
    author = a.value("SELECT who FROM batch WHERE id = (SELECT batch.id FROM batch JOIN change ON change.batch = batch.seq"
                     " WHERE change.row = ? LIMIT 1)", (row.id,))  # fmt: skip
    assert stale_ones(a) == stale_ones(b) == ({(ONE, "plan")} if author == "a的人" else set())


def test_a_signature_noted_by_one_and_a_reprint_by_the_other_are_both_there(copies, tmp_path):
    a, b = copies
    printed(a, [ONE], tmp_path / "a", ("plan",))
    both_ways(a, b)
    (first,) = of_household(a, ONE)
    mark(a, [first], "signed", "2026-03-02")
    put(b, "household", ONE, phone="13900000000")
    printed(b, [ONE], tmp_path / "b", ("plan",))
    both_ways(a, b)
    for store in copies:
        assert {row.printing: row.status for row in of_household(store, ONE)} == {1: "signed", 2: "printed"}
        assert newest(store, [ONE])[ONE, 2016, "plan"].printing == 2


def test_binders_of_both_keep_their_notes_and_a_double_volume_number_is_said_and_makes_the_remarks_stale(
    copies, tmp_path
):
    a, b = copies
    bound(a, [ONE], tmp_path / "a", VOLUME)
    bound(b, [TWO], tmp_path / "b", VOLUME)
    review(a)
    mine, theirs = notes(a), notes(b)
    both_ways(a, b)
    assert notes(a) == mine | theirs
    for store in copies:
        (clash,) = archiving.clashes(store, V1, VOLUME, 2016)
        assert set(clash.households) == set(HOMES)
        assert stale_ones(store) == {(ONE, "remarks"), (TWO, "remarks")}
    outcome = bound(a, HOMES, tmp_path / "a", VOLUME)
    assert any("重号（1）" in note for note in outcome.notes)
    assert {value(a, "household", one, "volume_no") for one in HOMES} == {1}


def test_piece_numbers_that_both_gave_are_kept_and_said(copies, tmp_path):
    a, b = copies
    bound(a, [ONE], tmp_path / "a", PIECE)
    bound(b, [TWO], tmp_path / "b", PIECE)
    filed = a.value("SELECT count(*) FROM filing") + b.value("SELECT count(*) FROM filing")
    both_ways(a, b)
    for store in copies:
        assert store.value("SELECT count(*) FROM filing") == filed
        found = archiving.clashes(store, V1, PIECE, 2016)
        assert len(found) == filed // 2
        assert all(set(clash.households) == set(HOMES) for clash in found)
        assert stale_ones(store) == set()  # a piece bears its own number only
    assert archiving.number_again(a, V1, PIECE, 2016) == filed // 2
    assert len({household for household, _paper in stale_ones(a)}) == 1  # who had them first keeps them
    both_ways(a, b)
    assert archiving.clashes(b, V1, PIECE, 2016) == []
    assert stale_ones(a) == stale_ones(b) != set()


def exported(store, target, reason):
    contents = Contents("花名册", V1, "清溪村", 2016, ("姓名", "证件号码"), 2, 12)
    with new_file(target) as part:
        part.write_text(reason, encoding="utf-8")
        put_in_place(store, part, target, contents, purpose("镇民政办", reason))


def entries(store):
    return {
        tuple(row) for row in store.query("SELECT id, who, reason, file_hash FROM export_entry WHERE removed IS NULL")
    }


def test_the_export_log_of_both_is_in_both_and_says_who_it_was(copies, tmp_path):
    a, b = copies
    exported(a, tmp_path / "a.xlsx", "核对医保缴费名单")
    exported(b, tmp_path / "b.xlsx", "核对养老保险名单")
    mine, theirs = entries(a), entries(b)
    both_ways(a, b)
    assert entries(a) == entries(b) == mine | theirs
    assert {(who, reason) for _row, who, reason, _hash in entries(a)} == {
        ("a的人", "核对医保缴费名单"),
        ("b的人", "核对养老保险名单"),
    }
    before = entries(a)
    merge(a, b.path)  # once more
    assert entries(a) == before
    sound(*copies)


@pytest.mark.parametrize("rewrite", ["change", "remove"])
def test_a_file_in_which_an_entry_of_the_log_was_rewritten_is_refused(copies, tmp_path, rewrite):
    a, b = copies
    exported(a, tmp_path / "a.xlsx", "核对医保缴费名单")
    both_ways(a, b)
    before = entries(a)
    ((row, *_rest),) = before
    b.guards = ()  # as somebody would do who has another program
    with b.change("涂改") as change:
        if rewrite == "change":
            change.put("export_entry", row, {"reason": "没有导出过"})
        else:
            change.remove("export_entry", [row], "误登")
    with private_folder() as folder:
        plan = plan_merge(a, gather(a, [b.path], folder))
        assert len(plan.refused) == 1
    with pytest.raises(NotOurs, match="export_entry"):
        exchange(b, a)
    assert entries(a) == before
