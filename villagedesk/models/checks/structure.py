# SPDX-License-Identifier: MIT
"""Checks B01–B07, B09, B10 and B14: how a household is made up (domain.md §9.3 B)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Found, Rule, Scope, Surroundings, problem, shown_field, unjudged
from villagedesk.models.codes import codes_of
from villagedesk.models.problem import Level
from villagedesk.models.relations import sex_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person


def _empty(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    if not case.people and not case.household.ended:
        found = problem(
            ("B10", Level.ERROR), "household.group", case.household.id, _("还没有成员"), _("请先登记家庭成员")
        )
        yield found.at(field=_("本户"))  # the group is only where the cursor goes; the fault is the household's


def _no_head(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    if case.people and not any(person.relation == "head" for person in case.people):
        yield problem(
            ("B01", Level.ERROR), "member_year.relation", case.people[0].facts.id, _("中没有“户主”"),
            _("请把一名成员的与户主关系选为“户主”"),
        )  # fmt: skip


def _heads(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    yield from _more_than_one("B02", [person for person in case.people if person.relation == "head"])


def _spouses(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    yield from _more_than_one("B03", [person for person in case.people if person.relation == "spouse"])


def _more_than_one(code: str, people: list[Person]) -> Iterator[Found]:
    for person in people[1:]:
        yield problem(
            (code, Level.ERROR), "member_year.relation", person.facts.id,
            _("有{count}人").format(count=len(people)), _("只能有一人，请核对其余各人的关系"),
            value=shown_field("member_year.relation", person.relation), person=person.name,
        )  # fmt: skip


def _couple(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    head = case.head
    spouses = [person for person in case.people if person.relation == "spouse"]
    if not head or len(spouses) != 1:
        return  # B01, B02, B03
    for person in (head, spouses[0]):
        if not person.member.sex:
            yield unjudged("B04", "member.sex", person.member.id, person.name)
    if head.member.sex and head.member.sex == spouses[0].member.sex:
        yield problem(
            ("B04", Level.ERROR), "member.sex", spouses[0].member.id, _("与户主相同，但关系是“配偶”"), _("请核对两人的性别和关系"),
            value=shown_field("member.sex", head.member.sex), person=spouses[0].name,
        )  # fmt: skip


def _no_relation(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        if not person.relation:
            yield problem(
                ("B05", Level.ERROR), "member_year.relation", person.facts.id, _("没有填写"), _("请选择与户主的关系"),
                person=person.name,
            )  # fmt: skip


def _unknown_relation(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    known = codes_of("relation")
    for person in case.people:
        if person.relation and person.relation not in known:
            yield problem(
                ("B06", Level.ERROR), "member_year.relation", person.facts.id, _("不在与户主关系代码表中"),
                _("请从列表中重新选择与户主的关系"), value=shown_field("member_year.relation", person.relation),
                person=person.name,
            )  # fmt: skip


def _sex(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        wanted = sex_of(person.relation)
        if not wanted:
            continue
        if not person.member.sex:
            yield unjudged("B07", "member.sex", person.member.id, person.name)
        elif person.member.sex != wanted:
            yield problem(
                ("B07", Level.ERROR), "member_year.relation", person.facts.id,
                _("与性别“{sex}”不符").format(sex=shown_field("member.sex", person.member.sex)), _("请核对关系和性别"),
                value=shown_field("member_year.relation", person.relation), person=person.name,
            )  # fmt: skip


def _size(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """A doubt and no error: the figure comes by import only, and after a birth or death it is late by its nature."""
    stated = case.facts.stated_size
    if isinstance(stated, int) and case.people and stated != case.size:
        yield problem(
            ("B09", Level.DOUBT), "household_year.stated_size", case.facts.id,
            _("与实际登记的{count}人不同").format(count=case.size), _("请核对是否有人漏登、多登或已变更"), value=str(stated),
        )  # fmt: skip
    elif stated is None:
        yield unjudged("B09", "household_year.stated_size", case.facts.id)


def _spouse_alone(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    if len(case.people) == 1 and case.people[0].relation == "spouse":
        person = case.people[0]
        yield problem(
            ("B14", Level.DOUBT), "member_year.relation", person.facts.id, _("，但本户只登记了一人"),
            _("请核对：户主已减少的，把本人改为户主；漏登了户主的，请补登"),
            value=shown_field("member_year.relation", person.relation), person=person.name,
        )  # fmt: skip


RULES: Final = (
    Rule("B01", "没有户主", Level.ERROR, _no_head, source="P07"),
    Rule("B02", "户主多于一人", Level.ERROR, _heads, source="P05；N3_02_011"),
    Rule("B03", "配偶多于一人", Level.ERROR, _spouses, source="P06"),
    Rule("B04", "户主与配偶性别相同", Level.ERROR, _couple, source="P28；N2_02_001"),
    Rule("B05", "与户主关系为空", Level.ERROR, _no_relation, Scope.PERSON, source="N3_01_001"),
    Rule("B06", "与户主关系不在代码表中", Level.ERROR, _unknown_relation, Scope.PERSON, source="P03"),
    Rule("B07", "与户主关系和性别不符", Level.ERROR, _sex, Scope.PERSON, source="N2_01_004"),
    Rule("B09", "家庭人口数与登记人数不同", Level.DOUBT, _size, source="T"),
    Rule("B10", "户内没有成员", Level.ERROR, _empty, source="T"),
    Rule("B14", "一人户的关系是配偶", Level.DOUBT, _spouse_alone),
)
