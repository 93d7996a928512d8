# SPDX-License-Identifier: MIT
"""Finds the household and the person of the file whom a row of the roster means; several that fit are never guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.identity import comparable
from villagedesk.models.values.show import label_of
from villagedesk.models.values.text import matching_form
from villagedesk.sheets.families import name_form
from villagedesk.sheets.targets import value_spec

if TYPE_CHECKING:
    from villagedesk.models.catalogue.household import Household
    from villagedesk.models.catalogue.member import Member
    from villagedesk.sheets.cells import Row
    from villagedesk.sheets.columns import Layout
    from villagedesk.sheets.families import Family
    from villagedesk.sheets.known import Known


class Matcher:
    """Matches families and rows with what is known; rows that cannot be told apart are held with the reason."""

    def __init__(self, known: Known, layout: Layout) -> None:
        self._known = known
        self._layout = layout
        self._taken: dict[str, Row] = {}  # members of the file that a row has claimed
        self.mentioned: set[str] = set()  # households and members that the roster names, whether imported or held

    # -- households -------------------------------------------------------------------------------------------------

    def household_of(self, family: Family, village: str) -> Household | None:
        """The household, None if it is new. If several fit, all rows of the family are held."""
        found = self._candidates(family, village)
        self.mentioned.update(found)
        for row in family.rows if not self._known.has_nobody else ():
            self.mentioned.update(one.id for one in self._by_numbers(row))
        if len(found) > 1:
            column = self._layout.column_of("household.hh_no")
            for row in family.open_rows:
                rule = _("在本档中对应{count}户，无法确定是哪一户，整行没有导入").format(count=len(found))
                remedy = _("请先在本档中合并或改正这些户，或在表中填写户编号")
                label = label_of(value_spec("household.hh_no"))
                problem = Problem(label, family.number, rule, remedy, Level.DOUBT, person=row.name)
                row.hold(problem, column.index if column else None)
            return None
        return self._known.household(found[0]) if found else None

    def _candidates(self, family: Family, village: str) -> list[str]:
        """By 户编号; without one by the head, by 村内户号, by the numbers of any member."""
        if family.number:
            return self._known.households_of_number(family.number)
        if self._known.has_nobody:
            return []
        id_no = family.head_fact("head_id", "id_no")
        found = self._homes(self._known.of_id_no(id_no)) if id_no else []
        found = found or self._of_head(family, village, id_no)
        if not found and family.local:
            found = self._known.households_of_local(family.local, village)
        return found or self._homes([one for row in family.rows for one in self._by_numbers(row)])

    def _of_head(self, family: Family, village: str, id_no: str) -> list[str]:
        """Households of this village and group whose head has this name, or that have no head but somebody of this name."""
        name = family.head_fact("head_name", "name")
        namesakes = (
            [one for one in self._known.of_name(name) if self._may_be_in(one, family.group, village)] if name else []
        )
        heads = self._known.heads(namesakes)
        found = self._homes([one for one in namesakes if one.id in heads])
        if len(found) > 1 and id_no:
            return [home for home in found if not all(one.id_no for one in namesakes if one.household == home)]
        if found:
            return found
        others = [one for one in namesakes if not (id_no and one.id_no)]
        return [home for home in self._homes(others) if not self._known.heads(self._known.members_of(home))]

    def _homes(self, members: list[Member]) -> list[str]:
        return list(dict.fromkeys(one.household for one in members if one.household in self._known.households))

    def _may_be_in(self, member: Member, group: str, village: str) -> bool:
        home = self._known.household(member.household or "")
        if home is None or (village and home.village and home.village != village):
            return False
        return not group or not home.group or matching_form(group) == matching_form(home.group)

    # -- people -----------------------------------------------------------------------------------------------------

    def member_of(self, row: Row, household: str) -> Member | None:
        """The person, None if new to the file or held. `household` is the id of the family's household."""
        if self._known.has_nobody:
            return None
        found = self._by_numbers(row)
        here = [one for one in found if one.household == household]
        away = [one for one in found if one.household != household and one.household in self._known.households]
        if not here and away:
            self._hold_elsewhere(row, away[0])
            return None
        here = here or found or self._by_name(row, household)
        self.mentioned.update(one.id for one in here)
        if len(here) > 1:
            rule = _("在本档的同一户中对应{count}人，无法确定是哪一位，整行没有导入").format(count=len(here))
            self._hold(row, "member.name", rule, _("请填写人编号或证件号码，或先在本档中改正重复的成员"))
            return None
        return self._claim(row, here[0]) if here else None

    def _by_numbers(self, row: Row) -> list[Member]:
        if self._known.has_nobody:
            return []
        person, id_no = row.said["member"].get("person_no"), row.said["member"].get("id_no")
        found = self._known.of_person(str(person)) if person else []
        return found or (self._known.of_id_no(str(id_no)) if id_no else [])

    def _by_name(self, row: Row, household: str) -> list[Member]:
        """Members of the household of this name whose birth does not contradict and who have no other 人编号."""
        people = self._known.members_of(household)
        if not people:
            return []
        said = row.said["member"]
        inferred = {one.key: one.value for one in row.inferred if one.part == "member"}
        birth = said.get("birth") or inferred.get("birth")
        name = name_form(row.name)
        found = []
        for one in people:
            other_number = said.get("person_no") and one.person_no
            other_birth = birth and one.birth and birth != one.birth
            if name and name_form(one.name or "") == name and not other_number and not other_birth:
                found.append(one)
        certain = [one for one in found if birth and one.birth == birth]
        return certain or found

    def _claim(self, row: Row, member: Member) -> Member | None:
        first = self._taken.setdefault(member.id, row)
        if first is row:
            return member
        rule = _("与第{line}行对应本档中的同一人，整行没有导入").format(line=first.line)
        self._hold(row, "member.name", rule, _("请核对是否重复；不是同一人的请填写人编号或证件号码"))
        return None

    def _hold_elsewhere(self, row: Row, member: Member) -> None:
        home = self._known.household(member.household or "")
        where = (home and (home.hh_no or home.local_no or home.group)) or ""
        rule = _("在本档中是另一户（{household}）的成员，整行没有导入").format(household=where)
        self._hold(row, "member.name", rule, _("请先在本档中办理人员变更（转出、转入），再导入"))

    def _hold(self, row: Row, path: str, rule: str, remedy: str) -> None:
        column = self._layout.column_of(path)
        spec = value_spec(path)
        problem = Problem(label_of(spec), row.name, rule, remedy, Level.DOUBT, entity=spec.entity, key=spec.key)
        row.hold(problem, column.index if column else None)


def hold_doubles(rows: list[Row], layout: Layout) -> None:
    """Rows with an identity number or person number that an earlier row has: both are named, the later one is held."""
    for path in ("member.id_no", "member.person_no"):
        spec = value_spec(path)
        column = layout.column_of(path)
        index = column.index if column else None
        first: dict[str, Row] = {}
        for row in rows:
            value = row.said["member"].get(spec.key)
            if not value:
                continue
            mark = comparable(str(value)) if spec.key == "id_no" else str(value)
            earlier = first.setdefault(mark, row)
            if earlier is row:
                continue
            remedy = _("请核对是否重复；同一人只保留一行")
            for one, other, rule in (
                (earlier, row, _("与第{line}行重复")),
                (row, earlier, _("与第{line}行重复，整行没有导入")),
            ):
                problem = Problem(label_of(spec), str(value), rule.format(line=other.line), remedy, person=one.name)
                one.complain(problem, index)
            row.held = True
