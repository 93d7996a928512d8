# SPDX-License-Identifier: MIT
"""The causes of poverty: which of them are still at work, and checks of them among themselves (domain.md §2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Rule, Surroundings, problem, shown_field
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.economy import Cause


OUT_OF_POVERTY: Final = frozenset({"exited", "exited_policy", "exited_no_policy", "cancelled", "cleared", "dissolved"})


def at_work(case: CaseFile, code: str) -> Iterator[Cause]:
    """The causes of this code (list `cause`) that must still show in the facts of the year.

    After a household is out of poverty its causes are kept as those for which it was identified; nobody is ill any more
    because a cause of 2014 was 因病.
    """
    if case.facts.exit_status not in OUT_OF_POVERTY:
        yield from (cause for cause in case.causes if cause.code == code)


def _causes(case: CaseFile, _around: Surroundings) -> Iterator[Problem]:
    """Domain.md §2.2: one main cause, at most two others, all different."""
    codes = [cause.code for cause in case.causes if cause.code]
    for cause in case.causes:
        if cause.rank != "main" and cause.code and codes.count(cause.code) > 1:
            yield problem(
                ("A3b", Level.ERROR), "cause.code", cause.id, _("重复"), _("其他致贫原因应与主要致贫原因不同"),
                value=shown_field("cause.code", cause.code),
            )  # fmt: skip


RULES: Final = (Rule("A3b", "致贫原因重复", Level.ERROR, _causes),)
