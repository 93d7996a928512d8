# SPDX-License-Identifier: MIT
"""Checks H08–H15: monitoring against falling back: its risks and their removal (domain.md §5, §9.3 H)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import SCHOOL_LINES
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
    Lack,
    Watch,
    given_since,
    in_words,
    judged,
    label_of_path,
    lacking,
    measures_since,
    months_between,
    removal_untold,
    stated,
    undated_help,
    watch,
    watch_untold,
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
_RISK_OF: Final = {"housing": "housing", "water": "water", "schooling": "education"}
"""Risk → the criterion that tells whether it is there. Insurance has no risk of its own in the list of the system."""


def _without_risk(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    watched = watch(case)
    if watched is None:
        yield from watch_untold(H08, case)
    elif not watched.risks:
        yield problem(
            H08, *watched.spot(case, "risks"), _("没有填写，但本户是监测对象"),
            _("请至少选择一项风险；不是监测对象的，请改正监测对象类型"),
        )  # fmt: skip


def _risk_without_note(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H09: 其他 needs a note, 因自然灾害 its kind; 不适用 contradicts the risk."""
    facts, watched = case.facts, watch(case)
    risks, record = (watched.risks, watched.record) if watched else (facts.risks, None)
    for risk, key, own, remedy in (
        ("other", "risk_note", "risk_note", _("请写明是什么风险")),
        ("disaster", "risk_disaster", "disaster", _("请填写灾害种类，如 洪涝、干旱、地质灾害")),
    ):
        told = isinstance(getattr(facts, key), str) or (record is not None and getattr(record, own))
        if risk in risks and not told:
            spot = watched.spot(case, key) if watched else (f"household_year.{key}", facts.id)
            text = _("没有填写，但风险含“{risk}”").format(risk=shown_field(_RISKS, (risk,)))
            yield problem(H09, *spot, text, remedy)


