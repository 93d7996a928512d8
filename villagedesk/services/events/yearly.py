# SPDX-License-Identifier: MIT
"""When an event is corrected into another year, what it wrote from its year on holds from the new one on.

A year counts as at its end (domain.md §2.3): the relations of the year of a change of head are those to the new head. So in
the years between the two days stands what the event made of it, if it happens earlier now, or what stood there before, if
later. Only what still says what it said is changed; what people wrote since stays.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.services.events.family import Family
from villagedesk.services.events.recording import year_of
from villagedesk.services.keeping.records import Edit
from villagedesk.store import changes as recorded
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.models.catalogue.change import HouseholdChange
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.changes import Beside
    from villagedesk.store.store import Store

    Change = MemberChange | HouseholdChange

_NEW: Final = frozenset({"birth", "married_in", "moved_in", "other_in"})
_RELATED: Final = _NEW | {"returned", "head", "split", "formed", "absorbed", "united", "merged"}
_ENDING: Final = frozenset({"left", "merged", "dissolved"})
# What holds from the year of an event on, and of which kinds of records; benefits that were stopped and facts that were
# copied into one year are no such facts.
_STANDING: Final = {
    ("member_year", "relation"): _RELATED,
    ("member_year", "relation_text"): _RELATED,
    ("member_year", "soldier"): frozenset({"enlisted", "returned"}),
    ("household_year", "exit_status"): _ENDING,
}


class _Step(NamedTuple):
    """What an event made of a fact of somebody: from what to what, and row by row what it replaced."""

    before: Value
    after: Value
    replaced: dict[str, Value]


def moved_years(store: Store, every: Sequence[Change], former: str, day: str) -> list[Edit]:
    """What changes in the years between two days of an event, all of whose records are given."""
    first, last = sorted((year_of(former), year_of(day)))
    if first == last:
        return []
    kinds = {one.kind or "" for one in every}
    written = [
        one
        for one in recorded.written_beside(store, (one.id for one in every))
        if kinds & _STANDING.get((one.entity, one.field), frozenset())
    ]
    found: dict[str, dict[str, Value]] = defaultdict(dict)
    homes = {
        one.member: one.target or ""
        for one in every
        if isinstance(one, MemberChange) and one.member and one.kind in _NEW and not one.origin
    }
    entities, edits = {one.row: one.entity for one in written}, list[Edit]()
    for (entity, owner, field), own in _by_owner(store, written).items():
        years = _years_of(store, entity, owner)
        home = homes.get(owner, "")
        step = _step(own, {} if home else years, field)
        if day < former and field == "relation":
            edits += _of_new_years(store, home, (owner, step.after), range(first, last), years)
        for year, row in years.items():
            if not first <= year < last:
                continue
            was, wanted = (
                (step.before, step.after) if day < former else (step.after, step.replaced.get(row.id, step.before))
            )
            if (getattr(row, field) or None) == (was or None) and (was or None) != (wanted or None):
                entities[row.id] = entity
                found[row.id][field] = wanted
    return [*(Edit(entities[row], row, values) for row, values in found.items()), *edits]


def _by_owner(store: Store, written: Iterable[Beside]) -> dict[tuple[str, str, str], list[Beside]]:
    found: dict[tuple[str, str, str], list[Beside]] = defaultdict(list)
    for one in written:
        spec = ENTITIES[one.entity]
        row = reads.get(store, spec.record, one.row)
        owner = getattr(row, spec.parent, None) if row is not None else None
        if owner:
            found[one.entity, owner, one.field].append(one)
    return found


def _years_of(store: Store, entity: str, owner: str) -> dict[int, Any]:
    rows = reads.of_owner(store, ENTITIES[entity].record, owner)
    return {year: one for one in rows if isinstance(year := getattr(one, "year", None), int)}


def _step(own: Sequence[Beside], years: dict[int, Any], field: str) -> _Step:
    """By the first year that the event wrote; where it made that year, what the year before said stood before it."""
    places = {row.id: year for year, row in years.items()}
    first = min(own, key=lambda one: places.get(one.row, 0))
    before = first.before
    if first.born:
        earlier = [getattr(row, field) for year, row in years.items() if year < places[first.row]]
        before = earlier[-1] if earlier else None
    return _Step(before, first.after, {one.row: one.before for one in own})


def _of_new_years(store: Store, home: str, told: tuple[str, Value], years: range, known: dict[int, Any]) -> list[Edit]:
    """Who came into the world, or into this file, by the event is somebody in every year of which relations are known."""
    who, relation = told
    if not home or not relation or reads.get(store, Household, home) is None:
        return []
    return [
        Edit("member_year", "", {"member": who, "year": year, "relation": relation})
        for year in Family(store, home).years_from(years.start)
        if year in years and year not in known
    ]
