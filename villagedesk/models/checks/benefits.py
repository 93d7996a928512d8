# SPDX-License-Identifier: MIT
"""Checks F, third part: does somebody get the benefits, does help have an effect (domain.md §9.3 F10–F15, F20, F23, F24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import age_of
from villagedesk.models.checks.facts import (
    YUAN,
    about_income,
    about_person,
    at_school,
    figure,
    limited,
    no_age,
    no_fact,
    no_income,
    no_year_fact,
    people_of_year,
)
from villagedesk.models.checks.labour import OLD_AGE, WORKING_AGE
from villagedesk.models.checks.rules import Rule, Scope, problem, shown_field, unjudged, unjudged_line
from villagedesk.models.income import total
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Measure
    from villagedesk.models.checks.rules import Found, Surroundings

_SMALL: Final = (
    ("low_income", "check_f10_low_income"),
    ("destitute", "check_f10_destitute"),
    ("family_planning", "check_f10_family_planning"),
    ("pension", "check_f10_pension"),
)
_PLANNED_FAMILIES: Final = frozenset({"one_child", "two_daughters", "planned"})
_NOT_GETTING: Final = (None, "none")
_GREEN: Final = ("returned", "forest", "grassland")
_EFFECT: Final = {"industry": "production", "employment": "wages", "public_post": "wages", "security": "transfers"}
"""Class of a measure → what it must bring into the year's income (domain.md §4.1)."""
EMPLOYEE_AGE: Final = "check_f11_employee_age"


