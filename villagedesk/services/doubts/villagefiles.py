# SPDX-License-Identifier: MIT
"""Putting village files together: a village, its figures of the year, and what its households add up to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.models.catalogue.giving import Payment, Payout
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.procedure import Meeting, Notice
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.services.books import giving, projects
from villagedesk.services.books.matters import in_year, read_books
from villagedesk.services.books.posting import posted_in
from villagedesk.store import reads, villagesums

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.store.store import Store

R = TypeVar("R", Meeting, Notice)
N = TypeVar("N", Member, Household)


def village_files(store: Store, year: int | None = None, villages: Collection[str] | None = None) -> list[VillageFile]:
    """The files of the live villages, or of these of them (ids), in a year (the working year if none is given)."""
    wanted = year or store.info.year
    sums, known = villagesums.sums(store, wanted, villages)
    exempted: dict[str, list[Exemption]] = {}
    for one in reads.where(store, Exemption, "village IS NOT NULL"):
        exempted.setdefault(one.village or "", []).append(one)
    found = []
    for village in reads.where(store, Village, order="code, id"):
        if villages is not None and village.id not in villages:
            continue
        years = {one.year: one for one in reads.of_owner(store, VillageYear, village.id)}
        money = giving.read_books(store, village.id)
        lines = [line for paid in money.payments for line in paid.payouts]
        found.append(
            VillageFile(
                year=wanted,
                village=village,
                facts=years.get(wanted) or VillageYear(village=village.id, year=wanted),
                before=years.get(wanted - 1),
                sums=sums.get(village.id, {}),
                known=known.get(village.id, {}),
                exemptions=tuple(exempted.get(village.id, ())),
                meetings=_of_year(reads.of_owner(store, Meeting, village.id), wanted),
                notices=_of_year(reads.of_owner(store, Notice, village.id), wanted),
                posted=posted_in(store, village.id, wanted),
                **in_year(read_books(store, village.id), wanted)._asdict(),
                **projects.in_year(projects.read_projects(store, village.id), wanted)._asdict(),
                recipients=_by_ids(store, Member, (line.to_member for line in lines)),
                homes=_by_ids(store, Household, (line.to_household for line in lines)),
                **money._asdict(),
            )
        )
    return found


def paid_to(store: Store, households: Collection[str]) -> frozenset[str]:
    """The villages whose payments went to these households or to members of theirs: rules compare both (`VillageFile`)."""
    members = [one.id for one in reads.below(store, Member, households)]
    lines = [
        *reads.naming_any(store, Payout, "to_household", households),
        *reads.naming_any(store, Payout, "to_member", members),
    ]
    payments = reads.by_id(store, Payment, {one.payment for one in lines if one.payment}) if lines else {}
    return frozenset(one.village for one in payments.values() if one.village)


def _by_ids(store: Store, kind: type[N], ids: Iterable[str | None]) -> tuple[N, ...]:
    """As much of the payees as villages know of them."""
    wanted = json.dumps(sorted({one for one in ids if one}))
    keys = ("id", *villagesums.PAYEES[spec_of(kind).key])
    return tuple(reads.lean(store, kind, keys, "id IN (SELECT value FROM json_each(?))", (wanted,)))


def _of_year(records: list[R], year: int) -> tuple[R, ...]:
    """Those of a year by their day; those without a day are shown every year, since nobody knows which is theirs."""
    day = {one.id: (one.date if isinstance(one, Meeting) else one.start) or "" for one in records}
    found = (one for one in records if day[one.id][:4] in {"", str(year)})
    return tuple(sorted(found, key=lambda one: (day[one.id], one.id)))
