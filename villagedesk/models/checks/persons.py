# SPDX-License-Identifier: MIT
"""Checks A07, A08 and A10–A16: names, ethnic groups, telephones, and whether card and disability go together (domain.md §9.3 A)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.rules import (
    Found,
    Rule,
    Scope,
    Surroundings,
    Unjudged,
    problem,
    shown_field,
    unjudged,
)
from villagedesk.models.codes import codes_of
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import is_mobile, is_phone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile

_DISABLED: Final = "4"
_NO_NAME: Final = re.compile(r"[\s\dA-Za-zＡ-Ｚａ-ｚ]")
_SHORTEST_NAME: Final = 2


def _disabled_without_card(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        if person.member.card_no:
            continue  # A08
        if _DISABLED in person.facts.health:
            yield problem(
                ("A07", Level.DOUBT), "member.card_no", person.member.id, _("没有填写，但健康状况含“残疾”"),
                _("请补填残疾证号；未办证的请核对健康状况"), person=person.name,
            )  # fmt: skip
        elif not person.facts.health:
            yield unjudged("A07", "member_year.health", person.facts.id, person.name)


def _card_without_disability(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        health = person.facts.health
        if not person.member.card_no:
            continue
        if not health:
            yield unjudged("A08", "member_year.health", person.facts.id, person.name)
        elif _DISABLED not in health:
            yield problem(
                ("A08", Level.DOUBT), "member_year.health", person.facts.id, _("不含“残疾”，但填有残疾证号"),
                _("请核对健康状况"), value=shown_field("member_year.health", health), person=person.name,
            )  # fmt: skip


def _name(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """The point within names of minorities (·) is right."""
    known = around.limits("A10", case.year, "check_a10_longest")
    if isinstance(known, Unjudged):
        yield known
        return
    for person in case.people:
        name = person.member.name
        if not name:
            yield unjudged("A10", "member.name", person.member.id)
        elif _NO_NAME.search(name):
            yield problem(
                ("A10", Level.DOUBT), "member.name", person.member.id, _("含有空格、数字或字母"),
                _("请对照身份证核对；少数民族姓名中间用“·”"), value=name, person=name,
            )  # fmt: skip
        elif not _SHORTEST_NAME <= len(name) <= known[0]:
            yield problem(
                ("A10", Level.DOUBT), "member.name", person.member.id,
                _("有{count}个字，一般为{least}到{most}个字").format(count=len(name), least=_SHORTEST_NAME, most=known[0]),
                _("请对照身份证核对"), value=name, person=name,
            )  # fmt: skip


def _same_name(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    if len({person.name for person in case.people}) == len(case.people):
        return
    names = Counter(person.name for person in case.people if person.name)
    seen: set[str] = set()
    for person in case.people:
        if person.name in seen:
            yield problem(
                ("A11", Level.DOUBT), "member.name", person.member.id,
                _("在本户有{count}人").format(count=names[person.name]),
                _("请核对是否重复登记；是同一个人的，在“疑似同一人”中并为一人"), value=person.name, person=person.name,
            )  # fmt: skip
        if person.name:
            seen.add(person.name)


def _ethnic(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    groups = codes_of("ethnic")
    for person in case.people:
        ethnic = person.member.ethnic
        if ethnic not in groups:
            yield problem(
                ("A12", Level.DOUBT), "member.ethnic", person.member.id,
                _("不在民族代码表中") if ethnic else _("没有填写"), _("请对照户口簿选择民族"),
                value=shown_field("member.ethnic", ethnic), person=person.name,
            )  # fmt: skip


def _phone(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    phone = case.household.phone
    if not phone:
        yield unjudged("A13", "household.phone", case.household.id)
    elif not is_phone(phone):
        yield problem(
            ("A13", Level.DOUBT), "household.phone", case.household.id, _("不是手机号或固定电话号码"),
            _("请核对号码：手机11位，固定电话带区号"), value=phone,
        )  # fmt: skip
    for person in case.people:
        if person.member.phone and not is_phone(person.member.phone):
            yield problem(
                ("A13", Level.DOUBT), "member.phone", person.member.id, _("不是手机号或固定电话号码"),
                _("请核对号码：手机11位，固定电话带区号"), value=person.member.phone, person=person.name,
            )  # fmt: skip


def _same_phone(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """Of mobiles only: neighbours may share a landline, and some villages have one for all."""
    phone = case.household.phone
    if not phone:
        yield unjudged("A14", "household.phone", case.household.id)
    elif around.same_phone.get(phone, 0) > 1 and is_mobile(phone):
        yield problem(
            ("A14", Level.DOUBT), "household.phone", case.household.id,
            _("与其他{count}户相同").format(count=around.same_phone[phone] - 1), _("请核对是否填错"), value=phone,
        )  # fmt: skip


def _phone_in_two_counties(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """Two who work in different counties cannot carry one telephone."""
    if not around.callers:
        return
    for person in case.people:
        others = [one for one in around.callers.get(person.member.phone or "", ()) if one.member != person.member.id]
        if not others:
            continue
        own = next((one for one in around.callers[person.member.phone or ""] if one.member == person.member.id), None)
        if own is None or not own.county:
            if person.facts.work_months or person.facts.work_place:
                yield unjudged("A15", "member_year.work_county", person.facts.id, person.name)
            continue
        away = [one for one in others if one.county and one.county != own.county]
        if away:
            whom = listed(_("{place}的“{name}”（在{county}务工）").format(place=one.place, name=one.name, county=one.county)
                          for one in away)  # fmt: skip
            yield problem(
                ("A15", Level.DOUBT), "member.phone", person.member.id,
                _("与{others}相同，本人在{county}务工").format(others=whom, county=own.county),
                _("请核对电话和务工所在地"), value=person.member.phone or "", person=person.name,
            )  # fmt: skip


def _phone_of_helper(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    phones = {case.household.phone} | {person.member.phone for person in case.people}
    for helper in case.helpers_on(around.day(case.year)):
        phone = helper.cadre.phone
        if not phone:
            if helper.cadre.id:
                yield unjudged("A16", "cadre.phone", helper.cadre.id, helper.cadre.name or "")
        elif phone in phones:
            yield problem(
                ("A16", Level.DOUBT), "household.phone", case.household.id,
                _("是帮扶责任人“{name}”的电话").format(name=helper.cadre.name or ""),
                _("请填写本户自己的电话；本户没有电话的，填能联系到本户的亲属电话"), value=phone,
            )  # fmt: skip


RULES: Final = (
    Rule(
        "A07",
        "健康状况含残疾但没有残疾证号",
        Level.DOUBT,
        _disabled_without_card,
        Scope.PERSON,
        source="N4_01_002；N4_12_003",
    ),
    Rule("A08", "有残疾证号但健康状况不含残疾", Level.DOUBT, _card_without_disability, Scope.PERSON),
    Rule("A10", "姓名字符或长度异常", Level.DOUBT, _name, Scope.PERSON, ("check_a10_longest",)),
    Rule("A11", "同户两人同名", Level.DOUBT, _same_name, Scope.PERSON),
    Rule("A12", "民族为空或不在代码表中", Level.DOUBT, _ethnic, Scope.PERSON, source="GB/T 3304-1991；N2_01_001"),
    Rule("A13", "电话号码无效", Level.DOUBT, _phone, Scope.HOUSEHOLD, source="N2_01_014；N4_02_001；P15"),
    Rule("A14", "联系电话与其他户相同", Level.DOUBT, _same_phone, Scope.HOUSEHOLD, source="N5_15_022"),
    Rule("A15", "在不同县务工的人共用一个电话", Level.DOUBT, _phone_in_two_counties, Scope.PERSON, source="N5_15_021"),
    Rule("A16", "联系电话是帮扶责任人的电话", Level.DOUBT, _phone_of_helper, Scope.HOUSEHOLD),
)
