# SPDX-License-Identifier: MIT
"""The books of matters of the practice village: every state to be seen, one of each sort late, and nothing else wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import MARK, NOW
from villagedesk.demo.practice import make_practice_file
from villagedesk.models.catalogue.help import Visit
from villagedesk.models.catalogue.matters import Complaint, Matter
from villagedesk.models.matters import State
from villagedesk.services.books import matters
from villagedesk.services.doubts import findings, judging
from villagedesk.services.opening.files import open_village_file
from villagedesk.services.today import waiting
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.store.store import Store

DAY = NOW.date()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_village_file(make_practice_file(tmp_path_factory.mktemp("practice") / "p"), "") as store:
        yield store


def test_every_state_is_there_to_be_seen(practice: Store) -> None:
    assert {one.standing.state for one in matters.items(practice, DAY.isoformat())} == set(State)


def test_one_of_each_sort_waits_and_is_all_that_is_doubted(practice: Store) -> None:
    late = {
        one.key: len(one.records)
        for one in waiting.read_waiting(practice, DAY)
        if one.book and one.key.endswith("_late")
    }
    assert late == {"matter_late": 1, "rectification_late": 1, "resolution_late": 1, "deed_late": 1}
    found = findings.find(practice, judging.Wanted())
    mine = [one.said.code for one in found if one.said.code.startswith("R0")]
    assert mine == ["R03"] * len(late)


def test_a_matter_of_a_visit_tells_what_that_visit_wrote_down(practice: Store) -> None:
    visits = {one.id: one for one in reads.where(practice, Visit)}
    mine = [one for one in reads.where(practice, Matter) if one.visit]
    assert len(mine) > 5
    for one in mine:
        visit = visits[one.visit or ""]
        assert (one.content, one.household, one.date) == (visit.problems, visit.household, visit.date)
    assert len({one.visit for one in mine}) == len(mine)


def test_each_record_says_that_it_is_made_up(practice: Store) -> None:
    read = matters.read_books(practice)
    assert len(read.complaints) == len(reads.where(practice, Complaint)) == 3
    heads = [one.matter for one in read.matters] + [one.inspection for one in read.inspections]
    assert {one.note for one in [*heads, *read.complaints, *read.deeds]} == {MARK}
