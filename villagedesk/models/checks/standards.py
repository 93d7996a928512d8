# SPDX-License-Identifier: MIT
"""Checks F, second part: income per head against the lines of the year (domain.md §3.4, §5.4, §9.3 F07–F09, F18, F19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.facts import YUAN, exited, income_row, limited, may_be_exited, no_income, no_year_fact
from villagedesk.models.checks.rules import Rule, Scope, problem, shown_field, unjudged, unjudged_line
from villagedesk.models.checks.standing import watch
from villagedesk.models.income import PROPERTY_PARTS, turning_cell, unknown_cells
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.rules import Found, Surroundings
    from villagedesk.models.problem import Problem

_TRANSITION: Final = 2021  # the first year without a national poverty line (domain.md §5.1)
_MONITORED_FROM: Final = 2019  # the first monitoring lines (domain.md §5.1, §5.4)
EXIT_LINE, MONITORING_LINE = "exit_line", "monitoring_line"
LOW, HIGH, TIMES = "check_f07_low", "check_f09_high", "check_f09_times"
MARGIN, SHARE = "check_f18_margin", "check_f19_share"
_EARNED: Final = ("wages", "production", *PROPERTY_PARTS)
"""More of these makes the share of transfers smaller, more of any other cell greater."""


def _yuan(amount: int) -> str:
    return shown_field("income_year.wages", amount)


def _about(rule: tuple[str, Level], case: CaseFile, amount: int, text: str, remedy: str) -> Problem:
    """A finding about income per head, which is computed: the cursor goes to the first cell of the year's income."""
    row = income_row(case)
    found = problem(rule, "income_year.wages", row, text, remedy, value=_yuan(amount))
    return found.at(field=_("人均纯收入"))


