# SPDX-License-Identifier: MIT
"""Checks F, first part: a year's income against itself, last year and others (domain.md §9.3 F01–F06, F16, F17).

The sums of the national table (财产性, 转移性, 年收入, 纯收入, 人均) are computed and never typed, so what F01 and F02 find in
the field cannot arise between them; what can differ is the system's figure per head, and a cell from its kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.facts import (
    YUAN,
    about_income,
    figure,
    income_row,
    limited,
    no_income,
    unknown,
)
from villagedesk.models.checks.rules import Rule, Scope, problem, shown_field
from villagedesk.models.income import PARTS, TOTALS, kinds_of, sums, total, unknown_cells
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.checks.rules import Found, Surroundings

_AMOUNTS: Final = tuple(
    spec.key for spec in ENTITIES["income_year"].fields if spec.kind is Kind.MONEY and spec.key != "stated_per_head"
)
WAGES_LOW, WAGES_HIGH = "check_f04_low", "check_f04_high"
SAME, ROUND, CELLS = "check_f17_households", "check_f17_round", "check_f17_cells"
CHANGE: Final = "income_change"  # the same limit that the comparison with last year points out


def _per_head(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F01: the system's figure per head against ours, to the fen. Cells nobody entered may explain a difference.

    A doubt: the figure comes by import only, so nobody in the village could mend what would stop papers.
    """
    income, computed = case.earned, case.sums
    if income is None or computed is None or not isinstance(income.stated_per_head, int):
        return
    if computed.per_head is not None and abs(computed.per_head - income.stated_per_head) <= 1:
        return
    missing, people = unknown_cells(income), len(case.sharers(case.year))
    if missing or not people:  # B10 is about a household without people
        yield from no_income("F01", case, *missing[:1])
        return
    yield about_income(
        ("F01", Level.DOUBT), case, "stated_per_head",
        _("与按纯收入和{count}人计算的{amount}元不同").format(
            count=people, amount=shown_field("income_year.stated_per_head", computed.per_head)
        ),
        _("请核对各项收支和家庭人口；系统数据有误的，请在系统中更正后重新导入"),
    )  # fmt: skip


