# SPDX-License-Identifier: MIT
"""The history of a person who was made one of two records: where he lived in which year must still follow from it (M56)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.membership import IN, STAY, direction_of
from villagedesk.services.events.recording import kept
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.member import Member
    from villagedesk.store.door import Change
    from villagedesk.store.store import Store


def record_move(store: Store, change: Change, first: Member, second: Member) -> None:
    """Write that the first, who goes on, went to where the second is; what only his present fields told of it before, too.

    Where the office of the second recorded the coming, that record gets the household from which he came.
    """
    for edit in kept(store, first):
        change.put("member_change", store.new_id(), edit.values)
    day = second.joined or first.left
    gone_before = first.left is not None and day is not None and first.left < day
    origin = None if gone_before else first.household
    told = [
        one.id
        for one in reads.of_owner(store, MemberChange, second.id)
        if direction_of(one.kind) == IN and not one.origin and one.date == day and one.target == second.household
    ]
    for row in told:
        change.put("member_change", row, {"origin": origin})
    if not told:
        kind = second.join_reason if second.join_reason in {"married_in", "moved_in"} else "moved_in"
        facts = {"kind": kind, "date": day, "evidence": second.change_evidence, "origin": origin}
        change.put("member_change", store.new_id(), {"member": first.id, **facts, "target": second.household})


def of_elsewhere(store: Store, loser: str, household: str | None) -> frozenset[str]:
    """Records of how somebody came to another household than the one in which he goes on, or left it: not his history."""
    return frozenset(
        one.id
        for one in reads.of_owner(store, MemberChange, loser)
        if direction_of(one.kind) != STAY and household not in {one.origin, one.target}
    )
