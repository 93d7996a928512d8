# SPDX-License-Identifier: MIT
"""In which order things can have happened: an event comes after what is on record before it, and a correction keeps the order.

What bears on each other: the comings and goings of one person; the first and the last day of a household and everything in
it; its heads and their comings and goings, and splits, since relations are those to a head; its moves to other villages and its splits and unions, since those who part or
unite live in one village; being taken off the register and put back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.membership import IN, MOVE, OUT, direction_of, household_on, in_order
from villagedesk.services.events.recording import MEMBER_KINDS, title_of
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.store import changes, reads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.services.events.wanted import Wanted
    from villagedesk.services.keeping.records import Edit
    from villagedesk.store.store import Store

REGISTER: Final = frozenset({"cleared", "reinstated"})  # of the office, and possible when nobody lives there any more
ENDS: Final = frozenset({"left", "merged", "dissolved"})
PARTING: Final = frozenset({"split", "formed", "merged", "absorbed"})


class Told(NamedTuple):
    """Something on record with a day (ISO); `row` is the record of a change, or the member or household whose field says it."""

    row: str
    day: str
    what: str


class Around(NamedTuple):
    """What an event comes after, and what comes after it."""

    before: tuple[Told, ...] = ()
    after: tuple[Told, ...] = ()


def checked_order(kind: str, day: str, around: Around, along: Collection[str] = ()) -> None:
    """A day lies after what comes before the event, and before what comes after it; `along` are rows that do not count.

    Raises:
        NotThisWay: it does not; the sentence names field, value, what is in the way, and the remedy.
    """
    before = [one for one in around.before if one.day > day and one.row not in along]
    after = [one for one in around.after if one.day < day and one.row not in along]
    if not before and not after:
        return
    other = max(before, key=_by_day) if before else min(after, key=_by_day)
    text = (
        _(
            "{event}日期“{day}”早于已登记的“{other}”（{known}）。请核对这两个日期；后面的登记错了的，请先改正或撤销那一次。"
        )
        if before
        else _(
            "{event}日期“{day}”晚于已登记的“{other}”（{known}）。请核对这两个日期；那一次登记错了的，请先改正或撤销。"
        )
    )
    raise NotThisWay(text.format(event=title_of(kind), day=day, other=other.what, known=other.day))


def checked_event(store: Store, wanted: Wanted, edits: Iterable[Edit]) -> None:
    """A new event comes after everything on record that bears on it; none but the register goes on after the end.

    Args:
        store: the file.
        wanted: the event as it was entered.
        edits: what it writes.

    Raises:
        NotThisWay: it does not.
    """
    own = _Household(store, wanted.household)
    before: list[Told] = []
    if wanted.kind in REGISTER:
        before += own.of_kinds(REGISTER)
    if wanted.kind == "transferred":
        before += own.of_kinds({"transferred", *PARTING})
    if wanted.kind in {"split", "merged"}:
        before += own.of_kinds({"transferred"})
    if (
        wanted.kind == "split"
    ):  # who stays is related to the head of that day, and the head of a later day may be parting
        before += own.of_kinds({"head"})
    if wanted.kind == "merged":
        before += _Household(store, wanted.other).of_kinds({"transferred"})
    if wanted.kind in ENDS:
        before += own.everything()
    for one in edits:
        if one.entity == MEMBER_KINDS and one.values.get("origin"):
            before += _Household(store, str(one.values["origin"])).headed_until(str(one.values["member"]))
    after = own.end() if wanted.kind not in REGISTER else ()
    checked_order(wanted.kind, wanted.date, Around(tuple(before), tuple(after)))


def around(store: Store, record: MemberChange | HouseholdChange) -> Around:
    """What the event of a record comes after, and what comes after it, as it is on record now."""
    if isinstance(record, MemberChange):
        return _around_person(store, record)
    return _around_household(store, record)


def _around_person(store: Store, record: MemberChange) -> Around:
    member, day = record.member or "", record.date or ""
    who = reads.get(store, Member, member) or Member(id=member)
    own = reads.of_owner(store, MemberChange, member)
    before, after = _course(who, own, record)
    homes = {record.origin, record.target} - {None, ""} or {household_on(who, own, day) or who.household or ""}
    for household in (_Household(store, home) for home in sorted(filter(None, homes))):
        before += household.formed()
        after += household.end()
    if record.origin and direction_of(record.kind) in {OUT, MOVE}:
        origin = _Household(store, record.origin)
        before += [one for one in (*origin.headed_until(member), *origin.headed_from(member)) if one.day <= day]
    if record.target and direction_of(record.kind) in {IN, MOVE}:
        after += [one for one in _Household(store, record.target).headed_from(member) if one.day >= day]
    return Around(tuple(before), tuple(after))


def _course(who: Member, own: list[MemberChange], record: MemberChange) -> tuple[list[Told], list[Told]]:
    """What brought a person somewhere before and after a record, or led him away; some of it only his present fields say."""
    course, day = in_order(own), record.date or ""
    if record in course:
        place = course.index(record)
        before, after = course[:place], course[place + 1 :]
    else:
        before = [one for one in course if (one.date or "") <= day]
        after = [one for one in course if (one.date or "") > day]
    untold = _untold(who, own)
    return (
        [*map(_told, before), *(one for one in untold if one.day <= day)],
        [*map(_told, after), *(one for one in untold if one.day > day)],
    )


def _around_household(store: Store, record: HouseholdChange) -> Around:
    kind, day = record.kind or "", record.date or ""
    own = _Household(store, record.household or "")
    if kind == "formed":
        return Around(tuple(_Household(store, record.other or "").formed()), tuple(own.everything()))
    if kind in ENDS:
        return Around(tuple(own.everything()), ())
    peers = own.of_kinds(_PEERS.get(kind, frozenset({kind})))
    if kind in {"split", "absorbed"}:
        peers += _Household(store, record.other or "").of_kinds({"transferred"})
    before = [*own.formed(), *(one for one in peers if (one.day, one.row) < (day, record.id))]
    after = [one for one in peers if (one.day, one.row) > (day, record.id)]
    if kind == "head":
        for head in filter(None, (record.head_before, record.head_after)):
            before += [one for one in own.course_of(head) if one.day <= day]
            after += [one for one in own.course_of(head) if one.day > day]
    return Around(tuple(before), (*after, *(own.end() if kind not in REGISTER else ())))


_PEERS: Final = {
    **dict.fromkeys(REGISTER, REGISTER),
    "transferred": frozenset({"transferred", *PARTING}),
    "split": frozenset({"transferred", "head"}),
    "head": frozenset({"head", "split"}),
    "absorbed": frozenset({"transferred"}),
}


class _Household:
    """What is on record of a household, with its days."""

    def __init__(self, store: Store, household: str) -> None:
        self._store = store
        self._row = household
        self._changes = [one for one in reads.of_owner(store, HouseholdChange, household) if one.date]

    def of_kinds(self, kinds: Collection[str]) -> list[Told]:
        return [_told(one) for one in self._changes if one.kind in kinds]

    def formed(self) -> list[Told]:
        return self.of_kinds({"formed"})

    def end(self) -> list[Told]:
        """Its end; the row is that of the record where there is one of that day."""
        found = reads.get(self._store, Household, self._row)
        if found is None or not found.ended:
            return []
        recorded = [one for one in self._changes if one.kind in ENDS and one.date == found.ended]
        return [_told(one) for one in recorded] or [Told(self._row, found.ended, _("整户注销"))]

    def headed_until(self, member: str) -> list[Told]:
        """The changes by which somebody ceased to be its head."""
        return [_told(one) for one in self._changes if one.kind == "head" and one.head_before == member]

    def headed_from(self, member: str) -> list[Told]:
        """The changes by which somebody became its head."""
        return [_told(one) for one in self._changes if one.kind == "head" and one.head_after == member]

    def course_of(self, member: str) -> list[Told]:
        """When somebody came into it and left it."""
        own = [one for one in in_order(reads.of_owner(self._store, MemberChange, member)) if self._is_in(one)]
        who = reads.get(self._store, Member, member)
        return [*map(_told, own), *(_untold(who, own) if who and who.household == self._row else ())]

    def everything(self) -> list[Told]:
        """Whatever happened in it, but for what the office did about the register."""
        own = [one for one in self._changes if one.kind not in REGISTER]
        of_people = changes.of_people(self._store, self._row)
        people = [one for one in of_people if one.date and self._is_in(one)]
        untold = [
            told
            for who in reads.of_owner(self._store, Member, self._row)
            for told in _untold(who, [one for one in of_people if one.member == who.id])
        ]
        return [*map(_told, own), *map(_told, people), *untold]

    def _is_in(self, one: MemberChange) -> bool:
        return self._row in {one.origin, one.target}


def _untold(who: Member, own: Iterable[MemberChange]) -> list[Told]:
    """When somebody came and left, where only the present fields say it."""
    told = {one.date for one in own}
    days = ((who.joined, _("增加")), (who.left, _("减少")))
    return [Told(who.id, day, what) for day, what in days if day and day not in told]


def _told(one: MemberChange | HouseholdChange) -> Told:
    return Told(one.id, one.date or "", title_of(one.kind or ""))


def _by_day(one: Told) -> str:
    return one.day
