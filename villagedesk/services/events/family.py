# SPDX-License-Identifier: MIT
"""A household as events see it: who is in it now, what they are to the head, and in which years something is known."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.change import HouseholdChange
from villagedesk.models.catalogue.help import Cadre, Pairing
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.headship import Kin
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.keeping.records import Edit
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store


class Family:
    """A household with everybody on record in it.

    Raises:
        NotThisWay: there is no such household, or it lies in the recycle bin.
    """

    def __init__(self, store: Store, household: str) -> None:
        found = reads.get(store, Household, household)
        if found is None:
            raise NotThisWay(_("该户已不在文件中，可能已移入回收站。请刷新后再试。"))
        self.store = store
        self.household = found
        self.members = reads.of_owner(store, Member, household)
        self.present = [one for one in self.members if not one.left and not one.merged_into]
        facts = reads.of_owners(store, MemberYear, [one.id for one in self.members])
        self._facts = {row: sorted(own, key=_year) for row, own in facts.items()}

    # -- who --------------------------------------------------------------------------------------------------------

    def on_record(self, row: str) -> Member:
        """A member of the household, gone or not."""
        found = next((one for one in self.members if one.id == row), None)
        if found is None:
            raise NotThisWay(_("这名成员不在本户，可能已被移走或删除。请重新选择。"))
        return found

    def living_here(self, row: str) -> Member:
        """A member who belongs to the household now."""
        found = self.on_record(row)
        if found not in self.present:
            text = _("“{name}”已于{day}减少，不在户内。请重新选择；登记错了的，请先撤销或改正。")
            raise NotThisWay(text.format(name=name_of(found), day=found.left or _("此前")))
        return found

    def facts_of(self, row: str) -> list[MemberYear]:
        """A member's facts of every year, the earliest first."""
        return self._facts.get(row, [])

    def relation_of(self, row: str) -> str:
        """The latest known relation to the head; what was said of a former head, or in another household, is none."""
        person = next((one for one in self.members if one.id == row), None)
        since = max(self._head_since, int((person.joined or "0")[:4]) if person else 0)
        known = (one for one in reversed(self.facts_of(row)) if _year(one) >= since)
        return next((one.relation for one in known if one.relation), "")

    @cached_property
    def formed(self) -> str:
        """The day (ISO) on which a split formed the household; empty if none is recorded."""
        return max((one.date or "" for one in self._changes if one.kind == "formed"), default="")

    @cached_property
    def _head_since(self) -> int:
        """The year of the latest change of head; 0 if none is recorded."""
        return max(
            (int(one.date[:4]) for one in self._changes if one.kind in {"head", "formed"} and one.date), default=0
        )

    @cached_property
    def _changes(self) -> list[HouseholdChange]:
        return reads.of_owner(self.store, HouseholdChange, self.household.id)

    @cached_property
    def head(self) -> Member | None:
        """The head, if one and only one of those who are present is called so."""
        heads = [one for one in self.present if self.relation_of(one.id) == "head"]
        return heads[0] if len(heads) == 1 else None

    @cached_property
    def last_head(self) -> str:
        """Id of the head, or of who was head last; empty if nobody ever was."""
        if self.head:
            return self.head.id
        heads = [one for one in self.members if self.relation_of(one.id) == "head"]
        return max(heads, key=lambda one: one.left or "").id if heads else ""

    @property
    def name(self) -> str:
        """What the household is called, without 户."""
        person = self.head or next(iter(self.present), None) or next(iter(self.members), None)
        known = name_of(person) if person else ""
        return known or self.household.local_no or self.household.hh_no or _("未命名")

    def kin_by_head(self) -> list[Kin]:
        """Everybody on record as kinship sees them; those who were head before the last one said nothing of the others."""
        people = [one for one in self.members if not one.merged_into]
        found = [Kin(one.id, self.relation_of(one.id), one.sex or "") for one in people]
        return [one for one in found if one.relation != "head" or one.id == self.last_head]

    def next_position(self) -> int:
        """The place of somebody who comes in."""
        places = [one.position for one in self.members if isinstance(one.position, int)]
        return 1 + max(places, default=-1)

    # -- years ------------------------------------------------------------------------------------------------------

    def years_from(self, year: int) -> list[int]:
        """The years from some year on in which a relation of anybody is known; that year itself if in none."""
        known = {_year(one) for own in self._facts.values() for one in own if one.relation}
        return sorted(one for one in known if one >= year) or [year]

    @cached_property
    def years(self) -> dict[int, HouseholdYear]:
        """The household's own facts by year."""
        found = reads.of_owner(self.store, HouseholdYear, self.household.id)
        return {one.year: one for one in found if isinstance(one.year, int)}

    def relation_edits(self, row: str, code: str, year: int, facts: list[MemberYear] | None = None) -> list[Edit]:
        """A person gets a relation in every year from some year on in which he has facts; at least in one.

        `facts` are those of somebody who comes from elsewhere, by year.
        """
        wanted = {"relation": code or None, "relation_text": None}
        own = [one for one in (self.facts_of(row) if facts is None else facts) if _year(one) >= year]
        if own:
            return [Edit("member_year", one.id, wanted) for one in own if one.relation != (code or None)]
        return [Edit("member_year", "", {"member": row, "year": self.years_from(year)[-1], **wanted})] if code else []

    # -- help -------------------------------------------------------------------------------------------------------

    @cached_property
    def pairings(self) -> list[tuple[Pairing, str]]:
        """The pairings that have not ended, each with the name of its cadre."""
        found = []
        for one in reads.of_owner(self.store, Pairing, self.household.id):
            if not one.end:
                cadre = reads.get(self.store, Cadre, one.cadre) if one.cadre else None
                found.append((one, (cadre.name if cadre else "") or _("（未登记责任人）")))
        return found


def name_of(member: Member) -> str:
    """The name, or a word for it."""
    return member.name or _("（未命名）")


def names_of(members: Iterable[Member]) -> str:
    """Several names, one after another."""
    return listed(name_of(one) for one in members)


def _year(facts: MemberYear) -> int:
    return facts.year if isinstance(facts.year, int) else 0
