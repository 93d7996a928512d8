# SPDX-License-Identifier: MIT
"""分户: some members form a household of their own. They take their history along; the old household keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, english
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.services.events.coming import moved
from villagedesk.services.events.ending import still_stands
from villagedesk.services.events.family import name_of, names_of
from villagedesk.services.events.heads import head_record, reminders_of, seen_from, successor
from villagedesk.services.events.recording import (
    checked_day,
    checked_stay,
    kept,
    of_household,
    of_person,
    too_young,
    year_of,
)
from villagedesk.services.events.wanted import NotThisWay, Plan, Proposal
from villagedesk.services.keeping.records import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.wanted import RelationLine, Wanted

_NEW: Final = "new"  # token of the new household
_IDENTITY: Final = ("standard", "programmes", "identified", "identify_year", "family_types", "care_level")


def split(family: Family, wanted: Wanted) -> Plan:
    """The chosen members go; where the head goes with them, those who stay get another in the same action."""
    still_stands(family)
    movers, staying = _parted(family, wanted)
    checked_day(family.store, wanted, movers)
    checked_stay(wanted, movers)
    their_head = _their_head(wanted, movers)
    place = {"village": family.household.village, "group": wanted.group or family.household.group}
    edits = [Edit("household", "", {key: value for key, value in place.items() if value}, _NEW)]
    lines, relations = seen_from(family, wanted, movers, their_head.id)
    order = [their_head, *(one for one in movers if one is not their_head)]
    for position, one in enumerate(order):
        edits += [
            *kept(family.store, one),
            moved(one, wanted, f"@{_NEW}", "other", position),
            of_person(wanted, one.id, origin=family.household.id, target=f"@{_NEW}"),
        ]
    edits += relations
    reminders = [one for one in (too_young(their_head, wanted.date), _spouses(family, movers)) if one]
    if family.last_head in {one.id for one in movers}:
        more, changed = _left_behind(family, wanted, staying)
        lines, edits = [*lines, *more], [*edits, *changed]
        reminders += reminders_of(family, wanted)
    edits += [
        of_household(wanted, "split", family.household.id, other=f"@{_NEW}"),
        of_household(wanted, "formed", f"@{_NEW}", other=family.household.id, head_after=their_head.id),
    ]
    label = _("分户：{name}户分出{movers}").format(name=family.name, movers=names_of(order))
    return Plan(label, tuple(edits), tuple(lines), tuple(_copies(family, wanted)), tuple(reminders))


def _parted(family: Family, wanted: Wanted) -> tuple[list[Member], list[Member]]:
    chosen = [family.living_here(row) for row in wanted.members]
    if not chosen:
        raise NotThisWay(_("分出的成员没有选择。请勾选分出去的人。"))
    staying = [one for one in family.present if one not in chosen]
    if not staying:
        text = _(
            "选中了全部{count}人，原户没有人留下，不是分户。请取消勾选留下的人；全家搬走的用“整户迁离”或“迁往他村”。"
        )
        raise NotThisWay(text.format(count=len(chosen)))
    return [one for one in family.present if one in chosen], staying


def _their_head(wanted: Wanted, movers: Sequence[Member]) -> Member:
    if len(movers) == 1 and not wanted.their_head:
        return movers[0]
    if not wanted.their_head:
        raise NotThisWay(_("新户的户主没有选择。请在分出的成员中选一人。"))
    found = next((one for one in movers if one.id == wanted.their_head), None)
    if found is None:
        raise NotThisWay(_("新户的户主不在分出的成员中。请在分出的成员中选一人。"))
    return found


def _left_behind(family: Family, wanted: Wanted, staying: Sequence[Member]) -> tuple[list[RelationLine], list[Edit]]:
    head = next(one for one in family.members if one.id == family.last_head)
    if not wanted.new_head:
        text = _("户主“{name}”也分出去，原户还有{count}人。请同时选择原户的新户主。")
        raise NotThisWay(text.format(name=name_of(head), count=len(staying)))
    if wanted.new_head not in {one.id for one in staying}:
        raise NotThisWay(_("原户的新户主不能是分出去的人。请选择留下的成员。"))
    lines, edits = successor(family, wanted, staying)
    return lines, [*edits, head_record(family, wanted)]


def _spouses(family: Family, movers: Sequence[Member]) -> str:
    """A couple in two households is a common way to look poor; people should look twice."""
    gone = {one.id for one in movers}
    couple = [one for one in family.present if family.relation_of(one.id) in {"head", "spouse"}]
    if len(couple) != 2 or len([one for one in couple if one.id in gone]) != 1:
        return ""
    text = _("“{one}”和“{other}”是夫妻，分户后不在同一户，请核对是否真实分户")
    return text.format(one=name_of(couple[0]), other=name_of(couple[1]))


def _copies(family: Family, wanted: Wanted) -> list[Proposal]:
    """Facts of the old household that may hold for the new one too; land and house seldom do."""
    household = family.household
    found = []
    if household.address:
        text = _("新户住址同原户：{address}").format(address=household.address)
        found.append(Proposal("address", text, (Edit("household", f"@{_NEW}", {"address": household.address}),)))
    identity = {key: getattr(household, key) for key in _IDENTITY if getattr(household, key)}
    if identity:
        text = _("新户照抄识别信息（识别标准、纳入项目、识别时间等）")
        found.append(Proposal("identity", text, (Edit("household", f"@{_NEW}", identity),)))
    return found + _copies_of_year(family, wanted)


def _copies_of_year(family: Family, wanted: Wanted) -> list[Proposal]:
    year = year_of(wanted.date)
    known = [one for one in family.years if one <= year] or sorted(family.years)[:1]
    if not known:
        return []
    facts, spec = family.years[max(known)], ENTITIES["household_year"]
    found = []
    for group in spec.groups:
        fields = [one for one in spec.fields if one.group == group and not one.fixed]
        given: dict[str, Value] = {
            one.key: getattr(facts, one.key)
            for one in fields
            if one.kind not in {Kind.REF, Kind.PHOTO}
            and one.key != "year"
            and getattr(facts, one.key) not in {None, ()}
        }
        if given:
            text = _("新户照抄{year}年度的“{group}”（{count}项），记入{to}年度")
            name = group.en if english() else group.label
            said = text.format(year=facts.year, group=name, count=len(given), to=year)
            values = {"household": f"@{_NEW}", "year": year, **given}
            found.append(Proposal(f"year:{group.en}", said, (Edit("household_year", "", values),)))
    return found
