# SPDX-License-Identifier: MIT
"""Notes of printed papers: the newest counts, people say when a paper was signed and filed."""

from __future__ import annotations

import datetime as dt

import pytest

from villagedesk.errors import Refused
from villagedesk.services.casefile.casefiles import findings_of
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.services.papers.printing import Noted, Pages, mark, newest, note_printed, of_household

DAY = dt.date(2025, 3, 1)


@pytest.fixture
def home(store):
    return save_records(store, "试", [Edit("household", "", {"local_no": "2001"}, "new")]).ids["new"]


def note(store, home, seal="s1", paper="plan", **more):
    one = Noted(home, paper, "2025年脱贫计划", "t", seal, "AAAA")
    return note_printed(store, [one], **{"year": 2025, "dated": DAY, **more})


def test_the_last_printing_counts_and_earlier_ones_stay(store, home):
    assert note(store, home) == 1
    assert note(store, home, "s2") == 1  # on the same day
    assert newest(store, [home])[home, 2025, "plan"].seal == "s2"
    assert [one.seal for one in of_household(store, home)] == ["s2", "s1"]


def test_the_same_paper_is_noted_once(store, home):
    assert note(store, home) == 1
    assert note(store, home) == 0
    assert note(store, home, dated=dt.date(2025, 4, 1)) == 1


def test_signing_and_filing_keep_their_days_and_can_be_undone(store, home):
    note(store, home)
    mark(store, of_household(store, home), "signed", "2026-03-02")
    mark(store, of_household(store, home), "archived", "2026-03-02")
    (row,) = of_household(store, home)
    assert (row.status, row.signed_on, row.archived_on) == ("archived", "2026-03-02", "2026-03-02")
    undo_last(store)
    assert of_household(store, home)[0].status == "signed"
    mark(store, of_household(store, home), "printed", "")
    assert of_household(store, home)[0].signed_on is None


def test_a_signed_paper_that_is_printed_again_unchanged_stays_signed(store, home):
    note(store, home)
    mark(store, of_household(store, home), "signed", "2026-03-02")
    note(store, home)
    assert newest(store, [home])[home, 2025, "plan"].status == "signed"


@pytest.mark.parametrize(("day", "word"), [("2026-03-03", "今天以后"), ("2026-03-01", "早于")])
def test_impossible_days_are_refused(store, home, day, word):
    note(store, home)
    with pytest.raises(Refused, match=word):
        mark(store, of_household(store, home), "signed", day)


def test_a_scan_belongs_to_one_paper(store, home):
    note(store, home)
    note(store, home, paper="register")
    with pytest.raises(Refused, match="只选一份"):
        mark(store, of_household(store, home), "signed", "2026-03-02", scan="0" * 64)


def test_a_locked_year_does_not_keep_papers_from_being_printed(store, home):
    village = save_records(store, "村", [Edit("village", "", {"name": "清溪村"}, "v")]).ids["v"]
    save_records(store, "户", [Edit("household", home, {"village": village})])
    from villagedesk.services.keeping.locking import lock_year

    lock_year(store, village, 2025, "县审核")
    assert note(store, home) == 1


def test_pages_are_counted_when_one_paper_is_filed_and_forgotten_when_it_was_not(store, home):
    note(store, home)
    mark(store, of_household(store, home), "archived", "2026-03-02", pages=Pages(4, 3))
    (row,) = of_household(store, home)
    assert (row.pages, row.filed_pages) == (4, 3)
    mark(store, [row], "printed", "")
    (row,) = of_household(store, home)
    assert (row.pages, row.filed_pages) == (4, None)
    mark(store, [row], "signed", "2026-03-02", pages=Pages(4, 4))
    assert of_household(store, home)[0].filed_pages is None  # only what lies in the archive was counted there
    note(store, home, paper="register")
    with pytest.raises(Refused, match="逐份登记"):
        mark(store, of_household(store, home), "archived", "2026-03-02", pages=Pages(4, 4))


def test_the_pages_of_a_binder_are_noted_and_k12_compares_them(store, home):
    note_printed(
        store, [Noted(home, "plan", "2025年脱贫计划", "t", "s", "AAAA", 4, bound="volume")], year=2025, dated=DAY
    )
    assert [found.code for _row, found in findings_of(store, [home]) if found.code == "K12"] == []
    mark(store, of_household(store, home), "archived", "2026-03-02", pages=Pages(4, 3))
    (said,) = (found.text() for _row, found in findings_of(store, [home]) if found.code == "K12")
    assert "2025年脱贫计划 归档页数“3”与目录的4页不符" in said
    mark(store, of_household(store, home), "archived", "2026-03-02", pages=Pages(4, 4))
    assert [found.code for _row, found in findings_of(store, [home]) if found.code == "K12"] == []
