# SPDX-License-Identifier: MIT
"""Checks of figures against each other: the kinds of income and the cell they add up to (domain.md §2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Rule, Surroundings, problem, shown_field
from villagedesk.models.income import TOTALS, kinds_of
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile


def _kinds(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """A total and all that was entered of its kinds must agree; a total alone, or kinds alone, are no contradiction."""
    income = case.income
    if income is None:
        return
    for key in TOTALS:
        stated, kinds = getattr(income, key), kinds_of(income, key)
        if isinstance(stated, int) and kinds is not None and stated != kinds:
            path = f"income_year.{key}"
            yield problem(
                ("F02", Level.DOUBT), path, income.id,
                _("与分项合计{sum}元不同").format(sum=shown_field(path, kinds)),
                _("请核对总数和各分项；分项填全时，总数可以空着，由程序合计"), value=shown_field(path, stated),
            )  # fmt: skip


RULES: Final = (Rule("F02", "收入、支出与分项合计不同", Level.DOUBT, _kinds),)
