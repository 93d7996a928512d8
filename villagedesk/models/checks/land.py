# SPDX-License-Identifier: MIT
"""Checks G, second part: land of households and villages (domain.md §2.2, §2.7, §9.3 G01–G04, G13, G15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.facts import MU, about_year, figure, no_year_fact
from villagedesk.models.checks.living import empty_fields
from villagedesk.models.checks.rules import Rule, Scope, VillageRule, problem, shown_field, unjudged, unjudged_line
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.rules import Found, Surroundings
    from villagedesk.models.checks.villagefile import VillageFile

_AREAS: Final = ("farmland", "forest", "returned", "orchard", "grassland", "water_surface")
_FARMLAND, _FOREST, _GRASS = "check_g02_farmland", "check_g02_forest", "check_g02_grass"
_MOST: Final = {
    "farmland": _FARMLAND,
    "forest": _FOREST,
    "returned": _FOREST,
    "orchard": _FOREST,
    "grassland": _GRASS,
    "water_surface": _GRASS,
}
_NO_LAND: Final = "5"
_SUMMED: Final = ("farmland", "irrigated", "forest", "returned", "orchard", "grassland", "water")


def _empty(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G01: 0 is an answer, empty is none."""
    yield from empty_fields(("G01", Level.DOUBT), case, _AREAS, _("请逐项补填；没有的填0，不要空着"))


def _out_of_range(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """G02."""
    for key, name in _MOST.items():
        area = getattr(case.facts, key)
        if not isinstance(area, int) or not area:
            continue
        most = around.limit(name, case.year)
        if most is None:
            yield unjudged_line("G02", name)
        elif not 0 <= area <= most * MU:
            yield about_year(
                ("G02", Level.DOUBT), case, key, _("不在0到{most}亩之间").format(most=most),
                _("请核对单位是否为亩、小数点是否正确"),
            )  # fmt: skip


def _returned(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G03: what was returned is forest or grass now."""
    facts, returned = case.facts, figure(case.facts.returned)
    forest, grass = figure(facts.forest), figure(facts.grassland)
    if not returned or returned <= (forest or 0) + (grass or 0):
        return
    if forest is None or grass is None:
        yield from no_year_fact("G03", case, "forest" if forest is None else "grassland")
    else:
        yield about_year(
            ("G03", Level.DOUBT), case, "returned",
            _("大于林地和牧草地之和{area}亩").format(area=shown_field("household_year.forest", forest + grass)),
            _("退耕还林面积应计入林地或牧草地，请核对"),
        )  # fmt: skip


def _irrigated(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """G04."""
    irrigated, farmland = figure(case.facts.irrigated), figure(case.facts.farmland)
    if irrigated and farmland is None:
        yield from no_year_fact("G04", case, "farmland")
    elif irrigated and farmland is not None and irrigated > farmland:
        yield about_year(
            ("G04", Level.DOUBT), case, "irrigated",
            _("大于耕地面积{area}亩").format(area=shown_field("household_year.farmland", farmland)),
            _("有效灌溉面积是耕地的一部分，请核对"),
        )  # fmt: skip


def _land_as_cause(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """G13: poor for want of land, with more farmland per head than the village has by its own figures."""
    cause = next((one for one in case.causes if one.code == _NO_LAND), None)
    if cause is None or not case.size:
        return
    farmland, village = figure(case.facts.farmland), around.farmland.get((case.village.id, case.year))
    if farmland is None:
        yield from no_year_fact("G13", case, "farmland")
    elif village is None:
        yield unjudged("G13", "village_year.farmland", case.village.id)
    elif farmland * village[1] > village[0] * case.size:
        area, people = village
        yield problem(
            ("G13", Level.DOUBT), "cause.code", cause.id,
            _("但本户人均耕地{own}亩，高于全村人均{all}亩").format(
                own=_per_head(farmland, case.size), all=_per_head(area, people)
            ),
            _("请核对致贫原因和耕地面积"), value=shown_field("cause.code", cause.code),
        )  # fmt: skip


def _per_head(area: int, people: int) -> str:
    return shown_field("household_year.farmland", half_up(area, people))


def _more_than_the_village(village: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """G15: the households of the file are some of the village's, so they cannot have more land than it has."""
    for key in _SUMMED:
        households = village.sums.get(key)
        if not households:
            continue
        whole = figure(getattr(village.facts, key))
        path = f"village_year.{key}"
        if whole is None:
            yield unjudged("G15", path, village.facts.id or village.village.id)
        elif households > whole:
            yield problem(
                ("G15", Level.ERROR), path, village.facts.id,
                _("小于各户合计{area}亩").format(area=shown_field(path, households)),
                _("请核对村的面积和各户的面积"), value=shown_field(path, whole),
            )  # fmt: skip


RULES: Final = (
    Rule("G01", "土地面积为空", Level.DOUBT, _empty, Scope.HOUSEHOLD, (), "P10；N5_14_015—020"),
    Rule("G02", "土地面积过大", Level.DOUBT, _out_of_range, Scope.HOUSEHOLD, (_FARMLAND, _FOREST, _GRASS), "N5_14"),
    Rule("G03", "退耕还林大于林地和牧草地", Level.DOUBT, _returned, Scope.HOUSEHOLD, (), "P20"),
    Rule("G04", "有效灌溉大于耕地", Level.DOUBT, _irrigated),
    Rule("G13", "因缺土地致贫但人均耕地高于全村", Level.DOUBT, _land_as_cause),
)
VILLAGE_RULES: Final = (
    VillageRule("G15", "各户土地合计大于全村", Level.ERROR, _more_than_the_village, Scope.VILLAGE, (), "N3_03_002"),
)
