# SPDX-License-Identifier: MIT
"""Notes of printed papers of books from two copies of a village: what was signed or changed by one is known to both."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.merge.conftest import V1, both_ways, contested, put, sound
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.documents.registers.review import review
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.services.keeping.pictures import load_picture
from villagedesk.services.papers.bookprints import newest_prints, printings
from villagedesk.services.papers.printing import mark
from villagedesk.store import pictures

PROJECT = "00000005-1111-4111-8111-111111111111"


@pytest.fixture
def copies(laptops):
    a = laptops("a")
    put(a, "village", V1, name="清溪村")
    put(a, "project", PROJECT, village=V1, name="入户路", year=2025, kind="road", budget=100_00)
    return a, laptops.copy(a, "b")


def printed(store, folder):
    order = BookOrder((register_paper("project_card"),), V1, (PROJECT,), 2025)
    write_book_papers(store, make_book_papers(store, order), folder)
    (row,) = newest_prints(store).values()
    return row


def test_a_signature_and_its_scan_noted_by_one_are_known_to_both(copies, tmp_path):
    a, b = copies
    row = printed(a, tmp_path / "a")
    both_ways(a, b)
    shown = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(shown, "JPEG")
    scan = pictures.keep(b, "image/jpeg", shown.getvalue())
    mark(b, [row], "signed", "2026-03-02", scan)
    both_ways(a, b)
    for store in copies:
        (kept,) = newest_prints(store).values()
        assert (kept.status, kept.signed_on, kept.scan) == ("signed", "2026-03-02", scan)
        assert load_picture(store, scan) == shown.getvalue()
        assert contested(store) == []
        sound(store)


def test_two_who_note_different_days_are_asked_and_nothing_is_lost(copies, tmp_path):
    a, b = copies
    row = printed(a, tmp_path / "a")
    both_ways(a, b)
    mark(a, [row], "signed", "2026-03-02")
    mark(b, [row], "archived", "2026-03-02")
    both_ways(a, b)
    assert contested(a) == contested(b)
    assert len(contested(a)) == 1  # the state; each day has a field of its own
    for store in copies:
        (kept,) = newest_prints(store).values()
        assert (kept.signed_on, kept.archived_on) == ("2026-03-02", "2026-03-02")


def test_a_fact_that_one_changed_makes_what_the_other_printed_stale_in_both(copies, tmp_path):
    a, b = copies
    printed(a, tmp_path / "a")
    assert not any(
        one.verdict.stale for one in review(a)
    )  # what was kept before the merge must not hide what it brings
    put(b, "project", PROJECT, place="三组")
    both_ways(a, b)
    for store in copies:
        (one,) = review(store)
        assert one.changed == ("项目：建设地点",)


def test_a_paper_that_both_have_printed_keeps_both_notes_and_the_same_one_counts(copies, tmp_path):
    a, b = copies
    printed(a, tmp_path / "a")
    put(b, "project", PROJECT, place="三组")
    printed(b, tmp_path / "b")
    both_ways(a, b)
    assert [len(printings(store, V1)) for store in copies] == [2, 2]
    counting = {next(iter(newest_prints(store).values())).id for store in copies}
    assert len(counting) == 1


def test_a_sheet_that_both_have_printed_is_one_paper_and_never_stays_out_of_date(copies, tmp_path):
    """Each began the month with a record of his own; after the merge one of them comes before the other's."""
    a, b = copies
    put(a, "cadre", "c1", name="周明")
    put(a, "cadre", "c2", name="吴兰")
    both_ways(a, b)
    for store, row, cadre in ((a, "m2", "c1"), (b, "m1", "c2")):
        put(store, "attendance", row, village=V1, cadre=cadre, month="2025-02", d01="present")
        sheet(store, row, tmp_path / row)
    both_ways(a, b)
    for store in copies:
        (one,) = review(store)
        assert one.verdict.stale  # each has printed his own line only
    sheet(a, "m2", tmp_path / "again")
    both_ways(a, b)
    for store in copies:
        (one,) = review(store)
        assert not one.verdict.stale
        assert contested(store) == []


def sheet(store, row, folder):
    order = BookOrder((register_paper("attendance_month"),), V1, (row,), 2025)
    write_book_papers(store, make_book_papers(store, order), folder)