def _poor(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """F07: below the floor of the transition years; before them, out of poverty and below the exit line of the year.

    It blocks papers of the year of the exit itself, and is a doubt in other years.
    """
    computed = case.sums
    out = case.year >= _TRANSITION or may_be_exited(case)
    if out is False:
        return
    income = case.earned
    if computed is None or income is None or computed.per_head is None:
        if case.facts.id and out:
            yield from no_income("F07", case, "wages")
        return
    name = LOW if case.year >= _TRANSITION else EXIT_LINE
    line = around.limit(name, case.year)
    if line is None:
        yield from [unjudged_line("F07", name)] if out else []
    elif out is None:
        if computed.per_head < line * YUAN or turning_cell(income, above=True):
            yield from no_year_fact("F07", case, "exit_status")
    elif missing := turning_cell(income, above=computed.per_head >= line * YUAN):
        yield from no_income("F07", case, missing)
    elif computed.per_head < line * YUAN:
        level = Level.ERROR if name == EXIT_LINE and case.facts.exit_year == case.year else Level.DOUBT
        yield _about(
            ("F07", level), case, computed.per_head, _("低于{year}年的{line}元").format(year=case.year, line=line),
            _("请核对收支和人口；属实的，应研究是否纳入监测或继续帮扶，不能按脱贫办理"),
        )  # fmt: skip


def _unmonitored(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """F08. Who was monitored once is known to the system; F08 is about households that nobody looks at."""
    computed, income = case.sums, case.earned
    if case.year < _MONITORED_FROM or not case.facts.id or watch(case) is not None:
        return
    if computed is None or income is None:
        return  # F07 says so
    line = around.limit(MONITORING_LINE, case.year)
    if line is None:
        yield unjudged_line("F08", MONITORING_LINE)
    elif computed.monitored_per_head is None:
        yield from no_income("F08", case, "wages")
    elif missing := turning_cell(income, above=computed.monitored_per_head >= line * YUAN):
        yield from no_income("F08", case, missing)
    elif computed.monitored_per_head < line * YUAN:
        found = problem(
            ("F08", Level.DOUBT), "household_year.monitor_type", case.facts.id,
            _("没有填写，但人均{amount}元低于{year}年监测范围{line}元").format(
                amount=_yuan(computed.monitored_per_head), year=case.year, line=line
            ),
            _("请核对收支；属实且有风险的，按程序纳入监测；没有风险的，写明后豁免"),
        )  # fmt: skip
        yield found


def _identified_in(case: CaseFile) -> int | None:
    """The year of the identification that the year's income decided: into the register, or into monitoring."""
    since = case.facts.monitored_since
    if isinstance(since, str) and since[:4] == str(case.year):
        return case.year
    if isinstance(case.household.identify_year, int):
        return case.household.identify_year
    return int(case.household.identified[:4]) if case.household.identified else None


def _rich(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """F09: far above the line in the year of identification."""
    computed, income = case.sums, case.earned
    if computed is None or income is None or computed.per_head is None:
        if computed is not None and case.year < _TRANSITION and not exited(case) and _identified_in(case) == case.year:
            yield from no_income("F09", case, "wages")
        return  # F07 says so of the others
    if case.year >= _TRANSITION:
        name, line = HIGH, around.limit(HIGH, case.year)
    else:
        name, times, base = EXIT_LINE, around.limit(TIMES, case.year), around.limit(EXIT_LINE, case.year)
        line = None if times is None or base is None else times * base
        name = TIMES if times is None else EXIT_LINE
    identified = _identified_in(case)
    above = line is not None and computed.per_head > line * YUAN
    missing = turning_cell(income, above=True) if above and identified in {None, case.year} else None
    if missing:
        yield from no_income("F09", case, missing)
    elif identified is None:
        if above:
            yield unjudged("F09", "household.identify_year", case.household.id)
    elif identified == case.year and line is None:
        yield unjudged_line("F09", name)
    elif identified == case.year and line is not None and above:
        yield _about(
            ("F09", Level.DOUBT), case, computed.per_head, _("在识别当年高于{line}元").format(line=line),
            _("请核对收支和识别时间；符合识别条件的，写明理由后豁免"),
        )  # fmt: skip


@limited("F18", MARGIN)
def _on_the_line(case: CaseFile, around: Surroundings, margin: int) -> Iterator[Found]:
    """F18 (擦线脱贫): in the year of the exit, no more than so many percent above the exit line."""
    computed, income, line = case.sums, case.earned, around.limit(EXIT_LINE, case.year)
    out = may_be_exited(case)
    if computed is None or income is None or computed.per_head is None or line is None or out is False:
        return  # F07 says what is missing
    if case.facts.exit_year not in {None, case.year}:
        return
    below = computed.per_head * 100 < line * YUAN * (100 + margin)
    missing = turning_cell(income, above=True) or (turning_cell(income, above=False) if below else None)
    if out is None:
        if below and line * YUAN <= computed.per_head:
            yield from no_year_fact("F18", case, "exit_status")
    elif missing:
        yield from no_income("F18", case, missing)
    elif below and line * YUAN <= computed.per_head:
        if case.facts.exit_year is None:
            yield from no_year_fact("F18", case, "exit_year")
        else:
            yield _about(
                ("F18", Level.DOUBT), case, computed.per_head,
                _("只比{year}年标准{line}元高不到{margin}%").format(year=case.year, line=line, margin=margin),
                _("请逐项核对收支和佐证，确认收入稳定超过标准"),
            )  # fmt: skip


@limited("F19", SHARE)
def _on_transfers(case: CaseFile, _around: Surroundings, share: int) -> Iterator[Found]:
    """F19: in the year of the exit, more than so many percent of the net income are transfers."""
    computed, income, out = case.sums, case.earned, may_be_exited(case)
    if computed is None or income is None or out is False or case.facts.exit_year not in {None, case.year}:
        return
    if computed.transfers is None or computed.net is None:
        yield from no_income("F19", case, *(["other_transfer"] if out else []))
        return
    over = computed.transfers * 100 > share * computed.net
    missing = [key for key in unknown_cells(income) if (key in _EARNED) is over]
    if out is None:
        yield from no_year_fact("F19", case, *(["exit_status"] if over else []))
    elif missing:
        yield from no_income("F19", case, missing[0])
    elif not over:
        return
    elif case.facts.exit_year is None:
        yield from no_year_fact("F19", case, "exit_year")
    else:
        found = problem(
            ("F19", Level.DOUBT), "income_year.other_transfer", income_row(case),
            _("超过纯收入{net}元的{share}%").format(net=_yuan(computed.net), share=share),
            _("请核对脱贫是否主要靠政策性收入；属实的，写明后续稳定措施后豁免"), value=_yuan(computed.transfers),
        )  # fmt: skip
        yield found.at(field=_("转移性收入"))


RULES: Final = (
    Rule("F07", "人均纯收入低于标准", Level.ERROR, _poor, Scope.HOUSEHOLD, (LOW, EXIT_LINE), "P18；N3_11_010"),
    Rule("F08", "人均低于监测范围没有纳入监测", Level.DOUBT, _unmonitored, Scope.HOUSEHOLD, (MONITORING_LINE,), "N1_02_006"),
    Rule("F09", "识别当年人均纯收入过高", Level.DOUBT, _rich, Scope.HOUSEHOLD, (HIGH, TIMES, EXIT_LINE), "N1111_18"),
    Rule("F18", "擦线脱贫", Level.DOUBT, _on_the_line, Scope.HOUSEHOLD, (MARGIN, EXIT_LINE)),
    Rule("F19", "脱贫当年转移性收入占比过高", Level.DOUBT, _on_transfers, Scope.HOUSEHOLD, (SHARE,)),
)  # fmt: skip
