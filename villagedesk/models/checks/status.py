# SPDX-License-Identifier: MIT
"""Checks H01–H07: identification, exit, falling back, and causes that do not fit the household (domain.md §9.3 H, §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.assured import SCHOOL_LINES
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.causes import at_work
from villagedesk.models.checks.rules import (
    Found,
    Rule,
    Surroundings,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import (
    ABLE,
    UNABLE,
    Answer,
    Lack,
    exited,
    identify_year,
    in_words,
    lacking,
    status_untold,
    watch,
    watch_untold,
)
from villagedesk.models.criteria import exit_criteria
from villagedesk.models.eras import LEFT_POVERTY
from villagedesk.models.lines import regions_of
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile

H01: Final = ("H01", Level.ERROR)
H02: Final = ("H02", Level.ERROR)
H04: Final = ("H04", Level.DOUBT)
H05: Final = ("H05", Level.ERROR)
H06: Final = ("H06", Level.DOUBT)
H07: Final = ("H07", Level.DOUBT)


def _order_of_years(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H01: out of poverty before the year of identification. The same year is possible (当年识别、当年脱贫)."""
    left, entered = number(case.facts.exit_year), identify_year(case)
    if left is None:
        if exited(case):
            yield unjudged(H01, "household_year.exit_year", case.facts.id)
        else:
            yield from status_untold(H01, case)
    elif entered is None:
        yield unjudged(H01, "household.identify_year", case.household.id)
    elif left < entered:
        yield problem(
            H01, "household_year.exit_year", case.facts.id, _("早于识别年度{year}").format(year=entered),
            _("请核对脱贫年度和识别年度（首次识别时间）"), value=str(left),
        )  # fmt: skip


def _criteria(case: CaseFile, around: Surroundings) -> Iterator[Answer]:
    """What a household must have reached to leave poverty: the standard of its region and year, as its sheet has it."""
    for one in exit_criteria(case.year, regions_of(case.village)):
        yield from lacking("H02", one.key, case, around)


