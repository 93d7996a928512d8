# SPDX-License-Identifier: MIT
"""Checks of the income ledger: lines of which nothing counts, and cells that were typed differently (domain.md §2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Rule, Surroundings, problem, shown_field
from villagedesk.models.ledger import differences, item_of
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile


def _differing(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """What was typed into a cell and what its lines come to must agree; where nothing was typed, the lines count."""
    if not case.ledger_lines or case.income is None:
        return
    for one in differences(case.income, case.ledger().cells):
        path = f"income_year.{one.cell}"
        yield problem(
            ("F25", Level.DOUBT), path, case.income.id,
            _("与台账合计{booked}元不同").format(booked=shown_field(path, one.booked)),
            _("请核对台账；台账齐全时用“采用台账合计”"), value=shown_field(path, one.stated),
        )  # fmt: skip


def _left_out(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """A line that does not count because of how it was entered; items that are no income by rule are no mistake."""
    for one in case.ledger().left_out if case.ledger_lines else ():
        item = item_of(one.line, case.year)
        if item is None and not one.line.item:
            continue  # reported as missing
        if item is not None and not item.more["cell"] and not item.more["cost_cell"]:
            continue
        key = "date" if one.line.date else "quarter" if one.line.quarter else "gross"
        path = f"income_line.{key}"
        yield problem(
            ("F26", Level.DOUBT), path, one.line.id, _("这一笔没有计入：{why}").format(why=one.why_not),
            _("请核对日期、金额，或移到应属年度"), value=shown_field(path, getattr(one.line, key)),
        )  # fmt: skip


RULES: Final = (
    Rule("F25", "年度收支与台账合计不同", Level.DOUBT, _differing),
    Rule("F26", "台账没有计入", Level.DOUBT, _left_out),
)
