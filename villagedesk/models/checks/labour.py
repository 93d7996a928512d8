# SPDX-License-Identifier: MIT
"""Checks E, first part: whether the ability to work fits age, school, health and work (domain.md §9.3 E01–E06, E18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import age_of
from villagedesk.models.checks.facts import (
    about_person,
    at_school,
    figure,
    in_higher_school,
    limited,
    no_age,
    no_fact,
    place_of_work,
    worked,
)
from villagedesk.models.checks.rules import Rule, Scope, shown_field
from villagedesk.models.checks.standing import UNABLE
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import card_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.checks.rules import Found, Surroundings

_FULLY: Final = frozenset({"ordinary", "skilled"})
_HEALTHY: Final = ("1",)
_DISABLED: Final = "4"
_HEAVY: Final = frozenset({"1", "2"})
_BARS_WORK: Final = frozenset({"4", "5", "6"})  # 肢体, 智力, 精神; the blind and the deaf of grade 1 and 2 often work
_EDUCATED: Final = frozenset({"college", "bachelor"})
WORKING_AGE, OLD_AGE, STUDENT_AGE = "check_working_age", "check_old_age", "check_e02_student_age"


@limited("E01", WORKING_AGE)
def _child(case: CaseFile, around: Surroundings, working: int) -> Iterator[Found]:
    """E01. On the last day of the year: who came of age during the year may have been judged either way."""
    day = around.day(case.year)
    for person in case.described:
        labour, age = person.facts.labour, age_of(person, day)
        if labour == "none":
            continue
        if age is None:
            yield no_age("E01", person)
        elif age < working and labour is None:
            yield from no_fact("E01", person, "labour")
        elif age < working:
            yield about_person(
                ("E01", Level.ERROR), person, "labour",
                _("与年龄不符：{day}时{age}周岁，未满{limit}周岁").format(day=day, age=age, limit=working),
                _("请核对出生日期；未满{limit}周岁的选“无劳动力”").format(limit=working),
            )  # fmt: skip


@limited("E02", STUDENT_AGE, WORKING_AGE)
def _pupil(case: CaseFile, around: Surroundings, grown: int, working: int) -> Iterator[Found]:
    """E02, of those who are past the age of E01. Students of colleges may be counted as able from a certain age on."""
    day = around.day(case.year)
    for person in case.described:
        facts = person.facts
        if facts.labour == "none" or not at_school(facts):
            continue
        age = age_of(person, day)
        if age is not None and age < working:
            continue
        if facts.labour is None:
            yield from no_fact("E02", person, "labour")
        elif age is None:  # a child is E01's, a student of age may be able
            yield no_age("E02", person)
        elif not in_higher_school(facts) or age < grown:
            yield about_person(
                ("E02", Level.DOUBT), person, "labour",
                _("与在校生状况“{school}”不符").format(school=shown_field("member_year.school", facts.school)),
                _("在校生选“无劳动力”（{limit}周岁以上的大学生除外）；已毕业的请改在校生状况").format(limit=grown),
            )  # fmt: skip


@limited("E03", WORKING_AGE, OLD_AGE)
def _able_by_age(case: CaseFile, around: Surroundings, working: int, old: int) -> Iterator[Found]:
    """E03: in working age, healthy, not at school, and yet not fully able to work."""
    day = around.day(case.year)
    for person in case.described:
        facts = person.facts
        if facts.labour is None or facts.labour in _FULLY or facts.health not in {_HEALTHY, ()}:
            continue
        age, school = age_of(person, day), at_school(facts)
        if school or (age is not None and not working <= age < old):
            continue
        if age is None:
            yield no_age("E03", person)
        elif not facts.health or school is None:
            yield from no_fact("E03", person, "school" if facts.health else "health")
        else:
            yield about_person(
                ("E03", Level.DOUBT), person, "labour", _("但本人{age}周岁、健康、不在校").format(age=age),
                _("请核对健康状况和劳动技能；确实不能劳动的，写明原因后豁免"),
            )  # fmt: skip


@limited("E04", OLD_AGE)
def _able_in_old_age(case: CaseFile, around: Surroundings, old: int) -> Iterator[Found]:
    """E04. Many counties let old people be weak or half able, so only full ability is doubted."""
    day = around.day(case.year)
    for person in case.described:
        if person.facts.labour not in _FULLY:
            continue
        age = age_of(person, day)
        if age is None:
            yield no_age("E04", person)
        elif age >= old:
            yield about_person(
                ("E04", Level.DOUBT), person, "labour", _("但本人已{age}周岁").format(age=age),
                _("满{limit}周岁的一般选“弱劳动力或半劳动力”或“无劳动力”；仍能劳动的，写明理由后豁免").format(limit=old),
            )  # fmt: skip


def _able_though_disabled(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E05: fully able with a heavy disability of body, mind or psyche, by the year's facts or else by the card."""
    for person in case.described:
        facts = person.facts
        if facts.labour not in _FULLY or not (_DISABLED in facts.health or person.member.card_no):
            continue
        kind, grade = _disability(person)
        if kind in _BARS_WORK and grade in _HEAVY:
            yield about_person(
                ("E05", Level.DOUBT), person, "labour",
                _("但本人{kind}残疾{grade}").format(
                    kind=shown_field("member_year.disability_kind", kind),
                    grade=shown_field("member_year.disability_grade", grade),
                ),
                _("请对照残疾证核对类别、等级和劳动技能"),
            )  # fmt: skip
        elif not kind and grade not in {"3", "4"}:
            yield from no_fact("E05", person, "disability_kind")
        elif not grade and kind in _BARS_WORK:
            yield from no_fact("E05", person, "disability_grade")


