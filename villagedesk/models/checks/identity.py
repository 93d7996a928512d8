# SPDX-License-Identifier: MIT
"""Checks A: who the people are (domain.md §9.3 A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, aside, listed
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.rules import Bearer, Rule, Surroundings, problem, shown_field
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
    """A05, and M56 of merge.md: the other one has left or died. Names and places stand side by side (M43, M44, M47)."""
    for person in case.people:
        number = person.member.id_no or ""
        others = [one for one in around.bearers.get(comparable(number), ()) if one.member != person.member.id]
        staying = [one for one in others if not one.gone]
        if staying:
            yield problem(
                ("A05", Level.ERROR), "member.id_no", person.member.id,
                _("与{others}相同").format(others=listed(_other(one, number, case) for one in staying)),
                _("请核对哪一条是对的；是同一个人的，在“疑似同一人”中并为一人，多余的一条移入回收站"),
                value=number, person=person.name,
            )  # fmt: skip
        elif others:
            yield problem(
                ("M56", Level.DOUBT), "member.id_no", person.member.id,
                _("与{others}相同").format(others=listed(_other(one, number, case) for one in others)),
                _("请核对；是同一个人迁来的，在“疑似同一人”中并为一人，原来的记录随人带来"),
                value=number, person=person.name,
            )  # fmt: skip


def _other(one: Bearer, number: str, case: CaseFile) -> str:
    """Another bearer of a number in words: where, who, why gone, and the number where it is written otherwise."""
    place = _("本户") if one.household == case.household.id else one.place
    more = [_("已{reason}").format(reason=shown_field("member.leave_reason", one.gone))] if one.gone else []
    more += [_("号码写作{number}").format(number=one.number)] if one.number != number else []
    return aside(_("{place}的“{name}”").format(place=place, name=one.name), listed(more))


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