def _small(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """F10: less than the smallest amount that anybody is paid in a year."""
    income = case.earned
    for key, name in _SMALL if income else ():
        amount = figure(getattr(income, key))
        if income is None or not amount or amount < 0:
            continue
        low = around.limit(name, case.year)
        if low is None:
            yield unjudged_line("F10", name)
        elif amount < low * YUAN:
            yield about_income(
                ("F10", Level.DOUBT), case, key, _("全年不足{low}元").format(low=low),
                _("请核对是否把月标准写成全年金额，或少写了零"),
            )  # fmt: skip


@limited("F11", OLD_AGE, EMPLOYEE_AGE)
def _pension_of_nobody(case: CaseFile, around: Surroundings, old: int, employee: int) -> Iterator[Found]:
    """F11. Members of the employees' insurance retire earlier, and who died in the year had drawn it until then."""
    income = case.earned
    if income is None or not figure(income.pension):
        return
    day, unclear, retired = around.day(case.year), [], []
    for person in people_of_year(case):
        age = age_of(person, day)
        if age is None:
            unclear.append(person)
        elif age >= old or (age >= employee and person.facts.employee_pension is True):
            return
        elif age >= employee and person.facts.employee_pension is None:
            retired.append(person)
    for person in unclear:
        yield no_age("F11", person)
    for person in retired:
        yield from no_fact("F11", person, "employee_pension")
    if not unclear and not retired:
        yield about_income(
            ("F11", Level.DOUBT), case, "pension", _("但全户没有{limit}周岁以上的人").format(limit=old),
            _("请核对出生日期和收入类别；提前退休、领取遗属待遇的，写明后豁免"),
        )  # fmt: skip


@limited("F12", OLD_AGE)
def _no_pension(case: CaseFile, around: Surroundings, old: int) -> Iterator[Found]:
    """F12. Paid from the month after the birthday on, so who turned 60 in December has nothing in that year yet."""
    income = case.earned
    if income is None or figure(income.pension):
        return
    day = min(around.day(case.year), f"{case.year}-11-30")
    for person in case.described:
        age = age_of(person, day)
        if person.facts.pension is not True or (age is not None and age < old):
            continue
        if age is None:
            yield no_age("F12", person)
        elif income.pension is None:
            yield from no_income("F12", case, "pension")
        else:
            yield about_income(
                ("F12", Level.DOUBT), case, "pension",
                _("但“{name}”{age}周岁且已参加城乡居民基本养老保险").format(name=person.name, age=age),
                _("请核对是否领取；没有领取的，查明原因并协助办理"),
            )  # fmt: skip
        return


def _allowance(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F13, of the minimum allowance and of destitute support alike: money and somebody who gets it."""
    income = case.earned
    for key in ("low_income", "destitute") if income else ():
        amount, people = figure(getattr(income, key)), people_of_year(case)
        getting = [person for person in people if getattr(person.facts, key) not in _NOT_GETTING]
        if amount is None and getting:
            yield from no_income("F13", case, key)
        elif amount and not getting:
            open_ones = [person for person in people if getattr(person.facts, key) is None]
            for person in open_ones:
                yield from no_fact("F13", person, key)
            if open_ones:
                continue
            yield about_income(("F13", Level.DOUBT), case, key, _("但没有成员享受"), _("请核对享受人员或收入类别"))
        elif getting and not amount:
            yield about_income(
                ("F13", Level.DOUBT), case, key, _("但“{name}”享受").format(name=getting[0].name),
                _("请补填全年金额；已停发的，核对成员的享受情况"),
            )  # fmt: skip


def _ecology(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F14: compensation without any land that is compensated (退耕还林, 公益林, 草原)."""
    income = case.earned
    if income is None or not figure(income.ecology):
        return
    areas = [figure(getattr(case.facts, key)) for key in _GREEN]
    if any(areas):
        return
    if None in areas:
        yield from no_year_fact("F14", case, _GREEN[areas.index(None)])
    else:
        yield about_income(
            ("F14", Level.DOUBT), case, "ecology", _("但没有退耕还林、林地和牧草地"),
            _("请核对面积或收入类别；护林员工资填入公益岗收入"),
        )  # fmt: skip


def _family_planning(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F15."""
    income = case.earned
    if income and figure(income.family_planning) and not _PLANNED_FAMILIES & set(case.household.family_types):
        yield about_income(
            ("F15", Level.DOUBT), case, "family_planning", _("但家庭类型不是计划生育户、独生子女户或双女户"),
            _("请补选家庭类型，或核对收入类别"),
        )  # fmt: skip


def _begun(measure: Measure) -> bool | None:
    """Whether help has really begun; None if nothing tells."""
    if measure.status in {"planned", "dropped"}:
        return False
    return True if measure.status or measure.helped_since or measure.done_on else None


def _without_effect(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F20: help that has begun and nothing of it in the year's income. A dividend is an effect of an industry too."""
    income, computed = case.earned, case.sums
    if income is None or computed is None:
        return
    amounts = {
        "production": total(income, "production") or figure(income.asset_dividend) or total(income, "production"),
        "wages": total(income, "wages"),
        "transfers": computed.transfers,
    }
    for measure in case.measures:
        if not measure.category and not all(amounts.values()) and _begun(measure):
            yield unjudged("F20", "measure.category", measure.id)
        effect = _EFFECT.get(measure.category or "")
        if effect is None or amounts[effect] or (begun := _begun(measure)) is False:
            continue
        if begun is None:
            yield unjudged("F20", "measure.status", measure.id)
        elif amounts[effect] is None:
            yield from no_income("F20", case, "other_transfer" if effect == "transfers" else effect)
        else:
            missing = {"production": _("生产经营性收入"), "wages": _("工资性收入"), "transfers": _("转移性收入")}[
                effect
            ]
            yield problem(
                ("F20", Level.DOUBT), "measure.category", measure.id,
                _("已实施，但本年度没有{income}").format(income=missing), _("请核对措施是否落实、收入是否漏填"),
                value=shown_field("measure.category", measure.category),
            )  # fmt: skip


def _ill_without_cost(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F23: monitored for illness, the risk not removed, and no payment of their own."""
    facts, income = case.facts, case.earned
    ill = "illness" in facts.risks and facts.risk_removed is not True
    monitored = facts.monitor_type is None or isinstance(facts.monitor_type, str)
    if ill and monitored and income and not figure(income.own_payments):
        if income.own_payments is None:
            yield from no_income("F23", case, "own_payments")
        elif facts.monitor_type is None:
            yield from no_year_fact("F23", case, "monitor_type")
        else:
            yield about_income(
                ("F23", Level.DOUBT), case, "own_payments", _("但本户因病纳入监测"),
                _("请按医疗费用结算单补填合规自付支出；没有发生的，核对风险类型"),
            )  # fmt: skip


@limited("F24", WORKING_AGE)
def _wage_of_a_child(case: CaseFile, around: Surroundings, working: int) -> Iterator[Found]:
    """F24."""
    day = around.day(case.year)
    for person in case.described:
        wage = person.facts.wage
        if not isinstance(wage, int) or not wage:
            continue
        age, school = age_of(person, day), at_school(person.facts)
        if school or (age is not None and age < working):
            yield about_person(
                ("F24", Level.DOUBT), person, "wage",
                _("但本人是在校生") if school else _("但本人{age}周岁").format(age=age),
                _("请核对月收入填在谁名下、在校生状况和出生日期"),
            )  # fmt: skip
        elif age is None:
            yield no_age("F24", person)
        elif school is None:
            yield from no_fact("F24", person, "school")


RULES: Final = (
    Rule(
        "F10", "转移性收入金额过小", Level.DOUBT, _small, Scope.HOUSEHOLD, tuple(name for _key, name in _SMALL), "P24—P27"
    ),
    Rule("F11", "有养老保险金没有老年人", Level.DOUBT, _pension_of_nobody, Scope.HOUSEHOLD, (OLD_AGE, EMPLOYEE_AGE)),
    Rule("F12", "参保老年人没有养老保险金", Level.DOUBT, _no_pension, Scope.HOUSEHOLD, (OLD_AGE,)),
    Rule("F13", "低保金、特困供养金与享受人员不一致", Level.DOUBT, _allowance),
    Rule("F14", "有生态补偿金没有补偿的土地", Level.DOUBT, _ecology, Scope.HOUSEHOLD, (), "P23"),
    Rule("F15", "有计划生育金不是计划生育户", Level.DOUBT, _family_planning),
    Rule(
        "F20", "帮扶措施没有带来收入", Level.DOUBT, _without_effect, Scope.HOUSEHOLD, (),
        "N5_11_013；N4_11_012；N4_11_013",
    ),
    Rule("F23", "因病监测没有合规自付支出", Level.DOUBT, _ill_without_cost, Scope.HOUSEHOLD, (), "N5_15_020"),
    Rule("F24", "在校生或未成年人有月收入", Level.DOUBT, _wage_of_a_child, Scope.PERSON, (WORKING_AGE,)),
)  # fmt: skip
