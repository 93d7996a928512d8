# SPDX-License-Identifier: MIT
"""Checks L01–L09 and I14 of a village in a year (domain.md §2.7, §3.3, §9.3 L)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.rules import (
    Found,
    Surroundings,
    VillageRule,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import label_of_path
from villagedesk.models.poverty import poverty_rate
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.posting import Posting
    from villagedesk.models.checks.rounds import Term
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.posting import Posted

L01: Final = ("L01", Level.ERROR)
L02: Final = ("L02", Level.DOUBT)
L03: Final = ("L03", Level.ERROR)
L04: Final = ("L04", Level.DOUBT)
L05: Final = ("L05", Level.ERROR)
L06: Final = ("L06", Level.ERROR)
L07: Final = ("L07", Level.ERROR)
L08: Final = ("L08", Level.DOUBT)
L09: Final = ("L09", Level.DOUBT)
I14: Final = ("I14", Level.DOUBT)
_COUNTS: Final = (
    "clinics", "doctors", "reading_rooms", "toilets", "refuse_points", "bus", "primary_schools", "pension_insured",
    "low_households", "low_people", "destitute_people", "disabled_people",
)  # fmt: skip
_HELPED: Final = ("first_secretary", "agronomist", "law_lecturer")
_KINDS: Final = {
    "poor_households": ("poor_ordinary", "poor_low_income", "poor_destitute"),
    "poor_people": ("poor_ordinary_people", "poor_low_income_people", "poor_destitute_people"),
}
_WHOLE: Final = (
    ("poor_people", "people"), ("poor_households", "households"), ("low_people", "people"), ("low_households", "households"),
    ("disabled_people", "people"), ("minority_people", "people"), ("labour", "people"), ("migrants", "labour"),
    ("migrants_outside", "migrants"),
)  # fmt: skip
"""A part and the whole that it cannot exceed."""


def _path(key: str) -> str:
    return f"village_year.{key}"


def _entered(file: VillageFile) -> bool:
    """Whether anything was entered for the year; L01 alone tells where nothing was."""
    return bool(file.facts.id)


def _left_poverty(file: VillageFile) -> bool | None:
    """Whether the village counts as out of poverty in the year (已出列); None where it left, or may have, nobody says when."""
    left = number(file.village.exit_year)
    if file.facts.exited is not None:
        return file.facts.exited is True
    if left is not None:
        return left <= file.year
    return None if file.village.attribute in {None, "exited"} else False


def _unknown_exit(rule: tuple[str, Level], file: VillageFile) -> Found:
    """Nobody can tell whether the village had left poverty: of one that did the year is missing, of others what it is."""
    key = "exit_year" if file.village.attribute else "attribute"
    return unjudged(rule, f"village.{key}", file.village.id)


def _size(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    for key in ("households", "people"):
        value = number(getattr(file.facts, key))
        if not value:
            yield problem(
                L01, _path(key), file.facts.id or file.village.id, _("为0") if value == 0 else _("没有填写"),
                _("请在村年度情况中填写"), value="" if value is None else "0",
            )  # fmt: skip


def _collective_income(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    left, value = _left_poverty(file), number(file.facts.collective_income)
    if not _entered(file) or left is False or value:
        return
    if left is None:
        yield _unknown_exit(L02, file)
    else:
        yield problem(
            L02, _path("collective_income"), file.facts.id,
            _("为0，但本村已出列") if value == 0 else _("没有填写，但本村已出列"),
            _("请核对村级集体经济收入（“一低五有”之一）"), value="" if value is None else "0",
        )  # fmt: skip


def _road(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    left, value = _left_poverty(file), file.facts.road_to_township
    if not _entered(file) or left is False or value is True:
        return
    if left is None:
        yield _unknown_exit(L03, file)
    elif value is None:
        yield unjudged(L03, _path("road_to_township"), file.facts.id)
    elif value is False:
        yield problem(
            L03, _path("road_to_township"), file.facts.id, _("但本村已出列"), _("请核对通村硬化路（“一低五有”之一）"),
            value=shown_field(_path("road_to_township"), value),
        )  # fmt: skip


def _empty_counts(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """L04: none is 0, and 0 must be entered."""
    if not _entered(file):
        return
    for key in _COUNTS:
        if getattr(file.facts, key) is None:
            yield problem(L04, _path(key), file.facts.id, _("没有填写"), _("请填写；没有的填0或“否”"))


def _unsafe_households(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """L05: each alone cannot exceed all households. Both together can, where one household has both; that is a doubt."""
    if not _entered(file):
        return
    facts = file.facts
    whole = number(facts.households)
    if whole is None:
        yield unjudged(L05, _path("households"), facts.id)
    parts = {key: number(getattr(facts, key)) for key in ("unsafe_water", "dangerous_houses")}
    for key, value in parts.items():
        if value is None:
            yield unjudged(L05, _path(key), facts.id)
        elif whole is not None and value > whole:
            yield problem(
                L05,
                _path(key),
                facts.id,
                _("多于总户数{whole}").format(whole=whole),
                _("请核对两个数字"),
                value=str(value),
            )
    known = [value for value in parts.values() if value is not None]
    if whole is not None and len(known) == len(parts) and max(known) <= whole < sum(known):
        yield problem(
            ("L05", Level.DOUBT), _path("unsafe_water"), facts.id,
            _("与危房户数{houses}之和多于总户数{whole}").format(houses=parts["dangerous_houses"], whole=whole),
            _("请核对；同一户两项都有的，请豁免并注明"), value=str(parts["unsafe_water"]),
        )  # fmt: skip


def _parts(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """L06: no part is more than its whole, and the kinds of poor households add up to all of them."""
    if not _entered(file):
        return
    figures = {key: number(getattr(file.facts, key)) for key in dict.fromkeys(key for pair in _WHOLE for key in pair)}
    yield from (unjudged(L06, _path(key), file.facts.id) for key, figure in figures.items() if figure is None)
    for part, whole in _WHOLE:
        value, limit = figures[part], figures[whole]
        if value is not None and limit is not None and value > limit:
            yield problem(
                L06, _path(part), file.facts.id,
                _("多于{whole}{limit}").format(whole=label_of_path(_path(whole)), limit=limit), _("请核对两个数字"),
                value=str(value),
            )  # fmt: skip
    for key, kinds in _KINDS.items():
        yield from _kinds(file, key, kinds)


def _kinds(file: VillageFile, key: str, kinds: tuple[str, ...]) -> Iterator[Found]:
    value = number(getattr(file.facts, key))
    figures = {kind: number(getattr(file.facts, kind)) for kind in kinds}
    missing = [kind for kind, figure in figures.items() if figure is None]
    if value is None:
        return  # said to be missing above
    if missing and len(missing) < len(kinds):
        yield from (unjudged(L06, _path(kind), file.facts.id) for kind in missing)
    elif not missing:
        total = sum(figure or 0 for figure in figures.values())
        if total != value:
            yield problem(
                L06, _path(key), file.facts.id,
                _("与{kinds}之和{total}不同").format(
                    kinds=listed(label_of_path(_path(kind)) for kind in kinds), total=total
                ),
                _("请核对总数和各类"), value=str(value),
            )  # fmt: skip


def _rate(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """L07: the share of poor people is not below the line of the exit standard ({3} %), though the village left."""
    left = _left_poverty(file)
    if not _entered(file) or left is False:
        return
    if left is None:
        yield _unknown_exit(L07, file)
        return
    line = around.limit("check_l07_rate", file.year)
    rate = poverty_rate(file.facts.poor_people, file.facts.registered_people)
    if line is None:
        yield unjudged_line(L07, "check_l07_rate")
    elif rate is None:
        missing = [key for key in ("poor_people", "registered_people") if not number(getattr(file.facts, key))]
        yield from (unjudged(L07, _path(key), file.facts.id) for key in missing[-1:])
    elif rate.hundredths >= line * 100:
        yield problem(
            L07, _path("poor_people"), file.facts.id,
            _("占农业户籍人口{registered}的{percent}，没有低于{line}%，但本村已出列").format(
                registered=rate.registered, percent=rate.percent, line=line
            ),
            _("请核对贫困人数、农业户籍人口及出列年度"), value=str(rate.poor),
        )  # fmt: skip


def _team(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """L08: for villages that must have them: poor ones and those that were."""
    if not _entered(file):
        return
    kind = file.village.attribute
    if kind is None:
        yield unjudged(L08, "village.attribute", file.village.id)
    elif kind in {"poor", "exited"}:
        for key in _HELPED:
            if not getattr(file.facts, key):
                yield problem(L08, _path(key), file.facts.id, _("没有填写"), _("请填写选派的人员；没有选派的请说明"))


def _counted(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """L09: the village's figures, as its form or the county's system states them, against the case files.

    Only where it is known of every household whether it is poor; a village that keeps no case files is not compared.
    """
    if not _entered(file):
        return
    for key, whole in (("poor_households", "households"), ("poor_people", "people")):
        stated, counted = number(getattr(file.facts, key)), file.sums.get(key)
        if counted is None or not file.sums.get(whole):
            continue
        if stated is None:
            yield unjudged(L09, _path(key), file.facts.id)
        elif file.known.get(key, 0) < file.sums[whole]:
            yield unjudged(L09, "household_year.exit_status", file.facts.id)
        elif stated != counted:
            yield problem(
                L09,
                _path(key),
                file.facts.id,
                _("与户档案中统计的{counted}不同").format(counted=counted),
                _("请核对是否漏录、多录，或系统数据没有更新"),
                value=str(stated),
            )


def _double_post(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """I14: the same first secretary in another village at the same time, by postings; without these by name and telephone."""
    told: set[tuple[str, str]] = set()
    for one in file.posted:
        terms = [term for term in around.rounds.terms.get(one.cadre.id, ()) if term.village != file.village.id]
        for post in one.postings if terms else ():
            if post.role is None:
                yield unjudged(I14, "posting.role", post.id, one.name)
            elif post.role == "first_secretary":
                told |= {(one.name, term.village) for term in terms}
                yield from _posted_twice(file.year, one, post, terms)
    name, phone = file.facts.first_secretary, file.facts.first_secretary_phone
    if not name:
        return  # L08 asks for one
    others = around.rounds.first_secretaries.get((file.year, name), ())
    for other in others:
        if other.village == file.village.id or (name, other.village) in told:
            continue
        if not phone or not other.phone:
            yield unjudged(I14, _path("first_secretary_phone"), file.facts.id, name)
        elif phone == other.phone:
            yield problem(
                I14, _path("first_secretary"), file.facts.id, _("同时任{village}第一书记").format(village=other.name),
                _("请核对任职起止时间；同名不同人的请核对电话"), value=name,
            )  # fmt: skip


def _posted_twice(year: int, one: Posted, post: Posting, terms: list[Term]) -> Iterator[Found]:
    """To end in one village and begin in the next on one day is a change of posts."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    for term in terms:
        begin, end = max(post.start or "", term.start or "", first), min(post.end or last, term.end or last, last)
        if begin > end or begin in {post.end, term.end}:
            continue
        if not post.start or not term.start:
            if not post.start:
                yield unjudged(I14, "posting.start", post.id, one.name)
            continue
        yield problem(
            I14, "posting.cadre", post.id, _("{start}起同时任{village}第一书记").format(start=begin, village=term.name),
            _("请核对两个村的任职起止时间"), value=one.name,
        )  # fmt: skip


