# SPDX-License-Identifier: MIT
"""How far a project or a claim has come on a day, and what the money of a project comes to. Computed, never stored.

What lies after the day that is asked for has not happened yet.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.project import Claim, Project, ProjectBeneficiary, ProjectFund


class Stage(StrEnum):
    """How far a project is."""

    AHEAD = "ahead"
    RUNNING = "running"
    FINISHED = "finished"
    ACCEPTED = "accepted"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            "ahead": _("未开工"),
            "running": _("实施中"),
            "finished": _("完工待验收"),
            "accepted": _("已验收"),
            "failed": _("验收不合格"),
            "stopped": _("已终止"),
        }[self.value]


class ClaimStage(StrEnum):
    """How far something is that somebody took upon himself."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    GIVEN_UP = "given_up"

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            "waiting": _("已认领未启动"),
            "running": _("办理中"),
            "done": _("已办结"),
            "given_up": _("已放弃"),
        }[self.value]


class ProjectFile(NamedTuple):
    """A project with its money and whom it reaches, in their order."""

    project: Project
    funds: tuple[ProjectFund, ...] = ()
    reached: tuple[ProjectBeneficiary, ...] = ()


class Money(NamedTuple):
    """What the money of a project comes to, in fen.

    Attributes:
        granted: the budget with its change; None where nobody has entered the budget.
        planned, paid: of all sources; what nobody has entered adds nothing.
    """

    granted: int | None
    planned: int
    paid: int


def stage_of(project: Project, day: str) -> Stage:
    """How far a project is on a day (ISO), by the last of its days; one whose acceptance failed is to be mended."""

    def by(date: str | None) -> bool:
        return bool(date) and (date or "") <= day

    if by(project.stopped):
        return Stage.STOPPED
    if by(project.accepted):
        return Stage.FAILED if project.acceptance == "failed" else Stage.ACCEPTED
    if by(project.finished):
        return Stage.FINISHED
    return Stage.RUNNING if by(project.begun) else Stage.AHEAD


def is_late(project: Project, day: str) -> bool:
    """Whether a project should have been finished before a day and is not."""
    return (
        stage_of(project, day) in {Stage.AHEAD, Stage.RUNNING}
        and bool(project.planned_end)
        and day > str(project.planned_end)
    )


def claim_stage_of(claim: Claim, day: str) -> ClaimStage:
    """How far a claim is on a day (ISO)."""
    for date, state in (
        (claim.finished, ClaimStage.DONE),
        (claim.given_up, ClaimStage.GIVEN_UP),
        (claim.started, ClaimStage.RUNNING),
    ):
        if date and date <= day:
            return state
    return ClaimStage.WAITING


def money_of(project: Project, funds: Iterable[ProjectFund]) -> Money:
    """What the money of a project comes to; a budget to which no change was entered was not changed."""
    every = list(funds)
    budget = number(project.budget)
    return Money(
        None if budget is None else budget + (number(project.budget_change) or 0),
        sum(number(one.planned) or 0 for one in every),
        sum(number(one.paid) or 0 for one in every),
    )


def runs_in(project: Project, year: int) -> bool:
    """Whether a project is one of a year, or of one before and not over when the year began; without a year it is always."""
    if project.year is None or project.year == year:
        return True
    return isinstance(project.year, int) and project.year < year and not _over(project, f"{year - 1}-12-31")


def _over(project: Project, day: str) -> bool:
    return stage_of(project, day) in {Stage.ACCEPTED, Stage.STOPPED}


def claimed_in(claim: Claim, year: int) -> bool:
    """Whether something was taken on in a year, or before and was not over when the year began."""
    if (claim.date or "")[:4] in {"", str(year)}:
        return True
    before = f"{year - 1}-12-31"
    return (claim.date or "") <= before and claim_stage_of(claim, before) in {ClaimStage.WAITING, ClaimStage.RUNNING}