def _risk_not_listed(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H10: what is not assured (house, water, school) must be among the risks of a household that is still monitored."""
    watched = watch(case)
    if watched is None:
        yield from watch_untold(H10, case)
    if watched is None or watched.removed:
        return
    for risk, criterion in _RISK_OF.items():
        for one in lacking("H10", criterion, case, around) if risk not in watched.risks else ():
            if not isinstance(one, Lack):
                yield one
            else:
                yield problem(
                    H10, *watched.spot(case, "risks"),
                    _("不含“{risk}”，但{fact}").format(risk=shown_field(_RISKS, (risk,)), fact=one.words),
                    _("请补选这项风险，或核对后改正相应资料"), value=shown_field(_RISKS, watched.risks), person=one.person,
                )  # fmt: skip


# -- removal --------------------------------------------------------------------------------------------------------------

_AFTER: Final = {
    "after_house": "housing", "after_water": "water", "after_school": "education", "after_medical": "medical",
}  # fmt: skip
"""Field of the monitoring record that answers for the time after the removal → criterion that the other facts answer."""


def _answered(watched: Watch, key: str) -> bool:
    return watched.record is not None and getattr(watched.record, key) is not None


def _empty_after_removal(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H11: in the year of the removal, what is to prove it must have been entered: here, or in the monitoring record."""
    watched = watch(case)
    if watched is None or not watched.removed:
        yield from removal_untold(H11, case, watched)
        return
    if watched.removed_on is None:
        yield unjudged(H11, *watched.spot(case, "risk_removed_on"))
        return
    if year_of(watched.removed_on) != case.year:
        return  # the facts of another year say nothing about the removal
    if case.earned is None and not _answered(watched, "after_income"):
        found = problem(H11, "income_year.wages", case.facts.id, _("没有填写，但风险已消除"), _("请补填消除年度的收支"))
        yield found.at(field=_("年度收支"))
    for key, criterion in _AFTER.items():
        for one in judged(criterion, case, around) if not _answered(watched, key) else ():
            if one.path == "line.value":
                yield unjudged_line(H11, one.row)
            elif one.met is None:
                said = stated(one, case)
                text = _("不能说明是否有保障，但风险已消除") if said else _("没有填写，但风险已消除")
                yield problem(H11, one.path, one.row, text, _("请补填消除后的情况"), person=one.name, value=said)


def _removed_and_unassured(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H12: what the facts of the year of the removal do not tell, the monitoring record may."""
    watched = watch(case)
    if watched is None or not watched.removed:
        yield from removal_untold(H12, case, watched)
        return
    lacks = []
    for key, criterion in _AFTER.items():
        for one in lacking("H12", criterion, case, around):
            if isinstance(one, Lack):
                lacks.append(one)
            elif not _answered(watched, key):
                yield one
    if watched.record is not None:
        denied = [key for key in _AFTER if getattr(watched.record, key) is False]
        lacks += [Lack(f"monitoring.{key}", watched.record.id, "", _denied(key)) for key in denied]
    if lacks:
        yield problem(
            H12, *watched.spot(case, "risk_removed"), _("但仍有问题：{lacks}").format(lacks=in_words(lacks)),
            _("请核对；问题没有解决的不能消除风险"), value=_yes(),
        ).at(field=_removed_label())  # fmt: skip


def _denied(key: str) -> str:
    path = f"monitoring.{key}"
    return _("{field}“{value}”").format(field=label_of_path(path), value=shown_field(path, False))


def _yes() -> str:
    return shown_field("household_year.risk_removed", True)


def _removed_label() -> str:
    return label_of_path("household_year.risk_removed")


def _removed_soon(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H13: removed within months of the identification; before it is an error of its own."""
    watched = watch(case)
    if watched is None or not watched.removed:
        yield from removal_untold(H13, case, watched)
        return
    begun, ended = watched.since, watched.removed_on
    if begun is None or ended is None:
        yield unjudged(H13, *watched.spot(case, "monitored_since" if begun is None else "risk_removed_on"))
        return
    spot, months = watched.spot(case, "risk_removed_on"), months_between(begun, ended)
    if months < 0:
        text = _("早于识别监测时间{begun}").format(begun=begun)
        yield problem(("H13", Level.ERROR), *spot, text, _("请核对两个时间"), value=ended)
        return
    least, short = around.limit("check_h13_months", case.year), around.limit("check_h13_short", case.year)
    if short is not None and months <= short:
        text = _("距识别监测仅{months}个月，明显过快（{short}个月以内）")
    elif least is not None and months < least:
        text = _("距识别监测仅{months}个月，不足{least}个月")
    else:
        missing = {"check_h13_months": least, "check_h13_short": short}
        yield from (unjudged_line(H13, name) for name, value in missing.items() if value is None)
        return
    text = text.format(months=months, least=least, short=short)
    yield problem(H13, *spot, text, _("请核对风险是否确实稳定消除，并准备说明材料"), value=ended)


def _unable_and_removed(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H14: a household of nobody able to work stays 暂不标注 after the safety net has caught it."""
    watched = watch(case)
    if watched is None or not watched.removed:
        yield from removal_untold(H14, case, watched)
    elif watched.no_labour is True or (watched.record is not None and watched.record.not_removed is True):
        yield problem(
            H14, *watched.spot(case, "risk_removed"), _("但本户是整户无劳动能力兜底保障户，或注明暂不标注"),
            _("落实兜底保障后暂不标注风险消除，请核对"), value=_yes(),
        ).at(field=_removed_label())  # fmt: skip
    elif watched.no_labour is None:
        yield unjudged(H14, *watched.spot(case, "no_labour_household"))


def _helped_without_measure(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """H15: removed by help, though no measure was taken since the identification (in any year)."""
    watched = watch(case)
    if watched is None or not watched.removed:
        yield from removal_untold(H15, case, watched)
        return
    if watched.removal not in {"helped", None}:
        return
    spot = watched.spot(case, "risk_removal")
    if watched.removal is None:
        yield unjudged(H15, *spot)
        return
    begun = watched.since or "0001-01"
    if not measures_since(case, begun) and not given_since(case, begun):
        if undated := undated_help(case):
            yield unjudged(H15, *undated)
            return
        yield problem(
            H15, *spot, _("但识别监测以来没有登记任何帮扶措施"), _("请补登帮扶措施，或改正风险消除方式"),
            value=shown_field("household_year.risk_removal", "helped"),
        )  # fmt: skip
    elif watched.since is None:
        yield unjudged(H15, *watched.spot(case, "monitored_since"))


RULES: Final = (
    Rule("H08", "监测对象没有风险", Level.ERROR, _without_risk, source="全国防返贫系统数据清洗规则 1_11_001"),
    Rule("H09", "其他风险、自然灾害没有说明", Level.ERROR, _risk_without_note, source="数据清洗规则 2_11_004、2_11_005"),
    Rule(
        "H10", "三保障问题未列入风险", Level.DOUBT, _risk_not_listed, parameters=SCHOOL_LINES,
        source="数据清洗规则 4_11_006、4_11_007",
    ),
    Rule(
        "H11", "风险消除后的情况未填写", Level.ERROR, _empty_after_removal, parameters=SCHOOL_LINES,
        source="数据清洗规则 1_11_004",
    ),
    Rule(
        "H12", "风险消除但问题仍在", Level.ERROR, _removed_and_unassured, parameters=SCHOOL_LINES,
        source="数据清洗规则 1_11_005—1_11_008",
    ),
    Rule(
        "H13", "风险消除过快", Level.ERROR, _removed_soon, parameters=("check_h13_months", "check_h13_short"),
        source="数据清洗规则 2_11_002、5_18_009",
    ),
    Rule("H14", "整户无劳动能力户标注消除", Level.DOUBT, _unable_and_removed, source="数据清洗规则 4_11_011"),
    Rule("H15", "帮扶消除但没有措施", Level.ERROR, _helped_without_measure, source="数据清洗规则 1_11_009"),
)  # fmt: skip
