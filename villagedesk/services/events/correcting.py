# SPDX-License-Identifier: MIT
"""Correcting what was recorded of an event: the present fields that hold the same day follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.services.events.recording import checked_day, title_of
from villagedesk.services.events.wanted import NotThisWay, Wanted
from villagedesk.services.records import Edit
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Store


def corrections(store: Store, entity: str, row: str, changes: Mapping[str, Value]) -> tuple[str, list[Edit]]:
    """The name of the action, and what correcting a record writes; nothing where nothing changes.

    Raises:
        NotThisWay: the day cannot be true, or the record is gone.
    """
    if entity == "member_change":
        return _of_person(store, row, changes)
    record = reads.get(store, HouseholdChange, row)
    if record is None:
        raise NotThisWay(_("这条变动记录已被删除。请刷新后再试。"))
    edits = [Edit(entity, row, changes)] if changes else []
    if "date" in changes:
        checked_day(store, Wanted(record.kind or "", record.household or "", str(changes["date"] or "")))
        household = reads.get(store, Household, record.household or "")
        if household is not None and household.ended and household.ended == record.date:
            edits.append(Edit("household", household.id, {"ended": changes["date"]}))
    return _label(record.kind), edits


def _of_person(store: Store, row: str, changes: Mapping[str, Value]) -> tuple[str, list[Edit]]:
    record = reads.get(store, MemberChange, row)
    if record is None:
        raise NotThisWay(_("这条变动记录已被删除。请刷新后再试。"))
    edits = [Edit("member_change", row, changes)] if changes else []
    member = reads.get(store, Member, record.member or "")
    if "date" in changes and member is not None:
        people = [] if record.kind == "birth" else [member]
        day = checked_day(store, Wanted(record.kind or "", member.household or "", str(changes["date"] or "")), people)
        keys = ("joined", "left", *(("birth",) if record.kind == "birth" else ()))
        same = {key: day for key in keys if record.date and getattr(member, key) == record.date}
        joined, left = same.get("joined", member.joined), same.get("left", member.left)
        if joined and left and left < joined:
            text = _("减少日期“{left}”早于“{name}”的增加日期{joined}。请核对这两个日期。")
            raise NotThisWay(text.format(left=left, name=member.name or "", joined=joined))
        if same:
            edits.append(Edit("member", member.id, same))
    return _label(record.kind), edits


def _label(kind: str | None) -> str:
    return _("改正变动记录：{event}").format(event=title_of(kind or ""))
