# SPDX-License-Identifier: MIT
"""Help that was given and planned, who answers for households, and visits: one entry for each, read for the whole file."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from villagedesk.models.rollups.helping import FOR_ALL, FOR_ONE, GIVEN, NOTHING, PAIRED, PAIRED_LATE, PLANNED
from villagedesk.models.rollups.tally import Entry
from villagedesk.models.visiting import people_named
from villagedesk.services.figures.tallies.entries import Entries, entry
from villagedesk.services.helping.visiting import standing
from villagedesk.store import tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store
    from villagedesk.store.tallies import Listed


def _listed(store: Store, year: int) -> dict[str, Listed]:
    return {one.id: one for one in tallies.households(store, year)}


def _with_nothing(listed: Mapping[str, Listed], found: list[Entry], fact: str) -> Entries:
    """And an entry for each household that has none."""
    having = {one.household for one in found}
    found += [entry(one, {fact: NOTHING}) for row, one in listed.items() if row not in having]
    return Entries(found)


def given(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each help that was given in the year."""
    listed = _listed(store, year)
    keys = ("household", "member", "category", "subcategory", "amount")
    found = []
    for row, member, category, subcategory, amount in tallies.columns(
        store, "benefit", keys, "date >= ? AND date < ?", (f"{year}-01-01", f"{year + 1}")
    ):
        if row in listed:
            facts = {
                "help.what": GIVEN,
                "help.whom": FOR_ONE if member else FOR_ALL,
                "help.category": category,
                "help.subcategory": subcategory,
                "help.amount": amount,
            }
            found.append(entry(listed[row], facts, member or ""))
    begun = {row for row, _class, status, *_more in tallies.measures(store, year) if status not in {None, "planned"}}
    having = {one.household for one in found} | begun
    return Entries([*found, *(entry(one, {"help.what": NOTHING}) for row, one in listed.items() if row not in having)])


def planned(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each measure of the year's plans that was not given up."""
    listed = _listed(store, year)
    found = []
    for row, *values in tallies.measures(store, year):
        if row in listed:
            facts = dict(zip(("plan.category", "plan.status", "plan.source", "plan.amount"), values, strict=True))
            found.append(entry(listed[row], {"plan.what": PLANNED, **facts}))
    return _with_nothing(listed, found, "plan.what")


def helpers(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each pairing that holds, and for each household that has none."""
    listed = _listed(store, year)
    pairs = _pairs(store, listed, year)
    loads = Counter(cadre for cadre, _row in {(one[1], one[0]) for one in pairs})
    found = []
    for row, cadre, role, unit, level in pairs:
        facts = {
            "helper.load": loads[cadre],
            "helper.cadre": cadre,
            "helper.role": role,
            "helper.unit": unit,
            "helper.level": level,
        }
        found.append(entry(listed[row], facts))
    having = {one.household for one in found}
    alone = (one for row, one in listed.items() if row not in having and tallies.asked(one))
    return Entries([*found, *(entry(one, {"helper.load": 0}) for one in alone)])


def _pairs(
    store: Store, listed: Mapping[str, Listed], year: int
) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """The pairings that hold today, or held at the end of a past year."""
    today = store.clock().date().isoformat()
    day = today if year >= int(today[:4]) else f"{year}-12-31"
    return [one for one in tallies.pairings(store, day) if one[0] in listed]


def visits(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each visit of the year, for each household without one, each that is late today, and each pairing."""
    listed = _listed(store, year)
    alike = cache(_visit)  # most visits of a month are
    found = []
    for row, some in tallies.visits(store, year):
        if one := listed.get(row):
            village, group = one.village, one.group
            found += [Entry(row, "", village, group, alike(told)) for told in some]
    made = _with_nothing(listed, found, "visit.what")
    late = list(_late(store, listed, year))
    owing = {one.household for one in late if one.facts["visit.late"] == "late"}
    paired = (
        entry(listed[row], {"visit.cadre": cadre, PAIRED: 1, PAIRED_LATE: int(row in owing)})
        for row, cadre in dict.fromkeys(one[:2] for one in _pairs(store, listed, year))
    )
    return Entries([*made.all, *late, *paired])


def _visit(told: str) -> dict[str, Any]:
    month, cadre, visitors = tallies.visit_of(told)
    return {"visit.month": month, "visit.cadre": cadre, "visit.visitors": _how_many(visitors)}


@lru_cache(maxsize=1_024)  # the same few go out together all year
def _how_many(visitors: str) -> int:
    return len(people_named(visitors)) or 1


def _late(store: Store, listed: Mapping[str, Listed], year: int) -> Iterable[Entry]:
    today = store.clock().date()
    if year != today.year:
        return
    owed = standing(store, today)
    states: dict[str, Any] = {**dict.fromkeys(owed.unknown, "unknown"), **dict.fromkeys(owed.late, "late")}
    for row, state in states.items():
        if row in listed:
            yield entry(listed[row], {"visit.late": state})
