# SPDX-License-Identifier: MIT
"""监测: one entry for each time that a household was watched in a year, by its record or by the facts of the year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.models.rollups.tally import PERSONS
from villagedesk.models.values.dates import days_between
from villagedesk.services.figures.tallies.entries import Entries, entry, month_in
from villagedesk.store import reads, tallies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store

_KEYS = ("household", "monitor_type", "risks", "monitored_since", "risk_removed", "risk_removed_on")


def gather(store: Store, year: int, _watching: Watching) -> Entries:
    """Households that were watched in the year: found by its end, and not freed of the risk before it began."""
    listed = {one.id: one for one in tallies.households(store, year)}
    homes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for person, household in tallies.people(store, year, listed):
        homes[household] += (person,)
    records: dict[str, list[Monitoring]] = defaultdict(list)
    for one in reads.where(store, Monitoring, "confirmed_on < ?", (f"{year + 1}",)):
        if (one.removed_on or "9") >= str(year) and one.household in listed:
            records[one.household or ""].append(one)
    stated = {
        row: (kind, risks, since, removed, on)
        for row, kind, risks, since, removed, on in tallies.columns(
            store, "household_year", _KEYS, "year = ? AND monitor_type > ''", (year,)
        )
        if row in listed
    }
    helped = _helped(store, records, year)
    found = []
    for row, some in records.items():
        for one in some:
            facts = _of_record(one, year, helped[row])
            found.append(entry(listed[row], {**facts, PERSONS: homes[row]}))
    for row, told in stated.items():
        if row not in records and (facts := _stated(*told, year)):
            found.append(entry(listed[row], {**facts, PERSONS: homes[row]}))
    return Entries(found)


def _of_record(one: Monitoring, year: int, helped: Iterable[str]) -> dict[str, Any]:
    confirmed, removed = one.confirmed_on or "", one.removed_on or ""
    gone = bool(removed) and removed < f"{year + 1}"
    return {
        "watch.kind": one.kind,
        "watch.risks": one.risks,
        "watch.confirmed": month_in(confirmed, year),
        "watch.removed": month_in(removed, year),
        "watch.open": int(not gone),
        "watch.days": days_between(one.clue_on, one.confirmed_on, either=True),
        "watch.helped": sum(day >= confirmed for day in helped),
    }


def _stated(
    kind: str, risks: str | None, since: str | None, removed: int | None, on: str | None, year: int
) -> dict[str, Any]:
    """What the facts of the year say of a household without a record; empty if the risk was gone before the year."""
    if removed and on and on < str(year):
        return {}
    return {
        "watch.kind": kind,
        "watch.risks": tuple(risks.split(",")) if risks else (),
        "watch.confirmed": month_in(since, year),
        "watch.removed": month_in(on, year) if removed else None,
        "watch.open": int(not removed),
    }


def _helped(store: Store, households: Iterable[str], year: int) -> dict[str, list[str]]:
    """Household → the days on which help was given, up to the end of the year."""
    wanted = set(households)
    found: dict[str, list[str]] = defaultdict(list)
    if wanted:
        for row, day in tallies.columns(store, "benefit", ("household", "date"), "date < ?", (f"{year + 1}",)):
            if row in wanted:
                found[row].append(day)
    return found
