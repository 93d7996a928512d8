# SPDX-License-Identifier: MIT
"""Checks B15–B18: how people came and went, and what is still written of the dead (domain.md §9.3 B, §2.3 人员变更)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import birth_of
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.rules import Found, Rule, Scope, Surroundings, Unjudged, problem, shown_field, unjudged
from villagedesk.models.problem import Level
from villagedesk.models.values.dates import age_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.member import MemberYear

_MALE: Final = "1"
_BENEFITS: Final = ("low_income", "destitute", "critical_aid", "other_health_aid", "accident_subsidy", "public_post")
_SAID: Final = tuple(one.key for one in ENTITIES["member_year"].fields if one.key not in {"member", "year"})


def _left(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """Who left did so for a reason, on a day, with a paper. The paper alone is no error: it may never have been drawn up."""
    today = around.today.isoformat()
    for person in (*case.people, *case.departed):
        member = person.member
        birth = birth_of(member)
        if member.joined and birth > member.joined:
            yield _early(person, "member.joined", member.joined)
        if not birth and (member.joined or member.left) and not member.merged_into:
            yield unjudged("B15", "member.birth", member.id, person.name)
        if not (member.left or member.leave_reason) or member.merged_into:
            continue
        if not member.left:
            yield problem(
                ("B15", Level.ERROR), "member.left", member.id,
                _("没有填写，但减少原因是“{reason}”").format(reason=shown_field("member.leave_reason", member.leave_reason)),
                _("请补填减少日期；仍在本户的，清除减少原因"), person=person.name,
            )  # fmt: skip
        elif member.left > today:
            yield problem(
                ("B15", Level.ERROR), "member.left", member.id, _("在今天以后"), _("请核对减少日期"),
                value=member.left, person=person.name,
            )  # fmt: skip
        elif birth > member.left:
            yield _early(person, "member.left", member.left)
        if not member.leave_reason:
            yield problem(
                ("B15", Level.ERROR), "member.leave_reason", member.id,
                _("没有填写，但减少日期是{day}").format(day=member.left), _("请选择减少原因；仍在本户的，清除减少日期"),
                person=person.name,
            )  # fmt: skip
        if not member.change_evidence:
            yield problem(
                ("B15", Level.DOUBT), "member.change_evidence", member.id, _("没有填写，但本人已减少"),
                _("请写明佐证，如死亡证明、迁移证、结婚证；确实没有的，写明由谁核实"), person=person.name,
            )  # fmt: skip


def _early(person: Person, path: str, day: str) -> Found:
    return problem(
        ("B15", Level.ERROR), path, person.member.id, _("早于出生日期{birth}").format(birth=birth_of(person.member)),
        _("请核对两个日期"), value=day, person=person.name,
    )  # fmt: skip


def _newborn(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        member = person.member
        if member.join_reason != "newborn":
            continue
        known = around.limits("B16", case.year, "check_b16_newborn")
        if isinstance(known, Unjudged):
            yield known
            return
        birth = birth_of(member)
        if not birth or not member.joined:
            yield unjudged("B16", "member.joined" if birth else "member.birth", member.id, person.name)
            continue
        age = age_on(birth, member.joined)
        if age > known[0]:
            yield problem(
                ("B16", Level.DOUBT), "member.join_reason", member.id,
                _("，但增加时已{age}岁（超过{most}岁）").format(age=age, most=known[0]), _("请核对增加原因和增加日期"),
                value=shown_field("member.join_reason", member.join_reason), person=person.name,
            )  # fmt: skip


def _men_who_marry(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """A hint: 入赘 is as good as 嫁入, but a wrong code of the reason is frequent."""
    for person in (*case.people, *case.departed):
        member = person.member
        for key, code in (("join_reason", "married_in"), ("leave_reason", "married_out")):
            if getattr(member, key) != code:
                continue
            if not member.sex:
                yield unjudged("B17", "member.sex", member.id, person.name)
            elif member.sex == _MALE:
                yield problem(
                    ("B17", Level.HINT), f"member.{key}", member.id, _("，但本人是男性"), _("是入赘的无须改动；不是的请核对原因"),
                    value=shown_field(f"member.{key}", code), person=person.name,
                )  # fmt: skip


def _after_death(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """Benefits and facts of a year after the death (M40 of merge.md), and visits at which the dead received the visitors.

    What belongs to the year of death itself is right.
    """
    for person in (*case.people, *case.departed):
        left = person.member.left
        if person.member.leave_reason != "death":
            continue
        if not left:
            yield unjudged("B18", "member.left", person.member.id, person.name)
            continue
        for facts in person.years:
            if isinstance(facts.year, int) and facts.year > int(left[:4]):
                yield from _later_year(person, facts, left)
        yield from _later_visits(case, person, left)


def _later_visits(case: CaseFile, person: Person, left: str) -> Iterator[Found]:
    if not person.name and any(visit.received_by and (visit.date or left) >= left for visit in case.visits):
        yield unjudged("B18", "member.name", person.member.id)
    for visit in case.visits:
        if not person.name or visit.received_by != person.name:
            continue
        if not visit.date:
            yield unjudged("B18", "visit.date", visit.id, person.name)
        elif visit.date > left:
            yield problem(
                ("B18", Level.DOUBT), "visit.received_by", visit.id,
                _("在{date}接待走访，但本人已于{left}死亡").format(date=visit.date, left=left),
                _("请核对走访记录的接待人、日期和死亡日期"), value=person.name, person=person.name,
            )  # fmt: skip


def _later_year(person: Person, facts: MemberYear, left: str) -> Iterator[Found]:
    benefits = [key for key in _BENEFITS if _given(getattr(facts, key))]
    for key in benefits:
        yield problem(
            ("B18", Level.DOUBT), f"member_year.{key}", facts.id,
            _("记在{year}年度，但本人已于{left}死亡").format(year=facts.year, left=left),
            _("请核对死亡日期；已经去世的，清除该年度的待遇并停发"),
            value=shown_field(f"member_year.{key}", getattr(facts, key)), person=person.name,
        )  # fmt: skip
    if not benefits and any(_said(getattr(facts, key)) for key in _SAID):
        yield problem(
            ("B18", Level.DOUBT), "member_year.relation", facts.id,
            _("等情况记在{year}年度，但本人已于{left}死亡").format(year=facts.year, left=left),
            _("请核对死亡日期；已经去世的，把该年度情况移入回收站"),
            value=shown_field("member_year.relation", facts.relation), person=person.name,
        )  # fmt: skip


def _given(value: object) -> bool:
    return isinstance(value, (str, bool)) and bool(value) and value != "none"


def _said(value: object) -> bool:
    return value is not None and value is not NA and value != ()


RULES: Final = (
    Rule("B15", "人员减少缺原因、日期或佐证，或日期有误", Level.ERROR, _left, Scope.PERSON),
    Rule("B16", "新生儿增加时年龄过大", Level.DOUBT, _newborn, Scope.PERSON, ("check_b16_newborn",)),
    Rule("B17", "男性嫁入或嫁出", Level.HINT, _men_who_marry, Scope.PERSON),
    Rule("B18", "死亡之后仍有待遇、年度情况或走访", Level.DOUBT, _after_death, Scope.PERSON),
)
