# SPDX-License-Identifier: MIT
"""Which papers of a file are looked at again, and which are known to be as they were."""

from __future__ import annotations

import pytest

from tests.documents.registers.conftest import VILLAGE, claim, project
from villagedesk.documents.printed import remembered
from villagedesk.documents.registers.declared import papers_of
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.documents.registers.review import begin, owners_in_words, review
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.services.keeping.records import Edit, Removal, save_records, undo_last

OTHER = "00000009-2222-4222-8222-222222222222"


def printed(store, folder, key, row, village=VILLAGE):
    papers = tuple(one for one in papers_of(key.partition("_")[0]) if one.key == key)
    write_book_papers(store, make_book_papers(store, BookOrder(papers, village, (row,), 2025)), folder)


@pytest.fixture
def two(store, tmp_path):
    """A claim in each of two villages, whose papers were printed and looked at."""
    save_records(store, "村", [Edit("village", OTHER, {"name": "石桥村"})])
    rows = claim(store), claim(store, village=OTHER)
    printed(store, tmp_path / "a", "claim_form", rows[0])
    printed(store, tmp_path / "b", "claim_form", rows[1], OTHER)
    assert [one.verdict for one in review(store)] == [Verdict.FRESH] * 2
    return rows


def looked_at(store):
    return {row.record for row in begin(store).pending}


def test_what_was_looked_at_is_looked_at_again_only_where_its_village_was_written(store, two):
    assert looked_at(store) == set()
    save_records(store, "改", [Edit("claim", two[0], {"title": "修房"})])
    assert looked_at(store) == {two[0]}
    assert [one.verdict for one in review(store)].count(Verdict.FACTS) == 1
    assert looked_at(store) == set()
    (known,) = (one for one in begin(store).known if one.verdict is Verdict.FACTS)
    assert known.changed  # the reason is kept too
    save_records(store, "户", [Edit("household", "", {"village": OTHER, "local_no": "1"})])
    assert looked_at(store) == {two[1]}


def test_printing_another_paper_of_the_village_has_only_that_one_looked_at(store, two, tmp_path):
    row = project(store)
    review(store)
    printed(store, tmp_path / "c", "project_card", row)
    assert looked_at(store) == {row}


def test_what_many_share_and_a_log_that_does_not_go_on_have_everything_looked_at(store, two):
    save_records(store, "干部", [Edit("cadre", "", {"name": "周明"})])
    assert looked_at(store) == set(two)
    review(store)
    save_records(store, "改", [Edit("claim", two[0], {"title": "修房"})])
    review(store)
    undo_last(store)
    assert looked_at(store) >= {two[0]}
    assert {one.verdict for one in review(store)} == {Verdict.FRESH}


def test_other_templates_or_another_program_have_everything_looked_at(store, two, monkeypatch):
    monkeypatch.setattr(remembered, "__version__", "of tomorrow")
    assert looked_at(store) == set(two)


def test_whose_a_paper_is_can_be_said_also_of_what_is_gone(store, two):
    save_records(store, "删除", [Removal("claim", two[1], "登记错了")])
    rows = [one.row for one in review(store)]
    assert sorted(owners_in_words(store, rows).values()) == ["清溪村 助学一名高中生", "石桥村 助学一名高中生"]
