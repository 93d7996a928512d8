# SPDX-License-Identifier: MIT
"""How far a need is follows from its claims: open, taken on in part, taken on, met; given up it is open again."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.project import Claim, Need
from villagedesk.models.needs import NeedFile, NeedStage, is_unclaimed, left_of, need_stage_of, open_since

CHAIRS = Need(id="n", date="2025-01-05", published="2025-01-10", quantity=10_00, unit="把")
DAY = "2025-06-01"


def claim(row, date="2025-02-01", **more):
    return Claim(id=row, answers="n", date=date, **more)


@pytest.mark.parametrize(
    ("need", "claims", "stage"),
    [
        (CHAIRS, (), NeedStage.OPEN),
        (CHAIRS.having(published=None), (), NeedStage.UNPUBLISHED),
        (CHAIRS.having(published="2025-06-02"), (), NeedStage.UNPUBLISHED),
        (CHAIRS.having(withdrawn="2025-06-01"), (), NeedStage.WITHDRAWN),
        (CHAIRS.having(withdrawn="2025-06-02"), (), NeedStage.OPEN),
        (CHAIRS, (claim("c", date=None),), NeedStage.OPEN),
        (CHAIRS, (claim("c", date="2025-06-02"),), NeedStage.OPEN),
        (CHAIRS, (claim("c", quantity=4_00),), NeedStage.PARTLY),
        (CHAIRS, (claim("c", quantity=4_00), claim("d", quantity=6_00)), NeedStage.TAKEN),
        (CHAIRS, (claim("c", quantity=4_00), claim("d", quantity=6_00, given_up="2025-03-01")), NeedStage.PARTLY),
        (CHAIRS, (claim("c"),), NeedStage.TAKEN),
        (CHAIRS, (claim("c", given_up="2025-06-01"),), NeedStage.OPEN),
        (CHAIRS, (claim("c", given_up="2025-06-02"),), NeedStage.TAKEN),
        (CHAIRS, (claim("c", delivered_on="2025-06-01"),), NeedStage.MET),
        (CHAIRS, (claim("c", finished="2025-05-01"),), NeedStage.MET),
        (CHAIRS, (claim("c", delivered_on="2025-06-02"),), NeedStage.TAKEN),
        (CHAIRS, (claim("c", quantity=4_00, delivered_on="2025-03-01"),), NeedStage.PARTLY),
        (CHAIRS, (claim("c", quantity=4_00, finished="2025-03-01"), claim("d", quantity=6_00)), NeedStage.TAKEN),
        (CHAIRS.having(quantity=None), (claim("c", quantity=1_00),), NeedStage.TAKEN),
        (CHAIRS.having(withdrawn="2025-05-01"), (claim("c", quantity=4_00),), NeedStage.TAKEN),
        (CHAIRS.having(withdrawn="2025-05-01"), (claim("c", quantity=4_00, finished="2025-04-01"),), NeedStage.MET),
        (CHAIRS.having(published=None), (claim("c"),), NeedStage.TAKEN),
    ],
)
def test_a_need_is_as_far_as_its_claims_make_it(need, claims, stage):
    assert need_stage_of(NeedFile(need, claims), DAY) is stage


def test_what_is_left_is_what_nobody_took_on_and_never_less_than_nothing():
    assert left_of(CHAIRS, ()) == 10_00
    assert left_of(CHAIRS, (claim("c", quantity=4_00),)) == 6_00
    assert left_of(CHAIRS, (claim("c", quantity=40_00),)) == 0
    assert left_of(CHAIRS, (claim("c", quantity=4_00), claim("d"))) == 0
    assert left_of(CHAIRS.having(quantity=None), ()) is None


def test_a_need_is_open_since_it_was_published_or_since_the_last_claim_was_given_up():
    assert open_since(NeedFile(CHAIRS), DAY) == "2025-01-10"
    given_up = (claim("c", given_up="2025-03-01"), claim("d", given_up="2025-02-10"))
    assert open_since(NeedFile(CHAIRS, given_up), DAY) == "2025-03-01"
    assert open_since(NeedFile(CHAIRS, given_up), "2025-02-20") == ""  # the other claim still stood
    assert open_since(NeedFile(CHAIRS, (claim("c"),)), DAY) == ""
    assert open_since(NeedFile(CHAIRS.having(published=None)), DAY) == ""


@pytest.mark.parametrize("published", [None, "2025-06-02"])
def test_of_a_need_that_was_not_published_nobody_is_sought_though_a_part_was_taken_on(published):
    part = NeedFile(CHAIRS.having(published=published), (claim("c", quantity=4_00),))
    assert need_stage_of(part, DAY) is NeedStage.PARTLY
    assert not is_unclaimed(part, DAY)
    assert open_since(part, DAY) == ""
    assert is_unclaimed(NeedFile(CHAIRS, part.claims), DAY)
