# SPDX-License-Identifier: MIT
"""Checks B, C, D and I as far as they guard the papers of a case file: how a household is made up (domain.md §9.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Rule, Surroundings, problem, shown_field
from villagedesk.models.codes import code_list
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person


def _empty(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    if not case.people and not case.household.ended:
        found = problem(
            ("B10", Level.ERROR), "household.group", case.household.id, _("还没有成员"), _("请先登记家庭成员")
        )
        yield found.at(field=_("本户"))  # the group is only where the cursor goes; the fault is the household's


def _heads(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    heads = [person for person in case.people if person.relation == "head"]
    if not heads and case.people:
        yield problem(
            ("B01", Level.ERROR), "member_year.relation", case.people[0].facts.id, _("中没有“户主”"),
            _("请把一名成员的与户主关系选为“户主”"),
        )  # fmt: skip
    yield from _more_than_one("B02", heads)


def _spouses(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    spouses = [person for person in case.people if person.relation == "spouse"]
    yield from _more_than_one("B03", spouses)
    head = case.head
    if head and len(spouses) == 1 and head.member.sex and head.member.sex == spouses[0].member.sex:
        yield problem(
            ("B04", Level.ERROR), "member.sex", spouses[0].member.id, _("与户主相同，但关系是“配偶”"), _("请核对两人的性别和关系"),
            value=shown_field("member.sex", head.member.sex), person=spouses[0].name,
        )  # fmt: skip


def _more_than_one(code: str, people: list[Person]) -> Iterator[Problem]:
    for person in people[1:]:
        yield problem(
            (code, Level.ERROR), "member_year.relation", person.facts.id,
            _("有{count}人").format(count=len(people)), _("只能有一人，请核对其余各人的关系"),
            value=shown_field("member_year.relation", person.relation), person=person.name,
        )  # fmt: skip


def _relations(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        entry = code_list("relation").entry(person.relation)
        if not person.relation:
            yield problem(
                ("B05", Level.ERROR), "member_year.relation", person.facts.id, _("没有填写"), _("请选择与户主的关系"),
                person=person.name,
            )  # fmt: skip
        elif entry and entry.more.get("sex") and person.member.sex and entry.more["sex"] != person.member.sex:
            yield problem(
                ("B07", Level.ERROR), "member_year.relation", person.facts.id, _("与性别不符"), _("请核对关系和性别"),
                value=shown_field("member_year.relation", person.relation), person=person.name,
            )  # fmt: skip


def _size(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    stated = case.facts.stated_size
    if isinstance(stated, int) and case.people and stated != case.size:
        yield problem(
            ("B09", Level.DOUBT), "household_year.stated_size", case.facts.id,
            _("与实际登记的{count}人不同").format(count=case.size), _("请核对是否有人漏登、多登或已变更"), value=str(stated),
        )  # fmt: skip


def _education(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        schooling, education = person.facts.school, person.facts.education
        in_school = schooling not in {None, "none", "preschool_age"}
        if in_school and education:
            yield problem(
                ("C01", Level.ERROR), "member_year.education", person.facts.id, _("与在校生状况同时填写"),
                _("在校生的文化程度应空着"), value=shown_field("member_year.education", education), person=person.name,
            )  # fmt: skip


def _health(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        if "1" in person.facts.health and len(person.facts.health) > 1:
            yield problem(
                ("D02", Level.ERROR), "member_year.health", person.facts.id, _("把“健康”与其他情况同时选上"),
                _("请去掉“健康”或去掉其他情况"), value=shown_field("member_year.health", person.facts.health),
                person=person.name,
            )  # fmt: skip


def _causes(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """Domain.md §2.2: one main cause, at most two others, all different."""
    codes = [cause.code for cause in case.causes if cause.code]
    for cause in case.causes:
        if cause.rank != "main" and cause.code and codes.count(cause.code) > 1:
            yield problem(
                ("A3b", Level.ERROR), "cause.code", cause.id, _("重复"), _("其他致贫原因应与主要致贫原因不同"),
                value=shown_field("cause.code", cause.code),
            )  # fmt: skip


def _helpers(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    day = min(around.today.isoformat(), f"{case.year}-12-31")
    if not case.helpers_on(day):
        yield problem(
            ("I05", Level.DOUBT), "pairing.cadre", case.household.id, _("目前没有"), _("请登记帮扶责任人和开始时间")
        )


RULES: Final = (
    Rule("B10", "户内没有成员", Level.ERROR, _empty),
    Rule("B01", "户主不是一人", Level.ERROR, _heads),
    Rule("B03", "配偶不止一人或与户主同性别", Level.ERROR, _spouses),
    Rule("B05", "与户主关系为空或与性别不符", Level.ERROR, _relations),
    Rule("B09", "家庭人口数与登记人数不同", Level.DOUBT, _size),
    Rule("C01", "文化程度与在校生状况同时填写", Level.ERROR, _education),
    Rule("D02", "健康与其他健康状况同时选择", Level.ERROR, _health),
    Rule("A3b", "致贫原因重复", Level.ERROR, _causes),
    Rule("I05", "没有帮扶责任人", Level.DOUBT, _helpers),
)
