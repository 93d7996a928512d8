# SPDX-License-Identifier: MIT
"""Checks D: health, insurance and the support of those who cannot earn (domain.md §9.3 D).

Persons of whom nothing was entered for the year are left out: B05 says so already. Soldiers are insured by the army.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models import eras
from villagedesk.models.assured import age_of
from villagedesk.models.checks.causes import at_work
from villagedesk.models.checks.rules import Found, Rule, Scope, Surroundings, Unjudged, problem, shown_field, unjudged
from villagedesk.models.checks.schooling import is_student
from villagedesk.models.checks.standing import UNABLE
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.checks.rules import Check

_HEALTHY: Final = ("1",)
_ALLOWANCE: Final = frozenset({"low_income", "low_income_2014", "low_destitute"})
_DESTITUTE: Final = frozenset({"destitute", "low_destitute"})
_AWAY: Final = frozenset({"county", "province", "outside"})


def receives(value: object) -> bool:
    """Whether a code of the lists `low_income` and `destitute` says that support is received."""
    return isinstance(value, str) and value != "none"


def _no_health(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.described:
        if not person.facts.health:
            yield problem(
                ("D01", Level.ERROR), "member_year.health", person.facts.id, _("没有填写"), _("请选择健康状况"),
                person=person.name,
            )  # fmt: skip


def _healthy_and_ill(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.people:
        health = person.facts.health
        if len(health) > 1 and "1" in health:
            yield problem(
                ("D02", Level.ERROR), "member_year.health", person.facts.id, _("把“健康”与其他情况同时选上"),
                _("请去掉“健康”或去掉其他情况"), value=shown_field("member_year.health", health), person=person.name,
            )  # fmt: skip


def _twice(code: str, level: Level, one: str, other: str, words: Callable[[], str]) -> Check:
    """Two insurances that exclude each other are both answered with yes."""

    def check(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
        for person in case.described:
            values = getattr(person.facts, one), getattr(person.facts, other)
            if values == (True, True):
                yield problem(
                    (code, level), f"member_year.{other}", person.facts.id, words(), _("两者只能参加一种，请核对"),
                    value=_("是"), person=person.name,
                )  # fmt: skip
            elif None in values and True in values:
                lacking = one if values[0] is None else other
                yield unjudged(code, f"member_year.{lacking}", person.facts.id, person.name)

    return check


def _uninsured(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """Neither insurance. An empty answer to the rarer one counts as no, as on paper; an empty one to both is unknown.

    A doubt and no error: that somebody is not insured is a fact, and a fact must never keep a paper from being printed.
    """
    for person in case.described:
        facts = person.facts
        if facts.soldier is True or facts.medical is True or facts.employee_medical is True:
            continue
        if facts.medical is None:
            yield unjudged("D04", "member_year.medical", facts.id, person.name)
        else:
            yield problem(
                ("D04", Level.DOUBT), "member_year.medical", facts.id, _("，也没有参加城镇职工基本医疗保险"),
                _("请核实参保情况；确实没有参保的，动员参保"), value=shown_field("member_year.medical", facts.medical),
                person=person.name,
            )  # fmt: skip


def _no_critical_insurance(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """大病保险 comes with the residents' insurance, so it is asked of those only who are in it."""
    for person in case.described:
        facts = person.facts
        if facts.medical is not True:
            continue  # D04
        if facts.critical_insurance is None:
            yield unjudged("D05", "member_year.critical_insurance", facts.id, person.name)
        elif facts.critical_insurance is False:
            yield problem(
                ("D05", Level.DOUBT), "member_year.critical_insurance", facts.id, _("，但已参加居民医保"),
                _("居民医保一般含大病保险，请核对"), value=_("否"), person=person.name,
            )  # fmt: skip


