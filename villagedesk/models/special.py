# SPDX-License-Identifier: MIT
"""How far the case of a person in special hardship is on a day, and how far a plan of help. Computed, never stored.

What lies after the day that is asked for has not happened yet. The last assessment holds: whoever was put off may be taken in
later, and whoever was taken in may be found to need nothing more.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.special import Appraisal, CarePlan, Special

ASSESSORS: Final = 2
"""How many people assess, at least (domain.md §1A J2)."""


class CaseStage(StrEnum):
    """How far the case of a person is."""

    REGISTERED = "registered"
    LATER = "later"
    OUT = "out"
    IN = "in"
    ENDED = "ended"

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            "registered": _("已登记，没有评估结论"),
            "later": _("暂缓"),
            "out": _("不纳入"),
            "in": _("已纳入"),
            "ended": _("已停止服务"),
        }[self.value]


_CONCLUDED: Final = {one.value: one for one in (CaseStage.LATER, CaseStage.OUT, CaseStage.IN)}


class PlanStage(StrEnum):
    """How far a plan of help is: 草拟→征求本人意见→审批→执行→调整→结案."""

    DRAFT = "draft"
    HEARD = "heard"
    APPROVED = "approved"
    RUNNING = "running"
    ADJUSTED = "adjusted"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            "draft": _("草拟"),
            "heard": _("已征求本人意见，待审批"),
            "approved": _("已审批，未执行"),
            "running": _("执行中"),
            "adjusted": _("执行中，已调整"),
            "closed": _("已结案"),
        }[self.value]


class SpecialFile(NamedTuple):
    """A person who was registered, with the assessments and plans about him, in order of their days."""

    special: Special
    appraisals: tuple[Appraisal, ...] = ()
    plans: tuple[CarePlan, ...] = ()


def last_appraisal(appraisals: Iterable[Appraisal], day: str) -> Appraisal | None:
    """The last assessment by a day (ISO), the same in every office; those without a day are none."""
    made = (one for one in appraisals if one.date and one.date <= day)
    return max(made, key=lambda one: (one.date or "", one.round or 0, one.id), default=None)


def case_stage_of(file: SpecialFile, day: str) -> CaseStage:
    """How far a case is on a day (ISO). A conclusion that only a newer program knows (merged) decides nothing here."""
    if file.special.ended and file.special.ended <= day:
        return CaseStage.ENDED
    last = last_appraisal(file.appraisals, day)
    return _CONCLUDED.get((last.conclusion if last else None) or "", CaseStage.REGISTERED)


def plan_stage_of(plan: CarePlan, day: str) -> PlanStage:
    """How far a plan is on a day (ISO), by the last of its days."""
    for date, stage in (
        (plan.closed_on, PlanStage.CLOSED),
        (plan.adjusted_on, PlanStage.ADJUSTED),
        (plan.start, PlanStage.RUNNING),
        (plan.approved_on, PlanStage.APPROVED),
        (plan.heard_on, PlanStage.HEARD),
    ):
        if date and date <= day:
            return stage
    return PlanStage.DRAFT


def due_again(file: SpecialFile, day: str) -> str:
    """The day (ISO) on which a person should have been assessed again and was not; "" where nothing is due by `day`."""
    last = last_appraisal(file.appraisals, day)
    if last is None or not last.again_on or last.again_on > day or case_stage_of(file, day) is CaseStage.ENDED:
        return ""
    return last.again_on
