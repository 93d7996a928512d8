# SPDX-License-Identifier: MIT
"""To which household a person belonged in some year, by the present fields and the changes that were recorded.

The year counts as a whole: who left in it, or came into it, is seen as at its end (domain.md §2.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.change import MemberChange
    from villagedesk.models.catalogue.member import Member

IN: Final = "in"
OUT: Final = "out"
MOVE: Final = "move"
STAY: Final = "stay"


def direction_of(kind: str | None) -> str:
    """Whether a change of a person leads into a household, out of it, from one to another, or none of these."""
    entry = code_list("member_change").entry(kind or "")
    return entry.more["direction"] if entry else STAY


def household_in(member: Member, changes: Iterable[MemberChange], year: int) -> str:
    """Id of the household to which a member belonged at the end of a year; empty if to none of this file.

    The first change after the year says where the person was before it; without one, the present fields hold. Of two on the
    same day the one that brings somebody in comes first: who is born and leaves on a day was nowhere before it.
    """
    later = sorted(
        (one for one in changes if one.date and int(one.date[:4]) > year and direction_of(one.kind) != STAY),
        key=lambda one: (one.date or "", not _comes_anew(one), one.id),
    )
    come_later = member.joined is not None and int(member.joined[:4]) > year
    if not later:
        gone = member.left is not None and int(member.left[:4]) <= year
        return "" if gone or come_later else member.household or ""
    first = later[0]
    if _comes_anew(first):
        return ""
    if come_later and (member.joined or "") < (first.date or ""):
        return ""
    return first.origin or member.household or ""


def _comes_anew(change: MemberChange) -> bool:
    """Whether a change brings somebody in who was in no household of this file."""
    return direction_of(change.kind) == IN and not change.origin
