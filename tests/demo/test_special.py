# SPDX-License-Identifier: MIT
"""People in special hardship of the demo villages: every state of a case, one who is not on file, and needs in every state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo.required import lacking
from villagedesk.demo.special import rows_of
from villagedesk.demo.villages import VILLAGES
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.place import VillageYear
from villagedesk.models.needs import NeedStage, need_stage_of
from villagedesk.models.special import CaseStage, PlanStage, case_stage_of, plan_stage_of
from villagedesk.services.books.needs import open_for_long, read_needs
from villagedesk.services.books.special import read_special, to_assess
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store


@pytest.mark.parametrize("village", VILLAGES, ids=lambda one: one.code)
def test_each_village_has_a_case_in_every_state_but_an_ended_one_and_a_plan(township: Store, village) -> None:
    day = township.clock().date().isoformat()
    found = read_special(township, village.id)
    assert {case_stage_of(one, day) for one in found} == set(CaseStage) - {CaseStage.ENDED}
    assert [plan_stage_of(plan, day) for one in found for plan in one.plans] == [PlanStage.RUNNING]
    assert max(len(one.appraisals) for one in found) == 2
    homes = reads.with_ids(township, Household, {one.special.household for one in found if one.special.household})
    assert {home.village for home in homes} == {village.id}
    people = {
        one.id: one
        for one in reads.with_ids(township, Member, {one.special.member for one in found if one.special.member})
    }
    for file in found:
        one = file.special
        assert bool(one.member) is not bool(one.person)
        assert not one.member or people[one.member].household == one.household


@pytest.mark.parametrize("village", VILLAGES, ids=lambda one: one.code)
def test_each_village_has_needs_in_every_state_but_an_unpublished_one(township: Store, village) -> None:
    day = township.clock().date().isoformat()
    found = read_needs(township, village.id)
    assert {need_stage_of(one, day) for one in found} == set(NeedStage) - {NeedStage.UNPUBLISHED}
    for one in found:
        assert all(
            claim.village == village.id and (claim.date or "") > (one.need.published or "") for claim in one.claims
        )


def test_there_is_something_to_do(township: Store) -> None:
    day = township.clock().date().isoformat()
    assert {one.need.village for one in open_for_long(township, day)} == {one.id for one in VILLAGES}
    assert {one.village for one in to_assess(township, day)} == {one.id for one in VILLAGES}


def test_every_required_field_is_filled(township: Store) -> None:
    for entity in ("special", "appraisal", "care_plan", "care_step", "need", "claim"):
        assert lacking(township, entity) == []


def test_the_order_of_the_households_changes_nothing(township: Store, cases: list[CaseFile]) -> None:
    (now,) = [
        one.facts() for one in reads.where(township, VillageYear, "village = ? AND year = 2025", (VILLAGES[0].id,))
    ]
    assert list(rows_of(VILLAGES[0], now, cases)) == list(rows_of(VILLAGES[0], now, cases[::-1]))
