# SPDX-License-Identifier: MIT
"""Everything that happened to a household and its people, by the day on which it happened, with the day of entry beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from villagedesk.i18n import _, aside, listed
from villagedesk.models.catalogue.change import HouseholdChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.others import place_of
from villagedesk.models.values.show import shown
from villagedesk.store import changes, disputes, joins, reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.change import MemberChange
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        id: of the record; empty where only the present fields of a member tell it.
        entity: `member_change` or `household_change`; empty likewise.
        date: day of the event (ISO); `entered` when it was written down, and by `who`.
        what: the kind in words; `whose` the person, or the household.
        detail: from where, where to, which other household.
    """

    id: str
    entity: str
    date: str
    what: str
    whose: str
    detail: str
    evidence: str
    note: str
    entered: str = ""
    who: str = ""


def timeline(store: Store, household: str) -> list[Event]:
    """What was recorded of a household, of those in it, and of those who came from it or went to it; the latest first."""
    of_people = changes.of_people(store, household)
    of_household = reads.of_owner(store, HouseholdChange, household)
    names = _names(store, of_people, of_household)
    places = _places(store, household, of_people, of_household)
    events = [_of_person(one, names, places) for one in of_people]
    events += [_of_household(store, one, names, places) for one in of_household]
    told = {(one.member, one.date) for one in of_people}
    events += [one for member in reads.of_owner(store, Member, household) for one in _untold(member, told)]
    events = _with_doubles(events)
    entered = changes.entered(store, [one.id for one in events if one.id])
    dated = [_with_entry(one, entered.get(one.id)) for one in events]
    identified = _identified(store, household)
    return sorted([*dated, *identified], key=lambda one: (one.date, one.entered, one.id), reverse=True)


def _with_doubles(events: list[Event]) -> list[Event]:
    """The same event entered on two computers is told as such; people remove one of the two records."""
    seen = Counter((one.entity, one.whose, one.what, one.date) for one in events if one.id)
    text = _("与另一条相同，可能登记了两遍")
    return [
        replace(one, detail=listed((one.detail, text)))
        if one.id and seen[one.entity, one.whose, one.what, one.date] > 1
        else one
        for one in events
    ]


def _with_entry(event: Event, entry: tuple[str, str] | None) -> Event:
    return replace(event, entered=entry[0], who=entry[1]) if entry else event


def _names(store: Store, of_people: Iterable[MemberChange], of_household: Iterable[HouseholdChange]) -> dict[str, str]:
    rows = {one.member for one in of_people} | {
        row for one in of_household for row in (one.head_before, one.head_after)
    }
    return {row: told[0] for row, told in joins.names_and_places(store, [one for one in rows if one]).items()}


def _places(
    store: Store, household: str, of_people: Iterable[MemberChange], of_household: Iterable[HouseholdChange]
) -> dict[str, str]:
    """The other households in words; the one whose timeline it is needs none."""
    rows = {row for one in of_people for row in (one.origin, one.target)} | {one.other for one in of_household}
    others = {row for row in rows if row and row != household}
    titles = disputes.titles_of(store, others) if others else {}
    return {row: place_of(*titles[row]) if row in titles else _("（未知的户）") for row in others}


def _of_person(one: MemberChange, names: dict[str, str], places: dict[str, str]) -> Event:
    came = _("从{place}来").format(place=places[one.origin]) if one.origin in places else ""
    went = _("到{place}").format(place=places[one.target]) if one.target in places else ""
    spec = field_spec("member_change.kind")
    return Event(
        one.id, "member_change", one.date or "", shown(spec, one.kind), names.get(one.member or "") or _("（未命名）"),
        listed((came, went, one.place or "")), one.evidence or "", one.note or "",
    )  # fmt: skip


def _of_household(store: Store, one: HouseholdChange, names: dict[str, str], places: dict[str, str]) -> Event:
    heads = [names.get(row or "", "") for row in (one.head_before, one.head_after)]
    change = " → ".join(filter(None, heads)) if one.kind == "head" else ""
    village = reads.get(store, Village, one.village_after) if one.village_after else None
    statuses = [shown(field_spec("household_change.status_after"), one.status_after)] if one.status_after else []
    detail = listed(
        (change, places.get(one.other or "", ""), (village.name if village else "") or "", *statuses, one.place or "")
    )
    what = shown(field_spec("household_change.kind"), one.kind)
    return Event(
        one.id, "household_change", one.date or "", what, _("本户"), detail, one.evidence or "", one.note or ""
    )


def _untold(member: Member, told: set[tuple[str | None, str | None]]) -> list[Event]:
    """How a person came and left, where only the member's present fields say it: entered in the grid, or imported."""
    found = []
    for day, key, else_word in (
        (member.joined, "join_reason", _("增加")), (member.left, "leave_reason", _("减少")),
    ):  # fmt: skip
        if day and (member.id, day) not in told:
            what = shown(field_spec(f"member.{key}"), getattr(member, key)) or else_word
            evidence = member.change_evidence or ""
            detail = _("登记在成员资料中")
            found.append(Event("", "", day, what, member.name or _("（未命名）"), detail, evidence, ""))
    return found


def _identified(store: Store, household: str) -> list[Event]:
    """When the household came under the programmes, as far as it is known."""
    found = reads.get(store, Household, household)
    if found is None or not found.identified:
        return []
    standard = shown(field_spec("household.standard"), found.standard) if found.standard else ""
    return [Event("", "", found.identified, aside(_("识别纳入"), standard), _("本户"), "", "", "")]
