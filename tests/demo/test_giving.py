# SPDX-License-Identifier: MIT
"""Donations and payments of the demo villages: accounts that hold what they pay, and two things that are left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo.required import lacking
from villagedesk.demo.giving import rows_of
from villagedesk.demo.villages import VILLAGES
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.place import VillageYear
from villagedesk.models.giving import handed_out, movements, stands
from villagedesk.services.books.giving import read_books
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

OURS = frozenset(f"J{number:02d}" for number in (1, 2, 3, 4, 5, 6, 7, 13, 14, 15))


@pytest.mark.parametrize("village", VILLAGES, ids=lambda one: one.code)
def test_each_village_has_gifts_that_were_paid_out_to_its_households(township: Store, village: DemoVillage) -> None:
    books = read_books(township, village.id)
    assert {one.form for one in books.donations} == {"money", "goods"}
    assert [stands(one) for one in books.donations].count(False) == 1
    for one in books.payments:
        assert not one.payouts or handed_out(one) == one.payment.amount
        reached = {line.to_household or "" for line in one.payouts}
        assert {home.village for home in reads.with_ids(township, Household, reached)} <= {village.id}
        assert len(reads.with_ids(township, Household, reached)) == len(one.payouts)
    for account in books.accounts:
        moved = movements(account, books.donations, books.payments)
        assert any(one.amount > 0 for one in moved)
        assert any(one.amount < 0 for one in moved)


def test_all_that_is_wrong_is_a_gift_that_lies_about_and_a_donor_who_was_not_told(township: Store) -> None:
    found = list(find(township, Wanted(codes=OURS)))
    assert {one.code for one in found} == {"J06", "J14"}
    assert {one.village for one in found} == {one.id for one in VILLAGES}


def test_every_required_field_is_filled(township: Store) -> None:
    for entity in (
        "fund_account", "appropriation", "donor", "donation", "payment", "payout", "allocation", "organisation",
        "service_contract", "four_have", "money_notice",
    ):  # fmt: skip
        assert lacking(township, entity) == []


def test_the_order_of_the_households_changes_nothing(township: Store, cases: list[CaseFile]) -> None:
    (now,) = [
        one.facts() for one in reads.where(township, VillageYear, "village = ? AND year = 2025", (VILLAGES[0].id,))
    ]
    assert list(rows_of(VILLAGES[0], now, cases)) == list(rows_of(VILLAGES[0], now, cases[::-1]))
