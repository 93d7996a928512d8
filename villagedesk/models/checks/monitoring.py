# SPDX-License-Identifier: MIT
"""Checks H08–H15: monitoring against falling back: its risks and their removal (domain.md §5, §9.3 H)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
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
    Answer,
    Lack,
    given_since,
    in_words,
    measures_since,
    monitored,
    months_between,
    out_of_school,
    removed,
    uninsured,
    unsafe,
    unsafe_water,
    year_of,
)
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile

H08: Final = ("H08", Level.ERROR)
H09: Final = ("H09", Level.ERROR)
H10: Final = ("H10", Level.DOUBT)
H11: Final = ("H11", Level.ERROR)
H12: Final = ("H12", Level.ERROR)
H13: Final = ("H13", Level.DOUBT)
H14: Final = ("H14", Level.DOUBT)
H15: Final = ("H15", Level.ERROR)
_RISKS: Final = "household_year.risks"


def _without_risk(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    if monitored(case) and not case.facts.risks:
        yield problem(
            H08,
            _RISKS,
            case.facts.id,
            _("没有填写，但本户是监测对象"),
            _("请至少选择一项风险；不是监测对象的，请改正监测对象类型"),
        )


def _risk_without_note(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H09: 其他 needs a note, 因自然灾害 its kind; 不适用 contradicts the risk."""
    facts = case.facts
    for risk, key, remedy in (
        ("other", "risk_note", _("请写明是什么风险")),
        ("disaster", "risk_disaster", _("请填写灾害种类，如 洪涝、干旱、地质灾害")),
    ):
        if risk in facts.risks and not isinstance(getattr(facts, key), str):
            yield problem(
                H09, f"household_year.{key}", facts.id,
                _("没有填写，但风险含“{risk}”").format(risk=shown_field(_RISKS, (risk,))), remedy,
            )  # fmt: skip


