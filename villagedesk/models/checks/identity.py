# SPDX-License-Identifier: MIT
"""Checks A: who the people are (domain.md §9.3 A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.rules import Rule, Surroundings, problem, shown_field
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.identity import card_parts, comparable, read_id
from villagedesk.models.values.papers import id_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile

_ID = field_spec("member.id_no")


def _missing_id(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        if not person.member.id_no and not person.member.no_id_reason:
            yield problem(
                ("A01", Level.ERROR), "member.id_no", person.member.id, _("没有填写"),
                _("请填写身份证号；确实没有的，在“无证件原因”中选择原因"), person=person.name,
            )  # fmt: skip


def _wrong_id(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """A01–A04, A18. A verified paper (已核对原件) may stay although its number breaks the rule."""
    for person in case.people:
        number = person.member.id_no
        if number:
            for found in id_problems(_ID, read_id(number, around.today)):
                if not (person.member.id_checked and found.code == "A03"):
                    yield found.at(row=person.member.id, person=person.name)


def _same_id(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        number = person.member.id_no
        if number and around.same_id.get(comparable(number), 0) > 1:
            yield problem(
                ("A05", Level.ERROR), "member.id_no", person.member.id, _("与本文件中另一名成员相同"),
                _("请核对哪一条是对的，多余的一条移入回收站"), value=number, person=person.name,
            )  # fmt: skip


def _card_of_another(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        card, number = person.member.card_no, person.member.id_no
        if not card:
            continue
        try:
            owner = card_parts(card)[0]
        except ValueError:
            continue  # its form was reported when it was typed
        if number and owner != comparable(number):
            yield problem(
                ("A06", Level.ERROR), "member.card_no", person.member.id, _("前18位与本人身份证号不同"),
                _("请对照残疾人证和身份证核对"), value=card, person=person.name,
            )  # fmt: skip


def _disabled_without_card(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        disabled = "4" in person.facts.health
        if disabled and not person.member.card_no:
            yield problem(
                ("A07", Level.DOUBT), "member.card_no", person.member.id, _("没有填写，但健康状况含“残疾”"),
                _("请补填残疾证号；未办证的请核对健康状况"), person=person.name,
            )  # fmt: skip
        if person.member.card_no and person.facts.health and not disabled:
            yield problem(
                ("A08", Level.DOUBT), "member_year.health", person.facts.id, _("不含“残疾”，但填有残疾证号"),
                _("请核对健康状况"), value=shown_field("member_year.health", person.facts.health), person=person.name,
            )  # fmt: skip


def _sex_and_birth(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    for person in case.people:
        member = person.member
        reading = read_id(member.id_no or "", around.today)
        if member.sex and reading.sex and not reading.faults and member.sex != reading.sex:
            yield problem(
                ("A09", Level.ERROR), "member.sex", member.id, _("与身份证号第17位不符"), _("请对照身份证核对性别和号码"),
                value=shown_field("member.sex", member.sex), person=person.name,
            )  # fmt: skip
        if member.birth and reading.birth and not reading.faults and member.birth != reading.birth:
            yield problem(
                ("A17", Level.DOUBT), "member.birth", member.id,
                _("与身份证号中的{birth}不同").format(birth=reading.birth), _("请对照身份证核对"), value=member.birth,
                person=person.name,
            )  # fmt: skip


def _same_phone(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    phone = case.household.phone
    if phone and around.same_phone.get(phone, 0) > 1:
        yield problem(
            ("A14", Level.DOUBT),
            "household.phone",
            case.household.id,
            _("与其他户相同"),
            _("请核对是否填错"),
            value=phone,
        )


RULES: Final = (
    Rule("A01", "证件号码为空", Level.ERROR, _missing_id),
    Rule("A03", "证件号码有误", Level.ERROR, _wrong_id),
    Rule("A05", "证件号码重复", Level.ERROR, _same_id),
    Rule("A06", "残疾证号与身份证号不符", Level.ERROR, _card_of_another),
    Rule("A07", "残疾与残疾证不一致", Level.DOUBT, _disabled_without_card),
    Rule("A09", "性别、出生日期与身份证号不符", Level.ERROR, _sex_and_birth),
    Rule("A14", "联系电话与其他户相同", Level.DOUBT, _same_phone),
)