def _kinds(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F02: a total and its kinds must agree; a total alone, or kinds alone, are no contradiction.

    While kinds are missing their sum may only be smaller than the total.
    """
    income = case.income
    if income is None:
        return
    for key, kinds in TOTALS.items():
        stated = getattr(income, key)
        added = None if stated is None else kinds_of(income, key)
        if not isinstance(stated, int) or added is None or stated == added:
            continue
        missing = unknown(income, kinds)
        if added < stated and missing:
            yield from no_income("F02", case, missing[0])
        else:
            yield about_income(
                ("F02", Level.ERROR), case, key,
                _("与分项合计{sum}元不同").format(sum=shown_field(f"income_year.{key}", added)),
                _("请核对总数和各分项；分项填全时，总数可以空着，由程序合计"),
            )  # fmt: skip


def _negative(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F03. Losses stand as cost above gross income, never as an amount below nothing."""
    income = case.income
    if income is None:
        return
    for key in _AMOUNTS:
        amount = getattr(income, key)
        if isinstance(amount, int) and amount < 0:
            yield about_income(
                ("F03", Level.ERROR), case, key, _("小于0"), _("收入和支出分别填写，不写负数；亏损体现为支出大于收入")
            )


@limited("F04", WAGES_LOW, WAGES_HIGH)
def _wages(case: CaseFile, _around: Surroundings, low: int, high: int) -> Iterator[Found]:
    """F04."""
    wages = total(case.earned, "wages") if case.earned else None
    if wages and wages > 0 and not low * YUAN <= wages <= high * YUAN:
        yield about_income(
            ("F04", Level.DOUBT), case, "wages", _("不在{low}元到{high}元之间").format(low=low, high=high),
            _("请核对是否少写、多写了零，或把月收入写成年收入"),
        )  # fmt: skip


def _cost(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F05: gross income from production without any cost."""
    income = case.earned
    if income and total(income, "production"):
        cost = total(income, "production_cost")
        if cost is None:
            yield from no_income("F05", case, "production_cost")
        elif cost == 0:
            yield about_income(
                ("F05", Level.DOUBT), case, "production_cost",
                _("但生产经营性收入有{amount}元").format(
                    amount=shown_field("income_year.production", total(income, "production"))
                ),
                _("种子、化肥、饲料、雇工等成本请如实填写；确实没有的，写明后豁免"),
            )  # fmt: skip


def _loss(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F06."""
    income = case.earned
    cost = total(income, "production_cost") if income else None
    if income and cost:
        gross = total(income, "production")
        if gross is None:
            yield from no_income("F06", case, "production")
        elif cost > gross:
            yield about_income(
                ("F06", Level.DOUBT), case, "production_cost",
                _("大于生产经营性收入{amount}元").format(amount=shown_field("income_year.production", gross)),
                _("请核对收支；确实亏损的，在收支说明中写明原因"),
            )  # fmt: skip


@limited("F16", CHANGE)
def _change(case: CaseFile, _around: Surroundings, percent: int) -> Iterator[Found]:
    """F16: per head against last year, each by its own number of people, unless the remarks say why."""
    income, now = case.earned, case.sums
    if income is None or now is None or income.note:
        return
    last = case.income_of(case.year - 1)
    if last is None or unknown_cells(last):
        if any(isinstance(one.year, int) and one.year < case.year for one in case.incomes):
            for one in no_income("F16", case, "wages"):  # a year was skipped, or not told whole
                yield one._replace(field=_("上年收支"))
        return
    if missing := unknown_cells(income):
        yield from no_income("F16", case, missing[0])
        return
    before = sums(last, len(case.sharers(case.year - 1))).per_head
    if now.per_head is None or before is None or before <= 0:
        if now.per_head is None:
            yield from no_income("F16", case, "wages")
        return
    if abs(now.per_head - before) * 100 > percent * before:
        found = problem(
            ("F16", Level.DOUBT), "income_year.note", income_row(case),
            _("比上年{before}元变化超过{percent}%，收支说明没有写原因").format(
                before=shown_field("income_year.wages", before), percent=percent
            ),
            _("请核对两年的收支；属实的，在收支说明中写明原因"), value=shown_field("income_year.wages", now.per_head),
        )  # fmt: skip
        yield found.at(field=_("人均纯收入"))


def _national_cells(income: IncomeYear) -> Iterator[tuple[str, int]]:
    for key in TOTALS:
        yield key, total(income, key) or 0
    for key in PARTS:
        yield key, figure(getattr(income, key)) or 0


@limited("F17", SAME, ROUND, CELLS)
def _copied(case: CaseFile, around: Surroundings, most: int, unit: int, cells: int) -> Iterator[Found]:
    """F17: earned amounts as in other households of the village, or nothing but round amounts.

    Households that live on transfers alone are paid by the same rates and so are not compared.
    """
    income = case.income
    if income is None:
        return
    alike = around.same_incomes.get(income.id, 0)
    if alike >= most:
        yield about_income(
            ("F17", Level.DOUBT), case, "wages", _("等各项收支与本村其他户完全相同，共{count}户").format(count=alike),
            _("请核对是否照抄；应逐户核算"),
        )  # fmt: skip
    entered: list[str] = []
    for key, amount in _national_cells(income) if unit else ():
        if amount % (unit * YUAN):
            return
        if amount:
            entered.append(key)
    if entered and len(entered) >= cells:
        yield about_income(  # the last cell, so that this doubt and the one above can be exempted apart
            ("F17", Level.DOUBT), case, entered[-1],
            _("等{count}项收支都是{unit}元的整倍数").format(count=len(entered), unit=unit),
            _("请核对是否估算；应按台账、流水逐项核算"),
        )  # fmt: skip


def _dividend_of_nothing(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F21: a dividend, and no project of that year or of one before reaches the household."""
    income = case.earned
    if income is None or not figure(income.asset_dividend):
        return
    years = [one.project.year for one in case.reached]
    if not any(year is None or (isinstance(year, int) and year <= case.year) for year in years):
        yield about_income(
            ("F21", Level.DOUBT), case, "asset_dividend", _("但没有项目的受益户是这一户"),
            _("请核对分红来自哪个项目，在台账“项目”中登记受益户；不来自项目的改填其他财产性收入"),
        )  # fmt: skip


def _without_evidence(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """F22: a line of the ledger that counts, with neither a kind of evidence nor a note nor a photo of it."""
    for booked in case.ledger().lines if case.ledger_lines else ():
        line = booked.line
        if booked.counts and not (line.evidence or line.evidence_note or line.photo):
            item = shown_field("income_line.item", line.item)
            yield problem(
                ("F22", Level.DOUBT), "income_line.evidence", line.id, _("没有填写，“{item}”这一笔没有佐证").format(item=item),
                _("请选择凭证类型；本人口述的选“本人口述”"),
            )  # fmt: skip


RULES: Final = (
    Rule("F01", "人均纯收入与纯收入、人口不符", Level.DOUBT, _per_head),
    Rule("F02", "收入、支出与分项合计不同", Level.ERROR, _kinds),
    Rule("F03", "收支为负数", Level.ERROR, _negative),
    Rule("F04", "工资性收入过低或过高", Level.DOUBT, _wages, Scope.HOUSEHOLD, (WAGES_LOW, WAGES_HIGH), "P19"),
    Rule("F05", "有生产经营性收入没有支出", Level.DOUBT, _cost, Scope.HOUSEHOLD, (), "P22"),
    Rule("F06", "生产经营性支出大于收入", Level.DOUBT, _loss),
    Rule("F16", "人均纯收入比上年大幅变化", Level.DOUBT, _change, Scope.HOUSEHOLD, (CHANGE,)),
    Rule("F17", "多户收支相同或全是整数", Level.DOUBT, _copied, Scope.HOUSEHOLD, (SAME, ROUND, CELLS)),
    Rule("F21", "资产收益分红没有对应项目", Level.DOUBT, _dividend_of_nothing),
    Rule("F22", "收入台账没有佐证", Level.DOUBT, _without_evidence),
)
