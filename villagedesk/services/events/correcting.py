# SPDX-License-Identifier: MIT
"""Correcting what was recorded of an event: the other records of the event, and the present fields of its day, follow.

What cannot be true of a new event cannot be true of a corrected one: the order of what is on record stays (`order`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.membership import OUT, direction_of
from villagedesk.services.events.order import ENDS, PARTING, REGISTER, around, checked_order
from villagedesk.services.events.recording import MEMBER_KINDS, checked_day, title_of, year_of
from villagedesk.services.events.wanted import NotThisWay, Wanted
from villagedesk.services.events.yearly import moved_years
from villagedesk.services.keeping.records import Edit
from villagedesk.store import changes as recorded
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.catalogue.spec import Record, Value
    from villagedesk.store.store import Store

    Change = MemberChange | HouseholdChange

_PARTING: Final = PARTING | {"united"}  # as the records of people call it


def corrections(store: Store, entity: str, row: str, changes: Mapping[str, Value]) -> tuple[str, list[Edit]]:
    """The name of the action, and what correcting a record writes; nothing where nothing changes.

    Raises:
        NotThisWay: the day cannot be true, or the record is gone.
    """
    record: Change | None
    record = reads.get(store, MemberChange, row) if entity == MEMBER_KINDS else reads.get(store, HouseholdChange, row)
    if record is None:
        raise NotThisWay(_("这条变动记录已被删除。请刷新后再试。"))
    edits = [Edit(entity, row, changes)] if changes else []
    if "date" in changes:
        edits += _moved(store, record, str(changes["date"] or ""))
    return _("改正变动记录：{event}").format(event=title_of(record.kind or "")), edits


def _moved(store: Store, record: Change, day: str) -> list[Edit]:
    """What else changes with the day of an event."""
    along = together(store, record)
    every: list[Change] = [record, *along]
    people = {one.member: one.kind for one in every if isinstance(one, MemberChange) and one.member}
    members = [one for one in (reads.get(store, Member, row) for row in people) if one is not None]
    heads = (
        reads.get(store, Member, one.head_after) for one in every if isinstance(one, HouseholdChange) and one.head_after
    )
    born = [*(one for one in members if people[one.id] != "birth"), *(one for one in heads if one is not None)]
    checked_day(store, Wanted(record.kind or "", "", day), born)
    former = record.date or ""
    edits = [Edit(spec_of(type(one)).key, one.id, {"date": day}) for one in along]
    for who in members:
        edits += _present(who, people[who.id] or "", former, day)
    rows = {one.id for one in every}
    for one in every:
        checked_order(one.kind or "", day, around(store, one), rows)
        if isinstance(one, HouseholdChange):
            edits += _of_household(store, one, day)
    return [*edits, *moved_years(store, every, former, day)] if former else edits


def _present(member: Member, kind: str, former: str, day: str) -> list[Edit]:
    """The present fields of a member that hold the day."""
    keys = ("joined", "left", *(("birth",) if kind == "birth" else ()))
    same = {key: day for key in keys if former and getattr(member, key) == former}
    joined, left = same.get("joined", member.joined), same.get("left", member.left)
    if joined and left and left < joined:
        text = _("减少日期“{left}”早于“{name}”的增加日期{joined}。请核对这两个日期。")
        raise NotThisWay(text.format(left=left, name=member.name or "", joined=joined))
    return [Edit("member", member.id, same)] if same else []


def _of_household(store: Store, record: HouseholdChange, day: str) -> list[Edit]:
    """The day on which a household ended, and the years in which it was off the register."""
    household = reads.get(store, Household, record.household or "")
    if household is None or not record.date:
        return []
    if record.kind in ENDS and household.ended == record.date:
        return [Edit("household", household.id, {"ended": day})]
    if record.kind not in REGISTER:
        return []
    first, last = sorted((year_of(record.date), year_of(day)))
    earlier = day < record.date
    now, then = record.status_after, record.status_before
    given, expected = (now, then) if earlier else (then, now)
    return [
        Edit("household_year", one.id, {"exit_status": given})
        for one in reads.of_owner(store, HouseholdYear, household.id)
        if isinstance(one.year, int) and first <= one.year < last and (one.exit_status or None) == (expected or None)
    ]


# -- what belongs to one event ------------------------------------------------------------------------------------------


def together(store: Store, record: Record) -> list[Change]:
    """The other records of the event: of everybody who went, of both households, and of the head who had to be another."""
    found: list[Change] = []
    if isinstance(record, MemberChange) and record.date:
        found = _with_person(store, record)
    elif isinstance(record, HouseholdChange) and record.date:
        found = _with_household(store, record)
    return [one for one in found if one.id != record.id]


def _with_person(store: Store, record: MemberChange) -> list[Change]:
    if record.kind in _PARTING:
        return _parting(store, record.origin, record.target, record.date)
    if not record.origin or record.origin == record.target:
        return []
    own = _of(store, record.origin, record.date)
    if record.kind == "moved_out" and any(one.kind == "left" for one in own):
        return _whole(store, record.origin, record.date)
    heads = [one for one in own if one.kind == "head" and one.head_before == record.member]
    return [*heads, *(one for one in own if one.kind == "dissolved")]


def _with_household(store: Store, record: HouseholdChange) -> list[Change]:
    household = record.household or ""
    if record.kind in _PARTING:
        if record.kind in {"formed", "absorbed"}:
            return _parting(store, record.other, household, record.date)
        return _parting(store, household, record.other, record.date)
    if record.kind == "left":
        return _whole(store, household, record.date)
    if record.kind != "head":
        return []
    went = [
        one
        for one in reads.of_owner(store, MemberChange, record.head_before or "")
        if one.date == record.date and one.origin == household and one.target != household
    ]
    return [found for one in went for found in (one, *_with_person(store, one))]


def _parting(store: Store, origin: str | None, target: str | None, day: str | None) -> list[Change]:
    """A split or a union: its people, both households, and the change of head if the head went."""
    people = [
        one
        for one in recorded.of_people(store, target or "")
        if one.kind in _PARTING and (one.origin, one.target, one.date) == (origin, target, day)
    ]
    went = {one.member for one in people}
    households = [
        one
        for household, other in ((origin, target), (target, origin))
        for one in _of(store, household, day)
        if (one.kind in _PARTING and one.other == other) or (one.kind == "head" and one.head_before in went)
    ]
    return [*people, *households]


def _whole(store: Store, household: str, day: str | None) -> list[Change]:
    """A household that left with everybody."""
    people = [
        one
        for one in recorded.of_people(store, household)
        if one.origin == household and one.date == day and direction_of(one.kind) == OUT
    ]
    return [*people, *(one for one in _of(store, household, day) if one.kind == "left")]


def _of(store: Store, household: str | None, day: str | None) -> Sequence[HouseholdChange]:
    return [one for one in reads.of_owner(store, HouseholdChange, household or "") if one.date == day]
