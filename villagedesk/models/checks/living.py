# SPDX-License-Identifier: MIT
"""Checks G, first part: house, water, power, road and relocation (domain.md §2.2, §3.3, §9.3 G05–G12, G14)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, current_language, listed
from villagedesk.models.assured import water
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.checks.facts import (
    MU,
    about_year,
    exited,
    figure,
    limited,
    may_be_exited,
    no_year_fact,
    unknown,
)
from villagedesk.models.checks.rules import Rule, Scope, problem, shown_field
from villagedesk.models.problem import Level
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.rules import Found, Surroundings
    from villagedesk.models.problem import Problem

_YEAR: Final = ENTITIES["household_year"]
_LIVING: Final = tuple(
    spec.key for spec in _YEAR.fields if spec.group.label in {"土地", "水电路", "住房", "带动情况", "易地扶贫搬迁"}
)
_FACILITIES: Final = ("broadcasting", "toilet", "fuel", "road_type", "cooperative", "leader_firm", "leader_person")
_SETTLEMENT: Final = ("settlement_mode", "settlement_place", "moved_in", "settlement_area")
_NO_WATER: Final = "6"
_DANGEROUS: Final = frozenset({"C", "D"})
DISTANCE, HOUSE_LOW, HOUSE_HIGH, RED_LINE = "check_g05_distance", "check_g06_low", "check_g06_high", "house_red_line"


def begun(case: CaseFile) -> bool:
    """Whether anything of the living conditions of the year was entered; before that the grey light tells enough."""
    return bool(case.facts.id) and any(getattr(case.facts, key) is not None for key in _LIVING)


def empty_fields(rule: tuple[str, Level], case: CaseFile, keys: tuple[str, ...], remedy: str) -> Iterator[Problem]:
    """One finding that names all of the fields of which nothing is known; the cursor goes to the first of them."""
    missing = unknown(case.facts, keys)
    if missing and begun(case):
        found = problem(rule, f"household_year.{missing[0]}", case.facts.id, _("没有填写"), remedy)
        yield found.at(field=_labels(tuple(missing), case.year, current_language()))


@cache
def _labels(keys: tuple[str, ...], year: int, _language: str) -> str:
    """What the fields are called, one after another; put together once, since the same ones are empty in many households."""
    return listed(label_of(_YEAR[key], year) for key in keys)


@limited("G05", DISTANCE)
def _distance(case: CaseFile, _around: Surroundings, far: int) -> Iterator[Found]:
    """G05."""
    distance = figure(case.facts.road_distance)
    if distance is None:
        yield from empty_fields(("G05", Level.DOUBT), case, ("road_distance",), _("请补填；紧邻主干路的填0"))
    elif distance > far * MU:
        yield about_year(
            ("G05", Level.DOUBT), case, "road_distance", _("超过{far}公里").format(far=far),
            _("请核对单位是否为公里；确实偏远的，写明后豁免"),
        )  # fmt: skip


@limited("G06", HOUSE_LOW, HOUSE_HIGH)
def _floor(case: CaseFile, _around: Surroundings, low: int, high: int) -> Iterator[Found]:
    """G06: a household without a house says so; else so many square metres for each of its members."""
    facts, area = case.facts, figure(case.facts.house_area)
    if facts.no_house is True:
        if area:
            yield about_year(
                ("G06", Level.DOUBT), case, "house_area", _("有面积，但填为无房户"), _("请核对面积和“是否无房”")
            )
    elif area is None:
        yield from empty_fields(
            ("G06", Level.DOUBT), case, ("house_area",), _("请补填；没有住房的，把“是否无房”填为是")
        )
    elif area == 0 and facts.house_area == 0:
        yield about_year(
            ("G06", Level.DOUBT), case, "house_area", _("但没有填为无房户"), _("请补填面积，或把“是否无房”填为是")
        )
    elif area and case.size and not low * MU * case.size <= area <= high * MU * case.size:
        yield about_year(
            ("G06", Level.DOUBT), case, "house_area",
            _("按{count}人计算，人均不在{low}㎡到{high}㎡之间").format(count=case.size, low=low, high=high),
            _("请核对住房面积和家庭人口；只填正房面积，不含圈舍"),
        )  # fmt: skip


def _exited_without(code: str, key: str, bad: bool, text: str, remedy: str, case: CaseFile) -> Iterator[Found]:
    """A household out of poverty for which a question has the answer that it must not have."""
    value, out = getattr(case.facts, key), may_be_exited(case)
    if out and value is None:
        yield from no_year_fact(code, case, key)
    elif value is bad and out is None:
        yield from no_year_fact(code, case, "exit_status")
    elif value is bad and out:
        yield about_year((code, Level.ERROR), case, key, text, remedy)


def _dangerous(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G07."""
    yield from _exited_without(
        "G07", "dangerous", True, _("但本户已脱贫"), _("请核对；已改造的更新住房情况，未改造的不能按脱贫办理"), case
    )