def _exit_standard(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H02: looked at in the year of the exit and before one; what happens later is a matter of G and of monitoring.

    What is not entered is not judged instead of counted as failed, so that a household whose facts are still being
    gathered keeps its papers.
    """
    if case.facts.exit_status != "pre_exit":
        year = number(case.facts.exit_year)
        if year is None and exited(case):
            yield unjudged(H02, "household_year.exit_year", case.facts.id)
        if year in {None, case.year}:
            yield from status_untold(H02, case)
        if year != case.year or not exited(case):
            return
    answers = list(_criteria(case, around))
    lacks = [one for one in answers if isinstance(one, Lack)]
    yield from (one for one in answers if not isinstance(one, Lack))
    if lacks:
        yield problem(
            H02, "household_year.exit_status", case.facts.id, _("但未达到退出标准：{lacks}").format(lacks=in_words(lacks)),
            _("请逐项核对；确实没有达到的不能退出，请改正脱贫状态"),
            value=shown_field("household_year.exit_status", case.facts.exit_status),
        )  # fmt: skip


def _out_of_poverty(case: CaseFile) -> str:
    """What says that the household left poverty, in words; empty where nothing does."""
    if exited(case):
        status = shown_field("household_year.exit_status", case.facts.exit_status)
        return _("脱贫状态是“{status}”").format(status=status)
    if case.facts.exit_status is None and case.facts.household_type in LEFT_POVERTY:
        kind = shown_field("household_year.household_type", case.facts.household_type)
        return _("户类型是“{kind}”").format(kind=kind)
    return ""


def _planned_exit(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H04. A note (年度说明) explains the difference.

    不适用 is no year that anybody planned: whoever is out of poverty, by the status or else by the type, left in some year.
    """
    left, planned = number(case.facts.exit_year), number(case.household.plan_exit_year)
    said = _out_of_poverty(case)
    if case.facts.exit_year is NA and said:
        if not case.facts.note:
            yield problem(
                H04, "household_year.exit_year", case.facts.id, _("但{said}").format(said=said),
                _("请填写脱贫年度；从来不是建档立卡户的，请改正户类型或脱贫状态"), value=shown_field("household_year.exit_year", NA),
            )  # fmt: skip
    elif not exited(case):
        yield from status_untold(H04, case)
    elif left is None:
        yield unjudged(H04, "household_year.exit_year", case.facts.id)
    elif planned is None:
        yield unjudged(H04, "household.plan_exit_year", case.household.id)
    elif left != planned and not case.facts.note:
        yield problem(
            H04, "household_year.exit_year", case.facts.id, _("与计划脱贫年度{year}不同").format(year=planned),
            _("请核对；提前或推迟退出的，在“年度说明”中写明原因"), value=str(left),
        )  # fmt: skip


def _fallen_back(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H05: without year or cause; 不适用 is no answer for a household that fell back."""
    facts = case.facts
    if facts.exit_status != "returned":
        yield from status_untold(H05, case)
        return
    year, left = number(facts.return_year), number(facts.exit_year)
    if year is None:
        yield problem(
            H05, "household_year.return_year", facts.id, _("没有填写，但脱贫状态是“返贫”"), _("请填写返贫年度")
        )
    elif left is None:
        yield unjudged(H05, "household_year.exit_year", facts.id)
    elif year < left:
        yield problem(
            H05, "household_year.return_year", facts.id, _("早于脱贫年度{year}").format(year=left),
            _("请核对两个年度"), value=str(year),
        )  # fmt: skip
    if not isinstance(facts.return_cause, str):
        yield problem(
            H05, "household_year.return_cause", facts.id, _("没有填写，但脱贫状态是“返贫”"), _("请选择返贫原因")
        )


def _lacks_labour(case: CaseFile) -> tuple[str, str, str] | None:
    """Where it says that the household lacks labour: path, row and value in words."""
    cause = next(at_work(case, "8"), None)
    if cause is not None:
        return "cause.code", cause.id, shown_field("cause.code", "8")
    watched = watch(case)
    if watched is not None and not watched.removed and "labour" in watched.risks:
        return *watched.spot(case, "risks"), shown_field("household_year.risks", ("labour",))
    return None


def _labour_lacking(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H06: the cause is lack of labour, but at least {share} % of the members are able to work."""
    said = _lacks_labour(case)
    if "labour" in case.facts.risks and watch(case) is None:
        yield from watch_untold(H06, case)
    if said is None or not case.counted:
        return
    share = around.limit("check_h06_share", case.year)
    if share is None:
        yield unjudged_line(H06, "check_h06_share")
        return
    able = [person for person in case.counted if person.facts.labour in ABLE]
    unknown = [person for person in case.counted if person.facts.labour is None]
    enough = share * case.size
    if able and len(able) * 100 >= enough:
        path, row, value = said
        yield problem(
            H06, path, row,
            _("但{size}人中有{able}人有劳动能力（{names}）").format(
                size=case.size, able=len(able), names=listed(person.name for person in able)
            ),
            _("请核对原因和各成员的劳动技能"), value=value,
        )  # fmt: skip
    elif (len(able) + len(unknown)) * 100 >= enough:
        for person in unknown:
            yield unjudged(H06, "member_year.labour", person.facts.id, person.name)


def _nobody_to_learn(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H07: lack of skills or of own drive, in a household where nobody can work."""
    fitting = [*at_work(case, "7"), *at_work(case, "11")]
    if not fitting or not case.counted or any(person.facts.labour in ABLE for person in case.counted):
        return
    unknown = [person for person in case.counted if person.facts.labour not in UNABLE]
    for person in unknown:
        yield unjudged(H07, "member_year.labour", person.facts.id, person.name)
    if not unknown:
        for cause in fitting:
            yield problem(
                H07, "cause.code", cause.id, _("但户内没有人有劳动能力"),
                _("请核对原因和各成员的劳动技能；确无劳动力的，原因应为缺劳力、因病或因残"),
                value=shown_field("cause.code", cause.code),
            )  # fmt: skip


RULES: Final = (
    Rule("H01", "脱贫年度早于识别年度", Level.ERROR, _order_of_years),
    Rule(
        "H02", "脱贫但未达到退出标准", Level.ERROR, _exit_standard,
        parameters=("exit_line", *SCHOOL_LINES),
        source="厅字〔2016〕16号；四川省“一超六有”（2016）",
    ),
    Rule("H04", "脱贫年度与计划不同", Level.DOUBT, _planned_exit),
    Rule("H05", "返贫没有年度或原因", Level.ERROR, _fallen_back),
    Rule(
        "H06", "缺劳力但多数成员有劳动能力", Level.DOUBT, _labour_lacking, parameters=("check_h06_share",),
        source="全国防返贫系统数据清洗规则 4_11_009、5_11_029、5_18_008",
    ),
    Rule("H07", "缺技术、动力不足但无劳动力", Level.DOUBT, _nobody_to_learn),
)  # fmt: skip
