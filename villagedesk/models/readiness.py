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
from villagedesk.models.assured import answers, met
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.models.lines import is_number
from villagedesk.models.poverty import poverty_rate
from villagedesk.models.values.numbers import from_scaled
from villagedesk.models.values.show import label_of, shown

if TYPE_CHECKING:
    from villagedesk.models.assured import Answer, ValueOf
    from villagedesk.models.casefile import CaseFile
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


def household_standing(case: CaseFile, rules: Iterable[Criterion], line: FindLine, day: str) -> tuple[Standing, ...]:
    """Rule by rule how far a household is in the case file's year.

    Args:
        case: the case file.
        rules: the criteria.
        line: finds the lines that hold where the household lives.
        day: today, or the day of the paper (ISO); a year that is over is looked at on its last day.

    Raises:
        KeyError: a rule whose key nothing judges.
    """
    at = min(day, f"{case.year}-12-31")
    return tuple(_household(rule, case, line, at) for rule in rules)


def household_verdicts(case: CaseFile, rules: Iterable[str], value: ValueOf, at: str) -> dict[str, Verdict]:
    """What `household_standing` comes to, without the words: key of each criterion → its verdict.

    Args:
        case: the case file.
        rules: keys of the criteria.
        value: the lines that hold in its year where the household lives.
        at: the day (ISO) on which the year is looked at: its last, or today if that has not come yet.

    Raises:
        KeyError: a criterion that nothing judges.
    """
    return {key: _verdict(key, answers(key, case, value, at)) for key in rules}


def _verdict(key: str, found: list[Answer]) -> Verdict:
    """Nobody's insurance is nothing that could be met."""
    return Verdict.UNKNOWN if key == "medical" and not found else _VERDICTS[met(found)]


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
# The verdicts are those of `assured`, as the checks' are; here they are put into words.


def _household(rule: Criterion, case: CaseFile, line: FindLine, at: str) -> Standing:
    def value(name: str) -> int | None:
        found = line(name, case.year)
        return found.value if found is not None and is_number(found.value) else None

    found = answers(rule.key, case, value, at)
    verdict = _verdict(rule.key, found)
    if not found and verdict is Verdict.UNKNOWN:
        return Standing(rule, verdict, "", (_("家庭成员"),))
    actual = _ACTUAL.get(rule.key, _told)(case, found, verdict)
    if rule.key in _LINES and verdict is not Verdict.UNKNOWN:
        used = line(_LINES[rule.key], case.year)
        actual = actual if used is not None and used.confirmed else _("{text}（标准未核对）").format(text=actual)
    missing = tuple(_missing(one) for one in found if one.met is None)
    deciding = [one for one in found if one.met is not True] or found[:1]
    return Standing(rule, verdict, actual, missing, tuple(_place(one) for one in deciding if one.path != "line.value"))


def _place(one: Answer) -> Place:
    entity, key = one.path.split(".")
    return Place(entity, one.row, key)


def _missing(one: Answer) -> str:
    """The fact that is missing, in words, with whom it is about."""
    if one.path == "line.value":
        return _("当年的标准") if one.row in _LINES.values() else code_list("line_name").label(one.row)
    if one.path == "income_year.wages":
        return _("当年收入")
    if one.path == "member_year.medical":
        return _("{name}是否参加医保").format(name=one.name)
    label = label_of(field_spec(one.path))
    return _("{name}的{field}").format(name=one.name, field=label) if one.name else label


def _income(_case: CaseFile, found: list[Answer], _verdict: Verdict) -> str:
    return _against_line(_("人均纯收入"), found)


def _monitored_income(_case: CaseFile, found: list[Answer], _verdict: Verdict) -> str:
    return _against_line(_("人均收入（监测口径）"), found)


def _against_line(what: str, found: list[Answer]) -> str:
    amount = next((one.amount for one in found if one.amount is not None), None)
    if amount is None:
        return ""
    per_head = from_scaled(amount, 2, grouped=True)
    line = found[0].line
    if line is None:
        return _("{what}{sum}元").format(what=what, sum=per_head)
    return _("{what}{sum}元，标准{line}元").format(what=what, sum=per_head, line=f"{line:,}")


def _education(_case: CaseFile, found: list[Answer], verdict: Verdict) -> str:
    if verdict is Verdict.NOT_MET:
        return _("不在校：{names}").format(names=listed(one.name for one in found if one.met is False))
    if verdict is Verdict.UNKNOWN:
        return ""
    if not found:
        return _("没有义务教育阶段的孩子")
    return _("都在校：{names}").format(names=listed(one.name for one in found))


def _medical(case: CaseFile, found: list[Answer], verdict: Verdict) -> str:
    if verdict is Verdict.NOT_MET:
        return _("没有参保：{names}").format(names=listed(one.name for one in found if one.met is False))
    return _("{count}人都已参保").format(count=case.size) if verdict is Verdict.MET else ""


def _housing(case: CaseFile, _found: list[Answer], _verdict: Verdict) -> str:
    if case.facts.no_house is True:
        return _("无房")
    keys = ("dangerous", "house_grade")
    return listed(filter(None, (_field_words(f"household_year.{key}", getattr(case.facts, key)) for key in keys)))


def _told(case: CaseFile, found: list[Answer], _verdict: Verdict) -> str:
    """The one question that decides, with its answer."""
    (one,) = found
    return _field_words(one.path, getattr(case.facts, one.path.split(".")[1]))


def _field_words(path: str, value: object) -> str:
    """A fact with its label; empty if there is none."""
    spec = field_spec(path)
    text = shown(spec, value)  # type: ignore[arg-type]
    return _("{field}：{value}").format(field=label_of(spec), value=text) if text else ""


_VERDICTS: Final = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNKNOWN}
_LINES: Final = {"income": "exit_line", "monitored_income": "monitoring_line"}
_ACTUAL: Final[dict[str, Callable[[CaseFile, list[Answer], Verdict], str]]] = {
    "income": _income,
    "monitored_income": _monitored_income,
    "education": _education,
    "medical": _medical,
    "housing": _housing,
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
