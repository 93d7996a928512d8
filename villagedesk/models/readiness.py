# SPDX-License-Identifier: MIT
"""How far a household or village is: rule by rule what is met, what is not, and which fact is missing (domain.md §3.3).

Nothing here is typed by anybody: a verdict follows from facts. Where a fact is missing the verdict is "cannot tell", and
says which; a missing fact never counts as met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.assured import FINISHED, exceeds, insured, schooled
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.income import sums
from villagedesk.models.poverty import poverty_rate
from villagedesk.models.values.dates import age_on
from villagedesk.models.values.numbers import from_scaled
from villagedesk.models.values.show import label_of, shown

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.catalogue.place import Village, VillageYear
    from villagedesk.models.criteria import Criterion

FindLine = Callable[[str, int], "Line | None"]
"""(name, year) → the line that holds for the place; None if none has a value."""


class Verdict(StrEnum):
    """Whether a rule is met; UNKNOWN where a fact is missing."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: its field, and the record."""

    entity: str
    row: str
    key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule and how far it is.

    Attributes:
        actual: what the facts say, in words.
        missing: the facts that are missing, in words, each with whom it is about.
        deciding: the fields that decide it, the one to be looked at first in front.
    """

    rule: Criterion
    verdict: Verdict
    actual: str
    missing: tuple[str, ...] = ()
    deciding: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    actual: str
    missing: tuple[str, ...] = ()
    deciding: tuple[Place, ...] = ()


def household_standing(case: CaseFile, rules: Iterable[Criterion], line: FindLine) -> tuple[Standing, ...]:
    """Rule by rule how far a household is in the case file's year.

    Raises:
        KeyError: a rule whose key no function judges.
    """
    return tuple(_standing(rule, _HOUSEHOLD[rule.key](case, line)) for rule in rules)


def village_standing(
    village: Village, facts: VillageYear, rules: Iterable[Criterion], line: FindLine
) -> tuple[Standing, ...]:
    """Rule by rule how far a village is in the year of `facts`.

    Raises:
        KeyError: a rule whose key no function judges.
    """
    return tuple(_standing(rule, _VILLAGE[rule.key](village, facts, line)) for rule in rules)


def _standing(rule: Criterion, found: _Judged) -> Standing:
    return Standing(rule, found.verdict, found.actual, found.missing, found.deciding)


# -- households ------------------------------------------------------------------------------------------------------


def _income(case: CaseFile, line: FindLine) -> _Judged:
    place = Place("income_year", case.income.id if case.income else "", "wages")
    per_head = sums(case.income, case.size).per_head if case.income else None
    return _against_line(per_head, line("exit_line", case.year), place, _("人均纯收入"))


def _monitored_income(case: CaseFile, line: FindLine) -> _Judged:
    place = Place("income_year", case.income.id if case.income else "", "wages")
    per_head = sums(case.income, case.size).monitored_per_head if case.income else None
    return _against_line(per_head, line("monitoring_line", case.year), place, _("人均收入（监测口径）"))


def _against_line(per_head: int | None, line: Line | None, place: Place, what: str) -> _Judged:
    missing = [] if per_head is not None else [_("当年收入")]
    if line is None or not isinstance(line.value, int):
        missing.append(_("当年的标准"))
    if missing or per_head is None or line is None or not isinstance(line.value, int):
        known = (
            "" if per_head is None else _("{what}{sum}元").format(what=what, sum=from_scaled(per_head, 2, grouped=True))
        )
        return _Judged(Verdict.UNKNOWN, known, tuple(missing), (place,))
    text = _("{what}{sum}元，标准{line}元").format(
        what=what, sum=from_scaled(per_head, 2, grouped=True), line=f"{line.value:,}"
    )
    if not line.confirmed:
        text = _("{text}（标准未核对）").format(text=text)
    return _Judged(Verdict.MET if exceeds(per_head, line.value) else Verdict.NOT_MET, text, (), (place,))


def _education(case: CaseFile, line: FindLine) -> _Judged:
    """Everybody of school age gets compulsory education or is through it (§9.3 C03)."""
    first, last = _school_years(line, case.year)
    day = f"{case.year}-09-01"
    out, unknown, places = [], [], []
    children = [one for one in case.counted if _may_be_of_age(one, first, last, day)]
    for child in children:
        where = Place("member_year", child.facts.id, "school")
        if not child.member.birth:
            unknown.append(_("{name}的出生日期").format(name=child.name))
            places.append(Place("member", child.member.id, "birth"))
            continue
        state = schooled(child.facts, age_on(child.member.birth, day))
        if state is None:
            unknown.append(_("{name}的在校生状况").format(name=child.name))
        elif not state:
            out.append(child.name)
        if not state:
            places.append(where)
    if out:
        return _Judged(Verdict.NOT_MET, _("不在校：{names}").format(names=listed(out)), tuple(unknown), tuple(places))
    if unknown:
        return _Judged(Verdict.UNKNOWN, "", tuple(unknown), tuple(places))
    if not children:
        return _Judged(Verdict.MET, _("没有义务教育阶段的孩子"))
    names = listed(child.name for child in children)
    return _Judged(
        Verdict.MET,
        _("都在校：{names}").format(names=names),
        (),
        (Place("member_year", children[0].facts.id, "school"),),
    )


def _school_years(line: FindLine, year: int) -> tuple[int, int]:
    """From which age to which, on the first of September (义务教育法: six; the last age is a line, since counties differ)."""
    ends = []
    for name, usual in (("check_c03_from", 6), ("check_c03_to", 15)):
        found = line(name, year)
        ends.append(found.value if found and isinstance(found.value, int) else usual)
    return ends[0], ends[1]


def _may_be_of_age(person: Person, first: int, last: int, day: str) -> bool:
    """Whether somebody is of school age, or nobody knows how old."""
    birth = person.member.birth
    if not birth:
        return person.facts.education not in FINISHED
    return birth <= day and first <= age_on(birth, day) <= last


def _medical(case: CaseFile, _line: FindLine) -> _Judged:
    """Everybody is insured."""
    out, unknown, places = [], [], []
    for one in case.counted:
        state = insured(one.facts)
        if state:
            continue
        places.append(Place("member_year", one.facts.id, "medical"))
        if state is None:
            unknown.append(_("{name}是否参加医保").format(name=one.name))
        else:
            out.append(one.name)
    if out:
        return _Judged(Verdict.NOT_MET, _("没有参保：{names}").format(names=listed(out)), tuple(unknown), tuple(places))
    if unknown or not case.counted:
        missing = tuple(unknown) or (_("家庭成员"),)
        return _Judged(Verdict.UNKNOWN, "", missing, tuple(places))
    first = Place("member_year", case.counted[0].facts.id, "medical")
    return _Judged(Verdict.MET, _("{count}人都已参保").format(count=case.size), (), (first,))


def _housing(case: CaseFile, _line: FindLine) -> _Judged:
    """No house of grade C or D; the grade goes before the plain answer."""
    facts = case.facts
    grade, dangerous = facts.house_grade, facts.dangerous
    place = Place("household_year", facts.id, "house_grade" if grade else "dangerous")
    if facts.no_house is True:
        return _Judged(Verdict.NOT_MET, _("无房"), (), (Place("household_year", facts.id, "no_house"),))
    if grade in {"C", "D"} or dangerous is True:
        told = listed(
            (_field_words("household_year.dangerous", dangerous), _field_words("household_year.house_grade", grade))
        )
        return _Judged(Verdict.NOT_MET, told, (), (place,))
    if grade in {"A", "B", "none"} or dangerous is False:
        told = listed(
            (_field_words("household_year.dangerous", dangerous), _field_words("household_year.house_grade", grade))
        )
        return _Judged(Verdict.MET, told, (), (place,))
    return _Judged(Verdict.UNKNOWN, "", (label_of(field_spec("household_year.dangerous")),), (place,))


def _water(case: CaseFile, _line: FindLine) -> _Judged:
    """是否解决安全饮用水, or where that was not asked, 饮水是否安全."""
    solved = case.facts.water_solved
    key = "water_safe" if solved is None and case.facts.water_safe is not None else "water_solved"
    return _yes(case, key)


def _flag(key: str) -> Callable[[CaseFile, FindLine], _Judged]:
    def judge(case: CaseFile, _line: FindLine) -> _Judged:
        return _yes(case, key)

    return judge


def _yes(case: CaseFile, key: str) -> _Judged:
    path, value = f"household_year.{key}", getattr(case.facts, key)
    place = Place("household_year", case.facts.id, key)
    if value is None or value is NA:
        return _Judged(Verdict.UNKNOWN, "", (label_of(field_spec(path)),), (place,))
    return _Judged(Verdict.MET if value else Verdict.NOT_MET, _field_words(path, value), (), (place,))


def _field_words(path: str, value: object) -> str:
    """A fact with its label; empty if there is none."""
    spec = field_spec(path)
    text = shown(spec, value)  # type: ignore[arg-type]
    return _("{field}：{value}").format(field=label_of(spec), value=text) if text else ""


_HOUSEHOLD: Final[dict[str, Callable[[CaseFile, FindLine], _Judged]]] = {
    "income": _income,
    "monitored_income": _monitored_income,
    "food": _flag("food_secure"),
    "clothing": _flag("clothing_secure"),
    "education": _education,
    "medical": _medical,
    "housing": _housing,
    "water": _water,
    "power": _flag("living_power"),
    "broadcasting": _flag("broadcasting"),
}


# -- villages --------------------------------------------------------------------------------------------------------


def _rate(_village: Village, facts: VillageYear, line: FindLine) -> _Judged:
    """贫困发生率 below the limit of the year, with its denominator."""
    year = facts.year if isinstance(facts.year, int) else 0
    limit = line("check_l07_rate", year)
    rate = poverty_rate(facts.poor_people, facts.registered_people)
    missing = [
        label_of(field_spec(f"village_year.{key}"))
        for key in ("poor_people", "registered_people")
        if not isinstance(getattr(facts, key), int)
    ]
    place = Place("village_year", facts.id, "registered_people" if facts.poor_people is not None else "poor_people")
    if limit is None or not isinstance(limit.value, int):
        missing.append(_("当年的标准"))
    if rate is None or limit is None or not isinstance(limit.value, int):
        return _Judged(Verdict.UNKNOWN, rate.percent if rate else "", tuple(missing), (place,))
    basis = facts.registered_basis or _("口径未注明")
    text = _("{rate}（{poor}÷{registered}，{basis}），标准低于{limit}%").format(
        rate=rate.percent, poor=rate.poor, registered=rate.registered, basis=basis, limit=limit.value
    )
    below = rate.poor * 100 < limit.value * rate.registered  # not by the rounded figure
    return _Judged(Verdict.MET if below else Verdict.NOT_MET, text, (), (place,))


def _at_least_one(key: str) -> Callable[[Village, VillageYear, FindLine], _Judged]:
    return _village_fact(key, lambda value: isinstance(value, int) and value > 0)


def _none_left(key: str) -> Callable[[Village, VillageYear, FindLine], _Judged]:
    return _village_fact(key, lambda value: value == 0)


def _village_fact(key: str, met: Callable[[object], bool]) -> Callable[[Village, VillageYear, FindLine], _Judged]:
    def judge(_village: Village, facts: VillageYear, _line: FindLine) -> _Judged:
        path, value = f"village_year.{key}", getattr(facts, key)
        place = Place("village_year", facts.id, key)
        if value is None or value is NA:
            return _Judged(Verdict.UNKNOWN, "", (label_of(field_spec(path)),), (place,))
        return _Judged(Verdict.MET if met(value) else Verdict.NOT_MET, _field_words(path, value), (), (place,))

    return judge


_VILLAGE: Final[dict[str, Callable[[Village, VillageYear, FindLine], _Judged]]] = {
    "poverty_rate": _rate,
    "collective_income": _at_least_one("collective_income"),
    "hard_road": _village_fact("road_to_township", bool),
    "clinic": _at_least_one("clinics"),
    "reading_room": _at_least_one("reading_rooms"),
    "broadband": _village_fact("broadband", bool),
    "village_water": _none_left("unsafe_water"),
    "village_power": _village_fact("living_power", bool),
}
