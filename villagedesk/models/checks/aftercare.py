# SPDX-License-Identifier: MIT
"""Checks H16–H20: whether a monitored household is helped, by what, and can be reached (domain.md §5, §9.3 H)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
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
    DEVELOPMENT,
    UNABLE,
    Lack,
    current_helpers,
    given_since,
    lacking,
    live_measures,
    measures_since,
    months_between,
    removal_untold,
    undated_help,
    watch,
    watch_untold,
    year_of,
)
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile

H16: Final = ("H16", Level.DOUBT)
H17: Final = ("H17", Level.DOUBT)
H18: Final = ("H18", Level.DOUBT)
H19: Final = ("H19", Level.DOUBT)
H20: Final = ("H20", Level.DOUBT)


def _helped_late(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H16: more than {1} month after the identification, no measure has begun. Counted in calendar months."""
    watched = watch(case)
    if watched is None:
        yield from watch_untold(H16, case)
        return
    since, spot = watched.since, watched.spot(case, "monitored_since")
    if since is None:
        yield unjudged(H16, *spot)
        return
    most = around.limit("check_h16_months", case.year)
    if most is None:
        yield unjudged_line(H16, "check_h16_months")
        return
    measures = measures_since(case, since)
    begun = sorted(
        [
            *(one.helped_since for one in measures if one.helped_since and len(one.helped_since) > len("2025")),
            *given_since(case, since),
        ]
    )
    until = (watched.removed and watched.removed_on) or around.day(case.year)[:7]
    late = months_between(since, begun[0] if begun else until) > most
    undated = undated_help(case)
    if late and undated:
        yield unjudged(H16, *undated)
        return
    if not measures and not begun and late:
        text = _("已过{months}个月，没有登记任何帮扶措施").format(months=months_between(since, until))
    elif begun and late:
        text = _("与首次帮扶时间{first}相隔{months}个月，超过{most}个月").format(
            first=begun[0], months=months_between(since, begun[0]), most=most
        )
    else:
        if measures and not begun:
            yield unjudged(H16, "measure.helped_since", measures[0].id)
        return
    yield problem(H16, *spot, text, _("请核对并补登帮扶措施及帮扶时间"), value=since)


def _no_development(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H17: somebody can work, but none of the measures helps to earn. Without any measure H16 and I11 speak."""
    measures = live_measures(case)
    able = [person for person in case.counted if person.facts.labour in ABLE]
    watched = watch(case)
    if watched is None and measures:
        yield from watch_untold(H17, case)
    if watched is None or watched.removed or not measures:
        return
    if any(one.category in DEVELOPMENT for one in measures):
        return
    if not able:
        for person in case.counted:
            if person.facts.labour is None:
                yield unjudged(H17, "member_year.labour", person.facts.id, person.name)
        return
    nameless = [one for one in measures if one.category is None]
    if nameless:
        yield from (unjudged(H17, "measure.category", one.id) for one in nameless)
        return
    names = listed(person.name for person in able)
    only = {one.category for one in measures} == {"security"}
    text = (
        _("只有综合保障，但{names}有劳动能力")
        if only
        else _("没有开发式帮扶（产业、就业、公益岗位、金融），但{names}有劳动能力")
    )
    yield problem(
        H17, "measure.category", measures[0].id, text.format(names=names),
        _("请补充开发式帮扶措施，或核对劳动技能"), value=shown_field("measure.category", measures[0].category),
    )  # fmt: skip


def _unable_not_flagged(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H18, both ways: nobody can work and it is not flagged, or flagged though somebody can."""
    watched = watch(case)
    if watched is None:
        yield from watch_untold(H18, case)
    if watched is None or not case.counted:
        return
    (path, row), flag = watched.spot(case, "no_labour_household"), watched.no_labour
    able = [person for person in case.counted if person.facts.labour in ABLE]
    if able:
        if flag is True:
            yield problem(
                H18, path, row, _("但{names}有劳动能力").format(names=listed(one.name for one in able)),
                _("请核对各成员的劳动技能或取消标记"), value=shown_field(path, True),
            )  # fmt: skip
        return
    unknown = [person for person in case.counted if person.facts.labour not in UNABLE]
    if unknown:
        yield from (unjudged(H18, "member_year.labour", one.facts.id, one.name) for one in unknown)
    if unknown or flag is True:
        return
    yield problem(
        H18, path, row, _("没有标为“是”，但全家都没有劳动能力"), _("请核对；符合兜底保障条件的，请标为“是”"),
        value=shown_field(path, flag),
    )  # fmt: skip


def _removed_below_the_line(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H19: the income that monitoring looks at (纯收入+理赔−合规自付) of the year of the removal."""
    watched = watch(case)
    if watched is None or not watched.removed:
        yield from removal_untold(H19, case, watched)
        return
    if watched.removed_on is None:
        yield unjudged(H19, *watched.spot(case, "risk_removed_on"))
    if year_of(watched.removed_on) != case.year:
        return
    for one in lacking(H19[0], "monitored_income", case, around):
        if not isinstance(one, Lack):
            yield one
            continue
        yield problem(
            H19, *watched.spot(case, "risk_removed"), _("但{fact}").format(fact=one.words),
            _("请核对收支；没有稳定超过监测范围的不能消除风险"), value=shown_field("household_year.risk_removed", True),
        )  # fmt: skip


def _nobody_to_call(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H20: the monitoring record names nobody, or nobody of the household and its helpers has a telephone in the file."""
    watched = watch(case)
    if watched is None:
        yield from watch_untold(H20, case)
        return
    if watched.record is not None:
        for key in ("contact", "contact_phone"):
            if not getattr(watched.record, key):
                yield problem(
                    H20, f"monitoring.{key}", watched.record.id, _("没有填写"), _("请填写信息采集人及其电话")
                )  # fmt: skip
    helpers = current_helpers(case, around)
    reached = [person for person in case.people if person.member.phone]
    if not case.household.phone and not reached and not any(helper.cadre.phone for helper in helpers):
        yield problem(
            H20, "household.phone", case.household.id, _("没有填写，帮扶责任人也没有电话，监测对象联系不上"),
            _("请填写本户联系电话或登记帮扶责任人及电话"),
        )  # fmt: skip


RULES: Final = (
    Rule(
        "H16", "识别监测后迟迟没有措施", Level.DOUBT, _helped_late, parameters=("check_h16_months",),
        source="全国防返贫系统数据清洗规则 1_11_010",
    ),
    Rule("H17", "有劳动力但没有开发式帮扶", Level.DOUBT, _no_development, source="数据清洗规则 5_12_007、5_11_032"),
    Rule("H18", "整户无劳动能力标记不符", Level.DOUBT, _unable_not_flagged, source="数据清洗规则 5_11_033"),
    Rule(
        "H19", "消除时收入低于监测范围", Level.DOUBT, _removed_below_the_line, parameters=("monitoring_line",),
        source="数据清洗规则 4_11_010",
    ),
    Rule("H20", "监测对象没有联系电话", Level.DOUBT, _nobody_to_call, source="数据清洗规则 1_11_011"),
)  # fmt: skip