def _no_pension(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    known = around.limits("D06", case.year, "check_d06_from")
    if isinstance(known, Unjudged):
        yield known
        return
    day = around.day(case.year)
    for person in case.described:
        facts = person.facts
        if facts.pension is not None or facts.employee_pension is not None or facts.soldier is True:
            continue
        age = age_of(person, day)
        if age is None:
            yield unjudged("D06", "member.birth", person.member.id, person.name)
        elif age >= known[0] and not is_student(person):
            yield problem(
                ("D06", Level.DOUBT), "member_year.pension", facts.id,
                _("没有填写，但本人已{age}岁（满{least}岁的非在校生应填）").format(age=age, least=known[0]),
                _("请填写是否参加养老保险"), person=person.name,
            )  # fmt: skip


def _pension_of_child(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    known = around.limits("D07", case.year, "check_d06_from")
    if isinstance(known, Unjudged):
        yield known
        return
    day = around.day(case.year)
    for person in case.described:
        for key in ("pension", "employee_pension"):
            if getattr(person.facts, key) is not True:
                continue
            age = age_of(person, day)
            if age is None:
                yield unjudged("D07", "member.birth", person.member.id, person.name)
            elif age < known[0]:
                yield problem(
                    ("D07", Level.DOUBT), f"member_year.{key}", person.facts.id,
                    _("，但本人只有{age}岁（不满{least}岁不能参保）").format(age=age, least=known[0]),
                    _("请核对参保情况和出生日期"), value=_("是"), person=person.name,
                )  # fmt: skip


def _aid_without_insurance(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.described:
        facts = person.facts
        if facts.critical_aid is not True or facts.medical is True or facts.employee_medical is True:
            continue
        if facts.medical is None:
            yield unjudged("D09", "member_year.medical", facts.id, person.name)
        else:
            yield problem(
                ("D09", Level.DOUBT), "member_year.critical_aid", facts.id, _("，但没有参加基本医疗保险"),
                _("请核对参保情况和救助情况"), value=_("是"), person=person.name,
            )  # fmt: skip


def _nobody(code: str, cause: str, wanted: frozenset[str], words: Callable[[], str]) -> Check:
    """A cause that lies in somebody's health, but nobody is so."""

    def check(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
        causes = list(at_work(case, cause))
        if not causes or any(wanted & set(person.facts.health) for person in case.people):
            return
        unknown = [person for person in case.people if not person.facts.health]
        for person in unknown:
            yield unjudged(code, "member_year.health", person.facts.id, person.name)
        for one in () if unknown else causes:
            yield problem(
                (code, Level.DOUBT), "cause.code", one.id, words(), _("请核对健康状况；情况已变的，请重新分析致贫原因"),
                value=shown_field("cause.code", one.code),
            )  # fmt: skip

    return check


def _allowance(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """The attribute 低保 and somebody who gets the allowance go together, both ways. Who never was poor has no attribute."""
    attribute, row = case.facts.attribute, case.facts.id
    having = [person for person in case.people if receives(person.facts.low_income)]
    if attribute is None:
        if case.people and eras.kind_of(case) not in eras.NEVER_POOR:
            yield unjudged("D12", "household_year.attribute", row)
        return
    value = shown_field("household_year.attribute", attribute)
    if having and attribute not in _ALLOWANCE:
        yield problem(
            ("D12", Level.DOUBT), "household_year.attribute", row,
            _("，但{names}享受低保").format(names=listed(person.name for person in having)), _("请核对户属性和低保情况"),
            value=value,
        )  # fmt: skip
    elif attribute in _ALLOWANCE and not having:
        unknown = [person for person in case.people if person.facts.low_income is None]
        for person in unknown:
            yield unjudged("D12", "member_year.low_income", person.facts.id, person.name)
        if not unknown and case.people:
            yield problem(
                ("D12", Level.DOUBT), "household_year.attribute", row, _("，但没有成员享受低保"), _("请核对户属性和低保情况"),
                value=value,
            )  # fmt: skip


def _destitute_but_able(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    attribute = case.facts.attribute
    if attribute not in _DESTITUTE and (attribute or eras.kind_of(case) in eras.NEVER_POOR):
        return
    known = around.limits("D13", case.year, "check_d13_from", "check_d13_to")
    if isinstance(known, Unjudged):
        yield known
        return
    day = around.day(case.year)
    for person in case.described:
        age, health = age_of(person, day), person.facts.health
        if (age is not None and not known[0] <= age <= known[1]) or health not in {(), _HEALTHY} or is_student(person):
            continue
        if attribute is None:
            yield unjudged("D13", "household_year.attribute", case.facts.id)
            return
        shared = attribute == "low_destitute"  # then it may be about others of the household
        if shared and person.facts.destitute == "none":
            continue
        if shared and person.facts.destitute is None:
            yield unjudged("D13", "member_year.destitute", person.facts.id, person.name)
        elif age is None or not health:
            yield _lacking("D13", person, birth=age is None)
        else:
            yield problem(
                ("D13", Level.DOUBT), "household_year.attribute", case.facts.id,
                _("，但“{name}”{age}岁（{least}–{most}岁）、健康、不在校").format(
                    name=person.name, age=age, least=known[0], most=known[1]
                ),
                _("特困供养对象应无劳动能力、无生活来源、无赡养扶养人，请核对"),
                value=shown_field("household_year.attribute", attribute), person=person.name,
            )  # fmt: skip


def _lacking(code: str, person: Person, *, birth: bool) -> Unjudged:
    if birth:
        return unjudged(code, "member.birth", person.member.id, person.name)
    return unjudged(code, "member_year.health", person.facts.id, person.name)


def _both_supports(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.described:
        facts = person.facts
        pair = facts.low_income, facts.destitute
        if receives(pair[0]) and receives(pair[1]):
            yield problem(
                ("D14", Level.ERROR), "member_year.destitute", facts.id, _("与低保同时享受"), _("同一人只能享受一种，请核对"),
                value=shown_field("member_year.destitute", facts.destitute), person=person.name,
            )  # fmt: skip
        elif None in pair and (receives(pair[0]) or receives(pair[1])):
            key = "low_income" if pair[0] is None else "destitute"
            yield unjudged("D14", f"member_year.{key}", facts.id, person.name)


def _nobody_able(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """Nobody able to work, and nobody supported. 特困供养 supports as well as 低保 does."""
    people = case.counted
    if not people or any(receives(p.facts.low_income) or receives(p.facts.destitute) for p in people):
        return
    if any(person.facts.labour and person.facts.labour not in UNABLE for person in people):
        return
    for key in ("labour", "low_income"):
        unknown = [person for person in people if getattr(person.facts, key) is None]
        for person in unknown:
            yield unjudged("D15", f"member_year.{key}", person.facts.id, person.name)
        if unknown:
            return
    first = case.head or people[0]
    yield problem(
        ("D15", Level.DOUBT), "member_year.low_income", first.facts.id, _("，但整户{count}人都没有劳动力").format(count=len(people)),
        _("请核实是否应纳入低保或特困供养"), value=shown_field("member_year.low_income", first.facts.low_income), person=first.name,
    )  # fmt: skip


def _destitute_at_work(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    for person in case.described:
        facts = person.facts
        if not receives(facts.destitute):
            continue
        months = facts.work_months if isinstance(facts.work_months, int) else 0
        if months or facts.work_place in _AWAY:
            yield problem(
                ("D16", Level.DOUBT), "member_year.destitute", facts.id,
                _("，但本人务工{months}个月").format(months=months) if months else _("，但本人在{place}务工").format(
                    place=shown_field("member_year.work_place", facts.work_place)
                ),
                _("请核对特困供养和务工情况"), value=shown_field("member_year.destitute", facts.destitute), person=person.name,
            )  # fmt: skip
        elif facts.work_months is None and facts.work_place is None:
            yield unjudged("D16", "member_year.work_months", facts.id, person.name)


_both_medical: Final = _twice("D03", Level.ERROR, "medical", "employee_medical", lambda: _("与居民医保同时参加"))
_both_pensions: Final = _twice("D08", Level.DOUBT, "pension", "employee_pension", lambda: _("与居民养老保险同时参加"))
_nobody_ill: Final = _nobody("D10", "1", frozenset({"2", "3"}), lambda: _("，但家中没有患大病或慢性病的人"))
_nobody_disabled: Final = _nobody("D11", "2", frozenset({"4"}), lambda: _("，但家中没有残疾人"))
RULES: Final = (
    Rule("D01", "健康状况没有填写", Level.ERROR, _no_health, Scope.PERSON, source="N2_01_002；P11"),
    Rule("D02", "健康与其他健康状况同时选择", Level.ERROR, _healthy_and_ill, Scope.PERSON),
    Rule(
        "D03", "同时参加居民医保和职工医保", Level.ERROR,
        _both_medical, Scope.PERSON, source="N2_01_009；P17",
    ),
    Rule("D04", "没有参加基本医疗保险", Level.DOUBT, _uninsured, Scope.PERSON, source="N2_01_008"),
    Rule("D05", "没有参加大病保险", Level.DOUBT, _no_critical_insurance, Scope.PERSON, source="N2_01_006；P14"),
    Rule("D06", "养老保险没有填写", Level.DOUBT, _no_pension, Scope.PERSON, ("check_d06_from",), "N2_01_007；P16"),
    Rule("D07", "未到参保年龄却参加养老保险", Level.DOUBT, _pension_of_child, Scope.PERSON, ("check_d06_from",)),
    Rule(
        "D08", "同时参加居民养老和职工养老", Level.DOUBT,
        _both_pensions, Scope.PERSON,
    ),
    Rule("D09", "接受大病救助但没有参保", Level.DOUBT, _aid_without_insurance, Scope.PERSON, source="N3_01_007"),
    Rule(
        "D10", "因病致贫但没有患病成员", Level.DOUBT,
        _nobody_ill, source="N5_15_015",
    ),
    Rule(
        "D11", "因残致贫但没有残疾成员", Level.DOUBT, _nobody_disabled,
        source="N2_11_001",
    ),
    Rule("D12", "低保户属性与享受低保的人不一致", Level.DOUBT, _allowance),
    Rule(
        "D13", "特困户有健康的劳动年龄成员", Level.DOUBT, _destitute_but_able, Scope.PERSON,
        ("check_d13_from", "check_d13_to"), "N5_15_018",
    ),
    Rule("D14", "同一人享受低保和特困供养", Level.ERROR, _both_supports, Scope.PERSON),
    Rule("D15", "整户无劳动力但无人享受低保", Level.DOUBT, _nobody_able, source="N5_19_003；N5_19_007"),
    Rule("D16", "特困人员务工", Level.DOUBT, _destitute_at_work, Scope.PERSON, source="N5_01_004"),
)  # fmt: skip
