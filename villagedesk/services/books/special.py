# SPDX-License-Identifier: MIT
"""The books of people in special hardship: who was registered, how each was assessed, and what is planned for them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from villagedesk.i18n import _, clauses
from villagedesk.models.catalogue.special import Appraisal, CarePlan, CareStep, Special
from villagedesk.models.doings import people_in
from villagedesk.models.special import ASSESSORS, SpecialFile, case_stage_of, due_again, plan_stage_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store

R = TypeVar("R", Appraisal, CarePlan)


def read_special(store: Store, village: str = "") -> tuple[SpecialFile, ...]:
    """Who was registered in a village, or in all, in order of their days, with assessments and plans."""

    def by_person(kind: type[R]) -> dict[str, list[R]]:
        found: dict[str, list[R]] = defaultdict(list)
        for one in reads.of_village(store, kind, village, "date, id"):
            found[one.special or ""].append(one)
        return found

    appraisals, plans = by_person(Appraisal), by_person(CarePlan)
    return tuple(
        SpecialFile(one, tuple(appraisals[one.id]), tuple(plans[one.id]))
        for one in reads.of_village(store, Special, village, "date, id")
    )


def special_file(store: Store, record: Special) -> SpecialFile:
    """Assessments and plans of one who was registered, in order of their days."""
    appraisals = reads.naming(store, Appraisal, "special", record.id, "date, id")
    plans = reads.naming(store, CarePlan, "special", record.id, "date, id")
    return SpecialFile(record, tuple(appraisals), tuple(plans))


def to_assess(store: Store, day: str) -> list[Special]:
    """Who should have been assessed again by a day (ISO); the longest due first."""
    due = [(since, file.special) for file in read_special(store) if (since := due_again(file, day))]
    return [one for _since, one in sorted(due, key=lambda pair: (pair[0], pair[1].id))]


def tell(store: Store, record: Record) -> str:
    """How far a case or plan is, and whether an assessment was made by enough people; "" for records of other books."""
    day = store.clock().date().isoformat()
    match record:
        case Special():
            return _of_person(store, record, day)
        case Appraisal():
            count = people_in(record.assessors)
            text = _("评估人{count}名，少于{least}名").format(count=count, least=ASSESSORS)
            return text if record.id and count < ASSESSORS else ""
        case CarePlan():
            return _of_plan(store, record, day) if record.id else ""
    return ""


def _of_person(store: Store, record: Special, day: str) -> str:
    if not record.id:
        return ""
    file = special_file(store, record)
    said = [case_stage_of(file, day).words]
    if file.appraisals:
        said.append(_("评估{count}次").format(count=len(file.appraisals)))
    if file.plans:
        said.append(_("帮扶方案{stage}").format(stage=plan_stage_of(file.plans[-1], day).words))
    since = due_again(file, day)
    if since:
        said.append(_("{day}应再次评估").format(day=since))
    return clauses(said)


def _of_plan(store: Store, record: CarePlan, day: str) -> str:
    steps = reads.of_owner(store, CareStep, record.id)
    stage = plan_stage_of(record, day).words
    if not steps:
        return stage
    done = sum(bool(one.done_on) and (one.done_on or "") <= day for one in steps)
    return clauses([stage, _("措施{count}项，完成{done}项").format(count=len(steps), done=done)])