def _disability(person: Person) -> tuple[str, str]:
    """Kind and grade as entered for the year, else as the card's last digits say; empty where neither is known."""
    facts, card = person.facts, ("", "")
    if person.member.card_no:
        try:
            card = card_parts(person.member.card_no)[1:3]
        except ValueError:  # its form was reported when it was typed
            card = ("", "")
    kind = facts.disability_kind if isinstance(facts.disability_kind, str) else card[0]
    return kind, facts.disability_grade if isinstance(facts.disability_grade, str) else card[1]


def _works_without_ability(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E06: at work without being able to. A public post counts as work.

    The sheets leave the months empty for those who cannot work, so they are missed only where something else tells of work.
    """
    for person in case.described:
        facts = person.facts
        if facts.labour is not None and facts.labour not in UNABLE:
            continue
        months = worked(facts)
        if months and facts.labour is None:
            yield from no_fact("E06", person, "labour")
        elif months:
            yield about_person(
                ("E06", Level.DOUBT), person, "labour", _("但本年度务工{months}个月").format(months=months),
                _("请核对劳动技能和务工时间"),
            )  # fmt: skip
        elif months is None and facts.labour and (place_of_work(facts) or figure(facts.wage)):
            yield from no_fact("E06", person, "work_months")


@limited("E18", WORKING_AGE, OLD_AGE)
def _able_without_work(case: CaseFile, around: Surroundings, working: int, old: int) -> Iterator[Found]:
    """E18: skilled or well educated, of working age, and not at work in any month. Soldiers and students are at theirs."""
    day = around.day(case.year)
    for person in case.described:
        facts = person.facts
        if not (facts.labour == "skilled" or (facts.education in _EDUCATED and facts.labour not in UNABLE)):
            continue
        months, age = worked(facts), age_of(person, day)
        if months or facts.soldier is True or at_school(facts) or (age is not None and not working <= age < old):
            continue
        if age is None:
            yield no_age("E18", person)
        elif months is None:
            yield from no_fact("E18", person, "work_months")
        else:
            reason = (
                _("但本人是技能劳动力")
                if facts.labour == "skilled"
                else _("但本人文化程度是“{education}”").format(
                    education=shown_field("member_year.education", facts.education)
                )
            )
            yield about_person(
                ("E18", Level.DOUBT), person, "work_months", reason,
                _("请核对本年度是否务工；在家经营、照料家人等，写明情况后豁免，需要就业的请列入帮扶计划"),
            )  # fmt: skip


RULES: Final = (
    Rule("E01", "未满劳动年龄却有劳动能力", Level.ERROR, _child, Scope.PERSON, (WORKING_AGE,), "N2_01_011"),
    Rule("E02", "在校生有劳动能力", Level.DOUBT, _pupil, Scope.PERSON, (STUDENT_AGE, WORKING_AGE), "N1111_07"),
    Rule(
        "E03", "劳动年龄内健康却无劳动能力", Level.DOUBT, _able_by_age, Scope.PERSON, (WORKING_AGE, OLD_AGE),
        "N2_01_010；N5_12_008",
    ),
    Rule("E04", "老年人是普通或技能劳动力", Level.DOUBT, _able_in_old_age, Scope.PERSON, (OLD_AGE,), "N2_12_017"),
    Rule("E05", "重度残疾人是普通或技能劳动力", Level.DOUBT, _able_though_disabled, Scope.PERSON, (), "N4_01_007"),
    Rule("E06", "无劳动能力却务工", Level.DOUBT, _works_without_ability, Scope.PERSON, (), "N2_01_015"),
    Rule(
        "E18", "技能劳动力或大专以上学历没有务工", Level.DOUBT, _able_without_work, Scope.PERSON, (WORKING_AGE, OLD_AGE),
        "N5_20_028—031",
    ),
)  # fmt: skip
