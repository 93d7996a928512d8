# SPDX-License-Identifier: MIT
"""What the rules must know of the whole file, gathered once for many households."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from villagedesk.i18n import listed
from villagedesk.models.checks.others import Bearer, Caller, Claim, Joined, Late, Parted, place_of
from villagedesk.models.checks.rules import Surroundings
from villagedesk.models.values.identity import IdFault, read_id
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.services.standards.lines import tables_in_force
from villagedesk.services.standards.rounds import rounds_near, rounds_of_file, with_copies
from villagedesk.store import (
    batch_details,
    comparing,
    counts,
    disputes,
    joins,
    lookalikes,
    moves,
    telephones,
    yearlocks,
    yearmerges,
)
from villagedesk.store.cells import BIRTH, REMOVED, field_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from villagedesk.services.standards.lines import Tables
    from villagedesk.store.lookalikes import Registered
    from villagedesk.store.store import Store
    from villagedesk.store.telephones import Carrier


def surroundings(store: Store) -> Surroundings:
    """What the rules must know of the whole file; gathered once for many households."""
    tables = tables_in_force(store)
    return Surroundings(
        today=store.clock().date(),
        bearers=_bearers(lookalikes.bearers(store), store.clock().date()),
        same_phone=counts.same_phones(store),
        callers=_callers(store),
        claims=_claims(store),
        splits=_splits(store),
        joined=_joined(store),
        late=_late(store),
        same_incomes=comparing.same_incomes(store, store.info.year),
        farmland=comparing.farmland_of_villages(store),
        lines=tables.file,
        regional=tables.regional,
        rounds=rounds_of_file(store, tables),
        template=Rulebook(store).template,
    )


def surroundings_of(store: Store, households: Sequence[str]) -> Surroundings:
    """What the rules must know of the whole file to judge these households.

    Left out are hints about splits and members who share a telephone.

    The work grows with the households, with the incomes of their villages in the year, and with what is undecided, not
    with the whole file.
    """
    return _near(store, households, tables_in_force(store))


def whole_surroundings_of(store: Store, households: Sequence[str]) -> Surroundings:
    """The same with every hint, and with what the rules must know to judge villages: all that is compared over the file."""
    tables = tables_in_force(store)
    around = _near(store, households, tables)
    rounds = with_copies(store, around.rounds, tables, households)
    return replace(around, callers=_callers(store), splits=_splits(store), rounds=rounds)


def _near(store: Store, households: Sequence[str], tables: Tables) -> Surroundings:
    return Surroundings(
        today=store.clock().date(),
        bearers=_bearers(lookalikes.bearers(store, households), store.clock().date()),
        same_phone=counts.same_phones_near(store, households),
        claims=_claims(store),
        joined=_joined(store),
        late=_late(store, households),
        same_incomes=comparing.same_incomes(store, store.info.year, households),
        farmland=comparing.farmland_of_villages(store),
        lines=tables.file,
        regional=tables.regional,
        rounds=rounds_near(store, households),
        template=Rulebook(store).template,
    )


def _bearers(found: Mapping[str, list[Registered]], today: dt.date) -> dict[str, tuple[Bearer, ...]]:
    """Numbers that several carry. What is written where there is no number ("无", 999999…) is nobody's."""
    return {
        number: tuple(map(_bearer, people))
        for number, people in found.items()
        if IdFault.PLACEHOLDER not in read_id(number, today).faults
    }


def _bearer(one: Registered) -> Bearer:
    gone = (one.leave_reason or "other") if one.left else ""
    return Bearer(one.id, one.name, one.id_no, one.household, place_of(one.village, one.group, one.head), gone)


def _callers(store: Store) -> dict[str, tuple[Caller, ...]]:
    return {
        phone: tuple(
            Caller(one.id, one.name, place_of(one.village, one.group, one.head), _county(one)) for one in people
        )
        for phone, people in telephones.shared(store, store.info.year).items()
    }


def _county(one: Carrier) -> str:
    """Where somebody works, down to the county; empty where the county is not known."""
    return f"{one.province}{one.city}{one.county}" if one.county else ""


def _claims(store: Store) -> dict[str, tuple[Claim, ...]]:
    contested = moves.contested_members(store)
    if not contested:
        return {}
    names = batch_details.whose(store, {("member", row) for row in contested})
    places = _places(store, {household for households in contested.values() for household in households})
    found: dict[str, list[Claim]] = defaultdict(list)
    for row, households in sorted(contested.items()):
        for household in households:
            others = {other: places.get(other, place_of("", "", "")) for other in households if other != household}
            found[household].append(Claim(row, names.get(row, ""), household == households[0], others))
    return {household: tuple(claims) for household, claims in found.items()}


def _places(store: Store, households: set[str]) -> dict[str, str]:
    return {household: place_of(*title) for household, title in disputes.titles_of(store, households).items()}


def _splits(store: Store) -> dict[str, tuple[Parted, ...]]:
    split = moves.splits(store)
    places = _places(store, {one.into for one in split}) if split else {}
    found: dict[str, list[Parted]] = defaultdict(list)
    for one in split:
        movers = listed(one.movers)
        found[one.household].append(Parted(places.get(one.into, ""), movers, one.device, one.name, one.other))
    return {household: tuple(parted) for household, parted in found.items()}


def _joined(store: Store) -> dict[str, Joined]:
    links = joins.live_links(store)
    if not links:
        return {}
    others = joins.names_and_places(store, sorted(links.values()))
    found = {}
    for row, other in links.items():
        name, *title = others.get(other, ("", "", "", ""))
        found[row] = Joined(name, place_of(*title), joins.in_cycle(store, row))
    return found


def _late(store: Store, households: Sequence[str] | None = None) -> dict[str, tuple[Late, ...]]:
    found: dict[str, list[Late]] = defaultdict(list)
    for one in yearlocks.arrived_since(store, households) if yearlocks.any_lock(store) else ():
        key = "" if one.cell in {BIRTH, REMOVED} else field_of(one.cell)
        found[one.household].append(Late(one.entity, one.row, key, one.year, one.who, one.at))
    for moved in yearmerges.moved_by_merges(store, households):
        key = "" if moved.cell in {BIRTH, REMOVED} else field_of(moved.cell)
        told = Late(
            moved.entity, moved.row, key, moved.year, moved.who, moved.at, counts=moved.gained, person=moved.person
        )
        found[moved.household].append(told)
    return {household: tuple(dict.fromkeys(late)) for household, late in found.items()}
