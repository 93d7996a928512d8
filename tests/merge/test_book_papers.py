# SPDX-License-Identifier: MIT
"""Papers of books from two copies of a village: what each printed is known to both, and no paper takes a side in a conflict."""

from __future__ import annotations

import pytest

from tests.documents.registers.conftest import PROJECT
from tests.merge.conftest import V1, both_ways, put, sound
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.documents.registers.standing import book_standings
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.errors import Refused

ROAD = "11111111-1111-4111-8111-111111111111"
CARD = register_paper("project_card")


@pytest.fixture
def copies(laptops):
    a = laptops("a")
    put(a, "project", ROAD, village=V1, **PROJECT)
    return a, laptops.copy(a, "b")


def printed(store, folder):
    return write_book_papers(store, make_book_papers(store, BookOrder((CARD,), V1, (ROAD,), 2025)), folder)


def test_what_one_has_printed_is_fresh_in_both_until_the_other_changes_a_fact(copies, tmp_path):
    a, b = copies
    printed(a, tmp_path / "a")
    both_ways(a, b)
    assert [one.verdict.stale for store in copies for one in book_standings(store, V1)] == [False, False]
    put(b, "project", ROAD, place="四组")
    both_ways(a, b)
    assert [one.changed for store in copies for one in book_standings(store, V1)] == [("项目：建设地点",)] * 2
    for store in copies:
        sound(store)


def test_a_conflict_in_the_record_keeps_its_papers_from_being_printed(copies, tmp_path):
    a, b = copies
    put(a, "project", ROAD, budget=1_00)
    put(b, "project", ROAD, budget=2_00)
    both_ways(a, b)
    with pytest.raises(Refused, match="“项目预算”有2种不同的填写，还没有裁决"):
        printed(a, tmp_path / "a")
    assert not (tmp_path / "a").exists()