def _risk_not_listed(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H10: what is not assured (house, water, school) must be among the risks of a household that is still monitored.

    Insurance has no risk of its own in the list of the system, so it is not asked for.
    """
    if not monitored(case) or removed(case):
        return
    sources = (
        ("housing", unsafe("H10", case, "dangerous", bad=True)),
        ("water", unsafe_water("H10", case)),
        ("schooling", out_of_school("H10", case, around)),
    )
    for risk, answers in sources:
        if risk in case.facts.risks:
            continue
        for one in answers:
            if not isinstance(one, Lack):
                yield one
            else:
                yield problem(
                    H10, _RISKS, case.facts.id,
                    _("不含“{risk}”，但{fact}").format(risk=shown_field(_RISKS, (risk,)), fact=one.words),
                    _("请补选这项风险，或核对后改正相应资料"), value=shown_field(_RISKS, case.facts.risks), person=one.person,
                )  # fmt: skip


def _removed_in(case: CaseFile) -> int | None:
    return year_of(case.facts.risk_removed_on)


def _empty_after_removal(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H11: in the year of the removal, what is to prove it must have been entered."""
    if not monitored(case) or not removed(case):
        return
    when = _removed_in(case)
    if when is None:
        yield unjudged(H11, "household_year.risk_removed_on", case.facts.id)
        return
    if when != case.year:
        return  # the facts of another year say nothing about the removal
    if case.income is None:
        found = problem(H11, "income_year.wages", case.facts.id, _("没有填写，但风险已消除"), _("请补填消除年度的收支"))
        yield found.at(field=_("年度收支"))
    for one in _assurances("H11", case, around):
        if not isinstance(one, Lack) and one.entity != "line":
            yield problem(
                H11,
                f"{one.entity}.{one.key}",
                one.row,
                _("没有填写，但风险已消除"),
                _("请补填消除后的情况"),
                person=one.person,
            )


def _assurances(rule: str, case: CaseFile, around: Surroundings) -> Iterator[Answer]:
    yield from unsafe(rule, case, "dangerous", bad=True)
    yield from unsafe_water(rule, case)
    yield from out_of_school(rule, case, around)
    yield from uninsured(rule, case)


def _removed_and_unassured(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H12: what is missing in the year of the removal is reported by H11."""
    if not monitored(case) or not removed(case):
        return
    answers = list(_assurances("H12", case, around))
    if _removed_in(case) != case.year:
        yield from (one for one in answers if not isinstance(one, Lack))
    lacks = [one for one in answers if isinstance(one, Lack)]
    if lacks:
        yield problem(
            H12, "household_year.risk_removed", case.facts.id, _("但仍有问题：{lacks}").format(lacks=in_words(lacks)),
            _("请核对；问题没有解决的不能消除风险"), value=shown_field("household_year.risk_removed", True),
        )  # fmt: skip


def _removed_soon(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H13: removed within months of the identification; before it is an error of its own."""
    if not monitored(case) or not removed(case):
        return
    begun, ended = case.facts.monitored_since, case.facts.risk_removed_on
    if not isinstance(begun, str):
        yield unjudged(H13, "household_year.monitored_since", case.facts.id)
        return
    if not isinstance(ended, str):
        yield unjudged(H13, "household_year.risk_removed_on", case.facts.id)
        return
    path, months = "household_year.risk_removed_on", months_between(begun, ended)
    if months < 0:
        yield problem(
            ("H13", Level.ERROR), path, case.facts.id, _("早于识别监测时间{begun}").format(begun=begun),
            _("请核对两个时间"), value=ended,
        )  # fmt: skip
        return
    least, short = around.limit("check_h13_months", case.year), around.limit("check_h13_short", case.year)
    if least is None:
        yield unjudged_line(H13, "check_h13_months")
    elif months < least:
        very = short is not None and months <= short
        text = (
            _("距识别监测仅{months}个月，不足{least}个月")
            if not very
            else _("距识别监测仅{months}个月，明显过快（不足{least}个月）")
        )
        yield problem(
            H13, path, case.facts.id, text.format(months=months, least=least),
            _("请核对风险是否确实稳定消除，并准备说明材料"), value=ended,
        )  # fmt: skip


def _unable_and_removed(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H14: a household of nobody able to work stays 暂不标注 after the safety net has caught it."""
    if not monitored(case) or not removed(case):
        return
    flag = case.facts.no_labour_household
    if flag is None:
        yield unjudged(H14, "household_year.no_labour_household", case.facts.id)
    elif flag is True:
        yield problem(
            H14, "household_year.risk_removed", case.facts.id, _("但本户是整户无劳动能力兜底保障户"),
            _("落实兜底保障后暂不标注风险消除，请核对"), value=shown_field("household_year.risk_removed", True),
        )  # fmt: skip


def _helped_without_measure(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H15: removed by help, though no measure was taken since the identification (in any year)."""
    if not monitored(case) or not removed(case) or case.facts.risk_removal not in {"helped", None}:
        return
    if case.facts.risk_removal is None:
        yield unjudged(H15, "household_year.risk_removal", case.facts.id)
        return
    since = case.facts.monitored_since
    known = isinstance(since, str)
    begun = since if isinstance(since, str) else "0001-01"
    if not measures_since(case, begun) and not given_since(case, begun):
        yield problem(
            H15, "household_year.risk_removal", case.facts.id,
            _("但识别监测以来没有登记任何帮扶措施"), _("请补登帮扶措施，或改正风险消除方式"),
            value=shown_field("household_year.risk_removal", "helped"),
        )  # fmt: skip
    elif not known:
        yield unjudged(H15, "household_year.monitored_since", case.facts.id)


RULES: Final = (
    Rule("H08", "监测对象没有风险", Level.ERROR, _without_risk, source="全国防返贫系统数据清洗规则 1_11_001"),
    Rule("H09", "其他风险、自然灾害没有说明", Level.ERROR, _risk_without_note, source="数据清洗规则 2_11_004、2_11_005"),
    Rule(
        "H10", "三保障问题未列入风险", Level.DOUBT, _risk_not_listed, parameters=("school_day",),
        source="数据清洗规则 4_11_006、4_11_007",
    ),
    Rule(
        "H11", "风险消除后的情况未填写", Level.ERROR, _empty_after_removal, parameters=("school_day",),
        source="数据清洗规则 1_11_004",
    ),
    Rule(
        "H12", "风险消除但问题仍在", Level.ERROR, _removed_and_unassured, parameters=("school_day",),
        source="数据清洗规则 1_11_005—1_11_008",
    ),
    Rule(
        "H13", "风险消除过快", Level.ERROR, _removed_soon, parameters=("check_h13_months", "check_h13_short"),
        source="数据清洗规则 2_11_002、5_18_009",
    ),
    Rule("H14", "整户无劳动能力户标注消除", Level.DOUBT, _unable_and_removed, source="数据清洗规则 4_11_011"),
    Rule("H15", "帮扶消除但没有措施", Level.ERROR, _helped_without_measure, source="数据清洗规则 1_11_009"),
)  # fmt: skip
