# SPDX-License-Identifier: MIT
"""The book of needs of a whole file or a village with the claims that answer them, and how far a need is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _, clauses
from villagedesk.models.catalogue.project import Claim, Need
from villagedesk.models.needs import OPEN_DAYS, NeedFile, left_of, live_claims, need_stage_of, open_since
from villagedesk.models.values.dates import days_between
from villagedesk.models.values.numbers import short_number
from villagedesk.services.standards.lines import values_near
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store


class Unclaimed(NamedTuple):
    """A need for which somebody is wanted, and for how many days."""

    need: Need
    days: int


def read_needs(store: Store, village: str = "") -> tuple[NeedFile, ...]:
    """The needs of a village, or of all, in order of their days."""
    answers: dict[str, list[Claim]] = defaultdict(list)
    for one in reads.of_village(store, Claim, village, "date, id"):
        if one.answers:
            answers[one.answers].append(one)
    return tuple(NeedFile(one, tuple(answers[one.id])) for one in reads.of_village(store, Need, village, "date, id"))


def open_for_long(store: Store, day: str) -> list[Unclaimed]:
    """Needs that have been open on a day (ISO) for more days than the line allows; the longest first."""
    most_in = values_near(store)
    found = []
    for file in read_needs(store):
        since = open_since(file, day)
        days = days_between(since, day) if since else None
        most = most_in(OPEN_DAYS, file.need.village or "", day)
        if days is not None and most is not None and days > most:
            found.append(Unclaimed(file.need, days))
    return sorted(found, key=lambda one: -one.days)


def tell(store: Store, record: Record) -> str:
    """How far a need is; "" for records of other books."""
    if not isinstance(record, Need):
        return ""
    day = store.clock().date().isoformat()
    file = NeedFile(record, tuple(reads.naming(store, Claim, "answers", record.id, "date, id")))
    said, live = [need_stage_of(file, day).words], live_claims(file, day)
    if live:
        said.append(_("认领{count}件").format(count=len(live)))
    left = left_of(record, live)
    if live and left:
        said.append(_("还需{quantity}{unit}").format(quantity=short_number(left, 2), unit=record.unit or ""))
    since = open_since(file, day)
    days = days_between(since, day) if since else None
    if days is not None:
        said.append(_("已待认领{days}天").format(days=days))
    return clauses(said)