def _grade(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G08: C and D are the dangerous grades, A and B the sound ones."""
    facts, grade = case.facts, case.facts.house_grade
    if facts.dangerous is True and grade not in _DANGEROUS:
        shown = shown_field("household_year.house_grade", grade)
        text = _("不是C级或D级，但填为危房户") if shown else _("没有填写，但填为危房户")
        yield about_year(("G08", Level.ERROR), case, "house_grade", text, _("请按房屋安全鉴定结果填写危房级别"))
    elif isinstance(grade, str) and facts.dangerous is None:
        yield from no_year_fact("G08", case, "dangerous")
    elif grade in _DANGEROUS and facts.dangerous is not True:
        yield about_year(
            ("G08", Level.ERROR), case, "house_grade", _("但没有填为危房户"), _("请按房屋安全鉴定结果核对两项")
        )


def _safe_water(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G09, by the judgement of the sheet: the summary (是否解决安全饮用水), else the two questions of the older form."""
    out = may_be_exited(case)
    if out is False:
        return
    told = water(case)
    if out is None:
        yield from no_year_fact("G09", case, *(["exit_status"] if told.met is False else []))
    elif told.met is None:
        yield from no_year_fact("G09", case, "water_solved")
    elif not told.met:
        yield about_year(
            ("G09", Level.ERROR), case, told.path.split(".")[1], _("但本户已脱贫"),
            _("请核对；饮水安全没有解决的，不能按脱贫办理"),
        )  # fmt: skip


def _power(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G10."""
    yield from _exited_without(
        "G10", "living_power", False, _("但本户已脱贫"), _("请核对；没有生活用电的，不能按脱贫办理"), case
    )


def _facilities(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G11."""
    yield from empty_fields(("G11", Level.DOUBT), case, _FACILITIES, _("请逐项补填；没有的填“否”，不要空着"))


def _water_as_cause(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G12. Who has enough water today may have become poor for want of it, so only as long as the household is poor."""
    cause = next((one for one in case.causes if one.code == _NO_WATER), None)
    if cause is None or exited(case):
        return
    if case.facts.water_hard is None:
        yield from no_year_fact("G12", case, "water_hard")
    elif case.facts.water_hard is False:
        yield problem(
            ("G12", Level.DOUBT), "cause.code", cause.id, _("但饮水不困难"), _("请核对致贫原因和饮水情况；缺生产用水的，写明后豁免"),
            value=shown_field("cause.code", cause.code),
        )  # fmt: skip


@limited("G14", RED_LINE)
def _relocated(case: CaseFile, _around: Surroundings, most: int) -> Iterator[Found]:
    """G14: still in a dangerous house, nothing about the settlement, or more floor than the red line allows."""
    facts = case.facts
    if facts.relocated is None and begun(case):
        yield from no_year_fact("G14", case, "relocated")
    if facts.relocated is not True:
        return
    if facts.dangerous is True:
        yield about_year(
            ("G14", Level.DOUBT), case, "dangerous", _("但本户是易地扶贫搬迁户"),
            _("请填写安置住房的情况；仍住旧房的，查明没有入住的原因"),
        )  # fmt: skip
    yield from empty_fields(("G14", Level.DOUBT), case, _SETTLEMENT, _("搬迁户应填写安置情况"))
    area = figure(facts.settlement_area)
    if area and case.size and area > most * MU * case.size:
        yield about_year(
            ("G14", Level.DOUBT), case, "settlement_area",
            _("按{count}人计算，人均超过{most}㎡").format(count=case.size, most=most),
            _("请核对安置面积和安置人口；安置后人口减少的，写明后豁免"),
        )  # fmt: skip


RULES: Final = (
    Rule("G05", "与村主干路距离为空或过远", Level.DOUBT, _distance, Scope.HOUSEHOLD, (DISTANCE,), "P17"),
    Rule("G06", "住房面积为空或人均异常", Level.DOUBT, _floor, Scope.HOUSEHOLD, (HOUSE_LOW, HOUSE_HIGH)),
    Rule("G07", "脱贫户住危房", Level.ERROR, _dangerous, Scope.HOUSEHOLD, (), "P05"),
    Rule("G08", "危房户与危房级别不一致", Level.ERROR, _grade),
    Rule("G09", "脱贫户饮水不安全", Level.ERROR, _safe_water, Scope.HOUSEHOLD, (), "P07；N3_02_002"),
    Rule("G10", "脱贫户没有生活用电", Level.ERROR, _power, Scope.HOUSEHOLD, (), "N2_02_002"),
    Rule("G11", "生活设施和带动情况为空", Level.DOUBT, _facilities, Scope.HOUSEHOLD, (), "P01—P09 P21 N3_02_007"),
    Rule("G12", "因缺水致贫但饮水不困难", Level.DOUBT, _water_as_cause),
    Rule("G14", "搬迁户住房或安置情况有误", Level.DOUBT, _relocated, Scope.HOUSEHOLD, (RED_LINE,)),
)
