# SPDX-License-Identifier: MIT
"""The teams of the demo villages: a year of attendance with something amiss in it, and all of it made-up people's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo.required import lacking
from villagedesk.demo import MARK, NOW, YEAR
from villagedesk.demo.villages import VILLAGES
from villagedesk.models.catalogue.place import VillageYear
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.posting import days_of, owes
from villagedesk.services.books.posting import posted_in
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.store.store import Store


@pytest.mark.parametrize("village", VILLAGES, ids=lambda one: one.code)
def test_each_village_has_a_team_whose_year_is_entered_but_for_its_last_days(township: Store, village) -> None:
    team = posted_in(township, village.id, YEAR)
    assert [one.role_in(f"{YEAR}-12") for one in team].count("first_secretary") == 1
    assert len(team) == 3
    day = NOW.date().isoformat()
    missing = 0
    for one in team:
        assert [month.month for month in one.months] == [f"{YEAR}-{number:02d}" for number in range(1, 13)]
        assert all(owes(one, month.month or "") for month in one.months)
        missing += sum(days_of(month, day).missing for month in one.months)
    assert missing == 3
    (figures,) = reads.where(township, VillageYear, "village = ? AND year = ?", (village.id, YEAR))
    (secretary,) = [one for one in team if one.role_in(f"{YEAR}-12") == "first_secretary"]
    assert secretary.name == figures.first_secretary


def test_what_is_amiss_is_found_and_nothing_else(township: Store) -> None:
    found = list(find(township, Wanted(codes=frozenset({"I13"}))))
    for village in VILLAGES:
        mine = sorted((one.said.entity, one.said.key) for one in found if one.village == village.id)
        assert mine == [("attendance", "d20"), ("attendance", "month"), ("leave", "approver_level")]


def test_every_required_field_is_filled_and_every_record_says_that_it_is_made_up(township: Store) -> None:
    for entity in (
        "posting",
        "attendance",
        "leave",
        "duty",
        "duty_tick",
        "pledge",
        "assessment",
        "assessment_line",
        "reward",
    ):
        assert lacking(township, entity) == []
        for record in reads.where(township, ENTITIES[entity].record):
            assert entity in {"duty_tick", "assessment_line"} or record.note == MARK
