# SPDX-License-Identifier: MIT
"""三本台账, 督查, 举报, 议事会 and 实事: one entry for each thing of the books that ran in a year, and for each inspection and meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.i18n import _
from villagedesk.models.catalogue.matters import Complaint, Deed, Inspection, Matter, Rectification, Resolution
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.matters import RUNNING, State, numbered
from villagedesk.models.rollups import matters as facts
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.models.values.show import shown
from villagedesk.services.books.matters import Item, items
from villagedesk.services.figures.tallies.entries import Entries, groups_of, span_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store


def gather(store: Store, year: int, watching: Watching) -> Entries:
    """What ran in the year as it stood at its end, or stands today."""
    first, day = span_of(store, year)
    every = items(store, day)
    watching.check()
    groups = groups_of(store, {one.household for one in every if one.household})
    found = []
    for one in every:
        if one.begun <= day and (one.begun >= first or _ran(one, first)):
            household = one.household if one.household in groups else ""
            typed = one.record.group if isinstance(one.record, Matter) else None
            known = {**_course(one, first, day), **_told(one)}
            found.append(Entry(household, "", one.village, groups.get(household) or typed or "", known))
    return Entries([*found, *_held(store, first, day)])


def _ran(one: Item, first: str) -> bool:
    """Whether something that began earlier was still there when the year began; what was settled on no day was not.

    What began on no day may have, unless it was settled before the year.
    """
    if one.standing.state in {*RUNNING, State.WAITING, State.HUNG} or not (one.begun or one.standing.over):
        return True
    return one.standing.state is not State.DROPPED and one.standing.over >= first


def _course(one: Item, first: str, day: str) -> dict[str, Any]:
    """Whether it came, was settled, is running, is late: 1 and 0, so that they can be added up."""
    state, over = one.standing.state, one.standing.over
    settled = state is State.CLOSED and first <= over <= day
    known: dict[str, Any] = {
        facts.OPENED: int(first <= one.begun <= day),
        facts.CLOSED: int(settled),
        facts.RUNNING: int(state in RUNNING or (one.kind == "deed" and state is State.WAITING)),
        facts.LATE: int(state is State.OVERDUE),
        facts.WAITING: int(state is State.WAITING),
        facts.HUNG: int(state is State.HUNG),
        facts.REPORTED: int(state is State.REPORTED),
        facts.ALL: 1,
    }
    if state is State.DROPPED:
        return dict.fromkeys(known, 0)
    if settled and one.standing.days is not None:
        known |= {facts.DAYS: one.standing.days, facts.TIMED: 1}
    return known


def _told(one: Item) -> dict[str, Any]:
    """By what it is told apart, and what it is called where its cell is opened."""
    known: dict[str, Any] = {facts.KIND: one.kind}
    keys: tuple[str, ...] = ()
    called: tuple[str, ...] = (one.begun,)
    match one.record:
        case Matter() as record:
            keys = ("ledger", "category", "satisfaction")
            called += (numbered(record.number), _code("matter_class", record.category))
        case Complaint() as record:  # neither who nor about whom
            keys = ("channel", "finding")
            called += (numbered(record.number), _("举报"))
        case Deed() as record:
            keys = ("kind",)
            called += (record.title or "",)
        case Rectification() as record:
            called += (_("问题{number}").format(number=record.position or ""),)
            known["inspection.method"] = one.owner.method if isinstance(one.owner, Inspection) else None
        case Resolution() as record:
            called += (record.topic or "",)
            known["meeting.kind"] = one.owner.kind if isinstance(one.owner, Meeting) else None
    known |= {f"{one.kind}.{key}": getattr(one.record, key) for key in keys}
    return {**known, CALLED: " ".join(filter(None, called))}


def _code(codes: str, code: str | None) -> str:
    return code_list(codes).shown(code) if code else ""


def _held(store: Store, first: str, day: str) -> list[Entry]:
    """The inspections and meetings of the year."""
    days = ("date >= ? AND date <= ?", (first, day), "date, id")
    held: list[tuple[str, Inspection | Meeting, str | None]] = [
        ("inspection.method", one, one.method) for one in reads.where(store, Inspection, *days)
    ]
    held += [("meeting.kind", one, one.kind) for one in reads.where(store, Meeting, *days)]
    found = []
    for path, one, sort in held:
        called = f"{one.date} {shown(field_spec(path), sort)}".strip()
        told = {facts.KIND: path.partition(".")[0], path: sort, facts.HELD: 1, CALLED: called}
        found.append(Entry("", "", one.village or "", "", told))
    return found
