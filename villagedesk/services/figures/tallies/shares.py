# SPDX-License-Identifier: MIT
"""Households and people on file beside the village's own figures, and its poverty rate with the denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.place import Village
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.services.figures.tallies.entries import Entries, entry
from villagedesk.store import reads, tallies

if TYPE_CHECKING:
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store

_FIGURES = ("households", "people", "poor_people", "registered_people")


def gather(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each village with its own figures, for each household, and for each person."""
    own = {
        village: {key: value for key, value in zip(_FIGURES, values, strict=True) if isinstance(value, int)}
        for village, *values in tallies.columns(store, "village_year", ("village", *_FIGURES), "year = ?", (year,))
    }
    names = {one.id: one.name or "" for one in reads.where(store, Village)}
    found = [
        Entry("", "", village, "", _of_village(village, name, own.get(village, {}))) for village, name in names.items()
    ]
    listed = {one.id: one for one in tallies.households(store, year) if one.kind != "ordinary"}
    found += (
        entry(one, {"share.household": 1, "share.household_of": int(_given(own, one.village, "households"))})
        for one in listed.values()
    )
    for person, household in tallies.people(store, year, listed):
        at_home = listed[household]
        facts = {"share.person": 1, "share.person_of": int(_given(own, at_home.village, "people"))}
        found.append(entry(at_home, facts, person))
    return Entries(found)


def _given(own: dict[str, dict[str, int]], village: str, key: str) -> bool:
    """Whether a village says how many it has: who belongs to another is no part of the share."""
    return bool(own.get(village, {}).get(key))


def _of_village(village: str, name: str, own: dict[str, int]) -> dict[str, Any]:
    facts: dict[str, Any] = {CALLED: name, "share.village": village, "share.is_village": 1}
    facts |= {f"share.all_{key}": value for key, value in own.items()}
    if "poor_people" in own and own.get("registered_people"):
        facts |= {"share.rated_poor": own["poor_people"], "share.rated_of": own["registered_people"]}
    return facts
