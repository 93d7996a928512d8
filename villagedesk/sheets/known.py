# SPDX-License-Identifier: MIT
"""What the village file knows already of the people of a roster, read in bulk before the rows are matched.

Only rows that the roster may touch are read, so that a village's roster is quickly checked against a whole township.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeVar

from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.listing import SYSTEM, MemberList
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.models.catalogue.spec import Record
from villagedesk.models.enrolling import REGISTER
from villagedesk.models.values.identity import comparable, converted_15
from villagedesk.sheets.families import name_form
from villagedesk.store import reads, recycle
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.sheets.cells import Row
    from villagedesk.store.store import Store

_CHUNK: Final = 5_000
R = TypeVar("R", bound=Record)


class Known:
    """Households and members of the file by the marks under which a roster names them.

    Attributes:
        households: live households by id.
        binned: ids of households and members that lie in the recycle bin.
    """

    def __init__(self, store: Store, villages: Iterable[str] | None) -> None:
        """Read the households of these villages (None: of the whole file) with their members."""
        self._store = store
        self._whole = villages is None
        self.households: dict[str, Household] = {}
        self.binned: set[str] = set()
        self._members: dict[str, Member] = {}
        self._of_household: dict[str, list[str]] = defaultdict(list)
        self._by_number: dict[str, list[str]] = defaultdict(list)
        self._by_person: dict[str, list[str]] = defaultdict(list)
        self._by_id_no: dict[str, list[str]] = defaultdict(list)
        thrown = [one.record for one in recycle.discarded(store, limit=max(recycle.count(store), 1))]
        self._bin_households = {one.id: one for one in thrown if isinstance(one, Household)}
        self._bin_members = {one.id: one for one in thrown if isinstance(one, Member)}
        if villages is None:
            self._add_households(reads.where(store, Household))
        else:
            self._add_households(_among(store, Household, "village", villages))
            self._add_households(reads.where(store, Household, "village IS NULL"))

    def look_up(self, rows: list[Row]) -> None:
        """Read what else the roster names: households by number, people by person number and identity number."""
        if self.is_blank:
            return
        numbers = {str(row.said["household"]["hh_no"]) for row in rows if row.said["household"].get("hh_no")}
        persons = {str(row.said["member"]["person_no"]) for row in rows if row.said["member"].get("person_no")}
        id_nos = {comparable(str(row.said["member"]["id_no"])) for row in rows if row.said["member"].get("id_no")}
        store = self._store
        self._add_households(_among(store, Household, "hh_no", numbers))
        self._add_households(_among(store, Household, "id", {derived_id("household", one) for one in numbers}))
        self._take_from_bin(numbers, persons, id_nos)
        self._add_members(_all_of(reads.of_owners(store, Member, {*self.households, *self._bin_households})))
        self._add_members(_among(store, Member, "person_no", persons))
        self._add_members(_among(store, Member, "id", {derived_id("member", one) for one in persons}))
        self._add_members(_among(store, Member, "id_no", {*id_nos, *filter(None, map(_old_form, id_nos))}))
        elsewhere = {one.household for one in self._members.values() if one.household} - set(self.households)
        self._add_households(_among(store, Household, "id", elsewhere))

    def _take_from_bin(self, numbers: set[str], persons: set[str], id_nos: set[str]) -> None:
        """Removed rows that the roster names again come back; a live row of the same name goes before them."""
        for household in self._bin_households.values():
            if household.hh_no in numbers and not self._by_number.get(household.hh_no):
                self.binned.add(household.id)
                self._by_number[household.hh_no].append(household.id)
        for member in self._bin_members.values():
            if member.person_no in persons or (member.id_no and comparable(member.id_no) in id_nos):
                self.binned.add(member.id)
        self._add_members([self._bin_members[row] for row in sorted(self.binned) if row in self._bin_members])

    def _add_households(self, found: Iterable[Household]) -> None:
        for one in found:
            if one.id not in self.households:
                self.households[one.id] = one
                if one.hh_no:
                    self._by_number[one.hh_no].append(one.id)

    def _add_members(self, found: Iterable[Member]) -> None:
        for one in found:
            if one.id in self._members:
                continue
            self._members[one.id] = one
            self._of_household[one.household or ""].append(one.id)
            if one.person_no:
                self._by_person[one.person_no].append(one.id)
            if one.id_no:
                self._by_id_no[comparable(one.id_no)].append(one.id)

    @property
    def has_nobody(self) -> bool:
        """Whether nobody of the file can be meant by any row."""
        return not self._members

    @property
    def is_blank(self) -> bool:
        """Whether the file has never had a household: nothing that a roster brings can exist already."""
        return self._whole and not self.households and not self._bin_households and not self._bin_members

    def household(self, row: str) -> Household | None:
        """A household, live or in the bin."""
        return self.households.get(row) or self._bin_households.get(row)

    def member(self, row: str) -> Member | None:
        """A member, live or in the bin."""
        return self._members.get(row)

    def households_of_number(self, number: str) -> list[str]:
        """Ids of the households with this 户编号; one that was made from it counts though its number was changed."""
        found = self._by_number.get(number)
        if self.is_blank:
            return []
        made = derived_id("household", number)
        if not found and made in self._bin_households:
            self.binned.add(made)
        return list(found) if found else ([made] if self.household(made) else [])

    def households_of_local(self, number: str, village: str) -> list[str]:
        """Ids of the live households of a village with this 村内户号."""
        found = (one for one in self.households.values() if one.local_no == number)
        return [one.id for one in found if not village or one.village in {village, None}]

    def members_of(self, household: str) -> list[Member]:
        """Everybody who ever belonged to a household and is not in the bin, or is named by the roster again."""
        return [self._members[row] for row in self._of_household.get(household, ())]

    def of_person(self, number: str) -> list[Member]:
        """Members with this 人编号, or made from it."""
        found = self._by_person.get(number)
        if found:
            return self._live_first(found)
        made = self._members.get(derived_id("member", number)) if self._members else None
        return [made] if made else []

    def of_id_no(self, number: str) -> list[Member]:
        """Members with this identity number, in whichever form."""
        return self._live_first(self._by_id_no.get(comparable(number), ()))

    def _live_first(self, rows: Iterable[str]) -> list[Member]:
        members = [self._members[row] for row in rows]
        return [one for one in members if one.id not in self.binned] or members

    def of_name(self, name: str) -> list[Member]:
        """Live members of live households who are called so."""
        wanted = name_form(name)
        return [
            one
            for one in self._members.values()
            if one.name and one.household in self.households and name_form(one.name) == wanted
        ]

    def heads(self, members: Iterable[Member]) -> set[str]:
        """Those of these members who were the head in any year."""
        ids = [one.id for one in members]
        facts = _all_of(reads.of_owners(self._store, MemberYear, ids))
        return {one.member for one in facts if one.relation == "head" and one.member}

    def strangers(self, villages: set[str] | None, mentioned: set[str]) -> list[tuple[Household, list[Member]]]:
        """Live households with those of their members, not registered as gone, whom the roster does not mention.

        Args:
            villages: the villages to look at, None for all.
            mentioned: ids of the households and members that the roster names.
        """
        found = []
        for one in self.households.values():
            if villages is not None and one.village not in villages:
                continue
            people = [m for m in self.members_of(one.id) if m.left is None and m.id not in self.binned]
            absent = [m for m in people if m.id not in mentioned]
            if absent or one.id not in mentioned:
                found.append((one, absent))
        return found


class YearFacts:
    """The rows of one year of households and members, by whom they are about."""

    def __init__(self, store: Store, year: int, households: Iterable[str], members: Iterable[str]) -> None:
        owners = list(households)
        self.household_year = {one.household: one for one in _of_year(store, HouseholdYear, owners, year)}
        self.income_year = {one.household: one for one in _of_year(store, IncomeYear, owners, year)}
        self.cause = {(one.household, one.rank): one for one in _of_year(store, Cause, owners, year)}
        self.member_year = {one.member: one for one in _of_year(store, MemberYear, list(members), year)}
        lists = _of_year(store, MemberList, owners, year)
        self.lists = {one.household: one for one in lists if one.kind == SYSTEM}
        enrolments = _among(store, Enrolment, "household", owners)
        self.registered = {one.household for one in enrolments if one.programme == REGISTER}


def _of_year(store: Store, kind: type[R], owners: list[str], year: int) -> list[R]:
    column = "member" if kind is MemberYear else "household"
    return _among(store, kind, column, owners, f" AND year = {int(year)}")


def _among(store: Store, kind: type[R], column: str, wanted: Iterable[str], more: str = "") -> list[R]:
    """Live records with one of these values in a column."""
    values = sorted({one for one in wanted if one})
    found: list[R] = []
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        found += reads.where(store, kind, f'"{column}" IN ({",".join("?" * len(part))}){more}', part)
    return found


def _all_of(groups: dict[str, list[R]]) -> list[R]:
    return [one for group in groups.values() for one in group]


def _old_form(number: str) -> str:
    """The 15-digit form that a number may still have in the file; empty for people born outside the twentieth century."""
    old = number[:6] + number[8:17] if len(number) == 18 and number[6:8] == "19" else ""
    return old if old and old.isdecimal() and converted_15(old) == number else ""
