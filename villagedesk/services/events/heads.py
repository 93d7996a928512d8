# SPDX-License-Identifier: MIT
"""Change of head: everybody's relation is seen anew from the new one, as a proposal that people confirm line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.change import HouseholdChange
from villagedesk.models.headship import UNKNOWN, turned
from villagedesk.services.events.family import name_of
from villagedesk.services.events.recording import checked_day, checked_stay, of_household, too_young, year_of
from villagedesk.services.events.wanted import NotThisWay, Plan, RelationLine
from villagedesk.services.keeping.records import Edit
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.catalogue.member import Member
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.wanted import Wanted


def change_of_head(family: Family, wanted: Wanted) -> Plan:
    """Another member becomes head; the old one stays in the household."""
    if not wanted.new_head:
        raise NotThisWay(_("请选择新户主。"))
    new = family.living_here(wanted.new_head)
    checked_day(family.store, wanted, [new])
    checked_stay(wanted, [new])
    if family.head and family.head.id == new.id:
        text = _("“{name}”已经是户主。请选择另一名成员。")
        raise NotThisWay(text.format(name=name_of(new)))
    lines, edits = successor(family, wanted, family.present)
    record = head_record(family, wanted)
    label = _("更换户主：{before} → {after}").format(before=family.name, after=name_of(new))
    return Plan(label, (*edits, record), tuple(lines), reminders=tuple(reminders_of(family, wanted)))


def head_record(family: Family, wanted: Wanted) -> Edit:
    """The record of the change of head.

    Raises:
        NotThisWay: the new head was not there yet on the day, or a later change of head is recorded already; relations are
            always those to the latest head.
    """
    new = [one for one in family.present if one.id == wanted.new_head]
    checked_day(family.store, wanted, new)
    checked_stay(wanted, new)
    for one in reads.of_owner(family.store, HouseholdChange, family.household.id):
        if one.kind == "head" and (one.date or "") > wanted.date:
            text = _("更换户主日期“{day}”早于已登记的{later}那一次。请先撤销后面的一次，再按先后登记。")
            raise NotThisWay(text.format(day=wanted.date, later=one.date))
    return of_household(
        wanted, "head", family.household.id, head_before=family.last_head or None, head_after=wanted.new_head
    )


def successor(family: Family, wanted: Wanted, staying: Sequence[Member]) -> tuple[list[RelationLine], list[Edit]]:
    """Relations to the new head of those who stay, and what writing them means; kinship goes by way of the old head."""
    return seen_from(family, wanted, staying, wanted.new_head)


def seen_from(
    family: Family, wanted: Wanted, people: Sequence[Member], head: str
) -> tuple[list[RelationLine], list[Edit]]:
    """Relations of some members to one of them as their head.

    Raises:
        NotThisWay: people chose a second head, or a second spouse.
    """
    derived = turned(family.kin_by_head(), head)
    year, lines, edits = year_of(wanted.date), [], list[Edit]()
    for one in people:
        to_head = derived.get(one.id, UNKNOWN)
        code = "head" if one.id == head else wanted.relations.get(one.id, to_head.code)
        if one.id != head:
            before = family.relation_of(one.id)
            lines.append(RelationLine(one.id, name_of(one), one.sex or "", before, to_head.code, to_head.sure, code))
        edits += family.relation_edits(one.id, code, year)
    one_of_each(lines)
    return lines, edits


def one_of_each(lines: Sequence[RelationLine]) -> None:
    """Nobody else is head, and there is one spouse at most (B02, B03).

    Raises:
        NotThisWay: otherwise.
    """
    for one in lines:
        if one.chosen == "head":
            raise NotThisWay(_("“{name}”的与户主关系不能填“户主”，户主只能有一人。请另选关系。").format(name=one.name))
    spouses = [one.name for one in lines if one.chosen == "spouse"]
    if len(spouses) > 1:
        text = _("“{one}”和“{other}”的与户主关系都是“配偶”，只能有一人。请改正其中一人。")
        raise NotThisWay(text.format(one=spouses[0], other=spouses[1]))


def reminders_of(family: Family, wanted: Wanted) -> list[str]:
    """What to think of after a change of head (K13, B11)."""
    new = next((one for one in family.present if one.id == wanted.new_head), None)
    young = too_young(new, wanted.date) if new else ""
    papers = _("协议、明白卡、封面等纸质材料上仍是原户主，请重打受影响的表")
    helpers = _("结对责任人不变：{names}；要换的，请到“帮扶责任人”更换")
    names = listed(name for _pairing, name in family.pairings)
    return [one for one in (young, papers, helpers.format(names=names) if names else "") if one]
