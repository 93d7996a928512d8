# SPDX-License-Identifier: MIT
"""How far the repair of each dangerous house is: one entry for each household that has such a house or repair."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.rollups.housing import (
    BEYOND,
    DANGEROUS,
    GIVEN_MONEY,
    GRADE,
    HOUSE_REPAIR,
    NOT_PLANNED,
    PLANNED_MONEY,
    STATE,
    WAY,
)
from villagedesk.services.figures.tallies.entries import Entries, entry, span_of
from villagedesk.store import tallies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store
    from villagedesk.store.tallies import Repair

_SLOWEST_FIRST: Final = ("planned", "running", "adjusted", "done")


def gather(store: Store, year: int, _watching: Watching) -> Entries:
    """One entry for each household with a dangerous house in the year, or with a repair by its end."""
    _first, day = span_of(store, year)
    plans: dict[str, list[Repair]] = defaultdict(list)
    for measure in tallies.repairs(store, year, HOUSE_REPAIR):
        plans[measure.household].append(measure)
    given: dict[str, list[tuple[str | None, int | None]]] = defaultdict(list)
    keys = ("household", "item", "amount")
    for row, item, amount in tallies.columns(
        store, "benefit", keys, "subcategory = ? AND date <= ?", (HOUSE_REPAIR, day)
    ):
        given[row].append((item, amount))
    houses = {
        row: (dangerous, grade)
        for row, dangerous, grade in tallies.columns(
            store, "household_year", ("household", "dangerous", "house_grade"), "year = ?", (year,)
        )
    }
    found = []
    for one in tallies.households(store, year):
        dangerous, grade = houses.get(one.id, (None, None))
        if dangerous or one.id in plans or one.id in given:
            facts = {DANGEROUS: dangerous, GRADE: grade, **_repair(plans.get(one.id, ()), given.get(one.id, ()))}
            found.append(entry(one, facts))
    return Entries(found)


def _repair(plans: Sequence[Repair], given: Sequence[tuple[str | None, int | None]]) -> dict[str, Any]:
    """How far it is, by the latest plan that has any; in which way; what was planned and given in all."""
    latest = max((one.year for one in plans), default=0)
    current = [one for one in plans if one.year == latest]
    items = [one.item for one in reversed(current) if one.item] + [item for item, _amount in given if item]
    return {
        STATE: _state(current, begun=bool(given)),
        WAY: next(iter(items), None),
        PLANNED_MONEY: sum(one.amount or 0 for one in plans),
        GIVEN_MONEY: sum(amount or 0 for _item, amount in given),
    }


def _state(current: Sequence[Repair], *, begun: bool) -> str:
    if not current:
        return BEYOND if begun else NOT_PLANNED
    states = {one.status for one in current}
    return next((one for one in _SLOWEST_FIRST if one in states and None not in states), "unknown")
