# SPDX-License-Identifier: MIT
"""Checks A01–A06, A09, A17 and A18: what stands in identity papers (domain.md §9.3 A, §7.1, §7.2)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, aside, listed
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.rules import Found, Rule, Scope, Surroundings, problem, shown_field, unjudged
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import IdReading, card_parts, comparable, read_id
from villagedesk.models.values.papers import id_problems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.checks.others import Bearer
    from villagedesk.models.checks.rules import Check

_ID: Final = field_spec("member.id_no")
_TOGETHER: Final = 512  # readings kept: the rules of a household ask for the same numbers one after another


class _Paper(NamedTuple):
    """A number as it was read; birth and sex only of one without a fault."""

    reading: IdReading
    wanting: bool
    birth: str
    sex: str


@lru_cache(maxsize=_TOGETHER)
def _read(number: str, today: dt.date) -> _Paper:
    reading = read_id(number, today)
    sound = not reading.faults
    wanting = not sound or len(reading.number) == 15
    return _Paper(reading, wanting, reading.birth if sound else "", reading.sex if sound else "")


def _fault(code: str) -> Check:
    """What `id_problems` finds wrong under a number of ours."""

    def check(case: CaseFile, around: Surroundings) -> Iterator[Found]:
        for person in case.people:
            member = person.member
            if member.id_no:
                paper = _read(member.id_no, around.today)
                if paper.wanting:
                    for found in id_problems(_ID, paper.reading):
                        if found.code == code:
                            yield found.at(row=member.id, person=person.name)

    return check


_placeholder: Final = _fault("A01")
_check_digit: Final = _fault("A03")
_broken_card: Final = _fault("A06")


def _missing_id(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        if not person.member.id_no and not person.member.no_id_reason:
            yield problem(
                ("A01", Level.ERROR), "member.id_no", person.member.id, _("没有填写"),
                _("请填写身份证号；确实没有的，在“无证件原因”中选择原因"), person=person.name,
            )  # fmt: skip
    yield from _placeholder(case, around)


def _wrong_check_digit(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """A verified paper (已核对原件) may stay although its number breaks the rule."""
    checked = {person.member.id for person in case.people if person.member.id_checked}
    for found in _check_digit(case, around):
        if found.row not in checked:
            yield found


def _same_id(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """Two who are here carry one number. Names and places stand side by side (M43, M44, M47 of merge.md)."""
    for person, number, others in _others(case, around):
        staying = [one for one in others if not one.gone]
        if staying:
            yield problem(
                ("A05", Level.ERROR), "member.id_no", person.member.id,
                _("与{others}相同").format(others=listed(_other(one, number, case) for one in staying)),
                _("请核对哪一条是对的；是同一个人的，在“疑似同一人”中并为一人，多余的一条移入回收站"),
                value=number, person=person.name,
            )  # fmt: skip


def _same_id_of_gone(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """M56 of merge.md: the other one has left or died."""
    for person, number, others in _others(case, around):
        if all(one.gone for one in others):
            yield problem(
                ("M56", Level.DOUBT), "member.id_no", person.member.id,
                _("与{others}相同").format(others=listed(_other(one, number, case) for one in others)),
                _("请核对；是同一个人迁来的，在“疑似同一人”中并为一人，原来的记录随人带来"),
                value=number, person=person.name,
            )  # fmt: skip


def _others(case: CaseFile, around: Surroundings) -> Iterator[tuple[Person, str, list[Bearer]]]:
    if not around.bearers:
        return
    for person in case.people:
        number = person.member.id_no or ""
        others = [one for one in around.bearers.get(comparable(number), ()) if one.member != person.member.id]
        if others:
            yield person, number, others


def _other(one: Bearer, number: str, case: CaseFile) -> str:
    """Another bearer of a number in words: where, who, why gone, and the number where it is written otherwise."""
    place = _("本户") if one.household == case.household.id else one.place
    more = [_("已{reason}").format(reason=shown_field("member.leave_reason", one.gone))] if one.gone else []
    more += [_("号码写作{number}").format(number=one.number)] if one.number != number else []
    return aside(_("{place}的“{name}”").format(place=place, name=one.name), listed(more))


def _card(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """A disability card is the bearer's identity number, a kind from 1 to 7 and a grade from 1 to 4."""
    yield from _broken_card(case, around)
    for person in case.people:
        card, number = person.member.card_no, person.member.id_no
        if not card:
            continue
        try:
            owner = card_parts(card)[0]
        except ValueError:
            yield problem(
                ("A06", Level.ERROR), "member.card_no", person.member.id,
                _("不是残疾证号（身份证号加类别1–7、等级1–4）"), _("请对照残疾人证核对"), value=card, person=person.name,
            )  # fmt: skip
            continue
        if not number:
            yield unjudged("A06", "member.id_no", person.member.id, person.name)
        elif owner != comparable(number):
            yield problem(
                ("A06", Level.ERROR), "member.card_no", person.member.id, _("前18位与本人身份证号不同"),
                _("请对照残疾人证和身份证核对"), value=card, person=person.name,
            )  # fmt: skip


def _sex(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        member = person.member
        if not member.id_no:
            continue  # A01
        if not member.sex:
            yield unjudged("A09", "member.sex", member.id, person.name)
            continue
        sex = _read(member.id_no, around.today).sex
        if sex and member.sex != sex:
            yield problem(
                ("A09", Level.ERROR), "member.sex", member.id, _("与身份证号第17位不符"), _("请对照身份证核对性别和号码"),
                value=shown_field("member.sex", member.sex), person=person.name,
            )  # fmt: skip


def _birth(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        member = person.member
        if not member.id_no:
            continue  # A01
        if not member.birth:
            yield unjudged("A17", "member.birth", member.id, person.name)
            continue
        birth = _read(member.id_no, around.today).birth
        if birth and member.birth != birth:
            yield problem(
                ("A17", Level.DOUBT), "member.birth", member.id,
                _("与身份证号中的{birth}不同").format(birth=birth), _("请对照身份证核对"), value=member.birth,
                person=person.name,
            )  # fmt: skip


RULES: Final = (
    Rule("A01", "证件号码为空或是占位号码", Level.ERROR, _missing_id, Scope.PERSON, source="N4_01_003"),
    Rule("A02", "证件号码位数或字符不对", Level.ERROR, _fault("A02"), Scope.PERSON, source="N1_01_002"),
    Rule(
        "A03", "证件号码末位校验不符", Level.ERROR, _wrong_check_digit, Scope.PERSON, source="GB 11643-1999；N1_01_003"
    ),
    Rule("A04", "证件号码中的出生日期不存在", Level.ERROR, _fault("A04"), Scope.PERSON, source="GB 11643-1999；P01"),
    Rule("A05", "两人证件号码相同", Level.ERROR, _same_id, Scope.PERSON, source="P02"),
    Rule("A06", "残疾证号有误或与身份证号不符", Level.ERROR, _card, Scope.PERSON, source="N1_12_004"),
    Rule("A09", "性别与身份证号不符", Level.ERROR, _sex, Scope.PERSON, source="GB 11643-1999；P28"),
    Rule("A17", "出生日期与身份证号不符", Level.DOUBT, _birth, Scope.PERSON, source="GB 11643-1999"),
    Rule("A18", "证件号码是15位旧号", Level.HINT, _fault("A18"), Scope.PERSON, source="GB 11643-1989"),
    Rule("M56", "证件号码与已减少的人相同", Level.DOUBT, _same_id_of_gone, Scope.PERSON, source="merge.md"),
)
