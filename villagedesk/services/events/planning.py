# SPDX-License-Identifier: MIT
"""The events there are, what each asks for, and the way from what was entered to what is saved."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.services.events import coming, ending, heads, leaving, splitting, uniting
from villagedesk.services.events.family import Family
from villagedesk.services.events.order import checked_event
from villagedesk.services.events.recording import checked_forming
from villagedesk.services.keeping.records import save_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.services.events.wanted import Plan, Wanted
    from villagedesk.services.keeping.records import Saved
    from villagedesk.store.store import Store


class Ask(StrEnum):
    """What an event asks for beside day, evidence and note."""

    MEMBER = "member"  # one of those who are in the household
    GONE = "gone"  # one of those who left, or serve in the army
    MOVERS = "movers"
    PERSON = "person"  # facts of somebody new
    NEW_HEAD = "new_head"  # where the head goes; always for a change of head
    THEIR_HEAD = "their_head"
    HOUSEHOLD = "household"
    VILLAGE = "village"
    PLACE = "place"
    GROUP = "group"


class Event(NamedTuple):
    """A kind of event: its code, what it asks for, and who plans it."""

    kind: str
    asks: tuple[Ask, ...]
    plan: Callable[[Family, Wanted], Plan]


def _leaving(kind: str) -> Event:
    return Event(
        kind, (Ask.MEMBER, Ask.NEW_HEAD, *((Ask.PLACE,) if kind not in {"death", "lost"} else ())), leaving.leave
    )


# In the order of the menu; a group ends where a tuple does.
GROUPS: Final[tuple[tuple[Event, ...], ...]] = (
    (
        Event("birth", (Ask.PERSON,), coming.come),
        Event("married_in", (Ask.PERSON, Ask.PLACE), coming.come),
        Event("moved_in", (Ask.PERSON, Ask.PLACE), coming.come),
        Event("other_in", (Ask.PERSON, Ask.PLACE), coming.come),
        Event("returned", (Ask.GONE,), coming.come_back),
    ),
    tuple(map(_leaving, ("death", "married_out", "moved_out", "emigrated", "prison", "lost", "other_out"))),
    (Event("enlisted", (Ask.MEMBER,), coming.enlist),),
    (
        Event("head", (Ask.NEW_HEAD,), heads.change_of_head),
        Event("split", (Ask.MOVERS, Ask.THEIR_HEAD, Ask.NEW_HEAD, Ask.GROUP), splitting.split),
        Event("merged", (Ask.HOUSEHOLD,), uniting.unite),
        Event("transferred", (Ask.VILLAGE, Ask.PLACE, Ask.GROUP), ending.transfer),
        Event("left", (Ask.PLACE,), ending.leave_whole),
        Event("dissolved", (), ending.dissolve),
    ),
    (
        Event("cleared", (), ending.clear),
        Event("reinstated", (), ending.reinstate),
    ),
)
EVENTS: Final = {event.kind: event for group in GROUPS for event in group}
_AFTER_THE_END: Final = frozenset({"cleared", "reinstated", "transferred"})


def plan_event(store: Store, wanted: Wanted) -> Plan:
    """What recording the event would write, without writing it.

    Raises:
        NotThisWay: it cannot be recorded as it stands.
    """
    family = Family(store, wanted.household)
    if wanted.kind not in _AFTER_THE_END:
        ending.still_stands(family)
    plan = EVENTS[wanted.kind].plan(family, wanted)
    checked_forming(family, wanted)
    checked_event(store, wanted, plan.edits)
    return plan


def record_event(store: Store, wanted: Wanted) -> Saved:
    """Record an event as one undoable action, with the proposals that were accepted.

    Raises:
        NotThisWay: it cannot be recorded as it stands; nothing is written.
    """
    plan = plan_event(store, wanted)
    return save_records(store, plan.label, plan.chosen(wanted.accepted))
