# SPDX-License-Identifier: MIT
"""Who may not be named in public for being under age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.values.dates import ADULT, age_on
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def minors_of(store: Store, village: str, day: str) -> frozenset[str]:
    """Names of everybody in a village who is younger than 18 on a day (ISO) or may be; today, where no day is given.

    A clerk who types why somebody was put on a list may name a child of any household.
    """
    day = day or store.clock().date().isoformat()
    homes = [one.id for one in reads.of_village(store, Household, village)] if village else []
    members = reads.below(store, Member, homes)
    return frozenset(one.name for one in members if one.name and not (one.birth and age_on(one.birth, day) >= ADULT))
