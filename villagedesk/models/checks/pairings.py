# SPDX-License-Identifier: MIT
"""Checks I of who answers for the household (domain.md §4.3, §9.3 I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Rule, Surroundings, problem
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile


def _helpers(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    day = min(around.today.isoformat(), f"{case.year}-12-31")
    if not case.helpers_on(day):
        yield problem(
            ("I05", Level.DOUBT), "pairing.cadre", case.household.id, _("目前没有"), _("请登记帮扶责任人和开始时间")
        )


def _same_pairing(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """I06: one cadre who answers for the household twice."""
    seen: set[str] = set()
    for helper in case.helpers:
        cadre = helper.pairing.cadre
        if cadre and not helper.pairing.end:
            if cadre in seen:
                yield problem(
                    ("I06", Level.DOUBT), "pairing.cadre", helper.pairing.id, _("有两条尚未结束的结对"),
                    _("请核对是否重复登记；重复的移入回收站"), value=helper.cadre.name or "",
                )  # fmt: skip
            seen.add(cadre)


RULES: Final = (
    Rule("I05", "没有帮扶责任人", Level.DOUBT, _helpers),
    Rule("I06", "同一责任人结对重复", Level.DOUBT, _same_pairing),
)
