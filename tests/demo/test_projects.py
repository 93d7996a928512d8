# SPDX-License-Identifier: MIT
"""Projects and claims of the demo villages: money that adds up, households of the village, and one claim to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo.required import lacking
from villagedesk.demo.projects import rows_of
from villagedesk.demo.villages import VILLAGES
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.place import VillageYear
from villagedesk.models.projects import ClaimStage, Stage, claim_stage_of, money_of, stage_of
from villagedesk.services.books.projects import read_projects
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store


@pytest.mark.parametrize("village", VILLAGES, ids=lambda one: one.code)
def test_each_village_has_projects_in_every_state_whose_money_adds_up(township: Store, village) -> None:
    day = township.clock().date().isoformat()
    books = read_projects(township, village.id)
    assert {stage_of(one.project, day) for one in books.projects} == {
        Stage.AHEAD, Stage.RUNNING, Stage.FINISHED, Stage.ACCEPTED
    }  # fmt: skip
    for one in books.projects:
        money = money_of(one.project, one.funds)
        assert money.granted == money.planned
        assert money.paid <= money.planned
        named = reads.with_ids(township, Household, [line.household or "" for line in one.reached])
        assert {home.village for home in named} <= {village.id}
        assert len(named) == len(one.reached) == (one.project.households or 0)
    assert [claim_stage_of(one, day) for one in books.claims].count(ClaimStage.WAITING) == 1
    assert {claim_stage_of(one, day) for one in books.claims} == set(ClaimStage)


def test_nothing_in_them_is_wrong_but_a_claim_that_nobody_began(township: Store) -> None:
    found = list(find(township, Wanted(codes=frozenset({"J10", "J11", "J12"}))))
    assert {one.code for one in found} == {"J12"}
    assert {one.village for one in found} == {one.id for one in VILLAGES}


def test_each_dividend_comes_from_a_project_but_for_one_or_so_to_ask_about(township: Store) -> None:
    found = [one for one in find(township, Wanted(codes=frozenset({"F21"}))) if one.level]
    assert 1 <= len(found) == len({one.village for one in found}) <= len(VILLAGES)


def test_every_required_field_is_filled(township: Store) -> None:
    for entity in ("project", "project_fund", "project_beneficiary", "claim"):
        assert lacking(township, entity) == []


def test_the_order_of_the_households_changes_nothing(township: Store, cases: list[CaseFile]) -> None:
    (now,) = [
        one.facts() for one in reads.where(township, VillageYear, "village = ? AND year = 2025", (VILLAGES[0].id,))
    ]
    assert list(rows_of(VILLAGES[0], now, cases)) == list(rows_of(VILLAGES[0], now, cases[::-1]))