RULES: Final = (
    VillageRule("L01", "总户数、总人口为空或0", Level.ERROR, _size, source="数据清洗规则 3_03_003、1_03_002"),
    VillageRule("L02", "已出列但无集体经济收入", Level.DOUBT, _collective_income, source="数据清洗规则 1_03_003"),
    VillageRule("L03", "已出列但未通硬化路", Level.ERROR, _road, source="数据清洗规则 2_03_001"),
    VillageRule("L04", "设施和保障数字为空", Level.DOUBT, _empty_counts, source="数据清洗规则 1_03_004—1_03_016"),
    VillageRule(
        "L05", "饮水不安全户、危房户多于总户数", Level.ERROR, _unsafe_households, source="数据清洗规则 3_03_001"
    ),
    VillageRule("L06", "部分多于总数，或各类之和不符", Level.ERROR, _parts),
    VillageRule(
        "L07", "已出列但贫困发生率未达标", Level.ERROR, _rate, parameters=("check_l07_rate",), source="厅字〔2016〕16号"
    ),
    VillageRule("L08", "没有第一书记、农技员、宣讲员", Level.DOUBT, _team, source="四川“五个一”帮扶"),
    VillageRule("L09", "村数字与户档案不符", Level.DOUBT, _counted),
    VillageRule("I14", "第一书记同时在两个村", Level.DOUBT, _double_post),
)
