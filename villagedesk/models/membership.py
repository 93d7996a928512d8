# SPDX-License-Identifier: MIT
"""To which household a person belonged on some day or in some year, by the present fields and the changes that were recorded.

A year counts as a whole: who left in it, or came into it, is seen as at its end (domain.md §2.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.models.catalogue.change import MemberChange
    from villagedesk.models.catalogue.member import Member

IN: Final = "in"
OUT: Final = "out"
MOVE: Final = "move"
STAY: Final = "stay"
RETURNED: Final = "returned"
_ON_RETURN: Final = {"prison": "released", "moved_out": "moved_in", "married_out": "moved_in"}


class Standing(NamedTuple):
    """What the present fields of a member said on a day; `left` is empty for who was in the household."""

    household: str
    joined: str = ""
    join_reason: str = ""
    left: str = ""
    leave_reason: str = ""


def direction_of(kind: str | None) -> str:
    """Whether a change of a person leads into a household, out of it, from one to another, or none of these."""
    entry = code_list("member_change").entry(kind or "")
    return entry.more["direction"] if entry else STAY


def reason_of(kind: str | None) -> str:
    """The reason of joining or leaving (a code) that the present fields of a member get for a kind of change."""
    entry = code_list("member_change").entry(kind or "")
    return entry.more["reason"] if entry else ""


def reason_of_return(leave_reason: str | None) -> str:
    """The reason of joining (a code) of who comes back, by the reason for which he had left."""
    return _ON_RETURN.get(leave_reason or "", "other")


def household_in(member: Member, changes: Iterable[MemberChange], year: int) -> str:
    """Id of the household to which a member belonged at the end of a year; empty if to none of this file."""
    return household_on(member, changes, f"{year}-12-31")


def household_on(member: Member, changes: Iterable[MemberChange], day: str) -> str:
    """Id of the household to which a member belonged in the evening of a day (ISO); empty if to none of this file.

    The first change after the day says where the person was before it; without one, the present fields hold. Of two on the
    same day the one that brings somebody in comes first: who is born and leaves on a day was nowhere before it. A return
    comes last, since who comes back has left before, unless he had left on an earlier day.
    """
    later = [one for one in in_order(changes) if (one.date or "") > day]
    come_later = member.joined is not None and member.joined > day
    if not later:
        gone = member.left is not None and member.left <= day
        return "" if gone or come_later else member.household or ""
    first = later[0]
    if _comes_anew(first):
        return ""
    if come_later and (member.joined or "") < (first.date or ""):
        return ""
    return first.origin or member.household or ""


def standing_on(member: Member, changes: Iterable[MemberChange], day: str) -> Standing | None:
    """How a member stood in the evening of a day (ISO): in a household, or gone from one; None for who had not come yet."""
    told = in_order(changes)
    before = [one for one in told if (one.date or "") <= day]
    home = household_on(member, told, day)
    joined, join_reason = _coming(member, before, day)
    if home:
        return Standing(home, joined, join_reason)
    if len(before) == len(told):  # nothing happened since: the present fields tell it
        if not member.left or member.left > day or joined != (member.joined or ""):
            return None
        return Standing(member.household or "", joined, join_reason, member.left, member.leave_reason or "")
    last = before[-1] if before else None
    if last is None or direction_of(last.kind) != OUT:
        return None
    same = member.left == last.date and member.leave_reason
    reason = member.leave_reason if same else reason_of(last.kind)
    return Standing(last.origin or member.household or "", joined, join_reason, last.date or "", reason or "")


def _coming(member: Member, before: Sequence[MemberChange], day: str) -> tuple[str, str]:
    """When and why somebody had come to where he was on a day, by what was recorded until then; empty if it is not known."""
    places = [place for place, one in enumerate(before) if direction_of(one.kind) in {IN, MOVE}]
    known = (member.joined or "", member.join_reason or "")
    if not places:
        return known if known[0] <= day else ("", "")
    came, former = before[places[-1]], before[: places[-1]]
    if known[0] == came.date or (came.date or "") < known[0] <= day:
        return known
    if came.kind == RETURNED:
        last = former[-1].kind if former and direction_of(former[-1].kind) == OUT else None
        return came.date or "", reason_of_return(reason_of(last))
    return came.date or "", reason_of(came.kind)


def in_order(changes: Iterable[MemberChange]) -> list[MemberChange]:
    """The changes that lead anywhere, by the day on which they happened; a soldier's return leads from home to home."""
    told = [one for one in changes if one.date and direction_of(one.kind) != STAY]
    told = [one for one in told if not one.origin or one.origin != one.target]
    return sorted(told, key=lambda one: (one.date or "", _rank(one, told), one.id))


def _rank(change: MemberChange, told: Sequence[MemberChange]) -> int:
    if change.kind == RETURNED:
        earlier = [one for one in told if (one.date or "") < (change.date or "")]
        last = max(earlier, key=lambda one: (one.date or "", one.kind == RETURNED, one.id), default=None)
        return 0 if last is not None and direction_of(last.kind) == OUT else 2
    return 0 if _comes_anew(change) else 1


def _comes_anew(change: MemberChange) -> bool:
    """Whether a change brings somebody in who was in no household of this file."""
    return direction_of(change.kind) == IN and not change.origin
